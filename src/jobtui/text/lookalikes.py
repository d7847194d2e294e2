"""What stands for a character that an encoding lacks: a reading in ASCII, as people type it.

Imported only where such a character is met.
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
_IN_ONE_CELL = {"->": ">", "<-'": "<"}  # where the first sign alone would mislead
_FIRST_CORNER, _LAST_CORNER = "\u250c", "\u257f"  # of what boxes are drawn with


def spelled(text: str, encoding: str, in_cells: bool) -> str:
    """Return *text* with readings of the characters that *encoding* lacks.

    *in_cells*: each takes as many cells of a terminal as before, of which others know the place.
    """
    text = unicodedata.normalize("NFC", text)
    return "".join([_spelled(char, encoding, in_cells) for char in text])


@lru_cache(4096)
def _spelled(char: str, encoding: str, in_cells: bool) -> str:
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
    """Return what *char* reads as in ASCII; nothing for a mark of no width of its own."""
    if reading := _READINGS.get(char):
        return reading
    if _FIRST_CORNER <= char <= _LAST_CORNER:
        return "+"
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return ""
    apart = unicodedata.normalize("NFKD", char)
    reading = "".join([_READINGS.get(part, part) for part in apart])
    return "".join([part for part in reading if part.isascii()]) or _UNREADABLE
