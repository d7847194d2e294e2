"""The rules of one language: what each of them asks, and the words that it looks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from jobtui.inference.sentences import Sentence, Sentences
from jobtui.inference.workplace import WorkplaceRules

T = TypeVar("T")


class Rule(NamedTuple, Generic[T]):
    """A rule that reads the folded heading, and the sentences that hold one of its words.

    *words* are as ``Sentences.holding`` takes them.
    """

    words: tuple[str, ...]
    read: Callable[[str, Sequence[Sentence]], T]

    def of(self, heading: str, sentences: Sentences) -> T:
        """Return what heading and sentences say."""
        return self.read(heading, sentences.holding(self.words))


class Rules(NamedTuple):
    """The rules of one language; they return codes as ``codes`` reads them."""

    contracts: Rule[tuple[str, ...]]
    remote: Rule[str]
    working_time: Rule[str]
    seniority: Rule[str]
    juniors: Rule[bool]
    domain: Callable[[str], str]
    duration: Rule[str]
    starts: Rule[str]
    workplace: WorkplaceRules
