"""Moving within a laid-out posting: matches of a search, usual sections, links."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jobtui.render.layout import Heading, PageLink
    from jobtui.render.sections import SectionKind
    from jobtui.render.spans import StyledSpan

# Before the number of a footnote: the link from the text to the note, and the one back.
NOTE, NOTED = "#fn:", "#fnref:"
LONGEST = 200  # characters; the rest of a longer text is not searched for
_DRAWN = frozenset(("bullet", "quote", "table", "rule"))  # styles of what layout adds to the text
_BETWEEN_WORDS = re.compile(r"[\W_]+")


class LinePart(NamedTuple):
    """A part of one line: its number, and where the part starts and ends, in characters."""

    line: int
    start: int
    end: int


Match = tuple[LinePart, ...]  # one piece for each line that it spans


class Text(NamedTuple):
    """The lines of a page as one text with newlines, and the offset at which each line starts."""

    text: str
    starts: tuple[int, ...]


class LinkChoice(NamedTuple):
    """A link to choose: its number among the links of the page, its text and its address."""

    number: int
    text: str
    url: str


def flat(lines: Sequence[Sequence[StyledSpan]]) -> Text:
    """Return laid-out lines as one text, with blanks for bullets, bars and rules."""
    texts = [
        "".join(" " * len(s.text) if s.style in _DRAWN else s.text for s in line) for line in lines
    ]
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + 1)
    return Text("\n".join(texts), tuple(starts[:-1]))


def find(page: Text, needle: str) -> tuple[Match, ...]:
    """Return the matches of *needle* in *page*, in order and without overlaps.

    Case, accents and the kind of white space do not matter, and each word matches its other forms:
    "développeuse" finds "développeur·se". The last word may be a prefix.
    """
    needle = needle[:LONGEST]
    found = list(_as_typed(page.text, needle))
    taken = [start for start, _end in found]
    for start, end in _in_other_forms(page.text, needle):
        before = bisect_right(taken, end - 1) - 1
        if before < 0 or found[before][1] <= start:
            found.append((start, end))
    matches = (_pieces(page, start, end) for start, end in sorted(found))
    return tuple(match for match in matches if match)


def _as_typed(text: str, needle: str) -> Iterator[tuple[int, int]]:
    from jobtui.text.folding import fold, fold_at

    words = fold(needle).split()
    if not words:
        return
    folded, at = fold_at(text)
    for match in re.finditer(r"\s+".join(map(re.escape, words)), folded):
        # up to the next character: combining marks belong to theirs, a ligature is whole
        yield at[match.start()], max(at[match.end()], at[match.end() - 1] + 1)


def _in_other_forms(text: str, needle: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets at which the words of *needle* follow one another, each in any form."""
    from jobtui.text.highlight import spans
    from jobtui.text.query_terms import prefixes, query_terms

    words = [word for chunk in needle.split() for word in query_terms(chunk)]
    ends = [
        dict(spans(text, word.terms, prefixes(word.surface) if word is words[-1] else ""))
        for word in words
    ]
    done = 0
    for start, first_end in ends[0].items() if ends else ():
        end = first_end
        for following in ends[1:]:
            gap = _BETWEEN_WORDS.match(text, end)
            end = following.get(gap.end() if gap else end, 0)
            if not end:
                break
        if end and start >= done:
            done = end
            yield start, end


def _pieces(page: Text, start: int, end: int) -> Match:
    pieces = []
    line = bisect_right(page.starts, start) - 1
    while line < len(page.starts) and page.starts[line] < end:
        first = page.starts[line]
        text = page.text[max(start, first) : end].partition("\n")[0]
        blank = len(text) - len(text.lstrip())  # the indent of a list or quote
        at = max(start, first) - first
        if text.strip():
            pieces.append(LinePart(line, at + blank, at + len(text)))
        line += 1
    return tuple(pieces)


def marked(lines: Sequence[Sequence[StyledSpan]]) -> tuple[Match, ...]:
    """Return the words of the query, which were marked when the page was laid out."""
    found = []
    for number, line in enumerate(lines):
        at = 0
        open_since = -1
        for span in (*line, None):
            is_found = span is not None and span.style.endswith("found")
            if is_found and open_since < 0:
                open_since = at
            elif not is_found and open_since >= 0:
                found.append((LinePart(number, open_since, at),))
                open_since = -1
            at += len(span.text) if span is not None else 0
    return tuple(found)


class MatchStep(NamedTuple):
    """The number of a match to move to, and whether that wraps around the end of the text."""

    match: int
    wraps: bool


def following(matches: Sequence[Match], at: int, first: int, by: int) -> MatchStep:
    """Return the next match (*by* 1) or the one before (*by* -1); there must be a match.

    *at* is the number of the current match, or -1: then the search starts at line *first*.
    """
    before = sum(match[0].line < first for match in matches)
    to = at + by if at >= 0 else before - (by < 0)
    return MatchStep(to % len(matches), not 0 <= to < len(matches))


def cut(line: Sequence[StyledSpan], ends: Sequence[int]) -> Iterator[tuple[StyledSpan, int]]:
    """Yield the spans of a line, cut at sorted offsets, each with the offset of its start."""
    at = 0
    for span in line:
        last = at + len(span.text)
        for end in (*(end for end in ends if at < end < last), last):
            yield span._replace(text=span.text[len(span.text) - (last - at) :][: end - at]), at
            at = end


def openings(headings: Sequence[Heading], kind: SectionKind) -> list[Heading]:
    """Return the headings that open a section of one kind."""
    from jobtui.render.sections import sections

    kinds = sections([heading.text for heading in headings])
    return [heading for heading, one in zip(headings, kinds, strict=True) if one is kind]


def is_place(url: str) -> bool:
    """Whether a link leads to a place in the same text."""
    return url.startswith("#")


def counterpart(links: Sequence[PageLink], number: int, origin: int = -1) -> int:
    """Return the number of the link at the other end of a footnote; -1 if it is not one.

    A note may be linked from several places: *origin* is the link that was followed, or -1.
    """
    url = links[number].url
    kinds = ((NOTE, NOTED), (NOTED, NOTE))
    wanted = next((to + url[len(one) :] for one, to in kinds if url.startswith(one)), "")
    if origin >= 0 and wanted and links[origin].url == wanted:
        return origin
    return next((at for at, link in enumerate(links) if wanted and link.url == wanted), -1)


def place_of(url: str, headings: Sequence[Heading]) -> int:
    """Return the line of the heading that a fragment ``#name`` refers to; -1 if there is none.

    Names are those of GitHub and Jekyll: a second heading of the same name is ``name-1``.
    """
    from urllib.parse import unquote

    name = unquote(url[1:])
    wanted = _slug(name)
    if wanted in ("", "top"):
        return 0
    seen: dict[str, int] = {}
    bare = -1
    for heading in headings:
        slug = _slug(heading.text)
        seen[slug] = seen.get(slug, -1) + 1
        full = f"{slug}-{seen[slug]}" if seen[slug] else slug
        if full == wanted or f"{{#{name}}}" in heading.text:
            return heading.line
        if bare < 0 and slug.lstrip("0123456789-") == wanted:  # as Jekyll does
            bare = heading.line
    return bare


def _slug(text: str) -> str:
    from jobtui.text.folding import fold

    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def targets(links: Sequence[PageLink]) -> list[LinkChoice]:
    """Return the links of a page, each address once, under the first text that is not itself."""
    found: dict[str, LinkChoice] = {}
    for number, link in enumerate(links):
        if link.url.startswith(NOTED):  # the way back from a note
            continue
        held = found.get(link.url)
        if held is None:
            found[link.url] = LinkChoice(number, link.text, link.url)
        elif held.text in (link.url, link.url.removeprefix("mailto:")):
            found[link.url] = held._replace(text=link.text)
    return list(found.values())
