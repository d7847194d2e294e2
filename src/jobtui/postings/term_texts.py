"""The codes and terms of a posting in the user's words.

The index stores codes (see ``terms``); the words are chosen when they are shown.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from jobtui.i18n import _, day, decimal, month, number

if TYPE_CHECKING:
    from jobtui.postings.model import Posting
    from jobtui.postings.terms import Duration, Pay, WorkingTime

_CURRENCY_SIGNS = {"EUR": "€", "USD": "$", "GBP": "£"}
_DAYS_OF_WEEK = 5
_MONTHS_OF_YEAR = 12


def code_text(field: str, code: str) -> str:
    """Return a code of a field in the user's language; what is no code as it is written."""
    told = {
        "contract": _contracts,
        "domain": _domains,
        "remote": _remote,
        "seniority": _seniorities,
        "language": _languages,
    }.get(field)
    return told().get(code, code) if told else code


def _contracts() -> dict[str, str]:
    return {
        "permanent": _("Permanent"),
        "fixed-term": _("Fixed-term"),
        "freelance": _("Freelance"),
        "civil-service": _("Civil service"),
        "internship": _("Internship"),
        "apprenticeship": _("Apprenticeship"),
        "temporary": _("Temporary"),
        "volunteer": _("Volunteering"),
    }


def _domains() -> dict[str, str]:
    return {
        "development": _("Development"),
        "product": _("Product"),
        "design": _("Design"),
        "deployment": _("Deployment"),
        "community": _("Community"),
        "coaching": _("Coaching"),
        "data": _("Data"),
        "support": _("Support"),
        "other": _("Other"),
    }


def _remote() -> dict[str, str]:
    return {
        "full": _("fully remote"),
        "partial": _("partly remote"),
        "possible": _("remote possible"),
        "no": _("on site"),
    }


def _seniorities() -> dict[str, str]:
    return {
        "lead": _("lead"),
        "senior": _("senior"),
        "mid": _("experienced"),
        "junior": _("junior"),
    }


def _languages() -> dict[str, str]:
    return {
        "en": _("English"),
        "fr": _("French"),
        "de": _("German"),
        "es": _("Spanish"),
    }


def contract_texts(posting: Posting) -> str:
    """Return the contracts of a posting, one after the other."""
    return ", ".join(code_text("contract", code) for code in posting.contracts)


def domain_texts(posting: Posting) -> str:
    """Return the domains of a posting, one after the other."""
    return ", ".join(code_text("domain", code) for code in posting.domains)


def remote_text(posting: Posting) -> str:
    """Return how much of a job is done remotely: the days a week where they are stated."""
    if posting.remote_days is None:
        return code_text("remote", posting.remote)
    least, most = posting.remote_days
    if not least:
        return _("up to {days}").format(days=_week(most, most))
    return _week(least, most)


def working_time_text(time: WorkingTime) -> str:
    """Return the working days a week."""
    least, most = time
    if least is None or most is None:
        return _("part time possible")
    if least == most == _DAYS_OF_WEEK:
        return _("full time")
    return _week(least, most)


def _week(least: float, most: float) -> str:
    if least == most == 1:
        return _("1 day a week")
    return _("{n} days a week").format(n=_range(least, most))


def _range(least: float, most: float) -> str:
    return decimal("–".join(dict.fromkeys((f"{least:g}", f"{most:g}"))))


def duration_text(duration: Duration) -> str:
    """Return how long a job lasts, in whole years or months, else in weeks."""
    least, most, renewable = duration
    if least is None and most is None:
        return _("renewable") if renewable else ""
    bounds = [bound for bound in (least, most) if bound is not None]
    time = _span(bounds)
    if most is None:
        time = _("at least {time}").format(time=time)
    elif least is None:
        time = _("up to {days}").format(days=time)
    return _("{time}, renewable").format(time=time) if renewable else time


def _span(months: list[float]) -> str:
    """Return one or two numbers of months in the unit in which they are whole."""
    if all(count % _MONTHS_OF_YEAR == 0 for count in months):
        count = _range(months[0] / _MONTHS_OF_YEAR, months[-1] / _MONTHS_OF_YEAR)
        return _("1 year") if count == "1" else _("{n} years").format(n=count)
    if all(count == int(count) for count in months):
        count = _range(months[0], months[-1])
        return _("1 month") if count == "1" else _("{n} months").format(n=count)
    count = _range(months[0] * 4, months[-1] * 4)
    return _("1 week") if count == "1" else _("{n} weeks").format(n=count)


def starts_text(code: str) -> str:
    """Return when a job starts; a code of an unknown form unchanged."""
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


def pay_text(pay: Pay) -> str:
    """Return what a job pays; as written where no amount could be read."""
    amounts = [amount for amount in (pay.min, pay.max) if amount is not None]
    if not amounts:
        return pay.text
    said = "–".join(dict.fromkeys(map(_amount, amounts)))
    said = (
        _("{pay} {currency}")
        .format(pay=said, currency=_CURRENCY_SIGNS.get(pay.currency, pay.currency))
        .strip()
    )
    if pay.max is None:
        said = _("from {pay}").format(pay=said)
    elif pay.min is None:
        said = _("up to {days}").format(days=said)
    unit = {
        "hour": _("{pay} an hour"),
        "day": _("{pay} a day"),
        "week": _("{pay} a week"),
        "month": _("{pay} a month"),
        "year": _("{pay} a year"),
    }.get(pay.unit)
    return unit.format(pay=said) if unit else said


def _amount(amount: float) -> str:
    return number(int(amount)) if amount == int(amount) else decimal(f"{amount:.2f}")
