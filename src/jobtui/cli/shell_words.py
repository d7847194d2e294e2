"""A half-typed line of bash, zsh or fish: its words, and a text as one word of it.

The line is read and never run: ``$name``, ``$(command)`` and ``*`` are characters like others.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from jobtui.text.printable import printable

_BREAKS = "\"'@><=;|&(:"  # at which bash begins a new word to complete
_SPECIAL = {'"': '$`"\\', "'": "'"}  # what a backslash takes in bash's, and in fish's quotes
_UNSAFE = re.compile(r"[^A-Za-z0-9_@%+=:,./\u00c0-\U0010ffff-]")


class Line(NamedTuple):
    """The words before the cursor, without the program's name, and the one at the cursor."""

    words: tuple[str, ...]
    typed: str
    quote: str = ""  # the one that is still open
    kept: int = 0  # characters of ``typed`` that bash leaves as they are
    is_redirected: bool = False  # ``typed`` is the file behind < or >


def line_of(text: str, shell: str) -> Line:
    """Take apart what stands before the cursor."""
    words: list[str] = []
    word: str | None = None
    quote, kept, redirected = "", 0, False
    characters = iter(text)
    for character in characters:
        if quote:
            if character == quote:
                quote = ""
                continue
            if character == "\\" and (quote == '"' or shell == "fish"):
                following = next(characters, "")
                character = following if following in _SPECIAL[quote] else character + following
            word = (word or "") + character
        elif character in " \t\n<>":
            if word is not None and not redirected:
                words.append(word)
            redirected = character in "<>" or (redirected and word is None)
            word, kept = None, 0
        elif character == "\\":
            word = (word or "") + next(characters, "")
        else:
            word = word or ""
            if character in "\"'":
                quote = character
            else:
                word += character
            if character in _BREAKS:
                kept = len(word)
    return Line(tuple(words[1:]), word or "", quote, kept, redirected)


def completed_word(candidate: str, line: Line, shell: str) -> str:
    """Return what *shell* is given to put in place of the typed word; empty if it cannot be.

    zsh and fish quote it themselves, bash inserts it as it is.
    """
    candidate = printable(candidate)
    if shell == "fish":  # which leaves out what does not begin with the letters that were typed
        begins = candidate.lower().startswith(line.typed.lower())
        return candidate if begins else _folded(candidate)
    if shell == "zsh":
        return candidate
    if _folded(candidate[: line.kept]) != _folded(line.typed[: line.kept]):
        return ""
    rest = candidate[line.kept :]
    if not line.quote:
        return _UNSAFE.sub(r"\\\g<0>", rest)
    if "!" in rest:  # of an older line: in these quotes no sign keeps bash from looking it up
        return ""
    if line.quote == "'":
        return rest.replace("'", "'\\''")
    return re.sub(r'[$`"\\]', r"\\\g<0>", rest)


def _folded(text: str) -> str:
    from jobtui.text.folding import fold

    return fold(text)
