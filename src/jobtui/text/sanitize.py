"""Makes text safe to show: whatever a file holds, no byte of it controls a terminal.

Removed: C0 and C1 controls, bidirectional marks, overrides and isolates, invisible
characters (Default_Ignorable_Code_Point except the variation selectors of emoji), and combining
marks beyond four on one base (Unicode TR 36, section 3.6), including the parts of Hangul syllables.
Zero-width joiners stay between emoji, up to four. Lone surrogates become U+FFFD.
"""

from __future__ import annotations

import re
import unicodedata

_JOINER = "\u200d"
_REMOVED = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_SUSPECT = re.compile(f"[{_REMOVED}\r\x85\u2028\u2029\ud800-\udfff{_JOINER}]")
# Rarely needed: `re` compiles these at their first use, and not at each start of the program.
_REMOVE = f"[{_REMOVED}]"
_LINE_END = "\r\n?|[\x85\u2028\u2029]"
_SURROGATE = "[\ud800-\udfff]"
_EMOJI = "\u2190-\u2bff\U0001f000-\U0001faff"
_STRAY_JOINER = f"(?<![{_EMOJI}\ufe0f]){_JOINER}|{_JOINER}(?![{_EMOJI}])"
_MOST_MARKS = 4  # on one base
_MOST_JOINED = 4  # joiners in one emoji
_MARKS = frozenset(("Mn", "Me", "Mc", "Cn"))  # of no width, or of an unknown one
_MAYBE_FLOOD = re.compile(f"[^\0-\u02ff]{{{_MOST_MARKS + 1},}}")  # one range, which compiles fast
# Hangul vowels and skin tones have no width either.
_JOINS = "[\u1161-\u11ff\ud7b0-\ud7ff\U0001f3fb-\U0001f3ff]"
_HARMLESS = b"\t\n" + bytes(range(0x20, 0x7F))
_SPACES = re.compile(r"[ \t\n]+")


def clean(text: str, keep_newlines: bool = False) -> str:
    """Return *text* without anything that could control a terminal or is invisible in it.

    Without *keep_newlines* the result is one line: runs of white space become one space (except
    no-break spaces) and the ends are stripped. With it, line ends become ``\\n`` and tabs four
    spaces.
    """
    if text.isascii() and text.isprintable():
        return text if keep_newlines else _on_one_line(text)
    # Most characters are harmless, and are dropped before the others are looked at.
    rest = text.encode("utf-8", "surrogatepass").translate(None, _HARMLESS)
    unusual = rest.decode("utf-8", "surrogatepass")
    if _SUSPECT.search(unusual):
        text = re.sub(_LINE_END, "\n", text)
        text = re.sub(_REMOVE, "", text)
        text = re.sub(_SURROGATE, "\ufffd", text)
        text = unusual = re.sub(_STRAY_JOINER, "", text)
    if _MAYBE_FLOOD.search(unusual):
        text = _MAYBE_FLOOD.sub(_dammed, text)
    return text.replace("\t", "    ") if keep_newlines else _on_one_line(text)


def _on_one_line(text: str) -> str:
    if "  " in text or "\n" in text or "\t" in text:
        text = _SPACES.sub(" ", text)
    return text.strip()


def without_marks_ahead(text: str) -> str:
    """Return *text* without leading combining marks, which would join what precedes it."""
    at = 0
    while at < len(text) and text[at] >= "\u0300" and _is_mark(text[at]):
        at += 1
    return text[at:]


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in _MARKS or re.match(_JOINS, char) is not None


def _dammed(found: re.Match[str]) -> str:
    """Return a run of characters with few enough marks and joiners on each base."""
    kept: list[str] = []
    marks = joined = 0
    for char in found[0]:
        if char == _JOINER:
            joined += 1
            if joined > _MOST_JOINED:
                continue
        elif _is_mark(char):
            marks += 1
            if marks > _MOST_MARKS:
                continue
        else:
            marks = 0
            joined = joined if kept[-1:] == [_JOINER] else 0
        kept.append(char)
    return "".join(kept)
