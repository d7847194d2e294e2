"""Structured data: what schema.org allows, and what this program reads back from it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import rdflib

from jobtui.library.library import Library
from jobtui.postings.terms import Pay
from jobtui.sources.folders import resolve
from tests.index_rows import postings_of
from tests.render.exports.entries import HOSTILE, POSTING, entry, exported, hostile

TEXT, DAY = "text", "day"
# What https://schema.org/JobPosting expects of the properties that are written.
EXPECTED: dict[str, dict[str, set[str]]] = {
    "JobPosting": {
        "title": {TEXT},
        "description": {TEXT},
        "identifier": {TEXT, "PropertyValue"},
        "url": {TEXT},
        "datePosted": {DAY},
        "validThrough": {DAY},
        "hiringOrganization": {"Organization", "Person"},
        "employmentType": {TEXT},
        "occupationalCategory": {TEXT},
        "skills": {TEXT},
        "jobLocation": {"Place"},
        "jobLocationType": {TEXT},
        "baseSalary": {"MonetaryAmount", "PriceSpecification"},
        "jobStartDate": {TEXT, DAY},
        "jobImmediateStart": {"bool"},
        "experienceRequirements": {TEXT, "OccupationalExperienceRequirements"},
        "totalJobOpenings": {"int"},
        "applicationContact": {"ContactPoint"},
        "jobtui:status": {TEXT},
        "jobtui:inferred": {TEXT},
    },
    "PropertyValue": {"name": {TEXT}, "value": {TEXT}},
    "Organization": {"name": {TEXT}, "parentOrganization": {"Organization"}},
    "Place": {"address": {"PostalAddress", TEXT}},
    "PostalAddress": {"addressLocality": {TEXT}},
    "MonetaryAmount": {"currency": {TEXT}, "value": {"QuantitativeValue", "int"}},
    "QuantitativeValue": {
        "value": {"int"},
        "minValue": {"int"},
        "maxValue": {"int"},
        "unitText": {TEXT},
    },
    "ContactPoint": {"email": {TEXT}, "url": {TEXT}},
}


def check(node: dict[str, Any]) -> None:
    """Fail unless each property of a node is one of its type, with a value that it takes."""
    expected = EXPECTED[node["@type"]]
    for name, value in node.items():
        if name not in ("@type", "@id"):
            for one in value if isinstance(value, list) else [value]:
                assert _kind(one, name) in expected[name], (name, one)
                if isinstance(one, dict):
                    check(one)


def _kind(value: object, name: str) -> str:
    if isinstance(value, dict):
        return str(value["@type"])
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, (int, float)):
        return "int"
    if name in ("datePosted", "validThrough"):
        date.fromisoformat(str(value)[:10])
        return DAY
    return TEXT


def graph(written: str) -> list[dict[str, Any]]:
    whole = json.loads(written)
    assert whole["@context"] == "https://schema.org"
    nodes: list[dict[str, Any]] = whole["@graph"]
    return nodes


def test_a_job_is_told_in_the_words_of_schema_org() -> None:
    (job,) = graph(exported("jsonld", entry()))
    check(job)
    assert {"title", "description", "datePosted", "hiringOrganization", "jobLocation"} <= set(job)
    assert job["employmentType"] == ["TEMPORARY", "permanent", "FULL_TIME"]
    assert job["baseSalary"]["value"] == {
        "@type": "QuantitativeValue",
        "minValue": 300.0,
        "maxValue": 400.0,
        "unitText": "DAY",
    }
    assert job["jobLocationType"] == "TELECOMMUTE"
    assert job["jobtui:inferred"] == ["jobLocationType"]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # within rdflib
def test_a_program_of_linked_data_finds_what_the_posting_says() -> None:
    whole = json.loads(exported("jsonld", entry()))
    # Without a network: the context of schema.org says that its words are in this vocabulary.
    whole["@context"] = {"@vocab": "https://schema.org/"}
    found = rdflib.Graph().parse(data=json.dumps(whole), format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    (job,) = found.subjects(rdflib.RDF.type, schema.JobPosting)
    assert str(found.value(job, schema.title)) == "Développeur·se météo"
    towns = found.objects(job, schema.jobLocation / schema.address / schema.addressLocality)
    assert {str(town) for town in towns} == {"Brest", "Lyon"}
    (employer,) = found.objects(job, schema.hiringOrganization / schema.name)
    assert str(employer) == "Ministère des nuages"
    inferred = found.objects(job, rdflib.URIRef("jobtui:inferred"))
    assert [str(one) for one in inferred] == ["jobLocationType"]


@pytest.mark.parametrize(
    ("pay", "salary"),
    [
        (None, None),
        (Pay(text="selon profil"), None),
        (Pay(40000.0, 40000.0, "EUR", "year"), {"value": 40000.0, "unitText": "YEAR"}),
        (Pay(None, 500.0, "EUR", "day"), {"maxValue": 500.0, "unitText": "DAY"}),
    ],
)
def test_pay_is_told_where_there_is_an_amount(pay: Pay | None, salary: object) -> None:
    (job,) = graph(exported("jsonld", entry(POSTING._replace(pay=pay))))
    told = job.get("baseSalary")
    assert (told and {k: v for k, v in told["value"].items() if k != "@type"}) == salary


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("has_unicode", [True, False])
def test_a_hostile_posting_stays_text(text: str, has_unicode: bool) -> None:
    written = exported("jsonld", hostile(text), entry(), has_unicode=has_unicode)
    assert has_unicode or written.isascii()
    assert not set(written) & set("<>&")
    jobs = graph(written)
    assert len(jobs) == 2
    for job in jobs:
        check(job)
        assert job.get("url", "https://").startswith("https://")
        assert "<script" not in job["description"]


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    page = f'<script type="application/ld+json">{exported("jsonld", entry())}</script>'
    (tmp_path / "jobs.html").write_text(f"<html><body><p>x</p>{page}</body></html>", "utf-8")
    library = Library([resolve(tmp_path)])
    try:
        library.refresh()
        (read,) = postings_of(library)
    finally:
        library.close()
    for field in ("title", "published", "closes", "organisation", "places", "positions", "url"):
        assert getattr(read, field) == getattr(POSTING, field), field
    assert read.pay is not None and read.pay[:4] == POSTING.pay[:4]  # type: ignore[index]
