"""A view as a command line that shows it, quoted safely for pasting into a shell."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterable
from typing import TYPE_CHECKING

from jobtui.text.sanitize import clean

if TYPE_CHECKING:
    from jobtui.search.query import Query
    from jobtui.sources.folders import Source


def command_line(sources: Iterable[Source], query: Query) -> str:
    """Return the call of jobtui that shows *query* on *sources*.

    Everything is stated, as settings may differ on another day or for another user.
    """
    from jobtui.search.query_text import query_text

    words = ["jobtui"]
    for source in sources:
        words += ["--source", shell_quoted(source.root)]
    words += ["--as-of", query.as_of.isoformat(), "--sort", query.order.value]
    if text := clean(query_text(query)):
        words += ["--", shell_quoted(text)]
    return " ".join(words)


def pasted(text: str) -> str:
    """Return *text* as one word for a shell, quoted only if it needs to be, for messages."""
    return text if re.fullmatch(r"(?!-)[\w@%+=:,./·-]+", text) else shell_quoted(text)


def shell_quoted(text: str) -> str:
    r"""Return *text* as one word for a shell.

    Control and invisible characters are written as in ``$'\033'``, which bash, zsh and ksh
    understand: a newline or an escape in a file's name must have no effect when it is pasted.
    """
    if "\n" not in text and clean(text, keep_newlines=True) == text:
        return shlex.quote(text)
    signs = []
    for char in text:
        if char in "'\\":
            signs.append("\\" + char)
        elif char.isprintable():
            signs.append(char)
        else:
            signs += [f"\\{byte:03o}" for byte in os.fsencode(char)]
    return "$'" + "".join(signs) + "'"
