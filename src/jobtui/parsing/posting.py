"""Reads a posting, from a file of its own or from one of several. Never raises for its content."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import reason
from jobtui.parsing import bodies, file_name
from jobtui.parsing.decoding import UnreadableError, text_of
from jobtui.parsing.field_reader import FieldReader
from jobtui.parsing.frontmatter import split
from jobtui.parsing.posting_parser import PostingParser
from jobtui.parsing.recognition import is_posting
from jobtui.postings.filenames import entry_path, is_data, is_html, is_index
from jobtui.postings.model import Posting, Problem, Severity
from jobtui.postings.source_rules import NO_RULES, SourceRules

if TYPE_CHECKING:
    from jobtui.files.beneath import Top


class ParsedFile(NamedTuple):
    """One posting as read, its Markdown, and the line of its ``startup`` (0: none)."""

    posting: Posting
    body: str
    startup_line: int = 0
    digest: str = ""  # of the posting's text: equal for the same text in another place


def read(
    path: str,
    name: str,
    site_url: str = "",
    top: Top | None = None,
    rules: SourceRules = NO_RULES,
) -> ParsedFile:
    """Read the posting at *path*; *name* is its path within the source, ``/`` between parts.

    Both end with ``#`` and its key if the file holds several. *site_url* is the address of the
    site that publishes the posting, if there is one; *top* is the place that the user named,
    *rules* are those of the source. What cannot be read becomes a posting with a Problem.
    """
    if is_index(name) and "/" not in name:
        name = "/".join(path.split("/")[-2:])
    file, key = entry_path(path)
    try:
        text, problems = text_of(file, top)
    except UnreadableError as error:
        problem = Problem(path, 1, "", reason(error), Severity.ERROR)
        title = file_name.title_of(name)
        return ParsedFile(Posting(file_name.id_of(name), path, title, problems=(problem,)), "")
    if is_data(file) or is_html(file):
        frontmatter = bodies.entry_of(file, text, key)
        if key:
            text = f"{frontmatter.values}{frontmatter.body}"
    else:
        frontmatter = split(path, text)
        body = bodies.plain_body(frontmatter.body, frontmatter.values, file)
        frontmatter = frontmatter._replace(body=body)
    fields = FieldReader(path, frontmatter, problems, rules)
    posting = PostingParser(name, frontmatter.body, fields, site_url, rules).posting()
    return ParsedFile(posting, frontmatter.body, fields.line_of("startup"), _digest(text))


def keys_of(path: str, top: Top | None = None, doubtful: bool = False) -> list[str]:
    """Return the keys of the postings in a file; one that is a posting itself has the key "".

    A *doubtful* file is one only if its text says so.
    """
    try:
        text, _problems = text_of(path, top)
    except UnreadableError:
        return [] if doubtful else [""]
    if is_data(path) or is_html(path):
        entries = bodies.entries_of(path, text)
        if is_data(path):
            return [key for key, _front in entries]
        return [key for key, one in entries if is_posting(one.values, one.body, doubtful)]
    front = split(path, text)
    return [""] if is_posting(front.values, front.body, doubtful) else []


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
