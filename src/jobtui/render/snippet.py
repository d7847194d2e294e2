"""A few words of a posting's text around what was searched for, as one plain line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobtui.text.patterns import late
from jobtui.text.sanitize import clean

if TYPE_CHECKING:
    from jobtui.text.highlight import Highlight

_TAGS = late(r"!?\[([^\[\]\n]{0,500})\]\([^()\n]{0,2000}\)|<[^<>\n]{0,500}>")
_MARKS = late(r"^(?:[#>+*•\-]+\s+|[0-9]{1,3}[.)]\s+)+|[*`~|\\]+|(?<!\w)_+|_+(?!\w)")
_MOST = 20_000  # characters of a text that are looked at
_LONGEST = 1000  # characters of a line that are looked at
_BEFORE = 24  # characters before the hit
_LENGTH = 160  # characters of a snippet: more than a row holds


def snippet(body: str, highlight: Highlight, title: str = "") -> str:
    """Return what stands around the first hit in Markdown, from a word on; empty if there is none.

    A line that only repeats the *title* is passed over. *highlight* finds hits in a plain line.
    """
    for line in body[:_MOST].splitlines():
        text = clean(_MARKS.sub("", _TAGS.sub(r"\1", line[:_LONGEST])))
        if text and text != title and (hits := highlight(text)):
            return _around(text, hits[0][0])
    return ""


def _around(text: str, hit: int) -> str:
    """Return *text* from a word shortly before position *hit* on."""
    if hit <= _BEFORE:
        return text[:_LENGTH]
    blank = text.rfind(" ", hit - _BEFORE, hit)
    start = text.find(" ", hit - _BEFORE, hit) + 1 if blank >= 0 else hit
    return "… " + text[start : start + _LENGTH]
