"""Snippets: plain text from a word on, around the first hit that is not the title again."""

from __future__ import annotations

import re

import pytest

from jobtui.render.snippet import snippet


def hits(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer("phares?", text)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("- **Garder** le [phare](https://a.example/p) la nuit", "Garder le phare la nuit"),
        ("# Un phare\n\nle phare_de_nuit", "le phare_de_nuit"),
        ("1. <b>phare</b> `x`", "phare x"),
        ("Ce qui compte ici, c'est la lumière des phares", "… c'est la lumière des phares"),
        ("\x1b[31mphare\u202e", "[31mphare"),
        ("rien", ""),
        ("", ""),
        ("mot" * 20_000 + "phare", ""),
    ],
)  # fmt: skip
def test_what_stands_around_the_hit(body: str, expected: str) -> None:
    assert snippet(body, hits, "Un phare") == expected


def test_a_hit_behind_one_long_word() -> None:
    assert snippet("x" * 90 + "phare", hits) == "… phare"
