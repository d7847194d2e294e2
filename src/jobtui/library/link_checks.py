"""The links of a posting that lead nowhere: relative ones, whose files do not exist."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from jobtui.parsing.frontmatter_split import split_file, without_marks

_FENCE = re.compile(r"^ {0,3}(```|~~~).*?(?:^ {0,3}\1|\Z)", re.MULTILINE | re.DOTALL)
_INLINE_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)[^\n]{0,400}?(?<!`)\1(?!`)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_LINK = re.compile(
    r"\]\(\s*(?:<([^<>\n]{1,2000})>|([^\s()<>]{1,2000}))"  # [text](address)
    r"|^ {0,3}\[[^\]\n]{1,200}\]:[ \t]+<?([^\s<>]{1,2000})"  # [name]: address
    r"|\s(?:href|src)=[\"']([^\"'\n]{1,2000})[\"']",
    re.MULTILINE | re.IGNORECASE,
)
_TEMPLATE = re.compile(r"\{[{%<]|\$\{|<%|^@")  # the site's generator fills it in
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|[/#?\\]", re.IGNORECASE)
_HOST = re.compile(
    r"www\.[\w-]+\.|[\w-]+(?:\.[\w-]+)*\.(?:fr|com|org|net|eu|io|gouv)(?:$|/)", re.IGNORECASE
)
# What a site makes of a posting's file: a page of its name.
_PAGE = re.compile(r"(?:\.html?|/)$")


class CheckedTarget(NamedTuple):
    """Where a link leads, as written, and its line in the file, from 1."""

    address: str
    line: int

    @property
    def is_host(self) -> bool:
        """Whether it is a web address without its scheme."""
        return bool(_HOST.match(self.address))


def link_targets(text: str) -> Iterator[CheckedTarget]:
    """Yield the targets of the links and images in the body of a file; not those in code."""
    body = split_file(without_marks(text)).body
    above = text.count("\n", 0, max(0, text.find(body)))
    for hidden in (_COMMENT, _FENCE, _INLINE_CODE):
        body = hidden.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), body)
    reached = line = 0
    for found in _LINK.finditer(body):
        address = next(filter(None, found.groups()))
        line += body.count("\n", reached, found.start())
        reached = found.start()
        if not _TEMPLATE.search(address):
            yield CheckedTarget(address, above + line + 1)


def dead_links(text: str, exists: Callable[[str], bool]) -> Iterator[CheckedTarget]:
    """Yield the relative links of a file whose targets do not exist, each address once.

    *exists* tells whether a path relative to the file's folder does. A link to a page is alive if
    there is a file that the page can be made of.
    """
    seen: set[str] = set()
    for target in link_targets(text):
        if _ABSOLUTE.match(target.address) or target.address in seen:
            continue
        seen.add(target.address)
        path = unquote(re.split(r"[?#]", target.address, maxsplit=1)[0])
        sources = [path, f"{path}.md", f"{path}.html"]
        if _PAGE.search(path):
            bare = _PAGE.sub("", path)
            sources += [bare, f"{bare}.md", f"{bare}/index.md"]
        if not any(map(exists, sources)):
            yield target
