"""The table of everything that a user can do, with its default keys.

Bindings, palette, footer, help screen, README and manual are made from it, by `bindings`.
"""

from __future__ import annotations

from jobtui.keymap.action import Action
from jobtui.keymap.general_actions import EVERYWHERE
from jobtui.keymap.pane_actions import IN_PANES
from jobtui.keymap.posting_actions import ON_POSTINGS

ACTIONS: tuple[Action, ...] = (*EVERYWHERE, *IN_PANES, *ON_POSTINGS)
