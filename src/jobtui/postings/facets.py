"""The facets: what postings are filtered and counted by, and how their values are shown."""

from collections.abc import Callable
from typing import NamedTuple

from jobtui.i18n import _
from jobtui.postings.model import Posting, Status, stated_status, status_text
from jobtui.postings.term_texts import code_text

NOT_STATED = ""  # the value of postings that do not state the facet
NEWS = ("new", "changed", "closed", "reopened")
DUE = ("followup", "closing")


class Facet(NamedTuple):
    """One way to filter postings.

    ``values`` are what a posting's file states, whatever the day; those of a facet ``by_user``
    come from the user's marks and visits.
    """

    name: str  # also the command line's option
    label: Callable[[], str]
    values: Callable[[Posting], tuple[str, ...]]
    ordered: bool = False  # few values, shown in a fixed order; others are sorted by count
    other_name: Callable[[Posting], str] = lambda _posting: ""  # a second name of its value
    by_user: bool = False  # from the user's marks and visits; shown only if there are any


def _one(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


def _years(posting: Posting) -> tuple[str, ...]:
    return (str(posting.published.year),) if posting.published else ()


def _junior(posting: Posting) -> tuple[str, ...]:
    return () if posting.junior is None else ("yes" if posting.junior else "no",)


def _own(name: str, label: Callable[[], str]) -> Facet:
    return Facet(name, label, lambda _posting: (), ordered=True, by_user=True)


FACETS: tuple[Facet, ...] = (
    _own("due", lambda: _("Due")),
    _own("since", lambda: _("Since last visit")),
    _own("mark", lambda: _("Marks")),
    _own("stage", lambda: _("Stage")),
    _own("label", lambda: _("Labels")),
    Facet("status", lambda: _("Status"), lambda p: (stated_status(p).value,), True),
    Facet("domain", lambda: _("Domain"), lambda p: p.domains),
    Facet("contract", lambda: _("Contract"), lambda p: p.contracts),
    Facet("organisation", lambda: _("Organisation"), lambda p: _one(p.organisation)),
    Facet(
        "startup",
        lambda: _("Startup"),
        lambda p: _one(p.startup),
        other_name=lambda p: p.startup_key,
    ),
    Facet("incubator", lambda: _("Incubator"), lambda p: _one(p.incubator)),
    Facet("tech", lambda: _("Technology"), lambda p: p.technologies),
    Facet("year", lambda: _("Year"), _years, True),
    Facet("junior", lambda: _("Juniors welcome"), _junior, True),
    Facet("place", lambda: _("Place"), lambda p: p.places),
    Facet("remote", lambda: _("Remote work"), lambda p: _one(p.remote)),
    Facet("seniority", lambda: _("Seniority"), lambda p: _one(p.seniority)),
    Facet("language", lambda: _("Language"), lambda p: _one(p.language)),
    Facet("tag", lambda: _("Tag"), lambda p: p.tags),
)
STATUSES = tuple(status.value for status in Status)
BY_NAME = {facet.name: facet for facet in FACETS}
OPEN = Status.OPEN.value


def value_text(facet: str, value: str) -> str:
    """Return how a value of a facet is shown to the user."""
    if value == NOT_STATED:
        return _("not stated")
    if facet == "status":
        return status_text(Status(value)) if value in STATUSES else value
    if facet == "junior":
        return _("yes") if value == "yes" else _("no")
    if facet == "label":
        return value
    if facet in BY_NAME and BY_NAME[facet].by_user:
        return _mark_text(value)
    return code_text(facet, value)


def _mark_text(value: str) -> str:
    """Return a value of one of the user's own facets in their language."""
    return {
        "starred": _("starred"),
        "noted": _("with a note"),
        "unseen": _("unseen"),
        "seen": _("seen"),
        "hidden": _("hidden"),
        "interested": _("interested"),
        "applied": _("applied"),
        "interview": _("interview"),
        "offer": _("offer"),
        "declined": _("declined"),
        "rejected": _("rejected"),
        "new": _("new"),
        "changed": _("changed"),
        "closed": _("closed since"),
        "reopened": _("reopened"),
        "followup": _("follow up"),
        "closing": _("closes this week"),
    }.get(value, value)
