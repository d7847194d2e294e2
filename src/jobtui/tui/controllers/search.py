"""Asking and answering: only here is the question assigned; the panes show the answer.

a key or a click ─► message or action ─► question ─► worker: search ─► Answered ─► panes
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from textual import events, on, work
from textual.reactive import var
from textual.widgets import Input

from jobtui.config.settings import Settings
from jobtui.files.shortage import told
from jobtui.i18n import _, day, number
from jobtui.keymap.bindings import key_hint
from jobtui.library.library import Library
from jobtui.postings.model import Posting, status_of
from jobtui.search.query import Query, sort_word
from jobtui.search.results import Results
from jobtui.tui.controllers.find import InText
from jobtui.tui.controllers.preview import Texts
from jobtui.tui.messages import Answered, Chosen, Highlighted, ValueToggled

if TYPE_CHECKING:
    from jobtui.render.summary import Fact

MOMENT = 0.008  # seconds that a key may wait for a text to be read
_REPEAT = 0.045  # seconds between moves on average; below, a key is held down
_IDLE = 0.03  # seconds after a key until what the next one may need is made ready
_PAUSE = 0.1  # seconds between texts while it is


class Answering(InText):
    """Asks the library in workers, and shows what it finds and the text of what is selected."""

    query_asked: var[Query | None] = var(None, init=False)

    def __init__(self, library: Library, ask: Callable[[], Query], settings: Settings) -> None:
        super().__init__(settings)
        self._library, self._ask = library, ask
        self._results: Results | None = None
        self._is_ready = False  # something was searched for
        self._texts = Texts(library)
        self._is_waiting = self._is_pausing = False  # for a text; while a key is held down
        self._moves = deque([0.0] * 2, maxlen=2)  # when the cursor moved
        self._shown_at = 0.0  # when a text was shown

    def take_library(self, library: Library, ask: Callable[[], Query]) -> None:
        """Ask another library from now on, and show what it has at once."""
        self._library, self._ask = library, ask
        self._texts, self._results, self._is_ready = Texts(library), None, False
        self._list.results = None
        self._detail.show(None, None, None, "", self._mark, None)
        self._list.forget()
        self.show_first()

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
            from jobtui.search.query_text import query_text

            text = query_text(query)
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

    def action_search(self) -> None:
        """Go to the search box; what answers the first letter is loaded before it is typed."""
        super().action_search()
        if not self._is_ready and self.query_asked is not None:
            self._is_ready = True
            self.set_timer(_IDLE, self._get_ready)

    @work(thread=True, group="ready", exit_on_error=False)
    def _get_ready(self) -> None:
        assert self.query_asked is not None
        self._library.search(self.query_asked._replace(text="a"))
        if (posting := self._list.selected) is not None:
            from jobtui.text.tokenizer import tokens

            tokens(self._library.body(posting)[0])  # its words are remembered

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
            why = told(error) or f"{type(error).__name__}: {error}"
            message = Answered(query, None, why)
        self.post_message(message)

    @on(Answered)
    def _answered(self, message: Answered) -> None:
        if message.query != self.query_asked:
            return  # a newer question is on its way
        if message.results is None:
            text = _("The search failed ({why}); {key} reads the files again.")
            self._footer.notice(text.format(why=message.error, key=key_hint("reload")))
            return
        self._show(message.results)

    def _show(self, results: Results) -> None:
        moment = MOMENT if self._results is not None else 0  # the first picture waits for no text
        self._results = results
        mark = self._mark
        self._list.show(results, mark, partial(self._library.place_of, results))
        self._sidebar.show(results.buckets, dict(results.query.chosen))
        if self._search.value:
            from jobtui.search.completion import candidates

            self._search.offer(candidates(self._search.value, results.buckets))
        else:
            self._search.offer(())
        self._tell_search(results)
        self._tell_found()
        if self._list.selected is None and self._reading and self.focused is self._detail:
            self._reading = False  # what was read is gone, and so are all others
            self._arrange()
            self._list.focus()
        self._show_detail(self._list.selected, moment)

    def _mark(self, text: str) -> list[tuple[int, int]]:
        terms, beginnings = self._results.marking if self._results else (frozenset(), ())
        if not (terms or beginnings):
            return []
        from jobtui.text.highlight import spans

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

    def on_resize(self, event: events.Resize) -> None:
        """Say as much as there is room for; Textual calls the base's handler as well."""
        self._tell_found()

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
        from jobtui.search.query_text import with_filter

        self._search.value = with_filter(self._search.value, facet, values)
        self._search.cursor_position = len(self._search.value)

    @on(Highlighted)
    async def _highlighted(self) -> None:
        """Show the text at once; while a key is held down, the newest now and then."""
        now = monotonic()
        is_repeat = now - self._moves[0] < len(self._moves) * _REPEAT
        self._moves.append(now)
        wait = self._shown_at + _PAUSE - now if is_repeat else 0
        if wait <= 0:
            self._show_detail(self._list.selected)
            if not is_repeat:
                self.set_timer(_IDLE, self._read_ahead)
        elif not self._is_pausing:
            self._is_pausing = True
            self.run_worker(self._show_later(wait), group="preview")

    async def _show_later(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self._is_pausing = False
        self._show_detail(self._list.selected)

    def _show_detail(self, posting: Posting | None, moment: float = MOMENT) -> None:
        """Show a text. Most are there in a moment: then row and text change in one picture."""
        if posting is None or not self._has_text:
            self._detail.show(None, None, None, "", self._mark, None)
            return
        text = self._texts.get(posting, 0 if self._is_waiting else moment)
        if text is None:
            if not self._is_waiting:
                self._is_waiting = True
                self.run_worker(self._show_when_read(posting), group="preview")
            return
        self._shown_at = monotonic()
        assert self._results is not None
        ruling = status_of(posting, self._results.query.as_of)
        own = self._own_facts(posting)
        self._detail.show(posting, ruling, *text, self._mark, self._results.marking, own)

    def _own_facts(self, posting: Posting) -> Sequence[Fact]:
        """Return what the user said of a posting, and what is new of it, as of the answer.

        That it was seen is not said: whoever reads it sees it.
        """
        user = self._results.user if self._results is not None else None
        if user is None:
            return ()
        from jobtui.render.summary import own_facts

        position = self._library.snapshot.position_of(posting.id)
        mark = user.mark_of(position)
        return own_facts(mark._replace(seen=False), user.news_of(position))

    async def _show_when_read(self, posting: Posting) -> None:
        await self._texts.wait(posting)
        self._is_waiting = False
        self._show_detail(self._list.selected)

    def _read_ahead(self) -> None:
        """Read the text that the same key would show next."""
        posting = self._list.following if self._has_text else None
        if posting is not None and not (self._is_waiting or self._texts.is_kept(posting)):
            self._texts.begin(posting)

    @on(Chosen)
    def _chosen(self) -> None:
        self._reading = True
        self._arrange()
        if not self._previews:
            self._show_detail(self._list.selected)
        self._detail.focus()
