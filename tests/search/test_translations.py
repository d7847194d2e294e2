"""Of several translations of one job a list shows one."""

from __future__ import annotations

from datetime import date

import pytest

from jobtui.bitset import bits_of
from jobtui.parsing.file_name import translation_of
from jobtui.postings.model import Posting
from jobtui.search.facet_counts import FacetTable
from jobtui.search.query import Query
from jobtui.search.translations import Translations
from tests.index_rows import rows_of

DAY = date(2026, 11, 28)
VERSIONS = [("pilot", "en"), ("pilot", "fr"), ("cook", "de"), ("cook", "es"), ("", "fr"), ("x", "")]
ROWS = rows_of(
    [
        Posting(f"p{at}", f"/p{at}.md", "Job", translation=key, language=language)
        for at, (key, language) in enumerate(VERSIONS)
    ]
)
ALL = bits_of(range(len(VERSIONS)))


@pytest.mark.parametrize(
    ("found", "language", "shown"),
    [
        (ALL, "en", [0, 2, 4, 5]),
        (ALL, "fr", [1, 2, 4, 5]),
        (ALL, "es", [0, 3, 4, 5]),
        (bits_of([1, 2]), "en", [1, 2]),
        (0, "en", []),
    ],
)
def test_a_job_is_shown_once(found: int, language: str, shown: list[int]) -> None:
    assert Translations(ROWS).once(found, language) == bits_of(shown)


def test_the_others_are_known() -> None:
    assert [one.position for one in Translations(ROWS).others(0)] == [1]
    assert Translations(ROWS).others(4) == []


def test_facets_count_a_job_once_but_for_its_languages() -> None:
    table = FacetTable(ROWS, DAY, Translations(ROWS))
    query = Query(DAY, language="fr")
    counted = {bucket.value: bucket.postings for bucket in table.count("language", query, ALL)}
    assert counted == {"fr": 2, "en": 1, "de": 1, "es": 1, "": 1}
    assert sum(bucket.postings for bucket in table.count("status", query, ALL)) == 4


@pytest.mark.parametrize(
    ("name", "shared"),
    [
        ("content/en/jobs/a.md", "content/*/jobs/a.md"),
        ("content/fr/jobs/a.md", "content/*/jobs/a.md"),
        ("jobs/a.fr.md", "jobs/a.*.md"),
        ("jobs/a.md", ""),
    ],
)
def test_paths_tell_translations(name: str, shared: str) -> None:
    assert translation_of(name) == shared
