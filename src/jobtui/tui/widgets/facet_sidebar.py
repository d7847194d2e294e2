"""The filters: every facet, its values, and how many postings each would leave."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import BindingType

from jobtui.i18n import _, number
from jobtui.postings.facets import BY_NAME, FACETS, NOT_STATED, value_text
from jobtui.search.facet_counts import Bucket
from jobtui.text.cells import cells, cut, padded
from jobtui.text.sanitize import clean
from jobtui.tui.messages import NarrowingChanged, SavedSearch, SearchOpened, ValueToggled
from jobtui.tui.styles import glyph
from jobtui.tui.widgets.bindings import bindings
from jobtui.tui.widgets.cursor import Cursor
from jobtui.tui.widgets.line_view import LineView, Piece

_SHORT = 6  # values shown of a long facet until the rest is asked for
_SAVED = "saved"  # stands for the saved searches where a facet is named
_UNFOLDED_AT_FIRST = ("status", "domain", "contract")


class _Row(NamedTuple):
    """One line: the heading of a facet, a value, a saved search, or the offer of more values."""

    facet: str
    bucket: Bucket | None = None
    rest: int = 0  # how many values are not shown
    search: SavedSearch | None = None


class FacetSidebar(LineView):
    """The facets: Enter chooses a value, folds a heading or shows the rest of the values."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("sidebar")]

    def __init__(self) -> None:
        super().__init__(id="sidebar")
        self.cursor: Cursor = Cursor(self)
        self._buckets: Mapping[str, tuple[Bucket, ...]] = {}
        self._chosen: Collection[str] = ()
        self._folded = {facet.name for facet in FACETS if facet.name not in _UNFOLDED_AT_FIRST}
        self._whole: set[str] = set()  # facets whose every value is shown
        self._needles: dict[str, str] = {}  # typed to narrow a facet, by its name
        self.narrowing = ""  # the facet that is being narrowed, or ""
        self._rows: list[_Row] = []
        self._searches: Sequence[SavedSearch] = ()

    def show(self, buckets: Mapping[str, tuple[Bucket, ...]], chosen: Collection[str]) -> None:
        """Show other counts; the cursor stays on its value. *chosen* are facets with a choice."""
        self._buckets, self._chosen = buckets, chosen
        self._arrange()

    def show_searches(self, searches: Sequence[SavedSearch]) -> None:
        """Show other saved searches, or other counts of them."""
        if searches != self._searches:
            self._searches = searches
            self._arrange()

    @property
    def search_at(self) -> str:
        """The name of the saved search under the cursor, or an empty text."""
        row = self._at()
        return row.search.name if row is not None and row.search is not None else ""

    def _search_rows(self) -> list[_Row]:
        if not self._searches:
            return []
        is_folded = _SAVED in self._folded
        seen = [one for one in self._searches if one.chosen or not is_folded]
        return [_Row(_SAVED), *(_Row(_SAVED, search=one) for one in seen)]

    def _arrange(self) -> None:
        at = self._at()
        rows: list[_Row] = self._search_rows()
        for facet in FACETS:
            if facet.by_user and not self._buckets.get(facet.name):
                continue
            buckets = self._values(facet.name)
            rows.append(_Row(facet.name))
            rows += [_Row(facet.name, bucket) for bucket in self._seen(facet.name, buckets)]
            rest = self._rest(facet.name, buckets)
            if rest:
                rows.append(_Row(facet.name, None, rest))
        self._rows = rows
        self.cursor.item = min(self._place_of(at), max(0, len(rows) - 1))
        self.scroll_lines(self.offset_y)
        self.cursor.show()
        self.refresh()

    def _values(self, facet: str) -> tuple[Bucket, ...]:
        """Return the values of a facet that may be shown; those of a folded one are not counted."""
        if facet in self._folded and facet not in self._chosen:
            return ()
        return self._buckets.get(facet, ())

    def _place_of(self, row: _Row | None) -> int:
        """Return where a row is now; if it is gone, its heading, or the search now in its place."""
        if row is None:
            return 0
        places = {_identity(other): at for at, other in enumerate(self._rows)}
        if row.search is not None and _identity(row) not in places:
            return min(self.cursor.item, sum(other.search is not None for other in self._rows))
        return places.get(_identity(row), places.get(_identity(_Row(row.facet)), 0))

    def _seen(self, facet: str, buckets: Sequence[Bucket]) -> list[Bucket]:
        """Return the values that are shown: chosen ones always, empty ones never."""
        needle = self._needles.get(facet, "")
        if needle:
            from jobtui.text.folding import name_key

            key = name_key(needle)
            return [b for b in buckets if b.chosen or key in name_key(value_text(facet, b.value))]
        useful = [b for b in buckets if b.postings or b.chosen]
        if facet in self._folded:
            return [bucket for bucket in useful if bucket.chosen]
        if facet in self._whole or len(useful) <= _SHORT + 1:
            return useful
        first = useful[:_SHORT]
        return first + [b for b in useful[_SHORT:] if b.chosen or b.value == NOT_STATED]

    def _rest(self, facet: str, buckets: Sequence[Bucket]) -> int:
        if facet in self._folded or self._needles.get(facet):
            return 0
        useful = sum(1 for b in buckets if b.postings or b.chosen)
        return useful - len(self._seen(facet, buckets))

    def count(self) -> int:
        """Return how many lines there are."""
        return len(self._rows)

    def line_keys(self, numbers: range) -> Sequence[object]:
        """Return keys that change with the look of each line."""
        look = 1 + self.has_focus
        return [
            (*self._state(self._rows[n]), look if n == self.cursor.item else 0) for n in numbers
        ]

    def _state(self, row: _Row) -> tuple[object, ...]:
        if row.bucket is not None or row.rest or row.search is not None:
            return row
        facet, chosen = row.facet, sum(bucket.chosen for bucket in self._values(row.facet))
        folded, narrowed = facet in self._folded, self.narrowing == facet
        return (facet, chosen, folded, narrowed, self._needles.get(facet, ""))

    def line(self, number_: int, width: int) -> Sequence[Piece]:
        """Return a heading, a value with its box and count, or a saved search."""
        row = self._rows[number_]
        at_cursor = number_ == self.cursor.item
        look = ("cursor" if self.has_focus else "") if at_cursor else ""
        mark = glyph("mark") if at_cursor and self.has_focus else " "
        if row.rest:
            text = cut(_("{n} more…").format(n=number(row.rest)), width - 6)
            return [(padded(f"{mark}  {text}", width), look or "dim")]
        if row.search is not None:
            return self._search_line(row.search, mark, look, width)
        if row.bucket is None:
            return self._heading(row.facet, mark, look, width)
        bucket = row.bucket
        count = number(bucket.postings)
        box = glyph("on" if bucket.chosen else "off")
        room = width - len(box) - len(count) - 4
        text = padded(value_text(row.facet, bucket.value), room)
        value_look = look or ("chosen" if bucket.chosen else "" if bucket.postings else "dim")
        return [(f"{mark}{box} {text} ", value_look), (count + " ", look or "dim")]

    def _search_line(
        self, search: SavedSearch, mark: str, look: str, width: int
    ) -> Sequence[Piece]:
        """Return a saved search with how many it finds, and how many of them are new."""
        new = f" +{number(search.new)}" if search.new else ""
        count = "" if search.total < 0 else number(search.total)
        name = padded(clean(search.name), width - 3 - len(new) - len(count) - 2)
        sign = glyph("mark") if search.chosen else " "
        name_look = look or ("chosen" if search.chosen else "")
        return [
            (f"{mark}{sign} {name}", name_look),
            (new, look or "bold"),
            (f" {count} ", look or "dim"),
        ]

    def _heading(self, facet: str, mark: str, look: str, width: int) -> Sequence[Piece]:
        sign = glyph("folded" if facet in self._folded else "unfolded")
        needle = self._needles.get(facet, "")
        text = BY_NAME[facet].label() if facet != _SAVED else _("Saved searches")
        if self.narrowing == facet or needle:
            cursor = "_" if self.narrowing == facet else ""
            text = _("{label}: {text}").format(label=text, text=needle + cursor)
        chosen = sum(bucket.chosen for bucket in self._values(facet))
        if chosen:
            text += f" ({chosen})"
        text = cut(text, width - 4, glyph("ellipsis"))
        line = glyph("line") * (width - 5 - cells(text)) + " "
        return [(f"{mark}{sign} {text} ", look or "heading"), (line, "frame")]

    def _at(self) -> _Row | None:
        item = self.cursor.item
        return self._rows[item] if item < len(self._rows) else None

    def action_choose(self) -> None:
        """Choose or drop a value, fold or unfold a heading, show the rest, open a search."""
        row = self._at()
        if row is None:
            return
        if row.rest:
            self._whole.add(row.facet)
            self._arrange()
        elif row.search is not None:
            self.post_message(SearchOpened(row.search.name))
        elif row.bucket is None:
            self._fold(row.facet, row.facet not in self._folded)
        else:
            self.post_message(ValueToggled(row.facet, row.bucket.value))

    def action_fold(self) -> None:
        """Fold the facet under the cursor."""
        if (row := self._at()) is not None:
            self._fold(row.facet, True)

    def action_unfold(self) -> None:
        """Unfold the facet, or show all its values."""
        if (row := self._at()) is not None:
            if row.facet not in self._folded:
                self._whole.add(row.facet)
            self._fold(row.facet, False)

    def _fold(self, facet: str, folded: bool) -> None:
        if folded:
            self._folded.add(facet)
            self._whole.discard(facet)
            self._needles.pop(facet, None)
        else:
            self._folded.discard(facet)
        self._arrange()
        if folded:
            self.cursor.move_to(next(n for n, row in enumerate(self._rows) if row.facet == facet))

    async def action_delete_search(self) -> None:
        """Delete the saved search under the cursor."""
        await self.run_action("screen.delete_search")

    async def action_rename_search(self) -> None:
        """Rename the saved search under the cursor."""
        await self.run_action("screen.rename_search")

    def action_narrow(self) -> None:
        """Narrow the values of this facet by typing; on a saved search, those of the first facet.

        So what is typed next is never taken for commands.
        """
        row = self._at()
        if row is not None and row.facet == _SAVED:
            row = next((one for one in self._rows if one.facet != _SAVED), None)
            if row is not None:
                self.cursor.move_to(self._rows.index(row))
        if row is not None:
            self.narrowing = row.facet
            self._folded.discard(row.facet)
            self._arrange()
            self.post_message(NarrowingChanged(True))

    def stop_narrowing(self, keep: bool) -> None:
        """End narrowing; with *keep* the values stay narrowed."""
        facet, self.narrowing = self.narrowing, ""
        if not keep:
            self._needles.pop(facet, None)
        self._arrange()
        self.post_message(NarrowingChanged(False))
        row = self._at()
        if keep and row is not None and row.bucket is None:
            self.move(1)  # to the first value

    def on_key(self, event: events.Key) -> None:
        """While narrowing, take what is typed."""
        if not self.narrowing or event.key in ("up", "down", "tab", "shift+tab"):
            return
        if event.key in ("enter", "escape"):
            self.stop_narrowing(keep=event.key == "enter")
        elif event.key in ("backspace", "ctrl+h"):
            self._needles[self.narrowing] = self._needles.get(self.narrowing, "")[:-1]
            self._arrange()
        elif event.character is not None and event.character.isprintable():
            self._needles[self.narrowing] = self._needles.get(self.narrowing, "") + event.character
            self._arrange()
        else:
            return
        event.stop()
        event.prevent_default()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """While narrowing, printable keys are text and no commands."""
        return bool(self.narrowing) and character is not None and character.isprintable()

    def on_click(self, event: events.Click) -> None:
        """Do what Enter does on the line that was clicked."""
        number_ = self.line_at(event.y)
        if number_ is not None:
            self.cursor.move_to(number_)
            self.action_choose()


def _identity(row: _Row) -> tuple[object, ...]:
    """Return what identifies a row, whatever its counts."""
    value = row.bucket.value if row.bucket is not None else None
    return row.facet, value, row.rest > 0, row.search.name if row.search is not None else None
