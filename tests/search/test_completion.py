"""What a half-typed question may become."""

from __future__ import annotations

import pytest

from jobtui.search.completion import candidates
from jobtui.search.facet_counts import Bucket

BUCKETS = {
    "contract": (Bucket("CDI", 5, False), Bucket("CDD", 2, False), Bucket("", 9, False)),
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
    ],
)
def test_candidates(text: str, found: list[tuple[str, int]]) -> None:
    assert [(one.text, one.postings) for one in candidates(text, BUCKETS)] == found
