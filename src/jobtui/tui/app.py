"""The Textual application: theme, driver, palette, first frame; the rest is the screen's."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from typing import Any, ClassVar

from rich.text import Text
from textual import events
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.widgets import Input

from jobtui.config.settings import Settings
from jobtui.files.shortage import told
from jobtui.i18n import _
from jobtui.keymap.bindings import action_named, key_hint, table
from jobtui.keymap.key_names import is_typed, key_name
from jobtui.library.library import Library
from jobtui.search.query import Query
from jobtui.sources.folders import Source
from jobtui.tui.first_frame import FirstFrameKeeper
from jobtui.tui.palette import Actions, Palette
from jobtui.tui.screen import BrowserScreen
from jobtui.tui.styles import ON_LIGHT, is_ascii, use
from jobtui.tui.terminal.background import is_light_by_environment
from jobtui.tui.terminal.driver import QuietDriver, driver_of
from jobtui.tui.themes import TERMINAL, ReadyTheme, ThemeError, find
from jobtui.tui.too_small import cover, is_inert, is_too_small, quit_keys
from jobtui.tui.widgets.find_bar import FindBar, FindBox
from jobtui.tui.widgets.footer import Footer
from jobtui.tui.widgets.line_input import pasted_into
from jobtui.tui.widgets.one_line import OneLine

__all__ = ["JobtuiApp", "ThemeError", "browse"]

_SHORTAGE = 2  # the exit code where memory or the like is short
_CHECK = 0.01  # seconds between checks whether the screen is complete
_STILL = 0.3  # seconds between checks whether nothing moves any more
_LATEST = 2  # seconds after which the first frame is updated in any case
_HINT = 4  # seconds

Reopen = Callable[[Source], tuple[Library, Callable[[], Query], bool]]  # and if it follows the day

_DEFAULT, _PLAIN = Settings(), ReadyTheme()


class JobtuiApp(App[None], inherit_bindings=False):
    """Browses a library."""

    CSS_PATH = "jobtui.tcss"
    COMMANDS = {Actions}  # noqa: RUF012 - Textual's own declaration
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "f24"  # the table of actions has its keys
    ESCAPE_TO_MINIMIZE: ClassVar[bool] = False
    TITLE = "jobtui"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, "quit", show=False, priority=True)  # from the palette and any box as well
        for key in action_named("quit").keys
        if not is_typed(key)
    ]
    if not any("ctrl+c" in action.keys for action in table()):
        BINDINGS.append(Binding("ctrl+c", "show_quit_key", show=False, priority=True))

    def __init__(
        self,
        library: Library,
        first_query: Callable[[], Query],
        rebuild: bool = False,
        follow_day: bool = False,
        settings: Settings = _DEFAULT,
        look: ReadyTheme = _PLAIN,
        reopen: Reopen | None = None,
        asks: bool = False,
    ) -> None:
        self._look = look  # which Textual's own start asks for
        super().__init__(driver_class=_driver_class(), ansi_color=look.is_terminals)
        self.settings, self._reopen, self._asks = settings, reopen, asks
        self._is_light = is_light_by_environment()
        self._set_theme(look)
        self.stylesheet.set_variables(self.get_css_variables())
        self.animation_level = "none"
        self._disable_tooltips = self._disable_notifications = True  # two widgets a screen: unused
        self.library, self._first_query, self._rebuild = library, first_query, rebuild
        self.follow_day = follow_day
        self._browser: BrowserScreen | None = None
        self._keeper = FirstFrameKeeper(library, settings)

    @property
    def is_stock(self) -> bool:
        """Whether the driver sends everything as Textual writes it."""
        return self.settings.stock_driver

    def _set_theme(self, look: ReadyTheme) -> None:
        colours = look.colours
        if look.name == TERMINAL and self._is_light:
            colours = ON_LIGHT
        use(colours)
        self._look = look
        if look.theme is not None:
            self.register_theme(look.theme)
        self.set_reactive(App.theme, look.theme.name if look.theme else "textual-dark")
        self.set_reactive(App.ansi_color, look.is_terminals)

    def get_css_variables(self) -> dict[str, str]:
        """Return Textual's variables and ``$faint``, which is legible on the ground."""
        return {**super().get_css_variables(), "faint": self._look.colours.faint or "ansi_default"}

    def use_theme(self, look: ReadyTheme) -> None:
        """Redraw everything in another theme."""
        self._set_theme(look)
        self._watch_ansi_color(look.is_terminals)
        self._watch_theme(self.theme)
        for screen in self.screen_stack:
            for widget in screen.query("LineView, OneLine, PaneFrame"):
                widget.recolour()  # type: ignore[attr-defined]

    def _hear_ground(self, is_light: bool) -> None:
        """Use other colours if the background is not what it was assumed to be; keep that frame."""
        if is_light != self._is_light and self._look.name == TERMINAL:
            self._is_light = is_light
            self.use_theme(self._look)
            self.set_timer(_STILL, self.keep_frame)

    def on_mount(self) -> None:
        """Ask the terminal for its background colour."""
        if (driver := driver_of(self)) is not None and self._look.name == TERMINAL:
            driver.ask_ground(self._hear_ground)

    def _print_error_renderables(self) -> None:
        """Print the errors, on the terminal's normal screen."""
        if (driver := driver_of(self)) is not None:
            driver.restore()
        super()._print_error_renderables()

    def _handle_exception(self, error: Exception) -> None:
        """End with one line where memory or the like is short; else as Textual does."""
        shortage = told(getattr(error, "error", error))  # a worker's error is wrapped
        if not shortage:
            super()._handle_exception(error)
            return
        self._return_code = _SHORTAGE
        self._exit_renderables.append(Text(f"jobtui: {shortage}"))
        self._close_messages_no_wait()

    def action_show_quit_key(self) -> None:
        """Copy the selection, as Ctrl+C does elsewhere; without one tell the key that quits."""
        if getattr(self.focused, "selected_text", ""):
            self.focused.action_copy()  # type: ignore[union-attr]
            return
        typed_keys = self.screen is not self._browser or isinstance(self.focused, Input)
        keys = [key for key in action_named("quit").keys if not (typed_keys and is_typed(key))]
        key = key_name(keys[0], is_ascii()) if keys else key_hint("quit", is_ascii())
        hint = _("{key} quits jobtui.").format(key=key)
        if isinstance(self.focused, FindBox):  # its row is where notices are
            self.screen.query_one(FindBar).notice(hint)
            return
        if self._browser is not None and (
            self.screen is self._browser or not self.screen.query(OneLine)
        ):
            self._browser.query_one(Footer).notice(hint, _HINT)
            return
        self.screen.query(OneLine).last().show_briefly([(f" {hint}", "bold")], _HINT)

    def action_command_palette(self) -> None:
        """Open the palette."""
        if not any(isinstance(screen, Palette) for screen in self.screen_stack):
            self.push_screen(Palette())

    async def on_event(self, event: events.Event) -> None:
        """Handle an event; on a screen that is too small only those whose effect can be seen.

        A paste of several lines goes into an input as one line; Textual takes the first alone.
        """
        is_new = not event.is_forwarded
        if is_new and isinstance(event, events.Paste) and isinstance(self.focused, Input):
            event = events.Paste(pasted_into(self.focused, event.text))
        if event.is_forwarded or not is_inert(event, self.size):
            await super().on_event(event)
            if isinstance(event, events.Resize):
                self.call_later(self._cover)
        elif isinstance(event, events.Key) and event.key in quit_keys(self.focused):
            await self.action_quit()

    def _cover(self) -> None:
        for screen in self.screen_stack:
            cover(screen, self.size)

    def push_screen(self, *args: Any, **options: Any) -> Any:
        """Open a screen, covered like the others if the terminal is too small."""
        if is_too_small(self.size):
            self.call_later(self._cover)
        return super().push_screen(*args, **options)

    def pop_screen(self) -> AwaitComplete:
        """Close the screen on top, but never the browser, if a key closes the palette twice."""
        if len(self.screen_stack) > 1:
            return super().pop_screen()
        return AwaitComplete.nothing()  # type: ignore[no-any-return,no-untyped-call]

    def on_ready(self) -> None:
        """Update the first frame once, and keep it for the next start."""
        if (driver := driver_of(self)) is not None:
            if driver.painted is not None:
                self._keeper.take(driver.painted)
            self.set_timer(_LATEST, driver.release)
            self._checking = self.set_interval(_CHECK, self._release_frame)
            self.set_timer(_STILL, self._started)
        if self._asks:
            self.ask_for_source(True)

    def ask_for_source(self, is_first: bool) -> None:
        """Ask for a source: to be browsed beside what is shown, or in place of the sample."""
        from jobtui.tui.dialogs.welcome import Welcome

        if self._reopen is not None:
            self.push_screen(Welcome(is_first), self._open)

    def _open(self, chosen: tuple[Source, str] | None) -> None:
        """Browse the source that was chosen, too; name the keys to begin with."""
        if self._browser is not None:
            self._browser.panes.hint_first_keys()
        if chosen is not None and self._reopen is not None and self._browser is not None:
            source, news = chosen
            self.library, first_query, follow_day = self._reopen(source)
            self._keeper = FirstFrameKeeper(self.library, self.settings)
            self._browser.take_library(self.library, first_query, follow_day, news)

    def _release_frame(self) -> None:
        """Replace the first frame, which an earlier start kept, as soon as there is another."""
        browser, driver = self._browser, driver_of(self)
        if browser is None or driver is None:
            return
        browser.hear_keys()
        if browser.is_complete and not driver.is_behind:
            self._checking.stop()
            browser.call_after_refresh(driver.release)

    def _started(self) -> None:
        gc.freeze()  # what was imported stays
        gc.set_threshold(700)  # as usual: no key waits for a long look at much
        gc.enable()
        self.keep_frame()

    def keep_frame(self) -> None:
        """Keep what is shown for the next start, as soon as the screen is still."""
        driver, browser = driver_of(self), self._browser
        if driver is None or browser is None:
            return
        screen = driver.screen()
        if screen is None:
            return
        if browser.is_still:

            async def keep() -> None:
                await self._keeper.keep(browser.session, browser, screen)

            self.run_worker(keep, group="picture", exit_on_error=False)  # type: ignore[arg-type]
        else:
            self.set_timer(_STILL, self.keep_frame)

    def get_default_screen(self) -> BrowserScreen:
        """Return the browser's screen."""
        self._browser = BrowserScreen(
            self.library, self._first_query, self._rebuild, self.follow_day, self.settings
        )
        return self._browser

    async def action_quit(self) -> None:
        """Quit; a dialog, which may hold unsaved text, is left first."""
        leave = getattr(self.screen, "action_leave", None)
        if leave is not None:
            leave()
        else:
            await self.screen_stack[0].run_action("quit")

    def leave(self) -> None:
        """End the visit.

        That writes the marks' file, on which the kept first frame depends; the frame is kept once
        more if it still is what the next start will show.
        """
        browser = self._browser
        changed = browser is None or browser.marking.is_remarked or browser.refreshing.has_news
        changed = self.library.user.reload() or changed
        self.library.user.leave()
        if not changed:
            self._keeper.keep_again()


def browse(
    library: Library,
    first_query: Callable[[], Query],
    rebuild: bool,
    follow_day: bool,
    settings: Settings,
    reopen: Reopen | None = None,
    asks: bool = False,
) -> int:
    """Run the browser until the user quits; return the exit code. Raises ThemeError.

    *first_query* is called once the postings are known. *reopen* opens another source beside those
    of the library, and what it returns is browsed then; with *asks* the browser asks for one first.
    """
    look = find(settings.theme)
    app = JobtuiApp(library, first_query, rebuild, follow_day, settings, look, reopen, asks)
    try:
        app.run(mouse=settings.mouse)
    finally:
        if (driver := driver_of(app)) is not None:
            driver.restore()
    if not app.return_code:  # if killed, what is new may not have been seen
        app.leave()
    return app.return_code or 0


def _driver_class() -> type[Driver]:
    """Return the driver of the terminal, or of a web page, which the environment names."""
    if "TEXTUAL_DRIVER" not in os.environ:
        return QuietDriver
    from jobtui.tui.terminal.web_driver import PageDriver

    return PageDriver
