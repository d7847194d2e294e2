"""The full-text index: the only module that imports Whoosh.

Three fields of neutral terms with frequencies (heading, organisation, body), no positions and no
stored text; two existence-only fields with each word's first one to three letters; a lexicon that
leads from surface forms to neutral terms. Answers are bit sets over document numbers: Python
integers, one bit a posting. Any exception on opening or asking means that the index is rebuilt.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from whoosh import fields, formats
from whoosh import index as whoosh_index
from whoosh.reading import TermNotFound

from jobtui.bits import bits_of
from jobtui.french import Word, question_terms, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_MARK = "\x1f"  # between surface form and term in the lexicon; no word holds it
_SHORT = 3  # prefixes of up to so many letters have fields of their own
_MOST_FORMS = 2000  # of one prefix that are looked up
_FIELDS = ("heading", "team", "body")


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
        self.scorable = counted
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
    )


def create(directory: str) -> None:
    """Make an empty index in *directory*, which exists and is empty."""
    whoosh_index.create_in(directory, _schema())


def write(directory: str, texts: Iterable[Text], removed: Iterable[int]) -> dict[int, int]:
    """Add *texts*, remove the numbers *removed*; return each number's document number.

    Only for a directory that nobody else reads yet: atomicity is the caller's.
    """
    index = whoosh_index.open_dir(directory, schema=_schema())
    writer = index.writer(limitmb=64)
    try:
        for number in removed:
            writer.delete_by_term("number", number)
        for text in texts:
            writer.add_document(**_document(text))
    except BaseException:
        writer.cancel()
        raise
    writer.commit()
    return _positions(directory)


def _document(text: Text) -> dict[str, object]:
    counts: dict[str, dict[str, int]] = {name: {} for name in _FIELDS}
    start: dict[str, int] = {}
    heading_start: dict[str, int] = {}
    lexicon: dict[str, int] = {}
    for name, value in zip(_FIELDS, (text.heading, text.team, text.body), strict=True):
        count = counts[name]
        for token in tokens(value):
            count[token.term] = count.get(token.term, 0) + 1
            for surface in token.surfaces:
                lexicon[f"{surface}{_MARK}{token.term}"] = 1
                for length in range(1, min(_SHORT, len(surface)) + 1):
                    start[surface[:length]] = 1
                    if name == "heading":
                        heading_start[surface[:length]] = 1
    return {
        "number": text.number,
        **counts,
        "start": start,
        "heading_start": heading_start,
        "lexicon": lexicon,
    }


def _positions(directory: str) -> dict[int, int]:
    reader = whoosh_index.open_dir(directory, schema=_schema()).reader()
    try:
        if not reader.doc_count():
            return {}
        column = reader.column_reader("number")
        return {int(column[doc]): doc for doc in reader.all_doc_ids()}
    finally:
        reader.close()


class Match(NamedTuple):
    """What a question found: bit sets over document numbers, and what was looked for."""

    found: int
    heading: int  # every word is in the heading
    team: int  # every word is in the heading or the organisation
    exact: int  # every word stands there as it was typed
    terms: frozenset[str]  # to be marked in what is shown
    prefix: str


class TextIndex:
    """One opened index, read only; safe to use from one thread at a time."""

    def __init__(self, directory: str) -> None:
        """Open the index in *directory*. Raises BrokenIndexError."""
        try:
            self._reader = whoosh_index.open_dir(directory, schema=_schema()).reader()
            self._total = self._reader.doc_count()
        except Exception as error:  # torn files raise nearly anything
            raise BrokenIndexError(f"{type(error).__name__}: {error}") from error
        self._bits: dict[tuple[str, str], int] = {}

    def match(self, question: str, prefix_last: bool) -> Match | None:
        """Return what every word of *question* finds; None if it holds no word.

        With *prefix_last* the last word may be the beginning of one. Raises BrokenIndexError.
        """
        words = question_terms(question)
        if not words:
            return None
        try:
            return self._match(words, prefix_last and not question[-1:].isspace())
        except Exception as error:
            raise BrokenIndexError(f"{type(error).__name__}: {error}") from error

    def scores(self, match: Match, documents: Iterable[int]) -> dict[int, float]:
        """Return BM25F scores of some documents, those shown. Raises BrokenIndexError."""
        try:
            return self._scores(match, documents)
        except Exception as error:
            raise BrokenIndexError(f"{type(error).__name__}: {error}") from error

    def _scores(self, match: Match, documents: Iterable[int]) -> dict[int, float]:
        wanted = set(documents)
        scores = dict.fromkeys(wanted, 0.0)
        for name, weight in zip(_FIELDS, (8.0, 3.0, 1.0), strict=True):
            for term in sorted(match.terms):
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

    def _match(self, words: list[Word], prefix_last: bool) -> Match:
        found = heading = team = exact = -1
        terms: set[str] = set()
        prefix = ""
        for number, word in enumerate(words):
            in_heading, in_team, in_all = self._word(word)
            literal = self._exact(word)
            terms.update(word.terms)
            if prefix_last and number == len(words) - 1 and word.surface:
                prefix = word.surface
                more = self._prefix(word)
                in_heading, in_team, in_all = (
                    in_heading | more[0],
                    in_team | more[1],
                    in_all | more[2],
                )
            found &= in_all
            heading &= in_heading
            team &= in_heading | in_team
            exact &= literal
        return Match(found, found & heading, found & team, found & exact, frozenset(terms), prefix)

    def _word(self, word: Word) -> tuple[int, int, int]:
        in_heading = in_team = in_all = -1
        for term in word.terms:
            heading, team, body = (self._documents(name, term) for name in _FIELDS)
            in_heading &= heading
            in_team &= team
            in_all &= heading | team | body
        return (in_heading, in_team, in_all) if word.terms else (0, 0, 0)

    def _prefix(self, word: Word) -> tuple[int, int, int]:
        if len(word.surface) <= _SHORT:
            in_heading = self._documents("heading_start", word.surface)
            return in_heading, 0, self._documents("start", word.surface)
        heading = team = found = 0
        for term in set().union(*map(self._forms, word.prefixes)):
            in_heading, in_team, in_body = (self._documents(name, term) for name in _FIELDS)
            heading |= in_heading
            team |= in_team
            found |= in_heading | in_team | in_body
        return heading, team, found

    def _forms(self, prefix: str) -> set[str]:
        terms: set[str] = set()
        for raw in self._reader.expand_prefix("lexicon", prefix.encode("utf-8", "replace")):
            terms.add(_text(raw).partition(_MARK)[2])
            if len(terms) >= _MOST_FORMS:
                break
        return terms

    def _exact(self, word: Word) -> int:
        found = 0
        for term in word.terms:
            found |= self._documents("lexicon", f"{word.surface}{_MARK}{term}")
        return found

    def _documents(self, field: str, term: str) -> int:
        """Return the documents that hold *term*, as bits; kept for the next key."""
        bits = self._bits.get((field, term))
        if bits is None:
            matcher = self._postings(field, term)
            bits = 0 if matcher is None else bits_of(matcher.all_ids())
            if len(self._bits) > 5000:
                self._bits.clear()
            self._bits[field, term] = bits
        return bits

    def _postings(self, field: str, term: str):  # type: ignore[no-untyped-def]
        try:
            return self._reader.postings(field, term.encode("utf-8", "replace"))
        except TermNotFound:
            return None


def _text(raw: bytes | str) -> str:
    return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else raw
