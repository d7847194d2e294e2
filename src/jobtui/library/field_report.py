"""The keys of the files of postings and the fields that take them, in lines for the user."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import _, ngettext
from jobtui.text.printable import printable

if TYPE_CHECKING:
    from jobtui.parsing.frontmatter import Frontmatter
    from jobtui.parsing.key_report import KeyUse
    from jobtui.postings.model import Posting
    from jobtui.postings.source_rules import SourceRules
    from jobtui.sources.folders import Source


class FieldReport(NamedTuple):
    """How many files were read, and their keys, the frequent first."""

    files: int
    keys: tuple[KeyUse, ...]


def field_report(sources: Sequence[Source], postings: Iterable[Posting]) -> FieldReport:
    """Read the keys of *postings* of *sources*, each by the rules of its source."""
    from jobtui.parsing.key_report import key_report

    read = list(_frontmatters(sources, postings))
    return FieldReport(len(read), tuple(key_report(read)))


def _frontmatters(
    sources: Sequence[Source], postings: Iterable[Posting]
) -> Iterator[tuple[Frontmatter, SourceRules]]:
    from jobtui.library import posting_files
    from jobtui.parsing.bodies import entry_of
    from jobtui.parsing.frontmatter import split
    from jobtui.postings.filenames import entry_path, is_data, is_html

    for posting in postings:
        text, why = posting_files.raw(posting, sources)
        if why:
            continue
        file, key = entry_path(posting.path)
        is_entry = is_data(file) or is_html(file)
        found = entry_of(file, text, key) if is_entry else split(posting.path, text)
        yield found, posting_files.rules_of(posting, sources)


def report_lines(report: FieldReport) -> list[tuple[str, str]]:
    """Return for each key what stands in front, and what is said of it."""
    found = []
    for use in report.keys:
        field = use.field or _("no field takes it")
        count = ngettext("{n} file", "{n} files", use.files)
        samples = " | ".join(map(printable, use.samples))
        text = _("{label}: {text}").format(label=f"{count}, {field}", text=samples)
        found.append((printable(use.key), text if samples else f"{count}, {field}"))
    return found
