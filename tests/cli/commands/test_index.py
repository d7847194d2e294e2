"""``jobtui index``: an index for oneself, one for all, and none."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from jobtui.files import locations
from jobtui.index.cache import Cache
from jobtui.sources.folders import resolve
from tests.conftest import write_six

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def postings(for_all: Path) -> Path:
    """Return postings that everybody may read."""
    return write_six(for_all / "postings")


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a machine's directory, with a configuration and a cache in it."""
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "etc"))
    monkeypatch.setenv("JOBTUI_SYSTEM_CACHE", str(tmp_path / "var"))
    (tmp_path / "etc" / "jobtui").mkdir(parents=True)
    return tmp_path


def configure(shared: Path, text: str) -> None:
    (shared / "etc" / "jobtui" / "config.toml").write_text(text)


def test_one_s_own(postings: Path, jobtui: Run) -> None:
    done = jobtui("index", "--source", postings)
    assert (done.returncode, done.stdout) == (0, "")
    current = Cache.of([resolve(postings)]).current()
    assert f"postings in {current}\n" in done.stderr


def test_for_all_users_by_the_system_s_file(shared: Path, postings: Path, jobtui: Run) -> None:
    configure(shared, f'sources = ["{postings}"]')
    done = jobtui("index", "--system")
    assert done.returncode == 0, done.stderr
    assert f"{shared}/var/" in done.stderr
    answer = jobtui("--format", "jsonl")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert not locations.cache_dir().exists()


def test_for_all_users_the_user_s_own_file_does_not_count(
    shared: Path, postings: Path, jobtui: Run, own_home: Path
) -> None:
    configure(shared, 'sort = "title"')
    mine = locations.user_config_dir()
    assert mine is not None
    mine.mkdir(parents=True)
    (mine / "config.toml").write_text(f'sources = ["{postings}"]')
    done = jobtui("index", "--system")
    assert done.returncode == 2
    assert (
        f"list the postings for all users under [sources] in {shared}/etc/jobtui/config.toml"
        in (done.stderr)
    )


def test_clear_removes_what_can_be_made_again(postings: Path, jobtui: Run) -> None:
    jobtui("index", "--source", postings)
    done = jobtui("index", "--clear")
    assert (done.returncode, done.stderr) == (0, f"jobtui: removed {locations.cache_dir()}\n")
    assert not locations.cache_dir().exists()
    again = jobtui("index", "--clear")
    assert again.returncode == 0
    assert again.stderr == f"jobtui: {locations.cache_dir()}: nothing to remove\n"


def test_clear_removes_nothing_else_from_a_directory_that_a_variable_names(
    shared: Path, postings: Path, jobtui: Run
) -> None:
    configure(shared, f'sources = ["{postings}"]')
    assert jobtui("index", "--system").returncode == 0
    others = [shared / "var" / name for name in ("index-cards", "pictures", "git-2", "notes.md")]
    for path in others:
        path.mkdir()
    assert jobtui("index", "--system", "--clear").returncode == 0
    assert sorted((shared / "var").iterdir()) == sorted(others)
    assert "nothing to remove" in jobtui("index", "--system", "--clear").stderr
    assert all(path.is_dir() for path in others)


@pytest.mark.parametrize("args", [("index", "x"), ("--system",), ("--clear", "show", "x")])
def test_a_wrong_call_is_one_line(args: tuple[str, ...], jobtui: Run) -> None:
    done = jobtui(*args)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


def test_a_place_that_cannot_be_written_is_said(shared: Path, postings: Path, jobtui: Run) -> None:
    configure(shared, f'sources = ["{postings}"]')
    (shared / "var").write_text("no directory")
    done = jobtui("index", "--system")
    assert done.returncode == 2
    assert "no index was written" in done.stderr
