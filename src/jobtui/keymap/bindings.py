"""The keys of the actions: the table in use, what has which key where, and conflicts of keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jobtui.i18n import _
from jobtui.keymap.action import PANES, Action
from jobtui.keymap.actions import ACTIONS
from jobtui.keymap.general_actions import EVERYWHERE
from jobtui.keymap.key_names import key_name
from jobtui.keymap.posting_actions import ON_POSTINGS

_table = ACTIONS


class Conflict(NamedTuple):
    """A key that two actions have at one place."""

    key: str
    action: str
    other: str


def use(actions: tuple[Action, ...]) -> None:
    """Set the table in use. Call it before the browser is imported: widgets bind keys then."""
    global _table
    _table = actions


def table() -> tuple[Action, ...]:
    """Return all actions with the keys in use."""
    return _table


def with_keys(chosen: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[Action, ...]:
    """Return ACTIONS with other keys, which are *chosen* by name of an action."""
    keys = dict(chosen)
    return tuple(action._replace(keys=keys.get(action.name, action.keys)) for action in ACTIONS)


def action_named(name: str) -> Action:
    """Return the action of a *name* that is in the table."""
    return next(action for action in _table if action.name == name)


def key_hint(name: str, ascii: bool = False) -> str:  # noqa: A002
    """Return an action's first key for a sentence; without one its label, to find in the palette.

    With *ascii*, as in `key_name`, arrows are words.
    """
    action = action_named(name)
    return key_name(action.keys[0], ascii) if action.keys else f'"{action.label()}"'


def keys_of(action: Action, ascii: bool = False) -> str:  # noqa: A002
    """Return an action's keys as people write them, such as ``j, ↓``."""
    return ", ".join(key_name(key, ascii) for key in action.keys)


def of_pane(pane: str) -> tuple[Action, ...]:
    """Return the actions of one pane with those for moving, or for "" those for everywhere."""
    if pane in PANES:
        moves = tuple(action for action in _table if action.pane == "move")
        own = tuple(action for action in _table if action.pane == pane)
        taken = {key for action in own for key in action.keys}
        return (*own, *(_without(action, taken) for action in moves))
    return tuple(action for action in _table if action.pane == pane)


def _without(action: Action, taken: set[str]) -> Action:
    """Return *action* without the keys that its pane has *taken* for an action of the pane."""
    return action._replace(keys=tuple(key for key in action.keys if key not in taken))


class Group(NamedTuple):
    """The actions under one heading of the help screen."""

    heading: str
    actions: tuple[Action, ...]


def groups() -> tuple[Group, ...]:
    """Return all actions as the help screen, README and manual list them."""
    return (
        Group(_("Searching, filters, the program"), _of(EVERYWHERE)),
        Group(_("The selected posting"), _of(ON_POSTINGS)),
        Group(_("Movement, in every pane"), of_pane("move")),
        Group(_("Results"), tuple(a for a in _table if a.pane == "list")),
        Group(_("Filters"), tuple(a for a in _table if a.pane == "sidebar")),
        Group(_("Text"), tuple(a for a in _table if a.pane == "detail")),
    )


def _of(actions: Sequence[Action]) -> tuple[Action, ...]:
    """Return some actions with the keys in use."""
    names = {action.name for action in actions}
    return tuple(action for action in _table if action.name in names)


def conflicts(actions: Sequence[Action]) -> Iterator[Conflict]:
    """Yield each key that does two things at one place.

    An action for everywhere shares a key only with an action that overrides it; an action of a
    pane may also have a key for moving, which then no longer moves in that pane.
    """
    for at, action in enumerate(actions):
        for other in actions[:at]:
            is_meant = action.name == other.overrides or other.name == action.overrides
            if _meet(action.pane, other.pane) and not is_meant:
                for key in action.keys:
                    if key in other.keys:
                        yield Conflict(key, action.name, other.name)


def _meet(pane: str, other: str) -> bool:
    """Whether keys of two panes, or of "move" or everywhere, must not be the same."""
    if pane == other or not pane or not other:
        return True
    return pane not in PANES and other not in PANES
