"""Writing the chosen postings, or all that were found, to a file."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from jobtui.i18n import _, ngettext

if TYPE_CHECKING:
    from jobtui.postings.model import Posting
    from jobtui.search.results import Results
    from jobtui.tui.controllers.host import Host
    from jobtui.tui.session import Session

_FORMATS = {
    ".csv": "csv", ".tsv": "tsv", ".json": "json", ".jsonl": "jsonl", ".md": "markdown",
    ".html": "html", ".ics": "ics", ".atom": "atom", ".jsonld": "jsonld",
}  # fmt: skip


class ExportController:
    """Asks for a file, and writes postings in the format that its name says."""

    def __init__(self, session: Session, host: Host) -> None:
        self._session, self._panes, self._host = session, session.panes, host

    def ask(self) -> None:
        """Ask for the name of a file."""
        results = self._session.results
        if results is None or not len(results.postings):
            return
        from jobtui.tui.dialogs.prompts import LineDialog

        chosen = list(self._panes.results.chosen.values())
        count = len(chosen) or len(results.postings)
        title = ngettext("Export {n} posting to a file", "Export {n} postings to a file", count)
        hint = _("The ending says the format: {endings}").format(endings=", ".join(_FORMATS))
        write = partial(self._start, chosen, results)
        self._host.push_screen(LineDialog(title, "postings.csv", _wrong, hint=hint), write)

    def _start(self, chosen: Sequence[Posting], results: Results, name: str | None) -> None:
        if name:
            path = Path(name).expanduser()
            work = partial(self._export, chosen, results, path)
            self._host.run_worker(work, group="export", exit_on_error=False)

    async def _export(self, chosen: Sequence[Posting], results: Results, path: Path) -> None:
        from jobtui.files.writing import why_not

        try:
            count = await asyncio.to_thread(self._write, chosen, results, path)
        except OSError as error:
            text = _("{file}: cannot be written: {why}")
            self._host.notice(text.format(file=path, why=why_not(error)), 15)
            return
        told = ngettext("{n} posting", "{n} postings", count)
        self._host.notice(_("{label}: {text}").format(label=path, text=told))

    def _write(self, chosen: Sequence[Posting], results: Results, path: Path) -> int:
        """Write a new file; return how many postings it has. Raises OSError."""
        from jobtui.files import writing
        from jobtui.render.columns import OutputRow
        from jobtui.render.exports.writers import EXPORTS
        from jobtui.render.formats import lines
        from jobtui.render.table import OutputStyle

        library = self._session.library
        user = library.user
        found = chosen or results.postings[:]
        rows = [
            OutputRow(
                one,
                library.ruling(one, results.query),
                None,
                user.mark_of(one),
                user.news_of(one),
            )
            for one in found
        ]
        form = _FORMATS[path.suffix.lower()]
        told = lines(form, rows, OutputStyle(self._session.settings.columns))
        if form in EXPORTS:
            from jobtui.library.exports import exported

            told = exported(form, library, results.query, rows)
        text = "\n".join(told)
        writing.create(path, f"{text}\n".encode("utf-8", "replace"))
        return len(rows)


def _wrong(text: str) -> str:
    path = Path(text).expanduser()
    if path.suffix.lower() not in _FORMATS:
        return _("the name must end with one of {endings}").format(endings=", ".join(_FORMATS))
    if path.exists():
        return _("{file}: already exists, not overwritten").format(file=text)
    return ""
