"""Copy to the user's own clipboard, from within the app."""

from __future__ import annotations

from functools import partial

from textual.app import App

from jobtui import copying
from jobtui.app.driver import QuietDriver


def copy(app: App[object], text: str) -> bool:
    """Copy *text*; return whether it is short enough to be."""
    text = text.encode(errors="replace").decode()
    if len(text.encode()) > copying.MOST:
        return False
    app.copy_to_clipboard(text)
    app.run_worker(partial(_hand_over, app, text), thread=True, exit_on_error=False)
    return True


def _hand_over(app: App[object], text: str) -> None:
    """Do what may take a moment."""
    aside = copying.hand_over(text)
    if aside and isinstance(app._driver, QuietDriver):
        app._driver.send_aside(aside)
