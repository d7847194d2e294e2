"""Postings in other formats than Markdown with YAML."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from jobtui.parsing.bodies import read_body
from jobtui.parsing.posting import keys_of, read
from jobtui.postings.model import Posting, Severity

LINKED = {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    "title": "Pilot",
    "datePosted": "2026-11-01",
    "validThrough": "2026-12-24",
    "hiringOrganization": {"@type": "Organization", "name": "Harbour"},
    "jobLocation": {"@type": "Place", "address": {"addressLocality": "Brest"}},
    "description": "&lt;p&gt;Steer &lt;b&gt;ships&lt;/b&gt;.&lt;/p&gt;",
}


def script_of(tree: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(tree)}</script>"


def read_text(folder: Path, name: str, text: str) -> Posting:
    path = folder / name.partition("#")[0]
    path.write_text(text)
    return read(str(folder / name), name).posting


def keys(folder: Path, name: str, text: str) -> list[str]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return keys_of(str(path))


def test_toml_is_read_with_the_lines_of_its_keys(tmp_path: Path) -> None:
    keys = "title = 'Clerk'\ndate = 2026-11-22T08:30:00Z\n[extra]\ncompany = 'Slate'"
    text = f"+++\n{keys}\n+++\n\nText."
    posting = read_text(tmp_path, "a.md", text)
    assert (posting.title, posting.published) == ("Clerk", date(2026, 11, 22))
    assert posting.organisation == "Slate"
    assert read_body(str(tmp_path / "a.md")) == "Text."
    assert not [one for one in posting.problems if one.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("text", "line"),
    [("+++\ntitle = 'Clerk'\nx = = 1\n+++\nText.", 3), ("+++\ntitle = 'Clerk'\n\nText.", 1)],
)
def test_broken_toml_is_read_line_by_line(tmp_path: Path, text: str, line: int) -> None:
    posting = read_text(tmp_path, "a.md", text)
    assert posting.title == "Clerk"
    assert [one.line for one in posting.problems if one.severity is Severity.ERROR] == [line]


@pytest.mark.parametrize(
    "text",
    [
        '{\n"title": "Diver",\n"company": "Deep"\n}\n\nDive.',
        '{"title": "Diver", "company": "Deep"}\nDive.',
    ],
)
def test_json_is_read_wherever_its_bracket_stands(tmp_path: Path, text: str) -> None:
    posting = read_text(tmp_path, "a.md", text)
    assert (posting.title, posting.organisation) == ("Diver", "Deep")
    assert read_body(str(tmp_path / "a.md")) == "Dive."


ENTRIES = {
    "text": "Sailor",
    "categories": {"team": "Fleet", "location": "Hull"},
    "lists": [{"text": "You will", "content": "<li>sail</li>"}],
    "metadata": [{"id": 1, "name": "Employment Type", "value": "Permanent"}],
    "applyUrl": "https://fleet.example/1",
}


def test_entries_of_job_systems_have_titles_sections_and_named_values(tmp_path: Path) -> None:
    posting = read_text(tmp_path, "jobs.json#1", json.dumps([ENTRIES]))
    assert (posting.title, posting.organisation, posting.places) == ("Sailor", "Fleet", ("Hull",))
    assert posting.contracts == ("permanent",)
    assert read_body(str(tmp_path / "jobs.json#1")) == "## You will\n\n- sail"


def test_json_ld_is_joined_by_its_ids(tmp_path: Path) -> None:
    firm = {"@type": "Organization", "@id": "#firm", "name": "Quay"}
    graph = {"@graph": [firm, LINKED | {"hiringOrganization": {"@id": "#firm"}}]}
    posting = read_text(tmp_path, "a.html", script_of(graph))
    assert (posting.title, posting.organisation) == ("Pilot", "Quay")


@pytest.mark.parametrize(
    "text",
    [
        '---json\n{"title": "Clerk", "closes": "2026-12-24"}\n---\nText.',
        "---js\n{\n  title: 'Clerk',\n  closes: '2026-12-24',\n}\n---\nText.",
        ';;;\n{"title": "Clerk", "closes": "2026-12-24"}\n;;;\nText.',
        "---yaml\ntitle: Clerk\ncloses: 2026-12-24\n---\nText.",
        "title: Clerk\ncloses: 2026-12-24\n---\nText.",
        "title: Clerk\n# The last day\ncloses: 2026-12-24\n\n# Text follows.\n---\nText.",
    ],
)
def test_fences_may_name_their_language_or_lack_the_first(tmp_path: Path, text: str) -> None:
    posting = read_text(tmp_path, "a.md", text)
    assert (posting.title, posting.closes) == ("Clerk", date(2026, 12, 24))
    assert read_body(str(tmp_path / "a.md")) == "Text."
    assert not [one for one in posting.problems if one.severity is Severity.ERROR]


def test_broken_json_is_an_error_at_its_line(tmp_path: Path) -> None:
    posting = read_text(tmp_path, "a.md", '{\n"title": "Diver",\n"b" 1}\n')
    assert [one.line for one in posting.problems if one.severity is Severity.ERROR] == [3]


def test_an_html_file_has_the_title_of_its_highest_heading(tmp_path: Path) -> None:
    posting = read_text(tmp_path, "a.html", "<h2>Team</h2><h1>Pilot *x*</h1><p>Steer.")
    assert posting.title == "Pilot *x*"
    assert read_body(posting.path) == "## Team\n\n# Pilot \\*x\\*\n\nSteer."
    assert read_text(tmp_path, "b.html", "<title>Pilot</title><p>Steer.").title == "Pilot"
    assert read_text(tmp_path, "c.html", "---\ntitle: Pilot\n---\n<h1>No</h1>").title == "Pilot"


@pytest.mark.parametrize("name", ["pilot.html", "pilot.json"])
def test_json_ld_is_a_posting(tmp_path: Path, name: str) -> None:
    script = script_of({"@graph": [{"@type": "WebSite"}, LINKED]}) + "<h1>Page</h1>"
    text = script if name.endswith("html") else json.dumps(LINKED)
    assert keys(tmp_path, name, text) == [""]
    posting = read_text(tmp_path, name, text)
    assert (posting.id, posting.title, posting.organisation) == ("pilot", "Pilot", "Harbour")
    assert (posting.places, posting.closes) == (("Brest",), date(2026, 12, 24))
    assert read_body(posting.path) == "Steer **ships**."


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("jobs.yml", "- title: A\n  slug: a\n- title: B\n- note: c\n", ["a", "2"]),
        ("jobs.yml", "a: {title: A}\nb: {title: B}\n", ["a", "b"]),
        ("jobs.json", '{"jobs": [{"id": "/x/a1", "title": "A"}, {"title": "B"}]}', ["a1", "2"]),
        ("jobs.json", '{"title": "A"}\n{"title": "B"}\n', ["1", "2"]),
        ("offres.csv", "titre;ville\nA;Brest\nB;Lyon\n", ["1", "2"]),
        ("list.yml", "- {title: A, deadline: 2026-12-01}\n- {title: B}\n", ["1", "2"]),
        ("jobs/a.json", '{"title": "A"}', [""]),
        ("nav.yml", "- {title: Home, url: /}\n", []),
        ("jobs/package.json", '{"name": {"a": 1}}', []),
        ("settings.yml", "a: [1, 2\n", []),
        ("linked.html", script_of([LINKED, LINKED]), ["1", "2"]),
    ],
)  # fmt: skip
def test_a_file_of_data_holds_a_posting_an_entry(
    tmp_path: Path, name: str, text: str, found: list[str]
) -> None:
    assert keys(tmp_path, name, text) == found


def test_an_entry_has_its_own_id_line_and_body(tmp_path: Path) -> None:
    text = "- title: A\n- title: B\n  slug: the-b\n  deadline: hence\n  description: |\n    Bake.\n"
    first = read_text(tmp_path, "jobs.yml#1", text)
    second = read_text(tmp_path, "jobs.yml#the-b", text)
    assert (first.id, second.id) == ("jobs#1", "the-b")
    assert [(one.line, one.field) for one in second.problems if one.field] == [(4, "deadline")]
    assert read_body(second.path) == "Bake."


def test_a_data_file_that_cannot_be_read_is_a_posting_with_an_error(tmp_path: Path) -> None:
    assert keys(tmp_path, "jobs.json", "[{,") == [""]
    posting = read_text(tmp_path, "jobs.json", "[{,")
    assert [one.line for one in posting.problems if one.severity is Severity.ERROR] == [1]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("---\ntitle: Hello\ndate: 2026-01-01\n---\nblog", False),
        ("---\ntitle: Baker\ndeadline: 2026-12-01\n---\n", True),
        ("---\ntitle: Baker\nlayout: job-posting\n---\n", True),
        ("---\ntitle: Baker\ncompany: Oven\nlocation: York\n---\n", True),
        ("---\ntitle: Job Title # Three words\ncompany: Oven\ndeadline: 2026-12-01\n---\n", False),
        ("---\ntitle: '{{ replace .Name }}'\ndeadline: 2026-12-01\n---\n", False),
        ("# About us\n\nWe bake.", False),
    ],
)
def test_a_doubtful_file_is_a_posting_only_if_its_keys_say_so(
    tmp_path: Path, text: str, is_one: bool
) -> None:
    path = tmp_path / "a.md"
    path.write_text(text)
    assert keys_of(str(path), doubtful=True) == ([""] if is_one else [])


def test_the_page_of_a_folder_has_its_name(tmp_path: Path) -> None:
    for name in ("sailor/index.md", "sailor/index.fr.md", "42/index.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Text.")
    assert read(str(tmp_path / "sailor/index.md"), "sailor/index.md").posting.id == "sailor"
    assert (
        read(str(tmp_path / "sailor/index.fr.md"), "sailor/index.fr.md").posting.id == "sailor.fr"
    )
    assert read(str(tmp_path / "42/index.html"), "index.html").posting.id == "42"
