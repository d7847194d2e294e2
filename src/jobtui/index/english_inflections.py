"""Keeps Whoosh from compiling its rules of English inflection, which takes a start 19 ms.

Its queries import them for ``Variations``, which jobtui never asks; who does still gets them.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

_NAME = "whoosh.lang.morph_en"


class _Later(ModuleType):
    """Stands for the module until its one function is called."""

    @staticmethod
    def variations(word: str) -> set[str]:
        """Return the inflections of an English word."""
        if isinstance(sys.modules.get(_NAME), _Later):
            del sys.modules[_NAME]
        found: set[str] = import_module(_NAME).variations(word)
        return found


def put_off() -> None:
    """Import the rules when they are asked for; to be called before ``whoosh.query`` is there."""
    sys.modules.setdefault(_NAME, _Later(_NAME))
