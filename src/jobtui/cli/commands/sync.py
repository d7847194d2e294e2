"""``jobtui sync``: fetch the git repositories and feeds of the sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobtui.cli.console import say
from jobtui.cli.exit_codes import FOUND
from jobtui.cli.sources import feeds_of, repositories_of, sync_feed, sync_repository
from jobtui.sources import report

if TYPE_CHECKING:
    from argparse import Namespace


def run(args: Namespace) -> int:
    """Fetch what is named, else all of the settings. Raises UsageError."""
    for repository in repositories_of(args.words, args.ref, args.path, args.settings):
        for line in report.lines(repository, sync_repository(repository, args.rebuild)):
            say(line)
    for feed in feeds_of(args.words, args.settings):
        say(report.feed_line(feed, sync_feed(feed, args.rebuild)))
    return FOUND
