"""The schema.org JobPostings that the attributes of an HTML page state: microdata, and RDFa Lite.

Both name an item and its properties on the elements that show them, ``itemscope itemtype`` with
``itemprop`` (https://html.spec.whatwg.org/multipage/microdata.html) or ``typeof`` with ``property``
(https://www.w3.org/TR/rdfa-lite/). What comes out is what the same page would say in JSON-LD.
"""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from jobtui.text.html_tags import TAG, attributes, name_of

_VOID = frozenset("meta link img br hr input source area base col embed wbr".split())
_SCOPE = re.compile(r"\sitemscope\b", re.IGNORECASE)
_POSTING = "JobPosting"
# Properties that are sections of text, which stay HTML.
_LONG = frozenset(
    """description responsibilities qualifications skills experienceRequirements jobBenefits
    educationRequirements""".split()
)
_MOST = 1000  # postings of a page
_DEEPEST = 200  # open elements

Item = dict[str, object]


class _Element(NamedTuple):
    """An open element: its name, the item that it is, and the properties that its text states."""

    name: str
    item: Item | None
    properties: list[str]
    start: int  # of its text


def job_postings(html: str) -> list[Item]:
    """Return the job postings of a page as mappings such as JSON-LD has, in its order."""
    reader = _Reader(html)
    for tag in TAG.finditer(html):
        reader.read(tag[0], tag.start(), tag.end())
    reader.close("", len(html))
    return [_with_texts(one) for one in reader.found[:_MOST]]


class _Reader:
    def __init__(self, html: str) -> None:
        self._html = html
        self._open: list[_Element] = []
        self._items: list[Item] = []  # that are open, the innermost last
        self.found: list[Item] = []

    def read(self, tag: str, start: int, end: int) -> None:
        """Act on a tag, which stands between *start* and *end*."""
        name, closing = name_of(tag)
        if closing:
            self.close(name, start)
        elif name:
            stated = attributes(tag)
            is_item = "typeof" in stated or _SCOPE.search(tag) is not None
            item = _item(stated) if is_item else None
            self._begin(name, stated, item, end, name in _VOID or tag.endswith("/>"))

    def _begin(
        self, name: str, stated: dict[str, str], item: Item | None, start: int, is_void: bool
    ) -> None:
        named = stated.get("itemprop", stated.get("property", "")).split()
        properties = [one.rpartition(":")[2].rpartition("/")[2] for one in named]
        if item is not None:
            self._state(properties, item)
            if item["@type"] == _POSTING:
                self.found.append(item)
            properties = []
        elif properties and (value := _stated_value(name, stated)):
            self._state(properties, value)
            properties = []
        if not is_void and len(self._open) < _DEEPEST:
            self._open.append(_Element(name, item, properties, start))
            if item is not None:
                self._items.append(item)

    def _state(self, properties: list[str], value: object) -> None:
        """State properties of the innermost item; what is stated again makes a list."""
        if not self._items:
            return
        item = self._items[-1]
        for name in properties:
            held = item.get(name)
            if held is None:
                item[name] = value
            elif isinstance(held, list):
                held.append(value)
            else:
                item[name] = [held, value]

    def close(self, name: str, end: int) -> None:
        """Close the innermost open element of a *name* and those within it; all if it is empty."""
        if name and not any(one.name == name for one in self._open):
            return
        while self._open:
            one = self._open.pop()
            if one.item is not None:
                self._items.pop()
            if one.properties:
                self._state(one.properties, self._html[one.start : end])
            if one.name == name:
                return


def _item(stated: dict[str, str]) -> Item:
    kind = stated.get("itemtype", stated.get("typeof", ""))
    return {"@type": re.split(r"[/:#]", kind.strip())[-1]}


def _stated_value(name: str, stated: dict[str, str]) -> str:
    """Return the value that the attributes of an element state; empty if its text does."""
    if "content" in stated:
        return stated["content"].strip()
    if name in ("a", "link", "area"):
        return stated.get("href", "").strip()
    if name in ("time", "data"):
        return (stated.get("datetime") or stated.get("value") or "").strip()
    return ""


def _with_texts(item: Item) -> Item:
    """Return an item with the text of short values in place of their HTML."""
    return {key: value if key in _LONG else _plain(value) for key, value in item.items()}


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return _with_texts(value)
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return " ".join(unescape(TAG.sub(" ", str(value))).split())
