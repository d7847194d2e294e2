"""The quick way to text that is safe to show; nearly all of it was cleaned when it was read."""

from __future__ import annotations


def plain(text: str) -> str:
    """Return *text* on one line and without anything that could steer a terminal.

    Of a file name, bytes that are no text show as U+FFFD.
    """
    if text.isprintable():
        return text
    from jobtui.text import clean  # the slow way costs as much to import as to run

    return clean(text)
