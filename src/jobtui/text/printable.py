"""The quick way to text that is safe to show; nearly all of it was cleaned when it was read."""

from __future__ import annotations

# What Python holds to be printable though it is not seen.
_UNSEEN = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"


def printable(text: str) -> str:
    """Return *text* on one line and without anything that could steer a terminal.

    Of a file name, bytes that are no text show as U+FFFD.
    """
    if text.isprintable() and (text.isascii() or not _is_odd(text)):
        return text
    from jobtui.text.sanitize import clean  # the slow way costs as much to import as to run

    return clean(text)


def _is_odd(text: str) -> bool:
    """Whether *text* may hold what is not seen, or a flood of combining marks."""
    run = 0
    for char in text:
        run = run + 1 if char >= "\u0300" else 0
        if run > 4 or char in _UNSEEN or char >= "\U000e0000":
            return True
    return False


def said(text: str) -> str:
    """Return what a user typed, in quotation marks: nothing of it acts, and none of it is coded."""
    if not text.isascii():  # bytes that the locale knows no characters for
        text = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return f"'{printable(text)}'"


def encodable(text: str, encoding: str, in_cells: bool = False) -> str:
    """Return *text* with readings in ASCII of the characters that *encoding* lacks.

    A letter loses its accent; what nothing can be read for becomes ``?``. *in_cells*: each takes as
    many cells of a terminal as before.
    """
    try:
        text.encode(encoding)
        return text
    except UnicodeEncodeError:
        from jobtui.text.lookalikes import spelled

        return spelled(text, encoding, in_cells)


def in_quotes(text: str) -> str:
    """Return other people's *text* as it can stand in a message."""
    return f'"{printable(text[:80])}"'
