"""ASCII replacements for characters that an encoding lacks, as people type them.

Imported only when such a character occurs. The table was compiled by hand: what jobtui draws, and
what the postings of beta.gouv.fr hold.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_UNREADABLE = "?"
_SIGNS = {
    "’‘‚‛′‹›": "'",
    "«»“”„‟″": '"',
    "‐‑‒–—―−⁃─━┄┈╌═": "-",
    "·‧⋅∙・": ".",
    "•▪▸►▶◦‣✦★☆✱": "*",
    "│┃┆┊║¦❘": "|",
    "⁄÷": "/",
    "●○◯°º": "o",
    "◌": "-",
    "■□█▓▒": "#",
    "░": ".",
    "×✗✘✖❌☒": "x",
    "✓✔✅☑": "v",
    "†": "+",
    "≈": "~",
    "…": "...",
    "→⇒➔➜➡⟶": "->",
    "←⇐⬅⟵": "<-",
    "↔⇔": "<->",
    "↑⬆": "^",
    "↓⬇": "v",
    "↵⏎": "<-'",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "±": "+/-",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "©": "(c)",
    "®": "(r)",
    "µμ": "u",
    "§": "S",
    "¶": "P",
    "¡": "!",
    "¿": "?",
    "Æ": "AE",
    "æ": "ae",
    "Œ": "OE",
    "œ": "oe",
    "Ø": "O",
    "ø": "o",
    "ß": "ss",
    "ẞ": "SS",
    "Ð": "D",
    "ð": "d",
    "Þ": "TH",
    "þ": "th",
    "Đ": "D",
    "đ": "d",
    "Ħ": "H",
    "ħ": "h",
    "ı": "i",
    "Ł": "L",
    "ł": "l",
    "Ŋ": "NG",
    "ŋ": "ng",
}
_READINGS = {sign: reading for signs, reading in _SIGNS.items() for sign in signs}
_IN_ONE_CELL = {"->": ">", "<-'": "<"}  # where the first character alone would mislead
_FIRST_CORNER, _LAST_CORNER = "\u250c", "\u257f"  # of the box-drawing characters


def ascii_reading(text: str, encoding: str, in_cells: bool) -> str:
    """Return *text* with ASCII replacements for the characters that *encoding* lacks.

    *in_cells*: each takes as many terminal cells as before, so that columns stay aligned.
    """
    text = unicodedata.normalize("NFC", text)
    return "".join([_reading_of_character(char, encoding, in_cells) for char in text])


@lru_cache(4096)
def _reading_of_character(char: str, encoding: str, in_cells: bool) -> str:
    if char.isascii():
        return char
    try:
        char.encode(encoding)
        return char
    except UnicodeEncodeError:
        pass
    reading = _reading(char)
    if in_cells and reading:
        reading = _IN_ONE_CELL.get(reading, reading[0])
        return f"{reading} " if unicodedata.east_asian_width(char) in "WF" else reading
    return reading


def _reading(char: str) -> str:
    """Return the ASCII replacement for *char*; empty for a combining mark."""
    if reading := _READINGS.get(char):
        return reading
    if _FIRST_CORNER <= char <= _LAST_CORNER:
        return "+"
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return ""
    apart = unicodedata.normalize("NFKD", char)
    reading = "".join([_READINGS.get(part, part) for part in apart])
    return "".join([part for part in reading if part.isascii()]) or _UNREADABLE
