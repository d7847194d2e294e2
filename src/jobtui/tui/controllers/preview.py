"""The text of the selected posting: shown at once, read ahead, delayed while a key is held down."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from jobtui.postings.model import Posting, status_of
from jobtui.tui.controllers.posting_texts import PostingText, PostingTexts
from jobtui.tui.widgets.detail_pane import ShownPosting

if TYPE_CHECKING:
    from jobtui.render.summary import Fact
    from jobtui.tui.controllers.host import Host
    from jobtui.tui.session import Session

_AT_ONCE = 0.008  # seconds that a key may wait for a text to be read
_REPEAT = 0.045  # seconds between moves on average; below, a key is held down
_IDLE = 0.03  # seconds after a key until the next text is read ahead
_PAUSE = 0.1  # seconds between texts while a key is held down
_AFTER_FIRST_FRAME = 0.03  # seconds until the first text is read


class PreviewController:
    """Shows the text of the selected posting in the detail pane."""

    def __init__(self, session: Session, host: Host) -> None:
        self._session, self._panes, self._host = session, session.panes, host
        self.texts = PostingTexts(session.library)
        self._is_list_drawn = False
        self._is_first_answer = True
        self._is_waiting = False  # for a text to be read
        self._is_pausing = False  # while a key is held down
        self._moves = deque([0.0] * 2, maxlen=2)  # when the cursor moved
        self._shown_at = 0.0  # when a text was shown
        session.results_shown.connect(self._results_shown)
        session.postings_changed.connect(self._postings_changed)

    def reset(self) -> None:
        """Show the texts of another library."""
        self.texts, self._is_first_answer = PostingTexts(self._session.library), True
        self._clear()

    def _postings_changed(self) -> None:
        self.texts.clear()

    def _results_shown(self) -> None:
        moment = 0 if self._is_first_answer else _AT_ONCE  # the first frame waits for no text
        self._is_first_answer = False
        self.show(self._panes.results.selected, moment)

    @property
    def is_complete(self) -> bool:
        """Whether the text of the selected posting is shown, if any is to be."""
        selected, shown = self._panes.results.selected, self._panes.detail.posting
        if not self._panes.shows_text:
            return True
        return selected is None or (shown is not None and shown.id == selected.id)

    def cursor_moved(self) -> None:
        """Show the text at once; while a key is held down, the newest one now and then."""
        now = monotonic()
        is_repeat = now - self._moves[0] < len(self._moves) * _REPEAT
        self._moves.append(now)
        wait = self._shown_at + _PAUSE - now if is_repeat else 0
        if wait <= 0:
            self.show_selected()
            if not is_repeat:
                self._host.set_timer(_IDLE, self._read_ahead)
        elif not self._is_pausing:
            self._is_pausing = True
            self._host.run_worker(partial(self._show_later, wait), group="preview")

    async def _show_later(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self._is_pausing = False
        self.show_selected()

    def open(self) -> None:
        """Give the text the full width, and focus it."""
        self._panes.read(True)
        if not self._panes.has_preview:
            self.show_selected()
        self._panes.detail.focus()

    def show_selected(self) -> None:
        """Show the text of the selected posting."""
        self.show(self._panes.results.selected)

    def show(self, posting: Posting | None, moment: float = _AT_ONCE) -> None:
        """Show a text, the first one not before the list is drawn.

        Most are read within a *moment* (seconds): then row and text change in one frame.
        """
        if not self._is_list_drawn:
            self._is_list_drawn = True
            self._host.set_timer(_AFTER_FIRST_FRAME, self.show_selected)
            return
        self._show(posting, moment)
        self._session.posting_shown.emit(posting)

    def _show(self, posting: Posting | None, moment: float) -> None:
        if posting is None or not self._panes.shows_text:
            self._clear()
            return
        text = self.texts.get(posting, 0 if self._is_waiting else moment)
        if text is None:
            if not self._is_waiting:
                self._is_waiting = True
                work = partial(self._show_when_read, posting)
                self._host.run_worker(work, group="preview")
            return
        self._shown_at = monotonic()
        self._panes.tell_title(posting.title)
        self._panes.detail.show(reading_of(self._session, posting, text))

    def _clear(self) -> None:
        self._panes.tell_title("")
        self._panes.detail.show(None)

    async def _show_when_read(self, posting: Posting) -> None:
        await self.texts.wait(posting)
        self._is_waiting = False
        self.show_selected()

    def _read_ahead(self) -> None:
        """Read the text that the same key would show next."""
        posting = self._panes.results.following if self._panes.shows_text else None
        if posting is not None and not (self._is_waiting or self.texts.has(posting)):
            self.texts.begin(posting)


def reading_of(session: Session, posting: Posting, text: PostingText) -> ShownPosting:
    """Return what the pane of the text shows of a posting, as of the results shown."""
    results = session.results
    assert results is not None
    today = results.query.as_of
    return ShownPosting(
        posting,
        status_of(posting, today),
        text.document,
        text.error,
        session.highlights,
        results.marking,
        tuple(_user_facts(session, posting)),
        today,
    )


def _user_facts(session: Session, posting: Posting) -> Sequence[Fact]:
    """Return the user's marks of a posting, and what is new of it, as of the results shown.

    That it was seen is left out: it is being read.
    """
    user = session.results.user if session.results is not None else None
    if user is None:
        return ()
    from jobtui.render.summary import own_facts

    position = session.library.snapshot.position_of(posting.id)
    mark = user.mark_of(position)
    return own_facts(mark._replace(seen=False), user.news_of(position))
