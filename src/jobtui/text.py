"""Text that is safe to show: whatever a file says, no byte of it steers a terminal.

Removed: C0 and C1 controls, bidirectional marks, overrides and isolates, zero-width characters,
tag characters, and combining marks beyond four on one base (Unicode TR 36, section 3.6).
A zero-width joiner stays between emoji. Lone surrogates become U+FFFD.
"""

from __future__ import annotations

import re

_JOINER = "\u200d"
_REMOVED = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
    "\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff"
)
_SUSPECT = re.compile(f"[{_REMOVED}\r\x85\u2028\u2029\ud800-\udfff{_JOINER}]")
_REMOVE = re.compile(f"[{_REMOVED}]")
_LINE_END = re.compile("\r\n?|[\x85\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_EMOJI = "\u2190-\u2bff\U0001f000-\U0001faff"
_STRAY_JOINER = re.compile(f"(?<![{_EMOJI}\ufe0f]){_JOINER}|{_JOINER}(?![{_EMOJI}])")
_COMBINING = "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0e31\u0e34-\u0e3a"
_COMBINING += "\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
_FLOOD = re.compile(f"([{_COMBINING}]{{4}})[{_COMBINING}]+")
_SPACES = re.compile(r"[ \t\n]+")


def clean(text: str, keep_newlines: bool = False) -> str:
    """Return *text* without anything that could steer a terminal or hide in it.

    Without *keep_newlines* the answer is one line: runs of white space become one space (a
    no-break space stays) and the ends are stripped. With it, line ends are ``\\n`` and tabs
    are four spaces.
    """
    if text.isascii() and text.isprintable():
        return text if keep_newlines else _SPACES.sub(" ", text).strip()
    if _SUSPECT.search(text):
        text = _LINE_END.sub("\n", text)
        text = _REMOVE.sub("", text)
        text = _SURROGATE.sub("\ufffd", text)
        text = _STRAY_JOINER.sub("", text)
    text = _FLOOD.sub(r"\1", text)
    if keep_newlines:
        return text.replace("\t", "    ")
    return _SPACES.sub(" ", text).strip()
