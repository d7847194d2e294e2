"""The encoding of standard output, and what it can show."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from jobtui.text.printable import encodable

if TYPE_CHECKING:
    pass


def encoding() -> str:
    """Return the encoding of what this terminal is sent."""
    stream = sys.__stdout__ or sys.__stderr__
    return getattr(stream, "encoding", None) or "utf-8"


def spelled(text: str) -> str:
    """Return *text* as standard output can write it."""
    return encodable(text, getattr(sys.stdout, "encoding", None) or "utf-8")


def speaks_unicode() -> bool:
    """Whether standard output can write every character."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return encoding.lower().replace("-", "").replace("_", "") == "utf8"
