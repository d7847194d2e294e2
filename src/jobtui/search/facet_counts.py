"""Facet counts: how many postings have each value of a facet.

Every value is a bit set over postings (a Python integer), so a count is ``(a & b).bit_count()``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from jobtui.bitset import bits_of
from jobtui.postings.facets import BY_NAME, NOT_STATED, OPEN, STATUSES, Facet, value_text
from jobtui.postings.model import ENDING, Status
from jobtui.search.query import Query

if TYPE_CHECKING:
    from datetime import date

    from jobtui.index.rows import Rows
    from jobtui.marks.bitsets import MarkSets
    from jobtui.marks.due import Due
    from jobtui.search.translations import Translations


class Bucket(NamedTuple):
    """One value of a facet, how many postings have it, and whether it is chosen."""

    value: str
    postings: int
    chosen: bool


class _Values(NamedTuple):
    """The values of one facet: their bit sets, and their spellings."""

    sets: dict[str, int]  # by the spelling that is shown
    spelling: dict[str, str]  # the key of every other spelling -> the one that is shown
    written: dict[str, list[str]]  # the spelling that is shown -> all that are in the index


class Buckets(Mapping[str, tuple[Bucket, ...]]):
    """The values of every facet with their counts, each counted when it is first looked at."""

    def __init__(self, table: FacetTable | None, query: Query, found_by_text: int) -> None:
        """Count among *found_by_text*, what the query's text matches; without a *table* nothing."""
        self._table, self._query, self._found = table, query, found_by_text
        self._counted: dict[str, tuple[Bucket, ...]] = {}

    def __getitem__(self, name: str) -> tuple[Bucket, ...]:
        if name not in self._counted:
            if name not in BY_NAME:
                raise KeyError(name)
            table = self._table
            self._counted[name] = table.shown(name, self._query, self._found) if table else ()
        return self._counted[name]

    def __iter__(self) -> Iterator[str]:
        return iter(BY_NAME)

    def __len__(self) -> int:
        return len(BY_NAME)


class FacetTable:
    """The bit sets of every value of every facet, for some postings on one day."""

    def __init__(self, rows: Rows, day: date, translations: Translations | None = None) -> None:
        self._rows, self._day = rows, day
        self.all = rows.alive
        self._values: dict[str, _Values] = {}
        self._order: dict[str, dict[str, int]] = {}
        self.user: MarkSets | None = None
        self._translations = translations
        self.left_out = 0  # hidden postings, unless they are asked for

    def for_user(self, user: MarkSets | None, left_out: int) -> FacetTable:
        """Return this with the user's own facets; what this has counted, both know."""
        if user is None:  # who has no marks pays for none
            return self
        table = FacetTable.__new__(FacetTable)
        vars(table).update(vars(self))
        table.user, table.left_out = user, left_out
        return table

    def matching(self, query: Query, without: str = "") -> int:
        """Return what the chosen facet values let through, the facet *without* left aside."""
        found = self.all
        if without != "mark" and "hidden" not in query.values("mark"):
            found &= ~self.left_out
        for name, values in query.chosen:
            if name != without:
                found &= self.any_of(name, values)
        if query.open_only and without != "status":
            found &= self.any_of("status", (OPEN,))
        return found

    def once(self, query: Query, found: int) -> int:
        """Return *found* with each job in one language, if the query wants that."""
        if not query.language or self._translations is None:
            return found
        return self._translations.once(found, query.language)

    def any_of(self, facet: str, values: Sequence[str]) -> int:
        """Return the postings with any of these values, in whatever spelling."""
        sets = self._of(facet).sets
        found = 0
        for value in values:
            found |= sets.get(self._shown(facet, value), 0)
        return found

    def spellings(self, facet: str, value: str) -> Sequence[str]:
        """Return all ways in which postings write a value."""
        shown = self._shown(facet, value)
        return self._of(facet).written.get(shown, (shown,))

    def buckets(self, query: Query, found_by_text: int) -> Buckets:
        """Return every facet's values with their counts; a facet ignores its own choice."""
        return Buckets(self, query, found_by_text)

    def shown(self, name: str, query: Query, found_by_text: int) -> tuple[Bucket, ...]:
        """Return what ``count`` does; nothing if it cannot be read, which the rows remember."""
        return self._rows.read(lambda: self.count(name, query, found_by_text), ())

    def count(self, name: str, query: Query, found_by_text: int) -> tuple[Bucket, ...]:
        """Return one facet's values with their counts, those that nothing has left out."""
        found = found_by_text & self.matching(query, without=name)
        if name != "language":  # whoever asks for a language sees what there is in it
            found = self.once(query, found)
        return self._buckets(BY_NAME[name], query, found)

    def named(self, facet: str, written: str) -> tuple[str, ...]:
        """Return the values that the user may mean by *written*: the same word, else its parts.

        Case, accents and punctuation do not count; ``none`` stands for "not stated".
        """
        if written and written in self._of(facet).sets:
            return (written,)
        from jobtui.search.condition_words import other_place_name
        from jobtui.search.fields import FORMER_WORDS, codes_named
        from jobtui.text.folding import name_key

        key = name_key(written) or written.strip()
        if not key or key in ("none", "notstated", name_key(value_text(facet, NOT_STATED))):
            return (NOT_STATED,)
        values = [value for value in self._of(facet).sets if value != NOT_STATED]
        for value in values:
            if key in (name_key(value) or value, name_key(value_text(facet, value))):
                return (value,)
        if key in self._of(facet).spelling:
            return (self._of(facet).spelling[key],)
        if facet == "place" and (other := other_place_name(key)) in self._of(facet).spelling:
            return (self._of(facet).spelling[other],)
        if codes := codes_named(facet, key):
            return tuple(code for code in codes if code in values) or codes
        former = FORMER_WORDS.get(facet, {})
        return tuple(
            value
            for value in values
            if key in name_key(value)
            or key in name_key(value_text(facet, value))
            or key in former.get(value, "")
        )

    def values(self, facet: str) -> tuple[str, ...]:
        """Return all values of a facet, the frequent first."""
        sets = self._of(facet).sets
        return tuple(sorted(sets, key=lambda value: -sets[value].bit_count()))

    def _of(self, name: str) -> _Values:
        """Return the values of a facet; made when they are first asked for."""
        if BY_NAME[name].by_user:
            from jobtui.marks.bitsets import UNMARKED

            user = self.user or UNMARKED
            sets = self.due().sets() if name == "due" else user.sets(name, self.all)
            return _Values(sets, {}, {})
        if name not in self._values:
            facet = BY_NAME[name]
            sets = self._rows.sets(name)
            if name == "status":
                sets = self._on_the_day(sets)
            plain = _Values(sets, {}, {})
            self._values[name] = plain if facet.ordered else self._merged(facet, sets)
        return self._values[name]

    def due(self) -> Due:
        """Return what is due on the day; without the user's marks nothing."""
        from jobtui.marks.due import Due, due

        if self.user is None or not self.user.is_used("due"):
            return Due()
        is_open = self.any_of("status", (OPEN,))
        return due(self.user, is_open, self._rows.numbers("closes"), self._day)

    def _on_the_day(self, stated: dict[str, int]) -> dict[str, int]:
        """Return the statuses that postings have on the day, from those that their files state."""
        today, sets = self._day.toordinal(), dict(stated)
        closes, opens = map(self._rows.numbers, ("closes", "opens"))
        passed = bits_of(position for position, day in enumerate(closes) if 0 < day < today)
        coming = bits_of(position for position, day in enumerate(opens) if day > today) & ~passed
        for status in ENDING:
            bits = sets.get(status.value, 0)
            sets[status.value] = bits & ~passed & ~coming
            for changed, on_the_day in ((passed, Status.EXPIRED), (coming, Status.UPCOMING)):
                sets[on_the_day.value] = sets.get(on_the_day.value, 0) | bits & changed
        return {value: bits for value, bits in sets.items() if bits}

    def _merged(self, facet: Facet, sets: dict[str, int]) -> _Values:
        """Bring values that differ in case, accents, punctuation or article to the frequent one."""
        # Not at module scope: to print what is open, no word has to be taken apart.
        from jobtui.text.folding import name_key

        spelling: dict[str, str] = {}
        merged: dict[str, int] = {}
        written: dict[str, list[str]] = {}
        for value in sorted(sets, key=lambda value: (-sets[value].bit_count(), value)):
            key = name_key(value) or value
            name = spelling.setdefault(key, value) if value != NOT_STATED else value
            merged[name] = merged.get(name, 0) | sets[value]
            written.setdefault(name, []).append(value)
        for name, value in self._rows.other_names(facet.name):
            if (other := name_key(name)) and (key := name_key(value) or value) in spelling:
                spelling.setdefault(other, spelling[key])
        return _Values(merged, spelling, written)

    def _shown(self, facet: str, value: str) -> str:
        values = self._of(facet)
        if value in values.sets or BY_NAME[facet].ordered:
            return value
        from jobtui.text.folding import name_key

        return values.spelling.get(name_key(value) or value, value)

    def _own_buckets(self, name: str, query: Query, found: int) -> tuple[Bucket, ...]:
        """Return the values of a facet of the user's; none while they have not used it."""
        chosen = query.values(name)
        if not chosen and (self.user is None or not self.user.is_used(name)):
            return ()
        seen = found if "hidden" in query.values("mark") else found & ~self.left_out
        counts = {
            value: (bits & (found if value == "hidden" else seen)).bit_count()
            for value, bits in self._of(name).sets.items()
        }
        return tuple(
            Bucket(value, count, value in chosen)
            for value, count in counts.items()
            if count or value in chosen
        )

    def _buckets(self, facet: Facet, query: Query, found: int) -> tuple[Bucket, ...]:
        if facet.by_user:
            return self._own_buckets(facet.name, query, found)
        chosen = {self._shown(facet.name, value) for value in query.values(facet.name)}
        if facet.name == "status" and query.open_only:
            chosen = {OPEN}
        arranged = self._arranged(facet)
        counts = {value: (bits & found).bit_count() for value, bits in arranged.items()}
        # A choice that no posting has any more stays in sight, so that it can be dropped.
        counts |= dict.fromkeys(sorted(chosen - arranged.keys()), 0)
        values = list(counts)
        if not facet.ordered:
            values = [value for value, count in counts.items() if count or value in chosen]
            values.sort(key=counts.__getitem__, reverse=True)  # the frequent first
            if NOT_STATED in values:
                values.remove(NOT_STATED)
                values.append(NOT_STATED)
        return tuple([Bucket(value, counts[value], value in chosen) for value in values])

    def _arranged(self, facet: Facet) -> dict[str, int]:
        """Return the values of a facet in an order of their own, which counts may overrule."""
        if facet.name not in self._order:
            pairs = list(self._of(facet.name).sets.items())
            if facet.name == "status":
                pairs.sort(key=lambda pair: STATUSES.index(pair[0]))
            elif facet.ordered:
                pairs.sort(key=lambda pair: pair[0], reverse=True)
            else:
                from jobtui.text.folding import fold

                pairs.sort(key=lambda pair: fold(pair[0]))
            pairs.sort(key=lambda pair: pair[0] == NOT_STATED)
            self._order[facet.name] = dict(pairs)
        return self._order[facet.name]
