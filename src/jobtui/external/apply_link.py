"""The link that applying opens: a form, or a mail with its recipients and subject."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from jobtui.external.links import Link, link, mailto
from jobtui.text.sanitize import clean

if TYPE_CHECKING:
    from jobtui.postings.model import Posting

_MAY_SUBJECT = re.compile(r"subject=|objet|sujet|subject|intitul|r[ée]f[ée]rence", re.IGNORECASE)
_SUBJECT_OF_LINK = r"mailto:(?:%s)\?(?:[^\s\"<>]{0,2000}&(?:amp;)?)?subject=([^&\"<>\n)]{1,300})"
# A text in quotation marks or brackets; a bracket before "(" or "[" belongs to a link.
_QUOTED = (
    r"(?:`([^`\n]{3,200})`|«\s{0,9}([^«»\n]{3,200}?)\s{0,9}»|“([^“”\n]{3,200})”"
    r"|\"([^\"\n]{3,200})\"|(\[[^\[\]\n]{3,200}\])(?![(\[]))"
)
_MAIL = r"(?:e-?mail|mail|m[ée]l|courriel|message|candidature)"
# Not any "objet": "ce service a pour objet" states a purpose.
_THE_SUBJECT = (
    rf"(?:(?:en |comme |dans l['’]|avec l['’])(?:objet|intitulé)"
    rf"|(?:objet|intitulé|sujet|titre) (?:du |de votre |de ton |d['’]un ){_MAIL}"
    rf"|l['’]objet suivant|(?:as|in) (?:the )?subject|subject line)\b"
)
_OWN_LINE = r"^[>*_#• \t-]{0,12}objet"
_BEFORE_SUBJECT = re.compile(rf"{_QUOTED}[*_ ,]{{0,4}}{_THE_SUBJECT}", re.IGNORECASE)
_BEHIND_SUBJECT = re.compile(
    rf"(?:{_THE_SUBJECT}[^\n.!?;«“\"`\[]{{0,60}}?|\b(?:pour|with) (?:objet|subject)\s?:?\s?"
    rf"|{_OWN_LINE}[*_ ]{{0,4}}:)[*_ ]{{0,4}}{_QUOTED}",
    re.IGNORECASE | re.MULTILINE,
)
_BARE_SUBJECT = re.compile(
    rf"(?:{_THE_SUBJECT}(?: (?:du|de votre|de ton) {_MAIL})?|\bpour objet|{_OWN_LINE})"
    r"[*_]{0,2}\s?:[*_ ]{0,4}"
    r"([^\n«“\"`\[(:;*_][^\n«“\"`\[(:;]{2,120}?)[*_]{0,2}(?:[)]|[.!?;](?=\s|$)|$)",
    re.IGNORECASE | re.MULTILINE,
)
_REFERENCE = re.compile(
    r"\b(?:indiqu|pr[ée]cis|rappel|mentionn)\w{1,6} (?:bien )?(?:la |cette )?"
    r"(r[ée]f(?:[ée]rences?|\.)(?: de l['’]offre)?\s?:?\s?[*_`]{0,2}([\w/.-]{2,40}\d[\w/-]{0,20}))",
    re.IGNORECASE,
)


def link_to_apply(posting: Posting, body: str) -> Link | None:
    """Return the link to apply to *posting*, None if it states no address.

    The subject of a mail is the one that *body* asks for, else the posting's title.
    """
    way, first = posting.apply, posting.apply_to
    if not first:
        return None
    if first == way.url:
        return link(first)
    subject = subject_to_apply(body, first) or _with_reference(posting.title, body)
    return mailto(way.to, subject, cc=way.cc)


def subject_to_apply(body: str, address: str) -> str:
    """Return the subject that *body* asks for in a mail to *address*, or an empty text."""
    if not _MAY_SUBJECT.search(body):
        return ""
    text = clean(body, keep_newlines=True)
    if match := re.search(_SUBJECT_OF_LINK % re.escape(address), text, re.IGNORECASE):
        return clean(unquote(unescape(match[1]))).strip("*_ ")
    for pattern in (_BEFORE_SUBJECT, _BEHIND_SUBJECT, _BARE_SUBJECT):
        for match in pattern.finditer(text):
            if asked := next((group for group in match.groups() if group), ""):
                return clean(asked)
    return ""


def _with_reference(title: str, body: str) -> str:
    """Return *title* with the reference that *body* asks applicants to give, if any."""
    match = _REFERENCE.search(clean(body, keep_newlines=True))
    return f"{title} ({match[1]})" if match and match[2] not in title else title
