"""The layout follows the terminal, and the mouse does what the keys do."""

from __future__ import annotations

import pytest

from jobtui.search.query import Query
from jobtui.text.cells import cells
from jobtui.tui.widgets import footer
from tests.five_postings import DAY
from tests.tui.conftest import Drive


@pytest.mark.parametrize(
    ("size", "panes"),
    [
        ((200, 50), ["sidebar", "list", "detail"]),
        ((120, 40), ["sidebar", "list", "detail"]),
        ((100, 30), ["sidebar", "list", "detail"]),
        ((99, 30), ["list", "detail"]),
        ((80, 24), ["list", "detail"]),
        ((60, 15), ["list", "detail"]),
        ((59, 24), ["list"]),
        ((100, 14), ["list", "detail"]),
        ((24, 6), ["list"]),
    ],
)
async def test_panes_by_width(drive: Drive, size: tuple[int, int], panes: list[str]) -> None:
    async with drive(size=size) as it:
        assert it.panes() == panes
        assert it.focus == "list"
        assert all(cells(line) == size[0] for line in it.seen().split("\n"))


@pytest.mark.parametrize("size", [(23, 20), (80, 5), (1, 1)])
async def test_too_small_says_so_and_recovers(drive: Drive, size: tuple[int, int]) -> None:
    async with drive(size=size) as it:
        if size[0] > 20:
            assert "Too small" in it.seen()
        await it.pilot.resize_terminal(80, 24)
        await it.settle()
        assert it.panes() == ["list", "detail"]
        assert "Développeur·se" in it.seen()


@pytest.mark.parametrize(
    ("size", "panes"),
    [((80, 24), ["sidebar", "list", "detail"]), ((50, 20), ["sidebar", "list"])],
)
async def test_filters_on_a_key_where_they_do_not_fit(
    drive: Drive, size: tuple[int, int], panes: list[str]
) -> None:
    async with drive(size=size) as it:
        before = it.panes()
        await it.press("f")
        assert it.panes() == panes
        assert it.focus == "sidebar"
        await it.press("escape")
        assert it.panes() == before
        assert it.focus == "list"


async def test_resizing_keeps_the_keys_in_a_pane_that_is_seen(drive: Drive) -> None:
    async with drive() as it:
        await it.press("shift+tab")
        assert it.focus == "sidebar"
        await it.pilot.resize_terminal(60, 20)
        await it.settle()
        assert it.panes() == ["list", "detail"]
        assert it.focus == "list"


async def test_every_size_can_be_drawn(drive: Drive) -> None:
    async with drive() as it:
        for width, height in ((300, 100), (100, 24), (99, 7), (60, 15), (24, 6), (10, 2), (1, 1)):
            await it.pilot.resize_terminal(width, height)
            await it.settle()
        await it.pilot.resize_terminal(120, 40)
        await it.settle()
        assert "Développeur·se Python" in it.seen()


async def test_a_click_selects_and_a_double_click_reads(drive: Drive) -> None:
    async with drive() as it:
        await it.pilot.click("#list", offset=(5, 1))
        await it.settle()
        assert it.selected == "Designer UX/UI"
        await it.pilot.click("#list", offset=(5, 1), times=2)
        await it.settle()
        assert it.panes() == ["detail"]


async def test_a_click_chooses_a_value(drive: Drive) -> None:
    async with drive() as it:
        await it.pilot.click("#sidebar", offset=(5, 1))
        await it.settle()
        assert it.titles == ["Développeur·se Python"]


async def test_what_was_understood_is_dropped_by_a_click_or_a_key(drive: Drive) -> None:
    async with drive(query=Query(DAY, "junior python"), size=(160, 40)) as it:
        lines = it.seen().split("\n")
        line = next(number for number, text in enumerate(lines) if "welcome: yes ×" in text)
        at = cells(lines[line].partition("welcome: yes ×")[0])
        await it.pilot.click(offset=(at + 2, line))
        await it.settle()
        assert it.screen.panes.search_box.value == "+junior python"
        assert "welcome: yes ×" not in it.seen()
    async with drive(query=Query(DAY, "junior pyton", is_finished=True)) as it:
        await it.press("plus")
        assert it.screen.panes.search_box.value == "+junior pyton"
        await it.press("plus")
        assert it.screen.panes.search_box.value == "+junior +pyton"


async def test_a_notice_takes_the_rows_that_it_needs_and_gives_them_back(drive: Drive) -> None:
    async with drive(size=(60, 16)) as it:
        keys = it.seen().split("\n")[-1]
        it.screen.notice("words " * 15 + "end")
        await it.settle()
        last = " ".join(line.strip() for line in it.seen().split("\n")[-2:])
        assert last == "words " * 15 + "end"
        it.screen.notice("word " * 200)
        await it.settle()
        rows = [line for line in it.seen().split("\n") if "word" in line]
        assert len(rows) == 5
        assert rows[-1].rstrip().endswith("…")
        it.screen.notice("")
        await it.settle()
        assert it.seen().split("\n")[-1] == keys


async def test_who_reads_at_full_width_is_told_how_to_come_back(drive: Drive) -> None:
    async with drive(size=(80, 24)) as it:
        await it.press("enter")
        assert it.seen().split("\n")[-1].startswith(" Esc back  a apply")
        await it.press("enter")
        assert it.seen().split("\n")[-1].startswith(" Enter wide  a apply")
        await it.press("escape")
        assert it.seen().split("\n")[-1].startswith(" Enter read  a apply")


async def test_below_the_filters_the_selected_row_has_no_bar_that_goes_on_from_theirs(
    drive: Drive,
) -> None:
    async with drive(size=(80, 24)) as it:
        await it.press("f")
        row = it.screen.panes.results.rows()[0]
        assert not any(piece.style and piece.style.reverse for piece in row)
        await it.press("escape", "slash")
        row = it.screen.panes.results.rows()[0]
        assert any(piece.style and piece.style.reverse for piece in row)


async def test_a_key_ends_a_notice_that_was_read(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with drive() as it:
        it.screen.notice("told", 600)
        await it.press("down")
        assert it.screen.panes.footer.is_noticing
        monkeypatch.setattr(footer, "_READ", -1)
        await it.press("down")
        assert not it.screen.panes.footer.is_noticing


async def test_a_click_in_the_footer_does_what_the_key_does(drive: Drive) -> None:
    async with drive() as it:
        footer = it.screen.query_one("#footer")
        at = "".join(text for text, _look in footer.pieces).index("open only")  # type: ignore[attr-defined]
        await it.pilot.click("#footer", offset=(at, 0))
        await it.settle()
        assert it.titles == ["Développeur·se Python"]


async def test_a_click_on_a_link_copies_it(drive: Drive) -> None:
    async with drive() as it:
        lines = it.seen().split("\n")
        row = next(n for n, line in enumerate(lines) if "carte" in line and "Lire" in line)
        column = lines[row].index("la carte") - it.detail.region.x + 2
        await it.pilot.click("#detail", offset=(column, row - it.detail.region.y))
        await it.settle()
        assert it.app.clipboard == "https://carte.example/phare"


async def test_a_click_on_an_empty_answer_drops_the_filters(drive: Drive) -> None:
    async with drive(query=Query(DAY, text="digue", open_only=True)) as it:
        await it.pilot.click("#list", offset=(5, 3))
        await it.settle()
        assert len(it.titles) == 2


async def test_the_wheel_scrolls(drive: Drive) -> None:
    async with drive(size=(80, 16)) as it:
        from textual.events import MouseScrollDown

        it.detail.post_message(MouseScrollDown(it.detail, 1, 1, 0, 1, 0, False, False, False))
        await it.settle()
        assert it.detail.offset_y > 0
