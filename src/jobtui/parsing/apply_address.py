"""The way to apply, where only the body of a posting states it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jobtui.inference.sentences import holds_any
from jobtui.parsing.addresses import ADDRESS, chains, is_between, mails, may_mail
from jobtui.postings.terms import Apply, apply_at
from jobtui.text.folding import fold
from jobtui.text.patterns import late
from jobtui.text.sanitize import clean

_STRONG = late(
    r"\b(?:candidat(?:er|ez|e-nous|ures?)\b|postul|cv\b|apply\b|lettre de motivation|"
    r"cover letter|resume\b|bewerb)"
)
_WEAK = late(
    r"\b(?:candidat|envoye[rz]?|envoie|[eé]cri(?:re|vez|s)\b|formulaire|adresse[rz]?"
    r"|contact(?:e[rz]?)?\b|int[eé]ress[eé]|d[eé]pose[rz]|rejoindre)"
)
_OTHER_REASON = late(
    r"\b(?:questions?|renseignements?|(?:plus d.|d.autres |toute )informations?)\b"
)
_WORDS = (  # of which the two above need one
    *("candidat", "postul", "cv", "apply", "motivation", "envo", "cri", "formulaire", "adresse"),
    *("contact", "int", "pose", "rejoindre", "cover letter", "resume", "bewerb"),
)
# Words that ask for an application as plainly as "postuler", though each may mean something else.
# Who reads what is sent there hires nobody.
_NO_RECRUITER = late(
    r"(?:dpo|rgpd|gdpr|privacy|abuse|webmaster|postmaster|no-?reply|ne-?pas-?repondre)@",
    re.IGNORECASE,
)
_ASKED = late(
    r"\b(?:candidat(?:er|ez|e-nous|ures?)\b|postul|cv\b|envo(?:y|ie)|apply\b|applications?\b|send\b"
    r"|resume\b)|\binteresse\w*[^?]{0,60}\?.{0,80}\b(?:ecri|contact|envo|mail)"
)
_INBOX = late(r"candidat|apply|applications?\b|jobs?\b|careers?\b", re.IGNORECASE)
_FORM = late(
    r"airtable\.com|typeform|framaforms|forms?\.|/forms?/|docs\.google\.com/forms|formulaire"
    r"|welcomekit|welcometothejungle|tally\.so|demarches-simplifiees\.fr/\w|recrut|jobs?\b"
    r"|careers?\b|emploi-public|offres?-?(?:d.?)?emplois?|/offres?/|postuler|candidat|/apply",
    re.IGNORECASE,
)
_NO_FORM = late(
    r"//docs?\.(?!google\.com/forms)|//blog\.|/blog/|//(?:www\.)?(?:github|gitlab|linkedin)\.|wiki|remuneration"
    r"|\.pdf\b|/recrutement/\d{4}/",
    re.IGNORECASE,
)
_POINTED_AT = late(
    r"\b(?:candidat(?:er|ez|ures?)\b|postul).{0,80}?"
    r"\b(?:ici|sur|via|lien|site|plateforme)\b[^@]{0,120}$"
    r"|\bapply\b.{0,80}?\b(?:here|at|on|via|through|link|online|form)\b[^@]{0,60}$"
    r"|\[[*_]{0,3}(?:apply|jetzt bewerben|bewerben)\b[^\[\]\n]{0,40}\]\(<?$",
    re.DOTALL,
)
_SENTENCE_END = late(r"[.!](?=\s)|\n\n")
_PARAGRAPH_END = late(r"\n(?=[ \t]*#)|\n[ \t]*\n")
_STRONGEST = 2
_BEFORE = 300  # characters before an address in which its purpose may be stated
_MOST = 8  # recipients of a mail; whoever names more sends no application


class Way(NamedTuple):
    """A form or a mail that the text names; the greatest, compared as a tuple, is how to apply."""

    strength: int  # 2: near words such as "candidater", 1: near words such as "écrivez-nous"
    section: int
    order: int  # the negative number of the way in the text: earlier ones are greater
    form: str  # an http(s) address; empty for a mail
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    is_asked: bool = False  # its own sentence asks for an application
    is_bare: bool = False  # its paragraph names nothing but addresses and people
    is_for_questions: bool = False

    @property
    def first(self) -> str:
        """The form, else the first recipient."""
        return self.form or next(iter(self.to), "")


class FoundApply(NamedTuple):
    """How to apply, and whether any of it was read in the body.

    *questions_to* are the addresses to which the body sends questions, and nothing else.
    """

    apply: Apply
    is_inferred: bool
    questions_to: tuple[str, ...] = ()


def apply_of(
    body: str, stated: Sequence[str], contacts: Sequence[str], has_form: bool = False
) -> FoundApply:
    """Return how to apply, by what the frontmatter states and what *body* adds.

    The addresses that are *stated* for applying win, then a form that the body plainly names (any
    form where the frontmatter says that there is one: *has_form*), then the *contacts*. Recipients
    whom the body asks to write to in so many words come behind.
    """
    ways = ways_in(body)
    found = _apply_of(ways, stated, contacts, has_form)
    applied = {one.lower() for one in (*found.apply.to, *found.apply.cc)}
    asked = joined((one for way in ways if way.is_for_questions for one in way.to), (), "", True).to
    return found._replace(questions_to=tuple(one for one in asked if one.lower() not in applied))


def _apply_of(
    ways: list[Way], stated: Sequence[str], contacts: Sequence[str], has_form: bool
) -> FoundApply:
    asked = [way for way in ways if way.to and way.is_asked and way.strength == _STRONGEST]
    to = [one for way in asked for one in way.to]
    cc = [one for way in asked for one in way.cc]
    known = apply_at(*stated)
    if stated:
        made = joined((*known.to, *to), (*known.cc, *cc), known.url, known.by_mail)
        return FoundApply(made, made != known)
    found = _together(ways, has_form)
    known = apply_at(*contacts)
    if not known.first or (found.url and (has_form or not found.by_mail or form_to_apply(ways))):
        return FoundApply(found, bool(found.first))
    made = joined((*known.to, *to), cc, known.url, known.by_mail)
    return FoundApply(made, made != known)


def apply_in(body: str) -> Apply:
    """Return how to apply as *body* alone states it: the form, the recipients and the copies.

    What stands near words such as "candidater" or "CV" wins, then near weaker words; of several
    sections, the last, since postings end with how to apply. Any other e-mail address comes last.
    What else is asked for in so many words, such as a mail beside the form, comes behind.
    """
    return _together(ways_in(body), form_only=False)


def form_to_apply(ways: Iterable[Way]) -> str:
    """Return the address of a form next to strong words for applying, or an empty text."""
    return max(filter(_is_plain_form, ways), default=_NO_WAY).form


def _together(ways: list[Way], form_only: bool) -> Apply:
    forms = [way for way in ways if way.form] if form_only else []
    near = [way for way in ways if way.strength > 0 and way.first]
    best = max(forms, default=None) or max(near, default=None)
    best = best or next((way for way in reversed(ways) if way.to), _NO_WAY)
    both = (best, *(way for way in ways if way is not best and _is_beside(way, best)))
    to = [one for way in both for one in way.to]
    cc = [one for way in both for one in way.cc]
    return joined(to, cc, best.form or form_to_apply(ways), by_mail=not best.form)


def joined(to: Iterable[str], cc: Iterable[str], url: str, by_mail: bool) -> Apply:
    """Return a way to apply in which nobody is named twice, in whatever case."""
    recipients: dict[str, str] = {}
    copies: dict[str, str] = {}
    for one in to:
        recipients.setdefault(one.lower(), one)
    for one in cc:
        if one.lower() not in recipients:
            copies.setdefault(one.lower(), one)
    named, copied = (tuple(people.values())[:_MOST] for people in (recipients, copies))
    return Apply(named, copied, url, by_mail and bool(named))


def _is_plain_form(way: Way) -> bool:
    return bool(way.form) and way.strength == _STRONGEST


def _is_beside(way: Way, best: Way) -> bool:
    """Whether a mail is to be sent as well as *best*: it continues it, or asks for itself."""
    if way.form:
        return False
    if not way.to:
        return True  # a copy alone
    if way.is_bare and way.section == best.section and way.strength == best.strength:
        return not best.form
    return way.is_asked and way.strength > 0


_NO_WAY = Way(0, 0, 0, "")


def ways_in(body: str) -> list[Way]:
    """Return the ways of applying that *body* may name, in its order."""
    ways: list[Way] = []
    if not _may_address(body):
        return ways
    purposes = _Purposes(_PARAGRAPH_END.split(clean(body, keep_newlines=True)))
    for number, paragraph in enumerate(purposes.paragraphs):
        if _may_address(paragraph):
            purpose = purposes.of(number)
            for way in _ways_of(paragraph, purpose.strength):
                ways.append(way._replace(section=purpose.section, order=-len(ways)))
    return ways


def _may_address(text: str) -> bool:
    """Whether *text* may name an address of any kind."""
    return "://" in text or may_mail(text)


class _Purpose(NamedTuple):
    """How strongly the words before an address speak of applying, and where they stand."""

    strength: int
    section: int


class _Purposes:
    """The words of applying in the paragraphs of a text; a paragraph is read once, if at all."""

    def __init__(self, paragraphs: list[str]) -> None:
        self.paragraphs = paragraphs
        self._own: dict[int, int] = {}
        self._last = self._section = self._heading = -1

    def of(self, number: int) -> _Purpose:
        """Return the purpose of what a paragraph names; to be asked in the order of the text.

        Its own words say it, else those of the nearest paragraph above that has any, and of the
        heading above both; a heading ends what was said before it.
        """
        unread = range(number, self._last, -1)
        section = next((n for n in unread if self._speaks(n)), self._section)
        between = range(section, self._section, -1)
        self._heading = next((n for n in between if self._is_heading(n)), self._heading)
        self._last, self._section = number, section
        return _Purpose(max(self._strength(section), self._strength(self._heading)), section)

    def _speaks(self, number: int) -> bool:
        return self._is_heading(number) or self._strength(number) > 0

    def _is_heading(self, number: int) -> bool:
        return self.paragraphs[number].lstrip().startswith("#")

    def _strength(self, number: int) -> int:
        """Return the strength of a paragraph's own words."""
        if number < 0:
            return 0
        if (found := self._own.get(number)) is None:
            lowered = self.paragraphs[number].lower()
            found = 0
            if holds_any(lowered, _WORDS):
                found = _STRONGEST if _STRONG.search(lowered) else int(bool(_WEAK.search(lowered)))
            self._own[number] = found
        return found


def _ways_of(paragraph: str, carried: int) -> list[Way]:
    """Return the ways that a paragraph names; *carried* is the strength of the words before it."""
    placed: list[tuple[int, Way]] = []
    found = chains(paragraph, mails(paragraph, spelled=bool(carried)))
    for chain in found:
        if chain.to and _NO_RECRUITER.match(chain.to[0]):
            continue
        sentence = _sentence(paragraph, chain.start, chain.end)
        is_inbox = any(_INBOX.match(one) for one in chain.to)
        question = bool(_OTHER_REASON.search(sentence)) and not is_inbox
        strength = max(0, carried - question)
        is_asked = strength == carried and bool(is_inbox or _ASKED.search(sentence))
        is_bare = len(found) == 1 and is_between(paragraph[: chain.start])
        way = Way(strength, 0, 0, "", chain.to, chain.cc, is_asked, is_bare, question)
        placed.append((chain.start, way))
    for match in ADDRESS.finditer(paragraph) if "://" in paragraph else ():
        link, at = match[0].rstrip(".,;:!?*_"), match.start()
        if _NO_FORM.search(link):
            continue
        if _FORM.search(link.partition("#")[0]) or (carried and _is_pointed_at(paragraph, at)):
            reason = _OTHER_REASON.search(_sentence(paragraph, at, match.end()))
            placed.append((at, Way(max(0, carried - bool(reason)), 0, 0, link)))
    return [way for _at, way in sorted(placed)]


def _sentence(paragraph: str, start: int, end: int) -> str:
    """Return what is said of an address: its sentence, and a question before it, lower case."""
    before = _SENTENCE_END.split(paragraph[max(0, start - _BEFORE) : start])[-1]
    behind = _SENTENCE_END.split(paragraph[end : end + _BEFORE], maxsplit=1)[0]
    return fold(before + behind)


def _is_pointed_at(paragraph: str, at: int) -> bool:
    """Whether the words before an address say that one applies there."""
    return bool(_POINTED_AT.search(fold(paragraph[max(0, at - _BEFORE) : at])))
