"""A file that is gone: its neighbour is selected, and what would act on the file says so."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jobtui.search.query import Query, Sort
from jobtui.tui.controllers import refresh
from jobtui.tui.widgets.footer import Footer
from tests.five_postings import DAY
from tests.tui.conftest import Drive, Driven

FILES = {
    "Développeur·se Python": "2024-04-20-dev-phare.md",
    "Designer UX/UI": "2024-04-10-design-phare.md",
    "Coach produit": "2024-03-01-coach-digue.md",
    "Chargé·e de déploiement": "2023-02-02-deploiement-digue.md",
    "Une annonce qui ne dit rien": "2022-01-01-rien-dit.md",
}


async def read_again(it: Driven) -> None:
    await it.press("r")
    for _round in range(600):
        await it.settle()
        if not it.screen.refreshing.is_running:
            break
        await it.pilot.pause(0.1)
    await it.settle()


async def select(it: Driven, number: int) -> None:
    await it.press(*["down"] * number)


@pytest.mark.parametrize(
    ("at", "gone", "neighbour", "sort"),
    [
        (0, (0,), 1, Sort.TITLE),
        (2, (2,), 3, Sort.TITLE),
        (4, (4,), 3, Sort.NEWEST),
        (1, (1, 2, 3), 4, Sort.TITLE),
        (3, (3, 4), 2, Sort.CLOSING),
        (2, (0, 1, 2), 3, Sort.OLDEST),
        (2, (1, 2, 3, 4), 0, Sort.TITLE),
    ],
)
async def test_the_neighbour_of_what_is_gone_is_selected(
    drive: Drive, folder: Path, at: int, gone: tuple[int, ...], neighbour: int, sort: Sort
) -> None:
    async with drive(query=Query(DAY, sort=sort)) as it:
        titles = it.titles
        await select(it, at)
        for number in gone:
            (folder / FILES[titles[number]]).unlink()
        await read_again(it)
        assert it.selected == titles[neighbour]
        assert it.detail.posting is not None
        assert it.detail.posting.title == titles[neighbour]
        await it.press("down", "up")
        assert it.selected in it.titles


async def test_so_it_is_among_what_filters_leave(drive: Drive, folder: Path) -> None:
    async with drive(query=Query(DAY, "-statut:closed", sort=Sort.TITLE)) as it:
        titles = it.titles
        assert len(titles) == 4
        await select(it, 1)
        (folder / FILES[titles[1]]).unlink()
        await read_again(it)
        assert it.titles == [titles[0], *titles[2:]]
        assert it.selected == titles[2]
        path = folder / FILES[titles[2]]  # it is there, and no more among these
        path.write_text(path.read_text("utf-8").replace("---\n", "---\nouvert: false\n", 1))
        await read_again(it)
        assert it.titles == [titles[0], titles[3]]
        assert it.selected == titles[3]


async def test_while_one_reads_in_full_width_as_well(drive: Drive, folder: Path) -> None:
    async with drive() as it:
        await it.press("down", "enter")
        assert it.panes() == ["detail"]
        (folder / FILES["Designer UX/UI"]).unlink()
        await read_again(it)
        assert it.panes() == ["detail"]
        assert it.focus == "detail"
        assert "La digue tient bon" in it.seen()
        assert "1 removed" in it.seen()
        for name in FILES.values():
            (folder / name).unlink(missing_ok=True)
        await read_again(it)
        assert it.focus == "list"
        assert "No postings in these sources" in it.seen()


def missing(path: Path) -> None:
    path.unlink()


def renamed(path: Path) -> None:
    path.rename(path.with_name("2024-04-20-autre.md"))


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def no_folder_above(path: Path) -> None:
    path.unlink()
    folder = path.parent.rename(path.parent.with_name("away"))
    folder.with_name("postings").write_text("")


def a_loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


GONE, NO_FILE = "The file no longer exists; r reloads", "No longer a file; r reloads"
HOW = {
    missing: GONE, renamed: GONE, no_folder_above: GONE, a_folder: NO_FILE,
    a_loop: "Too many levels of symbolic links",
}  # fmt: skip


@pytest.mark.parametrize("how", HOW)
async def test_what_acts_on_a_file_says_that_it_is_gone(
    drive: Drive, folder: Path, how: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert callable(how)
    monkeypatch.setenv("EDITOR", "/bin/false")
    monkeypatch.setattr(refresh, "_FIRST", 3600)  # nobody looks at the files
    async with drive() as it:
        how(folder / FILES["Développeur·se Python"])
        started: list[object] = []
        monkeypatch.setattr(it.screen.posting, "run_in_terminal", started.append)
        told = HOW[how]
        keys = ["e", "v", "vertical_line", *(["p"] if told == GONE else [])]
        for key in keys:
            it.screen.query_one(Footer).notice("")
            await it.press(key)
            assert told in it.seen(), key
            assert len(it.app.screen_stack) == 1
        assert not started


async def test_what_opens_a_page_says_so_and_opens_it(drive: Drive, folder: Path) -> None:
    async with drive() as it:
        await it.press("tab", "l")
        (folder / FILES["Développeur·se Python"]).unlink()
        await it.press("shift+tab", "a")
        assert GONE in it.seen()
        assert "phare@port.example" in it.seen()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
async def test_what_may_not_be_read_is_not_edited(drive: Drive, folder: Path) -> None:
    async with drive() as it:
        (folder / FILES["Développeur·se Python"]).chmod(0)
        await it.press("e")
        assert "Permission denied" in it.seen()
        await it.press("p")
        assert "Copied" in it.seen()


async def test_a_refresh_where_nothing_was_found_selects_what_is_there_now(
    drive: Drive, folder: Path
) -> None:
    async with drive(query=Query(DAY, text="girouette")) as it:
        await it.press("down", "down")  # through the lines that say so
        await read_again(it)
        assert it.results.selected is None
        await it.press("down")
        (folder / "2024-04-30-neuf.md").write_text("---\nroles: Girouette\n---\nIci.\n", "utf-8")
        await read_again(it)
        assert it.selected == "Girouette"
