"""Figures on standard output: charts in cells, JSON, CSV, and SVG for a report."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from jobtui.render.figure_lines import Chart, FigureRow, charts, heading, legend
from jobtui.text.cells import cells, cut, padded
from jobtui.text.sanitize import clean

if TYPE_CHECKING:
    from jobtui.postings.figures import Figures

FIGURE_FORMATS = ("table", "json", "csv", "svg")
_NUMBER = ("figure", "value", "measure", "number")  # columns of CSV
_BAR = 24  # cells
_MOST_LABEL = 32  # cells
_ROW, _FONT, _WIDTH, _LABELS, _BARS = 20, 13, 900, 260, 240  # pixels
_STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#1b1b1b}.t{font-weight:bold}.o{fill:#1b6e3a}"
    ".w{fill:#9fb8d0}.b{fill:#fff}@media(prefers-color-scheme:dark){text{fill:#e6e6e6}"
    ".o{fill:#7ddc9c}.w{fill:#44607a}.b{fill:#161616}}"
)


def figure_lines(fmt: str, figures: Figures, title: str, signs: str = "█░") -> Iterator[str]:
    """Yield the lines of figures in one of FIGURE_FORMATS; *signs* draw the bars of a table."""
    if fmt == "json":
        import json

        yield json.dumps(_tree(figures), ensure_ascii=True, indent=2)
    elif fmt == "csv":
        from jobtui.render.formats import data

        yield from data("csv", _NUMBER, _numbers(figures), True)
    elif fmt == "svg":
        yield from _svg(figures, title)
    else:
        yield from _table(figures, title, signs)


def bar(filled: float, whole: float, width: int, signs: str) -> str:
    """Return a bar of at most *width* cells; what is more than nothing has a cell."""
    full = min(width, max(round(filled * width), 1 if filled > 0 else 0))
    rest = min(width, max(round(whole * width), 1 if whole > 0 else 0)) - full
    return signs[0] * full + signs[1] * max(0, rest)


def _label(row: FigureRow, width: int, signs: str) -> str:
    return cut(row.label, width, "…" if signs[0] > "~" else "~")


def _table(figures: Figures, title: str, signs: str) -> Iterator[str]:
    told = f"{heading(figures)}  {legend(signs)}"
    yield f"{title}: {told}" if title else told
    for chart in charts(figures):
        yield ""
        yield chart.title
        width = min(_MOST_LABEL, max(cells(row.label) for row in chart.rows))
        for row in chart.rows:
            drawn = bar(row.filled, row.whole, _BAR, signs)
            label = padded(_label(row, width, signs), width)
            yield f"  {label}  {drawn:{_BAR}}  {row.text}".rstrip()


def _tree(figures: Figures) -> dict[str, object]:
    """Return figures as JSON holds them: a list of objects by the name of each figure."""
    tree: dict[str, object] = {}
    for name, value in zip(figures._fields, figures, strict=True):
        if isinstance(value, tuple):
            tree[name] = [_object(one) for one in value]
        else:
            tree[name] = value if isinstance(value, int) else str(value)
    return tree


def _object(one: object) -> dict[str, object]:
    fields = one._asdict()  # type: ignore[attr-defined]
    return {
        name: round(value, 4) if isinstance(value, float) else _plain(value)
        for name, value in fields.items()
    }


def _plain(value: object) -> object:
    return clean(value) if isinstance(value, str) else value


def _numbers(figures: Figures) -> Iterator[dict[str, object]]:
    """Yield a record for each number."""
    for name, value in _tree(figures).items():
        if not isinstance(value, list):
            yield dict(zip(_NUMBER, (name, "", "", value), strict=True))
            continue
        for one in value:
            (_key, key), *numbers = one.items()
            for measure, number in numbers:
                yield dict(zip(_NUMBER, (name, key, measure, number), strict=True))


def _svg(figures: Figures, title: str) -> Iterator[str]:
    shown = charts(figures)
    rows = sum(len(chart.rows) + 2 for chart in shown) + 2
    head = _escaped(f"{title}: {heading(figures)}" if title else heading(figures))
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {rows * _ROW}" '
        f'width="{_WIDTH}" height="{rows * _ROW}" role="img" aria-labelledby="title">'
    )
    yield f'<title id="title">{head}</title><style>{_STYLE}</style>'
    yield '<rect class="b" width="100%" height="100%"/>'
    yield f'<text class="t" x="10" y="{_ROW}">{head}</text>'
    y = 2 * _ROW
    for chart in shown:
        yield from _svg_chart(chart, y)
        y += (len(chart.rows) + 2) * _ROW
    yield "</svg>"


def _svg_chart(chart: Chart, top: int) -> Iterator[str]:
    yield f'<text class="t" x="10" y="{top + _FONT}">{_escaped(chart.title)}</text>'
    for number, row in enumerate(chart.rows, start=1):
        y = top + number * _ROW
        label = _escaped(cut(row.label, _MOST_LABEL, "…"))
        yield f'<text x="{_LABELS - 8}" y="{y + _FONT}" text-anchor="end">{label}</text>'
        for share, name in ((row.whole, "w"), (row.filled, "o")):
            width = round(share * _BARS, 1)
            if width > 0:
                yield (
                    f'<rect class="{name}" x="{_LABELS}" y="{y + 2}" width="{width}" height="14"/>'
                )
        x = _LABELS + _BARS + 10
        yield f'<text x="{x}" y="{y + _FONT}">{_escaped(row.text)}</text>'


def _escaped(text: str) -> str:
    """Return text for SVG, in ASCII."""
    said = "".join(char for char in clean(text) if char not in "\ufffe\uffff")
    return escape(said).encode("ascii", "xmlcharrefreplace").decode("ascii")


def figure_paragraphs(figures: Figures, signs: str) -> list[tuple[str, str, str]]:
    """Return figures as paragraphs of a screen of text: label, text and style."""
    found = [("", f"{heading(figures)}  {legend(signs)}", "")]
    for chart in charts(figures):
        found += [("", " ", ""), (chart.title, "", "")]
        for row in chart.rows:
            drawn = bar(row.filled, row.whole, _BAR, signs)
            label = _label(row, _MOST_LABEL, signs)
            found.append((label, f"{drawn}  {row.text}".strip(), ""))
    return found
