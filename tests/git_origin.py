"""A bare repository on this disk to fetch from, and what a fetch leaves."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from jobtui.sources import repositories
from jobtui.sources.repositories import Repository

POSTING = "---\nroles: {role}\nstartup: pluie\nopen: true\n---\nTexte.\n"


class Origin:
    """A bare repository laid out like the site, and a way to commit to it."""

    def __init__(self, folder: Path) -> None:
        self.bare = folder / "site.git"
        self.url = f"file://{self.bare}"
        self._index = folder / "index"
        self.git("init", "-q", "--bare", "-b", "main", str(self.bare))
        self.git("config", "uploadpack.allowFilter", "true")
        self.files: dict[str, tuple[str, str]] = {}  # name: mode, id

    def git(self, *args: str, given: bytes = b"") -> str:
        """Run git in it."""
        who = ("-c", "user.name=a", "-c", "user.email=a@b.example")
        where = () if args[0] == "init" else (f"--git-dir={self.bare}",)
        environment = {**os.environ, "GIT_INDEX_FILE": str(self._index)}
        done = subprocess.run(
            ["git", *who, *where, *args], input=given, capture_output=True, env=environment
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.decode().strip()

    def put(self, name: str, content: str | bytes, mode: str = "100644") -> str:
        """Have a file in the next commit; returns its id."""
        raw = content.encode() if isinstance(content, str) else content
        blob = self.git("hash-object", "-w", "--stdin", given=raw)
        self.files[name] = (mode, blob)
        return blob

    def commit(self, branch: str = "main") -> str:
        """Commit what was put; returns the id."""
        self._index.unlink(missing_ok=True)
        rows = "".join(f"{mode} {blob}\t{name}\0" for name, (mode, blob) in self.files.items())
        self.git("update-index", "-z", "--index-info", given=os.fsencode(rows))
        return self.commit_tree(self.git("write-tree"), branch)

    def commit_tree(self, tree: str, branch: str = "main") -> str:
        """Commit a tree; returns the commit's id."""
        commit = self.git("commit-tree", "-m", "x", tree)
        self.git("update-ref", f"refs/heads/{branch}", commit)
        return commit


def fetched(repository: Repository) -> dict[str, str]:
    """Return what a checkout holds by name."""
    top = repositories.checkout_of(repository)
    assert top is not None
    return {
        str(path.relative_to(top)): path.read_text()
        for path in top.rglob("*")
        if path.is_file() and not path.is_symlink()
    }


def left_behind(repository: Repository) -> list[str]:
    """Return what the directory of a repository holds but what is in use."""
    place = repositories.place_of(repository)
    used = {"lock", "current", (place / "current").readlink().name}
    return sorted(path.name for path in place.iterdir() if path.name not in used)


def fake_git(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a git of this script before the real one."""
    folder.mkdir(exist_ok=True)
    program = folder / "git"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
