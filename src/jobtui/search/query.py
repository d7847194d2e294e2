"""A query: the one value that the browser and the command line both search by."""

from datetime import date
from enum import Enum
from typing import NamedTuple

from jobtui.i18n import _

LONGEST = 10_000  # characters; the rest of a longer query is not read


class Sort(Enum):
    """The order of the results; the value is what ``--sort`` takes."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    CLOSING = "closing"
    TITLE = "title"


class Query(NamedTuple):
    """Text and chosen facet values, as of a day, in an order.

    ``chosen`` holds (facet name, values) pairs in a canonical order, so that equal
    queries compare equal. Without a ``sort`` the order is relevance if there is text, else newest
    first.
    """

    as_of: date
    text: str = ""
    chosen: tuple[tuple[str, tuple[str, ...]], ...] = ()
    open_only: bool = False
    sort: Sort | None = None
    language: str = ""  # of several translations one, in this if there is one; empty: all
    open_first: bool = False  # what is open before the rest, whatever the order
    is_finished: bool = False  # the last word is whole; else it may be the beginning of one

    def values(self, facet: str) -> tuple[str, ...]:
        """Return the chosen values of a facet."""
        return dict(self.chosen).get(facet, ())

    def choosing(self, facet: str, values: tuple[str, ...]) -> "Query":
        """Return this query with exactly *values* chosen of *facet*."""
        chosen = dict(self.chosen)
        chosen[facet] = tuple(sorted(set(values)))
        return self._replace(chosen=tuple(sorted((f, v) for f, v in chosen.items() if v)))

    @property
    def asks_for_news(self) -> bool:
        """Whether this asks what is new or changed since the last visit."""
        if self.values("since") or not self.text.strip():
            return bool(self.values("since"))
        from jobtui.search.parser import asks_for, parse

        return asks_for(parse(self.text), "since")

    @property
    def order(self) -> Sort:
        """The order that applies."""
        if self.sort is None:
            return Sort.RELEVANCE if self.text.strip() else Sort.NEWEST
        if self.sort is Sort.RELEVANCE and not self.text.strip():
            return Sort.NEWEST
        return self.sort


def sort_word(sort: Sort) -> str:
    """Return an order in words."""
    return {
        Sort.RELEVANCE: _("best match first"),
        Sort.NEWEST: _("newest first"),
        Sort.OLDEST: _("oldest first"),
        Sort.CLOSING: _("closing soon first"),
        Sort.TITLE: _("by title"),
    }[sort]
