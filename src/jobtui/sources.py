"""Where postings come from: folders, checkouts of the site, the bundled sample.

A checkout has ``_jobs`` beside ``_startups`` and ``_incubators``; the source may be ``_jobs``
itself, the folder that holds the three, or a parent of it. Anything else is a plain folder, in
which every file that can be a posting is one.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jobtui.decoding import beginning
from jobtui.filenames import is_posting_name
from jobtui.text import clean
from jobtui.words import Text, _, later, reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

SAMPLE = Path(__file__).parent / "sample"
_SITE = "https://beta.gouv.fr"  # whose layout it is; `url:` of a _config.yml says otherwise
_DEEPEST_SITE = 3
_MOST_FOLDERS, _OWN_LINKS = 200, 2  # of one folder: that are looked at; its name and its dot
_LATEST = 2**63 - 1  # ns since 1970, in the year 2262; a file may say any time
_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__"})


class SourceError(Exception):
    """A source cannot be used; its text is one line for the user."""


class Source(NamedTuple):
    """A place that postings come from; the paths are absolute, empty where there is none."""

    root: str  # as the user named it
    postings: str  # the folder (or single file) whose files are postings
    startups: str = ""
    incubators: str = ""
    url: str = ""  # of the site that shows these postings

    @property
    def is_sample(self) -> bool:
        """Whether this is the sample that comes with jobtui."""
        return self.root == str(SAMPLE)


class Entry(NamedTuple):
    """A file of a source: its path, its name within the source, size in bytes, mtime in ns."""

    path: str
    name: str
    size: int
    mtime_ns: int
    fault: Text = ""  # why it cannot be read


def resolve(root: str | Path) -> Source:
    """Return the source at *root*. Raises SourceError if it does not exist or cannot be read."""
    try:
        # resolve() would follow links, and the user would not know the path again
        path = Path(os.path.abspath(Path(root).expanduser()))  # noqa: PTH100
        mode = path.stat().st_mode
    except FileNotFoundError:
        message = _("{path}: no such file or folder")
        raise SourceError(message.format(path=clean(str(root)))) from None
    except (OSError, ValueError, RuntimeError) as error:
        why = reason(error)
        message = _("{path}: cannot be read: {why}")
        raise SourceError(message.format(path=clean(str(root)), why=why)) from error
    if stat.S_ISREG(mode):
        return Source(str(path), str(path))
    if not stat.S_ISDIR(mode):
        raise SourceError(_("{path}: neither a file nor a folder").format(path=clean(str(path))))
    if not os.access(path, os.R_OK | os.X_OK):
        message = _("{path}: cannot be read; check its permissions")
        raise SourceError(message.format(path=clean(str(path))))
    jobs = _site_of(path)
    if jobs is None:
        return Source(str(path), str(path))
    startups, incubators = jobs.parent / "_startups", jobs.parent / "_incubators"
    return Source(
        str(path),
        str(jobs),
        str(startups) if startups.is_dir() else "",
        str(incubators) if incubators.is_dir() else "",
        _url_of(jobs.parent),
    )


def holds(place: str, path: str) -> bool:
    """Whether *path* is the file or in the folder *place*, by their names alone."""
    return path == place or path.startswith(place.rstrip("/") + "/")


def sample_day() -> date:
    """Return the day as of which the sample is meant to be read."""
    from datetime import date

    return date.fromisoformat((SAMPLE / "as-of").read_text("utf-8").strip())


def postings(source: Source) -> Iterator[Entry]:
    """Yield the files of *source* that can be postings, by name."""
    yield from _walk(source.postings, is_posting_name)


def companions(folder: str) -> Iterator[Entry]:
    """Yield the Markdown files of a ``_startups`` or ``_incubators`` folder, by name."""
    if folder:
        yield from _walk(folder, lambda name: name.endswith(".md"))


def _site_of(path: Path) -> Path | None:
    """Return the ``_jobs`` folder of the checkout that *path* is, or is a part of."""
    if path.name == "_jobs":
        return path if _has_companions(path) else None
    level, counting = [path], -1
    for _depth in range(_DEEPEST_SITE):
        for folder in level:
            if (folder / "_jobs").is_dir() and _has_companions(folder / "_jobs"):
                return folder / "_jobs"
        if level == [path]:
            level, counting = _subfolders(path)
        else:
            level = [child for one in level for child in _subfolders(one, counting)[0]]
    return None


def _has_companions(jobs: Path) -> bool:
    return (jobs.parent / "_startups").is_dir() or (jobs.parent / "_incubators").is_dir()


def _subfolders(folder: Path, counting: int = -1) -> tuple[list[Path], int]:
    """Return the folders in which a site may be, and the device, if its folders have links.

    Most file systems count a folder's own folders as links to it. On the device *counting*, which
    was seen to do so, one with none is not looked through: there may be many files in it.
    """
    try:
        status = folder.stat()
        if status.st_dev == counting and status.st_nlink == _OWN_LINKS:
            return [], counting
        with os.scandir(folder) as entries:
            folders = [entry for entry in entries if entry.is_dir(follow_symlinks=False)]
    except OSError:
        return [], -1
    names = sorted(entry.path for entry in folders if not entry.name.startswith((".", "_")))
    does_count = folders and status.st_nlink == _OWN_LINKS + len(folders)
    return [Path(name) for name in names[:_MOST_FOLDERS]], status.st_dev if does_count else -1


def _url_of(content: Path) -> str:
    """Return the site's address, which a ``_config.yml`` beside or above the content may say."""
    for folder in (content, content.parent):
        try:
            text = (beginning(str(folder / "_config.yml"), 100_000) or b"").decode(errors="replace")
        except OSError:
            continue
        if stated := re.search(r"^url:\s*[\"']?(https?://[^\s\"'#]+)", text, re.MULTILINE):
            return clean(stated[1]).rstrip("/")
    return _SITE


def _walk(root: str, wanted: Callable[[str], bool]) -> Iterator[Entry]:
    top = Path(root)
    if not top.is_dir():
        yield from _entry(root, top.name, root, top.is_symlink())
        return
    folders = [("", root)]
    while folders:
        prefix, folder = folders.pop(0)
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            fault = later("this folder cannot be read: {why}", why=reason(error))
            yield Entry(folder, prefix.rstrip("/"), 0, 0, fault)
            continue
        for entry in entries:
            name = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                if not entry.name.startswith(".") and entry.name not in _SKIPPED_FOLDERS:
                    folders.append((name + "/", entry.path))
            elif wanted(entry.name):
                yield from _entry(entry.path, name, root, entry.is_symlink())


def _entry(path: str, name: str, root: str, is_link: bool) -> Iterator[Entry]:
    try:
        if is_link and not _within(path, root):
            fault = later("a link that leads out of the source; not followed")
            yield Entry(path, name, 0, 0, fault)
            return
        status = os.stat(path)  # noqa: PTH116 - of every file: making a Path costs more than this
    except OSError as error:
        fault = later("cannot be read: {why}", why=reason(error))
        yield Entry(path, name, 0, 0, fault)
        return
    yield Entry(path, name, status.st_size, max(-_LATEST, min(status.st_mtime_ns, _LATEST)))


def _within(path: str, root: str) -> bool:
    real, base = os.path.realpath(path), os.path.realpath(root)
    return real == base or real.startswith(base.rstrip("/") + "/")
