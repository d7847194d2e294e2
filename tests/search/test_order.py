"""The order of answers: the heading, then the score; open first between near equals."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jobtui.index.cache import Cache
from jobtui.library.library import Library
from jobtui.search.query import Query
from jobtui.sources import folders

DAY = date(2024, 5, 1)
WORDS = "Un texte assez long sur autre chose. " * 40


def library_of(folder: Path, postings: dict[str, str]) -> Library:
    folder.mkdir()
    for name, text in postings.items():
        title, is_open, body = text.split(" | ")
        (folder / f"{name}.md").write_text(
            f"---\ntitle: {title}\nopen: {is_open}\n---\n{body}\n", "utf-8"
        )
    chosen = [folders.resolve(folder)]
    opened = Library(chosen, Cache.of(chosen, folder.parent / "cache"))
    opened.refresh()
    return opened


@pytest.mark.parametrize(
    ("postings", "text"),
    [
        (  # the heading before the text, whatever is open or new
            {"2024-01-01-a": "Handicap | false | Rien.", "2024-02-02-b": "Rien | true | Handicap."},
            "handicap",
        ),
        (  # what a text is about before what it mentions
            {
                "2022-01-01-a": "Poste | false | Le handicap, tous les handicaps, handicap.",
                "2024-01-01-b": f"Poste | true | {WORDS} handicap",
            },
            "handicap",
        ),
        (  # a job, by any of its names, in a title before a colleague in a text
            {
                "2022-01-01-a": f"Chef de produit | false | {WORDS}",
                "2024-01-01-b": "Poste | true | Avec le PO : PO, PO et encore PO.",
            },
            "PO",
        ),
        (  # and before one of another job that meets a condition
            {
                "2022-01-01-a": f"Développeuse | true | Lieu : Lyon. {WORDS}",
                "2024-01-01-b": "Graphiste | true | Avec un développeur. Débutants acceptés",
            },
            "développeur junior",
        ),
        (  # of what names no job, what was typed before what means the same
            {
                "2022-01-01-a": "Poste | false | La sécurité, toute la sécurité, sécurité.",
                "2024-01-01-b": f"Cyber | true | {WORDS}",
            },
            "sécurité",
        ),
        (  # near equals: open first
            {
                "2022-01-01-a": f"Poste | true | handicap {WORDS}",
                "2024-01-01-b": f"Poste | false | handicap {WORDS}",
            },
            "handicap",
        ),
        (  # equals: the newest first
            {
                "2024-01-01-a": f"Poste | true | handicap {WORDS}",
                "2022-01-01-b": f"Poste | true | handicap {WORDS}",
            },
            "handicap",
        ),
        (  # in the order typed before apart from one another
            {
                "2022-01-01-a": f"Poste | false | conseil numérique {WORDS}",
                "2024-01-01-b": f"Poste | true | numérique, ou bien conseil {WORDS}",
            },
            "conseil numérique",
        ),
    ],
)
def test_the_order(tmp_path: Path, postings: dict[str, str], text: str) -> None:
    library = library_of(tmp_path / "postings", postings)
    found = [posting.id for posting in library.search(Query(DAY, text)).postings]
    assert found == list(postings)
