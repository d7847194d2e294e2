"""The log of applications, by day or by posting, below what is to be followed up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from jobtui.i18n import _, short_day
from jobtui.keymap.bindings import action_named, key_hint
from jobtui.keymap.key_names import key_name
from jobtui.render.log_formats import LogLine, by_posting, entry_text
from jobtui.text.sanitize import clean
from jobtui.tui.dialogs.gone_screen import GoneScreen
from jobtui.tui.dialogs.text_screens import Overlay, Paragraph, TextPane
from jobtui.tui.widgets.bindings import leaving

if TYPE_CHECKING:
    from jobtui.library.gone_postings import GonePosting
    from jobtui.library.opened_marks import FollowUp


class LogScreen(Overlay[None]):
    """The log, the newest first; Tab shows it by posting, and by day again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "turn", show=False),
        Binding(",".join(action_named("gone").keys), "gone", show=False),
        leaving("log"),
    ]

    def __init__(
        self,
        lines: Sequence[LogLine],
        followups: Sequence[FollowUp],
        gone: Sequence[GonePosting],
        today: date,
    ) -> None:
        self._lines, self._followups, self._gone, self._today = lines, followups, gone, today
        self._is_by_posting = False
        super().__init__(_("Applications"), self._told())

    def ways(self) -> list[tuple[str, str]]:
        """Return the keys that the footer shows, and what they do."""
        gone = [(key_hint("gone"), _("gone postings"))] if self._gone else []
        return [(key_name("tab"), _("by day, by posting")), *gone, *super().ways()]

    def action_turn(self) -> None:
        """Show the log in the other order."""
        self._is_by_posting = not self._is_by_posting
        self.query_one(TextPane).show(self._told())

    def action_gone(self) -> None:
        """List what is gone."""
        if self._gone:
            self.app.push_screen(GoneScreen(self._gone))

    def _told(self) -> list[Paragraph]:
        if not self._lines and not self._followups:
            return [("", _("Nothing logged yet: set a stage, or write down what you sent."), "")]
        log = _by_posting(self._lines) if self._is_by_posting else _by_day(self._lines)
        return [*self._waiting(), *log]

    def _waiting(self) -> list[Paragraph]:
        """Return what is to be followed up, the earliest first."""
        if not self._followups:
            return []
        found: list[Paragraph] = [(_("Follow up"), "", "")]
        for when, path, posting in self._followups:
            title = posting.title if posting else self._title_of(path)
            look = "problem" if when <= self._today else ""
            found.append((short_day(when), clean(title), look))
        return [*found, ("", " ", "")]

    def _title_of(self, path: str) -> str:
        """Return what a posting is called that is not shown."""
        known = (one.title for one in self._gone if one.path == path)
        return next(known, path.rpartition("/")[2])


def _by_day(lines: Sequence[LogLine]) -> list[Paragraph]:
    found: list[Paragraph] = [(_("Log"), "", "")] if lines else []
    for line in reversed(lines):
        text = f"{entry_text(line.entry)} – {line.title}"
        found.append((short_day(line.entry.day), clean(text), ""))
    return found


def _by_posting(lines: Sequence[LogLine]) -> list[Paragraph]:
    found: list[Paragraph] = []
    for _path, group in groupby(by_posting(lines), lambda line: line.path):
        entries = list(group)
        found += [("", " ", "")] if found else []
        found.append((clean(entries[0].title), "", ""))
        found += [(short_day(one.entry.day), clean(entry_text(one.entry)), "") for one in entries]
    return found
