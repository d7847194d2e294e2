"""A file to a Posting and its Problems. Never raises for what a file contains."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import Text, later, reason
from jobtui.inference.infer import infer
from jobtui.parsing import values
from jobtui.parsing.apply_address import ADDRESS, EMAIL, form_to_apply, way_to_apply
from jobtui.parsing.decoding import UnreadableError, text_of
from jobtui.parsing.domains import DOMAINS
from jobtui.parsing.field_reader import FieldReader
from jobtui.parsing.frontmatter import Frontmatter, split
from jobtui.parsing.site_links import page_of
from jobtui.parsing.yaml_strings import Value
from jobtui.postings.filenames import DATED_NAME
from jobtui.postings.model import Posting, Problem, Severity, Statement
from jobtui.text.folding import fold, name_key
from jobtui.text.sanitize import clean

if TYPE_CHECKING:
    from datetime import date

    from jobtui.files.beneath import Top

_MARKDOWN_ENDING = re.compile(r"\.(md|markdown|mdown|mkd)$", re.IGNORECASE)
_MARKS = re.compile(r"[*`]+|(?<!\w)_+|_+(?!\w)|<[^<>]*>|!?\[([^\[\]]*)\]\([^()]*\)")


class ParsedFile(NamedTuple):
    """One file as read: the posting, its Markdown, and the line of its ``startup`` (0: none)."""

    posting: Posting
    body: str
    startup_line: int = 0
    digest: str = ""  # of the file's text: the same in another place


def read(path: str, name: str, site_url: str = "", top: Top | None = None) -> ParsedFile:
    """Read the posting at *path*; *name* is its path within the source, ``/`` between parts.

    *site_url* is the address of the site whose page the posting is, if it has one; *top* is what
    the user named. A file that cannot be read becomes a posting with a Problem.
    """
    try:
        text, problems = text_of(path, top)
    except UnreadableError as error:
        problem = Problem(path, 1, "", reason(error), Severity.ERROR)
        title = _plain_name(name)
        return ParsedFile(Posting(_id_of(name), path, title, problems=(problem,)), "")
    fields = split(path, text)
    reader = _Reader(path, name, fields, problems, site_url)
    posting = reader.posting()
    return ParsedFile(posting, fields.body, reader.line_of("startup"), _digest(text))


def read_raw(path: str, top: Top | None = None) -> str:
    """Return the file as text. Raises UnreadableError."""
    return text_of(path, top)[0]


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _id_of(name: str) -> str:
    base = name.rsplit("/", 1)[-1]
    return clean(_MARKDOWN_ENDING.sub("", base)) or clean(base) or "?"


def _plain_name(name: str) -> str:
    identity = _id_of(name)
    dated = DATED_NAME.match(identity)
    words = re.sub(r"[-_]+", " ", dated[2] if dated and dated[2] else identity).strip()
    return words[:1].upper() + words[1:] or identity


def date_of_name(name: str) -> date | None:
    """Return the day at the beginning of a file name, ``2022-05-31-name.md``."""
    dated = DATED_NAME.match(name.rsplit("/", 1)[-1])
    return values.day_of(dated[1]) if dated else None


def _first_heading(body: str) -> str:
    code = False
    for line in body.split("\n"):
        if line.startswith(("```", "~~~")):
            code = not code
        elif line.startswith("#") and not code:
            heading = clean(_MARKS.sub(r"\1", line[:500].lstrip("#").rstrip("# \t")))
            if heading:
                return heading[:200]
    return ""


class _Reader(FieldReader):
    """Takes each field of one posting in turn."""

    def __init__(
        self, path: str, name: str, fields: Frontmatter, problems: list[Problem], site_url: str
    ) -> None:
        super().__init__(path, fields, problems)
        self.name, self.site_url = name, site_url

    def posting(self) -> Posting:
        role, title = self.text("role"), self.text("title")
        published = self.published()
        closes, closes_field = self.closes()
        said_open, said_filled = self.statements()
        contracts = self.contracts()
        domains, inferred = self.domains(role or title)
        contacts = self.contacts()
        if not (role or title) and self.fields.values:
            self.missing(
                later("neither roles nor title is stated"), later("a heading or the file name")
            )
        if published is None:
            self.missing(later("no date, neither in the frontmatter nor in the file name"))
        apply_to, apply_inferred = self.apply_to(contacts)
        return Posting(
            id=_id_of(self.name),
            path=self.path,
            title=title or role or _first_heading(self.fields.body) or _plain_name(self.name),
            role=role,
            published=published,
            closes=closes,
            closes_field=closes_field,
            said_open=said_open,
            said_filled=said_filled,
            organisation=self.organisation(),
            startup=self.text("startup"),
            startup_key=self.text("startup"),
            incubator=self.text("incubator"),
            contracts=contracts,
            domains=domains,
            domains_inferred=inferred,
            technologies=self.technologies(),
            junior=self.truth("junior"),
            apply_to=apply_to,
            apply_inferred=apply_inferred,
            contacts=contacts,
            url=self.url(),
            inferred=infer(title, role, self.fields.body),
            written=tuple(self.written),
            extra=tuple(self.extra),
            problems=tuple(self.problems),
        )

    def statements(self) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
        """Return what is said on being open, and on being filled."""
        said: dict[str, list[tuple[Value, Statement]]] = {"open": [], "filled": []}
        for field in ("open", "filled"):
            for value in self.by_field.get(field, ()):
                verdict = self.verdict(value)
                if verdict is not None:
                    said[field].append((value, Statement(value.key, value.text, verdict)))
        for value in self.by_field.get("status", ()):
            meaning = values.status_word(value.text) if len(value.texts) == 1 else None
            if meaning is None:
                self.problem(value, later("open, closed or filled is expected"), error=True)
                self.extra.append((value.key, value.text))
            else:
                said[meaning[0]].append((value, Statement(value.key, value.text, meaning[1])))
        self.contradiction(said["open"], later("closed"))
        self.contradiction(said["filled"], later("filled"))
        return tuple(one for _v, one in said["open"]), tuple(one for _v, one in said["filled"])

    def contradiction(self, said: list[tuple[Value, Statement]], guess: Text) -> None:
        """Note the statements that differ from the first one."""
        for value, one in said[1:]:
            first, other = said[0]
            if one.verdict != other.verdict:
                message = later(
                    "this contradicts {field}, which is {text} on line {line}; correct one",
                    field=other.field,
                    text=other.text,
                    line=first.line,
                )
                self.problem(value, message, guess)
                return

    def published(self) -> date | None:
        named = date_of_name(self.name)
        dates: list[tuple[Value, date]] = []
        for value in self.by_field.get("published", ()):
            when = values.day_of(value.text)
            if when is None:
                self.problem(
                    value, later("a date like 2022-05-31 is expected"), str(named or ""), True
                )
                self.extra.append((value.key, value.text))
            else:
                dates.append((value, when))
        if not dates:
            return named
        believed, when = dates[0]
        for value, other in dates[1:]:
            if other != when:
                self.extra.append((value.key, value.text))
        if named and abs((named - when).days) > 1:
            message = later("the file name says {day}", day=named.isoformat())
            self.problems.append(
                Problem(
                    self.path, believed.line, believed.key, message, Severity.INFO, when.isoformat()
                )
            )
        return when

    def closes(self) -> tuple[date | None, str]:
        dates: list[tuple[date, Value]] = []
        for value in self.by_field.get("closes", ()):
            when = values.day_of(value.text, closing=True)
            if when is None:
                self.problem(
                    value, later("a date like 2022-05-31 is expected"), later("no date"), True
                )
                self.extra.append((value.key, value.text))
            else:
                dates.append((when, value))
        if not dates:
            return None, ""
        when, believed = min(dates, key=lambda pair: pair[0])  # the stricter one
        for other, value in dates:
            if value is not believed and other != when:
                self.extra.append((value.key, value.text))
        return when, believed.key

    def organisation(self) -> str:
        team, friend = self.text("team"), self.text("friend")
        if team and friend and name_key(team) == name_key(friend):
            return team
        if team and friend:
            key = self.by_field["friend"][0].key
            self.extra.append((key, friend))
        return team or friend

    def contracts(self) -> tuple[str, ...]:
        found = self.by_field.get("contracts", [])
        texts = tuple(text for value in found for text in value.texts)
        names = values.contracts_of(texts)
        for value in found:
            if not values.contracts_of(value.texts):
                self.problem(
                    value,
                    later("no known contract; write one such as CDI, CDD, indépendant, stage"),
                    value.text,
                )
                names += (value.text,)
            self.keep_written(value, names)
        return names

    def domains(self, role: str) -> tuple[tuple[str, ...], bool]:
        names: tuple[str, ...] = ()
        for value in self.by_field.get("domains", ()):
            known, strange = values.domains_of(value.texts)
            if strange:
                listed = ", ".join(DOMAINS)
                message = later("no known domain; those are {domains}", domains=listed)
                self.problem(value, message, ", ".join(strange))
            names = tuple(dict.fromkeys((*names, *known, *strange)))
            self.keep_written(value, names)
        if names:
            return names, False
        inferred = values.domain_of_role(role)
        return ((inferred,), True) if inferred else ((), False)

    def technologies(self) -> tuple[str, ...]:
        names: tuple[str, ...] = ()
        for value in self.by_field.get("technologies", ()):
            found = values.technologies_of(value.texts)
            names = tuple(dict.fromkeys((*names, *found)))
            self.keep_written(value, found)
        return names

    def contacts(self) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for value in self.by_field.get("contacts", ()):
            for text in value.texts:
                found.update(dict.fromkeys(values.contacts_in(text)))
        return tuple(found)

    def apply_to(self, contacts: tuple[str, ...]) -> tuple[str, bool]:
        """Return the way to apply, and whether it was found by reading the body.

        The frontmatter's address or form wins, then a form that the body names, then a contact.
        """
        stated = self.stated_address()
        body = self.fields.body
        form = self.taken("form")
        form_said = form is not None and values.truth(form.text)[0] is not False
        if form and values.truth(form.text)[0] is None:
            self.extra.append((form.key, form.text))
        if stated:
            return stated, False
        if form and form_said:
            if ADDRESS.fullmatch(form.text):
                return form.text, False
            if way := way_to_apply(body, form_only=True):
                return way, True
        if contacts and (way := form_to_apply(body)):
            return way, True
        for contact in contacts:
            if found := EMAIL.search(contact) or ADDRESS.fullmatch(contact):
                return found[0], False
        way = way_to_apply(body)
        return way, bool(way)

    def stated_address(self) -> str:
        """Return the address that the frontmatter states for applying."""
        stated = ""
        for value in self.by_field.get("apply", ()):
            text, guessed = values.address_in(value.text)
            if not text:
                self.problem(value, later("an http or https address is expected"), error=True)
            elif guessed:
                self.problem(value, later("an http or https address is expected"), text)
            if not text or (stated and text != stated):
                self.extra.append((value.key, value.text))
            stated = stated or text
        return stated

    def url(self) -> str:
        """Return the page's address: the site names it by the day and the file's name."""
        dated, day = DATED_NAME.match(_id_of(self.name)), date_of_name(self.name)
        if not self.site_url or dated is None or day is None or not dated[2]:
            return ""
        for value in self.by_field.get("published", ()):
            if fold(value.key) == "date":
                day = values.day_of(value.text) or day
        return page_of(self.site_url, day.isoformat(), dated[2])
