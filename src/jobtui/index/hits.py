"""What a query's words find in the index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from jobtui.text.query_terms import QueryTerm


class Hits(NamedTuple):
    """Bit sets of postings; all others are subsets of ``found``, which rank higher."""

    found: int
    heading: int  # every word itself is in the heading
    team: int  # every word itself is in the heading or names the organisation
    exact: int  # every word is there as typed, except for accents and case
    own: int  # no synonym was needed
    aside: int  # every word or a synonym is in the heading


class Words(Protocol):
    """What an index answers about a word or a phrase."""

    def has(self, term: QueryTerm) -> Hits:
        """Return the postings with a word, in any form."""

    def begins(self, term: QueryTerm) -> Hits:
        """Return the postings with a word that begins so, or with another form of this word."""

    def nearly(self, term: QueryTerm) -> tuple[Hits, frozenset[str]]:
        """Return the postings with a word spelt almost like it, and the terms of those words."""

    def in_order(self, terms: Sequence[QueryTerm], candidates: int, field: str = "") -> int:
        """Return those of *candidates* that contain the words as a phrase."""
