"""Checkouts of a repository on the disk: written aside, put in use at once and whole.

``git_source`` tells where they lie. Who changes anything there holds the lock of ``syncing``.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jobtui.files import safe_io
from jobtui.sources.repositories import CURRENT


class Tree:
    """A checkout while it is written: regular files that only the user can read.

    Two names that are one on this disk (``A.md`` and ``a.md`` on some) are the first of them.
    """

    def __init__(self, top: Path) -> None:
        self.top = top
        self.count = 0
        self._folders: set[Path] = set()

    def link(self, name: str, file: Path) -> None:
        """Put a file there that is never changed in place; a copy where links are not possible."""
        target = self.top / name
        with _nameable():
            if self._folder(target.parent) and not os.path.lexists(target):
                try:
                    target.hardlink_to(file)
                except OSError:
                    shutil.copy2(file, target, follow_symlinks=False)
                self.count += 1

    def write(self, name: str, content: bytes) -> None:
        """Write a new file."""
        target = self.top / name
        flags = os.O_WRONLY | os.O_EXCL | os.O_NOFOLLOW
        with _nameable():
            if self._folder(target.parent) and not os.path.lexists(target):
                handle = safe_io.private_handle(target, flags)
                with open(handle, "wb") as file:  # noqa: PTH123 - a handle is no path
                    file.write(content)
                self.count += 1

    def sync(self) -> None:
        """Wait until all of it is on the disk."""
        for base, _folders, names in os.walk(self.top):
            for name in names:
                safe_io.sync(Path(base, name))
            safe_io.sync(Path(base))

    def _folder(self, folder: Path) -> bool:
        """Make a folder and those above it; returns whether it is there."""
        if folder in self._folders:
            return True
        if folder != self.top and not self._folder(folder.parent):
            return False
        try:
            safe_io.make_private(folder)
        except FileExistsError:
            return False  # a file, for no folder is there that is not known
        self._folders.add(folder)
        return True


@contextmanager
def _nameable() -> Iterator[None]:
    """Leave out a file whose name this disk cannot have."""
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.EILSEQ, errno.EINVAL, errno.ENAMETOOLONG):
            raise


def publish(place: Path, tree: Tree, commit: str) -> None:
    """Make *tree* the checkout in use, at once and whole."""
    tree.sync()
    target = place / f"t-{commit}-{tree.count}-{time.time_ns()}"
    tree.top.rename(target)
    pointer = place / f"{CURRENT}.new"
    pointer.symlink_to(target.name)
    pointer.replace(place / CURRENT)
    safe_io.sync(place)


def in_use(place: Path) -> Path | None:
    """Return the checkout in use; None if there is none."""
    try:
        name = os.readlink(place / CURRENT)  # noqa: PTH115 - as text
    except OSError:
        return None
    target = place / name
    return target if re.fullmatch(r"t-[0-9a-f]+-[0-9]+-[0-9]+", name) and target.is_dir() else None


def clean(place: Path) -> None:
    """Remove what dead writers left, and all checkouts but the one in use."""
    kept = {"lock", CURRENT, getattr(in_use(place), "name", "")}
    for path in place.iterdir():
        if path.name in kept:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
