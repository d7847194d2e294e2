"""The quick way to text that is safe to show; nearly all of it was cleaned when it was read."""

from __future__ import annotations

# What Python holds to be printable though it is not seen.
_UNSEEN = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"
_ALIKE = {"’": "'", "«": '"', "»": '"', "“": '"', "”": '"', "–": "-", "—": "-", "·": ".", "…": "."}


def plain(text: str) -> str:
    """Return *text* on one line and without anything that could steer a terminal.

    Of a file name, bytes that are no text show as U+FFFD.
    """
    if text.isprintable() and (text.isascii() or not _is_odd(text)):
        return text
    from jobtui.text import clean  # the slow way costs as much to import as to run

    return clean(text)


def _is_odd(text: str) -> bool:
    """Whether *text* may hold what is not seen, or a flood of combining marks."""
    run = 0
    for char in text:
        run = run + 1 if char >= "\u0300" else 0
        if run > 4 or char in _UNSEEN or char >= "\U000e0000":
            return True
    return False


def encodable(text: str, encoding: str) -> str:
    """Return *text*, as long as before, with look-alikes of the characters *encoding* lacks.

    A letter loses its accent; what looks like nothing that can be written becomes ``?``.
    """
    try:
        text.encode(encoding)
        return text
    except UnicodeEncodeError:
        import unicodedata

        def written(char: str) -> str:
            try:
                char.encode(encoding)
                return char
            except UnicodeEncodeError:
                alike = _ALIKE.get(char) or unicodedata.normalize("NFKD", char)[0]
                return alike if alike.isascii() else "?"

        return "".join(map(written, text))
