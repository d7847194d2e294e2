"""The user's marks, line by line: star, note, stage, labels, the log, and undoing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from jobtui.cli.linear.state import Handlers, State
from jobtui.external.command_line import pasted
from jobtui.i18n import _, ngettext
from jobtui.marks.model import Mark, Stage, with_change
from jobtui.postings.model import Posting


class _Change(NamedTuple):
    """What an action has changed, so that it can be undone."""

    posting: Posting
    before: Mark
    after: Mark


class Marking:
    """Marks the selected posting, or those that are chosen together."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._changes: list[list[_Change]] = []

    def handlers(self) -> Handlers:
        """Return what each action does."""
        return {
            "select": lambda _a: self._select(),
            "select_all": lambda _a: self._select_all(),
            "star": lambda _a: self._toggle("star", _("Starred: {title}"), _("Unstarred: {title}")),
            "hide": lambda _a: self._toggle("hidden", _("Hidden: {title}"), _("Unhidden: {title}")),
            "seen": lambda _a: self._toggle("seen", _("Seen: {title}"), _("Unseen: {title}")),
            "note": self._note,
            "stage": self._stage,
            "follow_up": self._follow_up,
            "sent": self._sent,
            "label": self._label,
            "log": lambda _a: self._state.command("log"),
            "undo": lambda _a: self._undo(),
        }

    # --- several at once -------------------------------------------------------------------------

    def _select(self) -> None:
        state = self._state
        if (posting := state.posting) is None:
            return
        if state.chosen.pop(posting.path, None) is None:
            state.chosen[posting.path] = posting
        self._tell_chosen()

    def _select_all(self) -> None:
        state = self._state
        every = {} if state.chosen else {one.path: one for one in state.results.postings}
        state.chosen = every
        self._tell_chosen()

    def _tell_chosen(self) -> None:
        count = len(self._state.chosen)
        self._state.tell(ngettext("{n} posting selected", "{n} postings selected", count))

    # --- marks -----------------------------------------------------------------------------------

    def _toggle(self, field: str, is_set: str, is_unset: str) -> None:
        """Set a flag, or remove it where all have it."""
        postings = self._state.targets()
        user = self._state.library.user
        flags = [getattr(user.mark_of(one), field) for one in postings]
        value = not all(flags)
        changed: dict[str, Any] = {field: value}
        self._change(postings, lambda mark: mark._replace(**changed))
        for posting in postings:
            told = is_set if value else is_unset
            self._state.tell(told.format(title=posting.title))

    def _note(self, argument: str) -> None:
        postings = self._state.targets()
        if not postings:
            return
        for posting in postings:
            if old := self._state.library.user.mark_of(posting).note:
                self._state.tell(*old.splitlines())
        note = self._state.wanted(argument, _("note (one line; - deletes it, nothing keeps it)"))
        if note:
            text = "" if note == "-" else note
            self._change(postings, lambda mark: mark._replace(note=text))
            told = _("Note saved: {title}") if text else _("Note deleted: {title}")
            self._state.tell(*(told.format(title=one.title) for one in postings))

    def _change(self, postings: Sequence[Posting], change: Callable[[Mark], Mark]) -> None:
        user = self._state.library.user
        before = [user.mark_of(one) for one in postings]
        wanted = [(one, change(mark)) for one, mark in zip(postings, before, strict=True)]
        self._state.library.put_marks(wanted)
        self._remember(postings, before)

    def _remember(self, postings: Sequence[Posting], before: Sequence[Mark]) -> None:
        """Keep what has changed, and answer the question again."""
        state, user = self._state, self._state.library.user
        pairs = zip(postings, before, strict=True)
        changes = [_Change(one, mark, user.mark_of(one)) for one, mark in pairs]
        if changes := [one for one in changes if one.before != one.after]:
            self._changes.append(changes)
        if user.notice:
            state.tell(user.notice)
        state.ask()

    def _undo(self) -> None:
        state = self._state
        if not self._changes:
            state.tell(_("Nothing to undo."))
            return
        changes, wanted = self._changes.pop(), []
        for posting, before, after in changes:
            now = state.library.user.mark_of(posting)
            wanted.append((posting, with_change(now, after, before)))
        state.library.put_marks(wanted, is_undo=True)
        state.tell(*(_("Undone: {title}").format(title=one.posting.title) for one in changes))
        state.ask()

    # --- the application -------------------------------------------------------------------------

    def _stage(self, argument: str) -> None:
        stages = ", ".join(one.value for one in Stage)
        prompt = _("stage: {stages} or none; a day may follow applied").format(stages=stages)
        self._by_command("log", argument, prompt)

    def _follow_up(self, argument: str) -> None:
        prompt = _("day to follow up, such as 2025-03-11, 7d or none")
        self._by_command("log", argument, prompt, "followup")

    def _sent(self, argument: str) -> None:
        prompt = _("what you sent and, if you like, to whom, in quotation marks")
        self._by_command("log", argument, prompt, "sent")

    def _label(self, argument: str) -> None:
        self._by_command("label", argument, _("labels to add (+name) and to remove (-name)"))

    def _by_command(self, command: str, argument: str, prompt: str, *first: str) -> None:
        """Let the command of that name change the postings, with the words that are wanted."""
        import shlex

        postings = self._state.targets()
        words = self._state.wanted(argument, prompt) if postings else ""
        if not words:
            return
        try:
            parts = shlex.split(words)
        except ValueError:
            parts = [words]
        before = [self._state.library.user.mark_of(one) for one in postings]
        for posting in postings:
            self._state.command(command, "--", posting.id, *first, *parts)
            self._state.tell(f"{pasted(posting.id)}: {posting.title}")
        self._remember(postings, before)
