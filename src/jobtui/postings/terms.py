"""The terms of a job as values: pay, duration, working time, how to apply; and their codes.

Codes are what the index stores and what the formats for programs print; ``term_texts`` puts them
into the user's words. Names follow schema.org's JobPosting where it has one.
"""

from typing import NamedTuple

CONTRACTS = (
    "permanent",
    "fixed-term",
    "freelance",
    "civil-service",
    "internship",
    "apprenticeship",
    "temporary",
    "volunteer",
)
DOMAINS = (
    "development",
    "product",
    "design",
    "deployment",
    "community",
    "coaching",
    "data",
    "support",
    "other",
)
REMOTE_AT_ALL = ("full", "partial", "possible")
REMOTE = (*REMOTE_AT_ALL, "no")
SENIORITIES = ("junior", "mid", "senior", "lead")
PAY_UNITS = ("hour", "day", "week", "month", "year")


class Pay(NamedTuple):
    """What a job pays before tax, in whole units of the currency; None: not stated."""

    min: float | None = None
    max: float | None = None
    currency: str = ""  # ISO 4217, such as EUR
    unit: str = ""  # one of PAY_UNITS, empty if not stated
    text: str = ""  # as written in the frontmatter, empty if read in the text


class Duration(NamedTuple):
    """How long a job lasts, in months; a week is a quarter of one. None: no limit stated."""

    min_months: float | None = None
    max_months: float | None = None
    renewable: bool = False


class WorkingTime(NamedTuple):
    """Working days a week, 5 for full time; both None: part time is possible, no days stated."""

    days_min: float | None = None
    days_max: float | None = None


class Apply(NamedTuple):
    """All ways to apply: mail to several people, with copies to others, or a form."""

    to: tuple[str, ...] = ()  # e-mail addresses without "mailto:"
    cc: tuple[str, ...] = ()
    url: str = ""  # http(s)
    by_mail: bool = False  # whether mail is preferred where there is also a form

    @property
    def first(self) -> str:
        """The preferred address, empty if there is none."""
        mail = self.to[0] if self.to else ""
        return mail or self.url if self.by_mail else self.url or mail


def apply_at(*addresses: str) -> Apply:
    """Return the ways to apply that *addresses* are, e-mail or http(s), the preferred one first."""
    stated = [address for address in addresses if address]
    forms = [address for address in stated if "://" in address]
    mails = tuple(dict.fromkeys(address for address in stated if "://" not in address))
    return Apply(mails, (), forms[0] if forms else "", bool(stated) and "://" not in stated[0])
