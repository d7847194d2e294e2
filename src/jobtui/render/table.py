"""Postings as a table that fits the terminal, or as one of Markdown."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from jobtui.render.columns import COLUMNS, OutputRow
from jobtui.text.cells import cells, padded
from jobtui.text.printable import printable

_GAP = 2  # cells between columns
_LEAST_TITLE = 24  # cells that a title keeps as long as there are other columns to drop
_LEAST = 10  # cells that a truncated column keeps
_WHOLE = "id"  # never cut: `jobtui show` needs all of it
# SGR parameters, ECMA-48
_HEADING, _FAINT = "1", "2"
_STATUS = {
    "open": "32", "upcoming": "34", "unknown": "34", "expired": "33", "filled": "35", "closed": "2",
}  # fmt: skip


class OutputStyle(NamedTuple):
    """How an answer is written.

    *width* is that of the terminal in cells; None without a terminal: nothing is truncated.
    *columns* are those of the table, by their names in COLUMNS; the *droppable* ones are left out,
    the first one first, if there is no room. *spelled* writes the table's texts in what the output
    can encode. JSON for an output without Unicode is written in ASCII, so that nothing is lost.
    """

    columns: Sequence[str]
    width: int | None = None
    has_unicode: bool = True
    spelled: Callable[[str], str] = str
    droppable: Collection[str] = ()
    has_colour: bool = False


def table(found: Sequence[OutputRow], style: OutputStyle) -> Iterator[str]:
    """Yield the lines of a table; none for an empty answer."""
    if not found:
        return
    names = style.columns
    rows = [_headings(style), *(_texts(one, style, "-") for one in found)]
    widths = [max(cells(row[at]) for row in rows) for at in range(len(names))]
    if style.width is not None:
        widths = widths_within(dict(zip(names, widths, strict=True)), style.width, style.droppable)
    shown = [at for at, size in enumerate(widths) if size]
    for number, row in enumerate(rows):
        texts = [padded(row[at], widths[at]) for at in shown]
        if texts:
            texts[-1] = texts[-1].rstrip()
        if style.has_colour:
            listed = found[number - 1] if number else None
            pairs = zip(shown, texts, strict=True)
            texts = [_coloured(text, names[at], listed) for at, text in pairs]
        yield (" " * _GAP).join(texts).rstrip()


def _headings(style: OutputStyle) -> list[str]:
    return [style.spelled(COLUMNS[name].heading()) for name in style.columns]


def _texts(one: OutputRow, style: OutputStyle, blank: str) -> list[str]:
    texts = (printable(COLUMNS[name].text(one)) for name in style.columns)
    return [style.spelled(text) or blank for text in texts]


def _coloured(text: str, name: str, listed: OutputRow | None) -> str:
    code = _HEADING
    if listed is not None:
        code = _STATUS[listed.ruling.status.value] if name == "status" else ""
        code = _FAINT if name in (_WHOLE, "published") else code
    return f"\x1b[{code}m{text}\x1b[0m" if code else text


def widths_within(widths: dict[str, int], width: int, droppable: Collection[str]) -> list[int]:
    """Return *widths* by column name as they fit in *width* cells: 0 for those that are left out.

    The title gives way first, then the *droppable* columns, then the others. An id is never cut,
    even if the table becomes too wide.
    """
    kept = dict(widths)

    def excess() -> int:
        return sum(kept.values()) + _GAP * (sum(map(bool, kept.values())) - 1) - width

    def shrink(name: str, least: int) -> None:
        kept[name] = max(min(least, kept[name]), kept[name] - max(0, excess()))

    if "title" in kept:
        shrink("title", _LEAST_TITLE)
    for name in droppable:
        if excess() > 0:
            kept[name] = 0
    if "title" in kept:  # what was left out made room
        kept["title"] = min(widths["title"], kept["title"] + max(0, -excess()))
    others = [name for name in kept if COLUMNS[name].can_shrink and name != _WHOLE]
    for name in sorted(others, key=lambda name: -kept[name]):
        shrink(name, _LEAST)
    return list(kept.values())


def markdown_table(found: Sequence[OutputRow], style: OutputStyle) -> Iterator[str]:
    """Yield the lines of a table of Markdown (GFM, "Tables"); none for an empty answer."""
    if not found:
        return
    yield _joined(_headings(style))
    yield _joined(["---"] * len(style.columns))
    for one in found:
        yield markdown_row(_texts(one, style, ""))


def markdown_row(texts: Sequence[str]) -> str:
    """Return a row of a table of Markdown with these texts."""
    return _joined([_escaped(text) for text in texts])


def _joined(texts: Sequence[str]) -> str:
    return f"| {' | '.join(texts)} |"


def _escaped(text: str) -> str:
    for sign in ("\\", "|", "`", "*", "_", "[", "]", "<"):
        text = text.replace(sign, f"\\{sign}")
    return text
