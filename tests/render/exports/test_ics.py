"""A calendar as the package icalendar reads it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import icalendar
import pytest

from jobtui.marks.model import Mark
from jobtui.postings.model import Posting, Ruling, Status
from tests.render.exports.entries import HOSTILE, POSTING, entry, exported, hostile

UPCOMING = Ruling(Status.UPCOMING, "opens later", "opens")
CLOSED = Ruling(Status.CLOSED, "open is false", "open")


def items(written: str, kind: str = "VEVENT") -> list[Any]:
    return list(icalendar.Calendar.from_ical(written.encode()).walk(kind))


def test_a_closing_date_is_an_event_of_a_day_with_an_alarm() -> None:
    (event,) = items(exported("ics", entry()))
    assert event.decoded("DTSTART") == date(2024, 3, 31)
    assert event.decoded("DTEND") == date(2024, 4, 1)
    assert "Développeur·se météo" in event["SUMMARY"]
    assert event["LOCATION"] == "Brest, Lyon"
    assert event["URL"] == "https://jobs.example.org/meteo.html"
    assert event["STATUS"] == "CONFIRMED"
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("TRIGGER") == timedelta(hours=-39)


def test_its_uid_stays_when_the_day_is_put_off() -> None:
    later = POSTING._replace(closes=date(2024, 5, 1), title="Autre")
    (one,), (other,) = items(exported("ics", entry())), items(exported("ics", entry(later)))
    assert one["UID"] == other["UID"]


@pytest.mark.parametrize(
    ("posting", "ruling", "summaries", "alarms"),
    [
        (POSTING, CLOSED, 1, 0),
        (POSTING._replace(closes=date(2024, 3, 9)), CLOSED, 1, 0),
        (POSTING._replace(opens=date(2024, 3, 20)), UPCOMING, 2, 2),
        (POSTING._replace(closes=None), CLOSED, 0, 0),
        (POSTING._replace(closes=date.max), UPCOMING, 1, 1),
    ],
)
def test_what_a_posting_puts_into_a_calendar(
    posting: Posting, ruling: Ruling, summaries: int, alarms: int
) -> None:
    written = exported("ics", entry(posting, ruling))
    events = items(written)
    assert (len(events), len(items(written, "VALARM"))) == (summaries, alarms)
    assert all((ruling is CLOSED) == (event["STATUS"] == "CANCELLED") for event in events)


def test_a_day_to_follow_up_is_a_to_do() -> None:
    one = entry()
    one = one._replace(row=one.row._replace(mark=Mark(followup=date(2024, 3, 15))))
    (todo,) = items(exported("ics", one), "VTODO")
    assert todo.decoded("DUE") == date(2024, 3, 15)
    assert todo["STATUS"] == "NEEDS-ACTION"
    (alarm,) = todo.walk("VALARM")
    assert alarm["TRIGGER"].params["RELATED"] == "END"  # there is no start


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_posting_adds_no_line(text: str) -> None:
    written = exported("ics", hostile(text))
    (event,) = items(written)
    assert set(event) <= {
        "UID", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND", "STATUS", "TRANSP", "SUMMARY",
        "DESCRIPTION", "LOCATION", "URL", "CATEGORIES",
    }  # fmt: skip
    lines = written.split("\r\n")
    assert all(len(line.encode()) <= 75 and "\n" not in line for line in lines)
