"""Arguments and exit codes. Textual is imported inside one function, and only for the browser.

Exit codes: 0 something was found, 1 nothing was found (or ``check`` found an error), 2 the call
or a source is wrong. Data goes to standard output, everything else to standard error.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from jobtui import __version__
from jobtui.output import FORMATS, lines, record
from jobtui.query import Query, Sort
from jobtui.words import _, ngettext

if TYPE_CHECKING:
    from jobtui.facets import FacetTable
    from jobtui.library import Library
    from jobtui.posting import Posting
    from jobtui.sources import Source

FOUND, NOTHING, WRONG = 0, 1, 2
COMMANDS = ("show", "check")
FACET_OPTIONS = (
    "status", "domain", "contract", "organisation", "startup", "incubator", "tech", "year",
)  # fmt: skip


class UsageError(Exception):
    """The call is wrong; its text is one line for the user."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]
        raise UsageError(message)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line; ``--help`` is made from it."""
    made = _Parser(
        prog="jobtui",
        usage="jobtui [OPTION…] [--] [QUERY…]\n"
        "       jobtui show ID [OPTION…]\n"
        "       jobtui check [PATH…]",
        description=_("Browse job postings written in Markdown, in a terminal."),
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=False,
        allow_abbrev=False,
    )
    made.add_argument("words", nargs="*", metavar="QUERY", help=argparse.SUPPRESS)
    where = made.add_argument_group(_("postings"))
    where.add_argument(
        "--source", action="append", metavar="PATH",
        help=_("a folder of postings, a checkout of the site, or a file; repeatable"),
    )  # fmt: skip
    where.add_argument("--rebuild", action="store_true", help=_("build the index again"))
    _filters(made.add_argument_group(_("filters (repeatable: any of the values)")))
    how = made.add_argument_group(_("answer"))
    how.add_argument("--as-of", type=_day, metavar="DATE", help=_("ask as of another day"))
    how.add_argument("--sort", choices=[sort.value for sort in Sort], help=_("order"))
    how.add_argument("--limit", type=_count, metavar="N", help=_("at most N postings"))
    how.add_argument("--format", choices=FORMATS, help=_("print the answer instead of browsing"))
    how.add_argument("--version", action="store_true", help=_("print the version"))
    how.add_argument("--help", "-h", action="store_true", help=_("print this help"))
    return made


_EXAMPLES = """\
examples:
  jobtui                                     browse
  jobtui --open-only développeuse            browse what is open and names developers
  jobtui --open-only --format table          print what is open
  jobtui --contract cdi --format csv > a.csv print for a spreadsheet
  jobtui show 2024-03-01-developpement       read one posting
  jobtui check postings/                     list what is odd, as path:line: severity: field: …
  jobtui -- show                             search for the word "show"

without --source: JOBTUI_SOURCE (a path list), else `sources` in config.toml, else a sample
exit code: 0 found, 1 nothing found or an error in check, 2 wrong call or source
"""


def _filters(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--open-only", action="store_true", help=_("only what one can apply to"))
    for name in FACET_OPTIONS:
        group.add_argument(f"--{name}", action="append", metavar="VALUE", help=argparse.SUPPRESS)
    group.add_argument("--junior", action="store_true", help=_("only what welcomes juniors"))
    names = "--" + " --".join(FACET_OPTIONS)
    group.description = names + " VALUE"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = _("{text} is no date like 2022-06-15").format(text=repr(text))
        raise argparse.ArgumentTypeError(message) from None


def _count(text: str) -> int:
    if text.isdecimal() and int(text) > 0:
        return int(text)
    message = _("{text} is no number from 1").format(text=repr(text))
    raise argparse.ArgumentTypeError(message)


def run(argv: Sequence[str]) -> int:
    """Run the command line *argv* (without the program's name); returns the exit code."""
    try:
        return _run(argv)
    except UsageError as error:
        say(str(error))
        say(_("try: jobtui --help"))
        return WRONG
    except BrokenPipeError:  # `| head -1` is no error
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND
    except KeyboardInterrupt:
        return 130


def _run(argv: Sequence[str]) -> int:
    args = parser().parse_intermixed_args(argv)
    if args.help:
        emit(parser().format_help().rstrip("\n").split("\n"))
        return FOUND
    if args.version:
        emit([f"jobtui {__version__}"])
        return FOUND
    command = args.words[0] if args.words and args.words[0] in COMMANDS else ""
    if "--" in argv and command and command not in argv[: list(argv).index("--")]:
        command = ""
    if command == "show":
        return _show(args)
    if command == "check":
        return _check(args)
    if args.format is None and _is_terminal():
        return _browse(args)
    return _list(args)


def _is_terminal() -> bool:
    usable = os.environ.get("TERM", "") not in ("", "dumb")
    return usable and sys.stdout.isatty() and sys.stdin.isatty()


def say(message: str) -> None:
    """Tell the user something on standard error."""
    from jobtui.text import clean

    print(f"jobtui: {clean(message)}", file=sys.stderr)


def emit(texts: Iterator[str] | Sequence[str]) -> None:
    """Write lines to standard output; what it cannot encode is replaced."""
    encoding = sys.stdout.encoding or "utf-8"
    for text in texts:
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding, "replace") + "\n")
    sys.stdout.flush()


def sources_of(named: Sequence[str] | None) -> tuple[Source, ...]:
    """Return the sources to use: those *named*, else the environment's, the settings', the sample.

    Raises UsageError.
    """
    from jobtui import settings, sources

    paths: Sequence[str] = named or [
        path for path in os.environ.get("JOBTUI_SOURCE", "").split(os.pathsep) if path
    ]
    try:
        if not paths:
            paths = settings.load().sources
        return tuple(dict.fromkeys(sources.resolve(path) for path in paths or [sources.SAMPLE]))
    except (sources.SourceError, settings.SettingsError) as error:
        raise UsageError(str(error)) from error


def _opened(args: argparse.Namespace) -> tuple[Library, Query]:
    """Open the library and make it current; returns it with the question that was asked."""
    from jobtui.library import Library

    library = Library(sources_of(args.source))
    try:
        change = library.refresh(rebuild=args.rebuild)
    except OSError as error:
        text = _("no index can be written, neither in {path} nor in the temporary folder: {why}")
        raise UsageError(text.format(path=library.cache.directory, why=error.strerror)) from error
    if change.notice:
        say(change.notice)
    return library, query_of(args, library)


def query_of(args: argparse.Namespace, library: Library) -> Query:
    """Return the question that the arguments state."""
    query = Query(
        as_of=as_of(args, library.sources),
        text=" ".join(args.words),
        open_only=args.open_only,
        sort=Sort(args.sort) if args.sort else None,
    )
    table = library.snapshot.facets(query.as_of)
    for facet in FACET_OPTIONS:
        written = getattr(args, facet)
        if written:
            values = tuple(value for text in written for value in _values(table, facet, text))
            query = query.choosing(facet, values)
    return query.choosing("junior", ("yes",)) if args.junior else query


def _values(table: FacetTable, facet: str, written: str) -> tuple[str, ...]:
    from jobtui.facets import shown
    from jobtui.posting import Status

    found = table.named(facet, written)
    if facet == "status":
        statuses = [s.value for s in Status if written.casefold() in (s.value, shown("status", s.value))]
        if not statuses:
            names = ", ".join(status.value for status in Status)
            text = _("--status {value}: there is {names}")
            raise UsageError(text.format(value=repr(written), names=names))
        return tuple(statuses)
    if not found:
        import difflib

        values = [value for value in table.values(facet) if value]
        near = difflib.get_close_matches(written, values, n=3, cutoff=0.5) or values[:5]
        text = _("no posting has {facet} {value}; there is for example: {near}")
        say(text.format(facet=facet, value=repr(written), near=", ".join(near) or "-"))
        return (written,)
    return found


def as_of(args: argparse.Namespace, chosen: Sequence[Source]) -> date:
    """Return the day to ask as of: the one named, the sample's own, else today."""
    from jobtui.sources import sample_day

    if args.as_of is not None:
        return date.fromisoformat(str(args.as_of))
    return sample_day() if all(source.is_sample for source in chosen) else date.today()


def _list(args: argparse.Namespace) -> int:
    library, query = _opened(args)
    try:
        _say_sample(library.sources)
        results = library.search(query)
        found = results.postings[: args.limit]
        scores = library.scores(query, found) if results.terms or results.prefix else {}
        width = os.get_terminal_size().columns if sys.stdout.isatty() else None
        answer = [(posting, library.ruling(posting, query), scores.get(posting.id)) for posting in found]
        emit(lines(args.format or "table", answer, width))
        if not found:
            say(_("nothing found") + _hint(results.blockers))
        elif args.format is None:
            say(ngettext("{n} posting", "{n} postings", len(found)))
        return FOUND if found else NOTHING
    finally:
        library.close()


def _hint(blockers: Sequence[tuple[str, int]]) -> str:
    if not blockers:
        return ""
    facet, count = blockers[0]
    name = f"--{facet}" if facet else _("the filters")
    return _("; without {name} there would be {count}").format(name=name, count=count)


def _say_sample(chosen: Sequence[Source]) -> None:
    if any(source.is_sample for source in chosen):
        from jobtui.sources import sample_day

        text = _("this is the bundled sample, as of {day}; name your postings with --source PATH")
        say(text.format(day=sample_day().isoformat()))


def _show(args: argparse.Namespace) -> int:
    if len(args.words) != 2:
        raise UsageError(_("show takes one id; `jobtui --format table` lists them"))
    wanted, args.words = args.words[1], []
    library, query = _opened(args)
    try:
        posting = library.get(wanted)
        if posting is None:
            say(_("no posting has the id {id}").format(id=repr(wanted)))
            return NOTHING
        ruling = library.ruling(posting, query)
        if args.format in ("json", "jsonl"):
            import json

            indent = 2 if args.format == "json" else None
            emit([json.dumps(record(posting, ruling, None), ensure_ascii=False, indent=indent)])
        elif args.format is not None:
            emit(lines(args.format, [(posting, ruling, None)], None))
        else:
            _print_posting(library, posting, query)
        return FOUND
    finally:
        library.close()


def _print_posting(library: Library, posting: Posting, query: Query) -> None:
    from jobtui import printing

    body, why = library.body(posting)
    if why:
        say(why)
    ruling = library.ruling(posting, query)
    if sys.stdout.isatty():
        width = min(os.get_terminal_size().columns, 100)
        colour = "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
        emit(printing.rendered(posting, ruling, body, width, colour))
    else:
        emit(printing.markdown(posting, ruling, body))


def _check(args: argparse.Namespace) -> int:
    from jobtui.library import check, has_errors
    from jobtui.text import clean

    chosen = sources_of(args.words[1:] or args.source)
    count, problems = check(chosen)
    emit(clean(str(problem)) for problem in problems)
    summary = ngettext("{n} posting read", "{n} postings read", count)
    say(summary + ", " + ngettext("{n} problem", "{n} problems", len(problems)))
    return NOTHING if has_errors(problems) else FOUND


def _browse(args: argparse.Namespace) -> int:
    from jobtui.library import Library

    library = Library(sources_of(args.source))
    try:
        from jobtui.app.app import browse

        follow_day = args.as_of is None and not all(s.is_sample for s in library.sources)
        return browse(library, lambda: query_of(args, library), args.rebuild, follow_day)
    finally:
        library.close()
