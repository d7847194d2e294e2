"""Write filters into the text of a query, and take them out of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobtui.search.lexer import QuerySyntaxError, tokenize
from jobtui.search.parser import parse
from jobtui.search.query import LONGEST

if TYPE_CHECKING:
    from jobtui.search.query import Query


def quoted_value(value: str) -> str:
    """Return a facet's value as it is typed: in quotes where it needs them."""
    if not value:
        return "none"
    return (
        value if re.fullmatch(r"[^\s,\"«»“”()\[\]]+", value) else '"' + value.replace('"', "") + '"'
    )


def asks_like(posting_id: str) -> str:
    """Return the query for the postings that are like one."""
    return f"like:{quoted_value(posting_id)}"


def with_filter(text: str, facet: str, values: tuple[str, ...]) -> str:
    """Return a query with exactly *values* chosen of *facet*; the rest stays as it was typed."""
    for found in reversed(parse(text).filters):
        if found.facet == facet:
            text = f"{text[: found.start].rstrip()} {text[found.end :].lstrip()}"
    if values:
        text = f"{text.rstrip()} {facet}:{','.join(map(quoted_value, values))}"
    return text.strip()


def without_filters(text: str) -> str:
    """Return the text of a query without its filters."""
    for found in reversed(parse(text).filters):
        text = f"{text[: found.start].rstrip()} {text[found.end :].lstrip()}"
    return text.strip()


def only_filters(text: str) -> str:
    """Return the filters of a query, without the rest of its text."""
    return " ".join(text[found.start : found.end] for found in parse(text).filters)


def query_text(query: Query) -> str:
    """Return a query as one text, its chosen values included."""
    text = query.text
    for facet, values in query.chosen:
        text = with_filter(text, facet, values)
    return with_filter(text, "status", ("open",)) if query.open_only else text


def last_word(text: str) -> str:
    """Return the word that is still being typed at the end of a query, or ""."""
    try:
        tokens = tokenize(text[:LONGEST])
    except QuerySyntaxError:
        words = text.split()
        return words[-1].strip('"«»“”()') if words and not text[-1].isspace() else ""
    if not tokens or tokens[-1].kind != "word" or tokens[-1].end < len(text):
        return ""
    return tokens[-1].text
