"""``jobtui sync``: fetch the git repositories of the sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobtui.cli.console import say
from jobtui.cli.exit_codes import FOUND
from jobtui.cli.sources import repositories_of, sync_repository
from jobtui.sources import report

if TYPE_CHECKING:
    from argparse import Namespace


def run(args: Namespace) -> int:
    """Fetch the repositories that are named, else those of the settings. Raises UsageError."""
    for repository in repositories_of(args.words, args.ref, args.path, args.settings):
        for line in report.lines(repository, sync_repository(repository, args.rebuild)):
            say(line)
    return FOUND
