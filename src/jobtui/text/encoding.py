"""The encoding of standard output, and text that it can represent."""

from __future__ import annotations

import sys

from jobtui.text.printable import encodable


def encoding() -> str:
    """Return the encoding of text sent to the terminal."""
    stream = sys.__stdout__ or sys.__stderr__
    return getattr(stream, "encoding", None) or "utf-8"


def spelled(text: str) -> str:
    """Return *text* with replacements for what standard output cannot represent."""
    return encodable(text, getattr(sys.stdout, "encoding", None) or "utf-8")


def speaks_unicode() -> bool:
    """Whether standard output can represent every character."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return encoding.lower().replace("-", "").replace("_", "") == "utf8"
