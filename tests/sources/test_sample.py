from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from jobtui.parsing.posting import ParsedFile, read
from jobtui.parsing.startups import Directory, read_organisation
from jobtui.postings.model import Posting, Severity, Status, status_of
from jobtui.sources import folders

DAY = folders.sample_day()
SOURCE = folders.resolve(folders.SAMPLE)
VARIED = """role closes organisation startup incubator contracts domains technologies
    contacts written extra problems url"""


@pytest.fixture(scope="module")
def documents() -> list[ParsedFile]:
    return [read(entry.path, entry.name, SOURCE.url) for entry in folders.postings(SOURCE)]


@pytest.fixture(scope="module")
def postings(documents: list[ParsedFile]) -> list[Posting]:
    directory = Directory(
        [read_organisation(entry.path) for entry in folders.companions(SOURCE, SOURCE.startups)],
        [read_organisation(entry.path) for entry in folders.companions(SOURCE, SOURCE.incubators)],
    )
    return [directory.join(document.posting) for document in documents]


def test_the_sample_is_a_site_of_its_own() -> None:
    assert SOURCE.is_sample
    assert SOURCE.startups and SOURCE.incubators
    assert "gouv.fr" not in SOURCE.url


def test_there_are_about_thirty_postings_and_ids_are_unique(postings: list[Posting]) -> None:
    assert 25 <= len(postings) <= 40
    assert len({posting.id for posting in postings}) == len(postings)


def test_every_status_is_there_and_a_sensible_number_is_open(postings: list[Posting]) -> None:
    counts = Counter(status_of(posting, DAY).status for posting in postings)
    assert set(counts) == set(Status) - {Status.UPCOMING}
    assert len(postings) // 4 <= counts[Status.OPEN] <= len(postings) // 2


def test_one_closes_on_the_day_itself_and_one_closed_the_day_before(
    postings: list[Posting],
) -> None:
    days = {(DAY - posting.closes).days for posting in postings if posting.closes}
    assert {0, 1} <= days


def test_every_field_is_stated_somewhere_and_missing_elsewhere(postings: list[Posting]) -> None:
    for field in VARIED.split():
        values = [bool(getattr(posting, field)) for posting in postings]
        assert any(values), field
        assert not all(values), field
    assert {posting.junior for posting in postings} == {True, False, None}
    assert {"domains" in posting.inferred for posting in postings} == {True, False}


def test_every_posting_says_how_to_apply_and_no_address_is_real(
    documents: list[ParsedFile], postings: list[Posting]
) -> None:
    for posting in postings:
        assert posting.apply_to
        host = posting.apply_to.split("@")[-1].removeprefix("https://").split("/")[0]
        assert host.endswith((".example", "example.org", "example.com")), posting.apply_to
    assert not any("gouv.fr" in document.body for document in documents)


def test_problems_of_every_kind_are_there_but_not_many(postings: list[Posting]) -> None:
    problems = [problem for posting in postings for problem in posting.problems]
    assert {problem.severity for problem in problems} == set(Severity)
    assert len(problems) <= len(postings)


def test_a_posting_without_frontmatter_has_its_heading_as_title(postings: list[Posting]) -> None:
    (posting,) = [
        posting
        for posting in postings
        if any(str(problem.message) == "no frontmatter" for problem in posting.problems)
    ]
    assert posting.title
    assert posting.role == ""
    assert status_of(posting, DAY).status is Status.UNKNOWN


def test_most_startups_are_joined_and_one_is_not(postings: list[Posting]) -> None:
    keyed = [posting for posting in postings if posting.startup_key]
    joined = [posting for posting in keyed if posting.startup != posting.startup_key]
    assert len(joined) > len(keyed) / 2
    assert any(
        posting.startup == posting.startup_key and not posting.incubator for posting in keyed
    )


def test_the_day_of_the_sample_is_after_its_postings(postings: list[Posting]) -> None:
    assert isinstance(DAY, date)
    assert all(posting.published and posting.published <= DAY for posting in postings)
