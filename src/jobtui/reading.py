"""A file to a Posting and its Problems. Never raises for what a file contains."""

from __future__ import annotations

import os
import re
import stat
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jobtui import values
from jobtui.applying import ADDRESS, EMAIL, way_to_apply
from jobtui.fields import Fields, Value, split
from jobtui.french import fold
from jobtui.names import name_key
from jobtui.posting import Posting, Problem, Said, Severity
from jobtui.text import clean
from jobtui.vocabulary import FIELD_ALIASES, FIELD_OF_KEY, NULL_WORDS, STATUS_WORDS
from jobtui.words import _

MOST_BYTES = 2 * 1024 * 1024  # of a file that are read
_DATED_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})[-_ ]?(.*)$")
_HEADING = re.compile(r"^#{1,6}\s*(.+?)\s*#*$", re.MULTILINE)


class Document(NamedTuple):
    """One file as read: the posting, its Markdown, and the line of its ``startup`` (0: none)."""

    posting: Posting
    body: str
    startup_line: int = 0


class UnreadableError(Exception):
    """The file cannot be read at all; its text is one line for the user."""


def read(path: str, name: str, site_url: str = "") -> Document:
    """Read the posting at *path*; *name* is its path within the source, ``/`` between parts.

    *site_url* is the address of the site whose page the posting is, if it has one. A file that
    cannot be read becomes a posting with a Problem.
    """
    try:
        text, problems = _text_of(path)
    except UnreadableError as error:
        problem = Problem(path, 1, "", str(error), Severity.ERROR)
        title = _plain_name(name)
        return Document(Posting(_id_of(name), path, title, problems=(problem,)), "")
    fields = split(path, text)
    reader = _Reader(path, name, fields, problems, site_url)
    posting = reader.posting()
    return Document(posting, fields.body, reader.line_of("startup"))


def read_body(path: str) -> str:
    """Return the Markdown of the posting at *path*. Raises UnreadableError."""
    text, _problems = _text_of(path)
    return split(path, text).body


def read_raw(path: str) -> str:
    """Return the file as text. Raises UnreadableError."""
    return _text_of(path)[0]


def _text_of(path: str) -> tuple[str, list[Problem]]:
    problems: list[Problem] = []
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise UnreadableError(_("this is no regular file; remove it from the folder"))
            raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        why = _("cannot be read: {why}; check that it exists and its permissions")
        raise UnreadableError(why.format(why=error.strerror)) from error
    if len(raw) > MOST_BYTES:
        message = _("larger than {size} MB; only the beginning is read")
        text = message.format(size=MOST_BYTES // 1024 // 1024)
        problems.append(Problem(path, 1, "", text, Severity.WARNING))
        raw = raw[:MOST_BYTES]
    return _decoded(path, raw, problems), problems


def _decoded(path: str, raw: bytes, problems: list[Problem]) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = _("UTF-16; save it as UTF-8")
        problems.append(Problem(path, 1, "", message, Severity.WARNING, "UTF-16"))
        text = raw.decode("utf-16", "replace")
    elif b"\0" in raw[:8192]:
        raise UnreadableError(_("binary data; remove it from the folder or name it otherwise"))
    else:
        try:
            text = raw.decode("utf-8-sig", "strict" if len(raw) < MOST_BYTES else "ignore")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            message = _("not UTF-8; save it as UTF-8")
            problems.append(Problem(path, line, "", message, Severity.WARNING, "Windows-1252"))
            text = raw.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _id_of(name: str) -> str:
    base = name.rsplit("/", 1)[-1]
    return clean(re.sub(r"\.(md|markdown|mdown|mkd)$", "", base, flags=re.IGNORECASE))


def _plain_name(name: str) -> str:
    dated = _DATED_NAME.match(_id_of(name))
    words = re.sub(r"[-_]+", " ", dated[2] if dated and dated[2] else _id_of(name)).strip()
    return words[:1].upper() + words[1:] or name


def date_of_name(name: str) -> date | None:
    """Return the day at the beginning of a file name, ``2022-05-31-name.md``."""
    dated = _DATED_NAME.match(name.rsplit("/", 1)[-1])
    return values.day_of(dated[1]) if dated else None


class _Reader:
    """Takes each field of one file in turn, and notes what it could not understand."""

    def __init__(
        self, path: str, name: str, fields: Fields, problems: list[Problem], site_url: str
    ) -> None:
        self.path, self.name, self.site_url = path, name, site_url
        self.fields = fields
        self.problems = [*problems, *fields.problems]
        self.written: list[tuple[str, str]] = []
        self.by_field: dict[str, list[Value]] = {}
        self.extra: list[tuple[str, str]] = []
        for value in fields.values:
            field = FIELD_OF_KEY.get(fold(value.key).strip().replace(" ", "_"))
            if field is None:
                self.extra.append((value.key, value.text))
            elif any(fold(text).strip() not in NULL_WORDS for text in value.texts):
                self.by_field.setdefault(field, []).append(value)
        for field, found in self.by_field.items():
            keys = FIELD_ALIASES[field]
            found.sort(key=lambda value: keys.index(fold(value.key).strip().replace(" ", "_")))

    def problem(self, value: Value, message: str, guess: str = "", error: bool = False) -> None:
        severity = Severity.ERROR if error else Severity.WARNING
        self.problems.append(
            Problem(self.path, value.line, value.key, message, severity, clean(guess))
        )

    def missing(self, message: str, guess: str = "") -> None:
        self.problems.append(Problem(self.path, 1, "", message, Severity.WARNING, guess))

    def line_of(self, field: str) -> int:
        found = self.by_field.get(field)
        return found[0].line if found else 0

    def posting(self) -> Posting:
        role, title = self.text("role"), self.text("title")
        published = self.published()
        closes, closes_field = self.closes()
        said_open, said_filled = self.statements()
        contracts = self.contracts()
        domains, inferred = self.domains(role or title)
        contacts = self.contacts()
        if not (role or title) and self.fields.values:
            self.missing(_("neither roles nor title is stated"), _("a heading or the file name"))
        if published is None:
            self.missing(_("no date, neither in the frontmatter nor in the file name"))
        apply_to, apply_inferred = self.apply_to(contacts)
        return Posting(
            id=_id_of(self.name),
            path=self.path,
            title=title or role or self.first_heading() or _plain_name(self.name),
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
            written=tuple(self.written),
            extra=tuple(self.extra),
            problems=tuple(self.problems),
        )

    def taken(self, field: str) -> Value | None:
        """Return the spelling of a field that is believed; the others are kept in ``extra``."""
        found = self.by_field.get(field)
        if not found:
            return None
        for other in found[1:]:
            if clean(other.text) != clean(found[0].text):
                self.extra.append((other.key, other.text))
        return found[0]

    def text(self, field: str) -> str:
        value = self.taken(field)
        if value is None:
            return ""
        if len(value.texts) > 1 or (value.texts and ": " in value.texts[0] and not value.quoted):
            text = " / ".join(clean(text) for text in value.texts)
            if len(value.texts) > 1:
                self.problem(value, _("one text is expected, not a list"), text)
            return text
        return clean(value.text)

    def truth(self, field: str) -> bool | None:
        value = self.taken(field)
        return None if value is None else self.verdict(value)

    def verdict(self, value: Value) -> bool | None:
        said, guessed = values.truth(value.text)
        if said is None:
            self.problem(value, _("true or false is expected"), error=True)
            self.written.append((value.key, value.text))
        elif guessed:
            self.problem(value, _("true or false is expected"), "true" if said else "false")
        return said

    def statements(self) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
        said: dict[str, list[Said]] = {"open": [], "filled": []}
        for value in (*self.by_field.get("open", ()), *self.by_field.get("filled", ())):
            field = "open" if value in self.by_field.get("open", ()) else "filled"
            verdict = self.verdict(value)
            if verdict is not None:
                said[field].append(Said(value.key, clean(value.text), verdict))
        for value in self.by_field.get("status", ()):
            if (meaning := STATUS_WORDS.get(fold(value.text).strip())) is not None:
                said[meaning[0]].append(Said(value.key, clean(value.text), meaning[1]))
            else:
                self.problem(value, _("open, closed or filled is expected"), error=True)
                self.extra.append((value.key, value.text))
        verdicts = {one.verdict for one in said["open"]}
        if len(verdicts) > 1:
            value = (*self.by_field.get("status", ()), *self.by_field["open"])[0]
            self.problem(value, _("this contradicts the other field on being open"), _("closed"))
        return tuple(said["open"]), tuple(said["filled"])

    def published(self) -> date | None:
        named = date_of_name(self.name)
        dates: list[tuple[Value, date]] = []
        for value in self.by_field.get("published", ()):
            when = values.day_of(value.text)
            if when is None:
                self.problem(value, _("a date like 2022-05-31 is expected"), str(named or ""), True)
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
            message = _("the file name says {day}").format(day=named.isoformat())
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
                self.problem(value, _("a date like 2022-05-31 is expected"), _("no date"), True)
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
                self.problem(value, _("no contract that is known"), value.text)
                names += (clean(value.text),)
            self.keep_written(value, names)
        return names

    def domains(self, role: str) -> tuple[tuple[str, ...], bool]:
        names: tuple[str, ...] = ()
        for value in self.by_field.get("domains", ()):
            known, strange = values.domains_of(value.texts)
            if strange:
                self.problem(value, _("no domain that is known"), ", ".join(strange))
            names = tuple(dict.fromkeys((*names, *known, *map(clean, strange))))
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
        return tuple(clean(name) for name in names)

    def keep_written(self, value: Value, names: tuple[str, ...]) -> None:
        if fold(value.text).strip() != fold(", ".join(names)):
            self.written.append((value.key, clean(value.text)))

    def contacts(self) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for value in self.by_field.get("contacts", ()):
            for text in value.texts:
                for part in re.split(r"[,;\s]+(?=\S*@)|[,;]", text):
                    contact = clean(re.sub(r"^mailto:", "", part.strip(), flags=re.IGNORECASE))
                    if contact:
                        found[contact] = None
        return tuple(found)

    def apply_to(self, contacts: tuple[str, ...]) -> tuple[str, bool]:
        """Return the way to apply: the frontmatter's, else the body's (marked as inferred)."""
        for value in self.by_field.get("apply", ()):
            text = clean(value.text)
            if ADDRESS.fullmatch(text):
                return text, False
            if EMAIL.fullmatch(text.removeprefix("mailto:")):
                return text.removeprefix("mailto:"), False
            self.problem(value, _("an http or https address is expected"), error=True)
            self.extra.append((value.key, text))
        form = self.taken("form")
        if form is not None and values.truth(form.text)[0] is not False:
            if ADDRESS.fullmatch(form.text.strip()):
                return clean(form.text), False
            if way := way_to_apply(self.fields.body, form_only=True):
                return way, True
        for contact in contacts:
            if EMAIL.fullmatch(contact) or ADDRESS.fullmatch(contact):
                return contact, False
        way = way_to_apply(self.fields.body)
        return way, bool(way)

    def first_heading(self) -> str:
        heading = _HEADING.search(self.fields.body)
        if heading is None:
            return ""
        return clean(re.sub(r"[*_`]+|<[^>]*>|!?\[([^\]]*)\]\([^)]*\)", r"\1", heading[1]))[:200]

    def url(self) -> str:
        """Return the page's address: the site names it by the day and the file's name."""
        dated = _DATED_NAME.match(_id_of(self.name))
        if not self.site_url or dated is None or not dated[2]:
            return ""
        day = dated[1].replace("-", "/")
        for value in self.by_field.get("published", ()):
            if fold(value.key) == "date" and (when := values.day_of(value.text)):
                day = when.strftime("%Y/%m/%d")
        from urllib.parse import quote

        return f"{self.site_url}/recrutement/{day}/{quote(dated[2])}.html"


def is_posting_name(name: str) -> bool:
    """Whether a file of this name can be a posting: ``.md``, or no ending at all.

    What follows a dot is an ending only if it is a usual one: ``2021-03-01-beta.gouv.fr`` has
    none.
    """
    base = Path(name).name
    if base.startswith(".") or base.lower() in _NO_POSTINGS:
        return False
    stem, dot, ending = base.rpartition(".")
    if not dot or not stem:
        return True
    if ending.lower() in ("md", "markdown", "mdown", "mkd"):
        return stem.lower() not in _NO_POSTINGS
    return bool(_DATED_NAME.match(base)) and not _usual_ending(base)


_NO_POSTINGS = frozenset(
    "readme license licence copying contributing changelog code_of_conduct security authors makefile "
    "dockerfile gemfile rakefile procfile vagrantfile as-of codeowners".split()
)


def _usual_ending(name: str) -> bool:
    import mimetypes

    mimetypes.init([])  # the built-in table alone: the same answer on every machine
    return mimetypes.guess_type(name)[0] is not None or name.endswith(("~", ".swp", ".bak", ".orig"))


def holds_markdown(path: str) -> bool:
    """Whether a file without an ending holds text, and something that makes it Markdown."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                return False
            head = file.read(4096)
    except OSError:
        return False
    if b"\0" in head or head.startswith(b"#!"):
        return False
    return bool(re.search(rb"^(---|#{1,6}[ \w]|[*-] \S|[\w-]{2,20}: )", head, re.MULTILINE))
