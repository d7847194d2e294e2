"""The quick way to text that is safe to show; nearly all of it was cleaned when it was read."""

from __future__ import annotations

_ALIKE = {"’": "'", "«": '"', "»": '"', "“": '"', "”": '"', "–": "-", "—": "-", "·": ".", "…": "."}


def plain(text: str) -> str:
    """Return *text* on one line and without anything that could steer a terminal.

    Of a file name, bytes that are no text show as U+FFFD.
    """
    if text.isprintable():
        return text
    from jobtui.text import clean  # the slow way costs as much to import as to run

    return clean(text)


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
