"""The browser under its keys: searching, filtering, moving, stepping back."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from jobtui.index.cache import Cache
from jobtui.library.library import Library
from jobtui.marks.model import Mark
from jobtui.search.query import Query, Sort
from jobtui.sources import folders
from tests.five_postings import DAY, POSTINGS
from tests.index_rows import postings_of
from tests.tui.conftest import Drive

NEWEST = [
    "Développeur·se Python",
    "Designer UX/UI",
    "Coach produit",
    "Chargé·e de déploiement",
    "Une annonce qui ne dit rien",
]


async def test_the_newest_comes_first_with_its_text_beside(drive: Drive) -> None:
    async with drive() as it:
        assert it.titles == NEWEST
        seen = it.seen()
        assert "5 of 5" in seen
        assert "newest first" in seen
        assert "as of 2024-05-01" in seen
        assert "Le phare éclaire la côte." in seen
        assert "● open" in seen
        assert "phare@port.example" in seen
        assert "couleur" in seen, "keys that no field takes are shown"
        assert "🚀" in seen
        assert "more-->" not in seen


async def test_searching_narrows_at_every_key_without_accents_or_case(drive: Drive) -> None:
    async with drive() as it:
        await it.press("slash")
        assert it.focus == "search"
        counts = []
        for letter in "DEVELOPPEUSE":
            await it.type(letter)
            counts.append(len(it.titles))
        assert it.titles == ["Développeur·se Python", "Designer UX/UI"]
        assert counts == sorted(counts, reverse=True)
        assert "2 of 5" in it.seen()


async def test_the_selected_posting_stays_selected_while_the_list_changes(drive: Drive) -> None:
    async with drive() as it:
        await it.press("down")
        assert it.selected == "Designer UX/UI"
        await it.press("slash")
        await it.type("phare")
        assert it.selected == "Designer UX/UI"
        await it.press("enter", "s")
        assert it.selected == "Designer UX/UI"


async def test_every_order_is_reached_by_its_key(drive: Drive) -> None:
    async with drive() as it:
        orders = []
        for _press in range(4):
            await it.press("s")
            assert it.screen.session.query is not None
            orders.append((it.screen.session.query.order, it.titles[0]))
        assert orders == [
            (Sort.OLDEST, "Une annonce qui ne dit rien"),
            (Sort.CLOSING, "Développeur·se Python"),
            (Sort.TITLE, "Chargé·e de déploiement"),
            (Sort.NEWEST, "Développeur·se Python"),
        ]


async def test_the_next_order_is_another_where_conditions_alone_are_asked(drive: Drive) -> None:
    async with drive() as it:
        await it.press("slash")
        await it.type("status:open ")
        await it.press("enter", "s")
        assert it.screen.session.query is not None
        assert it.screen.session.query.order is Sort.OLDEST


async def test_conditions_that_nothing_meets_are_not_called_words(drive: Drive) -> None:
    async with drive() as it:
        await it.press("slash")
        await it.type("opens:>2999-01-01 ")
        await it.press("enter")
        assert "No posting meets these conditions." in it.seen()
        assert "words" not in it.seen()


async def test_only_open_and_back(drive: Drive) -> None:
    async with drive() as it:
        await it.press("O")
        assert it.titles == ["Développeur·se Python"]
        await it.press("O")
        assert it.titles == NEWEST


async def test_figures_are_about_the_results_and_any_key_for_leaving_goes_back(
    drive: Drive,
) -> None:
    async with drive() as it:
        await it.press("O", "percent_sign")
        await it.settle()
        assert "Figures" in it.seen()
        assert "1 posting, 1 open  █ open" in it.seen()
        await it.press("percent_sign")
        assert "Figures" not in it.seen()


async def test_more_like_this_keeps_the_filters_and_is_cleared(drive: Drive) -> None:
    async with drive() as it:
        await it.press("M")
        assert it.screen.panes.search_box.value == "like:2024-04-20-dev-phare"
        assert "Développeur·se Python" not in it.titles
        await it.press("escape")
        assert it.titles == NEWEST
        await it.press("O", "M")
        assert it.screen.panes.search_box.value == "status:open like:2024-04-20-dev-phare"


async def test_values_of_a_facet_are_or_and_facets_are_and(drive: Drive) -> None:
    async with drive() as it:
        await it.press("f")
        assert it.focus == "sidebar"
        await it.press("down", "enter")
        assert it.titles == ["Développeur·se Python"]
        await it.press("down", "space")
        assert it.titles == ["Développeur·se Python", "Une annonce qui ne dit rien"]
        buckets = it.results.results.buckets if it.results.results else {}
        assert {b.value: b.postings for b in buckets["status"]}["closed"] == 1, (
            "its own choice aside"
        )
        assert {b.value: b.postings for b in buckets["startup"]}["Phare"] == 1
        await it.press("X")
        assert it.titles == NEWEST


async def test_an_empty_answer_says_what_keeps_things_out_and_drops_it(drive: Drive) -> None:
    query = Query(DAY, text="digue", open_only=True)
    async with drive(query=query) as it:
        assert it.titles == []
        seen = it.seen()
        assert "Nothing found." in seen
        assert "2 found without" in seen
        await it.press("X")
        assert len(it.titles) == 2


async def test_an_empty_answer_to_a_text_can_be_cleared(drive: Drive) -> None:
    async with drive() as it:
        await it.press("slash")
        await it.type("zzzz")
        assert "Nothing found." in it.seen()
        await it.press("enter", "C")
        assert it.titles == NEWEST


async def test_a_facet_is_narrowed_by_typing_even_letters_that_are_commands(drive: Drive) -> None:
    async with drive() as it:
        await it.press("f")
        while it.sidebar._rows[it.sidebar.cursor.item].facet != "startup":
            await it.press("down")
        await it.press("n")
        await it.type("jq/ha")
        assert "Startup: jq/ha" in it.seen()
        assert it.app.screen is it.screen
        await it.press("backspace", "backspace", "backspace", "backspace", "backspace")
        await it.type("pha")
        await it.press("enter")
        await it.press("enter")
        assert it.titles == ["Développeur·se Python", "Designer UX/UI"]


async def test_escape_while_narrowing_shows_all_values_again(drive: Drive) -> None:
    async with drive() as it:
        await it.press("f", "n")
        assert "type to narrow; Enter keeps these values, Esc shows all" in it.seen()
        await it.type("open")
        assert "closed" not in it.seen().split("Contract")[0].split("Domain")[0].split("│")[0]
        await it.press("escape")
        assert "type to narrow" not in it.seen()
        assert it.focus == "sidebar"
        values = [
            row.bucket.value for row in it.sidebar._rows if row.bucket and row.facet == "status"
        ]
        assert set(values) == {"open", "unknown", "expired", "filled", "closed"}


async def test_fold_and_unfold(drive: Drive) -> None:
    async with drive() as it:
        await it.press("f")
        rows = it.sidebar.count()
        await it.press("left")
        assert it.sidebar.count() == rows - 5
        await it.press("right")
        assert it.sidebar.count() == rows


async def test_enter_reads_in_full_width_and_escape_comes_back(drive: Drive) -> None:
    async with drive() as it:
        await it.press("enter")
        assert it.panes() == ["detail"]
        assert it.focus == "detail"
        await it.press("escape")
        assert it.panes() == ["sidebar", "list", "detail"]
        assert it.focus == "list"


async def test_escape_steps_back_one_thing_at_a_time_and_never_quits(drive: Drive) -> None:
    async with drive() as it:
        await it.press("slash")
        await it.type("phare")
        await it.press("enter", "enter")
        assert it.focus == "detail"
        await it.press("escape")
        assert (it.focus, len(it.titles)) == ("list", 2)
        await it.press("slash", "escape")
        assert (it.focus, len(it.titles)) == ("list", 2)
        await it.press("escape")
        assert len(it.titles) == 5
        for _press in range(5):
            await it.press("escape")
        assert it.app.is_running
        assert "q quits" in it.seen()


async def test_tab_goes_round_and_shift_tab_back(drive: Drive) -> None:
    async with drive() as it:
        way = []
        for _press in range(4):
            await it.press("tab")
            way.append(it.focus)
        assert way == ["detail", "search", "sidebar", "list"]
        await it.press("shift+tab")
        assert it.focus == "sidebar"


@pytest.mark.parametrize(
    ("keys", "title"),
    [
        (("j",), NEWEST[1]),
        (("down", "down", "k"), NEWEST[1]),
        (("G",), NEWEST[4]),
        (("end", "g"), NEWEST[0]),
        (("pagedown",), NEWEST[4]),
        (("pagedown", "pageup"), NEWEST[0]),
        (("ctrl+d",), NEWEST[4]),
        (("up",), NEWEST[0]),
    ],
)
async def test_moving_in_the_list(drive: Drive, keys: tuple[str, ...], title: str) -> None:
    async with drive() as it:
        await it.press(*keys)
        assert it.selected == title
        assert it.detail.posting is not None
        assert it.detail.posting.title == title, "the preview follows"


async def test_links_are_reached_and_copied_by_keyboard(drive: Drive) -> None:
    async with drive() as it:
        await it.press("tab")
        addresses = []
        for _press in range(4):
            await it.press("l")
            await it.press("y")
            addresses.append(it.app.clipboard)
        assert addresses == [
            "phare@port.example",
            "phare@port.example",
            "https://carte.example/phare",
            "https://brume.example",
        ]
        await it.press("h", "y")
        assert it.app.clipboard == "https://carte.example/phare"
        assert "Sent to the terminal" in it.seen()


async def test_without_a_chosen_link_the_way_to_apply_is_copied(drive: Drive) -> None:
    async with drive() as it:
        await it.press("y")
        assert it.app.clipboard == "phare@port.example"
        await it.press("end", "y")
        assert "no address" in it.seen()


async def test_sections_and_matches_are_gone_to(drive: Drive, folder: Path) -> None:
    long = "\n\n".join(f"## Partie {n}\n\n" + "Des mots. " * 80 for n in range(9))
    (folder / "2024-04-30-long.md").write_text(
        f"---\ntitle: Longue\nopen: true\n---\n{long}\n\nperle", "utf-8"
    )
    async with drive() as it:
        await it.press("slash")
        await it.type("perle")
        await it.press("enter", "tab", "right_square_bracket")
        assert "Partie 0" in it.seen()
        await it.press("right_square_bracket")
        top = it.detail.offset_y
        await it.press("n")
        assert it.detail.offset_y > top
        assert "perle" in it.seen()
        await it.press("left_square_bracket")
        assert it.detail.offset_y < it.detail.count() - 1


async def test_the_text_scrolls_from_the_list(drive: Drive) -> None:
    async with drive(size=(120, 12)) as it:
        await it.press("J")
        assert it.detail.offset_y > 0
        assert it.focus == "list"
        await it.press("K")
        assert it.detail.offset_y == 0


async def test_help_lists_every_key_and_goes_away(drive: Drive) -> None:
    async with drive(size=(120, 70)) as it:
        await it.press("question_mark")
        seen = it.seen()
        assert "Show only open postings" in seen
        assert "Next sort" in seen
        await it.press("escape")
        assert it.app.screen is it.screen


async def test_problems_are_listed_with_file_and_line(
    drive: Drive, folder: Path, library: Library
) -> None:
    (folder / "2024-01-01-faute.md").write_text("---\nroles: X\nopen: peut-être\n---\n", "utf-8")
    library.refresh()
    async with drive() as it:
        await it.press("P")
        for _round in range(100):  # the keys of the files are read first
            if "faute" in (seen := it.seen()):
                break
            await it.pilot.pause(0.1)
        assert "2024-01-01-faute.md" in seen
        assert "expected true or false" in seen


async def test_the_keys_of_the_files_are_read_beside_the_screen_and_shown_below_the_problems(
    drive: Drive, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, threads = library.field_report, []

    def report() -> list[tuple[str, str]]:
        threads.append(threading.current_thread())
        return read()

    monkeypatch.setattr(library, "field_report", report)
    async with drive() as it:
        await it.press("P")
        await it.settle()
        assert "Keys of the files" in it.seen()
        await it.press("escape", "P", "escape")  # left before they are read
    assert threads and threading.main_thread() not in threads


async def test_the_palette_runs_an_action(drive: Drive) -> None:
    async with drive() as it:
        await it.press("ctrl+p")
        await it.type("only open postings")
        await it.pilot.pause(0.3)
        await it.press("enter")
        await it.pilot.pause(0.2)
        await it.settle()
        assert it.titles == ["Développeur·se Python"]


async def test_q_quits(drive: Drive) -> None:
    async with drive() as it:
        await it.pilot.press("q")
        await it.pilot.pause()
        assert not it.app.is_running or it.app._exit


async def test_markup_in_a_posting_is_text(drive: Drive) -> None:
    async with drive() as it:
        await it.press("down", "down", "down")
        assert "[red]pas rouge[/red]" in it.seen()


async def test_changed_files_are_read_again(drive: Drive, folder: Path) -> None:
    async with drive() as it:
        (folder / "2024-04-30-neuf.md").write_text(
            "---\nroles: Tout neuf\nopen: true\n---\n", "utf-8"
        )
        (folder / "2022-01-01-rien-dit.md").unlink()
        await it.press("down", "r")
        await it.pilot.pause(0.3)
        await it.settle()
        assert it.titles[0] == "Tout neuf"
        assert it.selected == "Designer UX/UI"
        assert "1 new, 1 removed" in it.seen()


async def test_a_first_start_builds_the_index_behind(
    drive: Drive, folder: Path, tmp_path: Path
) -> None:
    chosen = [folders.resolve(folder)]
    fresh = Library(chosen, Cache.of(chosen, tmp_path / "fresh"))
    assert fresh.is_empty
    async with drive(library=fresh) as it:
        await it.pilot.pause(0.5)
        await it.settle()
        assert it.titles == NEWEST


async def test_a_posting_that_vanishes_is_said_so(drive: Drive, folder: Path) -> None:
    async with drive() as it:
        await it.pilot.pause(0.4)  # the first look at the files is over
        (folder / "2024-04-10-design-phare.md").unlink()
        await it.press("down")
        assert "cannot be read" in it.seen()


async def test_every_posting_has_its_row(drive: Drive) -> None:
    async with drive() as it:
        assert len(it.titles) == len(POSTINGS)


@pytest.mark.parametrize("text", ["statut:ou", "status:zz", "status:open,zz", "status:(", "is:zz"])
async def test_a_half_typed_status_is_no_error(drive: Drive, text: str) -> None:
    async with drive(query=Query(DAY, text)) as it:
        assert it.app.is_running
        assert "of 5" in it.seen()


async def test_searching_goes_on_behind_a_filter(drive: Drive) -> None:
    async with drive() as it:
        await it.press("O", "slash")
        await it.type("python")
        assert it.titles == ["Développeur·se Python"]
        assert it.screen.session.query is not None
        assert it.screen.session.query.text == "status:open python"


async def test_an_emptied_source_says_so(drive: Drive, folder: Path) -> None:
    async with drive() as it:
        for file in folder.iterdir():
            file.unlink()
        await it.press("r")
        await it.pilot.pause(0.3)
        await it.settle()
        assert "No postings in these sources" in it.seen()


async def test_a_source_that_is_gone_keeps_what_was_read(drive: Drive, folder: Path) -> None:
    async with drive() as it:
        folder.rename(folder.parent / "elsewhere")
        await it.press("r")
        await it.pilot.pause(0.3)
        await it.settle()
        assert it.titles == NEWEST
        assert "no such file or folder" in it.seen()


async def test_a_new_question_starts_at_its_best_match(drive: Drive) -> None:
    async with drive() as it:
        await it.press("slash")
        await it.type("digue")
        assert it.selected == "Coach produit"
        await it.press("ctrl+u")
        assert it.selected == NEWEST[0]


async def test_a_field_is_completed_with_its_values(drive: Drive) -> None:
    async with drive() as it:
        await it.press("slash")
        await it.type("contract")
        await it.pilot.press("colon")
        await it.settle()
        assert "Fixed-term 1" in it.seen()
        await it.type("free")
        await it.press("right")
        assert it.screen.session.query is not None
        assert it.screen.session.query.text == "contract:freelance"
        assert it.titles == ["Développeur·se Python"]


async def test_what_was_asked_is_found_again(drive: Drive) -> None:
    async with drive() as it:
        for text in ("phare", "digue"):
            await it.press("slash")
            await it.type(text)
            await it.press("enter", "C")
        await it.press("slash", "up", "up")
        assert it.selected == "Développeur·se Python"
        await it.press("down")
        assert it.selected == "Coach produit"


async def test_marks_are_filters_once_there_are_any(drive: Drive, library: Library) -> None:
    async with drive() as it:
        assert "Marks" not in it.seen()
        posting = next(p for p in postings_of(library) if p.title == NEWEST[0])
        library.user.put_mark(posting, Mark(star=True, hidden=True))
        it.screen.session.ask(Query(DAY, "id:" + posting.id))
        await it.settle()
        assert it.titles == []
        assert "1 is hidden. is:hidden shows them." in it.seen()
        it.screen.session.ask(Query(DAY, "is:hidden"))
        await it.settle()
        assert it.titles == [NEWEST[0]]
        assert "Marks" in it.seen()


async def test_a_notice_outlasts_the_time_of_the_one_before(drive: Drive) -> None:
    async with drive() as it:
        footer = it.screen.panes.footer
        footer.notice("short", 0.01)
        footer.notice("long", 600)
        await it.pilot.pause(0.1)
        assert "long" in it.seen()
        footer.notice("short", 0.01)
        await it.pilot.pause(0.1)
        assert not footer.is_noticing
