"""MDX as Markdown: without imports, exports and expressions; components as their words or links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobtui.parsing.components import Component, component_of
from jobtui.text.html_tags import TAG
from jobtui.text.patterns import late

if TYPE_CHECKING:
    from jobtui.parsing.components import Values

_MODULE_LINE = late(
    r"import\s[^\n]{0,500}['\"]|import\s*\{\s*$|export\s+(?:const|let|var|default|function|async|\{|\*)"
)
_EXPRESSION = late(r"\{[^{}]{0,2000}\}")
_STRING = late(r"\{\s*(?:\"([^\"]*)\"|'([^']*)'|`([^`$]*)`)\s*\}$")
_LINKED = late(r"<[A-Z][\w.]{0,60}\s[^<>]{0,500}?\b(?:href|link|url|to)=")
_MOST_LINES = 200  # of a block of JavaScript that a bracket holds open
_FRAGMENT = late(r"^[ \t]*</?>[ \t]*$", re.MULTILINE)
_ELEMENT = late(r"<(/?)([A-Z][\w.]*)(.*?)(/?)>$", re.DOTALL)


def holds_modules(text: str) -> bool:
    """Whether *text* has lines of JavaScript that import components, as MDX does."""
    return any(_MODULE_LINE.match(line) for line in text.split("\n") if line.startswith("import"))


def links_components(text: str) -> bool:
    """Whether a text has a component with an address, ``<Button href=…>``."""
    return _LINKED.search(text) is not None


def plain(text: str, values: Values) -> str:
    """Return the Markdown of some MDX; *values* gives the frontmatter's value of a name."""
    text = _without_modules(text)
    text = _without_comments(text)
    text = _FRAGMENT.sub("", without_components(text, values))
    return _without_expressions(text, values)


def _without_comments(text: str) -> str:
    """Return *text* without ``{/* … */}``, in linear time whatever is left open."""
    kept: list[str] = []
    at, end = 0, -1
    while (start := text.find("{/*", at)) >= 0:
        if end < start + 3 and (end := text.find("*/", start + 3)) < 0:
            break
        is_comment = text.startswith("}", end + 2)
        kept.append(text[at : start if is_comment else start + 3])
        at = end + 3 if is_comment else start + 3
    return "".join(kept) + text[at:]


def _without_modules(text: str) -> str:
    """Return *text* without the blocks that begin with an import or export.

    A block ends at an empty line at which none of its brackets is open.
    """
    kept: list[str] = []
    inside = fenced = False
    depth = lines = 0
    for line in text.split("\n"):
        if line.startswith(("```", "~~~")):
            fenced = not fenced
        if not line.strip() and (depth <= 0 or lines > _MOST_LINES):
            inside = False
        elif not (fenced or inside) and _MODULE_LINE.match(line):
            inside, depth, lines = True, 0, 0
        if inside:
            depth += sum(map(line.count, "{[(")) - sum(map(line.count, "}])"))
            lines += 1
        else:
            kept.append(line)
    return "\n".join(kept)


def without_components(text: str, values: Values) -> str:
    """Return *text* with components as their words or links."""
    closed = frozenset(re.findall(r"</([A-Z][\w.]{0,60})", text))
    out: list[str] = []
    opened: list[tuple[str, Component, int]] = []
    at = 0
    for tag in TAG.finditer(text):
        element = _ELEMENT.match(tag[0]) if tag[0][1:3].strip("/")[:1].isupper() else None
        if element is None:
            continue
        out.append(text[at : tag.start()])
        at = tag.end()
        closing, name, stated, ends = element.groups()
        if closing:
            _close(name, opened, out)
        elif ends or name not in closed:
            out.append(component_of(name, stated, values).markdown())
        else:
            opened.append((name, component_of(name, stated, values), len(out)))
    out.append(text[at:])
    return "".join(out)


def _close(name: str, opened: list[tuple[str, Component, int]], out: list[str]) -> None:
    if not any(one[0] == name for one in opened):
        return
    while opened:
        its_name, component, start = opened.pop()
        if component.address:
            out[start:] = [component.markdown("".join(out[start:]))]
        elif component.label:
            out.insert(start, f"{component.label}\n\n")
        if its_name == name:
            return


def _without_expressions(text: str, values: Values) -> str:
    def said(found: re.Match[str]) -> str:
        if string := _STRING.match(found[0]):
            return next((one for one in string.groups() if one is not None), "")
        return values(found[0][1:-1].strip()) or ""

    parts = re.split(r"(^(?:```|~~~)[\s\S]*?^(?:```|~~~)[^\n]*$)", text, flags=re.MULTILINE)
    shown = (part if at % 2 else _EXPRESSION.sub(said, part) for at, part in enumerate(parts))
    return re.sub(r"\n[ \t]*(?:\n[ \t]*){2,}", "\n\n", "".join(shown))
