"""``jobtui`` in a terminal: browse the postings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from jobtui.cli.console import say
from jobtui.cli.exit_codes import USAGE_ERROR
from jobtui.cli.query import query_of, use_saved_search
from jobtui.cli.sources import sources_of
from jobtui.files.shortage import check_room
from jobtui.startup import first_frame

if TYPE_CHECKING:
    from argparse import Namespace

    from jobtui.library.library import Library
    from jobtui.search.query import Query
    from jobtui.sources.folders import Source


def run(args: Namespace) -> int:
    """Run the browser until the user quits; returns the exit code.

    Raises UsageError, and MemoryError if a limit leaves too little memory.
    """
    use_saved_search(args)
    check_room()
    if args.settings.keys:
        from jobtui.keymap import bindings

        bindings.use(bindings.with_keys(args.settings.keys))
    with _quick_imports():
        from jobtui.library.library import Library
        from jobtui.tui.app import ThemeError, browse
    try:
        library = Library(sources_of(args.source, args.settings))
    except BaseException:
        first_frame.withdraw()  # before any message
        raise
    try:
        follow_day = args.as_of is None and not all(s.is_sample for s in library.sources)
        ask = partial(_first_query, args, library)
        settings = args.settings
        is_first = not (args.source or settings.source or settings.sources)
        opened: list[Library] = []
        reopen = partial(_reopened, args, library, opened)
        try:
            return browse(library, ask, args.rebuild, follow_day, settings, reopen, is_first)
        finally:
            for one in opened:
                one.close()
    except ThemeError as error:
        for line in error.lines:
            say(line)
        return USAGE_ERROR
    finally:
        library.close()


def _first_query(args: Namespace, library: Library) -> Query:
    """Return what the arguments ask: what is open first, or alone if the settings say so."""
    query = query_of(args, library, tell=_ignore)
    return query._replace(open_first=True, open_only=query.open_only or args.settings.open_only)


def _reopened(
    args: Namespace, first: Library, opened: list[Library], source: Source
) -> tuple[Library, Callable[[], Query], bool]:
    """Open a source that was named in the browser beside those that are shown, but the sample.

    The library is added to *opened*; the *first* is that of the start.
    """
    from jobtui.library.new_source import library_beside

    library = library_beside([first, *opened][-1], source)
    opened.append(library)
    return library, partial(_first_query, args, library), args.as_of is None


@contextmanager
def _quick_imports() -> Iterator[None]:
    """Import without garbage collection, and asyncio without TLS, as nothing is fetched here.

    asyncio does without ``ssl`` where Python has none, which saves 4 MB. The app turns garbage
    collection on again once its first screen is shown.
    """
    import gc
    import sys

    gc.disable()
    hidden = "ssl" not in sys.modules
    if hidden:
        sys.modules["ssl"] = None  # type: ignore[assignment]
    try:
        import asyncio  # noqa: F401

        yield
    finally:
        if hidden:
            del sys.modules["ssl"]


def _ignore(_message: str) -> None:
    """Drop the message: the browser itself shows which filter matches nothing."""
