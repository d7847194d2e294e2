"""The query language: text to a tree, with the facet values it selects as filters.

    chef de produit            all words
    "chef de produit"          these words in this order
    python OU ruby             either (also OR, |)
    -stage  NOT stage  SAUF …  without
    (python OU ruby) senior    brackets
    dév*   develppeur~   +PO   a prefix; a near spelling; without synonyms
    contract:CDI,Stage         a field; any of the values
    published:>=2021-06        dates: 2022, 2021-06, >=…, <…, [2021 to 2022], closes:<30d
    closes:none                no such date is stated
    pay:>500 duration:>=6 days:4 starts:<2m positions:>1   numbers, days of a start
    is:open                    a state
    is:starred stage:applied   the user's own marks; note:word, applied:>=2024-01, since:new

Text that is not a valid query is taken as plain words, with a hint why.
"""

from __future__ import annotations

import re

from jobtui.i18n import _
from jobtui.postings.facets import NOT_STATED
from jobtui.search.date_ranges import SOON, date_range, is_soon
from jobtui.search.field_values import check_statuses, split_values, states_of, user_values
from jobtui.search.fields import (
    DATE_FIELDS,
    FACET_FIELDS,
    NOT_STATED_WORDS,
    QUANTITY_FIELDS,
    QUERY_FIELDS,
    USER_VALUES,
)
from jobtui.search.lexer import MOST_WORDS, QuerySyntaxError, QueryToken, tokenize
from jobtui.search.nodes import And, Filter, InField, Node, Not, Or, Parsed, Phrase, Word
from jobtui.search.quantity_ranges import quantity_range
from jobtui.search.query import LONGEST
from jobtui.text.folding import fold

_DEEPEST = 20  # brackets within brackets; bounds the recursion
_OR = frozenset(("or", "ou", "|"))
_AND = frozenset(("and", "et", "&"))
_NOT = frozenset(("not", "sauf", "non"))
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~\s…–—·•«»“”’‘]*")  # nobody expects to find it
# Facets of which a posting may have several values: named twice, both must hold.
_SEVERAL = frozenset(("mark", "since", "label"))


def parse(text: str) -> Parsed:
    """Parse a query. Never raises: what is not valid is taken as plain words, with a hint why."""
    text = text[:LONGEST]
    try:
        tokens = tokenize(text)
        parser = _Parser(tokens)
        node = parser.read()
        return Parsed(node, tuple(parser.filters), parser.hint, tuple(parser.ignored))
    except QuerySyntaxError as error:
        return Parsed(_plain(text), (), str(error))


def _plain(text: str) -> Node | None:
    words = [word.strip('"«»“”()') for word in text.split()[:MOST_WORDS]]
    nodes = tuple(Word(word) for word in words if any(c.isalnum() for c in word))
    return None if not nodes else And(nodes)


class _Parser:
    """A recursive descent parser: or binds less than and, and less than not."""

    def __init__(self, tokens: list[QueryToken]) -> None:
        self.tokens, self.at, self.depth = tokens, 0, 0
        self.filters: list[Filter] = []
        self.hint = ""
        self.ignored: list[str] = []
        words = {fold(t.text) for t in tokens if t.kind == "word"}
        self._simple = not words & _OR  # only at the top level of an "and" can a field be a filter

    def read(self) -> Node | None:
        node = self._or()
        if self.at < len(self.tokens):
            raise QuerySyntaxError(_("unmatched closing bracket"))
        return node

    def _or(self) -> Node | None:
        parts = [self._and()]
        while (token := self._peek()) is not None and self._is(token, _OR):
            self.at += 1
            parts.append(self._and())
        if len(parts) == 1:
            return parts[0]
        known = tuple(part for part in parts if part is not None)
        if len(known) < len(parts):
            raise QuerySyntaxError(_("missing word next to OR"))
        return Or(known)

    def _and(self) -> Node | None:
        parts: list[Node] = []
        while (token := self._peek()) is not None and token.kind != ")":
            if self._is(token, _OR):
                break
            if self._is(token, _AND) and parts:
                self.at += 1
                continue
            node = self._not()
            if node is not None:
                parts.append(node)
        if not parts:
            return None
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _not(self) -> Node | None:
        token = self.tokens[self.at]
        if self._is(token, _NOT):
            if self.at + 1 >= len(self.tokens):
                raise QuerySyntaxError(_("missing word after NOT"))
            self.at += 1
            node = self._one(negated=True)
            return None if node is None else Not(node)
        if token.sign == "-":
            node = self._one(negated=True)
            return None if node is None else Not(node)
        return self._one(negated=False)

    def _one(self, negated: bool) -> Node | None:
        token = self.tokens[self.at]
        self.at += 1
        if token.kind == "(":
            return self._group()
        if token.kind == ")":
            raise QuerySyntaxError(_("unmatched closing bracket"))
        if token.kind == "phrase":
            return Phrase(token.text) if token.text.strip() else None
        if token.kind == "field":
            return self._field(token, negated)
        if token.field.startswith("?"):
            self._unknown(token.field[1:])
        node = _word(token)
        if node is None and not _PUNCTUATION.fullmatch(token.text):
            self.ignored.append(token.text)
        return node

    def _group(self) -> Node | None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise QuerySyntaxError(_("too many nested brackets"))
        node = self._or()
        if self._peek() is None:
            raise QuerySyntaxError(_("unclosed bracket"))
        self.at += 1
        self.depth -= 1
        return node

    def _field(self, token: QueryToken, negated: bool) -> Node | None:
        if token.field in DATE_FIELDS.values():
            if fold(token.text.strip('"«»“” ')) in NOT_STATED_WORDS:
                return InField(token.field, (NOT_STATED,))
            if token.field == "starts" and is_soon(token.text):
                return InField(token.field, (SOON,))
            return date_range(token.field, token.text)
        if token.field in QUANTITY_FIELDS.values():
            if fold(token.text.strip('"«»“” ')) in NOT_STATED_WORDS:
                return InField(token.field, (NOT_STATED,))
            return quantity_range(token.field, token.text)
        values = split_values(token.text)
        if not values:
            return None
        if token.field != "is":
            if token.field in USER_VALUES:
                values = user_values(token.field, values)
            if token.field == "status":
                check_statuses(values)
            return self._condition(token.field, values, token, negated)
        states: dict[str, tuple[str, ...]] = {}
        for facet, value in states_of(values):
            states[facet] = (*states.get(facet, ()), value)
        if len(states) == 1:
            return self._condition(*states.popitem(), token, negated)
        return Or(tuple(InField(facet, chosen) for facet, chosen in states.items()))

    def _condition(
        self, field: str, values: tuple[str, ...], token: QueryToken, negated: bool
    ) -> Node | None:
        """Note a field as a filter where it can be one; else return its node."""
        again = field in _SEVERAL and any(known.facet == field for known in self.filters)
        facet = field in FACET_FIELDS.values() and not again
        if facet and not negated and not self.depth and self._simple:
            self.filters.append(Filter(field, values, token.start, token.end))
            return None
        return InField(field, values)

    def _unknown(self, name: str) -> None:
        import difflib  # takes a while, and seldom needed

        if self.hint:
            return
        near = difflib.get_close_matches(name, QUERY_FIELDS, n=1, cutoff=0.7)
        self.hint = _("unknown field {name}").format(name=name)
        if near:
            self.hint += _("; did you mean {near}:?").format(near=near[0])

    def _peek(self) -> QueryToken | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    @staticmethod
    def _is(token: QueryToken, words: frozenset[str]) -> bool:
        """Whether a token is one of some operators: in capitals, as ``ou`` is a word of French."""
        upper = token.text.isupper() or token.text in "|&"
        return token.kind == "word" and upper and not token.sign and token.text.lower() in words


def _word(token: QueryToken) -> Node | None:
    text = token.text
    prefix = text.endswith("*")
    near = not prefix and re.search(r"~[12]?$", text) is not None
    text = re.sub(r"(\*+|~[12]?)$", "", text).strip("*")
    if not any(c.isalnum() for c in text):
        return None
    return Word(text, prefix, near, token.sign == "+")


def asks_for(parsed: Parsed, field: str, value: str = "") -> bool:
    """Whether a query names a field, with *value* if that is given, anywhere in it."""

    def is_in(node: Node | None) -> bool:
        match node:
            case And(nodes) | Or(nodes):
                return any(map(is_in, nodes))
            case Not(inner):
                return is_in(inner)
            case InField(name, values):
                return name == field and (not value or value in values)
        return False

    return is_in(parsed.node) or any(
        found.facet == field and (not value or value in found.values) for found in parsed.filters
    )
