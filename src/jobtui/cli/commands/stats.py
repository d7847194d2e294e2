"""``jobtui stats``: figures about the postings that a query finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobtui.cli import console
from jobtui.cli.arguments import UsageError
from jobtui.cli.console import say
from jobtui.cli.exit_codes import FOUND, NOTHING_FOUND
from jobtui.cli.query import use_saved_search
from jobtui.cli.session import index_required, opened
from jobtui.i18n import _
from jobtui.render.figure_formats import FIGURE_FORMATS, figure_lines
from jobtui.search.query_text import query_text
from jobtui.text import encoding
from jobtui.text.printable import printable

if TYPE_CHECKING:
    from argparse import Namespace


def run(args: Namespace) -> int:
    """Print the figures as charts, or in a format for programs. Raises UsageError, OutputError."""
    form = args.format or "table"
    if form not in FIGURE_FORMATS:
        text = _("jobtui stats takes --format {formats}")
        raise UsageError(text.format(formats=", ".join(FIGURE_FORMATS)))
    use_saved_search(args)
    with opened(args) as (library, query):
        with index_required(library):
            figures = library.figures(library.search(query))
        title = printable(args.saved or query_text(query))
        signs = "█░" if encoding.speaks_unicode() else "#."
        told = figure_lines(form, figures, title, signs)
        console.paged(told, form == "table" and not args.no_pager)
        if not figures.postings:
            say(_("nothing found"))
        return FOUND if figures.postings else NOTHING_FOUND
