"""Patterns that are compiled when they are first asked.

Compiling all the patterns that read a posting takes 0.3 s, and a process that reads none, or one,
or postings in one language needs few of them.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class _LatePattern:
    """Stands in for a compiled pattern; its methods become those of the pattern once it is."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Compile the pattern, and take over its methods: this is asked once."""
        compiled = re.compile(self._source, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def late(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return what behaves as ``re.compile(source, flags)`` does, compiled at its first use.

    A mistake in *source* is raised then (``re.PatternError``).
    """
    return cast("re.Pattern[str]", _LatePattern(source, flags))
