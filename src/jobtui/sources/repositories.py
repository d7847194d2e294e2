"""Git repositories as sources: how one is named, and where its postings lie once fetched.

    URL[#REF[:PATH]]          https://, ssh:// or file://; REF a branch, a tag, or a whole commit id
    FOLDER[#REF[:PATH]]       a repository on this disk; without a ref only a bare one
    <cache>/git-2/<name>/     of one repository at one ref and path
        current               a link to the checkout in use, replaced atomically
        t-<commit>-<files>-…/ the postings and what belongs to them, at their paths
        lock                  held by the one who fetches

Nothing here starts git or opens a socket; ``syncing`` does.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jobtui.files import locations, safe_io
from jobtui.i18n import _
from jobtui.sources.addresses import is_address
from jobtui.text.printable import printable, quoted_input

if TYPE_CHECKING:
    from jobtui.sources.folders import Source

FORMAT = 2  # goes up whenever other files of a repository would be taken
CURRENT = "current"
_MOST_CHARACTERS = 1000
_DEEPEST = 20
_HOST = r"(?:[A-Za-z0-9_][A-Za-z0-9_.-]*|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?"
_USER = r"(?:[A-Za-z0-9_][A-Za-z0-9_.+-]*@)?"
_ADDRESS = rf"(?:(?:https|ssh)://{_USER}{_HOST}/(?!-)\S+|file:///(?!-).+)"
_NO_REF = r"^[-/.]|[/.]$|\.\.|//|/\.|@\{|[\s~^:?*\[\\]|\.lock(?:/|$)"


class RepositoryError(Exception):
    """An address cannot be used; its text is one line for the user."""


class Repository(NamedTuple):
    """Where a repository is; an empty ``ref`` is its default branch, an empty ``path`` all of it.

    Only what ``repository_of`` returns has been checked.
    """

    url: str
    ref: str = ""
    path: str = ""  # of a folder or file in it, without slashes at the ends

    def __str__(self) -> str:
        """Return it as the user names it, on one line."""
        path = f":{self.path}" if self.path else ""
        return printable(f"{self.url}#{self.ref}{path}" if self.ref or path else self.url)


def found(named: str) -> Repository | None:
    """Return the repository that *named*, an address or a path, means; None if it is no repository.

    Raises RepositoryError.
    """
    return repository_of(named) if is_address(named) else _on_disk(named)


def _on_disk(named: str) -> Repository | None:
    """Return the repository at a path; what is there under the whole of *named* comes first.

    A checkout without a ref is a folder of postings, as they are there now.
    """
    if os.path.lexists(path := _absolute(named)):
        return repository_of(Path(path).as_uri()) if _is_bare(path) else None
    for at in (found.start() for found in re.finditer("(?<=.)#", named)):
        path = _absolute(named[:at])
        if _is_bare(path) or _holds(path, ".git"):
            return repository_of(Path(path).as_uri() + named[at:])
    return None


def _absolute(path: str) -> str:
    return os.path.abspath(os.path.expanduser(path))  # noqa: PTH100, PTH111 - as a text


def _is_bare(folder: str) -> bool:
    """Whether a folder is what git keeps, and not one with files of its own around that."""
    return _holds(folder, "HEAD", "objects", "refs") and not _holds(folder, ".git")


def _holds(folder: str, *names: str) -> bool:
    """Whether all of these are there; unlike Path's, this look raises nothing."""
    return all(os.path.exists(f"{folder}/{name}") for name in names)  # noqa: PTH110


def repository_of(named: str, ref: str = "", path: str = "") -> Repository:
    """Return the repository *named* ``URL[#REF[:PATH]]``. Raises RepositoryError.

    What is refused could reach git, ssh or a file as something else than an address, a ref and
    a path within the repository.
    """
    url, _hash, behind = named.partition("#")
    said_ref, _colon, said_path = behind.partition(":")
    found = Repository(url, ref or said_ref, (path or said_path).strip("/"))
    if re.match(r"(?:https|ssh)://[^/]*:[^/]*@", url):
        message = _("passwords are not allowed in addresses: use a git credential helper or a key")
        raise RepositoryError(message)
    if not re.fullmatch(_ADDRESS, url) or not url.isprintable() or len(url) > _MOST_CHARACTERS:
        message = _("{url}: write https://host/path, ssh://user@host/path or file:///path")
        raise RepositoryError(message.format(url=printable(url)))
    if found.ref and (re.search(_NO_REF, found.ref) or not _is_short(found.ref)):
        message = _("{ref} is not a branch, tag or full commit id")
        raise RepositoryError(message.format(ref=quoted_input(found.ref)))
    if found.path and not (is_safe_path(found.path) and _is_short(found.path)):
        message = _("{path} is not a path within a repository")
        raise RepositoryError(message.format(path=quoted_input(found.path)))
    return found


def _is_short(text: str) -> bool:
    return text.isprintable() and len(text) <= _MOST_CHARACTERS


def is_safe_path(name: str) -> bool:
    """Whether a path of a repository is one below its top, with nothing hidden on the way."""
    parts = name.split("/")
    return len(parts) <= _DEEPEST and all(
        part and not part.startswith(".") and "\0" not in part and len(os.fsencode(part)) <= 255
        for part in parts
    )


def is_hidden(name: str) -> bool:
    """Whether a path of a repository is one that is not looked at, or leads elsewhere."""
    return any(not part or part.startswith(".") for part in name.split("/"))


def is_plain_name(name: str) -> bool:
    """Whether a path of a repository can be written: text on one line that steers no terminal.

    Without a file named ``HEAD`` no folder passes for a repository, of which git would obey the
    configuration, in the hands of the user's editor for instance.
    """
    from jobtui.text.sanitize import clean

    if name.rpartition("/")[2].lower() == "head":
        return False
    return "\n" not in name and clean(name, keep_newlines=True) == name


def place_of(repository: Repository) -> Path:
    """Return the directory that is kept for *repository*; it may not exist."""
    import hashlib

    key = hashlib.sha256(os.fsencode("\0".join(repository))).hexdigest()
    last = repository.url.rstrip("/").rpartition("/")[2]
    name = re.sub(r"[^A-Za-z0-9.-]+", "-", last).strip(".-")[:40] or "repository"
    return locations.cache_dir() / f"git-{FORMAT}" / f"{name}-{key[:16]}"


def checkout_of(repository: Repository) -> Path | None:
    """Return the link to what was fetched; None before the first time.

    It stays the same path when a later fetch replaces what it leads to. Where others could have
    written, nothing counts as fetched.
    """
    place = place_of(repository)
    if not (safe_io.is_trusted(place.parent) and safe_io.is_trusted(place)):
        return None
    link = place / CURRENT
    return link if link.is_symlink() and link.is_dir() else None


def source_of(repository: Repository) -> Source | None:
    """Return the source that was fetched; None before the first time.

    Raises SourceError if what was fetched cannot be read.
    """
    from jobtui.sources.folders import resolve

    checkout = checkout_of(repository)
    if checkout is None:
        return None
    return resolve(checkout / repository.path)._replace(root=str(repository))
