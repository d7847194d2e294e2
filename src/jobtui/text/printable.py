"""A fast path to text that is safe to show; nearly all of it was cleaned when it was parsed."""

from __future__ import annotations

# Printable according to Python, yet invisible.
_UNSEEN = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"


def printable(text: str) -> str:
    """Return *text* on one line and without anything that could control a terminal.

    Bytes of a file name that are no text become U+FFFD.
    """
    if text.isprintable() and (text.isascii() or not _is_odd(text)):
        return text
    from jobtui.text.sanitize import clean  # the slow path; its import takes as long as its run

    return clean(text)


def _is_odd(text: str) -> bool:
    """Whether *text* may hold invisible characters, or a flood of combining marks."""
    run = 0
    for char in text:
        run = run + 1 if char >= "\u0300" else 0
        if run > 4 or char in _UNSEEN or char >= "\U000e0000":
            return True
    return False


def quoted_input(text: str) -> str:
    """Return what a user typed, safe to show and in quotation marks."""
    if not text.isascii():  # bytes that are no characters in the locale's encoding
        text = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return f"'{printable(text)}'"


def encodable(text: str, encoding: str, in_cells: bool = False) -> str:
    """Return *text* with ASCII replacements for the characters that *encoding* lacks.

    A letter loses its accent; what has no replacement becomes ``?``. *in_cells*: each takes as many
    terminal cells as before.
    """
    try:
        text.encode(encoding)
        return text
    except UnicodeEncodeError:
        from jobtui.text.lookalikes import ascii_reading

        return ascii_reading(text, encoding, in_cells)


def in_quotes(text: str) -> str:
    """Return text from a file, shortened and in quotation marks, for use in a message."""
    return f'"{printable(text[:80])}"'
