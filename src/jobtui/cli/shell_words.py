"""A half-typed line of bash, zsh or fish: its words, and how to quote a text as one of them.

The line is parsed, never run: ``$name``, ``$(command)`` and ``*`` are ordinary characters.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from jobtui.text.printable import printable

_BREAKS = "\"'@><=;|&(:"  # bash's COMP_WORDBREAKS: it completes what follows one of these
_SPECIAL = {
    '"': '$`"\\',
    "'": "'",
}  # what \\ escapes in double and, in fish, single quotes
_UNSAFE = re.compile(r"[^A-Za-z0-9_@%+=:,./\u00c0-\U0010ffff-]")


class Line(NamedTuple):
    """The words before the cursor, without the program's name, and the one at the cursor."""

    words: tuple[str, ...]
    typed: str
    quote: str = ""  # the quotation mark that is still open
    kept: int = 0  # characters of ``typed`` that bash does not replace
    is_redirected: bool = False  # ``typed`` is the file of a redirection, < or >


def line_of(text: str, shell: str) -> Line:
    """Parse *text*, the line up to the cursor."""
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
    """Return what *shell* should insert for the typed word; empty if it cannot.

    zsh and fish quote the word themselves, bash inserts it as it is.
    """
    candidate = printable(candidate)
    if shell == "fish":  # drops candidates that do not begin with the typed letters
        begins = candidate.lower().startswith(line.typed.lower())
        return candidate if begins else _folded(candidate)
    if shell == "zsh":
        return candidate
    if _folded(candidate[: line.kept]) != _folded(line.typed[: line.kept]):
        return ""
    rest = candidate[line.kept :]
    if not line.quote:
        return _UNSAFE.sub(r"\\\g<0>", rest)
    if "!" in rest:  # history expansion, which bash does within double quotes too
        return ""
    if line.quote == "'":
        return rest.replace("'", "'\\''")
    return re.sub(r'[$`"\\]', r"\\\g<0>", rest)


def _folded(text: str) -> str:
    from jobtui.text.folding import fold

    return fold(text)
