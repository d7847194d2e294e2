"""Which files of a repository are wanted: its postings and what belongs to them.

The rules are those by which ``sources`` finds postings in a folder, here for a list of names, so
that nothing else has to be fetched.
"""

from __future__ import annotations

from collections.abc import Iterable

from jobtui.filenames import is_posting_name
from jobtui.git_source import is_safe_path

_DEEPEST_SITE = 3
_COMPANIONS = ("_startups", "_incubators")


def wanted(names: Iterable[str], path: str) -> set[str]:
    """Return those of *names*, all paths of a repository, that its folder or file *path* needs.

    Of a checkout of the site that is ``_jobs``, ``_startups``, ``_incubators`` and the
    ``_config.yml`` beside or above them; of anything else, every file that can be a posting.
    Nothing hidden, and no path that leads elsewhere.
    """
    names = set(names)
    jobs = _jobs_of(_folders(names), path)
    every = {name for name in names if is_safe_path(name)}
    top = f"{jobs or path}/".lstrip("/")
    postings = {name for name in every if name.startswith(top) and is_posting_name(name)}
    if jobs is None:
        return postings | ({path} & every)
    if not postings:
        return set()
    content = jobs.removesuffix("_jobs")
    above = content.rstrip("/").rpartition("/")[0]
    configs = {f"{content}_config.yml", f"{above}/_config.yml".lstrip("/")}
    beside = tuple(f"{content}{name}/" for name in _COMPANIONS)
    companions = {name for name in every if name.startswith(beside) and name.endswith(".md")}
    return postings | companions | (configs & every)


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
