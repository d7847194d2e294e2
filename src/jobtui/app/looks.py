"""How things look: the terminal's own sixteen colours, and ASCII where it has no more.

Nothing is told by colour alone: the selected row is reversed and marked, a status has a symbol.
"""

from __future__ import annotations

import locale
import os

from rich.style import Style

from jobtui.facts import ASCII_SYMBOLS, SYMBOLS
from jobtui.posting import Status

_PLAIN = bool(os.environ.get("NO_COLOR"))  # bold and underline alone may be a heading's

LOOKS: dict[str, Style] = {
    "": Style.null(),
    "bold": Style(bold=True),
    "dim": Style(dim=True),
    "bar": Style(dim=True),
    "cursor": Style(reverse=True),
    "cursor_blurred": Style(bold=True),
    "found": Style(color="yellow", bold=True, underline=True, reverse=_PLAIN),
    "cursor_found": Style(reverse=True, bold=True, underline=True),
    "heading": Style(bold=True),
    "heading_focused": Style(bold=True, reverse=True),
    "chosen": Style(color="cyan", bold=True),
    "label": Style(color="cyan"),
    "open": Style(color="green", bold=True),
    "expired": Style(color="yellow"),
    "filled": Style(color="magenta"),
    "closed": Style(dim=True),
    "unknown": Style(color="blue"),
    "inferred": Style(italic=True),
    "problem": Style(color="yellow"),
    "error": Style(color="red", bold=True),
    "key": Style(color="cyan", bold=True),
    "current": Style(reverse=True),
}
_PAGE: dict[str, Style] = {
    "strong": Style(bold=True),
    "em": Style(italic=True),
    "strike": Style(strike=True),
    "code": Style(color="magenta"),
    "link": Style(color="blue", underline=True),
    "h1": Style(bold=True, underline=True, color="cyan"),
    "h2": Style(bold=True, color="cyan"),
    "h3": Style(bold=True),
    "h4": Style(bold=True, italic=True),
    "h5": Style(italic=True),
    "h6": Style(italic=True),
    "quote": Style(italic=True),
    "bullet": Style(color="cyan"),
    "table": Style.null(),
    "rule": Style(dim=True),
    "dim": Style(dim=True),
    "found": LOOKS["found"],
    "label": LOOKS["label"],
    "inferred": LOOKS["inferred"],
    "problem": LOOKS["problem"],
    "error": LOOKS["error"],
    "extra": Style.null(),
    **{f"status-{status.value}": LOOKS[status.value] for status in Status},
}

_GLYPHS = {
    "thumb": ("┃", "#"),
    "track": ("│", "|"),
    "mark": (">", ">"),
    "folded": ("▸", "+"),
    "unfolded": ("▾", "-"),
    "on": ("[x]", "[x]"),
    "off": ("[ ]", "[ ]"),
    "ellipsis": ("…", "~"),
    "dot": (" · ", " - "),
    "star": ("★", "*"),
    "note": ("¶", "n"),
    "new": ("•", "!"),
    "changed": ("~", "~"),
    "closed": ("†", "x"),
    "bar_full": ("█", "#"),
    "bar_empty": ("░", "."),
}
_ASCII_TERMINALS = ("linux", "vt100", "vt102", "vt220", "ansi", "cons25")


def speaks_unicode() -> bool:
    """Whether the terminal shows more than ASCII and the letters of its locale."""
    term = os.environ.get("TERM", "")
    encoding = locale.getpreferredencoding(False).lower().replace("-", "")
    return encoding in ("utf8", "cp65001") and term not in _ASCII_TERMINALS


_unicode = speaks_unicode()


def is_ascii() -> bool:
    """Whether glyphs are drawn in ASCII."""
    return not _unicode


def glyph(name: str) -> str:
    """Return a glyph that the terminal can show."""
    return _GLYPHS[name][0 if _unicode else 1]


def progress_bar(done: int, total: int, width: int) -> str:
    """Return a bar of *width* cells, as full as the work is done."""
    full = width * done // max(1, total)
    return glyph("bar_full") * full + glyph("bar_empty") * (width - full)


def symbol(status: Status) -> str:
    """Return the sign of a status, one cell wide."""
    return (SYMBOLS if _unicode else ASCII_SYMBOLS)[status]


def page_style(names: str) -> Style:
    """Return the style for a span of a page."""
    if not names:
        return Style.null()
    held = _PAGE.get(names)
    if held is None:
        held = Style.combine([_PAGE[name] for name in names.split()])
        _PAGE[names] = held
    return held
