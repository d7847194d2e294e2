"""What widgets say upward, and workers to the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message

from jobtui.search.query import Query
from jobtui.search.results import Results
from jobtui.search.snapshot import RefreshResult

if TYPE_CHECKING:
    from jobtui.external.pipe import Outcome


class Saved(NamedTuple):
    """A saved search in the filters; ``count`` is -1 while it is not known."""

    name: str
    count: int  # type: ignore[assignment]  # hides tuple.count, which nobody needs here
    new: int
    chosen: bool


class Highlighted(Message):
    """Another row of the results list is selected."""

    def __init__(self, posting_id: str) -> None:
        super().__init__()
        self.posting_id = posting_id


class Chosen(Message):
    """A row of the results list was opened."""

    def __init__(self, posting_id: str) -> None:
        super().__init__()
        self.posting_id = posting_id


class ValueToggled(Message):
    """A value of a facet was chosen or dropped."""

    def __init__(self, facet: str, value: str) -> None:
        super().__init__()
        self.facet, self.value = facet, value


class SearchOpened(Message):
    """A saved search was chosen."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class Counted(Message):
    """What the saved searches find: name, number of postings, and of new ones."""

    def __init__(self, counts: Sequence[tuple[str, int, int]]) -> None:
        super().__init__()
        self.counts = counts


class ActionAsked(Message):
    """An action was clicked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class CopyAsked(Message):
    """A link was clicked."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address


class LinkAsked(Message):
    """A link was chosen from the list of links."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address


class Told(Message):
    """A pane has something to say for a while."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Sought(Message):
    """Something else is to be found in the text."""

    def __init__(self, needle: str) -> None:
        super().__init__()
        self.needle = needle


class ProgramFailed(Message):
    """A program that was started has failed, or could not be."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why


class Piped(Message):
    """A command has ended."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


class Answered(Message):
    """A search has its answer, or why there is none."""

    def __init__(self, query: Query, results: Results | None, error: str = "") -> None:
        super().__init__()
        self.query, self.results, self.error = query, results, error


class Progressed(Message):
    """So many files of the sources have been read."""

    def __init__(self, done: int, total: int) -> None:
        super().__init__()
        self.done, self.total = done, total


class FetchTold(Message):
    """How far a fetch from the repositories is."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Fetched(Message):
    """All repositories were asked; the notes tell what went wrong or was left out."""

    def __init__(self, notes: Sequence[str]) -> None:
        super().__init__()
        self.notes = notes


class Refreshed(Message):
    """A refresh is done, or why it failed."""

    def __init__(
        self, change: RefreshResult, error: str = "", asked: bool = False, has_news: bool = False
    ) -> None:
        super().__init__()
        self.change, self.error, self.asked = change, error, asked
        self.has_news = has_news  # since the last visit, which is known from now on
