"""What comes nearest to a query that nothing answers whole."""

from __future__ import annotations

import pytest

from jobtui.search.partial_answers import Part, Partial, PartialAnswers, partial_answers

ALL = 0b1111_1111_1111
MANY = 0b1111_1111_1110


@pytest.mark.parametrize(
    ("parts", "answers"),
    [
        ([Part(1, MANY), Part(1, 0)], PartialAnswers(MANY, MANY, Partial(2, 1))),
        (
            [Part(1, 0b011), Part(1, 0b110), Part(1, 0)],
            (0b111, 0b010, Partial(3, 2, is_mixed=True)),
        ),
        ([Part(1, MANY), Part(1, MANY), Part(1, 1)], (MANY, MANY, Partial(3, 2))),
        (
            [Part(2, 0b001), Part(1, 0b110)],
            (0b111, 0b001, Partial(3, 2, is_mixed=True)),
        ),  # "data engineer CDI"
        ([Part(1, 0b11), *[Part(1, 0)] * 3], None),  # one word of four is not near
        ([Part(1, 0), Part(1, 0)], None),
    ],
)
def test_what_has_the_most_words_comes_first(
    parts: list[Part], answers: PartialAnswers | None
) -> None:
    assert partial_answers(parts, ALL) == answers


def test_what_is_not_allowed_is_no_answer() -> None:
    assert partial_answers([Part(1, 0b11), Part(1, 0)], 0b10) == (0b10, 0b10, Partial(2, 1))
