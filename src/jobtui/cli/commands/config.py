"""``jobtui config``: print every setting with its origin, or write a commented config.toml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobtui.cli.arguments import UsageError
from jobtui.cli.console import emit, say
from jobtui.cli.exit_codes import FOUND, USAGE_ERROR
from jobtui.config import describe
from jobtui.config.files import VARIABLE, create, user_file
from jobtui.i18n import _

if TYPE_CHECKING:
    from argparse import Namespace

    from jobtui.config.loader import Configuration


def run(args: Namespace, configuration: Configuration) -> int:
    """Print the settings, or with ``--init`` write the user's file. Raises UsageError."""
    if args.words:
        raise UsageError(_("config accepts only --init"))
    if args.init:
        return _init()
    emit(describe.lines(configuration))
    for problem in configuration.problems:
        say(str(problem))
    return FOUND if configuration.is_usable else USAGE_ERROR


def _init() -> int:
    """Write the user's file, which explains every setting."""
    file = user_file()
    if file is None:
        text = _("no home directory to write to; {name} can name a file")
        raise UsageError(text.format(name=VARIABLE))
    try:
        create(file, "".join(f"{line}\n" for line in describe.template()))
    except FileExistsError:
        text = _("{file}: already exists, not overwritten")
        raise UsageError(text.format(file=file)) from None
    except OSError as error:
        from jobtui.files.writing import why_not

        text = _("{file}: cannot be written: {why}")
        raise UsageError(text.format(file=file, why=why_not(error))) from error
    say(_("written: {file}").format(file=file))
    return FOUND
