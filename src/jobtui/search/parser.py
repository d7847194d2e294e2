"""The language of questions: text to a tree, and filters to text and back.

    chef de produit            all words
    "chef de produit"          these words in this order
    python OU ruby             either (also OR, |)
    -stage  NOT stage  SAUF …  without
    (python OU ruby) senior    brackets
    dév*   develppeur~   +PO   a beginning; a near spelling; without synonyms
    contract:CDI,Stage         a field; any of the values
    published:>=2021-06        dates: 2022, 2021-06, >=…, <…, [2021 to 2022], closes:<30d
    is:open                    a state
    is:starred stage:applied   the user's own marks; note:word, applied:>=2024-01, since:new

A file name, an address or an inclusive form with brackets (``chargé(e)``) is one word. Text that is
no valid question is taken as plain words, with a hint why.
"""

from __future__ import annotations

import difflib
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import _
from jobtui.search.fields import DATE_FIELDS, FACET_FIELDS, STATES, TEXT_FIELDS, USER_VALUES
from jobtui.search.nodes import And, Filter, InField, Node, Not, Or, Parsed, Phrase, Range, Word
from jobtui.search.query import LONGEST
from jobtui.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable


FIELDS = {**FACET_FIELDS, **TEXT_FIELDS, **DATE_FIELDS, "is": "is", "est": "is"}
_MOST_WORDS = 200
_DEEPEST = 20
_OR = frozenset(("or", "ou", "|"))
_AND = frozenset(("and", "et", "&"))
_NOT = frozenset(("not", "sauf", "non"))
_AT_ONCE = frozenset(("mark", "since"))  # facets of which a posting may have several values
_QUOTES = {'"': '"', "«": "»", "“": "”"}
_FIELD = re.compile(r"([^\W\d_]{2,20}):(?=\S)")
_BARE_FIELD = re.compile(r"([^\W\d_]{2,20}):(?=\s|$)")
_RELATIVE = re.compile(r"(\d{1,4})([djwsmya])$")
_UNIT_DAYS = {"d": 1, "j": 1, "w": 7, "s": 7, "m": 30, "y": 365, "a": 365}
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")


class WrongError(Exception):
    """The text is no valid question; the message says why."""


class _Lexeme(NamedTuple):
    kind: str  # "(", ")", "word", "phrase", "field"
    text: str  # the word, or the value of a field as typed
    start: int
    end: int
    sign: str = ""  # "-" or "+" in front
    field: str = ""


def parse(text: str) -> Parsed:
    """Read a question. Never raises: what is not valid is taken as plain words."""
    text = text[:LONGEST]
    try:
        tokens = split_words(text)
        reader = _Parser(tokens)
        node = reader.read()
        return Parsed(node, tuple(reader.filters), reader.hint)
    except WrongError as error:
        return Parsed(_plain(text), (), str(error))


def _plain(text: str) -> Node | None:
    words = [word.strip('"«»“”()') for word in text.split()[:_MOST_WORDS]]
    nodes = tuple(Word(word) for word in words if any(c.isalnum() for c in word))
    return None if not nodes else And(nodes)


def split_words(text: str) -> list[_Lexeme]:
    """Return the words, quotes, brackets and signs of a question, in its order."""
    tokens: list[_Lexeme] = []
    at, depth = 0, 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        start, sign = at, ""
        if text[at] in "-+−" and at + 1 < len(text) and not text[at + 1].isspace():
            sign = "+" if text[at] == "+" else "-"
            at += 1
        if text[at] == "(" and not (at > start and sign == "+"):
            tokens.append(_Lexeme("(", "(", start, at + 1, sign))
            depth += 1
            at += 1
        elif text[at] == ")" and depth:
            tokens.append(_Lexeme(")", ")", start, at + 1))
            depth -= 1
            at += 1
        elif text[at] in _QUOTES:
            at, said = _quoted(text, at)
            tokens.append(_Lexeme("phrase", said, start, at, sign))
        elif (bare := _BARE_FIELD.match(text, at)) and fold(bare[1]) in FIELDS:
            at = bare.end()  # the value is still to be typed
        elif field := _FIELD.match(text, at):
            at, token = _field(text, start, at, field, sign, depth)
            tokens.append(token)
        else:
            at = _word_end(text, at, depth)
            tokens.append(_Lexeme("word", text[start + bool(sign) : at], start, at, sign))
        if len(tokens) > _MOST_WORDS * 2:
            raise WrongError(_("the query is too long"))
    if depth:
        raise WrongError(_("unclosed bracket"))
    return tokens


def _quoted(text: str, at: int) -> tuple[int, str]:
    end = text.find(_QUOTES[text[at]], at + 1)
    if end < 0:
        raise WrongError(_("unclosed quotation mark"))
    return end + 1, text[at + 1 : end]


def _word_end(text: str, at: int, depth: int) -> int:
    """Return where a word ends; brackets within it, as in ``chargé(e)s``, belong to it."""
    inner = 0
    while at < len(text) and not text[at].isspace() and text[at] not in '"«»“”':
        if text[at] == "(":
            inner += 1
        elif text[at] == ")":
            if not inner and depth:
                break
            inner -= 1
        at += 1
    return at


def _field(
    text: str, start: int, at: int, found: re.Match[str], sign: str, depth: int
) -> tuple[int, _Lexeme]:
    name = fold(found[1])
    field = FIELDS.get(name)
    if field is None:
        end = _word_end(text, at, depth)
        unknown = "" if text.startswith("//", found.end()) else f"?{name}"
        return end, _Lexeme("word", text[at:end], start, end, sign, unknown)
    at = found.end()
    if text[at] == "[":
        end = text.find("]", at)
        if end < 0:
            raise WrongError(_("unclosed bracket"))
        return end + 1, _Lexeme("field", text[at : end + 1], start, end + 1, sign, field)
    first = at
    while at < len(text) and not text[at].isspace():
        if text[at] in _QUOTES:
            at, _said = _quoted(text, at)
        elif text[at] == ")" and depth and "(" not in text[first:at]:
            break
        else:
            at += 1
    return at, _Lexeme("field", text[first:at], start, at, sign, field)


class _Parser:
    """Recursive descent over tokens: or < and < not < one."""

    def __init__(self, tokens: list[_Lexeme]) -> None:
        self.tokens, self.at, self.depth = tokens, 0, 0
        self.filters: list[Filter] = []
        self.hint = ""
        words = {fold(t.text) for t in tokens if t.kind == "word"}
        self._simple = not words & _OR  # at the top of a plain "and", filters are filters

    def read(self) -> Node | None:
        node = self._or()
        if self.at < len(self.tokens):
            raise WrongError(_("unmatched closing bracket"))
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
            raise WrongError(_("missing word next to OR"))
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
                raise WrongError(_("missing word after NOT"))
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
            raise WrongError(_("unmatched closing bracket"))
        if token.kind == "phrase":
            return Phrase(token.text) if token.text.strip() else None
        if token.kind == "field":
            return self._field(token, negated)
        if token.field.startswith("?"):
            self._unknown(token.field[1:])
        return _word(token)

    def _group(self) -> Node | None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise WrongError(_("too many nested brackets"))
        node = self._or()
        if self._peek() is None:
            raise WrongError(_("unclosed bracket"))
        self.at += 1
        self.depth -= 1
        return node

    def _field(self, token: _Lexeme, negated: bool) -> Node | None:
        if token.field in DATE_FIELDS.values():
            return _span(token.field, token.text)
        values = _values(token.text)
        if not values:
            return None
        if token.field != "is":
            if token.field in USER_VALUES:
                values = _named(token.field, values)
            return self._condition(token.field, values, token, negated)
        states: dict[str, tuple[str, ...]] = {}
        for facet, value in _states(values):
            states[facet] = (*states.get(facet, ()), value)
        if len(states) == 1:
            return self._condition(*states.popitem(), token, negated)
        return Or(tuple(InField(facet, said) for facet, said in states.items()))

    def _condition(
        self, field: str, values: tuple[str, ...], token: _Lexeme, negated: bool
    ) -> Node | None:
        """Take a field as a filter where it can be one; else return what it asks."""
        again = field in _AT_ONCE and any(known.facet == field for known in self.filters)
        facet = field in FACET_FIELDS.values() and not again
        if facet and not negated and not self.depth and self._simple:
            self.filters.append(Filter(field, values, token.start, token.end))
            return None
        return InField(field, values)

    def _unknown(self, name: str) -> None:
        if self.hint:
            return
        near = difflib.get_close_matches(name, FIELDS, n=1, cutoff=0.7)
        self.hint = _("unknown field {name}").format(name=name)
        if near:
            self.hint += _("; did you mean {near}:?").format(near=near[0])

    def _peek(self) -> _Lexeme | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    @staticmethod
    def _is(token: _Lexeme, words: frozenset[str]) -> bool:
        """Operators are written in capitals, so that ``ou`` and ``et`` stay words of French."""
        upper = token.text.isupper() or token.text in "|&"
        return token.kind == "word" and upper and not token.sign and token.text.lower() in words


def _word(token: _Lexeme) -> Node | None:
    text = token.text
    prefix = text.endswith("*")
    near = not prefix and re.search(r"~[12]?$", text) is not None
    text = re.sub(r"(\*+|~[12]?)$", "", text).strip("*")
    if not any(c.isalnum() for c in text):
        return None
    return Word(text, prefix, near, token.sign == "+")


def _values(text: str) -> tuple[str, ...]:
    """Cut ``a,"b c",d`` into its values."""
    parts = re.findall(r'"([^"]*)"|«([^»]*)»|“([^”]*)”|([^,"«“]+)', text)
    return tuple(dict.fromkeys(v for part in parts if (v := "".join(part).strip())))


def state_names(field: str) -> dict[str, tuple[str, str]]:
    """Return what is typed behind ``is:``, or in French behind ``est:`` -> facet and value."""
    every = list(STATES.items())
    first = {state: name for name, state in reversed(every)}
    if field == "est":  # the word behind the English one, where there is one
        french = [pair for pair in every if first[pair[1]] != pair[0]]
        first |= {state: name for name, state in reversed(french)}
    return {name: state for state, name in first.items()}


def _states(typed: Iterable[str]) -> list[tuple[str, str]]:
    """Return the facets and values that ``is:`` asks for; the beginning of a word will do."""
    found = []
    for word in map(fold, typed):
        if word not in STATES and word.removesuffix("e") in STATES:  # ouverte
            word = word.removesuffix("e")
        names = [word] if word in STATES else [name for name in STATES if name.startswith(word)]
        if not names:
            known = sorted(state_names("is"))
            raise WrongError(_("is: expects one of {states}").format(states=", ".join(known)))
        found += [STATES[name] for name in names]
    return list(dict.fromkeys(found))


def _named(field: str, typed: Iterable[str]) -> tuple[str, ...]:
    """Return the values of a facet of the user's; the beginning of a word will do."""
    known = USER_VALUES[field]
    found: list[str] = []
    for word in map(fold, typed):
        names = [word] if word in known else [name for name in known if name.startswith(word)]
        if not names:
            text = _("{field}: expects one of {values}")
            values = ", ".join(dict.fromkeys(known.values()))
            raise WrongError(text.format(field=field, values=values))
        found += [known[name] for name in names]
    return tuple(dict.fromkeys(found))


def asks_for(parsed: Parsed, field: str, value: str = "") -> bool:
    """Whether a question names a field, and *value* if that is given, anywhere."""

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


def _span(field: str, text: str) -> Range:
    text = fold(text).strip()
    bracket = re.match(r"\[(.*?)(?: to | a |\.\.| )(.*)\]$", text)
    dots = re.match(r"(.*?)\.\.(.*)$", text)
    if bracket or dots:
        said = bracket or dots
        assert said is not None
        first, last = said[1].strip(), said[2].strip()
        return Range(
            field,
            _days(first)[0] if first not in ("", "*") else None,
            _days(last)[1] if last not in ("", "*") else None,
        )
    sign = re.match(r"[<>]?=?", text)
    assert sign is not None
    rest = text[sign.end() :]
    if relative := _RELATIVE.match(rest):
        days = int(relative[1]) * _UNIT_DAYS[relative[2]]
        return _relative(field, days, sign[0])
    first, last = _days(rest)
    return {
        "": Range(field, first, last),
        "=": Range(field, first, last),
        ">=": Range(field, first, None),
        ">": Range(field, last + timedelta(days=1), None),
        "<=": Range(field, None, last),
        "<": Range(field, None, first - timedelta(days=1)),
    }[sign[0]]


def _relative(field: str, days: int, sign: str) -> Range:
    """``closes:<30d``: within thirty days from now; ``published:<30d``: within the last thirty."""
    within = not sign.startswith(">")
    if field == "closes":
        return Range(field, 0, days) if within else Range(field, days, None)
    return Range(field, -days, 0) if within else Range(field, None, -days)


def _days(text: str) -> tuple[date, date]:
    """Return the first and last day of a year, a month or a day."""
    found = _DAY.match(text)
    try:
        if found is None:
            raise ValueError
        year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
        if day:
            return (date(year, month, day),) * 2
        if not month:
            return date(year, 1, 1), date(year, 12, 31)
        following = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, 1), following - timedelta(days=1)
    except (ValueError, OverflowError):
        message = _("{text} is not a date such as 2022, 2022-06, 2022-06-15 or 30d")
        raise WrongError(message.format(text=text or '""')) from None
