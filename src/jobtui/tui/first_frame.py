"""Keeping the first picture, and the answers to the first keys, for the next start."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from jobtui.config import files as config_files
from jobtui.keymap.bindings import action_named
from jobtui.startup import early_keys, frame_file
from jobtui.tui.controllers.look_ahead import LookingAhead
from jobtui.tui.terminal.picture import picture, steps_between
from jobtui.tui.terminal.screen_buffer import ScreenBuffer
from jobtui.tui.themes import file_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jobtui.config.settings import Settings
    from jobtui.library.library import Library
    from jobtui.startup.first_frame import FirstFrame

_AHEAD = 3  # postings after the first whose pictures answer early keys


class Keeper:
    """Keeps the picture of a start once the screen stands still, and again at the end.

    The marks' file is a witness of the picture that the visit itself writes.
    """

    def __init__(self, library: Library, settings: Settings) -> None:
        self._library, self._settings = library, settings
        self._again: Callable[[], None] | None = None
        self._states: Sequence[str] = ()  # of the witnesses, as the picture was right
        self._texts: Sequence[str] = ()
        self._day: tuple[int, ...] = ()

    def take(self, painted: FirstFrame) -> None:
        """Take what is shown already: it stays right while its witnesses are as they were."""
        witnesses = list(map(frame_file.witness_of, painted.states))
        self._remember(painted.texts, painted.size, witnesses, painted.states)

    async def keep(self, browser: LookingAhead, screen: ScreenBuffer) -> None:
        """Keep what the browser shows on its *screen*, unless that is kept already."""
        theme = file_of(self._settings.theme)
        files = (config_files.system_file(), config_files.user_file(), theme)
        witnesses = [*self._library.witnesses(), *(str(file) for file in files if file)]
        states = frame_file.states(witnesses)
        is_same = self._states == self._without_marks(states)
        if is_same and self._texts and self._texts[0] == picture(screen):
            return
        steps = await browser.steps(_AHEAD)

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
        self._again = partial(frame_file.save, texts, size, witnesses)
        self._day = time.localtime()[:3]
        return self._again

    def _without_marks(self, states: Sequence[str]) -> list[str]:
        marks = self._library.user.file
        return [state for state in states if frame_file.witness_of(state) != marks]

    def keep_again(self) -> None:
        """Keep the same picture with its witnesses as they are now, if but for the marks' file
        they are as they were, and the day as well: of another day it shows other statuses.
        """
        if self._again is None or self._day != time.localtime()[:3]:
            return
        witnesses = map(frame_file.witness_of, self._states)
        if frame_file.states(witnesses) == self._states:
            with suppress(OSError):
                self._again()
