"""An answer as JSON-LD: JobPosting of schema.org, https://schema.org/JobPosting.

What was read in the text and is not stated is named in ``jobtui:inferred``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from jobtui.postings.term_texts import domain_texts
from jobtui.render.exports.body_html import body_html
from jobtui.render.exports.entry import Export, ExportEntry, text
from jobtui.render.inline import openable

if TYPE_CHECKING:
    from jobtui.postings.model import Posting
    from jobtui.postings.terms import Pay

# The values that search engines know; what has none of its own keeps its code.
_EMPLOYMENT = {
    "fixed-term": "TEMPORARY",
    "temporary": "TEMPORARY",
    "freelance": "CONTRACTOR",
    "internship": "INTERN",
    "volunteer": "VOLUNTEER",
}
_FULL_WEEK = 5
# The properties that tell the fields that may be read in the text.
_PROPERTIES = {
    "contracts": "employmentType",
    "working_time": "employmentType",
    "domains": "occupationalCategory",
    "technologies": "skills",
    "places": "jobLocation",
    "remote": "jobLocationType",
    "pay": "baseSalary",
    "starts": "jobStartDate",
    "seniority": "experienceRequirements",
    "closes": "validThrough",
    "positions": "totalJobOpenings",
    "apply": "applicationContact",
}

Node = dict[str, object]


def jsonld(export: Export, entries: Iterable[ExportEntry]) -> Iterator[str]:
    """Yield the lines of one object: a graph of JobPosting, safe in a ``script`` of a page."""
    yield '{"@context": "https://schema.org",'
    yield ' "@graph": ['
    before = ""
    for entry in entries:
        if before:
            yield before + ","
        before = "  " + _safe(json.dumps(_job(entry), ensure_ascii=False))
    if before:
        yield before
    yield " ]}"


def _safe(written: str) -> str:
    """Return JSON in which no sign can end the ``script`` that holds it."""
    for sign in "<>&\u2028\u2029":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return written


def _job(entry: ExportEntry) -> Node:
    posting = entry.row.posting
    job: Node = {
        "@type": "JobPosting",
        "@id": f"urn:uuid:{entry.uuid}",
        "title": text(posting.title),
        "description": body_html(entry.body, entry.site),
        "identifier": _identifier(posting),
        "url": entry.page,
        "datePosted": posting.published.isoformat() if posting.published else "",
        "validThrough": f"{posting.closes.isoformat()}T23:59:59" if posting.closes else "",
        "hiringOrganization": _organisation(posting),
        "employmentType": _employment(posting),
        "occupationalCategory": text(domain_texts(posting)),
        "skills": ", ".join(map(text, posting.technologies)),
        "jobLocation": [_place(name) for name in posting.places],
        "jobLocationType": "TELECOMMUTE" if posting.remote == "full" else "",
        "baseSalary": _salary(posting.pay),
        "jobStartDate": posting.starts if posting.starts[:1].isdigit() else "",
        "jobImmediateStart": True if posting.starts == "asap" else "",
        "experienceRequirements": posting.seniority,
        "totalJobOpenings": posting.positions or "",
        "applicationContact": _contacts(entry),
        "jobtui:status": entry.row.ruling.status.value,
        "jobtui:inferred": _inferred(posting),
    }
    return {name: value for name, value in job.items() if value not in ("", [], {})}


def _inferred(posting: Posting) -> list[str]:
    """Return the properties whose values were read in the text."""
    names = {_PROPERTIES[name] for name in posting.inferred if name in _PROPERTIES}
    if posting.starts == "asap" and "starts" in posting.inferred:
        names = names - {"jobStartDate"} | {"jobImmediateStart"}
    return sorted(names)


def _identifier(posting: Posting) -> Node:
    name = {"name": text(posting.team)} if posting.team else {}
    return {"@type": "PropertyValue", **name, "value": text(posting.id)}


def _organisation(posting: Posting) -> Node:
    if not posting.team:
        return {}
    node: Node = {"@type": "Organization", "name": text(posting.team)}
    above = posting.incubator if posting.incubator != posting.team else ""
    if above:
        node["parentOrganization"] = {"@type": "Organization", "name": text(above)}
    return node


def _employment(posting: Posting) -> list[str]:
    kinds = [_EMPLOYMENT.get(code, text(code)) for code in posting.contracts]
    time = posting.working_time
    if time is not None and time.days_min is not None:
        kinds.append("FULL_TIME" if time.days_min >= _FULL_WEEK else "PART_TIME")
    return list(dict.fromkeys(kinds))


def _place(name: str) -> Node:
    address = {"@type": "PostalAddress", "addressLocality": text(name)}
    return {"@type": "Place", "address": address}


def _salary(pay: Pay | None) -> Node:
    if pay is None or not pay.currency or pay.min is pay.max is None:
        return {}
    value: Node = {"@type": "QuantitativeValue"}
    if pay.min is not None and pay.min == pay.max:
        value["value"] = pay.min
    else:
        bounds = (("minValue", pay.min), ("maxValue", pay.max))
        value |= {name: amount for name, amount in bounds if amount is not None}
    if pay.unit:
        value["unitText"] = pay.unit.upper()
    return {"@type": "MonetaryAmount", "currency": text(pay.currency), "value": value}


def _contacts(entry: ExportEntry) -> list[Node]:
    posting = entry.row.posting
    found: list[Node] = []
    for address in (*posting.apply.to, *posting.apply.cc):
        if openable(f"mailto:{address}"):
            found.append({"@type": "ContactPoint", "email": text(address)})
    if url := openable(posting.apply.url):
        found.append({"@type": "ContactPoint", "url": url})
    return found
