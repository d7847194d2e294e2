"""What a word finds in the index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from jobtui.text.query_terms import QueryTerm


class Hits(NamedTuple):
    """Bit sets over postings; each but ``found`` is a part of it that ranks higher."""

    found: int
    heading: int  # every word itself is in the heading
    team: int  # every word itself is in the heading or names the organisation
    exact: int  # every word stands there as it was typed, accents and case aside
    own: int  # no synonym was needed
    aside: int  # every word or a synonym is in the heading


class Words(Protocol):
    """What an index answers about one word or a row of words."""

    def has(self, term: QueryTerm) -> Hits:
        """Return what holds a word, in any form."""

    def begins(self, term: QueryTerm) -> Hits:
        """Return what holds a word that begins so, or this word in another form."""

    def nearly(self, term: QueryTerm) -> tuple[Hits, frozenset[str]]:
        """Return what holds a word that is spelt nearly so, and these words' terms."""

    def in_order(self, terms: Sequence[QueryTerm], candidates: int, field: str = "") -> int:
        """Return those of *candidates* that hold the words one behind the other."""
