"""Finds tags and their attributes in HTML, in time that is proportional to its length.

One expression finds the tags, and a tag never reaches over the next ``<``: html.parser of older
Pythons takes quadratic time for some input.
"""

from __future__ import annotations

import re
from html import unescape

TAG = re.compile(
    r"<!--(?:.*?-->|.*)"
    r"|</?[a-z](?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+>"
    r"|</?[a-z][^<>]*+>"
    r"|<[!?][^<>]*+>",
    re.IGNORECASE | re.DOTALL,
)
_NAME = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"(?<![\w-])([\w:-]++)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]++))", re.IGNORECASE
)
_MAX_TAG = 8192  # characters; the attributes of longer ones are not looked at


def name_of(tag: str) -> tuple[str, bool]:
    """Return the name of a tag in lower case, and whether it is a closing one; "" for a comment."""
    named = _NAME.match(tag)
    return (named[2].lower(), bool(named[1])) if named else ("", False)


def attributes(tag: str) -> dict[str, str]:
    """Return the attributes of a tag by their names in lower case, entities decoded."""
    if len(tag) > _MAX_TAG:
        return {}
    return {
        found[1].lower(): unescape(found[2] or found[3] or found[4] or "")
        for found in _ATTRIBUTE.finditer(tag)
    }
