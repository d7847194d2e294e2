"""What the controllers share, and the events by which one hears of what another did."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Generic, ParamSpec

if TYPE_CHECKING:
    from jobtui.config.settings import Settings
    from jobtui.library.library import Library
    from jobtui.postings.model import Posting
    from jobtui.search.query import Query
    from jobtui.search.results import Results
    from jobtui.tui.panes import Panes

P = ParamSpec("P")


class Event(Generic[P]):
    """Something that happens; its listeners are called at once, in the order they connected."""

    def __init__(self) -> None:
        self._listeners: list[Callable[P, object]] = []

    def connect(self, listener: Callable[P, object]) -> None:
        """Call *listener* whenever this happens."""
        self._listeners.append(listener)

    def emit(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Call all listeners."""
        for listener in self._listeners:
            listener(*args, **kwargs)


class Session:
    """The state of the browser. All of it is read and written in the event loop's thread."""

    def __init__(
        self,
        library: Library,
        first_query: Callable[[], Query],
        settings: Settings,
        panes: Panes,
        follow_day: bool = False,
    ) -> None:
        self.library = library
        self.first_query = first_query
        """What the command line asks; called once the postings are known."""
        self.settings = settings
        self.panes = panes
        self.query: Query | None = None
        """What is asked; the answer that is shown may be an older one."""
        self.results: Results | None = None
        """The answer that is shown."""
        self.follow_day = follow_day
        """Whether the query is as of today, also when another day begins."""
        self.reading = (0, 0)
        """Files read, of how many, while some are read and others are shown already."""
        self.is_visiting = False
        """Whether the visit has begun, which decides what is new."""

        self.query_changed: Event[[]] = Event()
        self.results_shown: Event[[]] = Event()
        self.posting_shown: Event[[Posting | None]] = Event()
        """The preview turned to a posting; its text may still be on its way."""
        self.marks_changed: Event[[]] = Event()
        """By this session or by another one."""
        self.read_on: Event[[]] = Event()
        """`reading` has changed."""
        self.part_read: Event[[]] = Event()
        """Some of the files are read, and their postings can be shown."""
        self.postings_changed: Event[[]] = Event()
        self.refreshed: Event[[str]] = Event()
        """All files were looked at; the text says what was wrong, and is empty if nothing was."""
        self.file_edited: Event[[]] = Event()
        self.sync_started: Event[[]] = Event()
        self.sync_finished: Event[[Sequence[str]]] = Event()
        """With what has to be told about it."""

    def use(self, library: Library, first_query: Callable[[], Query], follow_day: bool) -> None:
        """Use another library; nothing is shown of it yet."""
        self.library, self.first_query, self.follow_day = library, first_query, follow_day
        self.results = None

    def ask(self, query: Query) -> None:
        """Ask another query."""
        if query != self.query:
            self.query = query
            self.query_changed.emit()

    def change_query(self, **changes: object) -> None:
        """Ask the same query but for some of its fields."""
        if self.query is not None:
            self.ask(self.query._replace(**changes))  # type: ignore[arg-type]

    def highlights(self, text: str) -> list[tuple[int, int]]:
        """Return the spans of *text* that the results were found by, as offsets."""
        terms, beginnings = self.results.marking if self.results else (frozenset(), ())
        if not (terms or beginnings):
            return []
        from jobtui.text.highlight import spans

        return spans(text, terms, beginnings)
