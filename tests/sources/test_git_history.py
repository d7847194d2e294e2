"""The history of a file: of a repository that was fetched, and of a folder in a checkout."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from jobtui.library.posting_history import history_of, place_of
from jobtui.postings.revisions import Revision
from jobtui.sources import git_history, repositories
from jobtui.sources.folders import resolve
from jobtui.sources.git_history import file_history
from jobtui.sources.git_workspace import SyncError
from jobtui.sources.repositories import repository_of
from jobtui.sources.sync import sync
from tests.git_origin import POSTING, Origin, left_behind

pytestmark = pytest.mark.process

FIRST, SECOND = POSTING.format(role="Dev"), POSTING.format(role="Développeuse")
NAME, FORMER = "jobs/2024-03-01-été.md", "jobs/2024-02-01-a.md"


@pytest.fixture
def origin(tmp_path: Path) -> Origin:
    """A repository whose only posting was added, renamed, and changed."""
    made = Origin(tmp_path)
    parent = ""
    for message, name, text in (
        ("Added", FORMER, FIRST),
        ("Renamed\n\nwith a body", NAME, FIRST),
        ("Other files", "README", "x"),
        ("\x1b[31mRed\x07 \u202eevil", NAME, SECOND),
    ):
        if name == NAME:
            made.files.pop(FORMER, None)
        made.put(name, text)
        parent = commit(made, message, parent)
    return made


def commit(origin: Origin, message: str, parent: str = "") -> str:
    """Commit what was put on top of *parent*; return the id."""
    origin.commit("scratch")
    tree = origin.git("rev-parse", "scratch^{tree}")
    parents = ("-p", parent) if parent else ()
    made = origin.git("commit-tree", "-m", message, *parents, tree)
    origin.git("update-ref", "refs/heads/main", made)
    return made


def changes(revisions: tuple[Revision, ...]) -> list[tuple[str, str, str]]:
    return [(one.subject, one.before, one.after) for one in revisions]


ALL = [
    ("\x1b[31mRed\x07 \u202eevil", FIRST, SECOND),
    ("Renamed", FIRST, FIRST),
    ("Added", "", FIRST),
]


def test_commits_are_listed_with_the_texts_before_and_after(origin: Origin) -> None:
    repository = repository_of(origin.url)
    sync(repository)
    source = repositories.source_of(repository)
    assert source is not None
    path = f"{source.top}/{NAME}" if not source.top.endswith("jobs") else f"{source.top}/../{NAME}"
    place = place_of(path, [source])
    assert place is not None and (place.repository, place.name) == (repository, NAME)
    found = history_of(path, place)
    assert (changes(found.revisions), found.is_whole) == (ALL, True)
    assert not left_behind(repository)


def test_older_commits_than_are_looked_at_are_told_of(
    origin: Origin, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = repository_of(origin.url)
    with monkeypatch.context() as patch:
        patch.setattr(git_history, "MOST_REVISIONS", 2)
        found = file_history(repository, NAME)
        assert (changes(found.revisions), found.is_whole) == (ALL[:2], False)
    monkeypatch.setattr(git_history, "MOST_GENERATIONS", 2)
    assert not file_history(repository, NAME).is_whole
    assert file_history(repository, "jobs/none.md").revisions == ()


def test_a_folder_in_a_checkout_has_the_history_of_the_checkout(
    origin: Origin, tmp_path: Path
) -> None:
    checkout = tmp_path / "checkout"
    subprocess.run(["git", "clone", "-q", origin.url, str(checkout)], check=True)
    run = tmp_path / "run"
    for option in ("core.fsmonitor", "core.sshCommand", "core.alternateRefsCommand",
                   "uploadpack.packObjectsHook", "diff.external", "core.pager", "gpg.program",
                   "diff.evil.textconv", "diff.evil.command", "core.hooksPath"):  # fmt: skip
        git = ["git", "-C", str(checkout), "config", option, f"touch {run};"]
        subprocess.run(git, check=True)
    (checkout / ".git/info/attributes").write_text("*.md diff=evil\n")
    subprocess.run(["git", "-C", str(checkout), "config", "log.showSignature", "true"], check=True)
    path = str(checkout / NAME)
    place = place_of(path, [resolve(checkout / "jobs")])
    assert place is not None and not place.commit
    assert changes(history_of(path, place).revisions) == ALL
    Path(path).write_text(FIRST, "utf-8")
    pending, *committed = history_of(path, place).revisions
    assert (pending.commit, pending.before, pending.after) == ("", SECOND, FIRST)
    assert len(committed) == len(ALL)
    assert not run.exists()


def test_what_is_in_no_repository_has_no_history(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(FIRST)
    assert place_of(str(tmp_path / "a.md"), [resolve(tmp_path)]) is None
    (tmp_path / ".git").write_text("gitdir: /nowhere\n")
    place = place_of(str(tmp_path / "a.md"), [resolve(tmp_path)])
    assert place is not None
    with pytest.raises(SyncError):
        history_of(str(tmp_path / "a.md"), place)


def test_the_command_prints_every_format(
    origin: Origin, jobtui: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    done = jobtui("--source", f"{origin.url}#main", "history", "2024-03-01-été")
    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout and "\u202e" not in done.stdout
    assert "  roles: [-Dev-]{+Développeuse+}" in done.stdout.splitlines()
    assert "  (the file was added)" in done.stdout.splitlines()
