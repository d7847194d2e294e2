"""The kinds of values that are inferred from the text of a posting, and how they are shown.

The index stores codes, made by ``jobtui.inference``; the words are chosen when they are shown.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from jobtui.i18n import _, day, decimal, month, number

if TYPE_CHECKING:
    from jobtui.postings.model import Posting

KINDS = ("place", "remote", "duration", "rhythm", "start", "seniority", "pay")


def label(kind: str) -> str:
    """Return the name of a kind."""
    return {
        "place": _("Place"),
        "remote": _("Remote work"),
        "duration": _("Duration"),
        "rhythm": _("Working time"),
        "start": _("Start"),
        "seniority": _("Seniority"),
        "pay": _("Pay"),
    }[kind]


def codes(posting: Posting, kind: str) -> tuple[str, ...]:
    """Return the codes of one kind."""
    return tuple(code for name, code in posting.inferred if name == kind)


def remote_group(code: str) -> str:
    """Return the facet value of a code of remote work; a number of days is ``partly``."""
    return "partly" if code[-1].isdigit() else code


def inferred_text(kind: str, code: str) -> str:
    """Return a code in the user's language; one of an unknown form unchanged."""
    tell = {
        "remote": _remote,
        "duration": _duration,
        "rhythm": _rhythm,
        "start": _start,
        "seniority": _seniority,
        "pay": _pay,
    }.get(kind)
    return tell(code) if tell else code


def _remote(code: str) -> str:
    if not code[-1:].isdigit():
        return {
            "fully": _("fully remote"),
            "mostly": _("mostly remote"),
            "partly": _("partly remote"),
            "possible": _("remote possible"),
            "no": _("on site"),
        }.get(code, code)
    if code.startswith("-"):
        return _("up to {days}").format(days=_week(code[1:]))
    return _week(code)


def _week(days: str) -> str:
    if days == "1":
        return _("1 day a week")
    return _("{n} days a week").format(n=_range(days))


def _range(code: str) -> str:
    return decimal(code.replace("-", "–"))


def _rhythm(code: str) -> str:
    if code in ("full", "part"):
        return _("full time") if code == "full" else _("part time possible")
    if code.endswith("+"):
        return _("at least {time}").format(time=_week(code[:-1]))
    return _week(code)


def _duration(code: str) -> str:
    bare = code.strip(">+")
    count, unit = _range(bare[:-1]), bare[-1:]
    if unit not in ("w", "m", "y"):
        return code
    if count == "1":
        time = {"w": _("1 week"), "m": _("1 month"), "y": _("1 year")}[unit]
    else:
        many = {"w": _("{n} weeks"), "m": _("{n} months"), "y": _("{n} years")}[unit]
        time = many.format(n=count)
    if code.startswith(">"):
        time = _("at least {time}").format(time=time)
    return _("{time}, renewable").format(time=time) if code.endswith("+") else time


def _start(code: str) -> str:
    if code == "asap":
        return _("as soon as possible")
    if not code.startswith("--"):
        with suppress(ValueError):
            return day(date.fromisoformat(code)) if len(code) == 10 else _month(code)
        return code
    months = (
        *(_("January"), _("February"), _("March"), _("April"), _("May"), _("June")),
        *(_("July"), _("August"), _("September"), _("October"), _("November"), _("December")),
    )
    return dict(zip((f"--{n:02}" for n in range(1, 13)), months, strict=True)).get(code, code)


def _month(code: str) -> str:
    return month(date.fromisoformat(f"{code}-01"))


def _seniority(code: str) -> str:
    return {"lead": _("lead"), "senior": _("senior"), "junior": _("junior")}.get(code, code)


def _pay(code: str) -> str:
    amounts, _slash, unit = code.partition("/")
    said = {"day": _("{pay} € a day"), "month": _("{pay} € a month"), "year": _("{pay} € a year")}
    pay = "–".join(number(int(part)) if part.isdecimal() else part for part in amounts.split("-"))
    return said[unit].format(pay=pay) if unit in said else code
