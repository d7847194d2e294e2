"""``jobtui label``: the user's own tags of postings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobtui.cli.arguments import UsageError
from jobtui.cli.commands.show import found_or_gone
from jobtui.cli.console import emit, say
from jobtui.cli.exit_codes import FOUND, NOTHING_FOUND
from jobtui.cli.session import opened
from jobtui.i18n import _
from jobtui.marks.labels import label_meant
from jobtui.text import encoding

if TYPE_CHECKING:
    from argparse import Namespace


def run(args: Namespace) -> int:
    """List all labels, or those of one posting; with more words, add and remove some.

    Raises UsageError.
    """
    words = list(args.words)
    args.words = []
    with opened(args) as session:
        user = session.library.user
        if not words:
            labels = user.labels()
        else:
            posting = found_or_gone(session.library, words[0])
            if posting is None:
                return NOTHING_FOUND
            mark = user.mark_of(posting)
            if len(words) > 1:
                mark = mark._replace(labels=_changed(mark.labels, words[1:]))
                user.put_mark(posting, mark)
                if user.notice:
                    raise UsageError(user.notice)
            labels = list(mark.labels)
        spelled = str if encoding.speaks_unicode() else encoding.spelled
        emit(map(spelled, labels))
        if user.notice:
            say(user.notice)
        return FOUND if labels or len(words) > 1 else NOTHING_FOUND


def _changed(labels: tuple[str, ...], words: list[str]) -> tuple[str, ...]:
    """Return *labels* with those of *words*, but for those after a minus. Raises UsageError."""
    found = set(labels)
    for word in words:
        label = label_meant(word)
        if not label:
            raise UsageError(_("label ID expects names, after + or - to add or remove them"))
        (found.discard if word.startswith("-") else found.add)(label)
    return tuple(sorted(found))
