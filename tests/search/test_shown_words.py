"""Every word that is shown for a value can be typed in a query, in either language."""

from __future__ import annotations

import pytest

from jobtui import i18n
from jobtui.i18n import LANGUAGES
from jobtui.postings.facets import NOT_STATED, value_text
from jobtui.postings.model import Status
from jobtui.search.field_values import statuses_named
from jobtui.search.fields import USER_VALUES
from jobtui.search.parser import parse

# Words that were shown by earlier versions, and may stand in saved searches.
FORMER = {
    "étape:intéresse": "interested",
    "étape:refusée": "rejected",
    "étape:déclinée": "declined",
    "marque:masquée": "hidden",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("facet", USER_VALUES)
def test_a_query_takes_the_words_that_are_shown(language: str, facet: str) -> None:
    i18n.use(language, "iso")
    for value in dict.fromkeys(USER_VALUES[facet].values()):
        shown = value_text(facet, NOT_STATED if value == "none" else value)
        chosen = [one.values for one in parse(f'{facet}:"{shown}"').filters]
        assert chosen == [(value,)], shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_status_is_named_by_the_word_that_is_shown(language: str) -> None:
    i18n.use(language, "iso")
    for status in Status:
        assert statuses_named(value_text("status", status.value)) == (status.value,)


@pytest.mark.parametrize(("typed", "value"), FORMER.items())
def test_a_query_takes_the_words_that_were_shown_before(typed: str, value: str) -> None:
    assert [one.values for one in parse(typed).filters] == [(value,)]
