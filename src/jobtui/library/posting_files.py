"""The file of a posting: read again when its text is shown, since the index holds no bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jobtui.files.beneath import Top, holds, look
from jobtui.i18n import _, reason
from jobtui.parsing.bodies import read_body
from jobtui.parsing.decoding import UnreadableError, text_of
from jobtui.parsing.site_links import Site
from jobtui.postings.filenames import file_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jobtui.postings.model import Posting
    from jobtui.postings.source_rules import SourceRules
    from jobtui.sources.folders import Source


class FileText(NamedTuple):
    """A text that was read from a file; empty, with one line on *why*, if it cannot be read."""

    text: str
    why: str = ""


def body(posting: Posting, sources: Sequence[Source]) -> FileText:
    """Return a posting's Markdown, without the frontmatter."""
    return _read(posting, sources, read_body)


def raw(posting: Posting, sources: Sequence[Source]) -> FileText:
    """Return the whole file of a posting."""
    return _read(posting, sources, lambda path, top: text_of(file_of(path), top).text)


def unreachable(posting: Posting, sources: Sequence[Source]) -> str:
    """Return why a posting's file is missing or must not be opened; empty if it may be."""
    try:
        look(file_of(posting.path), top_of(posting, sources))
    except OSError as error:
        return _("{label}: {text}").format(label=posting.path, text=reason(error))
    return ""


def site_of(posting: Posting, sources: Sequence[Source]) -> Site:
    """Return the web site that shows a posting, as far as its source says; links depend on it."""
    roots = {f"{source.postings}/": source.url for source in sources}
    near = [root for root in roots if posting.path.startswith(root)]
    return Site(roots[max(near, key=len)] if near else "", posting.url)


def rules_of(posting: Posting, sources: Sequence[Source]) -> SourceRules:
    """Return the rules of the source that a posting is of: the innermost that holds it."""
    path = file_of(posting.path)
    near = [source for source in sources if holds(source.postings, path)]
    return max(near or sources, key=lambda source: len(source.postings)).rules


def _read(posting: Posting, sources: Sequence[Source], read: Callable[[str, Top], str]) -> FileText:
    try:
        return FileText(read(posting.path, top_of(posting, sources)))
    except UnreadableError as error:
        return FileText("", _("{label}: {text}").format(label=posting.path, text=error))


def top_of(posting: Posting, sources: Sequence[Source]) -> Top:
    """Return the source that a posting's path begins with."""
    path = file_of(posting.path)
    tops = [source.top for source in sources if holds(source.top, path)]
    return Top(tops[0] if tops else sources[0].top)
