"""What a posting states, as labelled lines: the head of the detail pane and of ``jobtui show``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import _, day
from jobtui.postings.facets import value_text
from jobtui.postings.inferred_values import KINDS, codes, inferred_text, label
from jobtui.postings.model import Posting, Ruling, Status, status_text
from jobtui.text.printable import printable

if TYPE_CHECKING:
    from jobtui.marks.model import Mark

SYMBOLS = {
    # status is never told by colour alone
    Status.OPEN: "●",
    Status.UNKNOWN: "?",
    Status.EXPIRED: "◌",
    Status.FILLED: "■",
    Status.CLOSED: "×",
}
ASCII_SYMBOLS = {
    Status.OPEN: "o",
    Status.UNKNOWN: "?",
    Status.EXPIRED: "-",
    Status.FILLED: "=",
    Status.CLOSED: "x",
}


class Fact(NamedTuple):
    """One line: what it is, what is stated, and the address behind it (or an empty text)."""

    label: str
    text: str
    link: str = ""
    kind: str = ""  # "status", "inferred", "problem", "extra" or empty


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
    found += [Fact(_("Note"), printable(line)) for line in mark.note.splitlines()]
    return [fact for fact in found if fact.text]


def facts(posting: Posting, ruling: Ruling, own: Sequence[Fact] = ()) -> list[Fact]:
    """Return what is stated, in the order of interest; what is not stated is left out.

    *own* is what the user said of it.
    """
    inferred = _(" (from the text)")
    found = [
        Fact(_("Status"), _status(ruling), kind="status"),
        *own,
        Fact(_("Role"), posting.role if posting.role != posting.title else ""),
        Fact(_("Published"), _dates(posting)),
        Fact(_("Organisation"), posting.organisation),
        Fact(_("Startup"), posting.startup),
        Fact(_("Incubator"), posting.incubator),
        Fact(_("Contract"), ", ".join(posting.contracts)),
        Fact(
            _("Domain"),
            ", ".join(posting.domains)
            + (_(" (from the role)") if posting.domains_inferred else ""),
            kind="inferred" if posting.domains_inferred else "",
        ),
        Fact(_("Technologies"), ", ".join(posting.technologies)),
        Fact(
            _("Juniors"),
            "" if posting.junior is None else value_text("junior", _junior(posting.junior)),
        ),
        Fact(
            _("Apply"),
            posting.apply_to + (inferred if posting.apply_inferred else ""),
            link_of(posting.apply_to),
            "inferred" if posting.apply_inferred else "",
        ),
    ]
    found += _inferred(posting, inferred)
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


def _inferred(posting: Posting, mark: str) -> list[Fact]:
    """Return a line for each kind that the text states, with *mark* behind it."""
    found = []
    for kind in KINDS:
        if told_codes := codes(posting, kind):
            text = ", ".join(inferred_text(kind, code) for code in told_codes)
            found.append(Fact(label(kind), text + mark, kind="inferred"))
    return found


def _rewritten(posting: Posting) -> list[tuple[str, str]]:
    """Return what was written otherwise, where the difference is more than signs and case."""
    from jobtui.text.folding import name_key

    shown = {
        name_key("".join(v)) for v in (posting.contracts, posting.technologies, posting.domains)
    }
    return [(key, text) for key, text in posting.written if name_key(text) not in shown]


def _dates(posting: Posting) -> str:
    said = [day(posting.published)] if posting.published else []
    if posting.closes:
        said.append(_("closes {day}").format(day=day(posting.closes)))
    return ", ".join(said)


def _junior(value: bool) -> str:
    return "yes" if value else "no"
