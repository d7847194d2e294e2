"""The history of a file as text with the words that changed, as a table, Markdown and data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from jobtui.i18n import _, short_day
from jobtui.render.differences import Line, as_data, differences, written
from jobtui.render.formats import data
from jobtui.render.table import markdown_row
from jobtui.text.cells import cut
from jobtui.text.printable import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobtui.postings.revisions import Revision

HISTORY_FIELDS = ("day", "commit", "subject", "changes")
SHORT = 10  # characters of a commit's id for people


def revision_title(revision: Revision) -> str:
    """Return the day, the commit's short id and its subject, on one line."""
    commit = revision.commit[:SHORT] or "-" * SHORT
    return f"{short_day(revision.day)}  {commit}  {printable(revision.subject)}"


def whole_change(revision: Revision) -> str:
    """Return what a commit did to a file of which it changed no words; empty if it did."""
    if not revision.before:
        return _("the file was added")
    if not revision.after:
        return _("the file was removed")
    return "" if revision.before != revision.after else _("the file was renamed")


def history_lines(
    form: str | None,
    revisions: Sequence[Revision],
    line_form: Callable[[Line], str],
    width: int | None,
    unicode: bool,
) -> Iterator[str]:
    """Yield the history in a *form*: table, markdown, json, jsonl, csv or tsv.

    None is for reading: each commit is followed by its words that changed, each line in
    *line_form*. *width* is that of the terminal in cells, None without one.
    """
    if form == "table":
        for one in revisions:
            title = revision_title(one)
            yield cut(title, width, "…") if width is not None else title
    elif form == "markdown":
        yield from _markdown(revisions)
    elif form is None:
        for at, one in enumerate(revisions):
            yield from ("",) if at else ()
            yield revision_title(one)
            told = whole_change(one)
            lines = [f"({told})"] if told else map(line_form, _changes(one))
            yield from (f"  {line}".rstrip() for line in lines)
    else:
        is_tree = form in ("json", "jsonl")
        yield from data(form, HISTORY_FIELDS, (_record(one, is_tree) for one in revisions), unicode)


def _changes(revision: Revision) -> list[Line]:
    return differences(revision.before, revision.after)


def _record(revision: Revision, is_tree: bool) -> dict[str, object]:
    lines = _changes(revision)
    values = (
        revision.day.isoformat(),
        revision.commit or None,
        printable(revision.subject),
        as_data(lines) if is_tree else list(map(written, lines)),
    )
    return dict(zip(HISTORY_FIELDS, values, strict=True))


def _markdown(revisions: Sequence[Revision]) -> Iterator[str]:
    yield markdown_row([_("Day"), _("Commit"), _("Subject"), _("Changes")])
    yield "| --- | --- | --- | --- |"
    for one in revisions:
        changes = " ".join(map(written, _changes(one)))
        day, commit = short_day(one.day), one.commit[:SHORT]
        yield markdown_row([day, commit, printable(one.subject), changes])
