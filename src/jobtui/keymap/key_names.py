"""The names of keys: Textual's ("ctrl+p", "slash"), and those that people write ("Ctrl+P", "/")."""

from __future__ import annotations

import unicodedata
from string import punctuation

from jobtui.i18n import Message, later

_SIGNS = {
    "slash": "/", "question_mark": "?", "colon": ":", "right_square_bracket": "]",
    "left_square_bracket": "[", "backslash": "\\", "at": "@", "minus": "-", "plus": "+",
    "underscore": "_", "semicolon": ";", "comma": ",", "tilde": "~", "ampersand": "&",
    "asterisk": "*", "apostrophe": "'", "greater_than_sign": ">", "vertical_line": "|",
    "up": "↑", "down": "↓", "left": "←", "right": "→",
}  # fmt: skip
KEY_WORDS: dict[str, Message] = {
    "escape": later("Esc"),
    "enter": later("Enter"),
    "tab": later("Tab"),
    "space": later("Space"),
    "pagedown": later("PgDn"),
    "pageup": later("PgUp"),
    "home": later("Home"),
    "end": later("End"),
    "shift+tab": later("Shift+Tab"),
    "shift+up": later("Shift+↑"),
    "shift+down": later("Shift+↓"),
}
_ARROWS = {"up": later("Up"), "down": later("Down"), "left": later("Left"), "right": later("Right")}
_SIGN_NAMES = {  # where Textual's name is not that of Unicode
    "/": "slash", "\\": "backslash", "@": "at", "-": "minus", "+": "plus", "_": "underscore",
}  # fmt: skip
_NAMED = {
    *"space tab enter escape backspace delete insert home end pageup pagedown up down left".split(),
    *("right", *(f"f{number}" for number in range(1, 25))),
}
# Terminals send the same byte for both.
_SAME = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+left_square_bracket": "escape"}
_MODIFIERS = ("alt", "ctrl", "shift")  # in Textual's order


def key_name(key: str, ascii: bool = False) -> str:  # noqa: A002
    """Return a key as people write it ("Ctrl+P", "/"); with *ascii* arrows are words."""
    *modifiers, base = key.split("+")
    if not (ascii and base in _ARROWS) and key in KEY_WORDS:
        return str(KEY_WORDS[key])
    if base in _ARROWS and ascii:
        name = str(_ARROWS[base])
    elif base in KEY_WORDS:
        name = str(KEY_WORDS[base])
    elif base in _SIGNS or len(base) == 1:
        name = _SIGNS.get(base, base.upper() if modifiers else base)
    else:
        name = base.capitalize() if base.isalnum() else _sign(base)
    return "+".join([*map(str.capitalize, modifiers), name])


def _sign(name: str) -> str:
    """Return the character that Textual calls by its *name* in Unicode, such as "dollar_sign"."""
    try:
        return unicodedata.lookup(name.replace("_", " "))
    except KeyError:  # its name has a hyphen, which Textual writes as _ too
        return name


def is_typed(key: str) -> bool:
    """Whether a key types a character into a text box."""
    return key == "space" or (key not in _ARROWS and len(key_name(key)) == 1)


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
    """Return Textual's name of a key without modifiers, or "" if there is no such key."""
    called = {key_name(key).lower(): key for key in _NAMED} | {"return": "enter"}
    called |= {word.text.lower(): key for key, word in KEY_WORDS.items() if key in _NAMED}
    key = called.get(text.lower(), text.lower())
    if key in _NAMED or key in {_sign_name(sign) for sign in punctuation}:
        return key
    return _sign_name(text) if len(text) == 1 else ""


def _sign_name(sign: str) -> str:
    if sign.isalnum() or sign in _SIGN_NAMES:
        return _SIGN_NAMES.get(sign, sign)
    name = unicodedata.name(sign, "") if sign.isprintable() else ""
    return name.lower().replace("-", "_").replace(" ", "_")
