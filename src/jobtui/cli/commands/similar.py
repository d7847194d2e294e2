"""``jobtui similar ID``: print the postings that are like one, the most similar first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobtui.cli.arguments import UsageError
from jobtui.cli.commands.list import answered
from jobtui.cli.commands.show import found_posting
from jobtui.cli.exit_codes import NOTHING_FOUND
from jobtui.cli.session import opened
from jobtui.i18n import _

if TYPE_CHECKING:
    from argparse import Namespace


def run(args: Namespace) -> int:
    """Print the postings like the one of an id, as a list. Raises UsageError, OutputError."""
    if len(args.words) != 1:
        raise UsageError(_("similar takes one id; jobtui --format table lists them"))
    wanted = args.words.pop()
    with opened(args) as session:
        posting = found_posting(session.library, wanted)
        if posting is None:
            return NOTHING_FOUND
        from jobtui.search.query_text import asks_like

        query = session.query._replace(text=asks_like(posting.id))
        return answered(args, session._replace(query=query))
