"""The files of the configuration: where they are, whether they may be believed, what they state."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from jobtui.files import locations, safe_io
from jobtui.i18n import _, reason

VARIABLE = "JOBTUI_CONFIG"  # names another file in place of the user's
_LONGEST = 1_000_000  # bytes


class Unusable(Exception):
    """A file is left aside; the text says why, ``line`` where, 0 if it is nowhere in the file."""

    def __init__(self, why: str, line: int = 0) -> None:
        super().__init__(why)
        self.line = line


class TomlFile(NamedTuple):
    """What a file states, and the text itself, from which the lines can be told."""

    values: dict[str, Any]
    text: str


def system_file() -> Path | None:
    """Return the administrator's file."""
    folder = locations.system_config_dir()
    return folder / "config.toml" if folder else None


def user_file() -> Path | None:
    """Return the user's file: what JOBTUI_CONFIG names, else the one in the user's folder."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    folder = locations.user_config_dir()
    return folder / "config.toml" if folder else None


def stated(file: Path, is_users: bool) -> TomlFile | None:
    """Return what *file* states, None if it is not there. Raises Unusable.

    The user's file must be one that nobody else can have written; the system's is the
    administrator's business.
    """
    content = _content(file, is_users)
    return None if content is None else _parsed(content)


def raw(file: Path) -> bytes | None:
    """Return the bytes of the user's *file*, None if it is not there. Raises Unusable."""
    return _content(file, is_users=True)


def create(file: Path, text: str) -> None:
    """Write a new *file* that only the user can read, and make its folders. Raises OSError."""
    from jobtui.files import writing

    safe_io.make_missing(file.parent)
    writing.create(file, text.encode())


def replace(file: Path, text: str, check: Callable[[], None]) -> None:
    """Let *file*, or what it links to, hold *text* at once, unless *check* raises just before.

    Raises OSError, and what *check* raises; the file is then as it was.
    """
    from jobtui.files import writing

    target = Path(os.path.realpath(file))  # a link to a file of dotfiles stays one
    writing.replace(target, text.encode(), check=check)


def _content(file: Path, is_users: bool) -> bytes | None:
    try:  # a pipe must not make it wait
        handle = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError):
        if is_users and os.environ.get(VARIABLE):
            raise Unusable(_("no such file; {name} names it").format(name=VARIABLE)) from None
        return None
    except OSError as error:
        raise _unreadable(error) from error
    try:
        return _read(handle, file, is_users)
    except OSError as error:
        raise _unreadable(error) from error
    finally:
        os.close(handle)


def _read(handle: int, file: Path, is_users: bool) -> bytes | None:
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        if str(file) == os.devnull:
            return None
        raise Unusable(_("this is no file"))
    if is_users and not safe_io.may_configure(status):
        text = _("not read: somebody else owns it or can write it; chown it or chmod go-w it")
        raise Unusable(text)
    with os.fdopen(handle, "rb", closefd=False) as held:
        raw = held.read(_LONGEST + 1)
    if len(raw) > _LONGEST:
        raise Unusable(_("longer than a configuration can be"))
    return raw


def _unreadable(error: OSError) -> Unusable:
    return Unusable(_("cannot be read: {why}").format(why=reason(error)))


def _parsed(raw: bytes) -> TomlFile:
    import tomllib

    try:
        text = raw.decode("utf-8-sig")
        return TomlFile(tomllib.loads(text), text)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unusable(_("this is not UTF-8"), line) from error
    except ValueError as error:  # numbers of too many digits are a plain one
        line, why = _placed(str(error), text)
        raise Unusable(_("this is not valid TOML: {why}").format(why=why), line) from error
    except RecursionError as error:
        raise Unusable(_("this is nested too deeply")) from error


def _placed(message: str, text: str) -> tuple[int, str]:
    """Take the place from what tomllib says; returns the line and the rest."""
    import re

    why, _at, place = message.rpartition(" (at ")
    if found := re.fullmatch(r"line (\d+), column \d+\)", place):
        return int(found[1]), why
    if place == "end of document)":
        return text.rstrip().count("\n") + 1, _("{why} at the end").format(why=why)
    return 0, message
