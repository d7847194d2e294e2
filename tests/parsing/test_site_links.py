"""Links of a posting that name no host, places in its text, and its notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from jobtui.external.links import link
from jobtui.library.library import Library
from jobtui.parsing.site_links import UNKNOWN, Site, address
from jobtui.render.layout import Page, lay_out
from jobtui.render.markdown import parse
from jobtui.render.navigation import counterpart, place_of, targets
from jobtui.sources.folders import resolve
from tests.conftest import write

PAGE = "https://site.example/recrutement/2025/03/11/x.html"
SITE = Site("https://site.example", PAGE)


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("../autre", "https://site.example/recrutement/2025/03/autre"),
        ("autre.html", "https://site.example/recrutement/2025/03/11/autre.html"),
        ("./a/b?c=d#e", "https://site.example/recrutement/2025/03/11/a/b?c=d#e"),
        ("../../../../../../etc", "https://site.example/etc"),
        ("/page", "https://site.example/page"),
        ("/", "https://site.example/"),
        ("/a b/é", "https://site.example/a%20b/%C3%A9"),
        ("//autre.example/x", "https://autre.example/x"),
        ("?page=2", f"{PAGE}?page=2"),
        ("2025-03-12-y.md", "https://site.example/recrutement/2025/03/12/y.html"),
        ("../_jobs/2025-03-12-y.md#z", "https://site.example/recrutement/2025/03/12/y.html#z"),
        ("../equipe.md", "https://site.example/recrutement/2025/03/equipe.html"),
        ("/equipe.md", "https://site.example/equipe.html"),
        ("{{ site.url }}/x", "https://site.example/x"),
        ("{{site.url}}{{ site.baseurl }}/x", "https://site.example/x"),
        ("{{ site.baseurl }}/x", "https://site.example/x"),
        ('{{ "/x" | relative_url }}', "https://site.example/x"),
        ("{% link _jobs/2025-03-12-y.md %}", "https://site.example/recrutement/2025/03/12/y.html"),
        ("{% post_url 2025-03-12-y %}#z", "https://site.example/recrutement/2025/03/12/y.html#z"),
        ("{% link _startups/y.md %}", "https://site.example/startups/y.html"),
        ("www.autre.example/x", "https://www.autre.example/x"),
        ("a@b.example", "mailto:a@b.example"),
        ("mailto: a@b.example", "mailto:a@b.example"),
        ("mailto://a@b.example?subject=c", "mailto:a@b.example?subject=c"),
        ("MAILTO:a@b.example", "mailto:a@b.example"),
    ],
)
def test_a_link_leads_to_a_page_of_the_site(href: str, expected: str) -> None:
    text = f"[lien](<{href}>) [autre][r] ![](<{href}>)\n\n<a href='{href}'>x</a>\n\n[r]: <{href}>"
    found = [target.url for target in parse(text, SITE).links]
    assert found == [expected] * 4
    assert link(expected).target == expected


@pytest.mark.parametrize("href", ["../autre", "/page", "?a", "y.md", "{{ site.url }}/x", "a b"])
def test_without_a_site_a_link_says_why_it_is_not_opened(href: str) -> None:
    document = parse(f"[lien](<{href}>)", UNKNOWN)
    assert [target.url for target in document.links] == [href]
    assert "".join(run.text for run in document.blocks[0].runs) == f"lien ({href})"
    judged = link(href)
    assert (judged.kind, judged.target) == ("", "")
    assert "a page of a site whose address is unknown" in judged.warning


@pytest.mark.parametrize(
    "href",
    ["javascript:a", "data:b", "file:///etc", "{{ page.x }}/y", "/\\h.fr", "{% x %}", "", "x:y"],
)
def test_what_leads_to_no_page_gets_no_address(href: str) -> None:
    assert address(href, SITE) == ""
    assert not [t for t in parse(f"[lien](<{href}>)", SITE).links if "://" in t.url]


def test_the_page_alone_is_unknown() -> None:
    assert address("/x", Site("https://site.example")) == "https://site.example/x"
    assert address("../x", Site("https://site.example")) == ""


def test_liquid_with_spaces_is_a_link() -> None:
    document = parse("Voir [a]({{ site.url }}/x) et [b]({% link _jobs/2025-03-12-y.md %}).", SITE)
    assert [target.text for target in document.links] == ["a", "b"]


def test_the_site_of_a_source_is_that_of_its_configuration(tmp_path: Path) -> None:
    for name in ("_jobs", "_startups", "_incubators"):
        (tmp_path / "content" / name).mkdir(parents=True)
    (tmp_path / "_config.yml").write_text("url: https://site.example/\n", "utf-8")
    write(tmp_path / "content" / "_jobs", "2025-03-11-x.md", "[a](../b)", roles="Dev")
    write(tmp_path / "content" / "_jobs", "sans-date.md", "[a](../b)", roles="Dev")
    plain = tmp_path / "plain"
    plain.mkdir()
    write(plain, "2025-03-11-y.md", "[a](../b)", roles="Dev")
    library = Library((resolve(tmp_path / "content"), resolve(plain)))
    try:
        library.refresh()
        sites = {one: library.site_of(library.get(one)) for one in library.ids()}  # type: ignore[arg-type]
    finally:
        library.close()
    assert sites == {
        "2025-03-11-x": SITE,
        "sans-date": Site("https://site.example"),
        "2025-03-11-y": UNKNOWN,
    }


# --- places in the text -------------------------------------------------------------------------

HEADED = """\
# Le début

## Vos missions !

## 2. Le profil

## Vos missions !

## Équipe & lieu {#ou}
"""


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("#le-début", 0),
        ("#le-d%C3%A9but", 0),
        ("#le-debut", 0),
        ("#vos-missions-", 1),
        ("#Vos-Missions", 1),
        ("#vos-missions-1", 3),
        ("#2-le-profil", 2),
        ("#le-profil", 2),
        ("#ou", 4),
        ("#nulle-part", None),
    ],
)
def test_a_name_leads_to_its_heading(name: str, heading: int | None) -> None:
    headings = lay_out(parse(HEADED), 60).headings
    line = -1 if heading is None else headings[heading].line
    assert place_of(name, headings) == line
    assert place_of("#", headings) == place_of("#top", headings) == 0


def shown(page: Page) -> list[str]:
    return ["".join(span.text for span in line) for line in page.lines]


def test_notes_stand_below_and_lead_back() -> None:
    text = (
        "Un[^1] et deux[^long], encore[^1], pas[^rien].\n\n[^1]: Une.\n\n"
        "[^long]: Deux [lien](/l).\n\n    Suite.\n\n## Fin\n"
    )
    page = lay_out(parse(text, SITE), 40)
    assert shown(page) == [
        "Un[1] et deux[2], encore[1], pas[^rien].",
        *("", "Fin", "─" * 40, "", "[1] Une.", "", "[2] Deux lien.", "", "Suite."),
    ]
    urls = [(link.url, link.line) for link in page.links]
    assert urls[:3] == [("#fn:1", 0), ("#fn:2", 0), ("#fn:1", 0)]
    assert urls[3:] == [("#fnref:1", 5), ("#fnref:2", 7), ("https://site.example/l", 7)]
    assert counterpart(page.links, 0) == counterpart(page.links, 2) == 3
    assert counterpart(page.links, 3) == 0
    assert counterpart(page.links, 3, origin=2) == 2
    assert counterpart(page.links, 3, origin=1) == 0
    assert counterpart(page.links, 5) == -1
    assert [target.text for target in targets(page.links)] == ["[1]", "[2]", "lien"]


def test_odd_notes() -> None:
    for text in (
        "[^1]: seule",
        "a[^1]\n\n[^1]:",
        "a[^1]\n\n[^1]: - b",
        "[^",
        "[^1]",
        "# a[^1]\n\n[^1]: b",
    ):
        lay_out(parse(text), 20)
    assert "• [1] b" in shown(lay_out(parse("a[^1]\n\n[^1]:\n    - b"), 20))


def test_many_notes_take_linear_work() -> None:
    few, many = (
        parse(
            "".join(f"a[^{n}]\n\n" for n in range(count))
            + "".join(f"[^{n}]: b\n" for n in range(count))
        )
        for count in (50, 200)
    )
    assert len(many.links) == 4 * len(few.links) == 400
