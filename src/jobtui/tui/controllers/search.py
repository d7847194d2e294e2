"""The query and its answer: asked in a worker, shown in the list, the filters and the top row.

a key or a click ─► message or action ─► query ─► worker: search ─► SearchFinished ─► panes
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from textual.widgets import Input

from jobtui.files.shortage import told
from jobtui.i18n import _, day, ngettext, number
from jobtui.keymap.bindings import key_hint
from jobtui.postings.facets import OPEN
from jobtui.search.query import Query, sort_word
from jobtui.search.results import NO_HELP, Results
from jobtui.tui.messages import SearchFinished
from jobtui.tui.styles import glyph

if TYPE_CHECKING:
    from jobtui.search.notes import MeaningChip
    from jobtui.tui.controllers.host import Host
    from jobtui.tui.session import Session

_IDLE = 0.03  # seconds after a key until what the next one may need is loaded


class SearchController:
    """Asks the library, and shows what it found."""

    def __init__(self, session: Session, host: Host) -> None:
        self._session, self._panes, self._host = session, session.panes, host
        self._is_loaded = False  # what a search needs
        session.query_changed.connect(self._start)
        session.marks_changed.connect(self._start)
        session.read_on.connect(self.show_counts)
        session.part_read.connect(self._restart)
        session.postings_changed.connect(self._restart)

    # --- the first query -------------------------------------------------------------------------

    def show_first(self) -> None:
        """Show what the cache has at once."""
        query = self._first_query()
        with self._host.prevent(Input.Changed):
            self._panes.search_box.value = query.text
        self._session.query = query
        library = self._session.library
        if not library.is_empty and not query.text:
            self._show(library.search(query))
        elif not library.is_empty:
            self._start()

    def reset(self) -> None:
        """Ask another library, and show what it has at once."""
        self._is_loaded = False
        self._panes.results.results = None
        self._panes.results.forget()
        self._panes.results_frame.tell(_("Postings"))
        self._panes.sidebar.show({}, ())
        self.show_first()

    def _first_query(self) -> Query:
        """Return what the command line asks, as the one text that the search box holds.

        If it asks what is new, that is looked up: the visit begins only after the first refresh.
        """
        session = self._session
        query = session.first_query()
        text = query.text
        if query.chosen or query.open_only:
            from jobtui.search.query_text import query_text

            text = query_text(query)
        query = query._replace(text=text, chosen=(), open_only=False)
        if session.follow_day and not session.is_visiting and query.asks_for_news:
            session.library.user.peek(query.as_of)
        return query

    def _restart(self) -> None:
        """Ask again of other postings; if nothing is shown yet, what the command line asks.

        Which values a facet has is known only once there are postings.
        """
        if self._session.results is None:
            query = self._first_query()
            box = self._panes.search_box
            with self._host.prevent(Input.Changed):
                box.value = box.value or query.text
            self._session.query = query._replace(text=box.value)
        self._start()

    # --- asking and answering --------------------------------------------------------------------

    def _start(self) -> None:
        """Ask in a worker: no key waits for an answer."""
        if (query := self._session.query) is not None:
            self._host.run_worker(
                partial(self._search, query),
                thread=True,
                exclusive=True,
                group="search",
                exit_on_error=False,
            )

    def _search(self, query: Query) -> None:
        try:
            message = SearchFinished(query, self._session.library.search(query))
        except Exception as error:
            why = told(error) or f"{type(error).__name__}: {error}"
            message = SearchFinished(query, None, why)
        self._host.post_message(message)

    def finished(self, message: SearchFinished) -> None:
        """Show an answer, unless a newer query is under way."""
        if message.query != self._session.query:
            return
        if message.results is None:
            text = _("Search failed ({why}); {key} reloads the files.")
            self._host.notice(text.format(why=message.error, key=key_hint("reload")))
            return
        self._show(message.results)

    def _show(self, results: Results) -> None:
        session, panes = self._session, self._panes
        session.results = results
        place = partial(session.library.place_of, results)
        panes.results.show(results, session.highlights, place)
        panes.sidebar.show(results.buckets, dict(results.query.chosen))
        if panes.search_box.value:
            from jobtui.search.completion import candidates

            panes.search_box.offer(candidates(panes.search_box.value, results.buckets))
        else:
            panes.search_box.offer(())
        self._show_hint(results)
        self.show_counts()
        is_gone = panes.results.selected is None  # what was read, and so are all others
        if is_gone and panes.is_reading and self._host.focused is panes.detail:
            panes.read(False)
            panes.results.focus()
        session.results_shown.emit()

    def _show_hint(self, results: Results) -> None:
        """Show how the query can go on, or how it was understood."""
        if self._host.focused is not self._panes.search_box:
            return
        if results.help != NO_HELP:
            from jobtui.search.notes import notes_of

            if notes := notes_of(results.help, results.query.text):
                key = key_hint("as_typed")
                as_typed = _("{key}: as typed").format(key=key)
                shown = [*notes, as_typed] if results.help.slips or results.help.meanings else notes
                self._panes.footer.hint(glyph("dot").join(shown))
                return
        parts = [
            one.label + (f" {number(one.postings)}" if one.postings >= 0 else "")
            for one in self._panes.search_box.candidates
        ]
        hint = results.help.hint
        text = _("Searched as plain words: {why}").format(why=hint) if hint else ""
        self._panes.footer.hint(text or "  ".join(parts))

    def show_counts(self) -> None:
        """Show above the list how many postings were found, in which order, as of when."""
        results, library = self._session.results, self._session.library
        if results is None:
            return
        query = results.query
        found, total = number(len(results.postings)), number(results.total)
        rest = [_("{found} of {total}").format(found=found, total=total)]
        if chosen_rows := len(self._panes.results.chosen):
            rest.append(ngettext("{n} selected", "{n} selected", chosen_rows))
        rest += _understood(results)
        rest.append(sort_word(results.order))
        done, of = self._session.reading
        if of:
            rest.append(
                _("indexing: {done} of {total}").format(done=number(done), total=number(of))
            )
        elif not library.is_whole:
            rest.append(_("still reading"))
        if query.as_of != date.today():
            rest.append(_("as of {day}").format(day=day(query.as_of)))
        if any(source.is_sample for source in library.sources):
            rest.append(_("sample"))
        dot = glyph("dot")
        self._panes.results_frame.tell(_("Postings"), (dot + dot.join(rest)).lstrip())
        chosen = sum(len(values) for _facet, values in query.chosen)
        told = (dot + number(chosen)).lstrip() if chosen else ""
        self._panes.sidebar_frame.tell(_("Filters"), told)

    # --- the search box --------------------------------------------------------------------------

    def focus(self) -> None:
        """Focus the search box; what the first letter needs is loaded before it is typed."""
        self._panes.go_to_search()
        if not self._is_loaded and self._session.query is not None:
            self._is_loaded = True
            self._host.set_timer(_IDLE, self._start_loading)

    def _start_loading(self) -> None:
        self._host.run_worker(self._load, thread=True, group="ready", exit_on_error=False)

    def _load(self) -> None:
        session = self._session
        assert session.query is not None
        session.library.search(session.query._replace(text="a"))
        if (posting := self._panes.results.selected) is not None:
            from jobtui.text.tokenizer import tokens

            tokens(session.library.body(posting)[0])  # fills the tokenizer's cache

    def box_left(self) -> None:
        """Take the last word as it was meant: a beginning, which gets a star, or a whole word."""
        query = self._session.query
        if query is None or query.is_finished:
            return
        box, last = self._panes.search_box, self._session.library.half_typed(query)
        if last and box.value == query.text and query.text.endswith(last):
            with self._host.prevent(Input.Changed):
                box.value = f"{query.text}*"
        self._session.change_query(text=box.value, is_finished=True)

    def clear(self) -> None:
        """Empty the search box but for the filters."""
        from jobtui.search.query_text import only_filters

        self._panes.search_box.value = only_filters(self._panes.search_box.value)

    def drop_filters(self) -> None:
        """Remove all filters."""
        from jobtui.search.query_text import without_filters

        self._panes.search_box.value = without_filters(self._panes.search_box.value)

    def step_back(self) -> bool:
        """Clear the words of the query, else its filters; return False if it is empty."""
        from jobtui.search.query_text import without_filters

        if not self._panes.search_box.value:
            return False
        if without_filters(self._panes.search_box.value):
            self.clear()
        else:
            self.drop_filters()
        return True

    def ask_similar(self) -> None:
        """Search for what is like the selected posting; the filters stay."""
        if (posting := self._panes.results.selected) is not None:
            from jobtui.search.query_text import asks_like, only_filters

            box = self._panes.search_box
            box.value = f"{only_filters(box.value)} {asks_like(posting.id)}".strip()
            box.cursor_position = len(box.value)
            self._panes.read(False)
            self._panes.results.focus()

    def show_translation(self) -> None:
        """Show jobs in the other language of the selected one, which stays selected."""
        results = self._panes.results
        if (posting := results.selected) is None:
            return
        if (other := self._session.library.translation_of(posting)) is None:
            self._host.notice(_("This posting has no translation."), 3)
            return
        results.go_back_to = other
        self._session.change_query(language=other.language)

    def as_typed(self) -> None:
        """Search for the words that were understood last as they were typed."""
        if understood := self._chips():
            self._ask_as_typed(understood[-1])
        else:
            self._host.notice(_("The words are searched as they were typed."), 3)

    def drop_chip(self, shown: str) -> None:
        """Search for the words of a chip, as the top row shows it, as they were typed."""
        for chip in self._chips():
            if shown.strip() == chip.text + glyph("drop"):
                self._ask_as_typed(chip)

    def _chips(self) -> list[MeaningChip]:
        results = self._session.results
        if results is None or not (results.help.slips or results.help.meanings):
            return []
        from jobtui.search.notes import chips

        return chips(results.help)

    def _ask_as_typed(self, chip: MeaningChip) -> None:
        from jobtui.search.notes import as_typed

        box = self._panes.search_box
        box.value = as_typed(chip, box.value)
        box.cursor_position = len(box.value)

    # --- filters and order -----------------------------------------------------------------------

    def toggle(self, facet: str, value: str) -> None:
        """Choose a value of a facet, or drop it."""
        if (results := self._session.results) is not None:
            chosen = set(results.query.values(facet)) ^ {value}
            self._choose(facet, tuple(sorted(chosen)))

    def toggle_open_only(self) -> None:
        """Show only open postings, or all."""
        if (results := self._session.results) is not None:
            only = results.query.values("status") == (OPEN,)
            self._choose("status", () if only else (OPEN,))

    def _choose(self, facet: str, values: tuple[str, ...]) -> None:
        """Choose values of a facet by writing them into the query."""
        from jobtui.search.query_text import with_filter

        box = self._panes.search_box
        box.value = with_filter(box.value, facet, values)
        box.cursor_position = len(box.value)

    def next_order(self) -> None:
        """Sort by the next order; by relevance only if there are words to rank by."""
        results, query = self._session.results, self._session.query
        if results is not None:
            orders = results.orders
            now = query.order if query and query.order in orders else results.order
            at = orders.index(now) if now in orders else -1
            following = orders[(at + 1) % len(orders)]
            self._session.change_query(sort=following)
            self._host.notice(_("Sort: {order}").format(order=sort_word(following)), 3)

    def explain(self) -> None:
        """Explain why the selected posting matches, and its place."""
        results, posting = self._session.results, self._panes.results.selected
        if results is not None and posting is not None:
            self._host.notice(self._session.library.explain(results, posting), 15)


def _understood(results: Results) -> list[str]:
    """Return in short how a query was understood, for the top row."""
    help_ = results.help
    if results.match is None or help_ == NO_HELP:
        return []
    from jobtui.search.notes import chips

    shown = [chip.text + glyph("drop") for chip in chips(help_)]
    if help_.partial:
        words, found, *_rest = help_.partial
        shown.insert(0, _("{found} of {words} words").format(words=words, found=found))
    return shown
