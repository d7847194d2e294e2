"""What is a posting, by its keys; every page is invented."""

from __future__ import annotations

import pytest

from jobtui.parsing.data_files import entries_of
from jobtui.parsing.frontmatter import split
from jobtui.parsing.html_files import entries_of as html_entries_of
from jobtui.parsing.recognition import is_posting
from tests.posting_files import fronted


@pytest.mark.parametrize(
    ("lines", "is_one"),
    [
        (("title: Cook", "location: Hull", "company: Pan"), True),
        (("title: Cook", "closes: 2026-12-01"), True),
        (("title: Cook", "category: jobs"), True),
        (("title: Fair", "layout: event", "location: Hull", "expires: 2026-12-01"), False),
        (("title: Fair", "event_date: 2026-12-01", "location: Hull", "duration: 60"), False),
        (("title: New hours", "category: news", "location: Hull", "contact: a@x.example"), False),
        (("title: Fair", "category: [news, jobs]"), True),
        (("title: Survey", "type: opportunity", "expires: 2026-12-01"), False),
        (("title: Sea school", "deadline: 2026-12-01", "end_date: 2027-01-09"), False),
        (("title: Cook", "deadline: 2026-12-01", "location: Hull"), True),
        (("title: Map", "layout: sea_proposal", "company: Pan", "duration: 60"), False),
        (("title: Careers at Pan", "layout: careers"), False),
        (("title: Open positions", "layout: jobs"), False),
        (("title: Offres d'emploi", "type: emploi"), False),
        (("title: Karriere | Pan", "layout: jobs"), False),
        (("title: Careers adviser", "layout: job"), True),
    ],
)
def test_a_doubtful_page_is_a_posting_if_its_keys_say_so(
    lines: tuple[str, ...], is_one: bool
) -> None:
    front = split("a.md", fronted(*lines, body="We cook."))
    assert is_posting(front.values, front.body, doubtful=True) is is_one


@pytest.mark.parametrize(
    ("name", "text", "keys"),
    [
        ("jobs.yml", "- name: Cook\n- name: Baker\n", ["1", "2"]),
        ("jobs.yml", "status:\n- {name: Open, value: open}\n- {name: Shut, value: shut}\n", []),
        ("a.json", '{"data": [{"id": "7", "attributes": {"title": "Cook", "status": "open",'
         ' "body": "<p>Hi</p>"}, "links": {"job-apply-url": "https://x.example"}}]}', ["7"]),
        ("jobs.json", '[{"title": "Cook", "shortcode": "AB"}]', ["AB"]),
    ],
)  # fmt: skip
def test_entries_of_a_list_are_postings_if_they_say_more_than_a_choice(
    name: str, text: str, keys: list[str]
) -> None:
    assert [key for key, _front in entries_of(name, text)] == keys


def test_a_page_that_only_leads_to_another_is_none() -> None:
    page = '<meta http-equiv="refresh" content="0; url=https://x.example/cook">'
    assert html_entries_of("jobs/cook.html", page) == []
