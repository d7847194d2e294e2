"""Dispatches a call to its command, and turns errors into a line on stderr and an exit code.

A command's module, and what it needs, is imported when it is called: Textual only to browse.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jobtui import __version__, i18n
from jobtui.cli import console
from jobtui.cli.arguments import UsageError, parse, parser
from jobtui.cli.console import emit, say
from jobtui.cli.exit_codes import FOUND, INTERRUPTED, USAGE_ERROR
from jobtui.config import loader
from jobtui.config.files import VARIABLE
from jobtui.i18n import _

if TYPE_CHECKING:
    from argparse import Namespace

    from jobtui.config.loader import Configuration


def run(argv: Sequence[str]) -> int:
    """Run the command line *argv* (without the program's name); returns the exit code."""
    try:
        return _run(argv)
    except UsageError as error:
        say(str(error))
        return USAGE_ERROR
    except console.OutputError as error:
        say(_("cannot write the output: {why}").format(why=error))
        return USAGE_ERROR
    except BrokenPipeError:  # `| head -1` is no error
        return FOUND
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(argv: Sequence[str]) -> int:
    configuration = loader.read()
    settings = configuration.settings
    i18n.use(settings.language, settings.date_format)
    if configuration.problems:  # read again, for messages in the language that is now known
        configuration = loader.read()
    args = parse(argv)
    args.settings = settings
    if args.help or args.command == "help":
        told = parser().format_help().rstrip("\n").split("\n")
        if args.command == "help":
            from jobtui.cli.commands.help import searching

            console.paged([*told, *searching()], not args.no_pager)
        else:
            emit(told)
        return FOUND
    if args.version:
        emit([f"jobtui {__version__}"])
        return FOUND
    if args.command == "config":  # works with a wrong configuration, which it shows
        from jobtui.cli.commands import config

        return config.run(args, configuration)
    if args.init:
        raise UsageError(_("--init is only for jobtui config"))
    if args.command == "completion":  # a shell has no use for problems of the configuration
        from jobtui.cli.commands import completion

        return completion.run(args)
    for problem in configuration.problems:
        say(str(problem))
    if not configuration.is_usable:
        _say_way_out(configuration)
        return USAGE_ERROR
    return _run_command(args, argv)


def _run_command(args: Namespace, argv: Sequence[str]) -> int:
    """Run a command that needs a valid configuration, or without one browse or list."""
    if (args.system or args.clear) and args.command != "index":
        raise UsageError(_("--system and --clear are only for jobtui index"))
    if args.command == "show":
        from jobtui.cli.commands import show

        return show.run(args)
    if args.command == "diff":
        from jobtui.cli.commands import diff

        return diff.run(args)
    if args.command == "history":
        from jobtui.cli.commands import history

        return history.run(args)
    if args.command == "similar":
        from jobtui.cli.commands import similar

        return similar.run(args)
    if args.command == "serve":
        from jobtui.cli.commands import serve

        return serve.run(args, argv)
    if args.command == "stats":
        from jobtui.cli.commands import stats

        return stats.run(args)
    if args.command == "check":
        from jobtui.cli.commands import check

        return check.run(args)
    if args.command == "sync":
        from jobtui.cli.commands import sync

        return sync.run(args)
    if args.command == "index":
        from jobtui.cli.commands import index

        return index.run(args)
    if args.command == "log":
        from jobtui.cli.commands import log

        return log.run(args)
    if args.command == "label":
        from jobtui.cli.commands import label

        return label.run(args)
    if args.command == "marks":
        from jobtui.cli.commands import marks

        return marks.run(args)
    if args.ref or args.path:
        raise UsageError(
            _("--ref and --path are only for jobtui sync; elsewhere use --source URL#REF:PATH")
        )
    if args.linear or (args.format is None and console.is_dumb()):
        from jobtui.cli.linear import loop

        return loop.run(args)
    if args.format is None and (console.is_terminal() or console.is_web()):
        from jobtui.cli.commands import browse

        return browse.run(args)
    from jobtui.cli.commands import list as list_command

    return list_command.run(args)


def _say_way_out(configuration: Configuration) -> None:
    """Say how to run without the user's settings that are wrong."""
    from jobtui.config.settings import SETTINGS

    wrong = dict.fromkeys(problem.where for problem in configuration.problems if problem.is_users)
    variables = [setting.variable for setting in SETTINGS if setting.variable in wrong]
    if variables:
        said = _("nothing was done; fix this, or: unset {names}")
        say(said.format(names=" ".join(variables)))
    if len(variables) < len(wrong):
        say(_("nothing was done; {name}=/dev/null ignores the file").format(name=VARIABLE))
