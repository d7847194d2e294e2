"""Quitting: not before the last mark is written, nor with marks that could not be saved."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text
from textual.worker import WorkerError

from jobtui.i18n import _, ngettext

if TYPE_CHECKING:
    from jobtui.tui.controllers.host import Host
    from jobtui.tui.session import Session


class QuitController:
    """Offers to write marks that could not be saved to a file."""

    def __init__(self, session: Session, host: Host) -> None:
        self._session, self._host = session, host

    async def quit(self) -> None:
        """Quit; if marks are only in memory, ask what to do with them."""
        workers = self._host.workers
        marking = [worker for worker in workers if worker.group == "marks"]
        if marking:  # none would mean all, and a fetch is not waited for
            with suppress(WorkerError):  # of the last mark
                await workers.wait_for_complete(marking)
        unsaved = await asyncio.to_thread(self._session.library.user.save)
        if not unsaved:
            self._host.app.exit()
            return
        from jobtui.tui.dialogs.prompts import ChoiceDialog

        title = ngettext(
            "The marks of {n} posting could not be saved.",
            "The marks of {n} postings could not be saved.",
            unsaved,
        )
        choices = [
            ("write", _("Save all marks to a file and quit")),
            ("lose", _("Quit without saving them")),
            ("", _("Cancel")),
        ]
        self._host.push_screen(ChoiceDialog(title, choices), self._leave)

    def _leave(self, answer: str | None) -> None:
        if answer == "lose":
            self._host.app.exit()
        elif answer == "write":
            self._ask_file("")

    def _ask_file(self, why: str) -> None:
        from jobtui.tui.dialogs.prompts import LineDialog

        def wrong(text: str) -> str:
            return "" if text else _("enter a file name")

        title = _("Save the marks to which file? jobtui marks import restores them.")
        default = str(Path.home() / f"jobtui-marks-{date.today()}.json")
        self._host.push_screen(LineDialog(title, default, wrong, why), self._write_and_leave)

    def _write_and_leave(self, name: str | None) -> None:
        if name is None:
            return
        from jobtui.config.files import create
        from jobtui.files.writing import why_not

        file = Path(name).expanduser()
        try:
            create(file, self._session.library.user.export())
        except FileExistsError:
            self._ask_file(_("{file}: already exists, not overwritten").format(file=file))
        except (OSError, ValueError, RuntimeError) as error:
            why = why_not(error) if isinstance(error, OSError) else str(error)
            text = _("{file}: cannot be written: {why}")
            self._ask_file(text.format(file=file, why=why))
        else:
            message = _("written: {file}").format(file=file)
            self._host.app.exit(message=Text(message))
