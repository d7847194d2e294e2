"""Styles by name, in the colours of a theme; glyphs, with ASCII ones for plain terminals.

Nothing is shown by colour alone: the selected row is reversed and marked, a status has a symbol.
"""

from __future__ import annotations

import os
from typing import NamedTuple

from rich.style import Style

from jobtui.postings.model import Status
from jobtui.render.summary import ASCII_SYMBOLS, SYMBOLS
from jobtui.text import encoding

_PLAIN = bool(os.environ.get("NO_COLOR"))  # then matches are reversed, as headings are bold

LOOKS: dict[str, Style] = {}  # by name; `use` fills it
_PAGE: dict[str, Style] = {}  # of the spans of a page


class Colours(NamedTuple):
    """The colours of a theme, as Rich names them; by default the terminal's.

    ``text`` and ``ground`` (the background) are left to the terminal if they are None.
    """

    text: str | None = None
    ground: str | None = None
    label: str = "cyan"
    good: str = "green"
    warning: str = "yellow"
    other: str = "magenta"
    link: str = "blue"
    bad: str = "red"
    faint: str | None = None  # less important text; None: the terminal makes it faint


ON_LIGHT = Colours(  # yellow, cyan and green of most terminals are hardly legible on white
    label="#005f87",
    good="#006400",
    warning="#875f00",
    other="#87005f",
    link="#0000af",
    bad="#af0000",
)


def use(colours: Colours) -> None:
    """Use other colours: all styles are replaced, in the same table."""
    base = Style(color=colours.text, bgcolor=colours.ground)
    LOOKS.update((name, base + style) for name, style in _looks(colours).items())
    _PAGE.clear()
    _PAGE.update((name, base + style) for name, style in _page_looks(colours).items())


def _looks(colours: Colours) -> dict[str, Style]:
    faint = Style(color=colours.faint) if colours.faint else Style(dim=True)
    warning = Style(color=colours.warning)
    match = Style(reverse=True) if _PLAIN else Style(color=colours.warning, reverse=True)
    return {
        "": Style.null(),
        "bold": Style(bold=True),
        "dim": faint,
        "bar": faint,
        "frame": faint,
        "frame_focused": Style(color=colours.label, bold=True),
        "title": Style(bold=True),
        "title_focused": Style(color=None if _PLAIN else colours.label, bold=True, reverse=True),
        "cursor": Style(reverse=True),
        "cursor_blurred": Style(reverse=True),
        "cursor_covered": Style(bold=True),
        "found": warning + Style(bold=True, underline=True, reverse=_PLAIN),
        "cursor_found": Style(reverse=True, bold=True, underline=True),
        "heading": Style(bold=True),
        "heading_focused": Style(bold=True, reverse=True),
        "chosen": Style(color=colours.label, bold=True),
        "label": Style(color=colours.label),
        "open": Style(color=colours.good, bold=True),
        "upcoming": warning,
        "expired": warning,
        "filled": Style(color=colours.other),
        "closed": faint,
        "unknown": Style(color=colours.link),
        "inferred": Style(italic=True),
        "problem": warning,
        "error": Style(color=colours.bad, bold=True),
        "key": Style(color=colours.label, bold=True),
        "current": Style(reverse=True),
        "match": match,
        "match_current": Style(color=None if _PLAIN else colours.good, reverse=True)
        + Style(bold=True, underline=True),
    }


def _page_looks(colours: Colours) -> dict[str, Style]:
    looks = _looks(colours)
    same = ("found", "label", "inferred", "problem", "error", "dim")
    return {
        "strong": Style(bold=True),
        "em": Style(italic=True),
        "strike": Style(strike=True),
        "code": Style(color=colours.other),
        "link": Style(color=colours.link, underline=True),
        "h1": Style(bold=True, underline=True, color=colours.label),
        "h2": Style(bold=True, color=colours.label),
        "h3": Style(bold=True),
        "h4": Style(bold=True, italic=True),
        "h5": Style(italic=True),
        "h6": Style(italic=True),
        "quote": Style(italic=True),
        "bullet": looks["label"],
        "table": Style.null(),
        "rule": looks["dim"],
        "extra": Style.null(),
        **{name: looks[name] for name in same},
        **{f"status-{status.value}": looks[status.value] for status in Status},
    }


use(Colours())

_GLYPHS = {
    "thumb": ("┃", "#"),
    "track": ("│", "|"),
    "line": ("─", "-"),
    "heavy": ("━", "="),
    "corner": ("╭", "+"),
    "corner_focused": ("┍", "+"),
    "joint": ("├", "+"),
    "joint_focused": ("┝", "+"),
    "top_right": ("╮", "+"),
    "joint_right": ("┤", "+"),
    "bottom_left": ("╰", "+"),
    "bottom_right": ("╯", "+"),
    "mark": ("▌", ">"),
    "folded": ("▸", "+"),
    "unfolded": ("▾", "-"),
    "on": ("■", "[x]"),
    "off": ("□", "[ ]"),
    "ellipsis": ("…", "~"),
    "dot": (" · ", " - "),
    "drop": (" ×", " x"),
    "star": ("★", "*"),
    "note": ("¶", "n"),
    "chosen": ("✓", "+"),
    "new": ("•", "!"),
    "changed": ("~", "~"),
    "closed": ("†", "x"),
    "reopened": ("↺", "^"),
    "bar_full": ("█", "#"),
    "bar_empty": ("░", "."),
}
_PLAIN_SIGNS = str.maketrans("–—‑≤≥≈‘’“”…", "---<>~''\"\".")
_ASCII_TERMINALS = ("linux", "vt100", "vt102", "vt220", "ansi", "cons25")


def speaks_unicode() -> bool:
    """Return whether the terminal shows all of Unicode, not only the letters of its locale."""
    term = os.environ.get("TERM", "")
    name = encoding.encoding().lower().replace("-", "")
    return name in ("utf8", "cp65001") and term not in _ASCII_TERMINALS


_unicode = speaks_unicode()


def is_ascii() -> bool:
    """Return whether glyphs are drawn in ASCII."""
    return not _unicode


def plain(text: str) -> str:
    """Return *text* with the signs of sentences and numbers in ASCII, each in one cell."""
    return text.translate(_PLAIN_SIGNS)


def glyph(name: str) -> str:
    """Return a glyph that the terminal can show."""
    return _GLYPHS[name][0 if _unicode else 1]


def progress_bar(done: int, total: int, width: int) -> str:
    """Return a progress bar of *width* cells."""
    full = width * done // max(1, total)
    return glyph("bar_full") * full + glyph("bar_empty") * (width - full)


def symbol(status: Status) -> str:
    """Return the symbol of a status, one cell wide."""
    return (SYMBOLS if _unicode else ASCII_SYMBOLS)[status]


def page_style(names: str) -> Style:
    """Return the style of a span of a page; *names*, separated by spaces, are combined."""
    if not names:
        return LOOKS[""]
    held = _PAGE.get(names)
    if held is None:
        held = Style.combine([_PAGE[name] for name in names.split()])
        _PAGE[names] = held
    return held
