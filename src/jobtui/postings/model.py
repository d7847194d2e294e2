"""What a posting is, and whether one can apply to it: pure values and rules.

Nothing here reads a file or the clock: today's date is an argument.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import Text, _, day

if TYPE_CHECKING:
    from datetime import date


class Status(Enum):
    """Whether one can apply; the values are those of ``--status`` and of ``status:`` in a query."""

    OPEN = "open"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    FILLED = "filled"
    CLOSED = "closed"


class Severity(Enum):
    """How bad a problem is: at an error a value is lost, at a warning it is guessed."""

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
        """Return the message with the field that it is about."""
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
    """One posting as its file states it; an empty text, None and () mean "not stated"."""

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
    inferred: tuple[tuple[str, str], ...] = ()  # from the text: (kind, code), see inferred_values
    written: tuple[tuple[str, str], ...] = ()  # (key, text) of values shown in another form
    extra: tuple[tuple[str, str], ...] = ()  # (key, text) that no field took
    problems: tuple[Problem, ...] = ()

    @property
    def declared_open(self) -> bool | None:
        """Whether the file says that it is open; False if it contradicts itself."""
        return all(said.verdict for said in self.said_open) if self.said_open else None

    @property
    def filled(self) -> bool:
        """Whether the file says that somebody has been found."""
        return any(said.verdict for said in self.said_filled)

    @property
    def team(self) -> str:
        """Who offers the job: the first of organisation, startup and incubator that is stated."""
        return self.organisation or self.startup or self.incubator


def status_of(posting: Posting, today: date) -> Ruling:
    """Return the status of *posting* on *today*.

    A posting is open if it says so (``open``, else ``status``), is not filled, and has no
    closing date before *today*. If it contradicts itself, the stricter statement counts and the
    reason names both.
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
        return Ruling(Status.UNKNOWN, _("neither open nor status is set"), "")
    reason = _stated(said_open)
    if posting.closes is not None:
        until = _(", until {day} ({field})")
        reason += until.format(field=posting.closes_field, day=day(posting.closes))
    return Ruling(Status.OPEN, reason, said_open.field)


def stated_status(posting: Posting) -> Status:
    """Return the status of *posting* on any day until its closing date."""
    if posting.filled:
        return Status.FILLED
    if posting.declared_open is None:
        return Status.UNKNOWN
    return Status.OPEN if posting.declared_open else Status.CLOSED


def status_text(status: Status) -> str:
    """Return a status in the user's language."""
    return {
        Status.OPEN: _("open"),
        Status.CLOSED: _("closed"),
        Status.FILLED: _("filled"),
        Status.EXPIRED: _("expired"),
        Status.UNKNOWN: _("unknown"),
    }[status]


# Statuses that become EXPIRED when the closing date passes.
ENDING = (Status.OPEN, Status.UNKNOWN)
# Values of the statuses in which one can no longer apply.
ENDED = tuple(status.value for status in (Status.CLOSED, Status.FILLED, Status.EXPIRED))


def _stated(said: Statement) -> str:
    return _("{field} is {text}").format(field=said.field, text=said.text)


def _though(said: Statement | None) -> str:
    if said is None:
        return ""
    return _(", though {field} is {text}").format(field=said.field, text=said.text)


def _passed(posting: Posting) -> str:
    assert posting.closes is not None
    text = _("the closing date {day} ({field}) has passed")
    return text.format(field=posting.closes_field, day=day(posting.closes))
