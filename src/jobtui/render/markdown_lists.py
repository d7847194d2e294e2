"""Lists in Markdown: those that the parser knows, and bullets that writers typed themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from jobtui.render.inline import Run

# Signs that writers use for bullets: a line that starts with one stays a line.
TYPED_BULLET = re.compile(r"[•·▪◦●○■▶►➡→➔➢✓✔✅☑👉🔹🔸-]\ufe0f?\s+")


class TypedItem(NamedTuple):
    """A part of a paragraph, and the bullet with a space that its writer typed before it, or ""."""

    marker: str
    runs: tuple[Run, ...]


class ListShape(NamedTuple):
    """How a list is set: *tight* without empty lines between its *items*, which are counted."""

    tight: bool
    items: int


def typed_items(runs: tuple[Run, ...]) -> list[TypedItem]:
    """Split a paragraph before each bullet that its writer typed; [] if it is empty."""
    starts = [
        number
        for number, run in enumerate(runs)
        if run.link < 0
        and TYPED_BULLET.match(run.text)
        and (number == 0 or runs[number - 1].text == "\n")
    ]
    if not starts:
        return [TypedItem("", runs)] if runs else []
    items = [TypedItem("", runs[: starts[0] - 1])] if starts[0] else []
    for start, end in zip(starts, [*(start - 1 for start in starts[1:]), len(runs)], strict=True):
        bullet = TYPED_BULLET.match(runs[start].text)
        marker = bullet[0].strip() if bullet else ""
        text = runs[start].text[bullet.end() if bullet else 0 :]
        rest = runs[start + 1 : end]
        items.append(TypedItem(f"{marker} ", (runs[start]._replace(text=text), *rest)))
    return items


def list_shapes(tokens: Sequence[Token]) -> dict[int, ListShape]:
    """Return the shape of every list, by the index of the token that opens it."""
    shapes: dict[int, ListShape] = {}
    opened: list[int] = []
    for index, token in enumerate(tokens):
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            opened.append(index)
            shapes[index] = ListShape(True, 0)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            opened.pop()
        elif token.type == "list_item_open":
            shape = shapes[opened[-1]]
            shapes[opened[-1]] = shape._replace(items=shape.items + 1)
        elif token.type == "paragraph_open" and opened and not token.hidden:
            # Of an item of this list, not of a quote in it.
            direct = token.level == tokens[opened[-1]].level + 2
            shape = shapes[opened[-1]]
            shapes[opened[-1]] = shape._replace(tight=shape.tight and not direct)
    return shapes
