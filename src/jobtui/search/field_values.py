"""The values of a field as they are typed in a query: lists, states, the user's own marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobtui.i18n import _, spoken
from jobtui.postings.model import Status
from jobtui.postings.terms import REMOTE_AT_ALL
from jobtui.search.fields import NOT_STATED_WORDS, STATES, USER_VALUES, FacetValue
from jobtui.search.lexer import QuerySyntaxError
from jobtui.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jobtui.search.facet_counts import FacetTable


def split_values(text: str) -> tuple[str, ...]:
    """Split ``a,"b c",d`` into its values, each once."""
    parts = re.findall(r'"([^"]*)"|«([^»]*)»|“([^”]*)”|([^,"«“]+)', text)
    return tuple(dict.fromkeys(v for part in parts if (v := "".join(part).strip())))


def state_names(field: str) -> dict[str, FacetValue]:
    """Return what is typed after ``is:``, or in French after ``est:``, and what it stands for."""
    every = list(STATES.items())
    first = {state: name for name, state in reversed(every)}
    if field == "est":  # the word after the English one, where there is one
        french = [pair for pair in every if first[pair[1]] != pair[0]]
        first |= {state: name for name, state in reversed(french)}
    return {name: state for state, name in first.items()}


def states_of(typed: Iterable[str]) -> list[FacetValue]:
    """Return the facet values that ``is:`` selects; a prefix of a state is enough.

    Raises QuerySyntaxError for a word that begins no state.
    """
    found = []
    for word in map(fold, typed):
        if word not in STATES and word.removesuffix("e") in STATES:  # ouverte
            word = word.removesuffix("e")
        names = [word] if word in STATES else [name for name in STATES if name.startswith(word)]
        if not names:
            known = sorted(state_names("is"))
            raise QuerySyntaxError(_("is: expects one of {states}").format(states=", ".join(known)))
        found += [STATES[name] for name in names]
    return list(dict.fromkeys(found))


def user_values(field: str, typed: Iterable[str]) -> tuple[str, ...]:
    """Return the values of one of the user's own facets; a prefix is enough.

    Raises QuerySyntaxError for a word that begins no value.
    """
    known = USER_VALUES[field]
    found: list[str] = []
    for word in map(fold, typed):
        names = [word] if word in known else [name for name in known if name.startswith(word)]
        if not names:
            text = _("{field}: expects one of {values}")
            values = ", ".join(dict.fromkeys(known.values()))
            raise QuerySyntaxError(text.format(field=field, values=values))
        found += [known[name] for name in names]
    return tuple(dict.fromkeys(found))


def values_meant(table: FacetTable, facet: str, written: str) -> tuple[str, ...]:
    """Return the values of a facet that *written* means; itself if no posting has such a value."""
    if facet == "status" and (statuses := statuses_named(written)):
        return statuses
    if facet in ("junior", "remote"):  # of remote work any degree is a yes
        answer = fold(written).strip()
        if answer in ("yes", "oui", "true", "vrai"):
            return ("yes",) if facet == "junior" else REMOTE_AT_ALL
        if answer in ("no", "non", "false", "faux"):
            return ("no",)
    return table.named(facet, written) or (written,)


def statuses_named(written: str) -> tuple[str, ...]:
    """Return the statuses that begin with *written*, in English or French."""
    typed = fold(written).strip()
    if typed in NOT_STATED_WORDS:
        return (Status.UNKNOWN.value,)
    names = (
        status
        for word, (facet, status) in STATES.items()
        if facet == "status"
        and typed
        and (word.startswith(typed) or typed.removesuffix("e") == word)
    )
    return tuple(dict.fromkeys(names))


def check_statuses(typed: Iterable[str]) -> None:
    """Raise QuerySyntaxError for a word that begins no status, with the statuses there are."""
    if all(map(statuses_named, typed)):
        return
    every = state_names("est" if spoken() == "fr" else "is")
    names = [name for name, state in every.items() if state.facet == "status"]
    text = _("{field}: expects one of {values}")
    raise QuerySyntaxError(text.format(field="status", values=", ".join(names)))
