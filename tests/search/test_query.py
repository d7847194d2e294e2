"""A question is one value: equal if it asks the same, and never changed in place."""

from __future__ import annotations

from datetime import date

from jobtui.search.query import Query, Sort

DAY = date(2024, 6, 1)


def test_equal_questions_are_equal_whatever_the_order_of_choosing() -> None:
    one = Query(DAY).choosing("tech", ("Python", "Go")).choosing("year", ("2024",))
    two = Query(DAY).choosing("year", ("2024",)).choosing("tech", ("Go", "Python", "Go"))
    assert one == two
    assert hash(one) == hash(two)


def test_values_are_chosen_and_dropped() -> None:
    query = Query(DAY).choosing("tech", ("Go",))
    chosen = query.choosing("tech", ("Python", "Go", "Go"))
    assert chosen.values("tech") == ("Go", "Python")
    assert chosen.choosing("tech", ("Go",)) == query
    assert query.choosing("tech", ()) == Query(DAY)


def test_not_stated_can_be_chosen() -> None:
    assert Query(DAY).choosing("tech", ("",)).values("tech") == ("",)


def test_the_order_is_relevance_for_words_and_newest_else() -> None:
    assert Query(DAY).order is Sort.NEWEST
    assert Query(DAY, " ").order is Sort.NEWEST
    assert Query(DAY, "dev").order is Sort.RELEVANCE
    assert Query(DAY, "dev", sort=Sort.TITLE).order is Sort.TITLE
    assert Query(DAY, sort=Sort.RELEVANCE).order is Sort.NEWEST
