"""The README's tables come from the program; this module's main renews them."""

from __future__ import annotations

import os
import re
from pathlib import Path

from jobtui import i18n
from jobtui.cli.arguments import parser
from jobtui.keymap.actions import groups, keys_of

README = Path(__file__).parents[2] / "README.md"


def keys_table() -> str:
    """Every key, under the headings of the help screen."""
    lines = ["| where | key | what it does |", "|---|---|---|"]
    for heading, actions in groups():
        for action in actions:
            keys = " ".join(f"`{key}`" for key in keys_of(action).split(", "))
            keys = keys.replace("|", "\\|")  # which else ends the cell
            lines.append(f"| {heading} | {keys} | {action.help()} |")
    return "\n".join(lines)


def options_text() -> str:
    """What ``jobtui --help`` prints in a terminal of 80 columns."""
    os.environ["COLUMNS"] = "80"
    return "```\n" + parser().format_help().rstrip() + "\n```"


def renewed(text: str) -> str:
    """Return the README with its tables as they should be."""
    for name, table in (("keys", keys_table()), ("options", options_text())):
        begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        before, after = text.split(begin)[0], text.split(end)[1]
        text = f"{before}{begin}{table}\n{end}{after}"
    return text


def test_the_readme_is_not_stale() -> None:
    text = README.read_text("utf-8")
    assert text == renewed(text), "run: python -m tests.docs.test_readme"


def test_the_set_up_commands_stand_alone() -> None:
    commands = re.findall(r"^python3 -m venv .*$", README.read_text("utf-8"), re.MULTILINE)
    assert len(commands) == 2
    assert commands[0].endswith(".venv/bin/jobtui")
    assert commands[1].endswith(".venv/bin/pytest -n 2 --dist worksteal")


def test_every_picture_of_the_readme_exists() -> None:
    text = README.read_text("utf-8")
    for picture in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text):
        assert (README.parent / picture).is_file(), picture


if __name__ == "__main__":
    i18n.use("en", "iso")
    README.write_text(renewed(README.read_text("utf-8")), "utf-8")
