"""The way to apply, where only the body of a posting states it."""

from __future__ import annotations

import re
from typing import NamedTuple

from jobtui.text.folding import fold
from jobtui.text.sanitize import clean

EMAIL = re.compile(r"(?<![\w.+/@-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,6}[A-Za-z]{2,24}(?![\w@])")
ADDRESS = re.compile(r"https?://[^\s<>\"'`\])}|]{3,2000}", re.IGNORECASE)
_SPELLED = re.compile(
    r"(?<![\w.+-])([\w.+-]{1,64})(?: at | arobase | ?[\[({](?:at|arobase|@)[\])}] ?)"
    r"((?:[\w-]{1,63}\.){1,6}[a-z]{2,24})\b",
    re.IGNORECASE,
)
# Follows an address that is the text of a link to another one: mail would go to the other.
_OF_LINK = re.compile(r"[`*_]{0,4}\]\(<?mailto:[^\s@<>()]{1,64}@")
_HEADERS = re.compile(r"(mailto:[^\s:?<>()\"']{0,200})\?[^\s<>()\"']*", re.IGNORECASE)
_STRONG = re.compile(
    r"\b(?:candidat(?:er|ez|e-nous|ures?)\b|postul|cv\b|apply\b|lettre de motivation)"
)
_WEAK = re.compile(
    r"\b(?:candidat|envoye[rz]?|envoie|ecri(?:re|vez|s)\b|formulaire|adresse[rz]?|contact(?:e[rz]?)?\b"
    r"|interesse|deposer|rejoindre)"
)
_OTHER_REASON = re.compile(
    r"\b(?:questions?|renseignements?|(?:plus d.|d.autres |toute )informations?)\b"
)
_FORM = re.compile(
    r"airtable\.com|typeform|framaforms|forms?\.|/forms?/|docs\.google\.com/forms|formulaire"
    r"|welcomekit|welcometothejungle|tally\.so|demarches-simplifiees\.fr/\w|recrut|jobs?\b"
    r"|careers?\b|emploi-public|offres?-?(?:d.?)?emplois?|/offres?/|postuler|candidat|/apply",
    re.IGNORECASE,
)
_NO_FORM = re.compile(
    r"//docs?\.|//blog\.|/blog/|//(?:www\.)?(?:github|gitlab|linkedin)\.|wiki|remuneration"
    r"|\.pdf\b|/recrutement/\d{4}/",
    re.IGNORECASE,
)
_POINTED_AT = re.compile(
    r"\b(?:candidat(?:er|ez|ures?)\b|postul).{0,80}?\b(?:ici|sur|via|lien|site|plateforme)\b[^@]{0,120}$",
    re.DOTALL,
)
_MAY_ADDRESS = re.compile(r"@|://|\b(?:at|arobase)\b", re.IGNORECASE)
_PARAGRAPH_END = re.compile(r"\n(?=[ \t]*#)|\n[ \t]*\n")
_STRONGEST = 2
_BEFORE = 300  # characters before an address in which its purpose may be stated


class _Way(NamedTuple):
    """An address in the text; the greatest, compared as a tuple, is the way to apply."""

    strength: int  # 2: near words such as "candidater", 1: near words such as "écrivez-nous"
    section: int
    order: int  # the negative number of the address in the text: earlier ones are greater
    text: str
    is_form: bool


def way_to_apply(body: str, form_only: bool = False) -> str:
    """Return the form or e-mail address that *body* names for applying, or an empty text.

    One near words such as "candidater" or "CV" wins, then one near weaker words; of several
    sections, the last, since postings end with how to apply. Any other e-mail address comes last.
    With *form_only* (the frontmatter says that there is a form), forms come first anywhere.
    """
    ways = _ways(body)
    forms = [way for way in ways if way.is_form] if form_only else []
    near = [way for way in ways if way.strength > 0]
    if best := max(forms, default=None) or max(near, default=None):
        return best.text
    return next((way.text for way in reversed(ways) if not way.is_form), "")


def form_to_apply(body: str) -> str:
    """Return the address of a form next to strong words for applying, or an empty text."""
    forms = [way for way in _ways(body) if way.is_form and way.strength == _STRONGEST]
    return max(forms).text if forms else ""


def _ways(body: str) -> list[_Way]:
    ways: list[_Way] = []
    section = 0
    headed = carried = 0  # strength of the words of the heading, and of those before an address
    for paragraph in _PARAGRAPH_END.split(clean(body, keep_newlines=True)):
        folded = fold(paragraph)
        own = _STRONGEST if _STRONG.search(folded) else int(bool(_WEAK.search(folded)))
        heading = paragraph.lstrip().startswith("#")
        if heading:
            headed = own
        if own or heading:
            section += 1
            carried = max(own, headed)
        if not _MAY_ADDRESS.search(paragraph):
            continue
        begin = end = 0
        for line in paragraph.split("\n"):
            begin, end = end, end + len(line) + 1
            if not _MAY_ADDRESS.search(line):
                continue
            strength = max(0, carried - bool(_OTHER_REASON.search(fold(line))))
            for _at, text, is_form in _addresses(
                line, paragraph[max(0, begin - _BEFORE) : begin], bool(carried)
            ):
                ways.append(_Way(strength, section, -len(ways), text, is_form))
    return ways


class _Address(NamedTuple):
    at: int  # in the line
    text: str
    is_form: bool


def _addresses(line: str, before: str, near: bool) -> list[_Address]:
    """Return the e-mail addresses and forms of a line, in its order; *before* precedes the line.

    The header fields of a ``mailto:`` link, such as ``cc``, are left out.
    """
    line = _HEADERS.sub(r"\1", line)
    found = [
        _Address(match.start(), match[0], False)
        for match in EMAIL.finditer(line)
        if not _OF_LINK.match(line, match.end())
    ]
    if near:
        found += [_Address(m.start(), f"{m[1]}@{m[2]}", False) for m in _SPELLED.finditer(line)]
    for match in ADDRESS.finditer(line):
        link = match[0].rstrip(".,;:!?*_")
        if _NO_FORM.search(link):
            continue
        if _FORM.search(link.partition("#")[0]) or (
            near and _is_pointed_at(before, line, match.start())
        ):
            found.append(_Address(match.start(), link, True))
    return sorted(found)


def _is_pointed_at(before: str, line: str, at: int) -> bool:
    """Whether the words before an address say that one applies there."""
    words = line[max(0, at - _BEFORE) : at]
    return bool(_POINTED_AT.search(fold((before + words)[-_BEFORE:])))
