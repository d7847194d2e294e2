"""A screen that is drawn as soon as what a key started is done, not at the next beat of a timer."""

from __future__ import annotations

import asyncio
from collections import deque
from time import monotonic

from textual import _styles_cache, events
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

_HOPS = 4  # turns of the event loop in which what a key started reaches the screen
_BURST, _PERIOD = 3, 0.05  # at most so many frames at once within so many seconds
_UNDRAWN = ("_dirty_widgets", "_layout_required", "_repaint_required")


class PromptScreen(Screen[None]):
    """Draws a few frames at once; Textual waits for the next beat of a timer, up to 25 ms.

    What is used of Textual is not public: in a version without it the timer draws, as it does
    after the burst.
    """

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)  # panes draw what changes

    def __init__(self) -> None:
        super().__init__()
        self._drawn: deque[float] = deque([-_PERIOD] * _BURST, maxlen=_BURST)

    def on_screen_resume(self) -> None:
        """Forget the widgets of a dialog that was left.

        Textual computes two styles for each, and keeps with the last 1024 results what they were
        computed for: all lines that those widgets showed, 30 KB a dialog.
        """
        computed = getattr(_styles_cache.StylesCache, "get_inner_outer", None)
        if computed is not None:
            computed.cache_clear()

    async def on_idle(self, event: events.Idle) -> None:
        """Draw what has changed; messages of the same key that are on their way join the frame."""
        draw = getattr(self, "_on_timer_update", None)
        if draw is None or not any(getattr(self, name, False) for name in _UNDRAWN):
            return
        for _turn in range(_HOPS):
            await asyncio.sleep(0)
            if self.message_queue_size:
                event.prevent_default()  # not even the timer: another idle follows
                return
        now = monotonic()
        if now - self._drawn[0] >= _PERIOD:
            self._drawn.append(now)
            draw()
