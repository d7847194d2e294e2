"""Moving within the text by keys: what is at the top, what is marked, what is said."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from rich.style import Style

from jobtui.index.cache import Cache
from jobtui.library.library import Library
from jobtui.search.query import Query
from jobtui.sources import folders
from jobtui.tui.screen import BrowserScreen
from jobtui.tui.styles import LOOKS
from tests.five_postings import DAY
from tests.pseudo_terminal import Terminal, terminals
from tests.tui.conftest import Drive, Driven
from tests.tui.test_costs import Drawn

FILLING = "\n\n".join(f"Ligne {n}." for n in range(20))
TEXT = f"""\
---
title: Annonce longue
open: true
contact: ports@digue.example
---
Le port cherche un·e gardien·ne.

{FILLING}

## Ce que vous ferez

La gardienne allume la lampe. [Le plan](https://digue.example/plan)

{FILLING}

## Votre rôle demain

Éteindre la lampe. [Un faux plan](https://dıgue.example/)

{FILLING}

## Candidater

Écrire aux gardiens de la lampe, avec [le plan](https://digue.example/plan).
"""
OTHER = "---\ntitle: Autre annonce\nopen: true\n---\nSans lampe ni lien, dit le gardien."

Read = Callable[..., AbstractAsyncContextManager[Driven]]


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A long posting and a short one."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "2024-04-30-longue.md").write_text(TEXT, "utf-8")
    (folder / "2024-04-29-autre.md").write_text(OTHER, "utf-8")
    return folder


@pytest.fixture
def read(drive: Drive, texts: Path, tmp_path: Path) -> Read:
    """Start the browser with the keys in the text: ``async with read() as it``."""
    chosen = [folders.resolve(texts)]
    library = Library(chosen, Cache.of(chosen, tmp_path / "texts-cache"))
    library.refresh()

    @asynccontextmanager
    async def start(size: tuple[int, int] = (80, 24), text: str = "") -> AsyncIterator[Driven]:
        async with drive(size, Query(DAY, text), library) as it:
            await it.press("enter")
            assert it.focus == "detail"
            yield it

    return start


def rows(it: Driven) -> list[str]:
    """The rows of the screen, without the left border of the text."""
    return [row.removeprefix("│") for row in it.seen().splitlines()]


def place(it: Driven) -> str:
    """The line with the sign in the margin."""
    return next((row[1:].rstrip(" │┃") for row in rows(it)[1:-1] if row.startswith("▌")), "")


def last(it: Driven) -> str:
    return rows(it)[-1].strip()


def looking(it: Driven, look: Style) -> list[str]:
    """What is seen in the text in a look."""
    pane = it.detail
    strips = [pane.render_line(y) for y in range(pane.size.height)]
    traits = [(look.color, look.reverse, look.bold)]
    return [s.text for strip in strips for s in strip if s.style
            and (s.style.color, s.style.reverse, s.style.bold) in traits]  # fmt: skip


async def test_finding_goes_to_the_first_match_while_typing_and_marks_all(read: Read) -> None:
    async with read() as it:
        await it.press("slash")
        assert it.focus == "find"
        await it.type("gardienne")
        assert last(it).split() == ["/", "gardienne", "1", "of", "3"]
        assert place(it) == "Le port cherche un·e gardien·ne."
        assert looking(it, LOOKS["match_current"]) == ["gardien·ne"]
        await it.press("enter")
        assert it.focus == "detail"
        assert last(it) == "1 of 3"
        assert len(it.titles) == 2, "the list is not searched"
        await it.press("n")
        assert place(it) == "La gardienne allume la lampe. Le plan"
        assert looking(it, LOOKS["match_current"]) == ["gardienne"]
        assert last(it) == "2 of 3"


async def test_matches_are_gone_round_with_lines_around_them(read: Read) -> None:
    async with read() as it:
        await it.press("slash")
        await it.type("lampe")
        await it.press("enter")
        way = []
        for key in ("n", "n", "n", "N"):
            await it.press(key)
            way.append((place(it)[:8], last(it)))
        assert way == [
            ("Éteindre", "2 of 3"),
            ("Écrire a", "3 of 3"),
            ("La gardi", "1 of 3, wrapped to the top"),
            ("Écrire a", "3 of 3, wrapped to the end"),
        ]
        await it.press("N")
        row = next(n for n, row in enumerate(rows(it)) if row.startswith("▌"))
        assert 3 <= row <= 20
        await it.press("g", "n")
        assert last(it) == "1 of 3", "from what is seen on"


async def test_escape_takes_back_what_is_found_and_where_one_was(read: Read) -> None:
    async with read() as it:
        await it.press("j", "j", "slash")
        await it.type("candidater")
        assert it.detail.offset_y > 30
        await it.press("escape")
        assert (it.focus, it.detail.offset_y) == ("detail", 2)
        assert not looking(it, LOOKS["match_current"])
        assert place(it) == ""
        assert "find" in last(it)


async def test_escape_in_the_text_drops_the_marks_before_it_leaves(read: Read) -> None:
    async with read() as it:
        await it.press("slash")
        await it.type("ligne")
        await it.press("enter")
        top = it.detail.offset_y
        assert len(looking(it, LOOKS["match"])) > 5
        await it.press("escape")
        assert (it.focus, it.detail.offset_y) == ("detail", top)
        assert not looking(it, LOOKS["match"])
        await it.press("escape")
        assert it.focus == "list"


async def test_what_is_found_stays_from_text_to_text(read: Read) -> None:
    async with read((120, 24)) as it:
        await it.press("slash")
        await it.type("gardienne")
        await it.press("enter", "enter", "shift+tab", "down", "tab")
        assert it.selected == "Autre annonce"
        assert looking(it, LOOKS["match"]) == ["gardien"]
        await it.press("slash", "enter")
        assert "0 of" not in last(it)
        assert looking(it, LOOKS["match"]) == ["gardien"], "nothing typed changes nothing"
        await it.press("n")
        assert last(it) == "1 of 1"


async def test_what_is_not_there_is_said(read: Read) -> None:
    async with read() as it:
        await it.press("slash")
        await it.type("zèbre")
        assert last(it).endswith("no match")
        assert it.detail.offset_y == 0
        await it.press("enter")
        assert last(it) == "No match for “zèbre” in this text."
        await it.press("n")
        assert last(it) == "No match for “zèbre” in this text."
        await it.press("escape", "n")
        assert last(it) == "No search word is in this text; / finds in it."


async def test_without_finding_the_words_of_the_question_are_gone_to(read: Read) -> None:
    async with read(text="lampe") as it:
        await it.press("n")
        assert (place(it)[:8], last(it)) == ("La gardi", "1 of 3")
        assert looking(it, LOOKS["match_current"]) == ["lampe"]
        await it.press("slash")
        await it.type("éteindre")
        await it.press("enter")
        assert looking(it, LOOKS["match_current"]) == ["Éteindre"]
        found = page_text(it, LOOKS["found"])
        assert found == ["lampe"], "these stay marked in their own way"


def page_text(it: Driven, look: Style) -> list[str]:
    strips = [it.detail.render_line(y) for y in range(it.detail.size.height)]
    return [s.text for strip in strips for s in strip if s.style == look]


async def test_a_row_below_finds_and_the_search_box_above_searches(read: Read) -> None:
    async with read() as it:
        await it.press("slash")
        await it.type("lampe")
        assert rows(it)[0].startswith("/ search ")
        await it.press("tab")
        assert it.focus == "detail"
        assert last(it) == "1 of 3", "the row is closed"
        await it.press("escape", "escape", "slash")
        assert it.focus == "search"
        await it.type("autre")
        assert it.titles == ["Autre annonce"]


async def test_what_was_typed_before_comes_back(read: Read) -> None:
    async with read() as it:
        await it.press("slash", "l", "a", "m", "p", "e", "enter", "slash", "up")
        assert last(it).split()[:2] == ["/", "lampe"]


async def test_sections_are_stepped_through_and_their_ends_are_said(read: Read) -> None:
    async with read() as it:
        way = []
        for key in ("]", "]", "]", "]", "[", "[", "["):
            name = {"]": "right_square_bracket", "[": "left_square_bracket"}[key]
            await it.press(name)
            way.append(place(it))
        assert way == [
            *("Ce que vous ferez", "Votre rôle demain", "Candidater", "Candidater"),
            *("Votre rôle demain", "Ce que vous ferez", "Ce que vous ferez"),
        ]
        assert rows(it)[2].startswith("▌Ce que vous ferez")
        assert last(it) == "This is the first section."
        await it.press("G", "right_square_bracket")
        assert place(it) == "Candidater"
        assert "find" in last(it), "what was said of another section is gone"
        await it.press("right_square_bracket")
        assert last(it) == "This is the last section."


async def test_usual_sections_are_gone_to_by_number(read: Read) -> None:
    async with read() as it:
        await it.press("4")
        assert place(it) == "Candidater"
        await it.press("1")
        assert (place(it), last(it)) == ("Ce que vous ferez", "1 of 2: Ce que vous ferez")
        await it.press("1")
        assert (place(it), last(it)) == ("Votre rôle demain", "2 of 2: Votre rôle demain")
        await it.press("1")
        assert place(it) == "Ce que vous ferez"
        for key, missing in (("2", "the required profile"), ("3", "conditions")):
            await it.press(key)
            assert last(it) == f"No section on {missing} in this text."
        assert place(it) == "Ce que vous ferez"


async def test_a_text_without_headings_or_links_says_so(read: Read) -> None:
    async with read() as it:
        await it.press("escape", "down", "enter")
        assert it.selected == "Autre annonce"
        await it.press("right_square_bracket")
        assert last(it) == "This text has no headings."
        await it.press("L")
        assert last(it) == "No links in this text."
        assert isinstance(it.app.screen, BrowserScreen)


async def test_a_link_is_chosen_by_its_number(read: Read) -> None:
    async with read() as it:
        await it.press("L")
        assert it.boxed() == [
            "3 links",
            " 1 ports@digue.example",
            " 2 Le plan",
            "   https://digue.example/plan",
            " 3 Un faux plan",
            "   https://xn--dgue-lza.example/ (dıgue.example)",
            "   dıgue in the host may imitate another name; xn--dgue-lza.example will",
            "   open",
        ]
        await it.press("2")
        assert it.app.clipboard == "https://digue.example/plan"
        assert "No web browser can be opened here. " in it.seen()
        await it.press("escape")
        assert any("Le plan" in row for row in rows(it)), "the text goes there"
        await it.press("L", "down", "down", "enter")
        assert it.app.clipboard == "https://xn--dgue-lza.example/"
        await it.press("escape", "L", "9", "0", "escape")
        assert isinstance(it.app.screen, BrowserScreen)
        assert it.app.clipboard == "https://xn--dgue-lza.example/"


async def test_a_link_of_the_list_is_copied_by_its_key(read: Read) -> None:
    async with read() as it:
        await it.press("L", "down", "y")
        assert it.app.clipboard == "https://digue.example/plan"
        assert isinstance(it.app.screen, BrowserScreen), "nothing was asked"


async def test_a_number_of_two_digits_can_be_typed(read: Read, texts: Path) -> None:
    links = " ".join(f"[n{n}](https://n{n}.example/)" for n in range(1, 13))
    (texts / "2024-04-30-longue.md").write_text(f"---\ntitle: Annonce longue\n---\n{links}")
    async with read() as it:
        for keys, number in ((("1", "2"), 12), (("1", "enter"), 1), (("7",), 7)):
            await it.press("L", *keys)
            assert it.app.clipboard == f"https://n{number}.example/"
            await it.press("escape")


async def test_a_click_chooses_a_link(read: Read) -> None:
    async with read() as it:
        await it.press("L")
        await it.pilot.click("#links", offset=(6, 2))
        await it.settle()
        assert it.app.clipboard == "https://digue.example/plan"


async def test_the_footer_offers_to_find_where_the_key_finds(read: Read) -> None:
    async with read((120, 24)) as it:
        assert "/ find" in last(it)
        assert "/ search" not in last(it)
        await it.press("escape")
        assert "/ search" in last(it)


@pytest.mark.parametrize("size", [(24, 6), (40, 10), (200, 60)])
async def test_it_works_at_every_size(read: Read, size: tuple[int, int]) -> None:
    async with read(size) as it:
        await it.press("slash")
        await it.type("lampe")
        assert last(it).split()[0] == "/"
        await it.press("enter", "n", "n")
        assert last(it) == "3 of 3"
        assert "lampe" in it.seen()
        await it.press("L")
        assert "https://digue" in it.seen() or size[1] < 10
        await it.press("escape", "1")
        assert place(it) == "Ce que vous ferez"


async def test_a_key_draws_only_the_rows_that_look_different(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with read() as it:
        await it.press("slash", "l", "i", "g")
        drawn = Drawn(monkeypatch)
        await it.press("n")
        matches = 12
        rows_, pictures = drawn.of()
        assert rows_["detail"] <= matches
        assert pictures <= 2
        await it.press("enter")
        drawn.of()
        await it.press("n")
        rows_, _pictures = drawn.of()
        assert rows_ == {"detail": 2}, "the match of before and the one of now"


@pytest.fixture
def terminal(texts: Path, tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Start the browser in a pseudo-terminal."""
    known = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "c"), "TERM": "xterm"}
    command = [sys.executable, "-m", "jobtui", "--source", str(texts), "--as-of", "2024-05-01"]
    with terminals() as begin:

        def start(**variables: str) -> Terminal:
            env = {**known, **home, "LANG": "C.UTF-8", **variables}
            made = begin(command, env, (80, 24), prepared=True)
            made.wait_for("2 of 2")
            made.settle()
            return made

        yield start


@pytest.mark.parametrize("variables", [{}, {"NO_COLOR": "1"}, {"TERM": "linux"}])
@pytest.mark.terminal
def test_typed_at_once_in_a_terminal(
    terminal: Callable[..., Terminal], variables: dict[str, str]
) -> None:
    it = terminal(**variables)
    it.send("\r/gardienne\rn")
    it.wait_for(r"2 of 3")
    assert re.search("(▌|>)La gardienne allume la lampe", it.text)
    assert len(it.send("N")) < 1500
    it.send("L2")
    it.wait_for("has no clipboard" if variables.get("TERM") == "linux" else "Sent to the terminal")


async def test_one_stays_in_place_in_another_width(read: Read) -> None:
    async with read((120, 24)) as it:
        await it.press("slash")
        await it.type("lampe")
        await it.press("enter", "n")
        top = it.detail.offset_y
        await it.press("enter")
        assert place(it) == "", "the list has the margin now"
        assert looking(it, LOOKS["match_current"]) == ["lampe"]
        await it.press("n")
        assert last(it) == "3 of 3"
        await it.press("N", "enter")
        assert place(it).startswith("Éteindre")
        await it.press("1", "enter", "enter")
        assert place(it) == "Ce que vous ferez"
        assert it.detail.offset_y < top


async def test_one_stays_in_place_in_a_text_that_is_read_again(read: Read) -> None:
    async with read() as it:
        await it.press("slash")
        await it.type("lampe")
        await it.press("enter", "n")
        await it.press("r")
        await it.pilot.pause(0.3)
        await it.settle()
        it.screen.preview.texts.clear()
        it.screen.preview.show(it.results.selected, 1)
        await it.settle()
        assert place(it).startswith("Éteindre")
        await it.press("n")
        assert last(it) == "3 of 3"


async def test_finding_by_the_palette_shows_the_text(drive: Drive) -> None:
    async with drive((50, 20)) as it:
        assert it.panes() == ["list"]
        await it.screen.action_do("find")
        await it.settle()
        await it.type("phare")
        await it.press("enter")
        assert (it.panes(), it.focus) == (["detail"], "detail")
        assert last(it).startswith("1 of ")


PLACES = f"""\
---
title: Annonce à notes
open: true
---
Voir [missions](#ce-que-vous-ferez), [rien](#nulle-part), [ailleurs](/page), note[^1], autre[^1].

{FILLING}

## Ce que vous ferez

La gardienne allume la lampe.

{FILLING}

[^1]: Note du gardien.
"""


async def test_links_go_to_headings_and_notes_and_back(read: Read, texts: Path) -> None:
    (texts / "2024-04-30-longue.md").write_text(PLACES, "utf-8")
    async with read((100, 24)) as it:
        await it.press("right", "o")
        assert place(it) == "Ce que vous ferez"
        await it.press("o")
        assert place(it).startswith("Voir missions")
        await it.press("right", "o")
        assert last(it) == "Link target not found in this text: #nulle-part"
        await it.press("right", "o")
        assert "page of a site whose address is unknown" in " ".join(it.seen().split())
        await it.press("escape", "right", "right", "o")
        assert place(it) == "[1] Note du gardien."
        await it.press("o")
        assert it.detail.link_at == 4, "the second mark of the note, which was come from"
        assert place(it).startswith("Voir missions")
        await it.press("L")
        assert it.boxed() == [
            "4 links",
            " 1 missions",
            "   #ce-que-vous-ferez",
            " 2 rien",
            "   #nulle-part",
            " 3 ailleurs",
            "   /page",
            "   a page of a site whose address is unknown",
            " 4 [1]",
        ]
        await it.press("1")
        assert isinstance(it.app.screen, BrowserScreen)
        assert place(it) == "Ce que vous ferez"
