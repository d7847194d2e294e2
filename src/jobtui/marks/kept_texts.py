"""The texts of postings as the user last saw them, and as they were when they were starred.

Each posting has a file of its own in the data directory, compressed; together they are bounded.
Nothing here is needed to show a posting: what cannot be kept is not kept.
"""

from __future__ import annotations

import json
import os
import re
import zlib
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from jobtui.files import locations, locks, safe_io, writing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_CHARACTERS = 200_000  # of one text; what is longer is cut
MOST_BYTES = 20_000_000  # of all files together; the oldest are removed first
_LONGEST_NAME = 80  # characters of an id in the name of its file
_MOST_READ = 5_000_000  # bytes of one file once it is taken apart
_PATIENCE = 0.5  # seconds to wait while another session writes


class KeptText(NamedTuple):
    """A whole file as it was, and the day it was seen so."""

    text: str
    day: date

    def is_like(self, now: str) -> bool:
        """Whether a whole file is the same text *now*, as far as it is kept."""
        return self.text == now[:MOST_CHARACTERS]


class KeptTexts(NamedTuple):
    """What is kept of one posting."""

    path: str
    title: str
    seen: KeptText | None = None  # as the user last saw it
    before: KeptText | None = None  # as it was the last time that it was another text
    starred: KeptText | None = None  # as it was when it was first starred, or an application begun

    def baseline(self, now: str) -> KeptText | None:
        """Return what the text of *now* is to be compared with: the last other one."""
        for kept in (self.seen, self.before, self.starred):
            if kept is not None and not kept.is_like(now):
                return kept
        return None

    def as_of(self, day: date) -> KeptText | None:
        """Return the text as it was on a *day*, as far as it was kept: the last one by then."""
        found = [one for one in (self.seen, self.before, self.starred) if one and one.day <= day]
        return max(found, key=lambda one: one.day, default=None)


def all_kept() -> list[KeptTexts]:
    """Return all that is kept. Reads every file."""
    with suppress(OSError):
        files = sorted(_folder().iterdir())
        return [texts for file in files if file.suffix == ".z" and (texts := _read(file))]
    return []


def kept(posting_id: str, path: str = "") -> KeptTexts | None:
    """Return what is kept of a posting; None if that is nothing or cannot be read.

    Several sources may have a posting of this id: then that at *path* is meant.
    """
    return _stored(posting_id, path).texts


def keep(posting_id: str, path: str, title: str, text: str, is_starred: bool) -> bool:
    """Keep the *text* of a posting as the one that was seen today; return whether that was done.

    If it *is_starred*, it is also kept as it was when it was starred, unless it is already.
    """
    folder, now = _folder(), KeptText(text[:MOST_CHARACTERS], date.today())
    try:
        safe_io.make_directory(folder)
        with locks.exclusive(folder / "lock", _PATIENCE):
            file, had = _stored(posting_id, path)
            changed = _renewed(had or KeptTexts(path, title), path, title, now, is_starred)
            if changed != had:
                writing.replace(file, _packed(changed), is_durable=is_starred)
                _prune(folder)
    except (OSError, locks.BusyError):
        return False
    return True


def move(posting_id: str, path: str, new_id: str, new_path: str) -> None:
    """Keep the texts of a posting as those of another id and path, which it has now."""
    had = kept(posting_id, path)
    if had is None:
        return
    with suppress(OSError, locks.BusyError), locks.exclusive(_folder() / "lock", _PATIENCE):
        file, there = _stored(new_id, new_path)
        if there is None:
            writing.replace(file, _packed(had._replace(path=new_path)), is_durable=True)


class _Stored(NamedTuple):
    """The file of a posting's texts, and what is kept of it, which may stand in another."""

    file: Path
    texts: KeptTexts | None


def _stored(posting_id: str, path: str) -> _Stored:
    """Return where texts of a posting are kept: the first of its id has the name of the id alone.

    If that is at another path, it is another posting while it is there, else this one before it
    was moved. Without a *path* the first one is meant.
    """
    file = _file_of(posting_id)
    first = _read(file)
    if not path or (first is not None and first.path == path):
        return _Stored(file, first)
    own_file = _file_of(posting_id, path)
    own = _read(own_file)
    if own is not None:
        return _Stored(own_file, own)
    if first is None:
        return _Stored(file, None)
    return _Stored(own_file, None if os.path.lexists(first.path) else first)


def _renewed(had: KeptTexts, path: str, title: str, now: KeptText, is_starred: bool) -> KeptTexts:
    seen, before = had.seen, had.before
    if seen is None or seen.text != now.text:
        seen, before = now, seen
    starred = had.starred or (now if is_starred else None)
    return KeptTexts(path, title, seen, before, starred)


def _file_of(posting_id: str, path: str = "") -> Path:
    """Return the file of the first posting of an id that was kept, or of another one's *path*."""
    identity = f"{posting_id}\n{path}" if path else posting_id
    checksum = zlib.crc32(identity.encode("utf-8", "surrogateescape"))
    name = re.sub(r"[^\w-]", "_", posting_id, flags=re.ASCII)[:_LONGEST_NAME]
    return _folder() / f"{name}-{checksum:08x}.z"


def _folder() -> Path:
    return locations.data_dir() / "texts"


def _packed(texts: KeptTexts) -> bytes:
    said = {
        "path": texts.path,
        "title": texts.title,
        **{
            name: [one.text, one.day.isoformat()]
            for name in ("seen", "before", "starred")
            if (one := getattr(texts, name)) is not None
        },
    }
    return zlib.compress(json.dumps(said).encode("ascii"), 6)


def _read(file: Path) -> KeptTexts | None:
    try:
        with safe_io.open_trusted(file) as stream:
            raw = zlib.decompressobj().decompress(stream.read(MOST_BYTES), _MOST_READ)
        said = json.loads(raw)
        return KeptTexts(str(said["path"]), str(said["title"]), *_texts(said))
    except (OSError, zlib.error, ValueError, KeyError, TypeError, RecursionError):
        return None


def _texts(said: dict[str, list[str]]) -> Iterator[KeptText | None]:
    for name in ("seen", "before", "starred"):
        if name in said:
            text, day = said[name]
            yield KeptText(str(text), date.fromisoformat(day))
        else:
            yield None


def _prune(folder: Path) -> None:
    """Remove the files that were written longest ago, until the rest fits."""
    with suppress(OSError), os.scandir(folder) as entries:
        found = sorted(
            ((one.stat().st_mtime_ns, one.stat().st_size, one.path) for one in entries),
            reverse=True,
        )
        size = 0
        for _time, bytes_, path in found:
            size += bytes_
            if size > MOST_BYTES and path.endswith(".z"):
                os.unlink(path)  # noqa: PTH108 - a path of scandir
