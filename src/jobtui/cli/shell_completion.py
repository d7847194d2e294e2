"""Completion of command lines for bash, zsh and fish: what may follow when the user types Tab.

Only the settings and the cached catalogue are read; nothing is written or fetched. What postings
state reaches the shell as plain text, never as code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jobtui.cli.arguments import (
    CHECK_FORMATS,
    COMMANDS,
    EXPORTS,
    FACET_OPTIONS,
    FORMATS,
    STATS_FORMATS,
    UsageError,
    parser,
)
from jobtui.cli.shell_words import Line, completed_word, line_of

if TYPE_CHECKING:
    from datetime import date

    from jobtui.config.settings import Settings
    from jobtui.library.library import Library
    from jobtui.search.facet_counts import Bucket, FacetTable

SCRIPTS = {"bash": "jobtui.bash", "zsh": "_jobtui", "fish": "jobtui.fish"}
_OF_POSTINGS = ("show", "diff", "history", "similar", "log", "label")  # take an id
_ONLY_OF = {
    "--ref": "sync",
    "--path": "sync",
    "--init": "config",
    "--system": "index",
    "--clear": "index",
    "--by": "log",
    "--since": "diff",
    "--host": "serve",
    "--port": "serve",
    "--linear": "",  # only without a command
}
_MAX_SECONDS = 2.0
_MAX_VALUES = 10_000  # of a field: all of them, in practice


class Completion(NamedTuple):
    """The words for the shell to insert, and whether it should complete file names as well."""

    words: list[str]
    files: bool


class Offer(NamedTuple):
    """What the word at the cursor may be, and whether it may be the name of a file as well."""

    candidates: Iterable[str] = ()
    files: bool = False


def script(shell: str) -> str:
    """Return the completion script for *shell*, one of SCRIPTS."""
    return (Path(__file__).parent / "shell" / SCRIPTS[shell]).read_text("utf-8")


@contextmanager
def time_limit() -> Iterator[None]:
    """End the process if this takes longer than two seconds: nobody waits longer for a Tab."""
    import faulthandler
    import os

    # Its thread runs without the interpreter, so it ends one that hangs on a dead network disk too.
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - no import for this
        faulthandler.dump_traceback_later(_MAX_SECONDS, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def complete(shell: str, text: str, settings: Settings) -> Completion:
    """Return what completes the line *text*, which ends at the cursor."""
    line = line_of(text, shell)
    if line.is_redirected:
        return Completion([], True)
    offer = _Call(line, settings).offer()
    key = _key(line.typed)
    begun = (one for one in offer.candidates if _key(one).startswith(key))
    found = [text for one in begun if (text := completed_word(one, line, shell))]
    return Completion(list(dict.fromkeys(found)), offer.files and not found)


class _Call:
    """A call of the command line that is being typed."""

    def __init__(self, line: Line, settings: Settings) -> None:
        self._line = line
        self._settings = settings
        self._options = parser().options
        self._sources: list[str] = []
        self._plain: list[str] = []  # words that are neither an option nor its value
        self._pending = ""  # the option that the next word is the value of
        self._only_words = False
        self._take(line.words)
        first = self._plain[0] if self._plain else ""
        self._command = first if first in COMMANDS else ""

    def _take(self, words: Sequence[str]) -> None:
        for word in words:
            name, equals, value = word.partition("=")
            if self._only_words or not word.startswith("-"):
                self._take_value(word)
            elif word == "--":
                self._only_words = True
            elif equals:
                self._pending = name
                self._take_value(value)
            elif self._takes_value(word):
                self._pending = word

    def _take_value(self, value: str) -> None:
        if not self._pending:
            self._plain.append(value)
        elif self._pending == "--source":
            self._sources.append(value)
        self._pending = ""

    def _takes_value(self, name: str) -> bool:
        return name in self._options and self._options[name].nargs != 0

    def offer(self) -> Offer:
        """Return what may stand at the cursor."""
        typed = self._line.typed
        name, equals, _value = typed.partition("=")
        if self._pending:
            return self._values(self._pending)
        if self._only_words:
            return Offer(self._query())
        if equals and self._takes_value(name):
            offer = self._values(name)
            return offer._replace(candidates=(f"{name}={value}" for value in offer.candidates))
        if typed.startswith("-"):
            return Offer(self._names())
        if self._command:
            return self._of_command()
        return Offer((*(() if self._plain else COMMANDS), *self._query()))

    def _names(self) -> Iterator[str]:
        for name in self._options:
            if name.startswith("--") and _ONLY_OF.get(name, self._command) == self._command:
                yield name

    def _values(self, option: str) -> Offer:
        if option not in self._options:
            return Offer()
        if option == "--format":
            return Offer(_formats(self._command))
        if choices := self._options[option].choices:
            return Offer(choices)
        if option == "--source":
            return Offer((source.name for source in self._settings.sources), files=True)
        if option == "--saved":
            return Offer(search.name for search in self._settings.searches)
        facet = option.removeprefix("--")
        if facet not in FACET_OPTIONS:
            return Offer()
        values = self._table.values(facet) if self._table else ()
        return Offer(value or "none" for value in values)

    def _of_command(self) -> Offer:
        if self._command in ("log", "label") and len(self._plain) > 1:
            return Offer(self._of_marked())
        if self._command in _OF_POSTINGS and self._library:
            return Offer(name for _at, name in self._library.snapshot.rows.texts("id"))
        if self._command == "sync":
            return Offer(source.name for source in self._settings.sources if source.url)
        if self._command == "completion":
            return Offer(SCRIPTS)
        if self._command == "marks":
            return Offer(("export", "import"), files=True)
        return Offer(files=self._command == "check")

    def _of_marked(self) -> Sequence[str]:
        """Return what may follow an id: labels, or what can be logged."""
        if self._command == "label":
            return self._library.user.labels() if self._library else ()
        from jobtui.marks.model import Stage

        return () if len(self._plain) > 2 else ("sent", "followup", *(s.value for s in Stage))

    def _query(self) -> Iterator[str]:
        """Yield the fields of queries, and the values of the field that is typed."""
        from jobtui.search.completion import candidates
        from jobtui.search.query import Query

        buckets: Mapping[str, Sequence[Bucket]] = {}
        if ":" in self._line.typed and (table := self._table):
            buckets = table.buckets(Query(as_of=self._day), table.all)
        return (one.text for one in candidates(self._line.typed, buckets, _MAX_VALUES))

    @cached_property
    def _library(self) -> Library | None:
        """The postings as they are in the cache, without a refresh."""
        from jobtui.cli.sources import sources_of
        from jobtui.library.library import Library

        try:
            return Library(sources_of(self._sources, self._settings, may_fetch=False))
        except UsageError:
            return None

    @property
    def _table(self) -> FacetTable | None:
        return self._library.snapshot.facets(self._day) if self._library else None

    @cached_property
    def _day(self) -> date:
        from jobtui.cli.query import as_of

        assert self._library is not None
        return as_of(None, self._library.sources)


def _key(text: str) -> str:
    from jobtui.text.folding import fold

    return fold(text).replace('"', "")  # which completion writes around a value with blanks


def _formats(command: str) -> Sequence[str]:
    """Return the formats that a command writes; "" stands for a listing."""
    if command == "check":
        return ("json", *CHECK_FORMATS)
    if command == "stats":
        return ("table", "json", "csv", *STATS_FORMATS)
    exports = EXPORTS if command in ("", "show", "similar") else ()
    return [fmt for fmt in FORMATS if fmt not in EXPORTS or fmt in exports]
