"""The browser line by line: everything that it does, in whole lines and without escapes."""

from __future__ import annotations

import re
import subprocess
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest

from jobtui.cli.linear.loop import Linear
from jobtui.cli.linear.state import State
from jobtui.config.settings import Settings
from jobtui.keymap.actions import ACTIONS
from jobtui.library.library import Library
from jobtui.marks.kept_texts import kept
from jobtui.search.query import Query
from jobtui.sources.folders import resolve
from tests.conftest import PROGRAM, environment, write
from tests.five_postings import DAY
from tests.waiting import PATIENCE

# What an action is given in the tour, or answers to what it asks.
GIVEN = {
    "search": "pluie", "narrow": "status op", "choose": "status open", "find": "pluie",
    "note": "à rappeler", "stage": "applied", "follow_up": "7d", "sent": "cv", "label": "+mer",
    "save_search": "mine", "rename_search": "mine\nours", "delete_search": "ours\nyes",
    "pipe": "wc -l", "palette": "star", "links": "\n1", "apply": "\nno", "open_page": "\nno",
    "add_source": "more", "export": "csv out.csv",
}  # fmt: skip
FIRST = {"save_search": 1, "rename_search": 2}
LAST = ("suspend", "quit")


@pytest.fixture
def linear(postings: Path) -> Iterator[Linear]:
    library = Library([resolve(postings)])
    library.refresh()
    state = State(Namespace(settings=Settings(), as_of=DAY), library, Query(DAY))
    state.ask()
    yield Linear(state)
    library.close()


def test_it_does_every_action_of_the_table(linear: Linear) -> None:
    assert set(linear.handlers) == {action.name for action in ACTIONS}


def test_the_text_of_what_is_starred_is_kept(linear: Linear) -> None:
    linear.do("*")
    texts = kept("2024-03-01-meteo")
    assert texts is not None and texts.starred is not None
    assert "la pluie" in texts.starred.text


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["1"], "Published"),
        (["99"], "There are"),
        (["/zzzz"], "0 postings"),
        (["pluie"], "pluie: 1 posting of"),
        (["O", "O"], "6 postings of 6"),
        (["title"], "title: "),
        (["sort title"], "by title"),
        (["f"], "Status (status): "),
        (["f nonsense"], "no filter nonsense"),
        (["choose status open", "X"], "6 postings of 6"),
        (["G"], "6. "),
        (["j", "Esc"], "2. "),
        (["esc"], "1. "),
        (["Ctrl+A", "esc"], "Nothing is selected."),
        (["?"], "star: "),
        (["palette star"], "star: Star"),
        (["w"], "1 of 6"),
        (["P"], ""),
        (["U"], "Nothing to undo."),
        (["1", "]", "n"], "No more"),
    ],
)
def test_lines_are_answered(
    linear: Linear, capsys: pytest.CaptureFixture[str], lines: list[str], told: str
) -> None:
    for line in lines:
        linear.do(line)
    assert told in capsys.readouterr().out


@pytest.mark.parametrize("mark", ["star", "hide", "seen"])
def test_marks_are_set_and_undone(
    linear: Linear, capsys: pytest.CaptureFixture[str], mark: str
) -> None:
    linear.do("select")
    linear.do("j")
    linear.do("x")
    linear.do(mark)
    linear.do("U")
    told = capsys.readouterr().out
    assert "2 postings selected" in told
    assert told.count("Undone: ") == 2


def test_a_source_is_added_at_once(
    linear: Linear, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "more", "2024-05-01-cook.md", "Soup.", title="A cook")
    linear.do(f"add_source {tmp_path}/none")
    assert "6 postings" not in (told := capsys.readouterr().out) and "Saved as" not in told
    linear.do(f"add_source {tmp_path}/more")
    linear.do("/soup")
    linear.do("*")
    linear.do("U")
    told = capsys.readouterr().out
    for said in ('Saved as "more" in ', "7 postings", "soup: 1 posting of 7", "Undone: "):
        assert said in told, said


@pytest.mark.process
def test_a_tour_of_all_actions_through_a_pipe(postings: Path, own_home: Path) -> None:
    write(own_home / "more", "2024-05-01-cook.md", "Soup.", title="A cook")
    lines = ["sort oldest", "sort newest", "1"]
    for action in sorted(ACTIONS, key=lambda one: FIRST.get(one.name, 9)):
        if action.name not in LAST:
            lines += ["/pluie"] if action.name == "save_search" else []
            lines.append(f"{action.name} {GIVEN.get(action.name, '')}".rstrip(" "))
            lines.append("clear_search")
    lines += ["*", "quit", "never told"]
    done = subprocess.run(
        [*PROGRAM, "--linear", "--source", str(postings), "--as-of", "2024-06-01"],
        input="\n".join(lines) + "\n",
        env=environment(own_home, EDITOR="true"),
        cwd=own_home,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    assert "Traceback" not in done.stderr
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", done.stdout + done.stderr)
    for said in (
        "pluie: ",
        "Starred: ",
        "Note saved: ",
        "Saved: mine",
        "Renamed mine",
        "Undone: ",
        "Saved as",
    ):
        assert said in done.stdout, said
    assert "never told" not in done.stdout
    assert (own_home / "out.csv").read_text("utf-8").startswith("id,")
