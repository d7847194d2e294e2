"""Whether the terminal has a light background: by its environment, and by its own answer.

The query is OSC 11. The answer arrives among the keys, at any time; a terminal that does not know
the query sends none, so nothing waits for it.
"""

from __future__ import annotations

import os
import re

QUERY = "\x1b]11;?\x1b\\"
_DEAF = ("linux", "vt100", "vt102", "vt220", "ansi", "cons25", "dumb", "")
_ANSWER = re.compile(r"\x1b\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})"
                     r"(?:/[0-9a-fA-F]{1,4})?(?:\x07|\x1b\\)")  # fmt: skip
_MIDDLE = 0.5  # of the brightness from 0 to 1


def may_be_asked() -> bool:
    """Whether the terminal is one that does not print the query as text."""
    return os.environ.get("TERM", "") not in _DEAF


def is_light_by_environment() -> bool:
    """Whether the last number of COLORFGBG, which some terminals set, is a light background."""
    stated = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return stated in ("7", "9", "10", "11", "12", "13", "14", "15")


def is_light(report: str) -> bool | None:
    """Return whether the background is light; None if *report* does not answer the query."""
    found = _ANSWER.fullmatch(report)
    return None if found is None else _brightness(*found.groups()) > _MIDDLE


def _brightness(*channels: str) -> float:
    """Return the luma, from 0 to 1, of red, green and blue in hexadecimal, by ITU-R BT.601."""
    red, green, blue = (int(channel, 16) / int("f" * len(channel), 16) for channel in channels)
    return 0.299 * red + 0.587 * green + 0.114 * blue
