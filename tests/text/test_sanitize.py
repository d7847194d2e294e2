from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jobtui.text.printable import printable
from jobtui.text.sanitize import clean

BIDIRECTIONAL = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
ANY_TEXT = st.text(st.characters(), max_size=60)  # lone surrogates too
ODD_TEXT = st.text(
    st.sampled_from("a ❤😀\u200d\u200b\ufe0f\u0301\x1b\x00\x9b\u202e\ud800\t\r\n\x85\u2028\u00a0"),
    max_size=30,
)


def unsafe(text: str) -> set[str]:
    return {
        char
        for char in text
        if char in BIDIRECTIONAL or unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")
    }


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("", ""),
        ("développeur·se", "développeur·se"),
        ("  deux \t mots\n", "deux mots"),
        ("a\r\nb\rc\x85d\u2028e\u2029f", "a b c d e f"),
        ("rouge \x1b[31mvif\x1b[0m", "rouge [31mvif[0m"),
        ("titre\x1b]0;pris\x07", "titre]0;pris"),
        ("\x9b31m", "31m"),
        ("a\x00b", "ab"),
        ("abc\u202edef\u2066ghi\u2069", "abcdefghi"),
        ("zéro\u200blargeur\ufeff", "zérolargeur"),
        ("cou\u00adpure", "coupure"),
        ("insécable\u00a0: oui", "insécable\u00a0: oui"),
        ("fine\u202f!", "fine\u202f!"),
        ("\ud83d seul", "\ufffd seul"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"),
        ("👩\u200d", "👩"),
        ("👩\u200d\u200d💻", "👩💻"),
        ("👩\u200dmot", "👩mot"),
        ("mot\u200dmot", "motmot"),
        ("e" + "\u0301" * 50, "e" + "\u0301" * 4),
        ("क" + "\u093f" * 9, "क" + "\u093f" * 4),
        ("가" + "\u1161" * 9, "가" + "\u1161" * 4),
        ("👍" + "\U0001f3fb" * 9, "👍" + "\U0001f3fb" * 4),
        ("👩\u200d" * 6 + "👩", "👩\u200d" * 4 + "👩👩\u200d👩"),
        ("vi\u3164de\u115f \u034fici\uffa0", "vide ici"),
        ("caché\U000e0041\U000e007f", "caché"),
    ],
)
def test_nothing_is_left_that_steers_or_hides(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_lines_are_kept_on_demand_and_tabs_are_four_spaces() -> None:
    text = "un\r\ndeux\rtrois\x85quatre\u2028\tcinq \x1b"
    assert clean(text, keep_newlines=True) == "un\ndeux\ntrois\nquatre\n    cinq "


@given(st.one_of(ANY_TEXT, ODD_TEXT))
@example("e\u034fe")
@example("e" + "\u0301" * 5)
@example("ᄀ" + "\u1161" * 5)
@example("a\U000e0100")
def test_the_quick_way_cleans_as_well(text: str) -> None:
    assert " ".join(printable(text).split()) == " ".join(clean(text).split())


@given(st.one_of(ANY_TEXT, ODD_TEXT))
@example("😀\u200d\u200d")
def test_any_text_is_safe_and_one_line(text: str) -> None:
    cleaned = clean(text)
    assert not unsafe(cleaned)
    assert cleaned == cleaned.strip()
    assert "  " not in cleaned


@given(st.one_of(ANY_TEXT, ODD_TEXT), st.booleans())
def test_cleaning_twice_changes_nothing(text: str, keep: bool) -> None:
    cleaned = clean(text, keep)
    assert clean(cleaned, keep) == cleaned
    assert not unsafe(cleaned) - {"\n"}
