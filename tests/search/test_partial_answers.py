"""What comes nearest to a query that nothing answers whole."""

from __future__ import annotations

import pytest

from jobtui.search.partial_answers import (
    Partial,
    PartialAnswers,
    QueryPart,
    others_of_job,
    partial_answers,
    partial_answers_of_job,
)

ALL = 0b1111_1111_1111
MANY = 0b1111_1111_1110


@pytest.mark.parametrize(
    ("parts", "answers"),
    [
        ([QueryPart(1, MANY), QueryPart(1, 0)], PartialAnswers(MANY, MANY, Partial(2, 1))),
        (
            [QueryPart(1, 0b011), QueryPart(1, 0b110), QueryPart(1, 0)],
            (0b111, 0b010, Partial(3, 2, is_mixed=True)),
        ),
        ([QueryPart(1, MANY), QueryPart(1, MANY), QueryPart(1, 1)], (MANY, MANY, Partial(3, 2))),
        (
            [QueryPart(2, 0b001), QueryPart(1, 0b110)],
            (0b111, 0b001, Partial(3, 2, is_mixed=True)),
        ),  # "data engineer CDI"
        ([QueryPart(1, 0b11), *[QueryPart(1, 0)] * 3], None),  # one word of four is not near
        ([QueryPart(1, 0), QueryPart(1, 0)], None),
    ],
)
def test_what_has_the_most_words_comes_first(
    parts: list[QueryPart], answers: PartialAnswers | None
) -> None:
    assert partial_answers(parts, ALL) == answers


def test_what_is_not_allowed_is_no_answer() -> None:
    assert partial_answers([QueryPart(1, 0b11), QueryPart(1, 0)], 0b10) == (
        0b10,
        0b10,
        Partial(2, 1),
    )


JOB = QueryPart(1, ALL, titled=0b1111)
JUNIOR, PARIS = (QueryPart(1, bits, is_condition=True) for bits in (0b11_0010, 0b10_0110))


@pytest.mark.parametrize(
    ("parts", "whole", "answers"),
    [
        (  # junior developer Paris: developers who meet one condition, after those who meet both
            [JOB, JUNIOR, PARIS],
            0b0010,
            (0b0100, 0b0100, Partial(3, 2, of_job=True, whole=1)),
        ),
        ([JOB, QueryPart(1, 0b1_0000, is_condition=True)], 0, (15, 15, Partial(2, 1, of_job=True))),
        ([JOB, QueryPart(1, 0b1)], 0, None),  # a word is no condition
    ],
)
def test_other_postings_of_a_job_come_before_those_that_mention_it(
    parts: list[QueryPart], whole: int, answers: PartialAnswers | None
) -> None:
    assert partial_answers_of_job(parts, ALL, whole) == answers


def test_where_few_mention_a_job_others_of_it_follow() -> None:
    parts = [JOB, QueryPart(1, 0b1_0100)]
    assert others_of_job(parts, ALL & ~0b1_0000) == (0b1111, 0b1111, Partial(2, 1, of_job=True))
