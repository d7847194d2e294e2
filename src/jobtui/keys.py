"""The names of keys as people write them, and the table of actions with keys of their own."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from string import punctuation
from typing import NamedTuple

from jobtui.actions import ACTIONS, KEY_WORDS, PANES, Action, key_name

_SIGNS = {  # where Textual's name is not the one of Unicode
    "/": "slash", "\\": "backslash", "@": "at", "-": "minus", "+": "plus", "_": "underscore",
}  # fmt: skip
_NAMED = {
    *"space tab enter escape backspace delete insert home end pageup pagedown up down left".split(),
    *("right", *(f"f{number}" for number in range(1, 25))),
}
_SAME = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+left_square_bracket": "escape"}  # one byte each
_MODIFIERS = ("alt", "ctrl", "shift")  # in Textual's order


class Conflict(NamedTuple):
    """A key that two actions have at one place."""

    key: str
    action: str
    other: str


def key_named(text: str) -> str:
    """Return Textual's name of the key that *text* names ("/", "Esc", "Ctrl+P"), or ""."""
    before, _plus, last = text.rpartition("+")
    if text == "+" or before.endswith("+"):  # which is the key itself
        before, last = before.removesuffix("+"), "+"
    modifiers = {one.lower() for one in before.split("+")} if before else set()
    if not modifiers <= set(_MODIFIERS):
        return ""
    if modifiers == {"shift"} and len(last) == 1 and last.isascii():
        return last.upper() if last.isalpha() else ""
    base = _base(last.lower() if modifiers else last)
    key = "+".join([one for one in _MODIFIERS if one in modifiers] + [base])
    return _SAME.get(key, key) if base else ""


def _base(text: str) -> str:
    called = {key_name(key).lower(): key for key in _NAMED} | {"return": "enter"}
    called |= {word.text.lower(): key for key, word in KEY_WORDS.items() if key in _NAMED}
    key = called.get(text.lower(), text.lower())
    if key in _NAMED or key in {_sign_name(sign) for sign in punctuation}:
        return key
    return _sign_name(text) if len(text) == 1 else ""


def _sign_name(sign: str) -> str:
    if sign.isalnum() or sign in _SIGNS:
        return _SIGNS.get(sign, sign)
    name = unicodedata.name(sign, "") if sign.isprintable() else ""
    return name.lower().replace("-", "_").replace(" ", "_")


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
