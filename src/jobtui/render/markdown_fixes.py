"""Mend Markdown as people write it, where the rules would show its signs or drop its sense."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_ODD = re.compile("[\x0b\x0c\x85\u2028\u2029\u00ad\u200b\u200e\u200f\u2060\ufeff\ud800-\udfff]")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_DATA = re.compile(r"(data:[a-z0-9+./-]{0,80};base64,)[A-Za-z0-9+/=%]{100,}+", re.IGNORECASE)
_NO_BREAK_MARKER = re.compile(r"^( *(?:#{1,6}|[-*+]|\d{1,9}[.)]))[\u00a0\u202f]", re.MULTILINE)
_TIGHT_HEADING = re.compile(
    r"^( {0,3}#{1,6})(?=[^\s#\d!/=.,:;)+<>@&{\\-])(?!\S+(?:[ \t]+#\S+)+[ \t\r]*$)", re.MULTILINE
)
_FENCE = re.compile(r"[ >]*(?:[-*+] +)?(`{3,}+(?!.*`)|~{3,})")
# Addresses with spaces in them are no links in CommonMark, but common in postings.
_SPACED_ADDRESS = re.compile(
    r"\]\(((?:mailto:|https?://)[^()<>\s\"]{0,999}+ [^()<>\n\"]{0,999})\)", re.IGNORECASE
)
_LIQUID = re.compile(r"\]\(\s*(\{[{%][^{}\n]{1,200}[}%]\}[^()<>\s]{0,500})\s*\)")
_BOLD = re.compile(r"\*\*+")


def without_data(text: str) -> str:
    """Return *text* with the contents of embedded images cut."""
    return _DATA.sub(r"\1…", text) if ";base64," in text else text


def mended(text: str) -> str:
    """Return the source with what would hide its markup from the parser mended."""
    if _ODD.search(text):
        text = _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", text))
        text = text.replace("\u2028", "  \n").replace("\u2029", "\n\n")
        text = re.sub("[\x0b\x0c\x85]", "\n", text)
    if "\u00a0" in text or "\u202f" in text:
        text = _NO_BREAK_MARKER.sub(r"\1 ", text)
    if "](" in text:
        text = _SPACED_ADDRESS.sub(r"](<\1>)", text)
        if "({" in text:
            text = _LIQUID.sub(r"](<\1>)", text)
    return _spaced_headings(text) if _TIGHT_HEADING.search(text) else text


def _spaced_headings(text: str) -> str:
    """Return *text* with a space after the signs of headings, but not inside fenced code."""
    lines = text.split("\n")
    fence = ""
    for number, line in enumerate(lines):
        if fence:
            last = line.strip(" >\r")
            if last.startswith(fence) and not last.strip(fence[0]):
                fence = ""
        elif opening := _FENCE.match(line):
            fence = opening[1]
        elif "#" in line:
            lines[number] = _TIGHT_HEADING.sub(r"\1 ", line)
    return "\n".join(lines)


def with_bold(children: list[Token], escaped: bool) -> list[Token]:
    """Return *children* with the ``**`` that the parser left as text made to work in pairs.

    Writers put spaces or punctuation where the rules forbid them, editors leave ``****`` behind.
    Where some are *escaped* only the latter are dropped.
    """
    left = sum(
        len(signs) < 4
        for token in children
        if token.type == "text"
        for signs in _BOLD.findall(token.content)
    )
    left = 0 if escaped else left - left % 2
    bold: list[Token] = []
    for token in children:
        if token.type != "text" or "**" not in token.content:
            bold.append(token)
            continue
        at = 0
        for signs in _BOLD.finditer(token.content):
            if len(signs[0]) < 4 and not left:
                continue
            bold.append(token.copy(content=token.content[at : signs.start()]))
            at = signs.end()
            if len(signs[0]) < 4:
                left -= 1
                bold.append(token.copy(type="strong_open" if left % 2 else "strong_close"))
        bold.append(token.copy(content=token.content[at:]))
    return bold
