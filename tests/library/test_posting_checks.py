"""What ``jobtui check`` tells authors: one problem for each cause."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jobtui.library.check import check
from jobtui.sources.folders import resolve

DAY = date(2024, 6, 15)
NO_ANCHOR = "alias *b has no anchor &b above it; put the value in quotation marks if it is text"
GOOD = "roles: Dev\nopen: true\ncontact: nuages@example.org\n"


def problems(
    folder: Path, head: str, body: str = "Bonjour.", name: str = "2024-03-01-a.md"
) -> list[str]:
    """Return line, field and message of each problem of one file."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"---\n{head}---\n{body}\n", "utf-8")
    found = check([resolve(folder)], DAY).problems
    return [f"{problem.line} {problem.field}: {problem.said()}" for problem in found]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (GOOD, []),
        # keys that are nearly known
        ("roles: Dev\nopne: true\n", ["3 opne: unknown key; did you mean open?"]),
        ("role: Dev\nouvrt: oui\n", ["3 ouvrt: unknown key; did you mean ouvert?"]),
        ("tilte: Dev\nopen: no\n", ["2 tilte: unknown key; did you mean title?"]),
        ("roles: Dev\ntags: a\nlayout: b\nopen: false\n", []),
        # the status
        ("roles: Dev\n", ["1 : no status: add open: true or open: false"]),
        ("roles: Dev\nstatus: opne\n", ["3 status: unknown status; did you mean open?"]),
        ("roles: Dev\nstatut: peut-être\n", ["3 statut: expected open, closed or filled"]),
        ("roles: Dev\nstatut: pourvu\n", []),
        (
            f"{GOOD}poste_ferme: 2024-01-31\n",
            ["3 open: still true, though the closing date 2024-01-31 (poste_ferme) is long past"],
        ),
        (f"{GOOD}poste_ferme: 2024-06-01\n", []),
        (
            f"{GOOD}opens: 2024-09-01\ncloses: 2024-08-01\n",
            ["6 closes: closes on 2024-08-01, before it opens"],
        ),
        # one cause, one problem
        (
            f"{GOOD}open: false\n",
            ["5 open: duplicate key, also on line 3; keep one (taken as: false)"],
        ),
        (
            "title: *titre\nopen: false\n",
            [f"2 title: {NO_ANCHOR.replace('*b', '*titre').replace('&b', '&titre')}"],
        ),
        ("roles: Dev\nopen: false\nposte_ferme: 2024-01-31\n", []),
        # the way to apply
        (
            "roles: Dev\nopen: true\n",
            ["1 : no way to apply: add an e-mail address as contact, or a link to a form"],
        ),
        (
            "roles: Dev\nopen: true\ncontcat: a@example.org\n",
            ["4 contcat: unknown key; did you mean contact?"],
        ),
        (
            "roles: Dev\nopen: true\ncontact: nuages@example\n",
            ["4 contact: nuages@example is not an e-mail address"],
        ),
        (
            "roles: Dev\nopen: true\ncontact:\n  - a@example.org\n  - b@ example.org\n",
            ["6 contact: b@ example.org is not an e-mail address"],
        ),
        ("roles: Dev\nopen: false\ncontact: '@nuages'\n", []),
        (
            "roles: Dev\nopen: true\npostuler: http//nuages.example/form\n",
            ["4 postuler: expected an http or https address"],
        ),
        # merge keys and aliases
        ("base: &b\n  roles: Dev\n  open: false\n<<: *b\n", []),
        (
            "<<: *b\n",
            [f"2 <<: {NO_ANCHOR}"],
        ),
        (
            "roles: Dev\nopen: *b\n",
            [f"3 open: {NO_ANCHOR}"],
        ),
    ],
)
def test_each_cause_in_the_frontmatter_is_reported_once(
    tmp_path: Path, head: str, expected: list[str]
) -> None:
    assert problems(tmp_path / "postings", head) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[b](2024-03-02-b.md) [b](./2024-03-02-b.html#top) ![p](images/p%20q.png) [](#a)", []),
        ("[site](https://example.org) [/x](/x/y) [l]({% link b.md %}) [d](data:x)", []),
        ("`[code](absent.md)`\n\n```\n[code](absent.md)\n```\n<!-- [c](absent.md) -->", []),
        ("[out](../../absent.md)", []),
        ("x\n[a](absent.md) and [again](absent.md)", ["the link absent.md leads to no file"]),
        ("![a](./absent.png 'title')", ["the link ./absent.png leads to no file"]),
        ("[a]: absent.pdf", ["the link absent.pdf leads to no file"]),
        ("<img alt='' src='absent.png'>", ["the link absent.png leads to no file"]),
        ("[s](www.example.org)", ["the link www.example.org lacks https:// in front"]),
        ("[s](nuages.example.fr/a)", ["the link nuages.example.fr/a lacks https:// in front"]),
        (
            "[m](a@example.org)",
            ["the link a@example.org is an e-mail address; write mailto:a@example.org"],
        ),
        ("[m](mailto:a@example.org,b@example.org?cc=c) [n](MAILTO:a@example.org)", []),
        ("[m](mailto:a.example.org?subject=b)", ["a.example.org is not an e-mail address"]),
    ],
)
def test_links_that_lead_nowhere_are_reported(
    tmp_path: Path, body: str, expected: list[str]
) -> None:
    folder = tmp_path / "postings"
    (folder / "images").mkdir(parents=True)
    (folder / "images" / "p q.png").touch()
    (folder / "2024-03-02-b.md").write_text(f"---\n{GOOD}---\n", "utf-8")
    found = problems(folder, GOOD, body)
    assert [problem.partition(" : ")[2] for problem in found] == expected
    lines = body.split("\n")
    for problem in found:
        at = int(problem.split()[0])
        shown = problem.partition("link ")[2].split()
        assert not shown or shown[0] in lines[at - 6]


def test_an_unknown_startup_is_named_with_the_nearest(checkout: Path) -> None:
    for name in ("pliue", "xylophone", "rade"):
        text = f"---\n{GOOD}startup: {name}\n---\n"
        (checkout / "_jobs" / f"2024-05-05-{name}.md").write_text(text, "utf-8")
    found = [
        problem.said()
        for problem in check([resolve(checkout)], DAY).problems
        if problem.field == "startup"
    ]
    assert found == [
        "pliue is the id or title of no file in _startups; did you mean pluie?",
        "xylophone is the id or title of no file in _startups",
    ]


def test_what_all_files_lack_is_said_once(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.md").write_text(
            f"---\ntitle: Baker {number}\nopen: true\n---\nBake.\n"
        )
    found = [problem for problem in check([resolve(tmp_path)]).problems if not problem.field]
    said = [str(problem.message) for problem in found]
    assert "all 3 files: no date in the frontmatter or the file name" in said
    assert len([text for text in said if "no date" in text]) == 1
