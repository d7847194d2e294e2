"""What stands in the results when there is no posting to list: why, and what can be done."""

from __future__ import annotations

from jobtui.i18n import _, ngettext
from jobtui.i18n import number as count_word
from jobtui.postings.facets import value_text
from jobtui.search.results import HIDDEN, Results
from jobtui.tui.styles import progress_bar
from jobtui.tui.widgets.line_view import Piece


def no_results(
    results: Results | None, failure: str, building: tuple[int, int], bar: int
) -> list[Piece]:
    """Return texts with their looks, one paragraph each.

    *results* is None before the first answer. *failure* says why files could not be read,
    *building* how many files of how many are read, to be shown by a bar of *bar* cells.
    """
    if results is not None and results.total:
        return _nothing_found(results)
    done, total = building
    if total:
        return [
            ("", ""),
            (_("Indexing {n} postings…").format(n=count_word(total)), "bold"),
            (progress_bar(done, total, bar), ""),
        ]
    if failure:
        return [("", ""), (failure, "bold")]
    if results is None:
        return [("", ""), (_("Loading…"), "dim")]
    return [("", ""), (_("No postings in these sources."), "bold")]


def _nothing_found(results: Results) -> list[Piece]:
    """Return how to find more: without a filter or a word."""
    lines: list[Piece] = [("", ""), (_("Nothing found."), "bold"), ("", "")]
    for facet, count in results.blockers:
        chosen = results.query.values(facet)
        names = ", ".join(value_text(facet, value) for value in chosen)
        if facet == HIDDEN:
            said = ngettext("{n} is hidden.", "{n} are hidden.", count)
            lines.append((said + " " + _("is:hidden shows them."), ""))
        elif facet:
            text = _("{count} found without {facet} ({values}).")
            lines.append((text.format(facet=facet, values=names, count=count), ""))
        else:
            lines.append((_("{n} found without the filters.").format(n=count), ""))
    help_ = results.help
    if help_.hint:
        lines.append((_("Searched as plain words: {why}").format(why=help_.hint), ""))
    if help_.unknown:
        from jobtui.search.notes import no_posting_has

        lines += [(no_posting_has(one), "") for one in help_.unknown]
    for word, count in help_.without:
        said = _("{count} found without the word {word}.")
        lines.append((said.format(word=word, count=count), ""))
    if any(facet != HIDDEN for facet, _count in results.blockers):
        lines += [("", ""), (_("Press X or click here to clear the filters."), "key")]
    elif results.query.text and not (help_.without or results.blockers):
        text = _("No posting contains all these words. Press Esc, then C, to clear the search.")
        if results.match is not None and not results.match.groups:
            text = _("No posting meets these conditions. Press Esc, then C, to clear the search.")
        lines.append((text, ""))
    return lines
