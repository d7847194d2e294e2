"""What is a posting, by its keys; every page is invented."""

from __future__ import annotations

import pytest

from jobtui.parsing.data_files import entries_of
from jobtui.parsing.frontmatter import split
from jobtui.parsing.html_files import entries_of as html_entries_of
from jobtui.parsing.recognition import is_posting
from tests.posting_files import fronted


@pytest.mark.parametrize(
    "title",
    [
        *("Frequently asked questions", "FAQ", "About us", "Mentions légales", "Über uns"),
        *("Our job listings", "Positions", "Nos offres d'emploi", "...", "…", "Sample job"),
        "Example position title",
    ],
)
def test_a_page_that_every_site_has_is_none_wherever_it_is(title: str) -> None:
    front = split("a.md", fronted(f'title: "{title}"', body="We cook."))
    assert not is_posting(front.values, front.body, doubtful=False)


@pytest.mark.parametrize(
    "title",
    [
        *("Join our team", "About-us editor", "Sample analyst", "Jobcoach", "", "#1 cook"),
        *("Recrutement - Cuisinier", "Karriere | Köchin", "xxxxxxxxxxxxxxxx"),
    ],
)
def test_a_posting_may_be_named_much_as_such_a_page(title: str) -> None:
    front = split("a.md", fronted(f'title: "{title}"', body="We cook."))
    assert is_posting(front.values, front.body, doubtful=False)


def test_one_of_title_and_role_is_enough() -> None:
    for lines in (("title: Cook", 'role: "-"'), ('title: "…"', "role: Cook")):
        front = split("a.md", fronted(*lines, body="We cook."))
        assert is_posting(front.values, front.body, doubtful=False)
    (entry,) = entries_of("jobs.csv", "title,role,place\nCook,-,Hull\n")
    assert entry.key == "1"


@pytest.mark.parametrize(
    ("headings", "title"),
    [
        ("<h2>Job details</h2><h4>Cook</h4><h5>Tasks</h5>", "Cook"),
        ("<h1>Fiche de poste</h1><h2>Cuisinière</h2>", "Cuisinière"),
        ("<h1>Stellenausschreibung</h1><h3>Köchin</h3>", "Köchin"),
        ("<h1>Job description</h1><h2>Overview</h2><p>x</p>", "Pan - Cook"),
        ("<h1>Job details</h1>", "Pan - Cook"),
        ("<h1>Job coach</h1><h2>Cook</h2>", "Job coach"),
    ],
)
def test_a_heading_that_any_posting_could_have_is_no_title(headings: str, title: str) -> None:
    text = f"<html><head><title>Pan - Cook</title></head><body>{headings}<p>We cook.</p></body>"
    ((_key, front),) = html_entries_of("a.html", text)
    assert [value.text for value in front.values if value.key == "title"] == [title]


def test_an_entry_that_nobody_has_filled_in_is_none() -> None:
    text = "- title: ...\n  date: 2026-01-01\n- title: Cook\n  place: Hull\n"
    (entry,) = entries_of("jobs.yml", text)
    assert entry.key == "1"


def test_the_postings_of_a_page_are_read_and_not_the_page() -> None:
    text = "title: Come work with us\nprofiles:\n- {name: Cook, slug: cook, text: We cook.}\n"
    (entry,) = entries_of("careers.yml", text)
    assert (entry.key, entry.frontmatter.body) == ("cook", "We cook.")


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
        (("title: Calm seas", "author: a", "team: crew", "category: Data"), False),
        (("title: Cook", "author: a", "team: crew", "place: Hull", "status: open"), True),
        (("title: Cook", "author: a", "company: Pan", "location: Hull"), True),
        (("title: Calm seas", "external_link: https://pan.example/calm"), False),
        (("title: Fix the sail", "pr_number: 3", "status: open", "closed_at: 2026-12-01"), False),
        (("title: Sails", "isbn: 3", "pay: 12", "place: Hull"), False),
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
