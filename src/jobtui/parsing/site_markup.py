"""Takes out of Markdown what a site adds to it: comments, scripts, boxes, attributes."""

from __future__ import annotations

import re

from jobtui.text.patterns import late

# A place for the table of contents.
_CONTENTS = late(r"^[ \t]*(?:\[\[_?toc_?\]\]|\{\{ ?toc ?\}\}|\[toc\])[ \t]*$", re.M | re.I)
_LISTS = ("[toc]", "[TOC]", "_toc_", "_TOC_", "{TOC}", "{toc}")
_SIGNS = ("{", "<!--", "<script", "<style", ":::", *_LISTS)
# Attributes of kramdown, and of goldmark or Pandoc.
_KRAMDOWN = late(r"\{::?/?[^{}\n]{0,200}\}")
_ATTRIBUTES = late(r"[ \t]{0,4}\{(?:[#.][\w-]+|[\w-]+=\"[^\"{}\n]*\")(?:[ \t][^{}\n]{0,200})?\}")
# What is left where an address was taken out.
_EMPTY_IMAGE = late(r"!\[[^\[\]\n]{0,200}\]\(\s{0,9}\)")
_EMPTY_LINK = late(r"\[([^\[\]\n]{0,500})\]\(\s{0,9}\)")
_BLANKS = late(r"\n[ \t]*(?:\n[ \t]*){2,}")


def holds_markup(text: str) -> bool:
    """Whether a text may hold anything of a site: templates, or what is taken out here."""
    return any(sign in text for sign in _SIGNS)


def without_code(text: str, is_page: bool = False) -> str:
    """Return *text* without comments of HTML, scripts, styles and the lines around boxes.

    *is_page*: it is HTML, of which scripts may hold JSON-LD.
    """
    if "<!--" in text:
        text = _without(text, "<!--", "-->")
    if is_page:
        return text
    for name in ("script", "style"):
        if f"<{name}" in text:
            text = _without(text, f"<{name}", f"</{name}>")
    if ":::" in text:
        text = "\n".join(map(_title_of_box, text.split("\n")))
    return _CONTENTS.sub("", text) if any(sign in text for sign in _LISTS) else text


def _title_of_box(line: str) -> str:
    """Return the title of a line such as ``:::tip[Read this]`` that begins or ends a box."""
    bare = line.strip()
    if not bare.startswith(":::"):
        return line
    title = bare.lstrip(": ").lstrip("abcdefghijklmnopqrstuvwxyz-")
    return title.strip(" []")


def without_remains(text: str) -> str:
    """Return *text* without attributes, and without links and empty lines that say nothing."""
    text = _EMPTY_LINK.sub(r"\1", _EMPTY_IMAGE.sub("", text)).replace("<>", "")
    return _BLANKS.sub("\n\n", _ATTRIBUTES.sub("", _KRAMDOWN.sub("", text)))


def _without(text: str, start: str, end: str) -> str:
    """Return *text* without what stands between two signs; one without an end stays as it is."""
    parts, at = [], 0
    while (begin := text.find(start, at)) >= 0 and (found := text.find(end, begin)) >= 0:
        parts.append(text[at:begin])
        at = found + len(end)
    return "".join((*parts, text[at:]))
