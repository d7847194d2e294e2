"""Textual's bindings out of the table of actions."""

from __future__ import annotations

from textual.binding import Binding

from jobtui.keymap.bindings import action_named, of_pane


def bindings(pane: str) -> list[Binding]:
    """Return the bindings of a pane; "" for those that work everywhere."""
    return [
        Binding(",".join(action.keys), action.name, action.label(), show=False)
        for action in of_pane(pane)
        if action.keys
    ]


def leaving(*actions: str) -> Binding:
    """Return the binding that leaves a screen: by Escape, and the keys of these *actions*."""
    keys = [key for name in actions for key in action_named(name).keys]
    return Binding(",".join(dict.fromkeys(["escape", *keys])), "dismiss", show=False)
