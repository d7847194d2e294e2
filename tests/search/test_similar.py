"""Which postings are like one: by telling words, above all of the heading, and by the domain."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jobtui.index.cache import Cache
from jobtui.library.library import Library
from jobtui.search.query import Query, Sort
from jobtui.sources import folders

DAY = date(2024, 5, 1)

POSTINGS = {
    "ruby": ("Développeuse ou développeur Ruby", "true", "Rails, PostgreSQL et un peu de voile."),
    "rails": ("Développeur·se web Ruby", "true", "Reprendre une application Rails, PostgreSQL."),
    "python": ("Développeur·se Python", "false", "Écrire des services avec Django et PostgreSQL."),
    "design": ("Designer", "true", "Dessiner des parcours avec les équipes."),
    "produit": ("Cheffe de produit", "true", "Tenir la feuille de route avec les équipes."),
    "voile": ("Skipper", "true", "Naviguer à la voile."),
    "coach": ("Coach", "false", "Accompagner les équipes."),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder: Path = tmp_path_factory.mktemp("postings")
    for number, (name, (role, is_open, body)) in enumerate(POSTINGS.items(), 10):
        head = f"roles: {role}\nopen: {is_open}\ndate: 2024-03-{number}"
        (folder / f"{name}.md").write_text(f"---\n{head}\n---\n{body}\n", "utf-8")
    chosen = [folders.resolve(folder)]
    opened = Library(chosen, Cache.of(chosen, tmp_path_factory.mktemp("cache")))
    opened.refresh()
    return opened


def ids(library: Library, text: str, **changes: object) -> list[str]:
    query = Query(DAY, text)._replace(**changes)  # type: ignore[arg-type]
    return [posting.id for posting in library.search(query).postings]


def test_the_most_similar_comes_first_and_not_itself(library: Library) -> None:
    found = ids(library, "like:ruby")
    assert found[:2] == ["rails", "python"]
    assert not {"ruby", "design", "produit", "coach"} & set(found)


def test_filters_words_and_sorting_apply(library: Library) -> None:
    assert "python" not in ids(library, "semblable:ruby is:open")
    assert ids(library, "like:ruby django") == ["python"]
    assert ids(library, "like:ruby", sort=Sort.NEWEST)[-1] == "rails"
    assert "rails" not in ids(library, "postgresql -like:ruby")


@pytest.mark.parametrize("text", ["like:nothing", "like:rub"])
def test_an_unknown_id_has_nothing_like_it(library: Library, text: str) -> None:
    assert not set(ids(library, text)) & {"rails", "python"}


def test_why_is_said(library: Library) -> None:
    results = library.search(Query(DAY, "like:ruby"))
    assert "telling words" in library.explain(results, results.postings[0])
