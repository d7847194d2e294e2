"""Figures as rows with bars, for people: each number stands beside its bar as text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import _, month, ngettext, number, percent
from jobtui.postings.facets import value_text
from jobtui.postings.term_texts import pay_text
from jobtui.postings.terms import Pay
from jobtui.text.printable import printable

if TYPE_CHECKING:
    from jobtui.postings.figures import Figures, Spread, Trend, ValueCount

_MOST_ROWS = 12  # of a chart; the data have all
_MOST_MONTHS = 24


class FigureRow(NamedTuple):
    """A label, a bar of which the first part is filled, both as shares (0 to 1), and a text."""

    label: str
    text: str
    filled: float = 0.0
    whole: float = 0.0


class Chart(NamedTuple):
    """Rows under a title."""

    title: str
    rows: tuple[FigureRow, ...]


def charts(figures: Figures) -> list[Chart]:
    """Return what is to be seen; charts without a row are left out."""
    found = [
        Chart(_("Postings a month"), _months(figures.months)),
        Chart(_("By domain, and how many are open"), _counts("domain", figures.domains)),
        Chart(_("By incubator, and how many are open"), _counts("incubator", figures.incubators)),
        Chart(_("By place, and how many are open"), _counts("place", figures.places)),
        Chart(_("Days open"), tuple(map(_days, figures.days_open))),
        Chart(_("Pay (of a range the middle)"), tuple(map(_pay, figures.pay[:_MOST_ROWS]))),
        Chart(_("Technologies on the rise in the last year"), _trends(figures.rising)),
        Chart(_("Technologies on the decline in the last year"), _trends(figures.falling)),
    ]
    return [chart for chart in found if chart.rows]


def heading(figures: Figures) -> str:
    """Return how many postings the figures are about."""
    return _of_open(figures.open, figures.postings)


def legend(signs: str) -> str:
    """Return what the two *signs* of a bar mean."""
    return _("{full} open, {rest} the others").format(full=signs[0], rest=signs[1])


def _of_open(opened: int, total: int) -> str:
    count = ngettext("{n} posting", "{n} postings", total)
    return _("{count}, {n} open").format(count=count, n=number(opened))


def _months(months: Sequence[ValueCount]) -> tuple[FigureRow, ...]:
    earlier, shown = months[:-_MOST_MONTHS], months[-_MOST_MONTHS:]
    most = max((one.postings for one in shown), default=0)
    rows = [_count(month(date.fromisoformat(f"{one.value}-01")), one, most) for one in shown]
    if earlier:
        rows.insert(0, FigureRow(_("earlier"), number(sum(one.postings for one in earlier))))
    return tuple(rows)


def _counts(facet: str, counts: Sequence[ValueCount]) -> tuple[FigureRow, ...]:
    shown = counts[:_MOST_ROWS]
    most = max((one.postings for one in shown), default=0)
    rows = [_count(printable(value_text(facet, one.value)), one, most) for one in shown]
    if rest := len(counts) - len(shown):
        rows.append(FigureRow("…", ngettext("{n} more", "{n} more", rest)))
    return tuple(rows)


def _count(label: str, count: ValueCount, most: int) -> FigureRow:
    text = number(count.postings)
    if count.open:
        text = _("{count}, {n} open").format(count=text, n=number(count.open))
    return FigureRow(label, text, count.open / most, count.postings / most)


def _days(spread: Spread) -> FigureRow:
    label = _("from publication to closing") if spread.value == "stated" else _("open so far")
    texts = [number(round(value)) for value in spread[3:]]
    return FigureRow(label, _spread(spread, texts), *_box(spread))


def _pay(spread: Spread) -> FigureRow:
    currency, _blank, unit = spread.value.rpartition(" ")
    label = pay_text(Pay(0, 0, currency, unit)).replace("0", "", 1).strip()
    texts = [number(round(value)) for value in spread[3:]]
    return FigureRow(label, _spread(spread, texts), *_box(spread))


def _box(spread: Spread) -> tuple[float, float]:
    """Return the median and the upper quartile as shares of the greatest value."""
    return (spread.median / spread.most, spread.upper / spread.most) if spread.most else (0.0, 0.0)


def _spread(spread: Spread, texts: Sequence[str]) -> str:
    least, lower, median, upper, most = texts
    said = _("median {median}, half {lower}–{upper}, all {least}–{most}").format(
        median=median, lower=lower, upper=upper, least=least, most=most
    )
    count = ngettext("{n} posting", "{n} postings", spread.postings)
    if spread.inferred:
        count = _("{count}, {n} ≈").format(count=count, n=number(spread.inferred))
    return f"{said} ({count})"


def _trends(trends: Sequence[Trend]) -> tuple[FigureRow, ...]:
    rows = []
    for one in trends[:_MOST_ROWS]:
        text = f"{percent(one.before)} → {percent(one.now)}"
        low, high = sorted((one.before, one.now))
        rows.append(FigureRow(printable(one.value), text, low, high))
    return tuple(rows)
