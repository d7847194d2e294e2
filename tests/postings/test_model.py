from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jobtui.postings.model import (
    Posting,
    Problem,
    Severity,
    Statement,
    Status,
    stated_status,
    status_of,
)

TODAY = date(2022, 6, 15)
YESTERDAY = date(2022, 6, 14)
TOMORROW = date(2022, 6, 16)
OPEN = Statement("open", "true", True)
SHUT = Statement("open", "false", False)
STATUS_OPEN = Statement("status", "open", True)
STATUS_SHUT = Statement("status", "closed", False)
FILLED = Statement("poste_pourvu", "true", True)
FREE = Statement("poste_pourvu", "false", False)


def ruling_of(
    said: tuple[Statement, ...] = (), filled: tuple[Statement, ...] = (), closes: date | None = None
) -> tuple[Status, str, str]:
    field = "poste_ferme" if closes else ""
    posting = Posting(
        "a", "a.md", "A", closes=closes, closes_field=field, said_open=said, said_filled=filled
    )
    return status_of(posting, TODAY)


@pytest.mark.parametrize(
    ("said", "filled", "closes", "status", "reason", "field"),
    [
        ((), (), None, Status.UNKNOWN, "neither open nor status is set", ""),
        ((), (FREE,), None, Status.UNKNOWN, "neither open nor status is set", ""),
        ((), (), TOMORROW, Status.OPEN, "until 2022-06-16 (poste_ferme)", "poste_ferme"),
        ((OPEN,), (), None, Status.OPEN, "open is true", "open"),
        ((STATUS_OPEN,), (), None, Status.OPEN, "status is open", "status"),
        ((OPEN,), (FREE,), None, Status.OPEN, "open is true", "open"),
        ((OPEN,), (), TODAY, Status.OPEN, "open is true, until 2022-06-15 (poste_ferme)", "open"),
        (
            (OPEN,),
            (),
            TOMORROW,
            Status.OPEN,
            "open is true, until 2022-06-16 (poste_ferme)",
            "open",
        ),
        (
            (OPEN,),
            (),
            YESTERDAY,
            Status.EXPIRED,
            "the closing date 2022-06-14 (poste_ferme) has passed, though open is true",
            "poste_ferme",
        ),
        (
            (),
            (),
            YESTERDAY,
            Status.EXPIRED,
            "the closing date 2022-06-14 (poste_ferme) has passed",
            "poste_ferme",
        ),
        ((SHUT,), (), None, Status.CLOSED, "open is false", "open"),
        ((STATUS_SHUT,), (), TOMORROW, Status.CLOSED, "status is closed", "status"),
        (
            (SHUT, STATUS_OPEN),
            (),
            None,
            Status.CLOSED,
            "open is false, though status is open",
            "open",
        ),
        (
            (OPEN, STATUS_SHUT),
            (),
            None,
            Status.CLOSED,
            "status is closed, though open is true",
            "status",
        ),
        (
            (SHUT,),
            (),
            YESTERDAY,
            Status.CLOSED,
            "the closing date 2022-06-14 (poste_ferme) has passed, and open is false",
            "poste_ferme",
        ),
        (
            (SHUT, STATUS_OPEN),
            (),
            YESTERDAY,
            Status.CLOSED,
            "the closing date 2022-06-14 (poste_ferme) has passed, and open is false, "
            "though status is open",
            "poste_ferme",
        ),
        ((), (FILLED,), None, Status.FILLED, "poste_pourvu is true", "poste_pourvu"),
        ((SHUT,), (FILLED,), YESTERDAY, Status.FILLED, "poste_pourvu is true", "poste_pourvu"),
        (
            (OPEN,),
            (FILLED,),
            None,
            Status.FILLED,
            "poste_pourvu is true, though open is true",
            "poste_pourvu",
        ),
        (
            (),
            (FREE, Statement("status", "pourvu", True)),
            None,
            Status.FILLED,
            "status is pourvu, though poste_pourvu is false",
            "status",
        ),
    ],
)
def test_the_stricter_statement_wins_and_the_reason_names_the_other(
    said: tuple[Statement, ...],
    filled: tuple[Statement, ...],
    closes: date | None,
    status: Status,
    reason: str,
    field: str,
) -> None:
    assert ruling_of(said, filled, closes) == (status, reason, field)


def test_the_last_day_is_open_and_the_next_is_not() -> None:
    posting = Posting(
        "a", "a.md", "A", closes=date(2022, 6, 30), closes_field="poste_ferme", said_open=(OPEN,)
    )
    assert status_of(posting, date(2022, 6, 30)).status is Status.OPEN
    assert status_of(posting, date(2022, 7, 1)).status is Status.EXPIRED


def test_a_problem_reads_as_one_line_for_a_compiler_run() -> None:
    problem = Problem("a/b.md", 3, "open", "expected true or false", Severity.WARNING, "true")
    assert str(problem) == "a/b.md:3: warning: open: expected true or false (taken as: true)"
    whole = Problem("b.md", 1, "", "no frontmatter", Severity.ERROR)
    assert str(whole) == "b.md:1: error: -: no frontmatter"


@pytest.mark.parametrize(
    ("organisation", "startup", "incubator", "team"),
    [("O", "S", "I", "O"), ("", "S", "I", "S"), ("", "", "I", "I"), ("", "", "", "")],
)
def test_the_team_is_the_nearest_name(
    organisation: str, startup: str, incubator: str, team: str
) -> None:
    posting = Posting(
        "a", "a", "A", organisation=organisation, startup=startup, incubator=incubator
    )
    assert posting.team == team


@pytest.mark.parametrize(
    ("stated", "status", "reason"),
    [
        ({"opens": date(2022, 6, 16)}, Status.UPCOMING, "opens on 2022-06-16 (from the text)"),
        (
            {"opens": TODAY, "opens_field": "opens"},
            Status.UNKNOWN,
            "neither open nor status is set",
        ),
        (
            {"opens": date(2022, 6, 20), "said_open": (OPEN,), "closes": date(2022, 6, 30)},
            Status.UPCOMING,
            "opens on 2022-06-20 (from the text)",
        ),
        ({"said_upcoming": (Statement("state", "soon", True),)}, Status.UPCOMING, "state is soon"),
        (
            {
                "said_upcoming": (Statement("state", "soon", True),),
                "opens": date(2022, 6, 1),
                "closes": date(2022, 6, 30),
            },
            Status.OPEN,
            "until 2022-06-30 (from the text)",
        ),
        ({"said_open": (OPEN,), "closes_field": "frist"}, Status.UNKNOWN, "frist is no date"),
        (
            {"said_open": (Statement("", "", True),)},
            Status.OPEN,
            "the source says that what states nothing is open",
        ),
        (
            {"closes": date(2022, 6, 1), "said_open": (Statement("", "", True),)},
            Status.EXPIRED,
            "the closing date 2022-06-01 of the text has passed",
        ),
    ],
)
def test_days_and_the_source_decide_where_nothing_else_does(
    stated: dict[str, Any], status: Status, reason: str
) -> None:
    posting = Posting("a", "a.md", "A")._replace(**stated)
    assert status_of(posting, TODAY)[:2] == (status, reason)
    on_the_day = {Status.EXPIRED: Status.OPEN}.get(status, status)
    if posting.opens is None or posting.opens <= TODAY:
        assert stated_status(posting) is on_the_day
