"""What a posting is, and whether one can apply to it: pure values and rules.

Nothing here reads a file or the clock: today's date is an argument.
"""

from datetime import date
from enum import Enum
from typing import NamedTuple

from jobtui.i18n import Text, _, day
from jobtui.postings.terms import Apply, Duration, Pay, WorkingTime


class Status(Enum):
    """Whether one can apply; the values are those of ``--status`` and of ``status:`` in a query."""

    OPEN = "open"
    UPCOMING = "upcoming"
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

    field: str  # empty: what the source says of postings that state nothing
    text: str
    verdict: bool


class Ruling(NamedTuple):
    """A status, why, and the field that decided (empty if none did)."""

    status: Status
    reason: str
    field: str


NO_WAY = Apply()


class Posting(NamedTuple):
    """One posting as its file states it; an empty text, None and () mean "not stated".

    ``inferred`` names the fields that were read in the text; ``terms`` lists the codes.
    """

    id: str
    path: str
    title: str
    role: str = ""
    published: date | None = None
    opens: date | None = None  # the first day on which it is open
    opens_field: str = ""  # the key that states it; empty if the text does
    closes: date | None = None  # the last day on which it is open
    closes_field: str = ""  # likewise; with no day: the key whose value is no date
    said_open: tuple[Statement, ...] = ()
    said_filled: tuple[Statement, ...] = ()
    said_upcoming: tuple[Statement, ...] = ()
    organisation: str = ""
    startup: str = ""  # its name, or as written where it could not be joined
    startup_key: str = ""  # as written in the file
    incubator: str = ""
    contracts: tuple[str, ...] = ()  # codes, or as written
    domains: tuple[str, ...] = ()  # codes, or as written
    technologies: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    remote: str = ""  # a code of REMOTE
    remote_days: tuple[float, float] | None = None  # at least and at most, a week
    pay: Pay | None = None
    duration: Duration | None = None
    working_time: WorkingTime | None = None
    starts: str = ""  # "2022-09-01", "2022-09", "--09" (no year, ISO 8601), or "asap"
    seniority: str = ""  # a code of SENIORITIES
    junior: bool | None = None
    language: str = ""  # ISO 639-1
    positions: int | None = None
    apply: Apply = NO_WAY
    contacts: tuple[str, ...] = ()
    url: str = ""
    translation: str = ""  # the same for all translations of one job
    inferred: tuple[str, ...] = ()  # names of the fields that were read in the text
    written: tuple[tuple[str, str], ...] = ()  # (key, text) of values shown in another form
    extra: tuple[tuple[str, str], ...] = ()  # (key, text) that no field took
    problems: tuple[Problem, ...] = ()

    @property
    def apply_to(self) -> str:
        """The preferred way to apply: an http(s) or e-mail address, without "mailto:"."""
        return self.apply.first

    @property
    def declared_open(self) -> bool | None:
        """Whether the file says that it is open; False if it contradicts itself."""
        return all(said.verdict for said in self.said_open) if self.said_open else None

    @property
    def filled(self) -> bool:
        """Whether the file says that somebody has been found."""
        return any(said.verdict for said in self.said_filled)

    @property
    def has_unread_closing(self) -> bool:
        """Whether a closing date is stated that is no date."""
        return bool(self.closes_field) and self.closes is None

    @property
    def is_upcoming(self) -> bool:
        """Whether it is said to open later, on a day that is not known."""
        return bool(self.said_upcoming) and self.opens is None

    @property
    def team(self) -> str:
        """Who offers the job: the first of organisation, startup and incubator that is stated."""
        return self.organisation or self.startup or self.incubator


def status_of(posting: Posting, today: date) -> Ruling:
    """Return the status of *posting* on *today*.

    A posting is open if it says so, or names a closing date, and is not filled, is open already,
    and has no closing date before *today*. If it contradicts itself, the stricter statement counts
    and the reason names both.
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
    if posting.opens is not None and posting.opens > today:
        later = _("opens on {day}").format(day=day(posting.opens)) + _by(posting.opens_field)
        return Ruling(Status.UPCOMING, later, posting.opens_field)
    if posting.is_upcoming:
        said = posting.said_upcoming[0]
        return Ruling(Status.UPCOMING, _stated(said) + _though(said_open), said.field)
    if posting.has_unread_closing:
        unread = _("{field} is no date").format(field=posting.closes_field)
        return Ruling(Status.UNKNOWN, unread, posting.closes_field)
    return _open_or_unknown(posting, said_open)


def _open_or_unknown(posting: Posting, said_open: Statement | None) -> Ruling:
    """Return the status of what is neither filled nor closed nor waiting."""
    if said_open is None and posting.closes is None:
        return Ruling(Status.UNKNOWN, _("neither open nor status is set"), "")
    until = ""
    if posting.closes is not None:
        until = _("until {day}").format(day=day(posting.closes)) + _by(posting.closes_field)
    if said_open is None:
        return Ruling(Status.OPEN, until, posting.closes_field)
    reason = _stated(said_open)
    return Ruling(Status.OPEN, f"{reason}, {until}" if until else reason, said_open.field)


def stated_status(posting: Posting) -> Status:
    """Return the status of *posting* on any day from its opening to its closing date."""
    if posting.filled:
        return Status.FILLED
    if posting.declared_open is False:
        return Status.CLOSED
    if posting.is_upcoming:
        return Status.UPCOMING
    is_open = posting.declared_open or posting.closes is not None
    return Status.OPEN if is_open and not posting.has_unread_closing else Status.UNKNOWN


def status_text(status: Status) -> str:
    """Return a status in the user's language."""
    return {
        Status.OPEN: _("open"),
        Status.UPCOMING: _("upcoming"),
        Status.CLOSED: _("closed"),
        Status.FILLED: _("filled"),
        Status.EXPIRED: _("expired"),
        Status.UNKNOWN: _("unknown"),
    }[status]


# Statuses that become EXPIRED when the closing date passes, and UPCOMING until the opening date.
ENDING = (Status.OPEN, Status.UNKNOWN, Status.UPCOMING)
# Values of the statuses in which one can no longer apply.
ENDED = tuple(status.value for status in (Status.CLOSED, Status.FILLED, Status.EXPIRED))


def _stated(said: Statement) -> str:
    if not said.field:
        return _("the source says that what states nothing is open")
    return _("{field} is {text}").format(field=said.field, text=said.text)


def _though(said: Statement | None) -> str:
    if said is None or not said.field:
        return ""
    return _(", though {field} is {text}").format(field=said.field, text=said.text)


def _by(field: str) -> str:
    """Return the key that states a day, for the end of a sentence."""
    return f" ({field})" if field else _(" (from the text)")


def _passed(posting: Posting) -> str:
    if not posting.closes_field:
        return _("the closing date {day} of the text has passed").format(day=day(posting.closes))
    text = _("the closing date {day} ({field}) has passed")
    return text.format(field=posting.closes_field, day=day(posting.closes))
