"""What is known of one thing that a user can do."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

PANES = ("list", "sidebar", "detail")


class Action(NamedTuple):
    """One thing a user can do.

    ``name`` is the method ``action_<name>`` of the screen or, with a ``pane``, of that pane.
    ``keys`` are Textual's names of keys; the footer and sentences show the first one.
    """

    name: str
    keys: tuple[str, ...]
    label: Callable[[], str]
    help: Callable[[], str]
    pane: str = ""  # one of PANES, "move" for each of them, or empty: everywhere
    footer: int = 0  # its place in the footer, from 1; 0: not there
    overrides: str = ""  # the action for everywhere whose keys it may take in its pane
    synonyms: Callable[[], str] = lambda: ""  # what people call it; the palette finds it by them
