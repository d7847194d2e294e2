"""Collect a paragraph as runs of safe text, with its links, addresses and emoji found."""

from __future__ import annotations

import re
from typing import NamedTuple

from jobtui.i18n import _
from jobtui.parsing.site_links import UNKNOWN, Site, address, is_of_site
from jobtui.text.sanitize import clean, without_marks_ahead

MAX_ADDRESS = 4096
_MAX_PLACE = 300  # characters of the name of a place in the text
_MAX_STYLES = 16

_OPENABLE = re.compile(r"https?://[^\s/?#\\]|mailto:[^\s@?]+@[^\s@?]", re.IGNORECASE)
_PLAIN_ADDRESS = re.compile(r"(?:[A-Za-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+")
_BARE = re.compile(
    r"(?<![A-Za-z0-9])https?://[^\s<>«»“”\"|`\\^{}]++"
    r"|(?<![\w.+%/@-])[a-z0-9._%+-]{1,64}+@(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}(?![\w@])",
    re.IGNORECASE,
)
_CLOSING = {")": "(", "]": "["}
_EMOJI = re.compile(r"(?<!\w):[a-z0-9_+-]{1,60}:(?!\w)")
_BLANKS = " \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000"
_SPACES = re.compile(f"(?<![\u00a0\u202f])[\u00a0\u202f]*+[{_BLANKS}][{_BLANKS}\u00a0\u202f]*")
_STRAY_JOINER = re.compile("\u200d(?![\u2190-\u2bff\U0001f000-\U0001faff])")


class Run(NamedTuple):
    """Text of one style; *link* is an index into the document's links, or -1."""

    text: str
    style: str
    link: int


class LinkTarget(NamedTuple):
    """Where a link leads, and its visible text."""

    text: str
    url: str


class _Opened(NamedTuple):
    url: str
    link: int
    run: int


def openable(url: str) -> str:
    """Return *url* in ASCII if it is http, https or mailto, else an empty text."""
    url = clean(url)
    if len(url) > MAX_ADDRESS or not _OPENABLE.match(url):
        return ""
    if not _PLAIN_ADDRESS.fullmatch(url):
        from markdown_it.common.normalize_url import normalizeLink

        url = clean(normalizeLink(url))
    scheme, colon, rest = url.partition(":")
    return scheme.lower() + colon + rest


class InlineBuilder:
    """The runs of one paragraph, heading or cell, in the order they are told."""

    def __init__(self, links: list[LinkTarget], style: str = "", site: Site = UNKNOWN) -> None:
        self.hidden = ""  # the HTML element whose contents are being dropped
        self._runs: list[Run] = []
        self._links = links
        self._site = site
        self._styles = [style] if style else []
        self._style = style
        self._is_heading = style.startswith("h")
        self._opened: list[_Opened] = []
        self._link = -1
        self._breaks = 2  # line ends that the text so far closes with
        self._spaced = True

    def text(self, raw: str) -> None:
        """Add text in which addresses become links and emoji codes emoji."""
        text = clean(raw, keep_newlines=True)
        if self._link >= 0 or not ("@" in text or "://" in text):
            self._words(text)
            return
        at = 0
        for found in _BARE.finditer(text):
            address = _without_punctuation(found[0])
            url = openable(address if "://" in address else f"mailto:{address}")
            if not url:
                continue
            self._words(text[at : found.start()])
            self._linked(address, url)
            at = found.start() + len(address)
        self._words(text[at:])

    def code(self, raw: str) -> None:
        """Add text to be shown as it is; an address alone is a link."""
        text = clean(raw, keep_newlines=True).replace("\n", " ")
        self.open_style("code")
        found = _BARE.fullmatch(text) if self._link < 0 else None
        url = openable(text if "://" in text else f"mailto:{text}") if found else ""
        if url:
            self._linked(text, url)
        else:
            self._add(text)
        self.close_style("code")

    def space(self) -> None:
        """Add a space where the text has none."""
        if not self._spaced:
            self._add(" ")

    def newline(self, at_most: int = 2) -> None:
        """End the line, unless *at_most* line ends stand there already."""
        if self.hidden or self._breaks >= at_most:
            return
        self._runs.append(Run("\n", "", -1))
        self._breaks += 1
        self._spaced = True

    def paragraph(self) -> None:
        """Leave an empty line."""
        self.newline()
        self.newline()

    def open_style(self, name: str) -> None:
        """Show what follows in style *name* as well."""
        if len(self._styles) < _MAX_STYLES:
            self._styles.append(name)
            self._restyle()

    def close_style(self, name: str) -> None:
        """End style *name*, if it was opened."""
        if name in self._styles:
            self._styles.reverse()
            self._styles.remove(name)
            self._styles.reverse()
            self._restyle()

    def open_link(self, url: str) -> None:
        """Start a link; one inside another is only text."""
        target = self._target(url) if self._link < 0 and not self.hidden else ""
        link = len(self._links) if target else -1
        self._opened.append(_Opened(url, link, len(self._runs)))
        if target:
            self._links.append(LinkTarget("", target))
            self._link = link
            self._restyle()

    def close_link(self) -> None:
        """End a link; an address that cannot be opened is shown after its text."""
        if not self._opened:
            return
        url, link, first = self._opened.pop()
        text = " ".join("".join(run.text for run in self._runs[first:]).split())
        if link >= 0:
            target = self._links[link].url
            self._end_link(link, text)
            if text and is_of_site(target):
                self._aside(url, text)
        elif self._link < 0 and url and not url.startswith("#"):
            self._aside(url, text)

    def place(self, text: str, url: str) -> None:
        """Add a sign that leads to another place of the text."""
        if self._link >= 0:
            self._add(text)
        else:
            self._linked(text, url)

    def _target(self, url: str) -> str:
        """Return where a link leads: an address, a place in the text, or a page of some site.

        An empty text for all else, which is only shown.
        """
        if target := openable(address(url, self._site)) or openable(url):
            return target
        url = clean(url)
        longest = _MAX_PLACE if url.startswith("#") else MAX_ADDRESS
        return url if len(url) <= longest and (url[:1] == "#" or is_of_site(url)) else ""

    def _end_link(self, link: int, text: str) -> None:
        target = self._links[link].url
        if not text and (self._is_heading or self.hidden or not _OPENABLE.match(target)):
            self._links.pop()  # an anchor beside a heading, hidden, or with nothing to show or open
        else:
            if not text:
                self._add(target)
            self._links[link] = LinkTarget(text or target, target)
        self._link = -1
        self._restyle()

    def image(self, alt: str, url: str) -> None:
        """Add an image as its description and, outside a link, its address."""
        alt = " ".join(clean(alt).split())
        label = _("[image: {text}]").format(text=alt) if alt else _("[image]")
        if self._link >= 0:
            self._add(label)
        elif target := "" if self.hidden else openable(address(url, self._site)) or openable(url):
            self._linked(f"{label} ({target})", target, label)
        else:
            self._add(label)
            self._aside(url, label)

    def finish(self) -> tuple[Run, ...]:
        """Return the runs, none of them blank at the end; open links end here."""
        self.hidden = ""
        while self._opened:
            self.close_link()
        while self._runs and not self._runs[-1].text.strip(" \n\u00a0\u202f"):
            self._runs.pop()
        return tuple(self._runs)

    def _restyle(self) -> None:
        names = [*self._styles, "link"] if self._link >= 0 else self._styles
        self._style = " ".join(dict.fromkeys(names))

    def _words(self, text: str) -> None:
        if ":" in text and _EMOJI.search(text):
            text = _EMOJI.sub(_emoji, text)
        self._add(_SPACES.sub(" ", text))

    def _linked(self, text: str, url: str, label: str = "") -> None:
        """Add *text* as a whole link, in a place where no link is open."""
        if self.hidden:
            return
        self._link = len(self._links)
        self._links.append(LinkTarget(label or text, url))
        self._restyle()
        self._add(text)
        self._link = -1
        self._restyle()

    def _aside(self, url: str, text: str) -> None:
        shown = clean(url)
        if shown and shown != text:
            self._add(f" ({shown})")

    def _add(self, text: str) -> None:
        if self.hidden:
            return
        if self._spaced:
            text = text.lstrip(" \u00a0\u202f")
        if "\u200d" in text:
            text = _STRAY_JOINER.sub("", text)
        if self._runs and text and text[0] >= "\u0300":
            text = without_marks_ahead(text)
        if text:
            self._runs.append(Run(text, self._style, self._link))
            self._breaks = 1 if text.endswith("\n") else 0
            self._spaced = text[-1] in " \n\u00a0\u202f"


def _without_punctuation(address: str) -> str:
    """Return *address* without the signs that end the sentence around it."""
    if len(address) > MAX_ADDRESS:
        return address
    while address:
        last = address[-1]
        opening = _CLOSING.get(last)
        if last in ".,;:!?…'’*_~–—" or (opening and address.count(last) > address.count(opening)):
            address = address[:-1]
        else:
            break
    return address


def _emoji(found: re.Match[str]) -> str:
    from rich.emoji import Emoji

    return clean(Emoji.replace(found[0]))
