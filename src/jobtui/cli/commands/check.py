"""``jobtui check``: list the problems of the files of postings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobtui.cli.arguments import UsageError
from jobtui.cli.console import emit, say
from jobtui.cli.exit_codes import FOUND, NOTHING_FOUND
from jobtui.cli.sources import sources_of
from jobtui.i18n import _, ngettext
from jobtui.library.check import check, has_errors
from jobtui.render.problem_formats import PROBLEM_FORMATS, problem_lines

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from jobtui.sources.folders import Source

_WIDEST_KEY = 32  # cells; a longer key is cut


def run(args: Namespace) -> int:
    """Print the problems of the paths that are named, or of the sources. Raises UsageError."""
    form = args.format or ""
    if args.open_only or args.limit:
        raise UsageError(_("check takes paths and a format, but no filters"))
    if form and form not in PROBLEM_FORMATS:
        text = _("check prints lines, or one of: {formats}")
        raise UsageError(text.format(formats=", ".join(PROBLEM_FORMATS)))
    chosen = sources_of(args.words or args.source, args.settings)
    if args.fields:
        return _print_fields(chosen)
    if any(source.is_sample for source in chosen):
        raise UsageError(_("nothing to check: use jobtui check PATH…"))
    count, problems = check(chosen, args.as_of)
    emit(problem_lines(form, problems))
    summary = ngettext("{n} posting read", "{n} postings read", count)
    say(summary + ", " + ngettext("{n} problem", "{n} problems", len(problems)))
    return NOTHING_FOUND if has_errors(problems) else FOUND


def _print_fields(chosen: Sequence[Source]) -> int:
    """Print every key of the files, in how many it is, the field that takes it, and values."""
    from jobtui.index.refresh import read_all
    from jobtui.library.field_report import field_report, report_lines
    from jobtui.text.cells import cells, padded

    report = field_report(chosen, read_all(chosen).postings)
    rows = report_lines(report)
    width = min(_WIDEST_KEY, max((cells(key) for key, _text in rows), default=0))
    emit(f"{padded(key, width)}  {text}" for key, text in rows)
    say(ngettext("{n} posting read", "{n} postings read", report.files))
    return FOUND if rows else NOTHING_FOUND
