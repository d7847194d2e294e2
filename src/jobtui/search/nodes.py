"""The syntax tree of a query."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Word(NamedTuple):
    """A word that a posting must contain."""

    text: str
    prefix: bool = False  # the beginning of a word
    near: bool = False  # also in a near spelling
    literal: bool = False  # without synonyms


class Phrase(NamedTuple):
    """Words that must follow one another in this order."""

    text: str


class InField(NamedTuple):
    """A field that must have one of some values, given as they were typed."""

    field: str
    values: tuple[str, ...]


class Range(NamedTuple):
    """The days that a date may have, both ends included; None: no limit."""

    field: str
    first: date | int | None  # an int counts days from Query.as_of
    last: date | int | None


class Quantity(NamedTuple):
    """The numbers that a field may have, both ends included; None: no limit."""

    field: str
    least: float | None
    most: float | None
    unit: str = ""  # empty: any


class Meant(NamedTuple):
    """Words that state a condition, such as "CDI": what meets it, or else has the words.

    ``near`` is a condition that does as well: a job that is fully remote can be done anywhere.
    """

    words: tuple[Word, ...]
    condition: InField
    near: InField | None = None


class Not(NamedTuple):
    """What a node does not match."""

    node: Node


class And(NamedTuple):
    """What all nodes match."""

    nodes: tuple[Node, ...]


class Or(NamedTuple):
    """What any of the nodes matches."""

    nodes: tuple[Node, ...]


Node = Word | Phrase | InField | Range | Quantity | Meant | Not | And | Or


class Filter(NamedTuple):
    """Values of a facet at the top level of a query, and where they stand in its text."""

    facet: str
    values: tuple[str, ...]
    start: int
    end: int


class Parsed(NamedTuple):
    """A parsed query: its tree (None: no words), its filters, and a hint if it is not valid.

    ``ignored`` are its parts without a letter or digit, such as an emoji.
    """

    node: Node | None
    filters: tuple[Filter, ...] = ()
    hint: str = ""
    ignored: tuple[str, ...] = ()
