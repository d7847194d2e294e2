"""How far apart two spellings are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.text.edit_distance import distance


@pytest.mark.parametrize(
    ("a", "b", "away"),
    [
        ("phare", "phare", 0), ("phare", "phares", 1), ("phare", "fare", 2), ("phare", "phrae", 1),
        ("develppeur", "developpeur", 1), ("devleoppeur", "developpeur", 1), ("pyton", "python", 1),
        ("", "a", 1), ("", "ab", 2), ("abc", "xyz", -1), ("django", "dojango", 1), ("ab", "ba", 1),
    ],
)  # fmt: skip
def test_distances(a: str, b: str, away: int) -> None:
    assert distance(a, b) == away


WORDS = st.text("abc", max_size=7)


def _plain(a: str, b: str) -> int:
    table = [[i + j if not i * j else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            cost = [
                table[i - 1][j] + 1,
                table[i][j - 1] + 1,
                table[i - 1][j - 1] + (a[i - 1] != b[j - 1]),
            ]
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                cost.append(table[i - 2][j - 2] + 1)
            table[i][j] = min(cost)
    return table[-1][-1]


@given(WORDS, WORDS, st.sampled_from([1, 2]))
def test_it_is_the_plain_distance_up_to_the_most(a: str, b: str, most: int) -> None:
    away = _plain(a, b)
    assert distance(a, b, most) == (away if away <= most else -1)
