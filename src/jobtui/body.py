"""The Markdown of one file, without loading what reads its fields."""

from __future__ import annotations

from jobtui.decoding import text_of
from jobtui.fields import split


def read_body(path: str) -> str:
    """Return the Markdown of the posting at *path*. Raises UnreadableError."""
    text, _problems = text_of(path)
    return split(path, text).body
