"""What authors do wrong beyond what could not be read: rules for ``jobtui check`` alone.

Each rule takes a posting with its file and yields problems. A cause is reported once: what follows
from a problem that is known already, such as no status beside a misspelt ``open``, is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from jobtui.i18n import Text, day, later
from jobtui.library.link_checks import CheckedTarget, dead_links, link_targets
from jobtui.parsing.addresses import EMAIL
from jobtui.parsing.field_names import field_of
from jobtui.parsing.frontmatter_split import is_usual, split_file, without_marks
from jobtui.parsing.unknown_keys import nearest_key
from jobtui.postings.model import Posting, Problem, Severity, Status, status_of

_LONG_PAST = timedelta(days=30)  # until then an author may just be late
_MOST_CHARACTERS = 64 * 1024  # in which the frontmatter stands
_KEY = re.compile(r"^[ \t]*[\"']?([^\W\d][\w .'’-]*?)[\"']?\s*:", re.MULTILINE)
_MAIL_SIGN = re.compile(r"[^\s@]@|@\s*[\w-]+\.\w")
_STATUS_FIELDS = frozenset(("open", "shut", "hidden", "status", "filled", "closes", "opens"))
_APPLY_FIELDS = frozenset(("contacts", "apply", "form"))


class CheckedFile(NamedTuple):
    """A posting with the text of its file, and what tells whether a path beside it exists."""

    posting: Posting
    text: str
    today: date
    exists: Callable[[str], bool]  # of a path relative to the file

    def line_of(self, key: str) -> int:
        """Return the line of a *key* of the frontmatter, 1 if it is not there."""
        for found in _KEY.finditer(self.text, 0, _MOST_CHARACTERS):
            if found[1] == key:
                return self.text.count("\n", 0, found.start(1)) + 1
        return 1


def check_posting(file: CheckedFile) -> list[Problem]:
    """Return the problems of a posting: those found when it was read, and those of the rules."""
    known = file.posting.problems
    if any(map(_hides_fields, known)) or not _has_frontmatter(without_marks(file.text)):
        return list(known)
    flawed = frozenset(filter(None, (_field_of(problem) for problem in known)))
    mails = list(_no_mails(file))
    found = [*_status(file, flawed), *mails, *_dead(file)]
    if not mails:
        found += _no_way_to_apply(file, flawed)
    return [*known, *found]


def _has_frontmatter(text: str) -> bool:
    return split_file(text).start >= 0 or not is_usual(text)


def _hides_fields(problem: Problem) -> bool:
    """Whether fields are lost that cannot be named: of a file, its frontmatter, or a merge."""
    return problem.severity is Severity.ERROR and problem.field in ("", "<<")


def _field_of(problem: Problem) -> str:
    """Return the field that a problem is about, though its key may be misspelt."""
    return field_of(problem.field) or field_of(nearest_key(problem.field))


def _warning(file: CheckedFile, line: int, field: str, message: Text) -> Problem:
    return Problem(file.posting.path, line, field, message, Severity.WARNING)


def _status(file: CheckedFile, flawed: frozenset[str]) -> Iterator[Problem]:
    """Yield that the status is missing, or that it still says open long after the last day."""
    posting = file.posting
    status = status_of(posting, file.today).status
    if status is Status.UNKNOWN and not flawed & _STATUS_FIELDS:
        message = later("no status: add open: true or open: false")
        yield _warning(file, 1, "", message)
    if status is Status.EXPIRED and posting.said_open and posting.closes is not None:
        said = next((said for said in posting.said_open if said.verdict), None)
        if said and file.today - posting.closes > _LONG_PAST:
            message = later(
                "still {text}, though the closing date {day} ({field}) is long past",
                text=said.text,
                day=day(posting.closes),
                field=posting.closes_field,
            )
            yield _warning(file, file.line_of(said.field), said.field, message)
    opens, closes = posting.opens, posting.closes
    if opens and closes and closes < opens and posting.closes_field:
        message = later("closes on {closes}, before it opens", closes=day(closes))
        line = file.line_of(posting.closes_field)
        yield _warning(file, line, posting.closes_field, message)


def _no_way_to_apply(file: CheckedFile, flawed: frozenset[str]) -> Iterator[Problem]:
    posting = file.posting
    if status_of(posting, file.today).status is not Status.OPEN:
        return
    if not posting.apply_to and not flawed & _APPLY_FIELDS:
        message = later("no way to apply: add an e-mail address as contact, or a link to a form")
        yield _warning(file, 1, "", message)


def _no_mails(file: CheckedFile) -> Iterator[Problem]:
    """Yield what is written like an e-mail address, but is none."""
    for contact in file.posting.contacts:
        if _MAIL_SIGN.search(contact) and not EMAIL.search(contact):
            line = _line_with(file.text, contact)
            field = _key_above(file.text, line)
            yield _warning(file, line, field, _no_mail(contact))
    for target in link_targets(file.text):
        scheme, _colon, rest = target.address.partition(":")
        if scheme.lower() != "mailto":
            continue
        for address in re.split(r"[,;]|%2C", rest.partition("?")[0], flags=re.IGNORECASE):
            if address and not EMAIL.fullmatch(address.strip()):
                yield _warning(file, target.line, "", _no_mail(address.strip()))


def _no_mail(text: str) -> Text:
    return later("{text} is not an e-mail address", text=text[:80])


def _dead(file: CheckedFile) -> Iterator[Problem]:
    for target in dead_links(file.text, file.exists):
        yield _warning(file, target.line, "", _why_dead(target))


def _why_dead(target: CheckedTarget) -> Text:
    address = target.address[:80]
    if EMAIL.fullmatch(target.address):
        return later(
            "the link {address} is an e-mail address; write mailto:{address}", address=address
        )
    if target.is_host:
        return later("the link {address} lacks https:// in front", address=address)
    return later("the link {address} leads to no file", address=address)


def _line_with(text: str, part: str) -> int:
    """Return the first line that has *part*, 1 if none has."""
    at = text.find(part)
    return text.count("\n", 0, at) + 1 if at >= 0 else 1


def _key_above(text: str, line: int) -> str:
    """Return the key whose value stands on a *line* of the frontmatter."""
    for above in reversed(text.split("\n", line)[:line]):
        if found := _KEY.match(above):
            return found[1]
    return ""
