"""The files of the configuration: where they are, and reading and replacing them safely."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from jobtui.files import locations, safe_io
from jobtui.i18n import _, reason

VARIABLE = "JOBTUI_CONFIG"  # names a file to use instead of the user's
_MAX_BYTES = 1_000_000


class Unusable(Exception):
    """A file cannot be used; the text says why, ``line`` (from 1) where, 0 if at no line."""

    def __init__(self, why: str, line: int = 0) -> None:
        super().__init__(why)
        self.line = line


class TomlFault(NamedTuple):
    """What is wrong in a file, and at which line, from 1; 0 if at none."""

    line: int
    why: str


class TomlFile(NamedTuple):
    """The parsed values of a file, and its text, for the line numbers of messages."""

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
    """Return what *file* states, None if there is no such file. Raises Unusable.

    The user's file must be one that nobody else can write to; the system's may be anything that
    the administrator chooses.
    """
    content = _content(file, is_users)
    return None if content is None else _parsed(content)


def raw(file: Path) -> bytes | None:
    """Return the bytes of the user's *file*, None if there is no such file. Raises Unusable."""
    return _content(file, is_users=True)


def create(file: Path, text: str) -> None:
    """Write a new *file* that only the user can read, and its missing folders. Raises OSError."""
    from jobtui.files import writing

    safe_io.make_missing(file.parent)
    writing.create(file, text.encode())


def replace(file: Path, text: str, check: Callable[[], None]) -> None:
    """Replace the content of *file*, or of the file that it links to, atomically.

    *check* is called just before, and prevents it by an exception. Raises OSError, and what *check*
    raises; the file is then unchanged.
    """
    from jobtui.files import writing

    target = Path(os.path.realpath(file))  # a link, as to a repository of dotfiles, stays a link
    writing.replace(target, text.encode(), check=check)


def _content(file: Path, is_users: bool) -> bytes | None:
    try:  # without waiting, if it is a pipe
        handle = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError):
        if is_users and os.environ.get(VARIABLE):
            raise Unusable(_("no such file (set by {name})").format(name=VARIABLE)) from None
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
        raise Unusable(_("not a file"))
    if is_users and not safe_io.may_configure(status):
        text = _("not read: another user owns it or can write to it; use chown or chmod go-w")
        raise Unusable(text)
    with os.fdopen(handle, "rb", closefd=False) as held:
        raw = held.read(_MAX_BYTES + 1)
    if len(raw) > _MAX_BYTES:
        raise Unusable(_("too long for a configuration file"))
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
        raise Unusable(_("not UTF-8"), line) from error
    except ValueError as error:  # TOMLDecodeError, or of a number with too many digits
        fault = _fault(str(error), text)
        why = _("invalid TOML: {why}").format(why=fault.why)
        raise Unusable(why, fault.line) from error
    except RecursionError as error:
        raise Unusable(_("nested too deeply")) from error


def _fault(message: str, text: str) -> TomlFault:
    """Split a message of tomllib, which ends with a place such as "(at line 3, column 5)"."""
    import re

    why, _at, place = message.rpartition(" (at ")
    if found := re.fullmatch(r"line (\d+), column \d+\)", place):
        return TomlFault(int(found[1]), why)
    if place == "end of document)":
        return TomlFault(text.rstrip().count("\n") + 1, _("{why} at the end").format(why=why))
    return TomlFault(0, message)
