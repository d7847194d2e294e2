"""``jobtui check``: list the problems of the files of postings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobtui.cli.arguments import UsageError
from jobtui.cli.console import emit, say
from jobtui.cli.exit_codes import FOUND, NOTHING_FOUND
from jobtui.cli.sources import sources_of
from jobtui.i18n import _, ngettext
from jobtui.library.check import check, has_errors
from jobtui.text.printable import printable

if TYPE_CHECKING:
    from argparse import Namespace


def run(args: Namespace) -> int:
    """Print the problems of the paths that are named, or of the sources. Raises UsageError."""
    if args.format or args.open_only or args.limit:
        raise UsageError(_("check takes paths, but no filters or format"))
    chosen = sources_of(args.words or args.source, args.settings)
    if any(source.is_sample for source in chosen):
        raise UsageError(_("nothing to check: use jobtui check PATH…"))
    count, problems = check(chosen)
    emit(printable(str(problem)) for problem in problems)
    summary = ngettext("{n} posting read", "{n} postings read", count)
    say(summary + ", " + ngettext("{n} problem", "{n} problems", len(problems)))
    return NOTHING_FOUND if has_errors(problems) else FOUND
