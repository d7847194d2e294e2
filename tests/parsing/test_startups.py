from __future__ import annotations

from pathlib import Path

import pytest

from jobtui.parsing.startups import Directory, Organisation, read_organisation
from jobtui.postings.model import Posting

STARTUPS = [
    Organisation("phare", "Le Phare", "cotes", ("ancien-phare", "fanal.bleu")),
    Organisation("grand-large.fr", "Grand Large : la météo", "large"),
    Organisation("cale", "Cale sèche"),
    Organisation("digue", "phare", "cotes"),
    Organisation("ponton", "—", "cotes"),
]
INCUBATORS = [
    Organisation("cotes", "L'Atelier des côtes"),
    Organisation("mer_ouverte", "Mer ouverte"),
]
DIRECTORY = Directory(STARTUPS, INCUBATORS)


def joined(startup: str, incubator: str = "") -> tuple[str, str]:
    posting = Posting("a", "a", "A", startup=startup, startup_key=startup, incubator=incubator)
    found = DIRECTORY.join(posting)
    assert found.startup_key == startup
    return found.startup, found.incubator


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("phare", "Le Phare"),
        ("Le Phare", "Le Phare"),
        ("PHARE", "Le Phare"),
        ("le phare", "Le Phare"),
        ("ancien-phare", "Le Phare"),
        ("fanal bleu", "Le Phare"),
        ("/startups/ancien-phare", "Le Phare"),
        ("phare.html", "Le Phare"),
        ("grand-large.fr", "Grand Large : la météo"),
        ("Grand Large, la meteo", "Grand Large : la météo"),
        ("grand.large-FR", "Grand Large : la météo"),
        ("digue", "phare"),
        ("Cale Sèche", "Cale sèche"),
    ],
)
def test_a_startup_is_found_by_id_title_other_punctuation_or_former_id(
    written: str, name: str
) -> None:
    assert joined(written)[0] == name
    assert DIRECTORY.knows(written)


@pytest.mark.parametrize("written", ["inconnue", "phares", "…", "--", "phare, cale"])
def test_what_cannot_be_joined_stays_as_written(written: str) -> None:
    assert joined(written) == (written, "")
    assert not DIRECTORY.knows(written)


def test_no_startup_is_not_joined() -> None:
    assert joined("") == ("", "")
    assert not DIRECTORY.knows("")


@pytest.mark.parametrize(
    ("startup", "incubator", "name"),
    [
        ("phare", "", "L'Atelier des côtes"),
        ("grand-large.fr", "", "large"),
        ("cale", "", ""),
        ("cale", "Mer-Ouverte", "Mer ouverte"),
        ("phare", "mer_ouverte", "Mer ouverte"),
        ("inconnue", "cotes", "L'Atelier des côtes"),
        ("inconnue", "autre", "autre"),
        ("", "atelier des cotes", "L'Atelier des côtes"),
    ],
)
def test_the_incubator_is_the_postings_own_or_its_startups(
    startup: str, incubator: str, name: str
) -> None:
    assert joined(startup, incubator)[1] == name


def test_a_startup_that_is_an_incubator_names_it() -> None:
    assert joined("mer-ouverte") == ("mer-ouverte", "Mer ouverte")
    assert not DIRECTORY.knows("mer-ouverte")


def test_joining_twice_from_the_files_own_words_changes_nothing() -> None:
    posting = Posting("a", "a", "A", startup="phare", startup_key="phare")
    once = DIRECTORY.join(posting)
    assert DIRECTORY.join(once._replace(incubator="")) == once


@pytest.mark.parametrize(
    ("content", "companion"),
    [
        (
            "---\ntitle: Le Phare\nincubator: cotes\nredirect_from:\n  - /startups/fanal\n---\n",
            Organisation("phare", "Le Phare", "cotes", ("fanal",)),
        ),
        (
            "---\ntitle: Le Phare\nredirect_from: /startups/fanal.html\n---\n",
            Organisation("phare", "Le Phare", "", ("fanal",)),
        ),
        ("---\ntitle: 1000\n---\n", Organisation("phare", "1000")),
        ("---\ntitle:\n---\n", Organisation("phare", "phare")),
        ("---\ntitle: [brisé\n---\n", Organisation("phare", "[brisé")),
        ("Pas de frontmatter", Organisation("phare", "phare")),
        ("---\ntitle: \x1b[31mLe Phare\n---\n", Organisation("phare", "[31mLe Phare")),
        ("\0" * 500, Organisation("phare", "phare")),
        ("", Organisation("phare", "phare")),
    ],
)
def test_a_companion_is_read_whatever_it_says(
    tmp_path: Path, content: str, companion: Organisation
) -> None:
    path = tmp_path / "phare.md"
    path.write_text(content)
    assert read_organisation(str(path)) == companion


def test_a_companion_that_cannot_be_read_is_known_by_its_name(tmp_path: Path) -> None:
    assert read_organisation(str(tmp_path / "rien.md")) == Organisation("rien", "rien")
