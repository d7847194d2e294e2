"""The manual page docs/jobtui.1, generated from the program's own tables."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from jobtui import __version__
from jobtui.cli.arguments import COMMANDS, FACET_OPTIONS, parser
from jobtui.config.describe import takes, toml
from jobtui.config.settings import SETTINGS, TABLES
from jobtui.keymap.bindings import groups, keys_of
from jobtui.postings.facets import BY_NAME

PAGE = Path(__file__).parents[2] / "docs" / "jobtui.1"
_HELP_OF_HIDDEN = {
    "--ref": "for sync: the branch, tag or commit to fetch",
    "--path": "for sync: the folder or file in the repository",
    "--init": "for config: write a file with every setting explained",
    "--starred": "only starred postings",
    "--due": "only what is due: follow-ups, and what you follow that closes within 7 days",
    "--linear": "browse line by line, for screen readers and pipes; nothing is redrawn",
    "--host": "for serve: the address to listen on, 127.0.0.1 if there is none",
    "--port": "for serve: the port, 8000 if there is none",
    "--since": "for diff: compare with the texts of a day, such as 2025-03-11, 7d or yesterday",
    "--by": "of jobtui log: by day, or by posting",
    "--new": "only what is new since the last visit",
    "--changed": "only postings that changed since the last visit",
    "--system": "for index: build the index for all users, of the sources in the system's file",
    "--clear": "for index: remove the cache",
    "--fields": "for check: list every key of the files and the field that takes it",
}
COMMAND_HELP = {
    "help": ("help", "Print the options and how to search, a page at a time."),
    "show": ("show ID", "Print one posting."),
    "diff": (
        "diff [ID] [--since DAY]",
        "Show in words what changed in a posting, or in all, since you last saw it, or since a day "
        "(2025-03-11, 7d, yesterday).",
    ),
    "history": (
        "history ID",
        "List the commits that changed the file of a posting in its git repository, with the "
        "words that changed.",
    ),
    "similar": (
        "similar ID",
        "List the postings that are most like one, the best first; options and formats are "
        "those of a query.",
    ),
    "check": (
        "check [--fields] [PATH...]",
        "List problems in the files, as path:line: severity: field: message, or their keys.",
    ),
    "config": ("config [--init]", "Show every setting and where its value comes from."),
    "sync": ("sync [NAME|URL...]", "Update git repositories."),
    "index": ("index [--system] [--clear]", "Build the index now, or remove the cache."),
    "marks": (
        "marks export [FILE] | marks import FILE",
        "Export stars, notes and stages as JSON, or merge such a file.",
    ),
    "log": (
        "log [ID [STAGE [DAY] | sent WHAT [WHOM] | followup DAY]]",
        "List what happened with your applications, by day or, with --by posting, by posting; or "
        "write down a stage, what you sent, or when to follow up (2025-03-11, 7d, none).",
    ),
    "label": (
        "label [ID [+NAME|-NAME...]]",
        "List your labels, or add labels to a posting and remove them. tag is the same command.",
    ),
    "stats": (
        "stats [QUERY…]",
        "Print figures about the results: postings a month, what is open by domain, incubator and "
        "place, days open, pay, technologies; --format json, csv or svg.",
    ),
    "serve": (
        "serve [--host ADDRESS] [--port N] [QUERY…]",
        "Show the browser in a web page at the address that is printed, which holds a key; on this "
        "machine alone unless an address is named. Needs the extra web.",
    ),
    "completion": (
        "completion SHELL",
        "Print the completion script for bash, zsh or fish, to be evaluated in the "
        "shell's startup file.",
    ),
}
_DESCRIPTION = """\
Without a command, jobtui opens a browser of the postings that match the query and the options; if
standard output is no terminal, or with --format, it prints them. All words must match, in any
gender, number and spelling. A query whose first word is the name of a command goes after --. Values
of one filter are alternatives, different filters must all match; a value is matched without regard
to case and accents, in whole or in part, and none stands for "not stated"."""
_EXIT = (
    ("0", "Something was found, or the command succeeded."),
    ("1", "Nothing was found (with --due: nothing is due), or check found an error."),
    ("2", "Wrong usage, source or setting; or the output could not be written."),
    ("130", "Interrupted."),
)
_FILES = (
    ("~/.config/jobtui/config.toml", "The user's settings (XDG_CONFIG_HOME)."),
    ("/etc/xdg/jobtui/config.toml", "The administrator's settings (XDG_CONFIG_DIRS)."),
    ("~/.cache/jobtui", "Indexes and fetched git repositories; may be removed (XDG_CACHE_HOME)."),
    ("~/.local/share/jobtui/marks.db", "Stars, notes and stages (XDG_DATA_HOME)."),
    ("/var/cache/jobtui", "An index for all users, built by the administrator."),
)
_ENVIRONMENT = (
    ("JOBTUI_CONFIG", "A file to read in place of the user's settings."),
    ("JOBTUI_SYSTEM_CACHE", "Where the index for all users is."),
    ("NO_COLOR", "If set, colours are turned off."),
)


def manual() -> str:
    """Return the page in the man macros."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    made = parser()
    yield ".\\\" Generated from the program's tables by python -m tests.docs."
    yield f'.TH JOBTUI 1 "" "jobtui {__version__}" "User Commands"'
    yield from _section("NAME")
    yield "jobtui \\- browse job postings written in Markdown, in a terminal"
    yield from _section("SYNOPSIS")
    yield ".nf"
    yield from map(_text, re.sub(r"(?m)^ +", "", made.usage or "").split("\n"))
    yield ".fi"
    yield from _section("DESCRIPTION")
    yield _text(_DESCRIPTION)
    yield from _section("COMMANDS")
    for name in COMMANDS:
        yield from _entry(*COMMAND_HELP[name])
    yield from _section("OPTIONS")
    for option in made._actions:
        if option.option_strings:
            yield from _entry(_option(option), _help(option))
    yield from _section("KEYS")
    for heading, actions in groups():
        yield f".SS {_text(heading)}"
        for action in actions:
            yield from _entry(keys_of(action, ascii=True), f"{action.help()}.")
    yield from _section("SETTINGS")
    yield _text(
        "jobtui config shows the current values; "
        "config --init writes a file with all of them explained."
    )
    for setting in SETTINGS:
        default = "" if setting.name in TABLES else f" Default: {toml(setting.default)}."
        variable = f" Environment: {setting.variable}." if setting.variable else ""
        yield from _entry(setting.name, f"{setting.help()}.{default}{variable}")
        yield _text(f"Takes {takes(setting)}.")
    yield from _section("EXIT STATUS")
    for code, meaning in _EXIT:
        yield from _entry(code, meaning)
    yield from _section("FILES")
    for path, meaning in _FILES:
        yield from _entry(path, meaning)
    yield from _section("ENVIRONMENT")
    for name, meaning in _ENVIRONMENT:
        yield from _entry(name, meaning)
    for setting in SETTINGS:
        if setting.variable:
            yield from _entry(setting.variable, f"The setting {setting.name}.")
    yield from _section("EXAMPLES")
    for call, meaning in re.findall(r"(?m)^  (jobtui.*?)  +(.*)$", made.epilog or ""):
        yield from _entry(call, f"{meaning[0].upper()}{meaning[1:]}.")


def _option(action: argparse.Action) -> str:
    value = f" {action.metavar}" if action.metavar else ""
    return ", ".join(action.option_strings) + value


def _help(action: argparse.Action) -> str:
    name = action.option_strings[0]
    if name in _HELP_OF_HIDDEN:
        return f"{_HELP_OF_HIDDEN[name]}."
    if (facet := name.removeprefix("--")) in FACET_OPTIONS:
        label = BY_NAME[facet].label().lower()
        return f"Only where the {label} is VALUE or contains it; repeatable."
    assert action.help not in (None, argparse.SUPPRESS), name
    return f"{action.help}."


def _section(name: str) -> Iterator[str]:
    yield f".SH {name}"


def _entry(term: str, text: str) -> Iterator[str]:
    yield ".TP"
    yield f".B {_text(term)}"
    yield _text(f"{text[0].upper()}{text[1:]}")


def _text(text: str) -> str:
    """Return *text* as roff: one line that holds no request; other characters by number."""
    text = text.replace("\n", " ").replace("\\", "\\e").replace("-", "\\-")
    text = text.replace("~", "\\(ti").replace("^", "\\(ha").replace("`", "\\(ga")
    text = text.replace('"', "\\(dq").replace("'", "\\(aq")
    text = "".join(c if c.isascii() else f"\\[u{ord(c):04X}]" for c in text)
    return f"\\&{text}" if text.startswith(".") else text
