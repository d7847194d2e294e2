"""The terms of a posting in the few words that a row of the list and a chip have room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobtui.i18n import _, decimal
from jobtui.postings import term_texts

if TYPE_CHECKING:
    from jobtui.postings.model import Posting


def remote_short(posting: Posting, ascii: bool = False) -> str:  # noqa: A002
    """Return how much of a job is done remotely in at most 11 cells, for a column.

    With *ascii*, "at most" is told by two signs, as one would read "less than".
    """
    if posting.remote_days is not None:
        least, most = posting.remote_days
        at_most = f"{'<=' if ascii else '≤'}{most:g}"
        days = "–".join(dict.fromkeys((f"{least:g}", f"{most:g}"))) if least else at_most
        return _("{n} d/wk").format(n=decimal(days))
    return {
        "full": _("full"),
        "partial": _("partial"),
        "possible": _("possible"),
        "no": _("on site"),
    }.get(posting.remote, "")


def remote_text(posting: Posting) -> str:
    """Return how much of a job is done remotely."""
    return term_texts.remote_text(posting)


def contract_text(posting: Posting) -> str:
    """Return the contracts of a job."""
    return term_texts.contract_texts(posting)


def seniority_text(posting: Posting) -> str:
    """Return how much experience a job asks for."""
    return term_texts.code_text("seniority", posting.seniority)


def pay_text(posting: Posting) -> str:
    """Return what a job pays."""
    return term_texts.pay_text(posting.pay) if posting.pay else ""


def is_inferred(posting: Posting, field: str) -> bool:
    """Return whether a field was read in the text."""
    return field in posting.inferred
