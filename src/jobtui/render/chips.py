"""A posting in one line of chips: status, contract, remote work, pay, age; the rest are facts.

What was read in the text has the sign ``INFERRED`` behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import _
from jobtui.postings.ages import age, until
from jobtui.postings.model import Posting, Ruling, Status, status_text
from jobtui.postings.row_texts import (
    contract_text,
    is_inferred,
    pay_text,
    remote_text,
    seniority_text,
)
from jobtui.render.summary import ASCII_SYMBOLS, INFERRED, SYMBOLS

if TYPE_CHECKING:
    from datetime import date

CHIPS = ("contracts", "remote", "seniority", "pay")  # fields that are shown as chips
_SOON = 8  # days until it closes


class Chip(NamedTuple):
    """A few words and the name of their style."""

    text: str
    style: str = ""


def chips(posting: Posting, ruling: Ruling, today: date | None, ascii: bool) -> list[Chip]:  # noqa: A002
    """Return what one looks at first; what is not stated is left out, and ages without *today*."""
    sign = (ASCII_SYMBOLS if ascii else SYMBOLS)[ruling.status]
    style = f"status-{ruling.status.value}"
    found = [Chip(f"{sign} {status_text(ruling.status)}", style)]
    told = (
        ("contracts", contract_text(posting)),
        ("remote", _remote(posting)),
        ("seniority", seniority_text(posting)),
        ("pay", pay_text(posting)),
    )
    for field, text in told:
        if text:
            sign = f" {INFERRED}" if is_inferred(posting, field) else ""
            found.append(Chip(text + sign))
    if today is None:
        return found
    if posting.published is not None and (time := age(posting.published, today)):
        found.append(Chip(_("published {time}").format(time=_ago(time))))
    if ruling.status is Status.OPEN and posting.closes is not None:
        soon = (posting.closes - today).days < _SOON
        text = _("closes {time}").format(time=until(posting.closes, today))
        found.append(Chip(text, "problem" if soon else ""))
    return found


def _remote(posting: Posting) -> str:
    """Return how much is done remotely: days a week alone could be those that one works."""
    text = remote_text(posting)
    return _("{days} remote").format(days=text) if posting.remote_days is not None else text


def _ago(time: str) -> str:
    return time if time == _("today") else _("{time} ago").format(time=time)
