"""What a posting is, and whether one can apply to it: pure values and rules.

Nothing here reads a file or a clock: the day is passed in.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from jobtui.words import _

if TYPE_CHECKING:
    from datetime import date


class Status(Enum):
    """Whether one can apply; the value is what ``--status`` and ``status:`` take."""

    OPEN = "open"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    FILLED = "filled"
    CLOSED = "closed"


class Severity(Enum):
    """How bad a problem is: with an error a value was lost, with a warning it was guessed."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Problem(NamedTuple):
    """Something in a file that could not be understood as it stands."""

    path: str
    line: int  # from 1
    field: str  # as written in the file; empty for the file as a whole
    message: str
    severity: Severity
    guess: str = ""  # what was taken instead; empty if nothing was

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}: {self.severity.value}: {self.field or '-'}: "
        return where + self.message + (f" ({_('taken as')}: {self.guess})" if self.guess else "")


class Said(NamedTuple):
    """One statement of a file about being open or filled, as written."""

    field: str
    text: str
    verdict: bool


class Ruling(NamedTuple):
    """A status, why, and the field that decided (empty if none did)."""

    status: Status
    reason: str
    field: str


class Posting(NamedTuple):
    """One posting as its file states it; empty text, None and () stand for "not stated"."""

    id: str
    path: str
    title: str
    role: str = ""
    published: date | None = None
    closes: date | None = None  # the last day on which it is open
    closes_field: str = ""
    said_open: tuple[Said, ...] = ()
    said_filled: tuple[Said, ...] = ()
    organisation: str = ""
    startup: str = ""  # its name, or as written where it could not be joined
    startup_key: str = ""  # as written in the file
    incubator: str = ""
    contracts: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    domains_inferred: bool = False
    technologies: tuple[str, ...] = ()
    junior: bool | None = None
    apply_to: str = ""  # an http(s) address, or an e-mail address without "mailto:"
    apply_inferred: bool = False  # found by reading the body
    contacts: tuple[str, ...] = ()
    url: str = ""
    written: tuple[tuple[str, str], ...] = ()  # values that were brought to another form
    extra: tuple[tuple[str, str], ...] = ()  # every key that no field took
    problems: tuple[Problem, ...] = ()

    @property
    def declared_open(self) -> bool | None:
        """What the file says of itself; the stricter where it contradicts itself."""
        return all(said.verdict for said in self.said_open) if self.said_open else None

    @property
    def filled(self) -> bool:
        """Whether the file says that somebody has been found."""
        return any(said.verdict for said in self.said_filled)

    @property
    def team(self) -> str:
        """Who offers it, in as few words as the file allows."""
        return self.organisation or self.startup or self.incubator


def status_of(posting: Posting, today: date) -> Ruling:
    """Return the status of *posting* on *today*.

    Open is what says so (``open``, else ``status``), is not filled, and has no closing date
    before *today*. Contradictions go to the stricter side, and the reason names them.
    """
    if posting.filled:
        said = next(s for s in posting.said_filled if s.verdict)
        return Ruling(Status.FILLED, _("{field} is {text}").format(**_words(said)), said.field)
    declared = posting.declared_open
    passed = posting.closes is not None and posting.closes < today
    if declared is False:
        return _closed(posting, passed)
    if passed:
        reason = _passed(posting)
        if declared:
            reason += _(", though {field} is {text}").format(**_words(posting.said_open[0]))
        return Ruling(Status.EXPIRED, reason, posting.closes_field)
    if declared is None:
        return Ruling(Status.UNKNOWN, _("neither open nor status is stated"), "")
    said = posting.said_open[0]
    reason = _("{field} is {text}").format(**_words(said))
    if posting.closes is not None:
        until = _(", until {field} {day}")
        reason += until.format(field=posting.closes_field, day=posting.closes.isoformat())
    return Ruling(Status.OPEN, reason, said.field)


def _closed(posting: Posting, passed: bool) -> Ruling:
    said = next(s for s in posting.said_open if not s.verdict)
    reason = _("{field} is {text}").format(**_words(said))
    if passed:
        both = _("{passed}, and {said}").format(passed=_passed(posting), said=reason)
        return Ruling(Status.CLOSED, both, posting.closes_field)
    for other in posting.said_open:
        if other.verdict:
            reason += _(", though {field} is {text}").format(**_words(other))
    return Ruling(Status.CLOSED, reason, said.field)


def _passed(posting: Posting) -> str:
    assert posting.closes is not None
    text = _("{field} {day} has passed")
    return text.format(field=posting.closes_field, day=posting.closes.isoformat())


def _words(said: Said) -> dict[str, str]:
    return {"field": said.field, "text": said.text}
