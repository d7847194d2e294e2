"""Which text may be sent to a terminal as it is: printable characters, colours and positions."""

from __future__ import annotations

_BLANKS = str.maketrans("", "", "\xa0\u202f\u200d\ufe0f")  # str.isprintable() rejects these


def is_clean(picture: str) -> bool:
    """Whether *picture* holds nothing but printable text, SGR and cursor positions (ECMA-48)."""
    text, *parts = picture.split("\x1b[")
    for part in parts:
        rest = part.lstrip("0123456789;:")
        if rest[:1] not in ("m", "H"):
            return False
        text += rest[1:]
    return text.translate(_BLANKS).isprintable()
