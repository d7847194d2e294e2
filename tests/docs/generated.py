"""The parts of the pages that are generated from the program's own tables.

A part stands in its page between ``<!-- name -->`` and ``<!-- /name -->``. ``python -m tests.docs``
writes them all.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jobtui.cli.arguments import parser
from jobtui.config.describe import takes, toml
from jobtui.config.settings import SETTINGS, TABLES
from jobtui.keymap.action import Action
from jobtui.keymap.actions import ACTIONS
from jobtui.keymap.bindings import groups, keys_of

ROOT = Path(__file__).parents[2]
# The actions that the README names, in the order in which a newcomer meets them.
MOST_USED = """
    search filters open_only sort read back down up next_pane apply open_page copy_link
    star hide note stage undo save_search explain palette help quit
""".split()


def most_used_keys() -> str:
    """Return the keys of the README as a table."""
    actions = {action.name: action for action in ACTIONS}
    lines = ["| key | what it does |", "|---|---|"]
    lines += [f"| {_keys(actions[name])} | {actions[name].help()} |" for name in MOST_USED]
    return "\n".join(lines) + "\n"


def all_keys() -> str:
    """Return every key as a table, under the headings of the help screen."""
    lines = ["| where | key | what it does |", "|---|---|---|"]
    for heading, actions in groups():
        lines += [f"| {heading} | {_keys(action)} | {action.help()} |" for action in actions]
    return "\n".join(lines) + "\n"


def options() -> str:
    """Return what ``jobtui --help`` prints."""
    return f"```\n{parser().format_help().rstrip()}\n```\n"


def settings() -> str:
    """Return each setting under a heading of its own."""
    parts = []
    for setting in SETTINGS:
        rows = [f"- takes: {takes(setting)}"]
        if setting.name not in TABLES:
            rows.append(f"- default: `{toml(setting.default)}`")
        if setting.variable:
            rows.append(f"- environment: `{setting.variable}`")
        what = "\n".join(rows)
        parts.append(
            f"## {setting.name}\n\n{setting.help()}.\n\n{what}\n\n```toml\n{setting.example}\n```\n"
        )
    return "\n".join(parts)


def action_names() -> str:
    """Return each action by its name, with its keys, as a table."""
    lines = ["| action | keys | what it does |", "|---|---|---|"]
    for heading, actions in groups():
        lines += [
            f"| `{action.name}` | {_keys(action)} | {heading}: {action.help()} |"
            for action in actions
        ]
    return "\n".join(lines) + "\n"


def _keys(action: Action) -> str:
    keys = " ".join(f"`{key}`" for key in keys_of(action).split(", "))
    return keys.replace("|", "\\|")  # a bare bar would end the cell


PARTS: dict[str, dict[str, Callable[[], str]]] = {
    "README.md": {"keys": most_used_keys},
    "docs/keys.md": {"keys": all_keys},
    "docs/command-line.md": {"options": options},
    "docs/settings.md": {"settings": settings, "actions": action_names},
}


def updated(page: str) -> str:
    """Return the text of *page*, by its name in PARTS, with its generated parts up to date."""
    text = (ROOT / page).read_text("utf-8")
    for name, part in PARTS[page].items():
        begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        before, after = text.split(begin)[0], text.split(end)[1]
        text = f"{before}{begin}{part()}{end}{after}"
    return text
