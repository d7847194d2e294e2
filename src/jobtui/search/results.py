"""The results of a query: what was found, in which order and why; what may help if nothing was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import _
from jobtui.postings.model import Status
from jobtui.search.query import Query, Sort
from jobtui.search.ranking import Ranking, groups_of

if TYPE_CHECKING:
    from jobtui.marks.bitsets import MarkSets
    from jobtui.search.evaluate import QueryMatch
    from jobtui.search.facet_counts import Bucket, FacetTable
    from jobtui.search.nodes import Parsed
    from jobtui.search.snapshot import Snapshot

HIDDEN = "hidden"  # a blocker beside the facets: postings that the user hid
_MOST_LEFT_OUT = 6  # words of a query without results that are left out, one by one
_MOST_WORDS = 12  # a longer query without results is no typing error


class WithoutWord(NamedTuple):
    """A word to leave out of a query, and how many postings the rest finds."""

    word: str
    postings: int


class Blocker(NamedTuple):
    """A facet whose chosen values exclude everything, and the postings found without them.

    The facet is "open-only", HIDDEN, or "" where only all of them together are to blame.
    """

    facet: str
    postings: int


class Marking(NamedTuple):
    """What to mark in the text of a result: terms, and prefixes of words."""

    terms: frozenset[str]
    prefixes: tuple[str, ...]


class Count(NamedTuple):
    """How many postings a query finds, and how many of them are new to the user."""

    postings: int
    new: int


class Help(NamedTuple):
    """What may help with a query that is not valid or finds nothing."""

    hint: str = ""  # why it was taken as plain words
    spelling: str = ""  # the query in a spelling that finds something
    without: tuple[WithoutWord, ...] = ()


NO_HELP = Help()
NO_MARKING = Marking(frozenset(), ())


class Results(NamedTuple):
    """The results of a query: postings in order, counts of the facets, what excluded the rest."""

    query: Query
    postings: Ranking
    buckets: Mapping[str, tuple[Bucket, ...]]
    total: int  # postings there are, whether found or not
    match: QueryMatch | None = None
    blockers: tuple[Blocker, ...] = ()  # if nothing was found
    help: Help = NO_HELP
    order: Sort = Sort.NEWEST
    notice: str = ""  # a line for the user: the index was rebuilt
    user: MarkSets | None = None  # their marks when this was counted
    open_first: int = 0  # so many are open and come before the rest; 0 if they are not grouped so

    @property
    def marking(self) -> Marking:
        """What to mark in the text of each posting."""
        return Marking(self.match.terms, self.match.prefixes) if self.match else NO_MARKING


class _Found:
    """What a query finds, before it is put in order."""

    def __init__(
        self,
        query: Query,
        table: FacetTable,
        parsed: Parsed | None = None,
        match: QueryMatch | None = None,
    ) -> None:
        self.query = query  # with the filters of its text as chosen values
        self.table, self.parsed, self.match = table, parsed, match
        self.by_text = match.hits.found if match else table.all  # its words and conditions alone
        self.all = self.by_text & table.matching(query)


def _find(snapshot: Snapshot, query: Query, user: MarkSets | None) -> _Found:
    hidden = user.bits.get("hidden", 0) if user else 0
    table = snapshot.facets(query.as_of)
    if not query.text.strip():
        return _Found(query, table.for_user(user, hidden))
    from jobtui.search.field_values import values_meant
    from jobtui.search.parser import asks_for, parse

    parsed = parse(query.text)
    table = table.for_user(user, 0 if asks_for(parsed, "mark", "hidden") else hidden)
    for typed in parsed.filters:
        meant = [value for text in typed.values for value in values_meant(table, typed.facet, text)]
        query = query.choosing(typed.facet, (*query.values(typed.facet), *meant))
    match = snapshot.answer(query, parsed, table)
    return _Found(query, table, parsed, match)


def answer(snapshot: Snapshot, query: Query, user: MarkSets | None = None) -> Results:
    """Run a query on one snapshot, with the *user*'s marks. Raises BrokenIndexError."""
    found = _find(snapshot, query, user)
    query, table, parsed, match = found.query, found.table, found.parsed, found.match
    help_ = Help(hint=parsed.hint) if parsed else NO_HELP
    ranking = _ranked(snapshot, query, match, found.all)
    if not ranking and match is not None and parsed is not None:
        help_ = _help(snapshot, found, parsed, help_)
    return Results(
        query,
        ranking,
        table.buckets(query, found.by_text),
        table.all.bit_count(),
        match,
        () if ranking else _blockers(table, query, found.by_text),
        help_,
        _order(query, match),
        user=user,
        open_first=(found.all & _open(snapshot, query)).bit_count() if query.open_first else 0,
    )


def count(snapshot: Snapshot, query: Query, user: MarkSets | None) -> Count:
    """Count what a query finds. Raises BrokenIndexError."""
    found = _find(snapshot, query, user).all
    new = user.bits.get("new", 0) if user else 0
    return Count(found.bit_count(), (found & new).bit_count())


def _help(snapshot: Snapshot, found: _Found, parsed: Parsed, help_: Help) -> Help:
    """Return what may help with a query that finds nothing."""
    from jobtui.search.nodes import And, Word

    query, node = found.query, parsed.node
    parts = node.nodes if isinstance(node, And) else (node,)
    words = [part for part in parts if isinstance(part, Word)]
    if len(words) > _MOST_WORDS:
        return help_
    spelling = snapshot.nearest(query.text, [word.text for word in words])
    without = []
    for word in words[:_MOST_LEFT_OUT] if len(parts) > 1 else ():
        rest = And(tuple(part for part in parts if part is not None and part is not word))
        match = snapshot.answer(query, parsed._replace(node=rest), found.table)
        count = match.hits.found & found.table.matching(query) if match else 0
        if count:
            without.append(WithoutWord(word.text, count.bit_count()))
    return help_._replace(spelling=spelling, without=tuple(without))


def _order(query: Query, match: QueryMatch | None) -> Sort:
    """Return the order that applies: without words there is no relevance."""
    if query.order is Sort.RELEVANCE and not (
        match and (match.terms or match.prefixes or match.likes)
    ):
        return Sort.NEWEST
    return query.order


def _ranked(snapshot: Snapshot, query: Query, match: QueryMatch | None, found: int) -> Ranking:
    """Put what was found in order: by relevance the word itself comes before a synonym, the heading
    before the organisation before the body, words in their order, the exact form before the stem,
    open before closed, and the newer before the older. Postings like one come by likeness alone.
    """
    sort = _order(query, match)
    is_open = _open(snapshot, query)
    tiers = [is_open] if query.open_first else []
    likes: list[int] = []
    if sort is Sort.RELEVANCE and match is not None:
        hits = match.hits
        tiers += (hits.own, hits.heading, hits.team, match.ordered, hits.exact, hits.aside, is_open)
        likes = [1 << position for position in match.likes if found >> position & 1]
        sort = Sort.NEWEST
    groups = [*likes, *groups_of(found & ~sum(likes), tiers)]
    return Ranking(groups, snapshot.order(sort, query.as_of), snapshot.posting_at)


def _open(snapshot: Snapshot, query: Query) -> int:
    return snapshot.facets(query.as_of).any_of("status", (Status.OPEN.value,))


def why(match: QueryMatch, position: int) -> list[str]:
    """Return the reasons for the rank of a posting, the most important first."""
    if position in match.likes:
        return [_("shares its most telling words")]
    hits = match.hits
    named = (
        (hits.heading, _("every word in the title")),
        (hits.team, _("every word in the title or organisation")),
        (hits.own, _("every word in the text")),
        (hits.aside, _("a synonym in the title")),
        (hits.found, _("a synonym in the text")),
    )
    reasons = [next(reason for bits, reason in named if bits >> position & 1)]
    if match.ordered >> position & 1:
        reasons.append(_("in this order"))
    if hits.exact >> position & 1:
        reasons.append(_("exact spelling"))
    return reasons


def _blockers(table: FacetTable, query: Query, text_bits: int) -> tuple[Blocker, ...]:
    """Return the facets whose chosen values exclude everything, the most helpful first."""
    names = [name for name, values in query.chosen if values]
    fewer = [(name, query.choosing(name, ())) for name in names]
    if query.open_only:
        names.append("open-only")
        fewer.append(("open-only", query._replace(open_only=False)))
    counts = [(name, (text_bits & table.matching(less)).bit_count()) for name, less in fewer]
    if table.left_out:
        everything = table.for_user(table.user, 0)
        counts.append((HIDDEN, (text_bits & everything.matching(query)).bit_count()))
    helpful = [Blocker(name, count) for name, count in counts if count]
    if not helpful and names and (rest := (text_bits & table.all & ~table.left_out).bit_count()):
        helpful = [Blocker("", rest)]
    return tuple(sorted(helpful, key=lambda blocker: -blocker.postings))
