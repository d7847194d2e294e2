"""docs/settings.md comes from the table; ``python -m tests.docs.test_settings_page`` renews it."""

from __future__ import annotations

from pathlib import Path

from jobtui import i18n
from jobtui.config.describe import takes, toml
from jobtui.config.settings import SETTINGS, TABLES
from jobtui.keymap.actions import groups, keys_of

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"


def settings_text() -> str:
    """Each setting under a heading of its own."""
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


def actions_text() -> str:
    """Each action with its keys and what it does."""
    lines = ["| action | keys | what it does |", "|---|---|---|"]
    for heading, actions in groups():
        for action in actions:
            keys = " ".join(f"`{key}`" for key in keys_of(action).split(", "))
            keys = keys.replace("|", "\\|")  # which else ends the cell
            lines.append(f"| `{action.name}` | {keys} | {heading}: {action.help()} |")
    return "\n".join(lines) + "\n"


def renewed(text: str) -> str:
    """Return the page with its parts as they should be."""
    for name, part in (("settings", settings_text()), ("actions", actions_text())):
        begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        before, after = text.split(begin)[0], text.split(end)[1]
        text = f"{before}{begin}{part}{end}{after}"
    return text


def test_the_page_is_not_stale() -> None:
    text = PAGE.read_text("utf-8")
    assert text == renewed(text), "run: python -m tests.docs.test_settings_page"


def test_the_page_names_every_setting() -> None:
    text = PAGE.read_text("utf-8")
    for setting in SETTINGS:
        assert f"\n## {setting.name}\n" in text
        assert setting.variable in text


if __name__ == "__main__":
    i18n.use("en", "iso")
    PAGE.write_text(renewed(PAGE.read_text("utf-8")), "utf-8")
