"""The results of a query: what was found, in which order and why; what may help if nothing was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from jobtui.bitset import bits_of, numbers_of, union
from jobtui.i18n import _
from jobtui.postings.model import Status
from jobtui.search.query import Query, Sort
from jobtui.search.ranking import Ranking, Scored, in_bands, split_by

if TYPE_CHECKING:
    from jobtui.marks.bitsets import MarkSets
    from jobtui.search.evaluate import QueryMatch
    from jobtui.search.facet_counts import Bucket, FacetTable
    from jobtui.search.meaning import Meaning
    from jobtui.search.nodes import Node, Parsed
    from jobtui.search.partial_answers import Partial
    from jobtui.search.scoring import Group
    from jobtui.search.snapshot import Snapshot
    from jobtui.search.spelling import Slip
    from jobtui.search.unknown_values import UnknownValue

HIDDEN = "hidden"  # a blocker beside the facets: postings that the user hid
_MOST_LEFT_OUT = 6  # words of a query without results that are left out, one by one
# A group of more postings is ordered by the sets that it belongs to, so that a key stays fast; and
# when so many are scored, which fills several screens, all others are.
_MOST_SCORED, _LEAST_SCORED = 1000, 200
_RARE = 50  # words that fewer than 1 of so many postings have may be slips (``spelling``)
_FEW = 5  # postings of a job that answer a query whole: others come after them
_MOST_WORDS = 12  # a longer query without results is no typing error
_MOST_UNITS = 2 * _MOST_WORDS  # of words and conditions: each is looked up by itself


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


class HitMarking(NamedTuple):
    """What to mark in the text of a result: terms, and prefixes of words."""

    terms: frozenset[str]
    prefixes: tuple[str, ...]


class Count(NamedTuple):
    """How many postings a query finds, and how many of them are new to the user."""

    postings: int
    new: int


class Help(NamedTuple):
    """How a query was understood, and what may help if it is not valid or finds nothing."""

    hint: str = ""  # why it was taken as plain words
    slips: tuple[Slip, ...] = ()  # words that were searched in another spelling
    meanings: tuple[Meaning, ...] = ()  # words that were understood as conditions
    ignored: tuple[str, ...] = ()  # parts without a letter or digit, such as an emoji
    partial: Partial | None = None  # if no posting has all words
    without: tuple[WithoutWord, ...] = ()
    unknown: tuple[UnknownValue, ...] = ()  # values of filters that no posting has


NO_HELP = Help()
NO_MARKING = HitMarking(frozenset(), ())


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
    def orders(self) -> list[Sort]:
        """The orders to choose from: without words there is no relevance."""
        return list(Sort) if self.match is not None else list(Sort)[1:]

    @property
    def marking(self) -> HitMarking:
        """What to mark in the text of each posting."""
        return HitMarking(self.match.terms, self.match.prefixes) if self.match else NO_MARKING


class _Found(NamedTuple):
    """What a query finds, before it is put in order."""

    query: Query  # with the filters of its text as chosen values
    table: FacetTable
    by_text: int  # what its words and conditions find alone
    parsed: Parsed | None = None
    match: QueryMatch | None = None
    help: Help = NO_HELP
    whole: int = 0  # what has all words, if the best answers are partial ones

    @property
    def all(self) -> int:
        """What it finds."""
        return self.table.once(self.query, self.by_text & self.table.matching(self.query))


def _find(snapshot: Snapshot, query: Query, user: MarkSets | None) -> _Found:
    hidden = user.bits.get("hidden", 0) if user else 0
    table = snapshot.facets(query.as_of)
    if not query.text.strip():
        table = table.for_user(user, hidden)
        return _Found(query, table, table.all)
    from jobtui.search.field_values import values_meant
    from jobtui.search.parser import asks_for, parse

    parsed = parse(query.text)
    table = table.for_user(user, 0 if asks_for(parsed, "mark", "hidden") else hidden)
    for typed in parsed.filters:
        meant = [value for text in typed.values for value in values_meant(table, typed.facet, text)]
        query = query.choosing(typed.facet, (*query.values(typed.facet), *meant))
    found = _evaluated(snapshot, _Found(query, table, 0, parsed), parsed.node)
    if found.match is None:
        return found
    # Each word has at least as many postings as all together: of many none is a slip.
    if _RARE * found.by_text.bit_count() <= table.all.bit_count():
        found = _respelt(snapshot, found)
    return found if _is_answered(found) else _nearest(snapshot, found)


def _evaluated(snapshot: Snapshot, found: _Found, node: Node | None) -> _Found:
    """Return what a tree finds, with the conditions that its words state."""
    from jobtui.search.meaning import understand

    assert found.parsed is not None
    understood = understand(node, lambda: snapshot.places)
    parsed = found.parsed._replace(node=understood.node)
    help_ = Help(parsed.hint, found.help.slips, understood.meanings, parsed.ignored)
    match = snapshot.answer(found.query, parsed, found.table)
    by_text = match.hits.found if match else found.table.all
    return found._replace(by_text=by_text, parsed=parsed, match=match, help=help_)


def _respelt(snapshot: Snapshot, found: _Found) -> _Found:
    """Return what is found once the slips of a query are mended."""
    assert found.parsed is not None and found.parsed.node is not None
    node, slips = snapshot.respell(
        found.parsed.node, "" if found.query.is_finished else found.query.text
    )
    if not slips:
        return found
    meanings = found.help.meanings
    again = _evaluated(snapshot, found._replace(help=Help(slips=slips)), node)
    return again._replace(help=again.help._replace(meanings=(*meanings, *again.help.meanings)))


def _is_answered(found: _Found) -> bool:
    """Whether a query has whole answers: enough with the job in the title, if it names one.

    A job that only the text names is mostly that of a colleague. Where a title names it, a posting
    that meets one of several conditions may do as well, but none that lacks the only one.
    """
    jobs, conditions = found.match.jobs if found.match else None, len(found.help.meanings)
    if jobs is None or not found.all:
        return bool(found.all)
    named = (found.all & jobs).bit_count()
    if not named:
        return not conditions and found.all.bit_count() >= _FEW
    return named >= _FEW or conditions < 2


def _nearest(snapshot: Snapshot, found: _Found) -> _Found:
    """Return what has the most words of a query that nothing answers whole, or little.

    Conditions, filters and what is left out hold for these as well.
    """
    from jobtui.search.nodes import And, Meant, Or, Phrase, Word
    from jobtui.search.partial_answers import (
        QueryPart,
        others_of_job,
        partial_answers,
        partial_answers_of_job,
    )
    from jobtui.search.translate import units_of

    assert found.parsed is not None
    node, allowed, whole = found.parsed.node, found.table.matching(found.query), found.all
    units = list(units_of(node.nodes)) if isinstance(node, And) else []
    if not 1 < len(units) <= _MOST_UNITS or found.query.values("since") or found.match is None:
        return found
    parts: list[QueryPart] = []
    groups: list[Group] = []
    for unit in units:
        part = unit[0] if len(unit) == 1 else And(tuple(unit))
        match = snapshot.answer(found.query, found.parsed._replace(node=part), found.table)
        if not isinstance(part, And | Word | Meant | Phrase | Or):
            allowed &= match.hits.found if match else -1
        elif match is not None:
            parts.append(
                QueryPart(len(unit), match.hits.found, match.jobs, isinstance(part, Meant))
            )
            groups += match.groups
    if not 1 < len(parts) <= _MOST_WORDS:
        return found
    first: tuple[int, ...] = ()
    if whole:
        named = whole & (found.match.jobs or 0)
        nearest = partial_answers_of_job(parts, allowed, named)
        first = (named, nearest.best) if nearest else ()
        if nearest is None and not named and whole.bit_count() < _FEW:
            nearest = others_of_job(parts, allowed & ~whole)
            first = (whole, nearest.best) if nearest else ()
    else:
        nearest = partial_answers(parts, allowed)
        first = (nearest.best,) if nearest else ()
    if nearest is None:
        return found
    every = nearest.found | whole
    hits = found.match.hits._replace(found=every)
    return found._replace(
        by_text=every,
        match=found.match._replace(hits=hits, first=first, groups=tuple(groups)),
        help=found.help._replace(partial=nearest.partial),
        whole=whole,
    )


def answer(snapshot: Snapshot, query: Query, user: MarkSets | None = None) -> Results:
    """Run a query on one snapshot, with the *user*'s marks. Raises BrokenIndexError."""
    found = _find(snapshot, query, user)
    query, table, parsed, match = found.query, found.table, found.parsed, found.match
    help_ = found.help
    ranking = _ranked(snapshot, query, match, found.all)
    if not ranking and match is not None and parsed is not None:
        help_ = _help(snapshot, found, parsed, help_)
    if not ranking and query.chosen:
        from jobtui.search.unknown_values import unknown_values

        help_ = help_._replace(unknown=unknown_values(table, query.chosen))
    return Results(
        query,
        ranking,
        table.buckets(query, found.by_text),
        table.once(query, table.all).bit_count(),
        match,
        () if ranking else _blockers(table, query, found.by_text),
        help_,
        _order(query, match),
        user=user,
        open_first=(found.all & _open(snapshot, query)).bit_count() if query.open_first else 0,
    )


def count(snapshot: Snapshot, query: Query, user: MarkSets | None) -> Count:
    """Count what a query finds. Raises BrokenIndexError."""
    answered = _find(snapshot, query, user)
    found = answered.whole if answered.help.partial else answered.all
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
    without = []
    for word in words[:_MOST_LEFT_OUT] if len(parts) > 1 else ():
        rest = And(tuple(part for part in parts if part is not None and part is not word))
        match = snapshot.answer(query, parsed._replace(node=rest), found.table)
        count = match.hits.found & found.table.matching(query) if match else 0
        if count:
            without.append(WithoutWord(word.text, count.bit_count()))
    return help_._replace(without=tuple(without))


def _order(query: Query, match: QueryMatch | None) -> Sort:
    """Return the order that applies: without words there is no relevance."""
    if query.order is Sort.RELEVANCE and not (
        match and (match.terms or match.prefixes or match.likes)
    ):
        return Sort.NEWEST
    return query.order


def _ranked(snapshot: Snapshot, query: Query, match: QueryMatch | None, found: int) -> Ranking:
    """Put what was found in order.

    By relevance: what ``match`` puts first comes first; then the score decides. Of postings whose
    scores are in one band, the open ones come first.
    """
    sort = _order(query, match)
    is_open = _open(snapshot, query)
    tiers = (is_open,) if query.open_first else ()
    if sort is not Sort.RELEVANCE or match is None:
        order = snapshot.order(sort, query.as_of)
        return Ranking(split_by(found, tiers), order, snapshot.posting_at)
    newest = snapshot.order(Sort.NEWEST, query.as_of)
    likes = [position for position in match.likes if found >> position & 1]
    if likes:  # postings like one come by likeness alone
        others = found & ~bits_of(likes)
        return Ranking(split_by(others, tiers), newest, snapshot.posting_at, likes)
    groups = split_by(found, (*tiers, *match.first))
    scored: list[int] = []
    while groups and union(scored).bit_count() < _LEAST_SCORED:
        if groups[0].bit_count() > _MOST_SCORED:
            break
        scored.append(groups.pop(0))
    rest = [part for group in groups for part in split_by(group, _tiers(match, is_open))]

    def by_score(group: int) -> Iterator[int]:
        scores = snapshot.scores(match, group)
        return in_bands(newest.of(group), scores, numbers_of(group & is_open))

    # Damage is told now for what comes first; what comes later keeps the order that it has.
    first = by_score(scored[0]) if scored else iter(())

    def order_of(group: int) -> Iterator[int]:
        if group == scored[0]:
            return first
        return snapshot.rows.read(lambda: by_score(group), newest.of(group))

    return Ranking([*scored, *rest], newest, snapshot.posting_at, (), Scored(len(scored), order_of))


def _tiers(match: QueryMatch, is_open: int) -> tuple[int, ...]:
    """Return the sets that come first in a group that is too large to be scored."""
    hits = match.hits
    return (hits.own, hits.heading, hits.team, match.ordered, hits.exact, is_open)


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
