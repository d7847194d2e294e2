"""A parsed body: blocks of styled runs, whatever their width will be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobtui.render.inline import LinkTarget, Run

    Cell = tuple[Run, ...]
    Rows = tuple[tuple[Cell, ...], ...]


class BlockFrame(NamedTuple):
    """A quote or list item that a block stands in; *kind* is "quote", "bullet" or "marker"."""

    key: int
    kind: str
    marker: str


@dataclass(frozen=True, slots=True)
class Block:
    """A block; *kind* is "text", "heading", "code", "rule" or "table".

    *gap* asks for an empty line before it. The first of a table's *rows* is its header;
    *aligns* holds "left", "center", "right" or "" for each column.
    """

    kind: str
    frames: tuple[BlockFrame, ...]
    gap: bool
    runs: tuple[Run, ...] = ()
    level: int = 0
    rows: Rows = ()
    aligns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed body: its blocks in order, and the links that their runs point to."""

    blocks: tuple[Block, ...]
    links: tuple[LinkTarget, ...]


def plain_text(document: Document) -> str:
    """Return the text alone, one block or table row a line."""
    lines: list[str] = []
    for block in document.blocks:
        if block.kind == "table":
            lines += ["  ".join(text_of(cell) for cell in row).rstrip() for row in block.rows]
        elif block.runs:
            lines.append(text_of(block.runs))
    return "\n".join(lines)


def text_of(runs: Sequence[Run]) -> str:
    """Return the text of *runs*."""
    return runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])
