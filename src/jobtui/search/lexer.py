"""The words, quotes, brackets and field values of a query, in the order they were typed.

A file name, an address or an inclusive form with brackets (``chargé(e)``) is one word.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from jobtui.i18n import _
from jobtui.search.fields import QUERY_FIELDS
from jobtui.text.folding import fold

MOST_WORDS = 200  # words that are looked up; far more than anybody types
_QUOTES = {'"': '"', "«": "»", "“": "”"}
_FIELD = re.compile(r"([^\W\d]{2,20}):(?=\S)")
_BARE_FIELD = re.compile(r"([^\W\d]{2,20}):(?=\s|$)")


class QuerySyntaxError(Exception):
    """The text is not a valid query; the message says why."""


class QueryToken(NamedTuple):
    """A part of a query, and where it stands in the text."""

    kind: str  # "(", ")", "word", "phrase", "field"
    text: str  # the word, or the value of a field as typed
    start: int
    end: int
    sign: str = ""  # "-" or "+" in front
    field: str = ""  # the field's name; "?" and what was typed if there is no such field


def tokenize(text: str) -> list[QueryToken]:
    """Split a query into its tokens. Raises QuerySyntaxError."""
    tokens: list[QueryToken] = []
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
            tokens.append(QueryToken("(", "(", start, at + 1, sign))
            depth += 1
            at += 1
        elif text[at] == ")" and depth:
            tokens.append(QueryToken(")", ")", start, at + 1))
            depth -= 1
            at += 1
        elif text[at] in _QUOTES:
            at, quoted = _quoted(text, at)
            tokens.append(QueryToken("phrase", quoted, start, at, sign))
        elif (bare := _BARE_FIELD.match(text, at)) and fold(bare[1]) in QUERY_FIELDS:
            at = bare.end()  # the value is still to be typed
        elif field := _FIELD.match(text, at):
            at, token = _field(text, start, at, field, sign, depth)
            tokens.append(token)
        else:
            at = _word_end(text, at, depth)
            tokens.append(QueryToken("word", text[start + bool(sign) : at], start, at, sign))
        if len(tokens) > MOST_WORDS * 2:
            raise QuerySyntaxError(_("the query is too long"))
    if depth:
        raise QuerySyntaxError(_("unclosed bracket"))
    return tokens


def _quoted(text: str, at: int) -> tuple[int, str]:
    end = text.find(_QUOTES[text[at]], at + 1)
    if end < 0:
        raise QuerySyntaxError(_("unclosed quotation mark"))
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
) -> tuple[int, QueryToken]:
    name = fold(found[1])
    field = QUERY_FIELDS.get(name)
    if field is None:
        end = _word_end(text, at, depth)
        unknown = "" if text.startswith("//", found.end()) else f"?{name}"
        return end, QueryToken("word", text[at:end], start, end, sign, unknown)
    at = found.end()
    if text[at] == "[":
        end = text.find("]", at)
        if end < 0:
            raise QuerySyntaxError(_("unclosed bracket"))
        return end + 1, QueryToken("field", text[at : end + 1], start, end + 1, sign, field)
    first = at
    while at < len(text) and not text[at].isspace():
        if text[at] in _QUOTES:
            at, _text = _quoted(text, at)
        elif text[at] == ")" and depth and "(" not in text[first:at]:
            break
        else:
            at += 1
    return at, QueryToken("field", text[first:at], start, at, sign, field)
