"""What a posting states, as labelled lines: the head of the detail pane and of ``jobtui show``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import _, day
from jobtui.postings.facets import value_text
from jobtui.postings.model import Posting, Ruling, Status, status_text
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
from jobtui.text.printable import printable

if TYPE_CHECKING:
    from jobtui.marks.model import Mark

SYMBOLS = {
    # status is never told by colour alone
    Status.OPEN: "●",
    Status.UPCOMING: "○",
    Status.UNKNOWN: "?",
    Status.EXPIRED: "◌",
    Status.FILLED: "■",
    Status.CLOSED: "×",
}
ASCII_SYMBOLS = {
    Status.OPEN: "o",
    Status.UPCOMING: ".",
    Status.UNKNOWN: "?",
    Status.EXPIRED: "-",
    Status.FILLED: "=",
    Status.CLOSED: "x",
}


INFERRED = "≈"  # stands behind what was read in the text


class Fact(NamedTuple):
    """One line: what it is, what is stated, and the address behind it (or an empty text)."""

    label: str
    text: str
    link: str = ""
    kind: str = ""  # "status", "inferred", "problem", "extra" or empty
    field: str = ""  # that states it, as the JSON key; empty for what is no term of the job


def own_facts(mark: Mark, since: Sequence[str] = ()) -> list[Fact]:
    """Return what the user said of a posting, and what is *since* their last visit."""
    flags = (("starred", mark.star), ("seen", mark.seen), ("hidden", mark.hidden))
    said = [value_text("since", one) for one in since]
    said += [value_text("mark", flag) for flag, is_set in flags if is_set]
    stage = value_text("stage", mark.stage.value) if mark.stage else ""
    if mark.applied:
        applied = _("applied on {day}").format(day=day(mark.applied))
        is_other = mark.stage is not None and mark.stage.value != "applied"
        stage = f"{stage}, {applied}" if is_other else applied
    found = [Fact(_("Marks"), ", ".join(said)), Fact(_("Stage"), stage)]
    found.append(Fact(_("Follow up"), day(mark.followup)))
    found.append(Fact(_("Labels"), ", ".join(map(printable, mark.labels))))
    found += [Fact(_("Note"), printable(line)) for line in mark.note.splitlines()]
    return [fact for fact in found if fact.text]


def facts(posting: Posting, ruling: Ruling, own: Sequence[Fact] = ()) -> list[Fact]:
    """Return what is stated, in the order of interest; what is not stated is left out.

    *own* is what the user said of it.
    """
    found = [
        Fact(_("Status"), _status(ruling), kind="status"),
        *own,
        Fact(_("Role"), posting.role if posting.role != posting.title else ""),
        Fact(_("Published"), _dates(posting)),
        Fact(_("Organisation"), posting.organisation),
        Fact(_("Startup"), posting.startup),
        Fact(_("Incubator"), posting.incubator),
        *_terms(posting),
    ]
    found += [Fact(_("Contact"), contact, link_of(contact)) for contact in posting.contacts]
    found.append(Fact(_("Page"), posting.url, posting.url))
    found += [Fact(key, f"« {text} »", kind="extra") for key, text in _rewritten(posting)]
    found += [Fact(key, text, link_of(text), "extra") for key, text in posting.extra]
    for problem in posting.problems:
        text = _("line {line}: {message}").format(line=problem.line, message=problem.in_field())
        found.append(Fact(_("Problem"), text, kind="problem"))
    return [fact for fact in found if fact.text]


def link_of(text: str) -> str:
    """Return the address that *text* is: http(s) as it stands, e-mail behind ``mailto:``."""
    if text.startswith(("http://", "https://")) and " " not in text:
        return text
    name, at, host = text.partition("@")
    if at and name and "." in host and " " not in text:
        return f"mailto:{text}"
    return ""


def _status(ruling: Ruling) -> str:
    return _("{label}: {text}").format(label=status_text(ruling.status), text=ruling.reason)


def _terms(posting: Posting) -> list[Fact]:
    """Return a line for each of the terms of a job; "inferred" is what was read in the text."""
    told = [
        ("contracts", _("Contract"), contract_texts(posting)),
        ("domains", _("Domain"), domain_texts(posting)),
        ("technologies", _("Technologies"), ", ".join(posting.technologies)),
        ("tags", _("Tags"), ", ".join(posting.tags)),
        ("junior", _("Juniors"), _junior(posting.junior)),
        ("apply", _("Apply"), posting.apply_to),
        *(("apply", _("Apply"), other) for other in _other_ways(posting)),
        *(("apply", _("Copy to"), other) for other in posting.apply.cc),
        ("places", _("Place"), ", ".join(posting.places)),
        ("remote", _("Remote work"), remote_text(posting)),
        ("duration", _("Duration"), duration_text(posting.duration) if posting.duration else ""),
        (
            "working_time",
            _("Working time"),
            working_time_text(posting.working_time) if posting.working_time else "",
        ),
        ("starts", _("Start"), starts_text(posting.starts)),
        ("seniority", _("Seniority"), code_text("seniority", posting.seniority)),
        ("pay", _("Pay"), pay_text(posting.pay) if posting.pay else ""),
        ("positions", _("Positions"), str(posting.positions or "")),
        ("language", _("Language"), code_text("language", posting.language)),
    ]
    found = []
    for field, label, text in told:
        is_inferred = field in posting.inferred
        link = link_of(text) if field == "apply" else ""
        kind = "inferred" if is_inferred else ""
        found.append(Fact(label, text, link, kind, field))
    return found


def _other_ways(posting: Posting) -> list[str]:
    """Return the addresses to apply to beside the preferred one."""
    ways = (posting.apply.url, *posting.apply.to)
    return [way for way in ways if way and way != posting.apply_to]


def _rewritten(posting: Posting) -> list[tuple[str, str]]:
    """Return what was written otherwise, where the difference is more than signs and case."""
    from jobtui.text.folding import name_key

    shown = {
        name_key("".join(v))
        for v in (contract_texts(posting), posting.technologies, domain_texts(posting))
    }
    return [(key, text) for key, text in posting.written if name_key(text) not in shown]


def _dates(posting: Posting) -> str:
    said = [day(posting.published)] if posting.published else []
    if posting.opens:
        said.append(_("opens {day}").format(day=day(posting.opens)))
    if posting.closes:
        said.append(_("closes {day}").format(day=day(posting.closes)))
    return ", ".join(said)


def _junior(value: bool | None) -> str:
    return "" if value is None else value_text("junior", "yes" if value else "no")
