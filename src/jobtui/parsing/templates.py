"""Takes out of a text what a site generator would replace: Liquid, Jinja, Hugo's shortcodes, MDX.

``{{ page.x }}`` becomes the frontmatter's value, the branch of a condition on it that holds
stays, and comments go. Time is in proportion to length: an end that was looked for is remembered.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from jobtui.parsing.components import Component, component_of
from jobtui.text.patterns import late

if TYPE_CHECKING:
    from jobtui.parsing.components import Values

_ENDS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_BEGIN = late(r"\{[{%]|\{#(?=[\s-])")
_LONGEST = 5000  # characters of one tag
_TRIM = "-~+ \t\n"
_KRAMDOWN = late(r"\{::?/?[^{}\n]{0,200}\}")
_EMPTY_IMAGE = late(r"!\[[^\[\]\n]{0,200}\]\(\s{0,9}\)")
_EMPTY_LINK = late(r"\[([^\[\]\n]{0,500})\]\(\s{0,9}\)")
_BLANKS = late(r"\n[ \t]*(?:\n[ \t]*){2,}")
_LITERAL = late(r"\s*(?:\"([^\"]*)\"|'([^']*)')\s*$")
_CALL = late(r"([\w:./-]+)\s*\((.*)\)\s*$", re.DOTALL)
_CLOSER = late(r"\{\{[<%]\s{0,9}/\s{0,9}([\w./-]{1,60})")
_COMPARED = late(r"(.+?)\s*(===?|!==?)\s*(.+)$", re.DOTALL)
_HUGO_COMPARED = late(r"(eq|ne)\s+(\S+)\s+(.+)$", re.DOTALL)
_NOT = late(r"(?:not\s+|!\s*)(.+)$", re.DOTALL)
_FALSE = ("", "false", "nil", "null", "none", "0")
# Of a tag of which no more than this is known, what stands between it and its end stays.
_HIDES = {"comment": "endcomment", "capture": "endcapture", "schema": "endschema",
          "stylesheet": "endstylesheet", "javascript": "endjavascript"}  # fmt: skip


def plain(text: str, values: Values) -> str:
    """Return *text* without templates; *values* gives the frontmatter's value of a name."""
    if "<!--" in text:
        text = _without_comments(text)
    if "{" not in text:
        return text
    if _BEGIN.search(text):
        text = _Walk(text, values).result()
        text = _EMPTY_LINK.sub(r"\1", _EMPTY_IMAGE.sub("", text)).replace("<>", "")
    if "{:" in text:
        text = _KRAMDOWN.sub("", text)
    return _BLANKS.sub("\n\n", text)


def _without_comments(text: str) -> str:
    """Return *text* without the comments of HTML; one without an end stays as it is."""
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        parts.append(text[at:start])
        at = end + 3
    return "".join((*parts, text[at:]))


class _Frame(NamedTuple):
    """An open condition: whether the branch is shown, and whether one was shown already."""

    shown: bool
    done: bool


class _Open(NamedTuple):
    """An open shortcode, and where its inner text begins among the pieces."""

    name: str
    component: Component
    at: int


class _Walk:
    """One pass over a text from tag to tag."""

    def __init__(self, text: str, values: Values) -> None:
        self._text, self._values = text, values
        self._out: list[str] = []
        self._frames: list[_Frame] = []
        self._dark = 0  # how many of the frames are not shown
        self._open: list[_Open] = []
        self._hidden = ""  # the name of the tag that ends what is hidden
        self._nearest: dict[str, int] = {}  # where the next end of each kind is
        self._paired = frozenset(found[1] for found in _CLOSER.finditer(text))

    def result(self) -> str:
        """Return the text without tags."""
        at = 0
        while begin := _BEGIN.search(self._text, at):
            start = begin.start()
            self._keep(self._text[at:start])
            end = self._end(_ENDS[begin[0]], begin.end())
            if end < 0 or end - start > _LONGEST:
                self._keep(begin[0])
                at = begin.end()
                continue
            self._act(begin[0], self._text[begin.end() : end])
            at = end + 2
        self._keep(self._text[at:])
        while self._open:
            self._close(self._open[-1].name)
        return "".join(self._out)

    def _end(self, sign: str, start: int) -> int:
        found = self._nearest.get(sign, 0)
        if 0 <= found < start or sign not in self._nearest:
            found = self._nearest[sign] = self._text.find(sign, start)
        return found

    def _keep(self, text: str) -> None:
        if text and not self._hidden and not self._dark:
            self._out.append(text)

    def _act(self, sign: str, inner: str) -> None:
        if sign == "{#":
            return
        if sign == "{%":
            self._tag(inner.strip(_TRIM))
        elif inner[:1] in ("<", "%"):
            self._shortcode(inner[1:].rstrip("%>").strip())
        else:
            self._keep(self._said(inner.strip(_TRIM)))

    # --- {% tags %} ------------------------------------------------------------------------------

    def _tag(self, inner: str) -> None:
        name, _space, rest = inner.partition(" ")
        if self._hidden:
            if name == self._hidden:
                self._hidden = ""
        elif name in _HIDES:
            self._hidden = _HIDES[name]
        elif name in ("if", "unless"):
            verdict = self._verdict(rest)
            shown = verdict is not (name == "unless")
            self._push(_Frame(shown, shown))
        elif name in ("elsif", "elif", "elseif", "else", "when"):
            self._branch(name, rest)
        elif name in ("endif", "endunless", "endcase"):
            self._pop()
        elif name == "case":
            self._push(_Frame(False, False))
        elif call := _CALL.match(inner):
            self._keep(component_of(call[1], call[2], self._values).markdown())
        elif name in ("include", "include_relative", "render", "button", "link_to"):
            file, _space, stated = rest.strip().partition(" ")
            self._keep(component_of(file.strip("'\""), stated, self._values).markdown())

    def _branch(self, name: str, condition: str) -> None:
        if not self._frames:
            return
        frame = self._pop()
        known = name not in ("else", "when")
        shown = not frame.done and (not known or self._verdict(condition) is not False)
        self._push(_Frame(shown, frame.done or shown))

    def _push(self, frame: _Frame) -> None:
        self._frames.append(frame)
        self._dark += not frame.shown

    def _pop(self) -> _Frame:
        frame = self._frames.pop() if self._frames else _Frame(True, True)
        self._dark -= not frame.shown
        return frame

    def _verdict(self, condition: str) -> bool | None:
        """Return whether a condition holds; None if that cannot be told."""
        condition = condition.strip()
        if re.search(r"\s(?:and|or|contains|in)\s|[<>]|&&|\|\|", condition):
            return None
        if compared := _COMPARED.match(condition):
            one, other = self._value(compared[1]), self._value(compared[3])
            return None if None in (one, other) else (one == other) is (compared[2][0] == "=")
        if hugo := _HUGO_COMPARED.match(condition):
            one, other = self._value(hugo[2]), self._value(hugo[3])
            return None if None in (one, other) else (one == other) is (hugo[1] == "eq")
        if denied := _NOT.match(condition):
            verdict = self._verdict(denied[1])
            return None if verdict is None else not verdict
        value = self._value(condition)
        return None if value is None else value.lower() not in _FALSE

    def _value(self, written: str) -> str | None:
        literal = _LITERAL.match(written)
        if literal:
            return literal[1] if literal[1] is not None else literal[2]
        if written.strip().lower() in ("true", "false", "nil", "null", "empty", "blank"):
            said = written.strip().lower()
            return said if said in ("true", "false") else ""
        return self._values(written.strip())

    # --- {{ values }} and {{< shortcodes >}} -----------------------------------------------------

    def _said(self, inner: str) -> str:
        """Return what stands for ``{{ inner }}``."""
        if inner.startswith(("/*", "!--")):
            return ""
        if (call := _CALL.match(inner)) and "|" not in call[1]:
            return component_of(call[1], call[2], self._values).markdown()
        written, *filters = inner.split("|")
        value = self._value(written) or ""
        for one in filters:
            name, _colon, stated = one.strip().replace("(", ":").partition(":")
            if name.strip() == "default" and not value:
                value = self._value(stated.rstrip(") ")) or ""
        return value

    def _shortcode(self, inner: str) -> None:
        inner = inner.removesuffix("/").strip()
        if inner.startswith("/*"):
            return
        if inner.startswith("/"):
            self._close(inner[1:].split()[0] if inner[1:].split() else "")
            return
        name, _space, stated = inner.partition(" ")
        if name in ("ref", "relref"):
            return
        if name == "param":
            self._keep(self._values(f"page.{stated.strip(chr(34))}") or "")
            return
        component = component_of(name, stated, self._values)
        if name in self._paired:
            self._open.append(_Open(name, component, len(self._out)))
        else:
            self._keep(component.markdown())

    def _close(self, name: str) -> None:
        """End the open shortcode *name* and those within it."""
        if not any(one.name == name for one in self._open):
            return
        while self._open:
            one = self._open.pop()
            if one.component.address:
                inner = "".join(self._out[one.at :])
                self._out[one.at :] = [one.component.markdown(inner)]
            elif one.component.label:
                self._out.insert(one.at, f"{one.component.label}\n\n")
            if one.name == name:
                return
