"""How half-typed lines are parsed, and how words are quoted for a shell."""

from __future__ import annotations

import re
import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.cli.shell_completion import SCRIPTS
from jobtui.cli.shell_words import Line, completed_word, line_of
from jobtui.text.printable import printable

texts = st.text(st.characters(exclude_characters="\x00"))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("jobtui", Line((), "jobtui")),
        ("jobtui ", Line((), "")),
        ("jobtui a b", Line(("a",), "b")),
        ("jobtui a\\ b 'c d' \"e f\"g ", Line(("a b", "c d", "e fg"), "")),
        ("jobtui 'a b", Line((), "a b", "'")),
        ('jobtui a:"b c', Line((), "a:b c", '"', 2)),
        ("jobtui --domain=Dé", Line((), "--domain=Dé", "", 9)),
        ('jobtui "$(a)\\$\\b', Line((), "$(a)$\\b", '"')),
        ("jobtui '' x", Line(("",), "x")),
        ("jobtui a > b", Line(("a",), "b", is_redirected=True)),
        ("jobtui a >b c", Line(("a",), "c")),
    ],
)
def test_a_line_is_taken_apart(text: str, line: Line) -> None:
    assert line_of(text, "bash") == line


def test_fish_has_a_backslash_in_single_quotes() -> None:
    assert line_of("jobtui 'l\\'a", "fish") == Line((), "l'a", "'")
    assert line_of("jobtui 'l\\' a", "bash") == Line(("l\\",), "a")


@given(texts, st.sampled_from(sorted(SCRIPTS)))
def test_any_line_is_taken_apart(text: str, shell: str) -> None:
    line_of(text, shell)


@given(texts)
def test_what_bash_gets_is_one_word(text: str) -> None:
    word = completed_word(text, Line((), ""), "bash")
    assert shlex.split(word) == ([printable(text)] if printable(text) else [])
    if word:
        assert line_of(f"jobtui {word}", "bash").typed == printable(text)


@given(texts)
def test_what_bash_gets_within_quotes_ends_none(text: str) -> None:
    single = completed_word(text, Line((), "", "'"), "bash")
    double = completed_word(text, Line((), "", '"'), "bash")
    if "!" in text:
        assert single == double == ""
        return
    assert shlex.split(f"'{single}'") == [printable(text)]
    assert not re.search(r"(?<!\\)(?:\\\\)*[$`]", double)
    assert shlex.split('"' + re.sub(r"\\([$`])", r"\1", double) + '"') == [printable(text)]


def test_fish_gets_the_letters_that_were_typed() -> None:
    assert completed_word("Développement", Line((), "dev"), "fish") == "developpement"
    assert completed_word("Développement", Line((), "dév"), "fish") == "Développement"
