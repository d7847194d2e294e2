"""Reads a file as a Posting with its Problems. Never raises for what a file contains."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import reason
from jobtui.parsing import file_name
from jobtui.parsing.decoding import UnreadableError, text_of
from jobtui.parsing.field_reader import FieldReader
from jobtui.parsing.frontmatter import split
from jobtui.parsing.posting_parser import PostingParser
from jobtui.postings.model import Posting, Problem, Severity
from jobtui.postings.source_rules import NO_RULES, SourceRules

if TYPE_CHECKING:
    from jobtui.files.beneath import Top


class ParsedFile(NamedTuple):
    """One file as read: the posting, its Markdown, and the line of its ``startup`` (0: none)."""

    posting: Posting
    body: str
    startup_line: int = 0
    digest: str = ""  # of the file's text: equal for the same text in another place


def read(
    path: str,
    name: str,
    site_url: str = "",
    top: Top | None = None,
    rules: SourceRules = NO_RULES,
) -> ParsedFile:
    """Read the posting at *path*; *name* is its path within the source, ``/`` between parts.

    *site_url* is the address of the site that publishes the posting, if there is one; *top* is
    the place that the user named, *rules* are those of the source. A file that cannot be
    read becomes a posting with a Problem.
    """
    try:
        text, problems = text_of(path, top)
    except UnreadableError as error:
        problem = Problem(path, 1, "", reason(error), Severity.ERROR)
        title = file_name.title_of(name)
        return ParsedFile(Posting(file_name.id_of(name), path, title, problems=(problem,)), "")
    frontmatter = split(path, text)
    fields = FieldReader(path, frontmatter, problems, rules)
    posting = PostingParser(name, frontmatter.body, fields, site_url, rules).posting()
    return ParsedFile(posting, frontmatter.body, fields.line_of("startup"), _digest(text))


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
