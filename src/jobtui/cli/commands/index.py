"""``jobtui index``: build the index now, for the user or for all users, or remove it."""

from __future__ import annotations

import errno
import os
import re
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from jobtui.cli import console
from jobtui.cli.arguments import UsageError
from jobtui.cli.console import say
from jobtui.cli.exit_codes import FOUND
from jobtui.cli.sources import sources_of
from jobtui.config import loader
from jobtui.files import locations
from jobtui.i18n import _, ngettext
from jobtui.text.printable import printable

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from jobtui.config.settings import Settings
    from jobtui.library.library import Library

_MAX_LEFT_OUT = 10  # lines about what is not in the shared index
_INDEXES = re.compile(r"index-[0-9][^-]*-[0-9]+")
# All that the user's cache holds, as git-<number> and pictures can be made again too.
_OWN = re.compile(rf"{_INDEXES.pattern}|git-[0-9]+|pictures")


def run(args: Namespace) -> int:
    """Build or remove the index. Raises UsageError."""
    if args.words:
        raise UsageError(_("index accepts only --system, --clear and --source"))
    if args.clear:
        if args.system:
            _clear(locations.system_cache_dir(), _INDEXES)
        else:
            _clear(locations.cache_dir(), _OWN)
    else:
        _build(args)
    return FOUND


def _build(args: Namespace) -> None:
    from jobtui.index.cache import Cache
    from jobtui.library.library import PATIENCE, Library

    settings = _system_settings() if args.system else args.settings
    chosen = sources_of(args.source, settings, for_all=args.system)
    base = locations.system_cache_dir() if args.system else locations.cache_dir()
    cache = Cache.of(chosen, base, shared=args.system)
    library = Library(chosen, cache)
    try:
        with console.file_counter() as progress:
            change = library.refresh(args.rebuild, progress, PATIENCE)
        where = library.snapshot.directory
        if change.notice:
            say(change.notice)
        if where is None or where.parent != cache.directory:
            raise UsageError(_("{path}: no index was written").format(path=cache.directory))
        text = ngettext("{n} posting in {path}", "{n} postings in {path}", len(library.ids()))
        say(text.format(path=where))
        if args.system:
            _say_left_out(library)
    finally:
        library.close()


def _say_left_out(library: Library) -> None:
    """Say which files of the sources are not in the shared index, and why."""
    from jobtui.i18n import reason
    from jobtui.parsing.decoding import NOT_FOR_ALL

    refused = reason(PermissionError(errno.EACCES, os.strerror(errno.EACCES)))
    of_sources = set(library.faults())
    left_out = [
        one for one in library.problems() if one in of_sources or one.message == NOT_FOR_ALL
    ]
    for problem in left_out[:_MAX_LEFT_OUT]:
        is_refused = ("why", refused) in getattr(problem.message, "parts", ())
        why = NOT_FOR_ALL if is_refused else problem.message
        say(_("{label}: {text}").format(label=printable(problem.path), text=why))
    if more := len(left_out[_MAX_LEFT_OUT:]):
        say(ngettext("{n} more", "{n} more", more))


def _system_settings() -> Settings:
    """Return the settings of the system's file alone: those of the caller are not for all users."""
    configuration = loader.read_system()
    for problem in configuration.problems:
        say(str(problem))
    settings = configuration.settings
    if not (settings.source or settings.sources):
        where = locations.system_config_dir()
        text = _("list the postings for all users under [sources] in {path}")
        raise UsageError(text.format(path=where and where / "config.toml"))
    return settings


def _clear(directory: Path, made: re.Pattern[str]) -> None:
    """Remove the entries of a *directory* with names like *made*, and the directory if empty.

    The directory may hold other things: an environment variable can name any.
    """
    try:
        found = [path for path in directory.iterdir() if made.fullmatch(path.name)]
        for path in found:
            shutil.rmtree(path)
    except (FileNotFoundError, NotADirectoryError):
        found = []
    except OSError as error:
        text = _("{path}: cannot be removed: {why}")
        why = error.strerror or str(error)
        raise UsageError(text.format(path=error.filename or directory, why=why)) from error
    if not found:
        say(_("{path}: nothing to remove").format(path=directory))
        return
    with suppress(OSError):
        directory.rmdir()
    say(_("removed {path}").format(path=directory))
