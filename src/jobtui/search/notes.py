"""How a query was understood, in sentences for the user; and the query as it was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import _, ngettext
from jobtui.postings.facets import BY_NAME, value_text

if TYPE_CHECKING:
    from jobtui.search.meaning import Meaning
    from jobtui.search.partial_answers import Partial
    from jobtui.search.results import Help
    from jobtui.search.unknown_values import UnknownValue

_MOST_VALUES = 2  # of a condition that are named


def notes_of(help_: Help, text: str, with_meanings: bool = True) -> list[str]:
    """Return sentences on what was searched in place of the query *text*."""
    notes = []
    if help_.partial:
        notes.append(_partly(help_.partial))
    if help_.slips:
        said = _("showing results for {better} · search instead for {typed}")
        better = _replaced(text, {slip.typed: slip.read_as for slip in help_.slips})
        typed = _replaced(text, {slip.typed: f"+{slip.typed}" for slip in help_.slips})
        notes.append(said.format(better=better, typed=typed))
    notes += map(no_posting_has, help_.unknown)
    if help_.ignored:
        notes.append(_("ignored: {parts}").format(parts=" ".join(help_.ignored)))
    if with_meanings:
        notes += [
            _("{words} is read as {condition}").format(
                words=meaning.text, condition=condition_text(meaning)
            )
            for meaning in help_.meanings
        ]
    return notes


def _partly(partial: Partial) -> str:
    if partial.whole:
        said = ngettext(
            "only {n} posting for this job has all {words} words; below, the best have {found}",
            "only {n} postings for this job have all {words} words; below, the best have {found}",
            partial.whole,
        )
        return said.format(n=partial.whole, words=partial.words, found=partial.found)
    said = _("no posting has all {words} words; these have {found}")
    if partial.of_job:
        said = _("no posting for this job has all {words} words; the best have {found}")
    elif partial.is_mixed:
        said = _("no posting has all {words} words; the best have {found}")
    return said.format(words=partial.words, found=partial.found)


def no_posting_has(unknown: UnknownValue) -> str:
    """Return that no posting has a value, and what may have been meant."""
    facet, value, near = unknown
    text = _("{label}: {text}").format(label=BY_NAME[facet].label(), text=value)
    if not near:
        return _("no posting has {condition}").format(condition=text)
    return _("no posting has {condition}; did you mean {near}?").format(condition=text, near=near)


def condition_text(meaning: Meaning) -> str:
    """Return a condition as the filters show it."""
    field, values = meaning.condition
    names = [value_text(field, value) for value in values[:_MOST_VALUES]]
    listed = ", ".join(names) + (", …" if len(values) > _MOST_VALUES else "")
    return _("{label}: {text}").format(label=BY_NAME[field].label(), text=listed)


class MeaningChip(NamedTuple):
    """What was understood of some words, in short, and the words as they were typed."""

    text: str
    typed: str


def chips(help_: Help) -> list[MeaningChip]:
    """Return what can be dropped of how a query was understood: each slip and each condition."""
    slips = [MeaningChip(slip.read_as, slip.typed) for slip in help_.slips]
    meanings = [MeaningChip(condition_text(one), one.text) for one in help_.meanings]
    return slips + meanings


def as_typed(chip: MeaningChip, text: str) -> str:
    """Return a query that asks for the words of a chip as they were typed: ``+`` in front."""
    return _replaced(text, {word: f"+{word}" for word in chip.typed.split()})


def _replaced(text: str, words: dict[str, str]) -> str:
    """Return *text* with other words; nothing else in it changes."""
    from jobtui.search.lexer import QuerySyntaxError, tokenize

    try:
        tokens = tokenize(text)
    except QuerySyntaxError:
        return " ".join(words.get(word, word) for word in text.split())
    for token in reversed(tokens):
        if token.kind == "word" and not token.sign and token.text in words:
            text = text[: token.start] + words[token.text] + text[token.end :]
    return text
