"""One posting in the list: what its row says, in the cells that there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import _
from jobtui.postings.ages import age, countdown, days_to_go, span
from jobtui.postings.model import Posting, Status
from jobtui.postings.row_texts import contract_text, remote_short, remote_text
from jobtui.text.cells import cells, cut, padded
from jobtui.tui.styles import glyph, is_ascii, symbol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jobtui.text.highlight import Highlight
    from jobtui.tui.widgets.line_view import Piece

_GAP = 2  # cells between columns
_WHEN = 8  # cells of the age, or of when it closes
_SOON, _VERY_SOON = 8, 3  # days until it closes, below which that is shown in a warning colour
_REMOTE_FROM, _TEAM_FROM = 64, 80  # cells from which there are more columns
_REMOTE, _TEAM, _MOST_TEAM = 11, 16, 36  # cells of remote work, and of the organisation
_LEAST_SNIPPET = 16  # cells that a snippet is worth
_HEAD = 3  # cells for the cursor, the status, and the blank before the title


class RowColumns(NamedTuple):
    """The widths of the columns in cells; 0 for those that there is no room for."""

    title: int
    team: int
    remote: int
    when: int = _WHEN


class ResultRow(NamedTuple):
    """What a row shows: ``signs`` are the user's marks, ``look`` that of the cursor or empty.

    ``snippet`` is what stands in the text around the words that are searched for. A row
    ``is_chosen`` to be acted upon together with others. In a list ``by_closing`` no age is told.
    """

    posting: Posting
    status: Status
    today: date
    signs: str = ""
    is_unseen: bool = False
    look: str = ""
    snippet: str = ""
    is_chosen: bool = False
    by_closing: bool = False


def columns(width: int, signs: int) -> RowColumns:
    """Return the columns of rows of *width* cells with so many signs."""
    room = width - _HEAD - signs - (_GAP + _WHEN)
    remote = _REMOTE if width >= _REMOTE_FROM else 0
    team = 0
    if width >= _TEAM_FROM:
        team = min(_MOST_TEAM, _TEAM + max(0, width - 100) // 4)
    for size in (remote, team):
        room -= size + _GAP if size else 0
    return RowColumns(room, team, remote)


def heading(width: int, signs: int, by_closing: bool = False) -> str:
    """Return the names of the columns, above rows of *width* cells."""
    wide = columns(width, signs)
    names = [(_("Title"), wide.title), (_("Organisation"), wide.team)]
    names.append((_("Remote"), wide.remote))
    shown = [padded(name, size) for name, size in names if size]
    age_name = cut(_("Closes") if by_closing else _("When"), wide.when)
    shown.append(" " * (wide.when - cells(age_name)) + age_name)
    return " " * (_HEAD + signs) + (" " * _GAP).join(shown)


def one_line(row: ResultRow, width: int, highlight: Highlight) -> list[Piece]:
    """Return a posting as one row: cursor, status, marks, title and what else fits."""
    wide = columns(width, len(row.signs))
    lesser = row.look or "dim"
    pieces = [*_head(row), *_title(row, wide.title, highlight)]
    if wide.team:
        pieces.append((" " * _GAP, row.look))
        pieces += marked(row.posting.team or "–", wide.team, lesser, highlight)
    if wide.remote:
        text = remote_short(row.posting, is_ascii()) or "–"
        text = padded(cut(text, wide.remote, glyph("ellipsis")), wide.remote)
        pieces.append((" " * _GAP + text, lesser))
    when, look = _when(row)
    pieces.append((" " * _GAP, row.look))
    pieces.append((" " * (wide.when - cells(when)) + when, row.look or look))
    return pieces


def two_lines(row: ResultRow, width: int, highlight: Highlight, is_second: bool) -> list[Piece]:
    """Return a line of a posting that takes two: its title, or what else there is to know."""
    if not is_second:
        room = width - _HEAD - len(row.signs)
        return [*_head(row), *marked(row.posting.title, room, _title_look(row), highlight)]
    indent = _HEAD + len(row.signs)
    when, look = _when(row)
    room = width - indent - (cells(when) + _GAP if when else 0)
    told = _hit(row, room, highlight)
    if not row.snippet:
        told = glyph("dot").join(part for part in (row.posting.team, _terms(row.posting)) if part)
    edge = glyph("mark") if row.look else " "
    pieces = [(edge + " " * (indent - 1), _head_look(row))]
    pieces += marked(told, max(0, room), row.look or "dim", highlight)
    if when:
        pieces += [(" " * _GAP, row.look), (when, row.look or look)]
    return pieces


def marked(text: str, width: int, look: str, highlight: Highlight) -> list[Piece]:
    """Return *text* in exactly *width* cells, with the words of the query marked."""
    found_look = "cursor_found" if look in ("cursor", "cursor_blurred") else "found"
    shown = cut(text, width, glyph("ellipsis"))
    kept = len(shown) if shown == text else len(shown) - 1
    pieces: list[Piece] = []
    at = 0
    for start, end in highlight(text):
        end = min(end, kept)
        if start < end:
            pieces += [(shown[at:start], look), (shown[start:end], found_look)]
            at = end
    pieces.append((shown[at:] + " " * (width - cells(shown)), look))
    return pieces


def _head(row: ResultRow) -> list[Piece]:
    status_look = row.look if row.look == "cursor" else row.status.value
    return [
        _edge(row),
        (symbol(row.status), status_look),
        (row.signs + " ", _head_look(row)),
    ]


def _head_look(row: ResultRow) -> str:
    """Return the look before the title: without the focus the bar begins at the title.

    So little changes with the focus that hardly a byte is sent for it.
    """
    return "" if row.look == "cursor_blurred" else row.look


def _edge(row: ResultRow) -> Piece:
    """Return the first cell: whether the row is chosen, else whether the cursor is there."""
    look = _head_look(row)
    if row.is_chosen:
        return (glyph("chosen"), look or "bold")
    return (glyph("mark") if row.look else " ", look)


def _title(row: ResultRow, width: int, highlight: Highlight) -> list[Piece]:
    """Return the title, and where it leaves room the snippet."""
    title, look, lesser = row.posting.title, _title_look(row), row.look or "dim"
    taken = cells(title) + _GAP
    if not row.snippet or width - taken < _LEAST_SNIPPET:
        return marked(title, width, look, highlight)
    pieces = marked(title, taken, look, highlight)
    return pieces + marked(_hit(row, width - taken, highlight), width - taken, lesser, highlight)


def _hit(row: ResultRow, width: int, highlight: Highlight) -> str:
    """Return the snippet; without what stands before the hit, if that would be cut off."""
    start, end = next(iter(highlight(row.snippet)), (0, 0))
    if end < width:
        return row.snippet
    return glyph("ellipsis") + row.snippet[start:]


def _title_look(row: ResultRow) -> str:
    """Return the look of a title: what is over is faint, what was not read yet bold."""
    if row.look:
        return row.look
    if row.status in (Status.CLOSED, Status.EXPIRED, Status.FILLED):
        return "dim"
    return "bold" if row.is_unseen else ""


def _terms(posting: Posting) -> str:
    """Return how much is remote, else the contract."""
    return remote_text(posting) or contract_text(posting)


def _when(row: ResultRow) -> tuple[str, str]:
    """Return when a posting closes, if it is open and states that, else how old it is.

    In the order of closing days an age would be taken for one.
    """
    closes = row.posting.closes
    if row.status is Status.OPEN and closes is not None:
        days = (closes - row.today).days
        look = "error" if days < _VERY_SOON else "problem" if days < _SOON else "dim"
        return _fitting(countdown(closes, row.today), days_to_go(days)), look
    if row.by_closing:
        return "–", "dim"
    return _fitting(age(row.posting.published, row.today), span(0)), "dim"


def _fitting(time: str, days: str) -> str:
    """Return *time*, or the same in *days* where its words are too long for the column."""
    return time if cells(time) <= _WHEN else days


def rule(width: int) -> Sequence[Piece]:
    """Return the line between what is open and the rest."""
    label = _("not open")
    line = glyph("line")
    return [(f"{line} {label} " + line * max(0, width - cells(label) - 4) + " ", "dim")]
