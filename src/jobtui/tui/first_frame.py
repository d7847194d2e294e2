"""Keeps the first frame, and the answers to the first keys, for the next start."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from jobtui.config import files as config_files
from jobtui.keymap.bindings import action_named
from jobtui.startup import early_keys, frame_file
from jobtui.text.sanitize import clean
from jobtui.tui.controllers.posting_texts import read
from jobtui.tui.controllers.preview import reading_of
from jobtui.tui.terminal.picture import picture, steps_between
from jobtui.tui.terminal.screen_buffer import ScreenBuffer
from jobtui.tui.themes import file_of
from jobtui.tui.widgets.frame import PaneFrame

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.strip import Strip

    from jobtui.config.settings import Settings
    from jobtui.library.library import Library
    from jobtui.postings.model import Posting
    from jobtui.startup.first_frame import FirstFrame
    from jobtui.tui.controllers.host import Host
    from jobtui.tui.session import Session
    from jobtui.tui.widgets.line_view import LineView

_AHEAD = 3  # postings after the first whose frames answer early keys


class FirstFrameKeeper:
    """Keeps the frame of a start once the screen is still, and again at the end.

    A kept frame is right as long as its witnesses, files by path, are as they were. One of them is
    the marks' file, which the visit itself writes.
    """

    def __init__(self, library: Library, settings: Settings) -> None:
        self._library, self._settings = library, settings
        self._keep_again: Callable[[], None] | None = None
        self._states: Sequence[str] = ()  # of the witnesses, when the frame was right
        self._texts: Sequence[str] = ()
        self._day: tuple[int, ...] = ()

    def take(self, painted: FirstFrame) -> None:
        """Take over the frame that this start has shown."""
        witnesses = list(map(frame_file.witness_of, painted.states))
        self._remember(painted.texts, painted.size, witnesses, painted.states)

    async def keep(self, session: Session, host: Host, screen: ScreenBuffer) -> None:
        """Keep what the browser shows on its *screen*, unless that is kept already."""
        theme = file_of(self._settings.theme)
        files = (config_files.system_file(), config_files.user_file(), theme)
        witnesses = [*self._library.witnesses(), *(str(file) for file in files if file)]
        states = frame_file.states(witnesses)
        is_same = self._states == self._without_marks(states)
        if is_same and self._texts and self._texts[0] == picture(screen):
            return
        steps = await next_frames(session, host, _AHEAD)

        def keep() -> None:
            keys = action_named("down").keys, action_named("up").keys
            texts = [picture(screen), *early_keys.answer_lines(steps_between(screen, steps), *keys)]
            if frame_file.states(witnesses) == states:
                self._remember(texts, screen.size, witnesses, states)()

        await asyncio.to_thread(keep)

    def _remember(
        self,
        texts: Sequence[str],
        size: tuple[int, int],
        witnesses: Sequence[str],
        states: Sequence[str],
    ) -> Callable[[], None]:
        self._texts, self._states = texts, self._without_marks(states)
        self._keep_again = partial(frame_file.save, texts, size, witnesses)
        self._day = time.localtime()[:3]
        return self._keep_again

    def _without_marks(self, states: Sequence[str]) -> list[str]:
        marks = self._library.user.file
        return [state for state in states if frame_file.witness_of(state) != marks]

    def keep_again(self) -> None:
        """Keep the same frame with its witnesses as they are now.

        Only if they are as they were, but for the marks' file, and on the same day: on another
        one the frame would show other statuses.
        """
        if self._keep_again is None or self._day != time.localtime()[:3]:
            return
        witnesses = map(frame_file.witness_of, self._states)
        if frame_file.states(witnesses) == self._states:
            with suppress(OSError):
                self._keep_again()


async def next_frames(session: Session, host: Host, count: int) -> list[str]:
    """Return what would be written for each of the next *count* postings, if one went there.

    Nothing on the screen changes. They are fewer where the results end or would scroll, none
    where the list has not the focus.
    """
    results, panes, texts = session.results, session.panes, []
    if results is None:
        return []
    following = [results.postings[at] for at in range(1, min(count + 1, len(results.postings)))]
    for posting in following if panes.shows_text else ():
        texts.append(await asyncio.to_thread(read, session.library, posting))
    if results is not session.results or not _is_at_first(session, host):
        return []
    frames = []
    for item, posting in enumerate(following, 1):
        rows = panes.results.rows_at(item)
        if not rows:
            break
        frame = _written(session, host, panes.results, rows)
        if panes.shows_text:
            text = texts[item - 1]
            rows = panes.detail.rows_of(reading_of(session, posting, text))
            frame += _written(session, host, panes.detail_frame, [_title_row(session, posting)])
            frame += _written(session, host, panes.detail, rows)
        x, y = panes.results.caret(item)
        frames.append(f"{frame}\x1b[{y + 1};{x + 1}H")
    return frames


def _title_row(session: Session, posting: Posting) -> Strip:
    return session.panes.detail_frame.title_row(clean(posting.title))


def _is_at_first(session: Session, host: Host) -> bool:
    results = session.panes.results
    has_focus = host.app.screen is results.screen and host.focused is results
    return has_focus and session.panes.is_shown(results) and results.cursor.item == 0


def _written(
    session: Session, host: Host, widget: LineView | PaneFrame, rows: Sequence[Strip]
) -> str:
    pane = widget.pane if isinstance(widget, PaneFrame) else widget
    if not session.panes.is_shown(pane):
        return ""
    x, y = widget.region.offset
    at = (f"\x1b[{y + number};{x + 1}H" for number in range(1, len(rows) + 1))
    return "".join(a + row.render(host.app.console) for a, row in zip(at, rows, strict=True))
