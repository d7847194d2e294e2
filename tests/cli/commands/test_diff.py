"""``jobtui diff``: of one posting or all, since it was seen or since a day."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from jobtui.cli import console
from jobtui.cli.main import run
from jobtui.library import posting_history
from jobtui.library.posting_history import FilePlace
from jobtui.marks import kept_texts
from jobtui.postings.revisions import FileHistory, Revision
from jobtui.sources.repositories import Repository
from tests.conftest import write

Call = Callable[..., str]
TODAY = date.today()


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Write two postings; return a function that calls jobtui on them."""
    for name in ("cook", "sailor"):
        write(tmp_path / "jobs", f"{name}.md", f"A {name} for ten people.", title=f"A {name}")

    def result(*args: str) -> str:
        code = run(["--source", str(tmp_path / "jobs"), *args])
        told = capsys.readouterr()
        return f"{code} {told.out}{told.err}"

    return result


def keep(folder: Path, name: str, days_ago: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the text of a posting as if it had been seen some days ago."""

    class Then(date):
        @classmethod
        def today(cls) -> date:  # type: ignore[override]
            return TODAY - timedelta(days_ago)

    path = folder / f"{name}.md"
    with monkeypatch.context() as patch:
        patch.setattr(kept_texts, "date", Then)
        kept_texts.keep(name, str(path), f"A {name}", path.read_text(), False)


def test_without_an_id_all_that_changed_is_shown(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = tmp_path / "jobs"
    assert call("diff").startswith("1 ")
    for name in ("cook", "sailor"):
        keep(jobs, name, 3, monkeypatch)
    assert call("diff").startswith("1 ")
    write(jobs, "sailor.md", "A sailor for two people.", title="A sailor")
    told = call("diff")
    assert told.startswith("0 sailor  A sailor: changed since ") and "[-ten-]{+two+}" in told
    assert "cook" not in told
    (one,) = json.loads(call("diff", "--format", "json")[2:])
    assert (one["id"], one["seen"]) == ("sailor", str(TODAY - timedelta(3)))


def test_since_a_day_it_is_compared_with_what_was_seen_then(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = tmp_path / "jobs"
    for days_ago, people in ((9, "ten"), (5, "four"), (1, "two")):
        write(jobs, "sailor.md", f"A sailor for {people} people.", title="A sailor")
        keep(jobs, "sailor", days_ago, monkeypatch)
    assert "[-four-]{+two+}" in call("diff", "sailor")
    assert "[-four-]{+two+}" in call("diff", "sailor", "--since", "3d")
    assert "unchanged since then" in call("diff", "sailor", "--since", "yesterday")
    assert "[-four-]{+two+}" in call("diff", "--since", "4d")


def test_a_repository_knows_what_was_not_seen(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "you have not seen it before" in call("diff", "cook", "--since", "2024-05-01")
    then = Revision("a" * 40, date(2024, 4, 1), "More", "", "A cook for a hundred people.")
    later = then._replace(day=date(2024, 6, 1), after="A cook for nine people.")
    found = FileHistory((later, then), True)
    place = FilePlace(Repository("file:///x"), "cook.md")
    monkeypatch.setattr(posting_history, "place_of", lambda *_args: place)
    monkeypatch.setattr(posting_history, "history_of", lambda *_args: found)
    assert "[-a hundred-]{+ten+}" in call("diff", "cook", "--since", "2024-05-01")
    assert "you have not seen it before" in call("diff", "cook")


def test_a_day_must_be_one_and_only_diff_takes_it(call: Call) -> None:
    assert "--since expects a day" in call("diff", "--since", "never")
    assert "only for jobtui diff" in call("show", "cook", "--since", "3d")


def test_what_is_shown_on_a_terminal_was_seen(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    call("show", "cook")
    assert kept_texts.kept("cook") is None
    monkeypatch.setattr(console, "width", lambda: 80)
    call("show", "cook")
    assert kept_texts.kept("cook") is not None
