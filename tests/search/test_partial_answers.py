"""What comes nearest to a query that nothing answers whole."""

from __future__ import annotations

import pytest

from jobtui.search.partial_answers import Partial, PartialAnswers, QueryPart, partial_answers

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
