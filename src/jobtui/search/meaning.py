"""Plain words of a query that state a condition: "débutant", "télétravail", "CDI", "Paris".

They are understood beside their text: a posting is found if it meets the condition, or else has
the words. ``+word`` asks for the bare word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from jobtui.search.condition_words import (
    AROUND_PARIS,
    CONDITION_WORDS,
    ELSEWHERE,
    PLACE_NAMES,
)
from jobtui.search.nodes import And, InField, Meant, Node, Not, Or, Word
from jobtui.text.folding import fold
from jobtui.text.query_terms import query_terms
from jobtui.text.stemming import stem

if TYPE_CHECKING:
    ConditionOf = Callable[[Sequence[Word]], InField | None]

_SEPARATORS = re.compile(r"[\s/,'’-]+")
_BEGINNING = 2  # letters, which no stem changes: keys are made only of what begins as a query does
_MOST_WORDS = 5  # of the name of a place that no posting may have
_MOST_PLACES = 5_000  # names of a collection that are recognised; the frequent come first


class Meaning(NamedTuple):
    """Words of a query, as typed, and the condition that they are understood as."""

    text: str
    condition: InField


class Understood(NamedTuple):
    """A query's tree with the conditions that its words state, and what they are."""

    node: Node | None
    meanings: tuple[Meaning, ...] = ()


def understand(node: Node | None, places: Callable[[], Sequence[str]]) -> Understood:
    """Return a tree in which words that state a condition are ``Meant``.

    *places* returns the names of places that the collection has, the frequent ones first; it is
    asked only if there are words that the table does not know.
    """
    if node is None:
        return Understood(None)
    reader = _Reader(places)
    return Understood(reader.read(node), tuple(reader.meanings))


def key_of(text: str) -> str:
    """Return the stems of a text in one piece: equal for "entry-level" and "Entry level".

    >>> key_of("Débutant·es acceptées") == key_of("débutant accepté")
    True
    """
    return "".join(map(_key_of_word, _SEPARATORS.split(text)))


@lru_cache(maxsize=4096)
def _key_of_word(word: str) -> str:
    terms = query_terms(word)
    return stem(terms[-1].surface) if terms else ""


@lru_cache(maxsize=256)
def _table(beginning: str) -> dict[str, InField]:
    """Return the conditions by the keys of the words that state them, of keys that begin so."""
    return {
        key_of(words): condition
        for folded, words, condition in _conditions()
        if folded.startswith(beginning)
    }


@cache
def _conditions() -> list[tuple[str, str, InField]]:
    """Return the words that state a condition, folded and as listed, each with the condition."""
    return [
        (_SEPARATORS.sub("", fold(words)), words, InField(field, values))
        for field, values, listed in CONDITION_WORDS
        for words in listed.split(";")
    ]


@cache
def _elsewhere() -> frozenset[str]:
    return frozenset(map(key_of, ELSEWHERE.split(";")))


@cache
def _longest() -> int:
    every = (words for _field, _values, listed in CONDITION_WORDS for words in listed.split(";"))
    return max(len(re.split(r"[\s'’-]+", words.strip())) for words in every)


class _Reader:
    """Reads one tree."""

    def __init__(self, places: Callable[[], Sequence[str]]) -> None:
        self._named = places
        self._places: dict[str, InField] | None = None
        self.meanings: list[Meaning] = []

    def read(self, node: Node) -> Node:
        match node:
            case Word():
                return self._and((node,))
            case And(nodes):
                return self._and(nodes)
            case Or(nodes):
                return Or(tuple(map(self.read, nodes)))
            case Not(inner):
                before = list(self.meanings)  # what is left out is no chip
                read = Not(self.read(inner))
                self.meanings = before
                return read
        return node

    def _and(self, nodes: Sequence[Node]) -> Node:
        nodes = [node if isinstance(node, Word) else self.read(node) for node in nodes]
        found = self._meant(nodes, self._condition, _longest())
        if any(map(_is_remote, found)):
            found = self._meant(found, _known_place, _MOST_WORDS)
            found = list(map(_anywhere, found))
        return found[0] if len(found) == 1 else And(tuple(found))

    def _meant(self, nodes: Sequence[Node], condition_of: ConditionOf, most: int) -> list[Node]:
        """Return nodes in which the words that state a condition, up to *most* each, are ``Meant``.

        Of words that do, the longest run counts.
        """
        found: list[Node] = []
        at = 0
        while at < len(nodes):
            words = _words_from(nodes, at)
            for length in range(min(len(words), most), 0, -1):
                if condition := condition_of(words[:length]):
                    taken = tuple(words[:length])
                    found.append(Meant(taken, condition))
                    text = " ".join(word.text for word in taken)
                    self.meanings.append(Meaning(text, condition))
                    at += length
                    break
            else:
                found.append(nodes[at])
                at += 1
        return found

    def _condition(self, words: Sequence[Word]) -> InField | None:
        key = "".join(key_of(word.text) for word in words)
        if not key:
            return None
        return _table(key[:_BEGINNING]).get(key) or self._place(key)

    def _place(self, key: str) -> InField | None:
        if self._places is None:
            self._places = _places(tuple(self._named()[:_MOST_PLACES]))
        return self._places.get(key)


def _is_remote(node: Node) -> bool:
    """Whether a node asks for remote work, to any degree."""
    condition = node.condition if isinstance(node, Meant) else None
    return bool(condition and condition.field == "remote" and "full" in condition.values)


def _known_place(words: Sequence[Word]) -> InField | None:
    """Return the place that words name, though no posting may be there."""
    from jobtui.inference.gazetteer import place_named

    name = place_named(" ".join(word.text for word in words))
    return InField("place", (name,)) if name else None


def _anywhere(node: Node) -> Node:
    """Let jobs that are fully remote do for a place."""
    if isinstance(node, Meant) and node.condition.field == "place":
        return node._replace(near=InField("remote", ("full",)))
    return node


def _words_from(nodes: Sequence[Node], at: int) -> list[Word]:
    """Return the plain words from *at* on."""
    words: list[Word] = []
    for node in nodes[at:]:
        if not isinstance(node, Word) or node.literal or node.near or node.prefix:
            break
        words.append(node)
    return words


@lru_cache(maxsize=4)
def _places(named: tuple[str, ...]) -> dict[str, InField]:
    """Return the conditions on a place by the keys of their names, in either language."""
    names = [name for name in named if name]
    found = {key_of(name): InField("place", (name,)) for name in reversed(names)}
    for other, name in PLACE_NAMES.items():
        for one, two in ((other, name), (name, other)):
            if (known := found.get(key_of(two))) is not None:
                found.setdefault(key_of(one), known)
    around = frozenset(map(key_of, AROUND_PARIS))
    elsewhere = tuple(name for name in names if key_of(name) not in around)
    if elsewhere:
        found.update((key, InField("place", elsewhere)) for key in _elsewhere())
    found.pop("", None)
    return found
