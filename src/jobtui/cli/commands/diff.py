"""``jobtui diff [ID]``: what changed in a posting, or in all, since it was seen or since a day."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from jobtui.cli import console
from jobtui.cli.arguments import UsageError
from jobtui.cli.commands.show import found_posting
from jobtui.cli.console import emit, say
from jobtui.cli.exit_codes import FOUND, NOTHING_FOUND
from jobtui.cli.session import opened
from jobtui.i18n import _, day
from jobtui.library.gone_postings import kept_texts_of
from jobtui.marks.kept_texts import KeptText, all_kept
from jobtui.render.differences import as_data, coloured, differences, written
from jobtui.search.date_ranges import day_meant
from jobtui.text import encoding
from jobtui.text.printable import printable, quoted_input

if TYPE_CHECKING:
    from argparse import Namespace

    from jobtui.library.library import Library
    from jobtui.marks.kept_texts import KeptTexts


class _Changed(NamedTuple):
    """A posting with the text to compare with, and its text now, empty if it is gone."""

    id: str
    title: str
    before: KeptText
    now: str


def run(args: Namespace) -> int:
    """Print the difference in words, or as JSON. Raises UsageError."""
    if len(args.words) > 1:
        raise UsageError(_("diff takes one id, or none: then it shows all that changed"))
    if args.format not in (None, "json"):
        raise UsageError(_("diff prints words, or with --format json data"))
    since = _day(args.since) if args.since else None
    wanted = args.words.pop() if args.words else ""
    with opened(args) as session:
        if not wanted:
            found = _all_changed(session.library, since)
            _print(args, found[: args.limit] if args.limit else found)
            if not found:
                say(_("nothing that you have seen has changed"))
            return FOUND if found else NOTHING_FOUND
        one = _changed(session.library, wanted, since)
        if one is not None:
            say(_("changed since {day}").format(day=day(one.before.day)))
            _print_one(args, one)
        return FOUND if one is not None else NOTHING_FOUND


def _day(text: str) -> date:
    """Return the day that is meant by --since: of days ahead, so many back. Raises UsageError."""
    today = date.today()
    found = day_meant(text, today)
    if found is None:
        raise UsageError(_("--since expects a day such as 2025-03-11, 7d or yesterday"))
    return found if found <= today else today - (found - today)


def _changed(library: Library, wanted: str, since: date | None) -> _Changed | None:
    """Return what changed in the posting of an id; None, which is said, if nothing did."""
    posting = library.get(wanted)
    texts = kept_texts_of(library, wanted, posting)
    if posting is None and texts is None:
        found_posting(library, wanted)
        return None
    now, path = "", texts.path if texts else ""
    if posting is not None:
        path = posting.path
        now, why = library.raw(posting)
        if why:
            say(why)
    else:
        say(_("{id} is no longer there").format(id=quoted_input(wanted)))
    before = _before(texts, now, since) or _committed(library, path, since)
    if before is None and texts is None:
        say(_("you have not seen it before, so there is nothing to compare with"))
        return None
    if before is None or before.is_like(now):
        say(_("unchanged since then") if since else _("unchanged since you first saw it"))
        return None
    title = posting.title if posting else texts.title if texts else wanted
    return _Changed(posting.id if posting else wanted, title, before, now)


def _before(texts: KeptTexts | None, now: str, since: date | None) -> KeptText | None:
    """Return the kept text to compare with: the last other one, or that of a day."""
    if texts is None:
        return None
    return texts.as_of(since) if since else texts.baseline(now)


def _committed(library: Library, path: str, since: date | None) -> KeptText | None:
    """Return a file as it was on a day in its git repository; None if that is not known."""
    from jobtui.cli.commands.history import fetched_history

    history = fetched_history(library, path) if since is not None else None
    if history is None or since is None:
        return None
    commits = (one for one in history.revisions if one.commit and one.day <= since)
    return next((KeptText(one.after, one.day) for one in commits), None)


def _all_changed(library: Library, since: date | None) -> list[_Changed]:
    """Return what the user has seen and is another text now, in the order of the ids."""
    snapshot = library.snapshot
    found = []
    for texts in all_kept():
        position = snapshot.positions.get(texts.path)
        if position is None:
            continue
        posting = snapshot.posting_at(position)
        now, why = library.raw(posting)
        before = texts.as_of(since) if since else texts.seen
        if not why and before is not None and not before.is_like(now):
            found.append(_Changed(posting.id, posting.title, before, now))
    return sorted(found, key=lambda one: one.id)


def _print(args: Namespace, found: list[_Changed]) -> None:
    if args.format == "json":
        emit([json.dumps(list(map(_data, found)), ensure_ascii=not encoding.speaks_unicode())])
        return
    lines: list[str] = []
    for one in found:
        told = _("{title}: changed since {day}").format(title=one.title, day=day(one.before.day))
        lines += [""] * bool(lines) + [f"{printable(one.id)}  {printable(told)}"]
        lines += [f"  {line}".rstrip() for line in _words(one)]
    _page(args, lines)


def _print_one(args: Namespace, one: _Changed) -> None:
    if args.format == "json":
        emit([json.dumps(_data(one), ensure_ascii=not encoding.speaks_unicode())])
    else:
        _page(args, _words(one))


def _data(one: _Changed) -> dict[str, object]:
    return {
        "id": printable(one.id),
        "title": printable(one.title),
        "seen": one.before.day.isoformat(),
        "lines": as_data(differences(one.before.text, one.now)),
    }


def _words(one: _Changed) -> list[str]:
    form = coloured if console.has_colour() else written
    return list(map(form, differences(one.before.text, one.now)))


def _page(args: Namespace, lines: list[str]) -> None:
    spelled = lines if encoding.speaks_unicode() else map(encoding.spelled, lines)
    console.paged(spelled, not args.no_pager)
