"""``jobtui --linear``: takes lines from the user, and does the actions that they name."""

from __future__ import annotations

from argparse import Namespace

from jobtui.cli.exit_codes import FOUND
from jobtui.cli.linear.listing import Listing
from jobtui.cli.linear.marking import Marking
from jobtui.cli.linear.programs import Programs
from jobtui.cli.linear.reading import Reading
from jobtui.cli.linear.state import Handler, Handlers, State
from jobtui.cli.query import use_saved_search
from jobtui.cli.session import opened
from jobtui.i18n import _
from jobtui.keymap import bindings
from jobtui.keymap.key_names import key_named


def run(args: Namespace) -> int:
    """Answer lines until the user quits or the input ends. Raises UsageError, OutputError."""
    use_saved_search(args)
    if args.settings.keys:
        bindings.use(bindings.with_keys(args.settings.keys))
    with opened(args) as (library, query):
        state = State(args, library, query)
        linear = Linear(state)
        library.user.visit(query.as_of)
        linear.begin()
        try:
            while not state.is_done and (line := state.line()) is not None:
                linear.do(line)
            state.library.user.leave()
        finally:
            state.library.close()
    return FOUND


class Linear:
    """Finds what a line means: a number, a key, the name of an action, or a question."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._listing, self._reading = Listing(state), Reading(state)
        self.handlers: Handlers = {
            **self._listing.handlers(),
            **self._reading.handlers(),
            **Marking(state).handlers(),
            **Programs(state, self._reading).handlers(),
            "back": lambda _a: self._back(),
            "suspend": lambda _a: self._suspend(),
            "quit": lambda _a: self._quit(),
        }

    def begin(self) -> None:
        """Tell the results of the first question."""
        self._state.tell(_("? lists what you can type; q ends."))
        self._state.ask()
        self._listing.ask(self._state.query.text)

    def do(self, line: str) -> None:
        """Do what a line says."""
        text = line.strip()
        if not text:
            return
        if text.isdecimal():
            self._read(int(text))
            return
        word, _blank, rest = text.partition(" ")
        handler = self._by_key(word) or self.handlers.get(word.lower().removeprefix(":"))
        if handler is not None:
            handler(rest.strip())
        elif text.startswith("/"):
            self._listing.ask(text[1:])
        else:
            self._listing.ask(text)

    def _read(self, number: int) -> None:
        state = self._state
        if not 0 < number <= len(state.results.postings):
            state.tell(_("There are {count}.").format(count=state.count()))
            return
        state.at = number - 1
        self._reading.read()

    def _by_key(self, word: str) -> Handler | None:
        """Return what a key does in the current pane, else everywhere."""
        key = key_named(word)
        for pane in (self._state.pane, "") if key else ():
            for action in bindings.of_pane(pane):
                if key in action.keys:
                    return self.handlers[action.name]
        return None

    def _back(self) -> None:
        """Leave the text or the filters, then the selection, then the question."""
        state = self._state
        if state.pane == "list" and state.chosen:
            state.chosen = {}
            state.tell(_("Nothing is selected."))
        elif state.pane == "list" and state.query.text:
            self._listing.ask("")
        else:
            state.pane = "list"
            self._listing.go(state.at)

    def _suspend(self) -> None:
        import os
        import signal
        import sys

        if sys.stdin is not None and sys.stdin.isatty():  # else nobody could resume it
            os.kill(os.getpid(), signal.SIGTSTP)

    def _quit(self) -> None:
        self._state.is_done = True
