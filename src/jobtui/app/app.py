"""The Textual application: theme, driver, palette; everything else is the screen's."""

from __future__ import annotations

import asyncio
import gc
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.await_complete import AwaitComplete

from jobtui import config_files, first_picture
from jobtui.app.commands import Actions, Palette
from jobtui.app.driver import QuietDriver
from jobtui.app.screen import Browser
from jobtui.library import Library
from jobtui.query import Query

if TYPE_CHECKING:
    from jobtui.settings import SearchSetting

# Seconds between looks whether the screen is whole, and stands still; and to wait for that.
_OFTEN, _STILL, _LATEST = 0.01, 0.3, 2


class JobtuiApp(App[None]):
    """Browses a library; *ask* states the first question once the postings are known."""

    CSS_PATH = "jobtui.tcss"
    COMMANDS = {Actions}  # noqa: RUF012 - Textual's own declaration
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "f24"  # the table of actions has its keys
    ESCAPE_TO_MINIMIZE: ClassVar[bool] = False
    TITLE = "jobtui"

    def __init__(
        self,
        library: Library,
        ask: Callable[[], Query],
        rebuild: bool = False,
        follow_day: bool = False,
        searches: Sequence[SearchSetting] = (),
    ) -> None:
        super().__init__(driver_class=QuietDriver, ansi_color=True)
        self.animation_level = "none"
        self._disable_tooltips = self._disable_notifications = True  # two widgets a screen: unused
        self.library, self._ask, self._rebuild = library, ask, rebuild
        self._follow_day, self._searches = follow_day, searches
        self._browser: Browser | None = None
        # Keeps the first picture once more, as long as other witnesses than the marks say so.
        self._kept: tuple[Callable[[], None], list[str], list[str]] | None = None

    def on_mount(self) -> None:
        """Leave in good order when told to: the terminal is given back as it was."""
        if self.is_headless:
            return
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is not signal.SIG_IGN:  # as `nohup` wants it
                leave = partial(self.exit, return_code=128 + number)
                asyncio.get_running_loop().add_signal_handler(number, leave)

    def action_command_palette(self) -> None:
        """Open the palette."""
        if not any(isinstance(screen, Palette) for screen in self.screen_stack):
            self.push_screen(Palette(id="--command-palette"))

    def pop_screen(self) -> AwaitComplete:
        """Close the screen on top; never the browser's, were a key to close the palette twice."""
        if len(self.screen_stack) > 1:
            return super().pop_screen()
        return AwaitComplete.nothing()  # type: ignore[no-any-return,no-untyped-call]

    def on_ready(self) -> None:
        """Bring the first picture up to date once; keep it for the next start."""
        if isinstance(self._driver, QuietDriver):
            self._driver.hear_keys()
            self.set_timer(_LATEST, self._driver.release)
            self._looking = self.set_interval(_OFTEN, self._release_picture)
            self.set_timer(_STILL, self._keep_picture)

    def _release_picture(self) -> None:
        browser = self.screen_stack[0]
        if isinstance(browser, Browser) and browser.is_whole:
            self._looking.stop()
            assert isinstance(self._driver, QuietDriver)
            browser.call_after_refresh(self._driver.release)

    def _keep_picture(self) -> None:
        gc.freeze()  # what was imported stays
        gc.enable()
        driver, browser = self._driver, self.screen_stack[0]
        if not isinstance(driver, QuietDriver) or not isinstance(browser, Browser):
            return
        drawn = driver.picture()
        if drawn is None:
            return
        if browser.is_still:
            files = (config_files.system_file(), config_files.user_file())
            witnesses = (*self.library.witnesses(), *(str(file) for file in files if file))
            keep = partial(first_picture.keep, *drawn, witnesses)
            others = [one for one in witnesses if one != self.library.marks_file]
            self._kept = keep, others, first_picture.states(others)
            self.run_worker(keep, thread=True, group="picture", exit_on_error=False)
        else:
            self.set_timer(_STILL, self._keep_picture)

    def get_default_screen(self) -> Browser:
        """Return the browser."""
        self._browser = Browser(
            self.library, self._ask, self._rebuild, self._follow_day, self._searches
        )
        return self._browser

    async def action_quit(self) -> None:
        """Leave; from a dialog first that, which may hold something to lose."""
        leave = getattr(self.screen, "action_leave", None)
        if leave is not None:
            leave()
        else:
            await self.screen_stack[0].run_action("quit")

    def leave(self) -> None:
        """End the visit. That writes the marks' file, a witness of the first picture, which is
        kept once more if it still shows what the next start will.
        """
        browser = self._browser
        changed = browser is None or browser.is_remarked or browser.has_news
        changed = self.library.reload_marks() or changed
        self.library.leave()
        if self._kept is not None and not changed:
            keep, others, said = self._kept
            with suppress(OSError):
                if first_picture.states(others) == said:
                    keep()


def browse(
    library: Library,
    ask: Callable[[], Query],
    rebuild: bool,
    follow_day: bool,
    searches: Sequence[SearchSetting] = (),
) -> int:
    """Run the browser until the user leaves; returns the exit code."""
    app = JobtuiApp(library, ask, rebuild, follow_day, searches)
    app.run()
    if not app.return_code:  # who was killed may not have seen what is new
        app.leave()
    return app.return_code or 0
