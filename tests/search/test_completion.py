"""What a half-typed question may become."""

from __future__ import annotations

import pytest

from jobtui.search.completion import candidates
from jobtui.search.facet_counts import Bucket

BUCKETS = {
    "contract": (Bucket("CDI", 5, False), Bucket("CDD", 2, False), Bucket("", 9, False)),
    "remote": (Bucket("full", 1, False),),
    "organisation": (Bucket("Digue commune", 3, False), Bucket("Phare", 0, False)),
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("contract:", [("contract:CDI", 5), ("contract:CDD", 2)]),
        ("dev contrat:cdd", [("dev contrat:CDD", 2)]),
        ("contract:CDI,", [("contract:CDI,CDI", 5), ("contract:CDI,CDD", 2)]),
        ("organisation:dig", [('organisation:"Digue commune"', 3)]),
        ("organisation:pha", []),
        ("contra", [("contract:", -1), ("contrat:", -1)]),
        ("-contra", [("-contract:", -1), ("-contrat:", -1)]),
        ("co", []),
        ("contract:CDI ", []),
        ("titre:x", []),
        ("closes:", [("closes:none", -1), ("closes:<7d", -1), ("closes:<30d", -1)]),
        ("publie:<3", [("publie:<30d", -1)]),
        ("mark:s", [("mark:starred", -1), ("mark:seen", -1)]),
        ("marque:a", [("marque:annote", -1)]),
        ("etape:ref", [("etape:refuse", -1)]),
        ("depuis:f", [("depuis:ferme", -1)]),
        ("remote:compl", [("remote:full", 1)]),
        ("teletravail:fully", [("teletravail:full", 1)]),
    ],
)
def test_candidates(text: str, found: list[tuple[str, int]]) -> None:
    assert [(one.text, one.postings) for one in candidates(text, BUCKETS)] == found
