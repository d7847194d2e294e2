"""What a posting is, and whether one can apply to it: pure values and rules.

Nothing here reads a file or a clock: the day is passed in.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import Text, _, day

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
    message: Text
    severity: Severity
    guess: Text = ""  # what was taken instead; empty if nothing was

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.severity.value}: {self.field or '-'}: {self.said()}"

    def in_field(self) -> str:
        """Return what is said, with the field that it is about."""
        if not self.field:
            return self.said()
        return _("{label}: {text}").format(label=self.field, text=self.said())

    def said(self) -> str:
        """Return the message and the guess in the user's language."""
        if not self.guess:
            return str(self.message)
        return _("{message} (taken as: {guess})").format(message=self.message, guess=self.guess)


class Statement(NamedTuple):
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
    said_open: tuple[Statement, ...] = ()
    said_filled: tuple[Statement, ...] = ()
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
    inferred: tuple[tuple[str, str], ...] = ()  # read in the text: (kind, code), see inferred.py
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
    said_open = next((said for said in posting.said_open if said.verdict), None)
    if posting.filled:
        said = next(said for said in posting.said_filled if said.verdict)
        denied = next((said for said in posting.said_filled if not said.verdict), said_open)
        return Ruling(Status.FILLED, _stated(said) + _though(denied), said.field)
    passed = posting.closes is not None and posting.closes < today
    if posting.declared_open is False:
        said = next(said for said in posting.said_open if not said.verdict)
        reason, field = _stated(said), said.field
        if passed:
            both = _("{passed}, and {said}")
            reason, field = both.format(passed=_passed(posting), said=reason), posting.closes_field
        return Ruling(Status.CLOSED, reason + _though(said_open), field)
    if passed:
        return Ruling(Status.EXPIRED, _passed(posting) + _though(said_open), posting.closes_field)
    if said_open is None:
        return Ruling(Status.UNKNOWN, _("neither open nor status is stated"), "")
    reason = _stated(said_open)
    if posting.closes is not None:
        until = _(", until {field} {day}")
        reason += until.format(field=posting.closes_field, day=day(posting.closes))
    return Ruling(Status.OPEN, reason, said_open.field)


def stated_status(posting: Posting) -> Status:
    """Return the status that *posting* has while its closing date has not passed."""
    if posting.filled:
        return Status.FILLED
    if posting.declared_open is None:
        return Status.UNKNOWN
    return Status.OPEN if posting.declared_open else Status.CLOSED


# What becomes EXPIRED when the closing date passes; the others stay what they are.
ENDING = (Status.OPEN, Status.UNKNOWN)
# The statuses, by value, in which one can no longer apply.
ENDED = tuple(status.value for status in (Status.CLOSED, Status.FILLED, Status.EXPIRED))


def _stated(said: Statement) -> str:
    return _("{field} is {text}").format(field=said.field, text=said.text)


def _though(said: Statement | None) -> str:
    if said is None:
        return ""
    return _(", though {field} is {text}").format(field=said.field, text=said.text)


def _passed(posting: Posting) -> str:
    assert posting.closes is not None
    text = _("{field} {day} has passed")
    return text.format(field=posting.closes_field, day=day(posting.closes))
