"""Copies to the user's clipboard, by the terminal or a program, and tells what is known of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.app import App

from jobtui.external import clipboard
from jobtui.external.clipboard import Reach
from jobtui.i18n import _
from jobtui.tui.terminal.driver import driver_of


def copy(app: App[object], text: str, failed: Callable[[str], None]) -> str:
    """Copy *text*; return the notice to show. *failed* is called, in a thread, if that fails.

    A terminal does not tell whether it took a text, nor whether it has a clipboard at all.
    """
    text = text.encode(errors="replace").decode()
    if len(text.encode()) > clipboard.MAX_BYTES:
        return _("Too long to copy.")
    reach = clipboard.reach()
    if reach is Reach.NOWHERE:
        return _("This terminal has no clipboard: {text}").format(text=text)
    app.copy_to_clipboard(text)
    app.run_worker(partial(_hand_over, app, text, reach, failed), thread=True, exit_on_error=False)
    if reach is Reach.PROGRAM:
        return _("Copied: {text}").format(text=text)
    return _("Sent to the terminal's clipboard: {text}").format(text=text)


def _hand_over(app: App[object], text: str, reach: Reach, failed: Callable[[str], None]) -> None:
    """Copy by another program, which may take a moment."""
    copied = clipboard.copy(text)
    if copied.sequence and (driver := driver_of(app)) is not None:
        driver.send_aside(copied.sequence)
    if reach is Reach.PROGRAM and not copied.is_taken:
        failed(_("Sent to the terminal's clipboard: {text}").format(text=text))
