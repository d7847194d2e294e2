"""The options of the command line: one parser, which makes ``--help`` and the completion too."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date

from jobtui.i18n import _, ngettext
from jobtui.postings.model import Status
from jobtui.search.query import Sort
from jobtui.text.printable import quoted_input

COMMANDS = (
    "help", "show", "diff", "history", "similar", "check", "config", "sync", "index", "marks",
    "log", "label", "stats", "serve", "completion",
)  # fmt: skip
_ALIASES = {"tag": "label"}  # postings have tags of their own
EXPORTS = ("atom", "ics", "jsonld", "html")  # for other programs; with the texts
FORMATS = ("table", "markdown", "json", "jsonl", "csv", "tsv", *EXPORTS)
CHECK_FORMATS = ("sarif", "github")  # of problems alone, beside json
STATS_FORMATS = ("svg",)  # of figures alone
FACET_OPTIONS = (
    "status",
    "domain",
    "contract",
    "organisation",
    "startup",
    "incubator",
    "tech",
    "year",
    "place",
    "remote",
    "seniority",
    "language",
    "tag",
)
_WIDTH = 80


class UsageError(Exception):
    """The call is wrong; the text is one line for the user."""


# Options that choose or arrange postings, beside those of the facets.
_OF_RESULTS = (
    *("open_only", "junior", "starred", "new", "changed", "due"),
    *("saved", "sort", "columns", "explain"),
)


class Parser(argparse.ArgumentParser):
    """The parser, which raises an error where argparse would end the program."""

    @property
    def options(self) -> dict[str, argparse.Action]:
        """All options, by their names with dashes."""
        return {name: action for action in self._actions for name in action.option_strings}

    def error(self, message: str) -> None:  # type: ignore[override]
        """Raise UsageError with the *message* of argparse."""
        raise UsageError(message + _(" (see jobtui --help)"))


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Return the options, ``command`` ("" for none) and the other ``words``. Raises UsageError.

    Options may stand anywhere before ``--``; all that follows it is words.
    """
    cut = argv.index("--") if "--" in argv else len(argv)
    made = parser()
    args, others = made.parse_known_intermixed_args(argv[:cut])
    first = _ALIASES.get(args.words[0], args.words[0]) if args.words else ""
    args.command = first if first in COMMANDS else ""
    args.words = args.words[1:] if args.command else args.words
    if args.command == "label":
        args.words += others  # -NAME removes a label
    elif others:
        made.error(_("unrecognized arguments: %s") % " ".join(others))
    args.words += argv[cut + 1 :]
    if args.by and args.command != "log":
        raise UsageError(_("--by is only for jobtui log"))
    if args.command == "log":
        for name in (*FACET_OPTIONS, *_OF_RESULTS):
            if getattr(args, name):
                text = _("--{option} is not for jobtui log")
                raise UsageError(text.format(option=name.replace("_", "-")))
    if args.since and args.command != "diff":
        raise UsageError(_("--since is only for jobtui diff"))
    if args.format in CHECK_FORMATS and args.command != "check":
        raise UsageError(_("--format {format} is for jobtui check").format(format=args.format))
    if args.format in STATS_FORMATS and args.command != "stats":
        raise UsageError(_("--format {format} is for jobtui stats").format(format=args.format))
    if args.format in EXPORTS and args.command not in ("", "show", "similar"):
        raise UsageError(_("--format {format} is for postings").format(format=args.format))
    return args


def parser() -> Parser:
    """Return the parser of the command line; argparse's own texts are translated as well."""
    argparse._, argparse.ngettext = _, ngettext  # type: ignore[attr-defined]
    made = Parser(
        prog="jobtui",
        usage=_(
            "jobtui [OPTION…] [--linear] [--] [QUERY…]\n"
            "       jobtui show|history|similar ID | diff [ID] [--since DAY]\n"
            "       jobtui check [--fields] [PATH…] | help | config [--init]\n"
            "       jobtui sync [NAME|URL…] [--ref REF] [--path PATH]\n"
            "       jobtui log [ID…] [--by day|posting] | label [ID…] | stats [QUERY…]\n"
            "       jobtui serve [--host ADDRESS] [--port N] [QUERY…] | completion SHELL\n"
            "       jobtui index [--system] [--clear] | marks export|import [FILE]"
        ),
        description=_("Browse job postings written in Markdown, in a terminal."),
        epilog=_examples(),
        formatter_class=_formatter,
        add_help=False,
        allow_abbrev=False,
    )
    made.add_argument("words", nargs="*", metavar="QUERY", help=argparse.SUPPRESS)
    where = made.add_argument_group(_heading(_("postings:")))
    where.add_argument(
        "--source",
        action="append",
        metavar=_("PATH"),
        help=_("a folder, file, git URL#REF:PATH or name; repeatable"),
    )
    for name in ("--ref", "--path"):  # only for sync
        where.add_argument(name, default="", help=argparse.SUPPRESS)
    where.add_argument("--rebuild", action="store_true", help=_("rebuild the index"))
    for name in ("--init", "--system", "--clear", "--fields"):  # for config, index and check
        where.add_argument(name, action="store_true", help=argparse.SUPPRESS)
    where.add_argument("--host", default="", help=argparse.SUPPRESS)  # for serve
    where.add_argument("--port", default="8000", help=argparse.SUPPRESS)
    where.add_argument("--by", choices=("day", "posting"), help=argparse.SUPPRESS)  # for log
    where.add_argument("--since", default="", help=argparse.SUPPRESS)  # for diff
    _add_filters(made)
    how = made.add_argument_group(_heading(_("results:")))
    how.add_argument(
        "--as-of", type=_day, metavar=_("DATE"), help=_("show postings as of another date")
    )
    how.add_argument("--saved", metavar=_("NAME"), help=_("run a saved search"))
    orders = [sort.value for sort in Sort]
    how.add_argument("--sort", choices=orders, metavar=_("ORDER"), help=_listed(orders))
    how.add_argument("--limit", type=_count, metavar="N", help=_("at most N postings"))
    how.add_argument(
        "--format",
        choices=(*FORMATS, *CHECK_FORMATS, *STATS_FORMATS),
        metavar="FORMAT",
        help=" ".join(FORMATS),
    )
    how.add_argument(
        "--columns",
        type=_columns,
        default=(),
        metavar=_("NAMES"),
        help=_("columns of the table, such as title,pay,id"),
    )
    how.add_argument("--no-pager", action="store_true", help=_("never page a long table"))
    how.add_argument("--linear", action="store_true", help=argparse.SUPPRESS)
    how.add_argument("--explain", action="store_true", help=_("explain each result on stderr"))
    how.add_argument("--version", action="store_true", help=_("print the version"))
    how.add_argument("--help", "-h", action="store_true", help=_("print this help"))
    return made


def _examples() -> str:
    asked = (
        ("--contract cdd --format csv > a.csv", _("export for a spreadsheet")),
        ("--saved dev --new --format table", _("list new postings, for cron")),
    )
    lines = [f"  jobtui {call:35}  {what}" for call, what in asked]
    lines = [_("examples:"), *lines, ""]
    lines.append(
        _("without --source: JOBTUI_SOURCE (a path list), else config.toml, else a sample")
    )
    lines.append(_("exit code: 0 found, 1 nothing found or check errors, 2 usage or source error"))
    return "\n".join(lines) + "\n"


def _formatter(prog: str) -> argparse.HelpFormatter:
    # Without a width argparse looks for the terminal's, which takes time.
    return argparse.RawDescriptionHelpFormatter(prog, width=_WIDTH)


def _add_filters(made: argparse.ArgumentParser) -> None:
    group = made.add_argument_group(
        _heading(_("filters (repeatable):")),
        _(
            "--status --domain --contract --organisation --startup --incubator --tech\n"
            "--year --place --remote --seniority --language --tag: each takes a VALUE\n"
            "or part of one (none: not stated); --starred --due --new --changed"
        ),
    )
    group.add_argument("--open-only", action="store_true", help=_("only open postings"))
    group.add_argument(
        "--junior", action="store_true", help=_("only postings that welcome juniors")
    )
    for name in ("--starred", "--new", "--changed", "--due"):
        group.add_argument(name, action="store_true", help=argparse.SUPPRESS)
    for name in FACET_OPTIONS:
        kind = _status if name == "status" else str
        group.add_argument(
            f"--{name}", action="append", type=kind, metavar=_("VALUE"), help=argparse.SUPPRESS
        )


def _heading(text: str) -> str:
    """Return a heading without its colon, which argparse adds itself."""
    return text.removesuffix(":")


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = _("{text} is not a date such as 2022-06-15").format(text=quoted_input(text))
        raise argparse.ArgumentTypeError(message) from None


def _columns(text: str) -> tuple[str, ...]:
    """Return the names of columns in *text*, between commas."""
    from jobtui.render.columns import COLUMNS

    names = tuple(name.strip() for name in text.split(",") if name.strip())
    for name in names:
        if name not in COLUMNS:
            from jobtui.config.validators import unknown

            text = unknown(_("unknown column {name}"), name, list(COLUMNS))
            raise argparse.ArgumentTypeError(text)
    return tuple(dict.fromkeys(names))


def _count(text: str) -> int:
    if text.isdecimal() and int(text) > 0:
        return int(text)
    message = _("{text} is not a positive integer").format(text=quoted_input(text))
    raise argparse.ArgumentTypeError(message)


def _status(text: str) -> str:
    if text in (status.value for status in Status):  # the usual case, without the import
        return text
    from jobtui.search.field_values import statuses_named

    if statuses := statuses_named(text):
        return ",".join(statuses)
    message = _("{text} is not a status; expected one of {names}")
    from jobtui.postings.model import status_text

    names = _listed([status_text(status) for status in Status])
    raise argparse.ArgumentTypeError(message.format(text=quoted_input(text), names=names))
