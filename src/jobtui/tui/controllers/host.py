"""What controllers may ask of the screen they work for."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeVar

from textual.app import App
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import AwaitMount, Widget
from textual.worker import Worker, WorkType
from textual.worker_manager import WorkerManager

Answer = TypeVar("Answer")


class Host(Protocol):
    """The screen, as controllers see it; `BrowserScreen` is the only one."""

    @property
    def app(self) -> App[object]:
        """The application."""

    @property
    def size(self) -> Size:
        """Columns and rows of the terminal."""

    @property
    def workers(self) -> WorkerManager:
        """The workers of the application."""

    @property
    def focused(self) -> Widget | None:
        """The widget that has the focus."""

    def notice(self, text: str, seconds: float = 8) -> None:
        """Show a line in the footer for a while."""

    def push_screen(
        self, screen: Screen[Answer], callback: Callable[[Answer | None], None] | None = None
    ) -> None:
        """Open a dialog; *callback* is called with its answer."""

    def post_message(self, message: Message) -> bool:
        """Send a message to the screen, from any thread."""

    def prevent(self, *message_types: type[Message]) -> AbstractContextManager[None]:
        """Return a context in which no message of these types is sent."""

    def run_worker(
        self,
        work: WorkType[Any],
        *,
        group: str = "default",
        exit_on_error: bool = True,
        exclusive: bool = False,
        thread: bool = False,
    ) -> Worker[Any]:
        """Run *work* beside the screen."""

    def set_timer(self, delay: float, callback: Callable[[], object] | None = None) -> Timer:
        """Call *callback* once, after *delay* seconds."""

    def set_interval(self, interval: float, callback: Callable[[], object] | None = None) -> Timer:
        """Call *callback* every *interval* seconds."""

    def call_after_refresh(self, callback: Callable[..., Any]) -> bool:
        """Call *callback* once everything is drawn."""

    def mount(self, *widgets: Widget, after: Widget | None = None) -> AwaitMount:
        """Add widgets."""
