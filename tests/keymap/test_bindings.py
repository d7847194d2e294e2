"""The table of actions, with other keys, and conflicts of keys."""

from __future__ import annotations

from jobtui.keymap.actions import ACTIONS
from jobtui.keymap.bindings import conflicts, with_keys


def test_the_table_has_no_conflict() -> None:
    assert list(conflicts(ACTIONS)) == []


def test_chosen_keys_take_the_place_of_the_actions_own() -> None:
    chosen = with_keys([("quit", ("Z",)), ("reload", ())])
    keys = {action.name: action.keys for action in chosen}
    assert (keys["quit"], keys["reload"]) == (("Z",), ())
    assert [action.name for action in chosen] == [action.name for action in ACTIONS]


def test_an_action_may_have_the_key_of_the_one_that_it_stands_for_and_no_other() -> None:
    find = next(action for action in ACTIONS if action.name == "find")
    assert find.overrides == "search"
    assert find.keys == next(a for a in ACTIONS if a.name == "search").keys
    assert [one.key for one in conflicts(with_keys([("find", ("q",))]))] == ["q"]
