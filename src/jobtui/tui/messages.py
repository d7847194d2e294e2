"""The messages that widgets and workers send to the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from jobtui.search.query import Query
from jobtui.search.results import HitMarking, Results
from jobtui.search.snapshot import RefreshResult

if TYPE_CHECKING:
    from jobtui.external.pipe import Outcome
    from jobtui.library.library import SavedCount


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A saved search, as the sidebar shows it."""

    name: str
    total: int  # postings; -1 while they are not counted
    new: int  # of them, since the last visit
    chosen: bool  # it is what is asked now


# --- from widgets --------------------------------------------------------------------------------


class RowHighlighted(Message):
    """The cursor is on another row of the results."""


class ChoiceChanged(Message):
    """Other rows are chosen, to be acted upon together."""


class FilesChanged(Message):
    """Files of the sources changed, or may have."""


class PostingOpened(Message):
    """The selected posting is to be read in full."""


class ValueToggled(Message):
    """A value of a facet was chosen or dropped."""

    def __init__(self, facet: str, value: str) -> None:
        super().__init__()
        self.facet, self.value = facet, value


class TitlePartClicked(Message):
    """A part of the title of a pane was clicked: one of those between dots."""

    def __init__(self, part: str) -> None:
        super().__init__()
        self.part = part


class SearchOpened(Message):
    """A saved search was chosen."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class ActionRequested(Message):
    """An action was clicked in the footer."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class CopyRequested(Message):
    """A link of the text was clicked."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address


class LinkRequested(Message):
    """A link was chosen from the list of links."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address


class NoticeRequested(Message):
    """A pane has something to show in the footer."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class NarrowingChanged(Message):
    """The values of a facet are being narrowed by typing, or no longer."""

    def __init__(self, is_narrowing: bool) -> None:
        super().__init__()
        self.is_narrowing = is_narrowing


class FindRequested(Message):
    """The text in the find bar has changed."""

    def __init__(self, needle: str) -> None:
        super().__init__()
        self.needle = needle


# --- from workers --------------------------------------------------------------------------------


class SearchFinished(Message):
    """The answer to a query; without results, *error* says why."""

    def __init__(self, query: Query, results: Results | None, error: str = "") -> None:
        super().__init__()
        self.query, self.results, self.error = query, results, error


class SnippetsFound(Message):
    """What stands around the words of a query in texts, by the id of the posting."""

    def __init__(self, marking: HitMarking, snippets: Mapping[str, str]) -> None:
        super().__init__()
        self.marking, self.snippets = marking, snippets


class SavedCounted(Message):
    """What the saved searches find."""

    def __init__(self, counts: Sequence[SavedCount]) -> None:
        super().__init__()
        self.counts = counts


class RefreshProgressed(Message):
    """So many files of the sources have been read."""

    def __init__(self, done: int, total: int) -> None:
        super().__init__()
        self.done, self.total = done, total


class RefreshFinished(Message):
    """A refresh is done, or has failed with an *error*; *asked*: the user waits for it."""

    def __init__(
        self, change: RefreshResult, error: str = "", asked: bool = False, has_news: bool = False
    ) -> None:
        super().__init__()
        self.change, self.error, self.asked = change, error, asked
        self.has_news = has_news  # since the last visit, which is known from now on


class SyncProgressed(Message):
    """How far a fetch from the repositories is."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class SyncFinished(Message):
    """All repositories were asked; the notes tell what went wrong or was left out."""

    def __init__(self, notes: Sequence[str]) -> None:
        super().__init__()
        self.notes = notes


class ProgramFailed(Message):
    """A program that was started has failed, or could not be started."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why


class PipeFinished(Message):
    """A command to which a posting was piped has ended."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome
