"""Differences in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.render.differences import ADDED, GAP, REMOVED, coloured, differences, written

OLD = "---\ntitle: A sailor\ncloses: 2025-03-11\n---\n\nWe sail.\nWe fish.\nWe rest.\nWe sing.\n"


@pytest.mark.parametrize(
    ("new", "lines"),
    [
        (OLD, []),
        (
            OLD.replace("03-11", "04-01"),
            [
                "…",
                "title: A sailor",
                "closes: 2025-[-03-]{+04+}-[-11-]{+01+}",
                "---",
                "…",
            ],
        ),
        (OLD.replace("We fish.\n", ""), ["…", "We sail.", "[-We fish.-]", "We rest.", "…"]),
        (OLD + "We dance.\n", ["…", "We sing.", "{+We dance.+}"]),
    ],
)
def test_words_that_differ_with_the_lines_around_them(new: str, lines: list[str]) -> None:
    assert [written(line) for line in differences(OLD, new) if line] == lines


@given(st.text("ab \n", max_size=30), st.text("ab \n", max_size=30))
def test_both_texts_are_told(old: str, new: str) -> None:
    lines = differences(old, new)
    assert bool(lines) == (old.rstrip("\n") != new.rstrip("\n"))
    for sign in (REMOVED, ADDED):
        told = "".join(part.text for line in lines for part in line if part.kind == sign)
        assert set(told) <= set(old + new)


def test_a_long_passage_is_replaced_whole_and_controls_are_taken_out() -> None:
    old, new = ("a " * 3000), ("b\x1b[2J " * 3000)
    lines = differences(old, new)
    kinds = {part.kind for line in lines for part in line}
    assert kinds <= {REMOVED, ADDED, GAP}
    assert "\x1b[2J" not in "".join(written(line) for line in lines)
    assert coloured(differences("a", "b")[0]) == "\x1b[31;9ma\x1b[0m\x1b[32;1mb\x1b[0m"
