"""Sources on this disk: folders, checkouts of the site, the bundled sample.

A checkout has ``_jobs`` beside ``_startups`` and ``_incubators``; the source may be ``_jobs``
itself, the folder that holds the three, or a parent of it. Anything else is a plain folder, of
which `jobtui.sources.static_sites` tells the postings from the other pages of a web site.
"""

import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import NamedTuple

from jobtui.files.beneath import OutsideError, Top, holds, look, open_file, open_folder, read_start
from jobtui.files.shortage import is_shortage
from jobtui.i18n import Text, _, later, reason
from jobtui.postings.filenames import (
    Verdict,
    is_known_other,
    is_page_ending,
    is_posting_name,
    may_be_example,
)
from jobtui.postings.source_rules import NO_RULES, SourceRules
from jobtui.text.sanitize import clean

SAMPLE = Path(__file__).parent / "sample"
_SITE = "https://beta.gouv.fr"  # whose layout it is; `url:` of a _config.yml says otherwise
_DEEPEST_SITE = 3
_MOST_FOLDERS = 200  # subfolders of a folder that are searched for a site
_OWN_LINKS = 2  # to a folder without subfolders: its name and "."
_MARKDOWN_SIGN = re.compile(
    rb"^(---|\+\+\+\s|#{1,6}[ \w]|[*-] \S|[\w-]{2,20}: )|\A\s*(?:\{\s*\"|<h[1-6][\s>])",
    re.MULTILINE,
)
_LATEST = 2**63 - 1  # ns since 1970 that fit in 64 bits, in the year 2262; a file may have any time
_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__"})


class SourceError(Exception):
    """A source cannot be used; its text is one line for the user."""


class Source(NamedTuple):
    """A place that postings come from; the paths are absolute, empty where there is none."""

    root: str  # as the user named it
    top: str  # as named, a path; no link in it is followed out of it
    postings: str  # the folder (or single file) whose files are postings
    startups: str = ""
    incubators: str = ""
    url: str = ""  # of the site that shows these postings
    rules: SourceRules = NO_RULES  # what the settings say about it

    @property
    def is_sample(self) -> bool:
        """Whether this is the sample that comes with jobtui."""
        return self.root == str(SAMPLE)

    @property
    def name(self) -> str:
        """What the source is called wherever it is: its folder, or the address of a repository."""
        return self.root if "://" in self.root else self.root.rstrip("/").rpartition("/")[2]


class _Subfolders(NamedTuple):
    paths: list[Path]
    device: int


class _Listing(NamedTuple):
    folders: list[tuple[str, str]]  # prefix of the names in it, and path
    files: "list[SourceFile]"


class SourceFile(NamedTuple):
    """A file of a source: its path, its name within the source, size in bytes, mtime in ns."""

    path: str
    name: str
    size: int
    mtime_ns: int
    fault: Text = ""  # why it cannot be read
    verdict: Verdict = Verdict.POSTING  # what its name says


def resolve(root: str | Path, for_all: bool = False) -> Source:
    """Return the source at *root*; *for_all*: as every user of the machine would find it.

    Raises SourceError if it does not exist or cannot be read.
    """
    try:
        # resolve() would follow links, and the user would not know the path again
        path = Path(os.path.abspath(Path(root).expanduser()))  # noqa: PTH100
        mode = path.stat().st_mode
    except FileNotFoundError:
        message = _("{path}: no such file or folder")
        raise SourceError(message.format(path=clean(str(root)))) from None
    except (OSError, ValueError, RuntimeError) as error:
        raise _unreadable(str(root), error) from error
    if stat.S_ISREG(mode):
        return Source(str(path), str(path), str(path))
    if not stat.S_ISDIR(mode):
        raise SourceError(_("{path}: neither a file nor a folder").format(path=clean(str(path))))
    try:
        os.close(open_folder(str(path), Top(str(path))))
        os.stat(path / ".")  # noqa: PTH116 - a Path would leave out the dot
    except OSError as error:
        raise _unreadable(str(path), error) from error
    jobs = _site_of(path)
    if jobs is None:
        return Source(str(path), str(path), str(path))
    startups, incubators = jobs.parent / "_startups", jobs.parent / "_incubators"
    source = Source(
        str(path),
        str(path),
        str(jobs),
        str(startups) if _stands(startups) else "",
        str(incubators) if _stands(incubators) else "",
    )
    return source._replace(url=_url_of(source, for_all))


def _unreadable(path: str, error: Exception) -> SourceError:
    message = _("{path}: cannot be read: {why}")
    return SourceError(message.format(path=clean(path), why=reason(error)))


def sample_day() -> date:
    """Return the day as of which the sample is meant to be read, fixed in its file ``as-of``."""
    from datetime import date

    return date.fromisoformat((SAMPLE / "as-of").read_text("utf-8").strip())


def postings(source: Source, for_all: bool = False) -> Iterator[SourceFile]:
    """Yield the files of *source* that can be postings, by name; unreadable ones have a fault.

    Those that are certainly none, by their names, have that verdict.
    """
    found = list(_walk(source.postings, Top(source.top, for_all), _is_page))
    if [entry.path for entry in found] == [source.postings]:
        yield from found  # a file that the user named
        return
    if source.startups or source.incubators:
        verdict = _posting_by_name
    else:
        from jobtui.sources import static_sites

        names = (entry.name for entry in found if is_posting_name(entry.name))
        judged = static_sites.judge(names, _marks(source), source.postings.rpartition("/")[2])
        verdict = partial(_verdict, source.rules, judged)
    for entry in found:
        said = verdict(entry.name)
        yield entry if said is Verdict.POSTING else entry._replace(verdict=said)


def _is_page(name: str) -> bool:
    """Whether a file can be a posting, or would be reported if it is none."""
    if is_posting_name(name):
        return True
    return is_page_ending(name) and name[0] != "." and not is_known_other(name)


def _posting_by_name(name: str) -> Verdict:
    return Verdict.POSTING if is_posting_name(name) else Verdict.OTHER


def _verdict(rules: SourceRules, judged: Callable[[str], Verdict], name: str) -> Verdict:
    """Return what the rules of a source say of a file, else what its name says."""
    if rules.exclude and _matches(name, rules.exclude):
        return Verdict.OTHER
    if rules.include:
        return Verdict.POSTING if _matches(name, rules.include) else Verdict.OTHER
    if not is_posting_name(name):
        return Verdict.OTHER
    found = judged(name)
    return Verdict.DOUBTFUL if found is Verdict.POSTING and may_be_example(name) else found


def _matches(name: str, patterns: Sequence[str]) -> bool:
    """Whether a path within a source, or the name of its file, matches one of *patterns*."""
    base = name.rpartition("/")[2]
    return any(fnmatchcase(name, one) or fnmatchcase(base, one) for one in patterns)


def _marks(source: Source) -> list[str]:
    """Return those names at the top of a source by which a web site is recognized."""
    from jobtui.sources.static_sites import MARKS

    try:
        handle = open_folder(source.postings, Top(source.top))
    except OSError:
        return []
    try:
        return [name for name in MARKS if _is_in(handle, name)]
    finally:
        os.close(handle)


def _is_in(folder: int, name: str) -> bool:
    try:
        os.stat(name, dir_fd=folder, follow_symlinks=False)
    except OSError:
        return False
    return True


def companions(source: Source, folder: str, for_all: bool = False) -> Iterator[SourceFile]:
    """Yield the Markdown files of the source's ``_startups`` or ``_incubators``, by name."""
    if folder:
        yield from _walk(folder, top_of(source, folder, for_all), _is_markdown)


def top_of(source: Source, path: str, for_all: bool = False) -> Top:
    """Return the folder beneath which *path* is opened: the source, or its own parent."""
    return Top(source.top if holds(source.top, path) else os.path.dirname(path), for_all)  # noqa: PTH120


def _is_markdown(name: str) -> bool:
    return name.endswith(".md")


def _site_of(path: Path) -> Path | None:
    """Return the ``_jobs`` folder of the checkout that *path* is, is part of, or contains."""
    if path.name == "_jobs":
        return path if _has_companions(path) else None
    level, counting = [path], -1
    for _depth in range(_DEEPEST_SITE):
        for folder in level:
            if _stands(folder / "_jobs") and _has_companions(folder / "_jobs"):
                return folder / "_jobs"
        if level == [path]:
            level, counting = _subfolders(path)
        else:
            level = [child for one in level for child in _subfolders(one, counting).paths]
    return None


def _has_companions(jobs: Path) -> bool:
    return _stands(jobs.parent / "_startups") or _stands(jobs.parent / "_incubators")


def _stands(folder: Path) -> bool:
    """Whether there is a folder of this name, or a link; that is followed or refused later."""
    try:
        mode = os.lstat(folder).st_mode
    except OSError:
        return False
    return stat.S_ISDIR(mode) or stat.S_ISLNK(mode)


def _subfolders(folder: Path, counting: int = -1) -> _Subfolders:
    """Return the subfolders in which a site may be, and the device if it counts links (else -1).

    Most file systems count each subfolder as a link to its parent. On the device *counting*, known
    to do so, a folder without subfolders is not listed: it may have very many files.
    """
    try:
        status = folder.stat()
        if status.st_dev == counting and status.st_nlink == _OWN_LINKS:
            return _Subfolders([], counting)
        with os.scandir(folder) as entries:
            folders = [entry for entry in entries if entry.is_dir(follow_symlinks=False)]
    except OSError:
        return _Subfolders([], -1)
    names = sorted(entry.path for entry in folders if not entry.name.startswith((".", "_")))
    does_count = folders and status.st_nlink == _OWN_LINKS + len(folders)
    device = status.st_dev if does_count else -1
    return _Subfolders([Path(name) for name in names[:_MOST_FOLDERS]], device)


def _url_of(source: Source, for_all: bool) -> str:
    """Return the site's address: ``url`` of a ``_config.yml`` beside or above the content."""
    content = Path(source.postings).parent
    for file in (content / "_config.yml", content.parent / "_config.yml"):
        try:
            raw = read_start(str(file), 100_000, top_of(source, str(file), for_all)) or b""
        except OSError as error:
            if is_shortage(error):
                raise
            continue
        text = raw.decode(errors="replace")
        if stated := re.search(r"^url:\s*[\"']?(https?://[^\s\"'#]+)", text, re.MULTILINE):
            return clean(stated[1]).rstrip("/")
    return _SITE


def _walk(root: str, top: Top, wanted: Callable[[str], bool]) -> Iterator[SourceFile]:
    """Yield the *wanted* files beneath the folder *root*; if it is a file, that one."""
    folders = [("", root)]
    while folders:
        prefix, folder = folders.pop(0)
        try:
            below, files = _listed(folder, prefix, top, wanted)
        except NotADirectoryError as error:
            if folder != top.path:
                yield _fault(folder, prefix, error)
            else:
                yield _entry(folder, folder.rpartition("/")[2], top)
        except OSError as error:
            if is_shortage(error):
                raise
            yield _fault(folder, prefix, error)
        else:
            folders += below
            yield from files


def _listed(folder: str, prefix: str, top: Top, wanted: Callable[[str], bool]) -> _Listing:
    """List one folder."""
    base = folder.rstrip("/")
    folders: list[tuple[str, str]] = []
    files: list[SourceFile] = []
    handle = open_folder(folder, top)
    try:
        with os.scandir(handle) as found:
            entries = sorted(found, key=lambda entry: entry.name)
        for entry in entries:
            name = entry.name
            path = f"{base}/{name}"
            if _is_folder(entry):
                if not name.startswith(".") and name not in _SKIPPED_FOLDERS:
                    folders.append((f"{prefix}{name}/", path))
            elif wanted(name):
                files.append(_entry(path, prefix + name, top, entry))
    finally:
        os.close(handle)
    return _Listing(folders, files)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:  # reported when it is opened
        return False


def _entry(path: str, name: str, top: Top, found: os.DirEntry[str] | None = None) -> SourceFile:
    try:
        if found is None or found.is_symlink():
            status = look(path, top)
        else:
            status = found.stat(follow_symlinks=False)
    except OutsideError as error:
        return SourceFile(path, name, 0, 0, reason(error))
    except OSError as error:
        if is_shortage(error):
            raise
        return SourceFile(path, name, 0, 0, later("cannot be read: {why}", why=reason(error)))
    return SourceFile(path, name, status.st_size, max(-_LATEST, min(status.st_mtime_ns, _LATEST)))


def _fault(folder: str, prefix: str, error: OSError) -> SourceFile:
    why = reason(error)
    if not isinstance(error, OutsideError):
        why = later("cannot read this folder: {why}", why=why)
    return SourceFile(folder, prefix.rstrip("/"), 0, 0, why)


def holds_markdown(path: str, top: Top | None = None) -> bool:
    """Whether a file without an extension contains text with a sign of Markdown.

    It is opened beneath *top*; without one, it is the file that the user named.
    """
    try:
        handle = open_file(path, top or Top(path))
    except OSError as error:
        if is_shortage(error):
            raise
        return False
    if handle is None:
        return False
    try:
        head = os.read(handle, 4096)
    except OSError as error:
        if is_shortage(error):
            raise
        return False
    finally:
        os.close(handle)
    if b"\0" in head or head.startswith(b"#!"):
        return False
    return bool(_MARKDOWN_SIGN.search(head))
