"""From the arguments to the query that they state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from jobtui.cli.arguments import FACET_OPTIONS, UsageError
from jobtui.i18n import _, spoken
from jobtui.postings.facets import DUE
from jobtui.search.query import Query, Sort
from jobtui.text.printable import quoted_input

if TYPE_CHECKING:
    from argparse import Namespace

    from jobtui.library.library import Library
    from jobtui.search.facet_counts import FacetTable
    from jobtui.sources.folders import Source


FOR_READERS = (None, "table", "markdown")  # formats that show a job in one language


def use_saved_search(args: Namespace) -> None:
    """Fill in what the call leaves open: from the saved search that it names, and the settings.

    Raises UsageError.
    """
    settings = args.settings
    if args.saved:
        searches = {search.name: search for search in settings.searches}
        if args.saved not in searches:
            from jobtui.config.validators import unknown
            from jobtui.external.command_line import pasted

            text = _("no saved search named {name}")
            raise UsageError(unknown(text, args.saved, list(searches), pasted))
        search = searches[args.saved]
        text, args.saved_query = search.query, search.query
        if _names_news(" ".join(args.words)) and not _names_news(search.query):
            text = f"({search.query}) OR since:closed"  # it found before what is closed now
        args.words = [f"({text})", *args.words] if args.words else [text]
        args.sort = args.sort or search.sort
    args.sort = args.sort or settings.sort


def as_of(named: date | None, chosen: Sequence[Source]) -> date:
    """Return the day that the answer is for: the one named, else the sample's, else today."""
    from jobtui.sources.folders import sample_day

    if named is not None:
        return named
    return sample_day() if all(source.is_sample for source in chosen) else date.today()


def query_of(args: Namespace, library: Library, tell: Callable[[str], None]) -> Query:
    """Return the query that the arguments state.

    *tell* is called with a message for each value of a filter that no posting has.
    """
    query = Query(
        as_of=as_of(args.as_of, library.sources),
        text=" ".join(args.words),
        open_only=args.open_only,
        language=spoken() if args.format in FOR_READERS else "",
        sort=Sort(args.sort) if args.sort else None,
        is_finished=True,
    )
    for facet in FACET_OPTIONS:
        if written := getattr(args, facet):
            meant = partial(_meant, written=written, facet=facet, tell=tell)
            query = query.choosing(facet, library.ask_facets(query.as_of, meant))
    if args.junior:
        query = query.choosing("junior", ("yes",))
    if args.starred:
        query = query.choosing("mark", ("starred",))
    if args.due:
        query = query.choosing("due", DUE)
    news = [name for name in ("new", "changed") if getattr(args, name)]
    return query.choosing("since", tuple(news))


def _names_news(text: str) -> bool:
    from jobtui.search.parser import asks_for, parse

    return bool(text) and asks_for(parse(text), "since")


def _meant(
    table: FacetTable, facet: str, written: Sequence[str], tell: Callable[[str], None]
) -> tuple[str, ...]:
    """Return the values of a facet that the *written* ones mean, in their order."""
    return tuple(value for text in written for value in _meant_by_one(table, facet, text, tell))


def _meant_by_one(
    table: FacetTable, facet: str, written: str, tell: Callable[[str], None]
) -> tuple[str, ...]:
    """Return the values of a facet that *written* means, or *written* itself if there is none."""
    if facet == "status":
        return tuple(written.split(","))
    if found := table.named(facet, written):
        return found
    from difflib import get_close_matches

    from jobtui.external.command_line import pasted

    values = [value for value in table.values(facet) if value]
    near = get_close_matches(written, values, n=3, cutoff=0.5) or values[:5]
    near = [pasted(value) for value in near]
    text = _("no posting has {facet} {value}; existing values include: {near}")
    tell(text.format(facet=facet, value=quoted_input(written), near=", ".join(near) or "-"))
    return (written,)
