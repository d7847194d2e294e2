"""The methods that the keys of the table call."""

from __future__ import annotations

from jobtui.keymap.actions import ACTIONS
from jobtui.tui.screen import BrowserScreen
from jobtui.tui.widgets.detail_pane import DetailPane
from jobtui.tui.widgets.facet_sidebar import FacetSidebar
from jobtui.tui.widgets.result_list import ResultList


def test_every_action_has_its_method() -> None:
    owners: dict[str, tuple[type, ...]] = {
        "": (BrowserScreen,),
        "move": (ResultList, FacetSidebar, DetailPane),
        "list": (ResultList,),
        "sidebar": (FacetSidebar,),
        "detail": (DetailPane,),
    }
    missing = [
        action.name
        for action in ACTIONS
        for owner in owners[action.pane]
        if not callable(getattr(owner, f"action_{action.name}", None))
    ]
    assert missing == []
