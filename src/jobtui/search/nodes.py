"""The tree of a question."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    pass


class Word(NamedTuple):
    """One word that must be there."""

    text: str
    prefix: bool = False  # the beginning of a word
    near: bool = False  # or one that is spelt nearly so
    literal: bool = False  # and no synonym


class Phrase(NamedTuple):
    """Words that stand in this order, one behind the other."""

    text: str


class InField(NamedTuple):
    """A field holds any of some values, which are text as typed."""

    field: str
    values: tuple[str, ...]


class Range(NamedTuple):
    """The days that a date may be, both ends included; None: no end."""

    field: str
    first: date | int | None  # an int is a number of days from the day of the question
    last: date | int | None


class Not(NamedTuple):
    """What a part does not find."""

    node: Node


class And(NamedTuple):
    """What every part finds."""

    nodes: tuple[Node, ...]


class Or(NamedTuple):
    """What any part finds."""

    nodes: tuple[Node, ...]


Node = Word | Phrase | InField | Range | Not | And | Or


class Filter(NamedTuple):
    """A facet's values that were typed at the top of a question, and where they stand."""

    facet: str
    values: tuple[str, ...]
    start: int
    end: int


class Parsed(NamedTuple):
    """A question: its tree (None: no word), its filters, and a hint if it was not understood."""

    node: Node | None
    filters: tuple[Filter, ...] = ()
    hint: str = ""
