"""``jobtui marks export|import``: back up the user's marks, or move them to another machine."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jobtui.cli.arguments import UsageError
from jobtui.cli.console import emit, say
from jobtui.cli.exit_codes import FOUND
from jobtui.files import writing
from jobtui.i18n import _, ngettext
from jobtui.marks.json_format import MOST_BYTES, MarksFileError
from jobtui.marks.store import Marks
from jobtui.text.encoding import speaks_unicode
from jobtui.text.printable import printable

if TYPE_CHECKING:
    from argparse import Namespace


def run(args: Namespace) -> int:
    """Export or import marks, as the words after the command say. Raises UsageError."""
    words = args.words
    if not (1 <= len(words) <= 2) or words[0] not in ("export", "import"):
        raise UsageError(_("marks expects export [FILE] or import FILE"))
    if words[0] == "import" and len(words) == 1:
        raise UsageError(_("marks import expects a file (- for standard input)"))
    marks = Marks()
    try:
        name = words[1] if len(words) == 2 else "-"
        if words[0] == "export":
            _export(marks, name)
        else:
            _import(marks, name)
    finally:
        marks.close()
    return FOUND


def _export(marks: Marks, name: str) -> None:
    """Write all marks into a new file, or to standard output."""
    if marks.notice and not marks.by_path:  # an empty export would look like a user without marks
        raise UsageError(marks.notice)
    if marks.notice:
        say(marks.notice)
    raw = marks.export()
    if name == "-":
        text = raw.decode("utf-8").removesuffix("\n")
        if not speaks_unicode():
            text = json.dumps(json.loads(text), indent=1)
        emit(text.split("\n"))
        return
    try:
        writing.create(Path(name), raw)
    except FileExistsError:
        text = _("{file}: already exists, not overwritten")
        raise UsageError(text.format(file=printable(name))) from None
    except OSError as error:
        text = _("{file}: cannot be written: {why}")
        raise UsageError(text.format(file=printable(name), why=writing.why_not(error))) from error
    count = len(marks.by_path)
    text = ngettext("marks of {n} posting", "marks of {n} postings", count)
    say(f"{printable(name)}: {text}")


def _import(marks: Marks, name: str) -> None:
    """Merge the marks of a file, or of standard input, into the user's own."""
    if name == "-" and sys.stdin is None:
        raise UsageError(_("standard input is closed"))
    try:
        stream = sys.stdin.buffer if name == "-" else Path(name).open("rb")  # noqa: SIM115
        with stream:
            raw = stream.read(MOST_BYTES + 1)
    except OSError as error:
        text = _("{file}: cannot be read: {why}")
        raise UsageError(text.format(file=printable(name), why=error.strerror)) from error
    try:
        changed = marks.take_in(raw, name)
    except MarksFileError as error:
        raise UsageError(str(error)) from error
    if marks.notice:
        raise UsageError(marks.notice)
    changes = ngettext("{n} posting", "{n} postings", changed)
    say(_("marks of {postings} changed").format(postings=changes))
