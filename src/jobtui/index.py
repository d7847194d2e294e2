"""The full-text index: the only module that imports Whoosh.

Three fields of neutral terms with frequencies (heading, organisation, body), no positions and no
stored text; two existence-only fields with each word's first three letters; a lexicon that leads
from surface forms to neutral terms where they differ; a column with the order of the words, four
bytes a word, in which a row of words is looked for among the few that hold them all. Answers are
bit sets over document numbers. Any exception means that the index is rebuilt.
"""

from __future__ import annotations

import math
import zlib
from itertools import groupby, islice
from typing import TYPE_CHECKING, NamedTuple

from whoosh import columns, fields, formats
from whoosh import index as whoosh_index
from whoosh.codec.whoosh3 import W3Codec, W3LeafMatcher
from whoosh.matching.wrappers import FilterMatcher
from whoosh.reading import TermNotFound

from jobtui.bits import bits_of, numbers_of
from jobtui.french import STOP_WORDS, Word, tokens
from jobtui.matching import Hits
from jobtui.spelling import distance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from whoosh.matching import Matcher

    from jobtui.french import Token

_MARK = "\x1f"  # between surface form and term in the lexicon; no word holds it
_SHORT = 3  # prefixes of up to so many letters have fields of their own
_COMMON = 0.6  # letters that a form ten times as frequent may be farther away
_MOST_SEGMENTS = 8  # before small ones are merged
_MOST_FORMS = 2000  # of one prefix that are looked up
_FIELDS = ("heading", "team", "body")
_GAP = b"\xff" * 8  # between heading, team and body in the column of words


class BrokenIndexError(Exception):
    """The index cannot be opened or read: build it again."""


class Text(NamedTuple):
    """What is indexed of one posting; *number* names it and is never used again."""

    number: int
    heading: str
    team: str
    body: str


class _Terms(fields.FieldType):  # type: ignore[misc]
    """Takes a mapping of terms to frequencies, as the analyzer has counted them."""

    def __init__(self, counted: bool) -> None:
        self.format = formats.Frequency() if counted else formats.Existence()
        self.counted = counted
        self.scorable = False  # lengths of texts would be kept; ranking goes by sets
        self.set_sortable(False)

    def index(
        self, value: Mapping[str, int], **_kwargs: object
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        for term, count in value.items():
            raw = term.encode("utf-8", "replace")
            if self.counted:
                yield raw, count, float(count), formats.pack_uint(count)
            else:
                yield raw, 1, 1.0, b""


def _schema() -> fields.Schema:
    return fields.Schema(
        number=fields.NUMERIC(int, bits=32, signed=False, sortable=True, unique=True),
        heading=_Terms(counted=True),
        team=_Terms(counted=True),
        body=_Terms(counted=True),
        start=_Terms(counted=False),
        heading_start=_Terms(counted=False),
        lexicon=_Terms(counted=False),
        order=fields.COLUMN(columns.VarBytesColumn()),
    )


def create(directory: str) -> None:
    """Make an empty index in *directory*, which exists and is empty."""
    whoosh_index.create_in(directory, _schema())


def write(directory: str, texts: Iterable[Text], removed: Iterable[int]) -> dict[int, int]:
    """Add *texts*, remove the numbers *removed*; return each number's document number.

    Only for a directory that nobody else reads yet: atomicity is the caller's.
    """
    index = whoosh_index.open_dir(directory, schema=_schema())
    writer = index.writer(limitmb=64, codec=W3Codec(blocklimit=1024, compression=0))
    try:
        for number in removed:
            writer.delete_by_term("number", number)
        for text in texts:
            writer.add_document(**_document(text))
    except BaseException:
        writer.cancel()
        raise
    writer.commit(merge=len(writer.segments) > _MOST_SEGMENTS)
    return _positions(directory)


def _document(text: Text) -> dict[str, object]:
    counts: dict[str, dict[str, int]] = {name: {} for name in _FIELDS}
    start: dict[str, int] = {}
    heading_start: dict[str, int] = {}
    lexicon: dict[str, int] = {}
    order: list[bytes] = []
    for name, value in zip(_FIELDS, (text.heading, text.team, text.body), strict=True):
        count = counts[name]
        found = tokens(value)
        order.append(_in_order(found))
        for token in found:
            count[token.term] = count.get(token.term, 0) + 1
            for surface in token.surfaces:
                if surface != token.term:
                    lexicon[f"{surface}{_MARK}{token.term}"] = 1
                start[surface[:_SHORT]] = 1
                if name == "heading":
                    heading_start[surface[:_SHORT]] = 1
    return {
        "number": text.number,
        **counts,
        "start": start,
        "heading_start": heading_start,
        "lexicon": lexicon,
        "order": _GAP.join(order),
    }


def _in_order(found: Iterable[Token]) -> bytes:
    """Return the words of a text in order, small words left out.

    A word that comes twice in a row counts once: "développeuse ou développeur" is one.
    """
    words: list[bytes] = []
    end = 0
    for term, surfaces, start, stop in found:
        if start >= end:
            end = stop
            if surfaces[0] not in STOP_WORDS:
                words.append(_sign(term))
    return b"".join(sign for sign, _same in groupby(words))


def _sign(term: str) -> bytes:
    return zlib.crc32(term.encode("utf-8", "replace")).to_bytes(4, "big")


def _positions(directory: str) -> dict[int, int]:
    reader = whoosh_index.open_dir(directory, schema=_schema()).reader()
    try:
        if not reader.doc_count():
            return {}
        column = reader.column_reader("number")
        return {int(column[doc]): doc for doc in reader.all_doc_ids()}
    finally:
        reader.close()


class TextIndex:
    """One opened index, read only; safe to use from one thread at a time."""

    def __init__(self, directory: str) -> None:
        """Open the index in *directory*. Raises BrokenIndexError."""
        try:
            self._reader = whoosh_index.open_dir(directory, schema=_schema()).reader()
            self._total = self._reader.doc_count()
            self._leaves = [
                (leaf, offset, bits_of(leaf.all_doc_ids()))
                for leaf, offset in self._reader.leaf_readers()
            ]
            self._order = self._reader.column_reader("order") if self._total else []
        except Exception as error:  # torn files raise nearly anything
            raise BrokenIndexError(f"{type(error).__name__}: {error}") from error
        self._bits: dict[tuple[str, str], int] = {}
        self._written: list[tuple[str, str]] | None = None

    def scores(self, terms: Iterable[str], documents: Iterable[int]) -> dict[int, float]:
        """Return BM25F scores of some documents, those shown."""
        wanted = set(documents)
        scores = dict.fromkeys(wanted, 0.0)
        for name, weight in zip(_FIELDS, (8.0, 3.0, 1.0), strict=True):
            for term in sorted(terms):
                matcher = self._postings(name, term)
                if matcher is None:
                    continue
                frequency = max(1, self._reader.doc_frequency(name, term.encode()))
                idf = math.log(1 + self._total / frequency)
                while matcher.is_active():
                    document = matcher.id()
                    if document in wanted:
                        count = matcher.weight()
                        scores[document] += weight * idf * count / (count + 1.2)
                    matcher.next()
        return scores

    def close(self) -> None:
        """Let go of the files."""
        self._reader.close()

    def has(self, word: Word) -> Hits:
        """Return what holds a word, in any form."""
        heading = team = found = -1
        for term in word.terms:
            in_heading, in_team, in_body = (self._documents(name, term) for name in _FIELDS)
            heading &= in_heading
            team &= in_heading | in_team
            found &= in_heading | in_team | in_body
        if not word.terms:
            return Hits(0, 0, 0, 0, 0, 0)
        return Hits(found, heading, team, found & self._exact(word), found, heading)

    def begins(self, word: Word) -> Hits:
        """Return what holds a word that begins so, or this word in another form."""
        whole = self.has(word)
        if len(word.surface) <= _SHORT:
            heading = self._starting("heading_start", word.surface)
            found = self._starting("start", word.surface)
            team = heading
        else:
            heading = team = found = 0
            for term in set().union(*map(self._forms, word.prefixes)):
                in_heading, in_team, in_body = (self._documents(name, term) for name in _FIELDS)
                heading |= in_heading
                team |= in_heading | in_team
                found |= in_heading | in_team | in_body
        found |= whole.found
        heading |= whole.heading
        return Hits(found, heading, team | whole.team, whole.exact, found, heading)

    def nearly(self, word: Word) -> tuple[Hits, frozenset[str]]:
        """Return what holds a word that is spelt nearly so, and these words' terms."""
        terms = frozenset(
            term
            for surface, term in self._surfaces()
            if distance(word.surface, surface, most=_far(word.surface)) >= 0
        )
        heading = team = found = 0
        for term in terms:
            in_heading, in_team, in_body = (self._documents(name, term) for name in _FIELDS)
            heading |= in_heading
            team |= in_heading | in_team
            found |= in_heading | in_team | in_body
        return Hits(found, heading, team, self.has(word).found, found, heading), terms

    def nearest(self, word: Word) -> str:
        """Return the written form that is spelt most like *word*, the frequent first; or ""."""
        best: tuple[float, str] | None = None
        for surface, term in self._surfaces():
            away = distance(word.surface, surface, most=_far(word.surface))
            if away > 0:
                often = self._anywhere(term).bit_count()
                # A rare near form is as likely a slip as what was typed.
                worth = away - _COMMON * math.log10(often + 1)
                if best is None or worth < best[0]:
                    best = (worth, surface)
        return best[1] if best else ""

    def in_order(self, words: Sequence[Word], candidates: int, field: str = "") -> int:
        """Return those of *candidates* that hold the words one behind the other."""
        signs = b"".join(_sign(term) for word in words if not word.is_stop for term in word.terms)
        if len(signs) <= 4:
            return candidates
        found = []
        for document in numbers_of(candidates):
            order = self._order[document]
            if field:
                order = order.split(_GAP, 1)[0]
            at = order.find(signs)
            while at >= 0 and at % 4:
                at = order.find(signs, at + 1)
            if at >= 0:
                found.append(document)
        return bits_of(found)

    def _surfaces(self) -> list[tuple[str, str]]:
        """Return every written form with its term; kept, as spelling is asked for again."""
        if self._written is None:
            pairs = (_text(raw).split(_MARK, 1) for raw in self._reader.lexicon("lexicon"))
            written = {(surface, term) for surface, term in pairs}
            for field in _FIELDS:
                written.update((term, term) for term in map(_text, self._reader.lexicon(field)))
            self._written = sorted(written)
        return self._written

    def _starting(self, field: str, prefix: str) -> int:
        """Return what holds a word of which *prefix*, of at most three letters, is the start."""
        bits = self._bits.get((field, prefix + "*"))
        if bits is None:
            bits = 0
            for start in self._expanded(field, prefix):
                bits |= self._documents(field, start)
            self._bits[field, prefix + "*"] = bits
        return bits

    def _forms(self, prefix: str) -> set[str]:
        """Return the terms of the words that begin with *prefix*."""
        terms = {form.partition(_MARK)[2] for form in self._expanded("lexicon", prefix)}
        for field in _FIELDS:  # a form that is its own term is not in the lexicon
            terms.update(self._expanded(field, prefix))
        return terms

    def _expanded(self, field: str, prefix: str) -> Iterator[str]:
        raw = self._reader.expand_prefix(field, prefix.encode("utf-8", "replace"))
        return (_text(term) for term in islice(raw, _MOST_FORMS))

    def _exact(self, word: Word) -> int:
        found = 0
        for term in word.terms:
            if term == word.surface:
                found |= self._anywhere(term)
            else:
                found |= self._documents("lexicon", f"{word.surface}{_MARK}{term}")
        return found

    def _anywhere(self, term: str) -> int:
        heading, team, body = (self._documents(name, term) for name in _FIELDS)
        return heading | team | body

    def _documents(self, field: str, term: str) -> int:
        """Return the documents that hold *term*, as bits; kept for the next key."""
        bits = self._bits.get((field, term))
        if bits is None:
            raw = term.encode("utf-8", "replace")
            bits = 0
            for leaf, offset, alive in self._leaves:
                try:
                    matcher = leaf.postings(field, raw)
                except TermNotFound:
                    continue
                bits |= (bits_of(_ids(matcher)) & alive) << offset
            if len(self._bits) > 5000:
                self._bits.clear()
            self._bits[field, term] = bits
        return bits

    def _postings(self, field: str, term: str):  # type: ignore[no-untyped-def]
        try:
            return self._reader.postings(field, term.encode("utf-8", "replace"))
        except TermNotFound:
            return None


def _ids(matcher: Matcher) -> Iterator[int]:
    """Yield the documents of a fresh matcher, deleted ones included.

    A block at a time, where that can be: one by one takes ten times as long.
    """
    if isinstance(matcher, FilterMatcher):
        matcher = matcher.child
    if not isinstance(matcher, W3LeafMatcher):
        yield from matcher.all_ids()
        return
    while matcher.is_active():
        matcher.id()  # reads the block
        yield from matcher._ids
        matcher._next_block()


def _far(surface: str) -> int:
    """Return how many letters may differ."""
    return 1 if len(surface) < 8 else 2


def _text(raw: bytes | str) -> str:
    return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else raw
