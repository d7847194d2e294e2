"""``jobtui diff ID``: what changed in a posting since the user last saw it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from jobtui.cli import console
from jobtui.cli.arguments import UsageError
from jobtui.cli.commands.show import found_posting
from jobtui.cli.console import emit, say
from jobtui.cli.exit_codes import FOUND, NOTHING_FOUND
from jobtui.cli.session import opened
from jobtui.i18n import _, day
from jobtui.marks.kept_texts import kept
from jobtui.render.differences import as_data, coloured, differences, written
from jobtui.text import encoding
from jobtui.text.printable import quoted_input

if TYPE_CHECKING:
    from argparse import Namespace

    from jobtui.marks.kept_texts import KeptText


def run(args: Namespace) -> int:
    """Print the difference in words, or as JSON. Raises UsageError."""
    if len(args.words) != 1:
        raise UsageError(_("diff takes one id; jobtui --changed lists what changed"))
    if args.format not in (None, "json"):
        raise UsageError(_("diff prints words, or with --format json data"))
    wanted = args.words.pop()
    with opened(args) as session:
        library = session.library
        posting = library.get(wanted)
        texts = kept(posting.id if posting else wanted)
        if posting is None and texts is None:
            found_posting(library, wanted)
            return NOTHING_FOUND
        now = ""
        if posting is not None:
            now, why = library.raw(posting)
            if why:
                say(why)
        else:
            say(_("{id} is no longer there").format(id=quoted_input(wanted)))
        before = texts.baseline(now) if texts else None
        if texts is None:
            say(_("not seen in the browser before, so there is nothing to compare with"))
            return NOTHING_FOUND
        if before is None:
            say(_("unchanged since you first saw it"))
            return NOTHING_FOUND
        _print(args, before, now)
        return FOUND


def _print(args: Namespace, before: KeptText, now: str) -> None:
    lines = differences(before.text, now)
    if args.format == "json":
        said = {"seen": before.day.isoformat(), "lines": as_data(lines)}
        emit([json.dumps(said, ensure_ascii=not encoding.speaks_unicode())])
        return
    say(_("changed since {day}").format(day=day(before.day)))
    form = coloured if console.has_colour() else written
    texts = map(form, lines)
    console.paged(
        texts if encoding.speaks_unicode() else map(encoding.spelled, texts), not args.no_pager
    )
