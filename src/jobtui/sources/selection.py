"""Which files of a repository are wanted: its postings and what belongs to them.

The rules are those by which ``sources`` finds postings in a folder, here for a list of names, so
that nothing else has to be fetched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from jobtui.postings.filenames import Verdict, is_posting_name
from jobtui.sources import static_sites
from jobtui.sources.repositories import is_hidden, is_plain_name, is_safe_path

_DEEPEST_SITE = 3
_COMPANIONS = ("_startups", "_incubators")


class Wanted(NamedTuple):
    """Names of files that are wanted; ``misnamed`` are those that cannot be written."""

    files: set[str]
    misnamed: set[str]


def wanted(names: Iterable[str], path: str) -> Wanted:
    """Return those of *names*, all paths of a repository, that its folder or file *path* needs.

    Of a checkout of the site that is ``_jobs``, ``_startups``, ``_incubators`` and the
    ``_config.yml`` beside or above them; of anything else, every file that can be a posting, as
    ``static_sites`` tells, and those that say what makes the site. Nothing hidden, and no path
    that leads elsewhere.
    """
    every = set(names)
    shown = {name for name in every if not is_hidden(name)}
    good = {name for name in shown if is_safe_path(name) and is_plain_name(name)}
    misnamed = shown - good
    takes = _rule(good, _jobs_of(_folders(every - misnamed), path), path)
    return Wanted(set(filter(takes, good)), set(filter(takes, misnamed)))


def _rule(names: set[str], jobs: str | None, path: str) -> Callable[[str], bool]:
    """Return what tells of a name whether *path* needs it, where *jobs* is the ``_jobs``."""
    top = f"{jobs or path}/".lstrip("/")

    def is_posting(name: str) -> bool:
        return name.startswith(top) and is_posting_name(name)

    if jobs is None:
        return _site_rule(names, path, top)
    if not any(map(is_posting, names)):
        return lambda _name: False
    content = jobs.removesuffix("_jobs")
    above = content.rstrip("/").rpartition("/")[0]
    configs = (f"{content}_config.yml", f"{above}/_config.yml".lstrip("/"))
    beside = tuple(f"{content}{name}/" for name in _COMPANIONS)

    def is_needed(name: str) -> bool:
        return (
            is_posting(name)
            or name in configs
            or (name.startswith(beside) and name.endswith(".md"))
        )

    return is_needed


def _site_rule(names: set[str], path: str, top: str) -> Callable[[str], bool]:
    """Return the rule for a folder that is not a checkout with ``_jobs``; *top* ends with /."""
    inner = {name: name.removeprefix(top) for name in names if name.startswith(top)}
    at_top = {name.partition("/")[0] for name in inner.values()}
    chosen = [name for name in inner.values() if is_posting_name(name)]
    if not chosen:
        return lambda name: name == path
    judged = static_sites.judge(chosen, at_top, path.rpartition("/")[2])

    def is_needed(name: str) -> bool:
        if name == path:
            return True
        if not name.startswith(top):
            return False
        its_name = name.removeprefix(top)
        if not is_posting_name(name):
            return "/" not in its_name and static_sites.is_site_file(its_name)
        return judged(its_name) is not Verdict.OTHER

    return is_needed


def _folders(names: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for name in names:
        folder = name.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _jobs_of(folders: set[str], path: str) -> str | None:
    """Return the ``_jobs`` of the checkout that *path* is, holds, or is the postings of."""

    def is_site(jobs: str) -> bool:
        content = jobs.removesuffix("_jobs")
        return any(content + name in folders for name in _COMPANIONS)

    if path.rpartition("/")[2] == "_jobs":
        return path if path in folders and is_site(path) else None
    top = f"{path}/" if path else ""
    found = [
        folder
        for folder in folders
        if folder.startswith(top)
        and folder.rpartition("/")[2] == "_jobs"
        and _leads(folder[len(top) :])
        and is_site(folder)
    ]
    return min(found, key=lambda folder: (folder.count("/"), folder), default=None)


def _leads(inner: str) -> bool:
    """Whether ``_jobs`` is looked for there: not too deep, and below no special folder."""
    above = inner.split("/")[:-1]
    return len(above) < _DEEPEST_SITE and not any(part.startswith((".", "_")) for part in above)
