"""The names of keys as people write them, and the table of actions with keys of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jobtui.keymap.actions import ACTIONS, PANES, Action


class Conflict(NamedTuple):
    """A key that two actions have at one place."""

    key: str
    action: str
    other: str


def with_keys(chosen: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[Action, ...]:
    """Return the table of actions with the keys that are *chosen* by name of an action."""
    keys = dict(chosen)
    return tuple(action._replace(keys=keys.get(action.name, action.keys)) for action in ACTIONS)


def conflicts(actions: Sequence[Action]) -> Iterator[Conflict]:
    """Yield each key that does two things at one place.

    A key for everywhere may be nowhere else but for an action that stands in its place; a pane's
    own key is one for moving at most, which it then takes from that pane.
    """
    for at, action in enumerate(actions):
        for other in actions[:at]:
            known = action.name == other.instead_of or other.name == action.instead_of
            if _meet(action.pane, other.pane) and not known:
                for key in action.keys:
                    if key in other.keys:
                        yield Conflict(key, action.name, other.name)


def _meet(pane: str, other: str) -> bool:
    if pane == other or not pane or not other:
        return True
    return pane not in PANES and other not in PANES
