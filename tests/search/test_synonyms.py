"""Words of the trade: the tables, and what they find."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jobtui.index.cache import Cache
from jobtui.library.library import Library
from jobtui.search.query import Query
from jobtui.search.synonyms import JOBS, RELATED, WORDS
from jobtui.search.translate import is_in_the_trade, is_of_the_trade
from jobtui.sources import folders

DAY = date(2024, 5, 1)
TITLES = {
    "sysadmin": "Administrateur·rice système",
    "com": "Chargé·e de communication",
    "product": "Product manager",
    "science": "Data-scientiste",
    "analyst": "Data analyst",
    "vue": "Dev front Vue.js",
    "learning": "Chercheuse",
    "bizdev": "Business developer",
    "other": "Chef de cuisine",
}
BODIES = {
    "learning": "Du machine learning, avec un data scientist.",
    "other": "Écrire à recette@cuisine.com, le PO répond.",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder: Path = tmp_path_factory.mktemp("postings")
    for name, title in TITLES.items():
        text = f"---\ntitle: {title}\nopen: true\n---\n{BODIES.get(name, 'Rien.')}\n"
        (folder / f"2024-04-01-{name}.md").write_text(text, "utf-8")
    chosen = [folders.resolve(folder)]
    opened = Library(chosen, Cache.of(chosen, tmp_path_factory.mktemp("cache")))
    opened.refresh()
    return opened


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("admin sys", ["sysadmin"]),
        ("ops", ["sysadmin"]),
        ("chargée de com", ["com"]),
        ("IA", ["analyst", "science", "learning"]),  # near it in a title, then in a text
        ("PO", ["product", "other"]),  # in a heading by another name before in a text
        ("chef de produit", ["product", "other"]),
        ("data scientist", ["science", "analyst", "learning"]),
        ("vuejs", ["vue"]),
        ("développeuse", ["vue", "bizdev"]),  # which is another job
        ("business dev", ["bizdev"]),
        ("biz dev", ["bizdev"]),
        ("vue js", ["vue"]),
        ("cuisine.com", ["other"]),
    ],
)
def test_what_people_call_the_same_is_found(library: Library, text: str, found: list[str]) -> None:
    postings = library.search(Query(DAY, text)).postings
    assert [posting.id[11:] for posting in postings] == found


@pytest.mark.parametrize("text", ["design", "designer", "product design", "designeuse"])
def test_who_designs_comes_before_who_works_with_designs(tmp_path: Path, text: str) -> None:
    postings = {
        "a": ("Designeuse produit", "Dessiner des phares."),
        "b": ("Cheffe de cuisine", "Le design, un designer, un product design : du design."),
    }
    for name, (title, body) in postings.items():
        front = f"---\ntitle: {title}\nopen: {'true' if name == 'b' else 'false'}\n---\n"
        (tmp_path / f"2024-04-01-{name}.md").write_text(f"{front}{body}\n", "utf-8")
    chosen = [folders.resolve(tmp_path)]
    opened = Library(chosen, Cache.of(chosen, tmp_path / "cache"))
    opened.refresh()
    found = opened.search(Query(DAY, text)).postings
    assert [posting.id[11:] for posting in found] == ["a", "b"]


def test_a_slip_is_said_with_the_accents_of_the_word(library: Library) -> None:
    slips = library.search(Query(DAY, "chercheuse edministratrice systme")).help.slips
    assert [slip.read_as for slip in slips] == ["administratrice", "système"]


def test_a_slip_of_a_word_for_a_condition_is_one_though_no_posting_has_it(library: Library) -> None:
    help_ = library.search(Query(DAY, "aprenticeship")).help
    assert [slip.read_as for slip in help_.slips] == ["apprenticeship"]
    assert help_.meanings[0].condition.values == ("apprenticeship",)


def test_no_form_stands_twice_in_a_group_and_none_is_empty() -> None:
    for forms in (*JOBS, *WORDS, *RELATED):
        assert len(set(forms)) == len(forms) > 1
        assert all(forms)


def test_every_form_and_its_words_are_of_the_trade() -> None:
    """They are looked up by the beginnings of their words."""
    forms = [form for group in (*JOBS, *WORDS) for form in group]
    assert all(map(is_of_the_trade, forms))
    assert all(map(is_in_the_trade, [*forms, "user", "success", "déploiement"]))
    assert not any(map(is_of_the_trade, ("", "de", "pluie", "ingénieur")))


def test_a_slip_in_a_posting_counts_as_the_frequent_word(tmp_path: Path) -> None:
    titles = ["Comptable"] * 20 + ["Comptabel", "Compatible"]  # the last is another word
    for number, title in enumerate(titles):
        text = f"---\ntitle: {title}\nopen: true\n---\n"
        (tmp_path / f"2024-04-01-{number:02}.md").write_text(text, "utf-8")
    chosen = [folders.resolve(tmp_path)]
    opened = Library(chosen, Cache.of(chosen, tmp_path / "cache"))
    opened.refresh()
    found = [opened.search(Query(DAY, text)).postings for text in ("comptables", "+comptable")]
    assert [len(postings) for postings in found] == [21, 20]
    assert found[0][20].title == "Comptabel"
