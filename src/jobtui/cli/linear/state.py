"""What the parts of the linear mode share: the question, its answer, and talking to the user."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import date

from jobtui.cli import console
from jobtui.cli.session import index_required
from jobtui.i18n import _, ngettext
from jobtui.library.library import Library
from jobtui.postings.facets import OPEN
from jobtui.postings.model import Posting
from jobtui.search.query import Query
from jobtui.search.query_text import with_filter
from jobtui.search.results import Results
from jobtui.text.printable import printable

Handler = Callable[[str], None]
Handlers = dict[str, Handler]
_YES = ("y", "yes", "o", "oui")


class State:
    """The question and its answer, the selected posting, and the lines that come and go."""

    def __init__(self, args: Namespace, library: Library, query: Query) -> None:
        self.args, self.library, self.settings = args, library, args.settings
        if query.open_only:
            text = with_filter(query.text, "status", (OPEN,))
            query = query._replace(text=text, open_only=False)
        for facet, values in query.chosen:
            query = query._replace(text=with_filter(query.text, facet, values))
        self.query = query._replace(chosen=())
        self.results: Results
        self.at = 0  # of the selected posting among the results
        self.pane = "list"  # one of PANES: which keys count
        self.chosen: dict[str, Posting] = {}  # postings to act on together, by path
        self.is_done = False

    def use(self, library: Library, day: date) -> None:
        """Browse another library, as of a day, with the same question; close the one before."""
        before, self.library = self.library, library
        before.user.leave()
        before.close()
        self.chosen = {}
        library.user.visit(day)
        self.ask(as_of=day)

    def tell(self, *lines: str) -> None:
        """Write lines."""
        console.emit(map(printable, lines))

    def line(self, prompt: str = "") -> str | None:
        """Return the next line of the user's, without its end; None at the end of the input."""
        if prompt:
            self.tell(prompt)
        if sys.stdin is not None and sys.stdin.isatty():
            sys.stdout.write("> ")
            sys.stdout.flush()
        line = sys.stdin.readline() if sys.stdin is not None else ""
        return line.rstrip("\r\n") if line else None

    def wanted(self, argument: str, prompt: str) -> str:
        """Return an argument, and ask for it where there is none; empty: nothing is wanted."""
        return argument.strip() or (self.line(prompt) or "").strip()

    def confirms(self, question: str) -> bool:
        """Whether the user says yes."""
        answer = self.line(_("{question} (yes or no)").format(question=question))
        return (answer or "").strip().lower() in _YES

    def ask(self, **changes: object) -> None:
        """Ask another question, and say what it finds."""
        if changes:
            self.query = self.query._replace(**changes)  # type: ignore[arg-type]
            self.at = 0
        with index_required(self.library):
            self.results = self.library.search(self.query)
        self.at = min(self.at, max(0, len(self.results.postings) - 1))

    @property
    def posting(self) -> Posting | None:
        """The selected posting; if there is none, that is said."""
        if not self.results.postings:
            self.tell(_("No posting selected."))
            return None
        return self.results.postings[self.at]

    def targets(self) -> Sequence[Posting]:
        """Return the postings to act on: those chosen together, else the selected one."""
        if self.chosen:
            return list(self.chosen.values())
        posting = self.posting
        return [posting] if posting is not None else []

    def command(self, *words: str) -> None:
        """Run another command of jobtui on the same sources and day."""
        from jobtui.cli.main import run

        call = [part for source in self.library.sources for part in ("--source", source.root)]
        run([*call, "--as-of", self.query.as_of.isoformat(), "--no-pager", *words])
        self.library.user.reload()
        self.ask()

    def count(self) -> str:
        """Return how many postings there are, for a sentence."""
        return ngettext("{n} posting", "{n} postings", len(self.results.postings))
