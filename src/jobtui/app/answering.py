"""Asking and answering: only here is the question assigned; the panes show the answer.

a key or a click ─► message or action ─► question ─► worker: search ─► Answered ─► panes
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.reactive import reactive
from textual.widgets import Input

from jobtui.answers import Results
from jobtui.app.messages import Answered, Chosen, Highlighted, Loaded, ValueToggled
from jobtui.app.panes import Panes
from jobtui.library import Library
from jobtui.posting import Posting, status_of
from jobtui.query import Query, sort_word
from jobtui.words import _, day, number

if TYPE_CHECKING:
    from jobtui.markdown import Document

_KEPT_DOCUMENTS = 64


class Answering(Panes):
    """Asks the library in workers, and shows what it finds and the text of what is selected."""

    query_asked: reactive[Query | None] = reactive(None, init=False)

    def __init__(self, library: Library, ask: Callable[[], Query]) -> None:
        super().__init__()
        self._library, self._ask = library, ask
        self._results: Results | None = None
        self._documents: OrderedDict[str, tuple[Document, str]] = OrderedDict()
        self._loading = self._wanted = ""

    def show_first(self) -> None:
        """Show what the cache has at once."""
        query = self._first_question()
        with self.prevent(Input.Changed):
            self._search.value = query.text
        self.set_reactive(Answering.query_asked, query)
        if not self._library.is_empty and not query.text:
            self._show(self._library.search(query))
        elif not self._library.is_empty:
            self._start_search(query)

    def _first_question(self) -> Query:
        """Return what the command line asked, as the one text that the search box holds."""
        query = self._ask()
        text = query.text
        if query.chosen or query.open_only:
            from jobtui.syntax import written

            text = written(query)
        return Query(query.as_of, text, sort=query.sort, prefix_last=True)

    def _take_first_question(self) -> None:
        """Ask what the command line asked, now that there are postings to know its values by."""
        if self._results is None:
            query = self._first_question()
            with self.prevent(Input.Changed):
                self._search.value = self._search.value or query.text
            self.set_reactive(Answering.query_asked, query._replace(text=self._search.value))

    def watch_query_asked(self, query: Query | None) -> None:
        """Ask in a worker; a key never waits."""
        if query is not None:
            self._start_search(query)

    def _start_search(self, query: Query) -> None:
        self.run_worker(
            partial(self._answer, query),
            thread=True,
            exclusive=True,
            group="search",
            exit_on_error=False,
        )

    def _answer(self, query: Query) -> None:
        try:
            message = Answered(query, self._library.search(query))
        except Exception as error:
            message = Answered(query, None, f"{type(error).__name__}: {error}")
        self.post_message(message)

    @on(Answered)
    def _answered(self, message: Answered) -> None:
        if message.query != self.query_asked:
            return  # a newer question is on its way
        if message.results is None:
            text = _("The search failed ({why}); r reads the files again.")
            self._footer.notice(text.format(why=message.error))
            return
        self._show(message.results)

    def _show(self, results: Results) -> None:
        self._results = results
        mark = self._mark
        self._list.show(results, mark, partial(self._library.place_of, results))
        self._sidebar.show(results.buckets, dict(results.query.chosen))
        if self._search.value:
            from jobtui.completing import candidates

            self._search.offer(candidates(self._search.value, results.buckets))
        else:
            self._search.offer(())
        self._tell_search(results)
        self._tell_found()
        self._show_detail(self._list.selected)

    def _mark(self, text: str) -> list[tuple[int, int]]:
        terms, beginnings = self._results.marking if self._results else (frozenset(), ())
        if not (terms or beginnings):
            return []
        from jobtui.french import spans

        return spans(text, terms, beginnings)

    def _tell_search(self, results: Results) -> None:
        """Say quietly how the question can go on, or why it was taken as plain words."""
        if self.focused is not self._search:
            return
        parts = [
            one.label + (f" {number(one.postings)}" if one.postings >= 0 else "")
            for one in self._search.candidates
        ]
        hint = results.help.hint
        text = _("Searched as plain words: {why}").format(why=hint) if hint else ""
        self._footer.hint(text or "  ".join(parts))

    def _tell_found(self) -> None:
        if self._results is None:
            return
        query = self._results.query
        rest = []
        if self.size.width >= 60:
            rest.append(sort_word(self._results.order))
        if not self._library.is_whole:
            rest.append(_("still reading"))
        if query.as_of != date.today() and self.size.width >= 80:
            rest.append(_("as of {day}").format(day=day(query.as_of)))
        if any(source.is_sample for source in self._library.sources):
            rest.append(_("sample"))
        self._found.tell(len(self._results.postings), self._results.total, rest)

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        self._ask_for(text=message.value)

    def _ask_for(self, **changes: object) -> None:
        if self.query_asked is not None:
            self.query_asked = self.query_asked._replace(**changes)  # type: ignore[arg-type]

    @on(ValueToggled)
    def _toggled(self, message: ValueToggled) -> None:
        if self._results is not None:
            chosen = set(self._results.query.values(message.facet)) ^ {message.value}
            self._choose(message.facet, tuple(sorted(chosen)))

    def _choose(self, facet: str, values: tuple[str, ...]) -> None:
        """Choose values by writing them into the question, which the sidebar shows."""
        from jobtui.syntax import with_filter

        self._search.value = with_filter(self._search.value, facet, values)
        self._search.cursor_position = len(self._search.value)

    @on(Highlighted)
    def _highlighted(self) -> None:
        self._show_detail(self._list.selected)

    def _show_detail(self, posting: Posting | None) -> None:
        if posting is None:
            self._detail.show(None, None, None, "", self._mark, None)
            return
        held = self._documents.get(posting.id)
        if held is None:
            self._wanted = posting.id
            if not self._loading:
                self._load(posting)
            return
        self._wanted = ""
        assert self._results is not None
        ruling = status_of(posting, self._results.query.as_of)
        marking = self._results.marking
        self._detail.show(posting, ruling, held[0], held[1], self._mark, marking)

    def _load(self, posting: Posting) -> None:
        """Read a posting in a worker: at once if none is being read, else the newest only."""
        self._loading = posting.id
        self.run_worker(
            partial(self._read, posting), thread=True, group="preview", exit_on_error=False
        )

    def _read(self, posting: Posting) -> None:
        from jobtui.markdown import parse

        try:
            body, error = self._library.body(posting)
            document = parse(body)
        except Exception as failure:  # one posting must never take the browser down
            document, error = parse(""), f"{type(failure).__name__}: {failure}"
        self.post_message(Loaded(posting.id, document, error))

    @on(Loaded)
    def _loaded(self, message: Loaded) -> None:
        self._documents[message.posting_id] = (message.document, message.error)
        while len(self._documents) > _KEPT_DOCUMENTS:
            self._documents.popitem(last=False)
        self._loading = ""
        selected = self._list.selected
        if selected is not None and self._wanted:
            self._show_detail(selected)

    @on(Chosen)
    def _chosen(self) -> None:
        self._reading = True
        self._arrange()
        self._detail.focus()
