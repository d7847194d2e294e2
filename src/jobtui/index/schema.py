"""The schema of the index: texts, beginnings and surface forms of their words, facets, days.

Where Whoosh's fields yield an item for each term, these hand the pool of terms (``term_pool``) a
whole text, or a set of terms, as one item.
"""

from __future__ import annotations

from array import array
from functools import cache
from typing import TYPE_CHECKING, Any

from whoosh.fields import DATETIME, STORED, FieldType, Schema
from whoosh.formats import Existence, Positions

from jobtui.index.analysis import Analysed, analysed, french_analyzer
from jobtui.index.columns import TEXT_FIELDS
from jobtui.postings.facets import FACETS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STARTS, HEADING_STARTS, FORMS = "start_of_word", "start_of_heading_word", "surface_form"
INDEXED_FACETS = tuple(facet for facet in FACETS if not facet.by_user)
NO_VALUE = "\0"  # the term of postings that do not state a facet, as no term is empty
BUNDLE = b"\0bundle"  # in place of a term: the item is a whole text or a set of terms
Item = tuple[bytes, int, float, Any]  # term, occurrences, weight, positions


class ArrayPositions(Positions):  # type: ignore[misc]
    """Whoosh's positions, encoded as an array instead of a pickle."""

    def encode(self, positions: Sequence[int]) -> bytes:
        """Return positions as bytes."""
        return array("H", positions).tobytes()

    def decode_positions(self, value: bytes) -> Sequence[int]:
        """Return the positions that ``encode`` was given."""
        positions = array("H")
        positions.frombytes(value)
        return positions

    def decode_frequency(self, value: bytes) -> int:
        """Return the number of positions."""
        return len(value) // 2

    def decode_weight(self, value: bytes) -> float:
        """Return the number of positions."""
        return float(len(value) // 2)


class _Words(FieldType):  # type: ignore[misc]
    """A field whose terms are texts; file names may hold lone surrogates."""

    def to_bytes(self, value: str | bytes) -> bytes:
        """Return a term as it is in the index."""
        return encoded(value) if isinstance(value, str) else value

    def from_bytes(self, term: bytes) -> str:
        """Return the text of a term."""
        return decoded(term)


class French(_Words):
    """A text whose words are found in any gender and number, and in their order."""

    def __init__(self) -> None:
        super().__init__(ArrayPositions(), french_analyzer(), scorable=True, multitoken_query="and")

    def index(self, value: str | Analysed, **_more: object) -> Iterator[Item]:
        """Yield one bundle."""
        text = value if isinstance(value, Analysed) else analysed(value)
        yield BUNDLE, sum(text.counts.values()), 1.0, text


class WordSet(_Words):
    """Whether a document has a term: given values, or one part of an analysed text."""

    def __init__(self, part: str = "", unique: bool = False) -> None:
        super().__init__(Existence(), None, unique=unique, stored=unique)
        self.part = part

    def index(self, value: str | Analysed | Sequence[str], **_more: object) -> Iterator[Item]:
        """Yield one bundle."""
        terms: Any = (value,) if isinstance(value, str) else value
        if self.part:
            text = value if isinstance(value, Analysed) else analysed(" ".join(terms))
            terms = getattr(text, self.part)
        yield BUNDLE, 0, 1.0, terms

    def process_text(self, text: str, **_more: object) -> Iterator[str]:
        """Yield a value of a query as it is."""
        return iter((text,))


def encoded(term: str) -> bytes:
    """Return a term as it is in the index; file names may hold lone surrogates."""
    return term.encode("utf-8", "surrogatepass")


def decoded(term: bytes) -> str:
    """Return the term that ``encoded`` was given."""
    return term.decode("utf-8", "surrogatepass")


@cache
def schema() -> Schema:
    """Return the schema; it is never read from a file."""
    return Schema(
        id=WordSet(unique=True),
        path=WordSet(unique=True),
        title=STORED(),
        row=STORED(),
        published=DATETIME(),
        opens=DATETIME(),
        closes=DATETIME(),
        **{name: French() for name in TEXT_FIELDS},
        **{STARTS: WordSet("starts"), HEADING_STARTS: WordSet("starts"), FORMS: WordSet("forms")},
        **{facet.name: WordSet() for facet in INDEXED_FACETS},
    )
