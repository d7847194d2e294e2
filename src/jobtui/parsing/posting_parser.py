"""The fields of a file, one after the other, to a Posting."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import Text, later
from jobtui.inference.infer import infer
from jobtui.parsing import file_name, values
from jobtui.parsing.addresses import ADDRESS, EMAIL
from jobtui.parsing.apply_address import FoundApply, apply_of
from jobtui.parsing.contracts import contracts_of
from jobtui.parsing.domains import domains_of
from jobtui.parsing.site_links import page_of
from jobtui.parsing.technologies import technologies_of
from jobtui.postings.filenames import DATED_NAME
from jobtui.postings.model import Posting, Statement
from jobtui.postings.terms import DOMAINS
from jobtui.text.folding import fold, name_key
from jobtui.text.sanitize import clean

if TYPE_CHECKING:
    from datetime import date

    from jobtui.inference.infer import Inferred
    from jobtui.parsing.field_reader import FieldReader
    from jobtui.parsing.yaml_strings import Value

_MARKS = re.compile(r"[*`]+|(?<!\w)_+|_+(?!\w)|<[^<>]*>|!?\[([^\[\]]*)\]\([^()]*\)")
_NOTHING = ("", (), None)
_LONGEST_HEADING = 200  # characters that are shown as a title
_LONGEST_LINE = 500  # characters of a heading that are looked at, marks included


class _Stated(NamedTuple):
    """A statement, and the value that makes it."""

    value: Value
    statement: Statement


class _Statements(NamedTuple):
    """What a file says about being open, and about being filled."""

    opened: tuple[Statement, ...]
    filled: tuple[Statement, ...]


class _Day(NamedTuple):
    """A day, and the value that states it."""

    day: date
    value: Value


class _Closing(NamedTuple):
    """The last day, None if none is stated, and the key that states it."""

    day: date | None
    field: str


def _with_inferred(stated: Posting, found: Inferred) -> Posting:
    """Return *stated* with what was read in the text where its frontmatter states nothing."""
    taken = {
        name: value
        for name, value in found._asdict().items()
        if value not in _NOTHING and getattr(stated, name) in _NOTHING
    }
    if stated.remote:
        taken.pop("remote_days", None)
    return stated._replace(**taken, inferred=(*stated.inferred, *taken))


def _first_heading(body: str) -> str:
    """Return the text of the first heading outside code blocks, empty if there is none."""
    code = False
    for line in body.split("\n"):
        if line.startswith(("```", "~~~")):
            code = not code
        elif line.startswith("#") and not code:
            heading = clean(_MARKS.sub(r"\1", line[:_LONGEST_LINE].lstrip("#").rstrip("# \t")))
            if heading:
                return heading[:_LONGEST_HEADING]
    return ""


class PostingParser:
    """Builds the posting of one file from its fields, its name and its Markdown.

    *name* is the file's path within its source, *body* the text behind the frontmatter.
    """

    def __init__(self, name: str, body: str, fields: FieldReader, site_url: str) -> None:
        self._name, self._body, self._site_url = name, body, site_url
        self._fields = fields

    def posting(self) -> Posting:
        """Return the posting; what cannot be understood is among its problems."""
        fields = self._fields
        role, title = fields.text("role"), fields.text("title")
        published = self._published()
        closing = self._closing()
        statements = self._statements()
        contracts = self._contracts()
        contacts = self._contacts()
        is_unnamed = not (role or title) and not fields.misspelt.intersection(("role", "title"))
        if is_unnamed and fields.has_frontmatter:
            fields.note_missing(
                later("neither roles nor title is set"), later("a heading or the file name")
            )
        if published is None:
            fields.note_missing(later("no date in the frontmatter or the file name"))
        ways = self._ways_to_apply(contacts)
        stated = Posting(
            id=file_name.id_of(self._name),
            path=fields.path,
            title=title or role or _first_heading(self._body) or file_name.title_of(self._name),
            role=role,
            published=published,
            closes=closing.day,
            closes_field=closing.field,
            said_open=statements.opened,
            said_filled=statements.filled,
            organisation=self._organisation(),
            startup=fields.text("startup"),
            startup_key=fields.text("startup"),
            incubator=fields.text("incubator"),
            contracts=contracts,
            domains=self._domains(),
            technologies=self._technologies(),
            junior=fields.truth("junior"),
            apply=ways.apply,
            contacts=contacts or ways.questions_to,
            url=self._url(),
            inferred=(
                *(("apply",) if ways.is_inferred else ()),
                *(("contacts",) if ways.questions_to and not contacts else ()),
            ),
            written=tuple(fields.written),
            extra=tuple(fields.extra),
            problems=tuple(fields.problems),
        )
        return _with_inferred(stated, infer(title, role, self._body))

    def _statements(self) -> _Statements:
        """Return what the file says about being open and filled; note what contradicts itself."""
        stated: dict[str, list[_Stated]] = {"open": [], "filled": []}
        for field, found in stated.items():
            for value in self._fields.values(field):
                verdict = self._fields.verdict(value)
                if verdict is not None:
                    found.append(_Stated(value, Statement(value.key, value.text, verdict)))
        for value in self._fields.values("status"):
            meaning = values.status_word(value.text) if len(value.texts) == 1 else None
            if meaning is None:
                expected = later("expected open, closed or filled")
                self._fields.note_problem(value, expected, error=True)
                self._fields.keep_extra(value)
            else:
                statement = Statement(value.key, value.text, meaning.verdict)
                stated[meaning.field].append(_Stated(value, statement))
        self._note_contradiction(stated["open"], later("closed"))
        self._note_contradiction(stated["filled"], later("filled"))
        return _Statements(
            tuple(one.statement for one in stated["open"]),
            tuple(one.statement for one in stated["filled"]),
        )

    def _note_contradiction(self, stated: list[_Stated], guess: Text) -> None:
        """Note the first statement that differs from the one that stands first."""
        for value, statement in stated[1:]:
            first, other = stated[0]
            if statement.verdict != other.verdict:
                message = later(
                    "contradicts {field}, which is {text} on line {line}; fix one of them",
                    field=other.field,
                    text=other.text,
                    line=first.line,
                )
                self._fields.note_problem(value, message, guess)
                return

    def _days(self, field: str, guess: Text, closing: bool = False) -> list[_Day]:
        """Return the days that a field states; the values that state none are kept and noted."""
        days: list[_Day] = []
        for value in self._fields.values(field):
            day = values.day_of(value.text, closing)
            if day is None:
                expected = later("expected a date such as 2022-05-31")
                self._fields.note_problem(value, expected, guess, error=True)
                self._fields.keep_extra(value)
            else:
                days.append(_Day(day, value))
        return days

    def _published(self) -> date | None:
        """Return the first day that is stated, else that of the file's name."""
        named = file_name.day_of(self._name)
        days = self._days("published", str(named or ""))
        if not days:
            return named
        first = days[0]
        for other in days[1:]:
            if other.day != first.day:
                self._fields.keep_extra(other.value)
        if named and abs((named - first.day).days) > 1:  # one day may be a time zone
            message = later("the file name says {day}", day=named.isoformat())
            self._fields.note_difference(first.value, message, first.day.isoformat())
        return first.day

    def _closing(self) -> _Closing:
        """Return the earliest last day that is stated."""
        days = self._days("closes", later("no date"), closing=True)
        if not days:
            return _Closing(None, "")
        earliest = min(days, key=lambda stated: stated.day)
        for other in days:
            if other.day != earliest.day:
                self._fields.keep_extra(other.value)
        return _Closing(earliest.day, earliest.value.key)

    def _organisation(self) -> str:
        """Return the team, else the friend; a friend that differs from the team is kept."""
        team, friend = self._fields.text("team"), self._fields.text("friend")
        if team and friend and name_key(team) == name_key(friend):
            return team
        if team and friend:
            self._fields.extra.append((self._fields.values("friend")[0].key, friend))
        return team or friend

    def _contracts(self) -> tuple[str, ...]:
        found = self._fields.values("contracts")
        texts = tuple(text for value in found for text in value.texts)
        names = contracts_of(texts)
        for value in found:
            if not contracts_of(value.texts):
                self._fields.note_problem(
                    value,
                    later("unknown contract; use one such as CDI, CDD, indépendant or stage"),
                    value.text,
                )
                names += (value.text,)
            self._fields.keep_written(value, names)
        return names

    def _domains(self) -> tuple[str, ...]:
        names: tuple[str, ...] = ()
        for value in self._fields.values("domains"):
            known, unknown = domains_of(value.texts)
            if unknown:
                listed = ", ".join(DOMAINS)
                message = later("unknown domain; known domains: {domains}", domains=listed)
                self._fields.note_problem(value, message, ", ".join(unknown))
            names = tuple(dict.fromkeys((*names, *known, *unknown)))
            self._fields.keep_written(value, names)
        return names

    def _technologies(self) -> tuple[str, ...]:
        names: tuple[str, ...] = ()
        for value in self._fields.values("technologies"):
            found = technologies_of(value.texts)
            names = tuple(dict.fromkeys((*names, *found)))
            self._fields.keep_written(value, found)
        return names

    def _contacts(self) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for value in self._fields.values("contacts"):
            for text in value.texts:
                found.update(dict.fromkeys(values.contacts_in(text)))
        return tuple(found)

    def _ways_to_apply(self, contacts: tuple[str, ...]) -> FoundApply:
        """Return the ways to apply, and whether they were found by reading the body.

        See ``apply_of``.
        """
        stated = self._stated_address()
        form = self._fields.value("form")
        has_form = values.truth(form.text).verdict if form else False
        if form and has_form is None:
            self._fields.keep_extra(form)
        if not stated and form and has_form is not False and ADDRESS.fullmatch(form.text):
            stated = form.text
        addresses = (EMAIL.search(contact) or ADDRESS.fullmatch(contact) for contact in contacts)
        people = [found[0] for found in addresses if found]
        announced = form is not None and has_form is not False
        return apply_of(self._body, [stated] if stated else [], people, announced)

    def _stated_address(self) -> str:
        """Return the address that the frontmatter states for applying."""
        stated = ""
        expected = later("expected an http or https address")
        for value in self._fields.values("apply"):
            address, is_guess = values.address_in(value.text)
            if not address:
                self._fields.note_problem(value, expected, error=True)
            elif is_guess:
                self._fields.note_problem(value, expected, address)
            if not address or (stated and address != stated):
                self._fields.keep_extra(value)
            stated = stated or address
        return stated

    def _url(self) -> str:
        """Return the page's address, which the site makes of the day and the file's name."""
        dated, day = DATED_NAME.match(file_name.id_of(self._name)), file_name.day_of(self._name)
        if not self._site_url or dated is None or day is None or not dated[2]:
            return ""
        for value in self._fields.values("published"):
            if fold(value.key) == "date":
                day = values.day_of(value.text) or day
        return page_of(self._site_url, day.isoformat(), dated[2])
