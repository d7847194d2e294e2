"""The names of keys, Textual's and those that people write."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.keys import _character_to_key

from jobtui.keymap.actions import ACTIONS
from jobtui.keymap.key_names import key_name, key_named


@pytest.mark.parametrize("sign", string.ascii_letters + string.digits + string.punctuation + " é§")
def test_signs_have_the_names_of_textual(sign: str) -> None:
    assert key_named(sign) == _character_to_key(sign)


def test_every_key_of_the_table_goes_by_either_name() -> None:
    for action in ACTIONS:
        for key in action.keys:
            assert key_named(key) == key
            assert key_named(key_name(key)) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Ctrl+P", "ctrl+p"),
        ("shift+CTRL+left", "ctrl+shift+left"),
        ("Shift+a", "A"),
        ("Shift+Tab", "shift+tab"),
        ("Ctrl+I", "tab"),
        ("Ctrl++", "ctrl+plus"),
        ("Alt+/", "alt+slash"),
        ("+", "plus"),
        ("F12", "f12"),
        ("Return", "enter"),
        ("", ""),
        ("ab", ""),
        ("Ctl+a", ""),
        ("Ctrl+", ""),
        ("ctrl", ""),
        ("F25", ""),
        ("Shift+/", ""),
        ("Ctrl+ab", ""),
        ("a+b", ""),
        ("\x1b", ""),
        ("\u202e", ""),
        ("a,b", ""),
    ],
)
def test_names(text: str, key: str) -> None:
    assert key_named(text) == key


@given(st.text() | st.lists(st.sampled_from(["+", "ctrl", "a", "shift", " "])).map("".join))
def test_what_names_a_key_is_one_binding(text: str) -> None:
    assert key_named(text).isprintable()
    assert not set(key_named(text)) & {",", " "}  # between keys, for Textual


@pytest.mark.parametrize("modifier", ["", "Ctrl+", "Alt+", "Ctrl+Shift+"])
@pytest.mark.parametrize("base", [*string.punctuation, "a", "F5", "Delete", "Left", "Space", "é"])
def test_what_is_shown_names_the_key(modifier: str, base: str) -> None:
    key = key_named(modifier + base)
    assert key_named(key_name(key)) == key
    assert key_named(key_name(key, ascii=True)) == key


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("f5", "F5"),
        ("ctrl+x", "Ctrl+X"),
        ("exclamation_mark", "!"),
        ("ctrl+shift+left", "Ctrl+Shift+←"),
    ],
)
def test_names_for_people(key: str, name: str) -> None:
    assert key_name(key) == name
