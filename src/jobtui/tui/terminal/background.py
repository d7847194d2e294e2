"""Whether the terminal's ground is light: what its environment says, and what it answers itself.

The question is OSC 11. Its answer comes among the keys, whenever it comes; a terminal that does
not know the question says nothing, and nobody waits.
"""

from __future__ import annotations

import os
import re

QUERY = "\x1b]11;?\x1b\\"
_DEAF = ("linux", "vt100", "vt102", "vt220", "ansi", "cons25", "dumb", "")
_ANSWER = re.compile(r"\x1b\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})"
                     r"(?:/[0-9a-fA-F]{1,4})?(?:\x07|\x1b\\)")  # fmt: skip
_MIDDLE = 0.5  # of the brightness


def may_be_asked() -> bool:
    """Whether the terminal is one that does not show the question as rubbish."""
    return os.environ.get("TERM", "") not in _DEAF


def is_light_by_environment() -> bool:
    """Whether COLORFGBG, which some terminals set, tells of a light ground: its last number."""
    stated = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return stated in ("7", "9", "10", "11", "12", "13", "14", "15")


def is_light(report: str) -> bool | None:
    """Return whether the ground is light; None if *report* is no answer to the question."""
    found = _ANSWER.fullmatch(report)
    return None if found is None else _brightness(*found.groups()) > _MIDDLE


def _brightness(*channels: str) -> float:
    """Return how bright red, green and blue in hexadecimal are to the eye, from 0 to 1."""
    red, green, blue = (int(channel, 16) / int("f" * len(channel), 16) for channel in channels)
    return 0.299 * red + 0.587 * green + 0.114 * blue
