"""The table of columns: what ``--format table`` can print, and what the setting takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import _, day
from jobtui.postings.facets import value_text
from jobtui.postings.filenames import file_of
from jobtui.postings.model import status_text
from jobtui.postings.term_texts import (
    code_text,
    contract_texts,
    domain_texts,
    duration_text,
    pay_text,
    remote_text,
    starts_text,
    working_time_text,
)

if TYPE_CHECKING:
    from jobtui.marks.model import Mark
    from jobtui.postings.model import Posting, Ruling


class OutputRow(NamedTuple):
    """One posting of an answer, with the user's mark on it."""

    posting: Posting
    ruling: Ruling
    score: float | None = None
    mark: Mark | None = None
    since: tuple[str, ...] = ()  # values of the facet ``since``: new, changed


class Column(NamedTuple):
    """A column of the table: its heading, its text, and whether it may be truncated to fit."""

    heading: Callable[[], str]
    text: Callable[[OutputRow], str]
    can_shrink: bool = True


def _mark_field(one: OutputRow, name: str) -> str:
    """Return a field of the user's mark as the table shows it: a flag is "yes" or empty."""
    value = getattr(one.mark, name) if one.mark else None
    if isinstance(value, bool):
        return _("yes") if value else ""
    return value or ""


def _stage(one: OutputRow) -> str:
    return value_text("stage", one.mark.stage.value) if one.mark and one.mark.stage else ""


def _score(one: OutputRow) -> str:
    return "" if one.score is None else f"{one.score:.3f}"


COLUMNS: dict[str, Column] = {
    "status": Column(lambda: _("Status"), lambda one: status_text(one.ruling.status), False),
    "published": Column(lambda: _("Published"), lambda one: day(one.posting.published), False),
    "opens": Column(lambda: _("Opens"), lambda one: day(one.posting.opens), False),
    "closes": Column(lambda: _("Closes"), lambda one: day(one.posting.closes), False),
    "title": Column(lambda: _("Title"), lambda one: one.posting.title),
    "role": Column(lambda: _("Role"), lambda one: one.posting.role),
    "team": Column(lambda: _("Offered by"), lambda one: one.posting.team),
    "organisation": Column(lambda: _("Organisation"), lambda one: one.posting.organisation),
    "startup": Column(lambda: _("Startup"), lambda one: one.posting.startup),
    "incubator": Column(lambda: _("Incubator"), lambda one: one.posting.incubator),
    "contracts": Column(lambda: _("Contract"), lambda one: contract_texts(one.posting)),
    "domains": Column(lambda: _("Domain"), lambda one: domain_texts(one.posting)),
    "technologies": Column(
        lambda: _("Technology"), lambda one: ", ".join(one.posting.technologies)
    ),
    "tags": Column(lambda: _("Tags"), lambda one: ", ".join(one.posting.tags)),
    "places": Column(lambda: _("Place"), lambda one: ", ".join(one.posting.places)),
    "remote": Column(lambda: _("Remote work"), lambda one: remote_text(one.posting)),
    "pay": Column(
        lambda: _("Pay"), lambda one: pay_text(one.posting.pay) if one.posting.pay else ""
    ),
    "duration": Column(
        lambda: _("Duration"),
        lambda one: duration_text(one.posting.duration) if one.posting.duration else "",
    ),
    "working_time": Column(
        lambda: _("Working time"),
        lambda one: working_time_text(one.posting.working_time) if one.posting.working_time else "",
    ),
    "starts": Column(lambda: _("Start"), lambda one: starts_text(one.posting.starts)),
    "seniority": Column(
        lambda: _("Seniority"), lambda one: code_text("seniority", one.posting.seniority)
    ),
    "language": Column(
        lambda: _("Language"), lambda one: code_text("language", one.posting.language)
    ),
    "positions": Column(lambda: _("Positions"), lambda one: str(one.posting.positions or "")),
    "apply_to": Column(lambda: _("Apply to"), lambda one: one.posting.apply_to),
    "url": Column(lambda: _("Page"), lambda one: one.posting.url),
    "path": Column(lambda: _("File"), lambda one: file_of(one.posting.path)),
    "score": Column(lambda: _("Score"), lambda one: _score(one), False),
    "star": Column(lambda: _("Starred"), lambda one: _mark_field(one, "star"), False),
    "seen": Column(lambda: _("Seen"), lambda one: _mark_field(one, "seen"), False),
    "hidden": Column(lambda: _("Hidden"), lambda one: _mark_field(one, "hidden"), False),
    "note": Column(lambda: _("Note"), lambda one: _mark_field(one, "note")),
    "stage": Column(lambda: _("Stage"), lambda one: _stage(one), False),
    "applied": Column(
        lambda: _("Applied"), lambda one: day(one.mark.applied if one.mark else None), False
    ),
    "followup": Column(
        lambda: _("Follow up"), lambda one: day(one.mark.followup if one.mark else None), False
    ),
    "labels": Column(
        lambda: _("Labels"), lambda one: ", ".join(one.mark.labels) if one.mark else ""
    ),
    "since": Column(
        lambda: _("Since"), lambda one: ", ".join(value_text("since", n) for n in one.since), False
    ),
    "id": Column(lambda: _("Id"), lambda one: one.posting.id),
}
