"""What an application writes to a terminal, split into text and control sequences."""

from __future__ import annotations

import re

SYNC_START, SYNC_END = "\x1b[?2026h", "\x1b[?2026l"  # synchronized output: one frame

# Modes that change no cell: the cursor's look, the mouse, focus, pastes, reports of size.
_MODES = "1|7|12|25|100[0-7]|101[56]|2004|2026|2031|2048"
TOKEN = re.compile(
    r"([^\x00-\x1f\x7f-\x9f]+)"
    r"|\x1b\[([0-9;:]*)m"
    r"|\x1b\[([0-9]*);?([0-9]*)[Hf]"
    r"|(\r?\n|\r)"
    r"|\x1b\]8;([^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|\x1b\[\?(2026[hl])"
    rf"|(\x07|\x1b\[\?(?:{_MODES})[hl]|\x1b\[[?>=]?[0-9;]*[cn]|\x1b\[\??[0-9;]*\$p"
    r"|\x1b\[[<>=?][0-9;]*u|\x1b\[>[0-9;]*[mq]|\x1b\[[0-9]* q"
    r"|\x1b\](?!1337)[^\x07\x1b]*(?:\x07|\x1b\\))"
    r"|(\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|\x1b[ -/]+[0-~]|\x1b[0-OQ-WYZ`-~\\]|[\x00-\x1a\x1c-\x1f\x7f-\x9f])"
    r"|(\x1b(?:\[[0-?]*[ -/]*|[\]PX^_][^\x07\x1b]*\x1b?|[ -/]*)\Z)"
    r"|([\s\S])"
)
# The groups of TOKEN; `lastindex` says what was found.
TEXT = 1
SGR = 2  # its parameters
ROW, COLUMN = 3, 4  # of a position; both may be empty
LINE_END = 5
LINK = 6  # the parameters and address of OSC 8
SYNC = 7  # "2026h" or "2026l"
NEUTRAL = 8  # changes no cell
STRANGE = 9  # may change any cell
CUT = 10  # the beginning of a sequence, at the end
