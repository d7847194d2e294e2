"""``jobtui completion SHELL``: print a shell's completion script, or what completes a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobtui.cli import shell_completion
from jobtui.cli.arguments import UsageError
from jobtui.cli.console import emit
from jobtui.cli.exit_codes import FOUND, NOTHING_FOUND
from jobtui.i18n import _

if TYPE_CHECKING:
    from argparse import Namespace


def run(args: Namespace) -> int:
    """Print the script, which in turn calls this with the typed line as a second word.

    The exit code is then NOTHING_FOUND if the shell should complete names of files as well.
    Raises UsageError.
    """
    if not (args.words and args.words[0] in shell_completion.SCRIPTS and len(args.words) < 3):
        raise UsageError(_("completion expects the name of a shell: bash, zsh or fish"))
    shell, *typed = args.words
    if not typed:
        emit(shell_completion.script(shell).splitlines())
        return FOUND
    with shell_completion.time_limit():
        found = shell_completion.complete(shell, typed[0], args.settings)
    emit(found.words)
    return NOTHING_FOUND if found.files else FOUND
