"""Markdown as sentences, found by their words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jobtui.inference.sentences import Sentence, Sentences, folded_line

WORDS = ("stage", "temps plein", "contr", "%")


def test_sentences_are_found_by_whole_words_beginnings_and_signs() -> None:
    found = Sentences("Un stage.\n\nDes contrats ! Rien.\n\nÀ 80 %\n\nÉtages", WORDS)
    texts = [sentence.text for sentence in found.holding(WORDS)]
    assert texts == ["un stage.", "des contrats !", "a 80 %"]
    assert found.holding(("stage",)) == [Sentence("un stage.")]


def test_the_first_sentence_begins_with_its_heading() -> None:
    found = Sentences("## Contrat\n\n- **CDI** à [Metz](https://a.example)\n- rien", ("contrat",))
    assert found.holding(("contrat",)) == [Sentence("contrat : cdi a metz", "contrat")]


def test_inclusive_endings_are_dropped() -> None:
    assert folded_line("Chargé(e)s, expérimenté·e, formé.e") == "charge, experimente, forme"


@given(st.text(alphabet="st age\n#*-.!?()é%", max_size=80))
def test_what_is_found_is_among_all_sentences(body: str) -> None:
    sentences = Sentences(body, WORDS)
    assert set(sentences.holding(WORDS)) <= set(sentences)
