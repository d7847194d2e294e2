"""What each call does, and its exit code. Textual is imported only for the browser.

Exit codes: 0 something was found, 1 nothing was found (or ``check`` found an error), 2 the call,
a source or the configuration is wrong, 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from jobtui import __version__, i18n
from jobtui.cli import console
from jobtui.cli.arguments import FACET_OPTIONS, UsageError, parse, parser
from jobtui.cli.console import emit, say
from jobtui.cli.query import asks_for_news, query_of
from jobtui.cli.sources import repositories_of, sources_of, synced, taking_up
from jobtui.config import loader
from jobtui.config.files import VARIABLE
from jobtui.files.shortage import check_room, is_shortage
from jobtui.i18n import _, ngettext, reason
from jobtui.startup import first_frame
from jobtui.text import encoding
from jobtui.text.printable import printable, said

if TYPE_CHECKING:
    from argparse import Namespace

    from jobtui.config.loader import Configuration
    from jobtui.library.library import Library
    from jobtui.postings.model import Posting
    from jobtui.render.columns import OutputRow
    from jobtui.render.formats import OutputStyle
    from jobtui.search.query import Query
    from jobtui.search.results import Help
    from jobtui.sources.folders import Source

FOUND, NOTHING, WRONG, INTERRUPTED = 0, 1, 2, 130


def run(argv: Sequence[str]) -> int:
    """Run the command line *argv* (without the program's name); returns the exit code."""
    try:
        return _run(argv)
    except UsageError as error:
        say(str(error))
        return WRONG
    except console.OutputError as error:
        say(_("the answer cannot be written: {why}").format(why=error))
        return WRONG
    except BrokenPipeError:  # `| head -1` is no error
        return FOUND
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(argv: Sequence[str]) -> int:
    configuration = loader.read()
    settings = configuration.settings
    i18n.use(settings.language, settings.date_format)
    if configuration.problems:  # to be told in the language that is now known
        configuration = loader.read()
    args = parse(argv)
    args.settings = settings
    if args.help:
        emit(parser().format_help().rstrip("\n").split("\n"))
        return FOUND
    if args.version:
        emit([f"jobtui {__version__}"])
        return FOUND
    if args.command == "config":
        return _config(args, configuration)
    if args.init:
        raise UsageError(_("--init goes with config"))
    if args.command == "completion":
        return _completion(args)
    if _tell_problems(configuration):
        _say_way_out(configuration)
        return WRONG
    if (args.system or args.clear) and args.command != "index":
        raise UsageError(_("--system and --clear go with index"))
    if args.command == "show":
        return _show(args)
    if args.command == "check":
        return _check(args)
    if args.command == "sync":
        return _sync(args)
    if args.command == "index":
        from jobtui.cli.commands import index

        index.run(args)
        return FOUND
    if args.command == "marks":
        from jobtui.cli.commands.marks import carry

        carry(args.words)
        return FOUND
    if args.ref or args.path:
        raise UsageError(_("--ref and --path are for sync; else: --source URL#REF:PATH"))
    taking_up(args, settings)
    if args.format is None and console.is_terminal():
        return _browse(args)
    return _list(args)


def _tell_problems(configuration: Configuration) -> bool:
    """Tell what is wrong with the configuration; returns whether some of it is the user's own."""
    for problem in configuration.problems:
        say(str(problem))
    return any(problem.is_users for problem in configuration.problems)


def _say_way_out(configuration: Configuration) -> None:
    """Tell how to go on without what is wrong with the user's settings."""
    from jobtui.config.settings import SETTINGS

    wrong = dict.fromkeys(problem.where for problem in configuration.problems if problem.is_users)
    variables = [setting.variable for setting in SETTINGS if setting.variable in wrong]
    if variables:
        said = _("nothing was done; mend what is said, or: unset {names}")
        say(said.format(names=" ".join(variables)))
    if len(variables) < len(wrong):
        say(_("nothing was done; {name}=/dev/null leaves the file out").format(name=VARIABLE))


def _config(args: Namespace, configuration: Configuration) -> int:
    from jobtui.config import describe

    if args.words:
        raise UsageError(_("config takes --init or nothing"))
    if args.init:
        return _init()
    emit(describe.lines(configuration))
    return WRONG if _tell_problems(configuration) else FOUND


def _init() -> int:
    """Write the user's file, which explains every setting."""
    from jobtui.config import describe
    from jobtui.config.files import create, user_file

    file = user_file()
    if file is None:
        text = _("there is no home to write into; {name} can name a file")
        raise UsageError(text.format(name=VARIABLE))
    try:
        create(file, "".join(f"{line}\n" for line in describe.template()))
    except FileExistsError:
        text = _("{file}: is there already, and stays as it is")
        raise UsageError(text.format(file=file)) from None
    except OSError as error:
        from jobtui.files.writing import why_not

        text = _("{file}: cannot be written: {why}")
        raise UsageError(text.format(file=file, why=why_not(error))) from error
    say(_("written: {file}").format(file=file))
    return FOUND


def _completion(args: Namespace) -> int:
    """Print a shell's script; for that script, behind ``--``, how the line that follows goes on."""
    from jobtui.cli import shell_completion

    if not (args.words and args.words[0] in shell_completion.SCRIPTS and len(args.words) < 3):
        raise UsageError(_("completion takes the name of a shell: bash, zsh or fish"))
    shell, *typed = args.words
    if not typed:
        emit(shell_completion.script(shell).splitlines())
        return FOUND
    with shell_completion.limited():
        found, files = shell_completion.complete(shell, typed[0], args.settings)
    emit(found)
    return NOTHING if files else FOUND


@contextmanager
def _opened(args: Namespace) -> Iterator[tuple[Library, Query]]:
    """Open the library and make it current; yields it with the question that was asked."""
    from jobtui.library.library import PATIENCE, Library

    library = Library(sources_of(args.source, args.settings))
    try:
        with console.counting() as progress, _no_index(library):
            change = library.refresh(args.rebuild, progress, PATIENCE)
        if change.notice:
            say(change.notice)
        _say_sample(library.sources)
        yield library, query_of(args, library, tell=say)
    finally:
        library.close()


@contextmanager
def _no_index(library: Library) -> Iterator[None]:
    """Tell in one line that no index can be written anywhere."""
    try:
        yield
    except OSError as error:
        if is_shortage(error):
            raise
        text = _("no index can be written, neither in {path} nor in the temporary folder: {why}")
        why = reason(error)
        raise UsageError(text.format(path=library.cache.directory, why=why)) from error


def _list(args: Namespace) -> int:
    from jobtui.render.formats import lines

    with _opened(args) as (library, query):
        news = asks_for_news(query)
        if news or args.format not in (None, "table") or "since" in args.settings.columns:
            _look_back(library, query, args.saved or "", news)
        with _no_index(library):
            results = library.search(query, args.limit or sys.maxsize)
            found = results.postings[: args.limit]
            scores = library.scores(results, found)
        if results.notice:
            say(results.notice)
        answer = _listed(library, query, found, scores)
        emit(lines(args.format or "table", answer, _output_style(args)))
        if news and args.saved:
            library.user.leave()
        if args.explain:
            for posting in found:
                why = library.explain(results, posting)
                say(_("{label}: {text}").format(label=posting.id, text=why))
        if results.help.hint:
            say(_("searched as plain words: {why}").format(why=results.help.hint))
        if not results.total:
            _say_none(library)
        elif not found and news:
            if console.is_shown():  # cron would send it
                say(_("nothing new"))
        elif not found:
            say(_("nothing found") + _hint(results.blockers))
            _say_help(results.help)
        elif args.format is None:
            say(ngettext("{n} posting", "{n} postings", len(found)))
        if news and len(found) < len(results.postings):
            say(ngettext("{n} more", "{n} more", len(results.postings) - len(found)))
        if library.user.notice:
            say(library.user.notice)
        return FOUND if found else NOTHING


def _look_back(library: Library, query: Query, saved: str, news: bool) -> None:
    """Compare with the last visit. To ask a saved search what is new is a visit of its own; to ask
    so without one looks at the browser's, and ends none.
    """
    if not news:
        library.user.peek(query.as_of, saved)
    elif library.user.visit(query.as_of, saved, 0 if saved else None) is None:
        say(_("what is new is told as of today alone, and not of the sample"))
    elif library.user.is_first_visit and not library.user.notice:
        say(_("this is the first time: what is new is told from now on"))


def _listed(
    library: Library, query: Query, found: Iterable[Posting], scores: Mapping[str, float]
) -> list[OutputRow]:
    from jobtui.render.columns import OutputRow

    listed = [OutputRow(one, library.ruling(one, query), scores.get(one.id)) for one in found]
    if not library.user.has_marks:
        return listed
    mark_of, news_of = library.user.mark_of, library.user.news_of
    return [one._replace(mark=mark_of(one.posting), since=news_of(one.posting)) for one in listed]


def _hint(blockers: Sequence[tuple[str, int]]) -> str:
    from jobtui.search.results import HIDDEN

    hint = ""
    for facet, count in blockers:
        if facet == HIDDEN:
            hint += _("; {count} hidden: is:hidden shows them").format(count=count)
    for facet, count in [pair for pair in blockers if pair[0] != HIDDEN][:1]:
        option = f"--{facet}" if facet in (*FACET_OPTIONS, "open-only", "junior") else f"{facet}:"
        name = option if facet else _("the filters")
        hint += _("; without {name} there would be {count}").format(name=name, count=count)
    return hint


def _say_none(library: Library) -> None:
    """Tell that there is no posting at all, or what hides them."""
    for problem in library.faults()[:5]:
        say(_("{label}: {text}").format(label=problem.path, text=problem.message))
    if not library.faults():
        roots = ", ".join(source.root for source in library.sources)
        say(_("no posting in {path}").format(path=roots))


def _say_help(help_: Help) -> None:
    """Tell what may help with a question that finds nothing."""
    if help_.spelling:
        from jobtui.external.command_line import pasted

        is_plain = all(pasted(word) == word for word in help_.spelling.split())
        question = help_.spelling if is_plain else pasted(help_.spelling)
        say(_("did you mean: {question}").format(question=question))
    for word, count in help_.without:
        say(_("without {word} there would be {count}").format(word=word, count=count))


def _say_sample(chosen: Sequence[Source]) -> None:
    if any(source.is_sample for source in chosen):
        from jobtui.sources.folders import sample_day

        text = _("this is the bundled sample, as of {day}; name your postings with --source PATH")
        say(text.format(day=sample_day().isoformat()))


def _show(args: Namespace) -> int:
    if len(args.words) != 1:
        raise UsageError(_("show takes one id; jobtui --format table lists them"))
    wanted = args.words.pop()
    with _opened(args) as (library, query):
        posting = library.get(wanted)
        if posting is None:
            say(_("no posting has the id {id}").format(id=said(wanted)) + _near(library, wanted))
            return NOTHING
        library.user.peek(query.as_of)
        if args.format is None:
            _print_posting(library, posting, query)
        else:
            from jobtui.render.formats import lines, one_object

            (listed,) = _listed(library, query, [posting], {})
            if args.format == "json":
                emit(one_object(listed, encoding.speaks_unicode()))
            else:
                emit(lines(args.format, [listed], _output_style(args)))
        if library.user.notice:
            say(library.user.notice)
        return FOUND


def _output_style(args: Namespace) -> OutputStyle:
    """Return how standard output takes an answer."""
    from jobtui.config.settings import Settings
    from jobtui.render.formats import OutputStyle

    columns = args.settings.columns
    unicode = encoding.speaks_unicode()
    return OutputStyle(
        columns,
        console.width(),
        unicode,
        str if unicode else encoding.spelled,
        ("team",) if columns == Settings().columns else (),  # a column that was asked for stays
    )


def _near(library: Library, wanted: str) -> str:
    from difflib import get_close_matches

    from jobtui.text.folding import fold

    ids = library.ids()
    key = fold(wanted)
    near = [one for one in ids if key and key in fold(one)][:3]
    near = near or get_close_matches(wanted, ids, n=3, cutoff=0.5)
    from jobtui.external.command_line import pasted

    return _("; there is {ids}").format(ids=", ".join(map(pasted, near))) if near else ""


def _print_posting(library: Library, posting: Posting, query: Query) -> None:
    from jobtui.render import posting_text
    from jobtui.render.summary import own_facts

    own = own_facts(library.user.mark_of(posting), library.user.news_of(posting))
    body, why = library.body(posting)
    if why:
        say(why)
    ruling = library.ruling(posting, query)
    width = console.width()
    if width is None:
        emit(posting_text.markdown(posting, ruling, body, own))
    else:
        is_ascii = not encoding.speaks_unicode()
        colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        how: dict[str, Any] = {"ascii": is_ascii, "site": library.site_of(posting)}
        emit(posting_text.rendered(posting, ruling, body, min(width, 100), colour, own, **how))


def _check(args: Namespace) -> int:
    from jobtui.library.check import check, has_errors

    if args.format or args.open_only or args.limit:
        raise UsageError(_("check takes paths, and no filter or format"))
    chosen = sources_of(args.words or args.source, args.settings)
    if any(source.is_sample for source in chosen):
        raise UsageError(_("name what to check: jobtui check PATH…"))
    count, problems = check(chosen)
    emit(printable(str(problem)) for problem in problems)
    summary = ngettext("{n} posting read", "{n} postings read", count)
    say(summary + ", " + ngettext("{n} problem", "{n} problems", len(problems)))
    return NOTHING if has_errors(problems) else FOUND


def _sync(args: Namespace) -> int:
    from jobtui.sources import report

    for repository in repositories_of(args.words, args.ref, args.path, args.settings):
        for line in report.lines(repository, synced(repository, args.rebuild)):
            say(line)
    return FOUND


def _browse(args: Namespace) -> int:
    check_room()
    if args.settings.keys:
        from jobtui.keymap import bindings

        bindings.use(bindings.with_keys(args.settings.keys))
    with _quick_imports():
        from jobtui.library.library import Library
        from jobtui.tui.app import ThemeError, browse
    try:
        library = Library(sources_of(args.source, args.settings))
    except BaseException:
        first_frame.withdraw()  # before anything is told
        raise
    try:
        follow_day = args.as_of is None and not all(s.is_sample for s in library.sources)
        ask = partial(query_of, args, library, tell=_unheard)
        settings = args.settings
        is_first = not (args.source or settings.source or settings.sources)
        opened: list[Library] = []
        reopen = partial(_reopened, args, opened) if is_first else None
        try:
            return browse(library, ask, args.rebuild, follow_day, settings, reopen)
        finally:
            for one in opened:
                one.close()
    except ThemeError as error:
        for line in error.lines:
            say(line)
        return WRONG
    finally:
        library.close()


def _reopened(
    args: Namespace, opened: list[Library], source: Source
) -> tuple[Library, Callable[[], Query], bool]:
    """Open a source that was named in the browser; its library is added to *opened*."""
    from jobtui.library.library import Library

    library = Library((source,))
    opened.append(library)
    return library, partial(query_of, args, library, tell=_unheard), args.as_of is None


@contextmanager
def _quick_imports() -> Iterator[None]:
    """Import without collecting garbage, and asyncio without TLS: nothing is fetched here.

    asyncio does without ``ssl`` where Python has none, and is 4 MB smaller. The app collects
    garbage again once its first screen is there.
    """
    import gc
    import sys

    gc.disable()
    hidden = "ssl" not in sys.modules
    if hidden:
        sys.modules["ssl"] = None  # type: ignore[assignment]
    try:
        import asyncio  # noqa: F401

        yield
    finally:
        if hidden:
            del sys.modules["ssl"]


def _unheard(_message: str) -> None:
    """Say nothing: the browser shows itself which filter keeps everything out."""
