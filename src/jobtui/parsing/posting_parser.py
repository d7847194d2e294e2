"""The fields of a file, one after the other, to a Posting."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import later
from jobtui.inference.infer import infer
from jobtui.inference.language import language_of
from jobtui.inference.start import with_year
from jobtui.parsing import file_name, values
from jobtui.parsing.addresses import ADDRESS, EMAIL
from jobtui.parsing.apply_address import FoundApply, apply_of
from jobtui.parsing.contracts import contracts_of, says_only, working_time_of
from jobtui.parsing.dates import read_day, rules_of
from jobtui.parsing.domains import domains_of, is_plain
from jobtui.parsing.site_links import page_of
from jobtui.parsing.stated_days import StatedDays
from jobtui.parsing.statements import statements_of
from jobtui.parsing.status_words import is_no_date
from jobtui.parsing.technologies import technologies_of
from jobtui.parsing.title_remarks import remote_in_title
from jobtui.postings.filenames import DATED_NAME
from jobtui.postings.model import Posting
from jobtui.postings.source_rules import NO_RULES, SourceRules
from jobtui.postings.terms import DOMAINS, Apply
from jobtui.text.folding import fold, name_key
from jobtui.text.patterns import late
from jobtui.text.sanitize import clean

if TYPE_CHECKING:
    from jobtui.inference.infer import Inferred
    from jobtui.parsing.dates import DateRules
    from jobtui.parsing.field_reader import FieldReader
    from jobtui.parsing.stated_terms import StatedTerms
    from jobtui.parsing.yaml_strings import Value
    from jobtui.postings.terms import WorkingTime

_MARKS = late(r"[*`]+|(?<!\w)_+|_+(?!\w)|<[^<>]*>|!?\[([^\[\]]*)\]\([^()]*\)")
_WHOLE_SITE = late(r"(?i:https?://)?[^/?#]+/?")
_NOTHING = ("", (), None)
_LABELLED = ("de", "es", "en", "")  # languages in which lines with a label are read
_USUAL = ("de", "es")  # languages of which only the usual forms are known
_LONGEST_HEADING = 200  # characters that are shown as a title
_LONGEST_LINE = 500  # characters of a heading that are looked at, marks included
# Keys that mean the contract on some sites and something else on others.
_LOOSE_KEYS = ("type", "conditions", "commitment", "jornada", "jobtype", "job_type")
_TERMS = (
    *("places", "remote", "pay", "pay_min", "pay_max", "duration", "working_time", "starts"),
    *("seniority", "positions", "tags"),
)


class _Language(NamedTuple):
    """A language (ISO 639-1, empty if unknown), and whether the words had to tell it."""

    code: str
    is_inferred: bool


class _Contracts(NamedTuple):
    """Contracts, and the working time that the same keys state."""

    names: tuple[str, ...]
    working_time: WorkingTime | None


def _is_whole_site(value: Value) -> bool:
    """Whether a link elsewhere names a site, such as the product's, and no page of it."""
    is_link = fold(value.key).startswith("external")
    return is_link and _WHOLE_SITE.fullmatch(value.text.strip()) is not None


def _with_inferred(stated: Posting, found: Inferred) -> Posting:
    """Return *stated* with what was read in the text where its frontmatter states nothing."""
    taken = {
        name: value
        for name, value in found._asdict().items()
        if value not in _NOTHING and getattr(stated, name) in _NOTHING
    }
    if starts := taken.get("starts"):
        taken["starts"] = with_year(starts, stated.published)
    if stated.remote:
        taken.pop("remote_days", None)
    if stated.pay and found.pay and stated.pay.min is None and stated.pay.max is None:
        taken["pay"] = found.pay._replace(text=stated.pay.text)
    if stated.technologies:  # a text names more of them than a field
        more = tuple(name for name in found.technologies if name not in stated.technologies)
        if more:
            taken["technologies"] = (*stated.technologies, *more)
    return stated._replace(**taken, inferred=(*stated.inferred, *taken))


def _with_terms(stated: Posting, terms: StatedTerms) -> Posting:
    """Return *stated* with what its frontmatter states of the terms."""
    found = {name: value for name, value in terms._asdict().items() if value not in _NOTHING}
    return stated._replace(**found)


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

    *name* is the file's path within its source, *body* the text behind the frontmatter, *rules*
    are those of the source.
    """

    def __init__(
        self,
        name: str,
        body: str,
        fields: FieldReader,
        site_url: str,
        rules: SourceRules = NO_RULES,
    ) -> None:
        self._name, self._body, self._site_url = name, body, site_url
        self._fields, self._rules = fields, rules

    def posting(self) -> Posting:
        """Return the posting; what cannot be understood is among its problems."""
        fields = self._fields
        role, title = fields.text("role"), fields.text("title")
        heading = title or role or _first_heading(self._body)
        language = self._language()
        dates = rules_of(language.code, self._rules.timezone)
        days = StatedDays(fields, dates, file_name.day_of(self._name))
        published, opens, closes = days.published(), days.opens(), days.closes()
        statements = statements_of(fields, self._rules)
        contracts = self._contracts()
        contacts = self._contacts()
        is_unnamed = not (role or title) and not fields.is_flawed(("role", "title"))
        if is_unnamed and fields.has_frontmatter:
            fields.note_missing(
                later("neither roles nor title is set"), later("a heading or the file name")
            )
        if published is None and opens.day is None and closes.day is None:
            fields.note_missing(later("no date in the frontmatter or the file name"))
        ways = self._ways_to_apply(contacts)
        page = self._page()
        stated = Posting(
            id=file_name.id_of(self._name),
            path=fields.path,
            title=heading or file_name.title_of(self._name),
            role=role,
            published=published,
            opens=opens.day,
            opens_field=opens.field,
            closes=closes.day,
            closes_field=closes.field,
            said_open=statements.opened,
            said_filled=statements.filled,
            said_upcoming=statements.upcoming,
            organisation=self._organisation(),
            startup=fields.text("startup"),
            startup_key=fields.text("startup"),
            incubator=fields.text("incubator"),
            contracts=contracts.names,
            domains=self._domains(),
            technologies=self._technologies(),
            working_time=contracts.working_time,
            junior=fields.truth("junior"),
            language=language.code,
            apply=ways.apply if ways.apply.first else Apply(url=page),
            contacts=contacts or ways.questions_to,
            url=page or self._url(dates),
            translation=fields.text("translation") or file_name.translation_of(self._name),
            inferred=(
                *(("language",) if language.is_inferred else ()),
                *(("apply",) if ways.is_inferred else ()),
                *(("contacts",) if ways.questions_to and not contacts else ()),
            ),
        )
        if terms := self._terms(dates):
            stated = _with_terms(stated, terms)
        stated = self._with_closing(stated, dates)
        stated = stated._replace(
            written=tuple(fields.written),
            extra=tuple(fields.extra),
            problems=tuple(fields.problems),
        )
        found = infer(heading, role, self._body, language.code)
        if language.code in _LABELLED:
            found = self._with_lines(found, language.code, dates)
        if not (stated.remote or found.remote) and (remote := remote_in_title(stated.title)):
            found = found._replace(remote=remote)
        return _with_inferred(stated, found)

    def _with_lines(self, found: Inferred, language: str, dates: DateRules) -> Inferred:
        """Return *found* with what lines with a label, and usual forms, say beyond it."""
        from jobtui.parsing.labelled_lines import labelled_lines

        said = labelled_lines(self._body, dates)
        if language in _USUAL:
            from jobtui.parsing.usual_forms import usual_forms

            said = {**usual_forms(self._body, dates), **said}
            found = found._replace(pay=None if "pay" in said else found.pay)
        more = {name: value for name, value in said.items() if getattr(found, name) in _NOTHING}
        return found._replace(**more) if more else found  # type: ignore[arg-type]

    def _terms(self, dates: DateRules) -> StatedTerms | None:
        """Return the terms of the frontmatter; None where it states none, as is usual."""
        if not self._fields.has_any(_TERMS):
            return None
        from jobtui.parsing.stated_terms import stated_terms

        return stated_terms(self._fields, dates)

    def _with_closing(self, stated: Posting, dates: DateRules) -> Posting:
        """Return *stated* with the closing date of the text, where no key states one.

        A French file that says whether it is open is believed: its text is not looked at.
        """
        is_said = stated.said_open or stated.said_filled
        if stated.closes or stated.closes_field or (is_said and stated.language == "fr"):
            return stated
        from jobtui.parsing.closing_date import closing_date_in

        day = closing_date_in(self._body, dates)
        if day is None or (stated.published and day < stated.published):
            return stated
        return stated._replace(closes=day, inferred=(*stated.inferred, "closes"))

    def _language(self) -> _Language:
        """Return the language: of the frontmatter, the name, the source, else of the words."""
        for value in self._fields.values("language"):
            from jobtui.parsing.term_values import named_language

            if code := named_language(value.text):
                return _Language(code, False)
            self._fields.keep_extra(value)
        if code := file_name.language_of(self._name) or self._rules.language:
            return _Language(code, False)
        title = self._fields.text("title") or self._fields.text("role")
        code = language_of(f"{title}\n{self._body}")
        return _Language(code, bool(code))

    def _organisation(self) -> str:
        """Return the team, else the friend; a friend that differs from the team is kept."""
        team, friend = self._fields.text("organisation"), self._fields.text("friend")
        if team and friend and name_key(team) == name_key(friend):
            return team
        if team and friend:
            self._fields.extra.append((self._fields.values("friend")[0].key, friend))
        return team or friend

    def _contracts(self) -> _Contracts:
        """Return the contracts, and the working time that may stand beside them."""
        names: tuple[str, ...] = ()
        time: WorkingTime | None = None
        for value in self._fields.values("contracts"):
            found, its_time = contracts_of(value.texts), working_time_of(value.texts)
            time = time or its_time
            if not found and not its_time:
                if fold(value.key) in _LOOSE_KEYS:
                    self._fields.keep_extra(value)
                    continue
                self._note_contract(value)
                found = (value.text,)
            elif not says_only(value.texts):
                self._fields.keep_written(value)
            names = tuple(dict.fromkeys((*names, *found)))
        return _Contracts(names, time)

    def _note_contract(self, value: Value) -> None:
        """Note a contract that is unknown, unless other sites have words of their own for it."""
        if self._is_french_key(value):
            message = later("unknown contract; use one such as CDI, CDD, indépendant or stage")
            self._fields.note_problem(value, message, value.text)

    def _is_french_key(self, value: Value) -> bool:
        return fold(value.key).startswith(("contrat", "domaine"))

    def _domains(self) -> tuple[str, ...]:
        names: tuple[str, ...] = ()
        for value in self._fields.values("domains"):
            known, unknown = domains_of(value.texts)
            if unknown and self._is_french_key(value):
                listed = ", ".join(DOMAINS)
                message = later("unknown domain; known domains: {domains}", domains=listed)
                self._fields.note_problem(value, message, ", ".join(unknown))
            names = tuple(dict.fromkeys((*names, *known, *unknown)))
            if not is_plain(value.texts):
                self._fields.keep_written(value)
        return names

    def _technologies(self) -> tuple[str, ...]:
        names: tuple[str, ...] = ()
        for value in self._fields.values("technologies"):
            found = technologies_of(value.texts)
            names = tuple(dict.fromkeys((*names, *found)))
            if fold(value.text).strip() != fold(", ".join(found)):
                self._fields.keep_written(value)
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
        stated = self._stated_addresses()
        form = self._fields.value("form")
        has_form = values.truth(form.text).verdict if form else False
        if form and has_form is None:
            self._fields.keep_extra(form)
        if not stated and form and has_form is not False and ADDRESS.fullmatch(form.text):
            stated = [form.text]
        addresses = (EMAIL.search(contact) or ADDRESS.fullmatch(contact) for contact in contacts)
        people = [found[0] for found in addresses if found]
        announced = form is not None and has_form is not False
        if stated and all(map(_is_whole_site, self._fields.values("apply"))):
            found = apply_of(self._body, (), people, announced)
            if found.apply.first:
                for value in self._fields.values("apply"):
                    self._fields.keep_extra(value)
                return found
        return apply_of(self._body, stated, people, announced)

    def _stated_addresses(self) -> list[str]:
        """Return the addresses that the frontmatter states for applying, the preferred one first.

        A text such as "Ada Moss <ada@x.example>" states the mail in it, and a link within other
        words only where no other address is stated.
        """
        stated: dict[str, None] = {}
        linked: list[str] = []
        for value in self._fields.values("apply"):
            found: list[str] = []
            for text in map(values.without_disguise, value.texts):
                address, is_guess = values.address_in(text)
                if address and is_guess:
                    expected = later("expected an http or https address")
                    self._fields.note_problem(value, expected, address)
                within = [] if address else values.addresses_in(text)
                found += [address] if address else [one for one in within if "://" not in one]
                linked += [one for one in within if "://" in one]
            if not found and not linked:
                self._note_no_address(value)
            is_second = any("://" in one for one in stated) and any("://" in one for one in found)
            if is_second or found != [value.text.strip()]:
                self._fields.keep_extra(value)
            stated.update(dict.fromkeys(found))
        return list(stated) or linked[:1]

    def _note_no_address(self, value: Value) -> None:
        """Note a value that has to be an address by its key, unless it says that there is none."""
        key = fold(value.key)
        is_address = "url" in key or "link" in key or "lien" in key
        is_address = is_address or ("/" in value.text and " " not in value.text.strip())
        if is_address and not is_no_date(value.text) and not values.is_of_site(value.text):
            expected = later("expected an http or https address")
            self._fields.note_problem(value, expected, error=True)

    def _page(self) -> str:
        """Return the address of the job's page that the frontmatter states."""
        for value in self._fields.values("page"):
            address = values.address_in(value.text).address
            if address.lower().startswith("http"):
                return address
            self._fields.keep_extra(value)
        return ""

    def _url(self, dates: DateRules) -> str:
        """Return the page's address, which the site makes of the day and the file's name."""
        dated, day = DATED_NAME.match(file_name.id_of(self._name)), file_name.day_of(self._name)
        if not self._site_url or dated is None or day is None or not dated[2]:
            return ""
        for value in self._fields.values("published"):
            if fold(value.key) == "date":
                day = read_day(value.text, dates).day or day
        return page_of(self._site_url, day.isoformat(), dated[2])
