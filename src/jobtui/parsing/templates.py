"""Takes out of a text what a site generator would replace: Liquid, Jinja, Hugo's shortcodes, MDX.

``{{ page.x }}`` becomes the frontmatter's value, the branch of a condition on it that holds
stays, and comments go. Time is in proportion to length: an end that was looked for is remembered.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from jobtui.parsing.components import Component, component_of
from jobtui.parsing.site_markup import without_remains
from jobtui.text.patterns import late

if TYPE_CHECKING:
    from jobtui.parsing.components import Values

_ENDS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_BEGIN = late(r"\{[{%]|\{#(?=[\s-])")
_LONGEST = 5000  # characters of one tag
_TRIM = "-~+ \t\n"
_LITERAL = late(r"\s*(?:\"([^\"]*)\"|'([^']*)')\s*$")
_CALL = late(r"([\w:./-]+)\s*\((.*)\)\s*$", re.DOTALL)
_CLOSER = late(r"\{\{[<%]\s{0,9}/\s{0,9}([\w./-]{1,60})")
_COMPARED = late(r"(.+?)\s*(===?|!==?)\s*(.+)$", re.DOTALL)
_HUGO_COMPARED = late(r"(eq|ne)\s+(\S+)\s+(.+)$", re.DOTALL)
_NOT = late(r"(?:not\s+|!\s*)(.+)$", re.DOTALL)
_FALSE = ("", "false", "nil", "null", "none", "0")
# Of a tag of which no more than this is known, what stands between it and its end stays.
_HIDES = {"comment": "endcomment", "capture": "endcapture", "schema": "endschema",
          "stylesheet": "endstylesheet", "javascript": "endjavascript",
          "macro": "endmacro", "style": "endstyle"}  # fmt: skip
_SILENT = ("assign", "set", "link", "post_url", "include", "include_relative", "render", "echo")
_ADDRESSED = late(r"https?://|mailto:|[\w.+-]@[\w-]+\.", re.IGNORECASE)
_LOOP = late(r"(\w+)\s+in\s+([\w.$\[\]'\"-]+)")
_OR = late(r"\s(?:or|\?\?|\|\|)\s")
_DEEPEST = 10  # loops within loops
_MOST_ROUNDS = 200  # of all loops of a text


def plain(text: str, values: Values) -> str:
    """Return *text* without templates; *values* gives the frontmatter's value of a name."""
    if "{" not in text:
        return text
    return without_remains(_Walk(text, values).result() if _BEGIN.search(text) else text)


class _Frame(NamedTuple):
    """An open condition: whether the branch is shown, and whether one was shown already."""

    shown: bool
    done: bool


class _Loop(NamedTuple):
    """An open loop over values of the frontmatter: those still to come, and where it begins."""

    name: str
    items: tuple[str, ...]
    at: int


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
        self._loops: list[_Loop | None] = []  # None: over something else than the frontmatter
        self._at = self._rounds = 0
        self._hidden = ""  # the name of the tag that ends what is hidden
        self._nearest: dict[str, int] = {}  # where the next end of each kind is
        self._paired = frozenset(found[1] for found in _CLOSER.finditer(text))

    def result(self) -> str:
        """Return the text without tags."""
        while begin := _BEGIN.search(self._text, self._at):
            start = begin.start()
            self._keep(self._text[self._at : start])
            end = self._end(_ENDS[begin[0]], begin.end())
            if end < 0 or end - start > _LONGEST:
                self._keep(begin[0])
                self._at = begin.end()
                continue
            self._at = end + 2
            self._act(begin[0], self._text[begin.end() : end])
        self._keep(self._text[self._at :])
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
        elif name == "for":
            self._begin_loop(rest)
        elif name == "endfor":
            self._end_loop()
        elif name == "case":
            self._push(_Frame(False, False))
        elif call := _CALL.match(inner):
            self._keep(component_of(call[1], call[2], self._values).markdown())
        elif name not in _SILENT and _ADDRESSED.search(rest):
            self._keep(component_of(name, rest, self._values).markdown())
        elif name in ("include", "include_relative", "render"):
            file, _space, stated = rest.strip().partition(" ")
            self._keep(component_of(file.strip("'\""), stated, self._values).markdown())

    def _begin_loop(self, stated: str) -> None:
        """Show what a loop holds once for each value of the frontmatter; that of others never."""
        loop = _LOOP.match(stated)
        texts = self._values(f"{loop[2]}[]") if loop else None
        items = tuple((texts or "").split("\n"))
        known = bool(texts) and not self._dark and not self._hidden
        known = known and len(self._loops) < _DEEPEST
        self._loops.append(_Loop(loop[1], items, self._at) if loop and known else None)
        self._push(_Frame(known, known))

    def _end_loop(self) -> None:
        loop = self._loops[-1] if self._loops else None
        self._rounds += 1
        if loop and len(loop.items) > 1 and self._rounds < _MOST_ROUNDS:
            self._loops[-1] = loop._replace(items=loop.items[1:])
            self._at = loop.at
            self._nearest.clear()
            return
        if self._loops:
            self._loops.pop()
            self._pop()

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
        written = written.strip()
        for loop in self._loops[:_DEEPEST]:
            if loop and written == loop.name:
                return loop.items[0]
        return self._values(written)

    # --- {{ values }} and {{< shortcodes >}} -----------------------------------------------------

    def _said(self, inner: str) -> str:
        """Return what stands for ``{{ inner }}``."""
        if inner.startswith(("/*", "!--")):
            return ""
        if (call := _CALL.match(inner)) and "|" not in call[1]:
            return component_of(call[1], call[2], self._values).markdown()
        if inner.partition(" ")[0] in ("if", "with", "range", "else", "end", "block", "define"):
            self._go_tag(inner)
            return ""
        written, *filters = inner.split("|")
        parts = _OR.split(written)
        value = next(filter(None, map(self._value, parts)), "")
        if _LITERAL.match(written) and any(one.strip().startswith("date") for one in filters):
            return ""  # "now"
        for one in filters:
            name, _colon, stated = one.strip().replace("(", ":").partition(":")
            if name.strip() == "default" and not value:
                value = self._value(stated.rstrip(") ")) or ""
        return value

    def _go_tag(self, inner: str) -> None:
        """Act on a tag of Go's templates, ``{{ if .Params.x }}``."""
        name, _space, rest = inner.partition(" ")
        if name == "end":
            self._pop()
        elif name == "else":
            self._branch("elsif" if rest else "else", rest.removeprefix("if "))
        else:
            shown = name in ("if", "with") and self._verdict(rest) is not False
            self._push(_Frame(shown, shown))

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
