"""The e-mail addresses that a paragraph of Markdown names, and how they belong together.

Mails that only commas, "et", "and", names and the like stand between form one chain: "à A et B,
avec C en copie" names two recipients and a copy. Where a link is not what it looks like, its target
counts, because that is where a mail would go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import NamedTuple
from urllib.parse import unquote

from jobtui.text.patterns import late

EMAIL = late(r"(?<![\w.+/@-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,6}[A-Za-z]{2,24}(?![\w@])")
ADDRESS = late(r"https?://[^\s<>\"'`\])}|]{3,2000}", re.IGNORECASE)
_SPELLED = late(
    r"(?<![\w.+-])([\w.+-]{1,64})(?: at | arobase | ?[\[({](?:at|arobase|@)[\])}] ?)"
    r"((?:[\w-]{1,63}\.){1,6}[a-z]{2,24})\b",
    re.IGNORECASE,
)
_MAIL_LINK = late(
    r"\[(?P<label>[^\[\]\n]{0,300})\]\(\s{0,3}(?:<mailto:(?P<angled>[^<>\n]{0,2000})>"
    r"|mailto:(?P<plain>[^<>()\"\n]{0,2000}))(?:\s{0,3}\"[^\"\n]{0,300}\")?\s{0,3}\)"
    r"|<a\s[^<>]{0,300}?\bhref=[\"']?mailto:(?P<href>[^\"'<>\n]{0,2000})[\"']?[^<>]{0,300}>"
    r"(?P<html>[^<>\n]{0,300})"
    r"|mailto:(?P<bare>[^\s<>()\"'`\]]{1,2000})",
    re.IGNORECASE,
)
_AT = late(r"a(?<=\ba)(?:t|robase)\b")  # begins with a letter, which is looked for quickly
_BRACKETED = late(r"\([^()\n]{0,80}\)")
_WORD = late(r"[^\W\d_][\w.'’-]*")
_SENTENCE_END = late(r"[.!?](?=\s|$)|\n[ \t]*\n")
_BETWEEN = frozenset(
    """
    et ou à a au aux and or to l d l'adresse adresse adresses suivante suivantes mail e-mail email
    ainsi qu'à qu que puis plus avec en copie copies cc copy copying mettant mets mettez mettre
    with in the the with y und oder également aussi also via par sur soit cc'ing
    """.split()
)
_COPY = late(r"\b(?:copies?|cc|copy|copying|cc'ing)\b", re.IGNORECASE)
_COPY_BEHIND = late(
    r"\W{0,8}(?:(?:soit|sera|étant) )?(?:en|in|as|on) (?:copie|copy|cc)\b", re.IGNORECASE
)
_COPY_AHEAD = late(
    r"\b(?:en copie|copie à|in copy|on copy|copying|cc)(?: (?:à|de|to))?\W{0,6}$", re.IGNORECASE
)
_PUT = late(r"\b(?:avec|mett\w+|mets|ajout\w+|with|including)\b", re.IGNORECASE)
_TO = late(r"(?:^|\W)(?:à|to)\W{0,4}$", re.IGNORECASE)
_LONGEST_GAP = 120  # characters between two addresses of a chain
_NEXT_TO = 5  # characters between "en copie" and the address that it is said of
_MOST_MENTIONS = 60  # of a paragraph that are looked at
_MOST = 12  # recipients that a link's header may add


class AddressMention(NamedTuple):
    """An address in a paragraph, or the addresses of one link; offsets are into the paragraph."""

    start: int
    end: int
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    form: str = ""


class Chain(NamedTuple):
    """The recipients of one mail, as a paragraph names them one after the other."""

    start: int
    end: int
    to: tuple[str, ...]
    cc: tuple[str, ...]


def may_mail(text: str) -> bool:
    """Whether *text* may name an e-mail address."""
    return "@" in text or _AT.search(text.lower()) is not None


def mails(paragraph: str, spelled: bool) -> list[AddressMention]:
    """Return the first e-mail addresses that the paragraph names, in its order.

    With *spelled*, "name at example.org" is an address too.
    """
    if not may_mail(paragraph):
        return []
    links = islice(_links(paragraph), _MOST_MENTIONS)
    found = [mention for mention in links if mention.to or mention.cc]
    text = paragraph
    for link in found:  # blank, so that what a link's text and header name is not found again
        text = text[: link.start] + " " * (link.end - link.start) + text[link.end :]
    matches = islice(EMAIL.finditer(text), _MOST_MENTIONS)
    found += [AddressMention(m.start(), m.end(), (m[0],)) for m in matches]
    if spelled:
        matches = islice(_SPELLED.finditer(text), _MOST_MENTIONS)
        found += [AddressMention(m.start(), m.end(), (f"{m[1]}@{m[2]}",)) for m in matches]
    return sorted(found)


def _links(paragraph: str) -> Iterator[AddressMention]:
    if "mailto:" not in paragraph.lower():
        return
    for match in _MAIL_LINK.finditer(paragraph):
        label, angled, plain, href, html, bare = match.groups()
        path, _mark, query = unescape(angled or plain or href or bare or "").partition("?")
        to = _addresses(path)
        cc: list[str] = []
        for field in query.split("&"):
            name, _sign, value = field.partition("=")
            if name.lower() in ("to", "cc"):
                (to if name.lower() == "to" else cc).extend(_addresses(value))
        shown = [found[0] for found in EMAIL.finditer(label or html or "")]
        if to and len(shown) > 1:  # one that differs from the target is a disguise, several are not
            to += [one for one in shown if one not in cc]
        yield AddressMention(match.start(), match.end(), tuple(to[:_MOST]), tuple(cc[:_MOST]))


def _addresses(text: str) -> list[str]:
    return [match[0] for match in EMAIL.finditer(unquote(text).replace(";", " ; "))]


def chains(paragraph: str, found: list[AddressMention]) -> list[Chain]:
    """Return the chains of the mails that *found* names, in the order of the paragraph.

    A copy of which the paragraph names no recipient ("N'oubliez pas c@x.example en copie") is a
    chain of its own, without recipients.
    """
    made: list[Chain] = []
    are_copies = False  # what follows "copie à" up to the end of the chain
    for at, mention in enumerate(found):
        gap = paragraph[made[-1].end : mention.start] if made else ""
        belongs = bool(made) and is_between(gap)
        until = found[at + 1].start if at + 1 < len(found) else len(paragraph)
        before = gap if belongs else paragraph[max(0, mention.start - 25) : mention.start]
        ahead = bool((_COPY if belongs else _COPY_AHEAD).search(before))
        behind = _is_copy_behind(paragraph[mention.end : until][:30], before, belongs, at, found)
        are_copies = ahead or (belongs and are_copies and not _TO.search(gap))
        is_copy = are_copies or behind
        to, cc = ((), (*mention.to, *mention.cc)) if is_copy else (mention.to, mention.cc)
        if belongs or (is_copy and made):
            last = made.pop()
            made.append(Chain(last.start, mention.end, (*last.to, *to), (*last.cc, *cc)))
        else:
            made.append(Chain(mention.start, mention.end, to, cc))
    return made


def _is_copy_behind(
    behind: str, before: str, belongs: bool, at: int, found: list[AddressMention]
) -> bool:
    """Whether "en copie" behind an address is said of it, not of the address that follows."""
    match = _COPY_BEHIND.match(behind)
    if not match or not (at or _PUT.search(before)):
        return False
    next_follows = at + 1 < len(found) and len(behind) - match.end() < _NEXT_TO
    return bool(_PUT.search(before)) or not next_follows


def is_between(gap: str) -> bool:
    """Whether nothing stands between two addresses but what joins them, or a person's name."""
    if len(gap) > _LONGEST_GAP or _SENTENCE_END.search(gap):
        return False
    words = _WORD.findall(_BRACKETED.sub(" ", gap))
    return all(word[0].isupper() or word.lower() in _BETWEEN for word in words)
