"""Searching the whole library: language, ranking, synonyms, help when nothing is found."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jobtui.index.cache import Cache
from jobtui.library.library import Library
from jobtui.search.notes import as_typed, chips, notes_of
from jobtui.search.query import Query
from jobtui.sources import folders

DAY = date(2024, 5, 1)

POSTINGS = {
    "2024-04-09-dev": "roles: Développeur·se Python\nopen: true\ncontrat: CDI\ntechno: Django",
    "2024-04-08-cheffe": "roles: Cheffe de produit\nopen: false\ncontrat: stage",
    "2024-04-07-owner": "roles: Product owner\nopen: true\npost_ouvert: 2023-02-01",
    "2024-04-06-bizdev": "roles: Chargé(e) de déploiement\nopen: true\nposte_ferme: 2024-05-20",
    "2024-04-05-phare": "roles: Gardien·ne\nfriend: Phare du nord\nopen: true\ncontact: a@nord.fr",
    "2024-04-04-coach": "roles: Coach\nopen: false",
}
BODIES = {
    "2024-04-09-dev": "Vous aidez le produit d'une équipe dont la cheffe est partie.",
    "2024-04-05-phare": "Un phare se garde. Le chef du port aime le produit de la pêche.",
    "2024-04-04-coach": "Travail avec un ou une dev sur node.js.",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder: Path = tmp_path_factory.mktemp("postings")
    for name, head in POSTINGS.items():
        (folder / f"{name}.md").write_text(
            f"---\n{head}\n---\n{BODIES.get(name, 'Rien.')}\n", "utf-8"
        )
    chosen = [folders.resolve(folder)]
    opened = Library(chosen, Cache.of(chosen, tmp_path_factory.mktemp("cache")))
    opened.refresh()
    return opened


def ids(library: Library, text: str, **changes: object) -> list[str]:
    query = Query(DAY, text)._replace(**changes)  # type: ignore[arg-type]
    return [posting.id[11:] for posting in library.search(query).postings]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("développeuse", {"dev", "coach"}),
        ("+développeuse", {"dev"}),
        ("dev", {"dev", "coach"}),
        ("chef produit", {"cheffe", "dev", "phare", "owner"}),
        ('"chef de produit"', {"cheffe"}),
        ("product owner", {"owner", "cheffe"}),
        ("+product +owner", {"owner"}),
        ("PO", {"owner", "cheffe"}),
        ("bizdev", {"bizdev"}),
        ("python OU coach", {"dev", "coach"}),
        ("produit -cheffe", set()),
        ("phare SAUF gardienne", set()),
        ("(coach OU python) -node.js", {"dev"}),
        ("contract:cdi", {"dev"}),
        ("contrat:CDI,stage", {"dev", "cheffe"}),
        ("-contrat:stage open", set()),
        ("statut:ouvert", {"dev", "owner", "bizdev", "phare"}),
        ("is:closed", {"cheffe", "coach"}),
        ("-is:open", {"cheffe", "coach"}),
        ("organisation:phare", {"phare"}),
        ("contact:nord", {"phare"}),
        ("titre:phare", set()),
        ("texte:pêche", {"phare"}),
        ("published:2023", {"owner"}),
        ("published:>=2024-04-08", {"dev", "cheffe"}),
        ("published:<30d", {"dev", "cheffe", "bizdev", "phare", "coach"}),
        ("closes:<30d", {"bizdev"}),
        ("closes:<7d", set()),
        ("techno:django python", {"dev"}),
        ("pyton~", {"dev"}),
        ("dévelop*", {"dev"}),
        ("node.js", {"coach"}),
        ("is:open produit", {"dev", "phare"}),
    ],
)
def test_what_a_question_finds(library: Library, text: str, found: set[str]) -> None:
    assert set(ids(library, text)) == found


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("phare", ["phare"]),
        ("dev", ["dev", "coach"]),  # a job that is named in the text alone is a colleague's
        ("chef de produit", ["cheffe"]),
        ("cheffe", ["cheffe", "dev"]),
    ],
)
def test_ranking(library: Library, text: str, first: list[str]) -> None:
    assert ids(library, text)[: len(first)] == first


def test_typing_key_by_key_never_loses_what_the_whole_word_finds(library: Library) -> None:
    for word in ("développeuse", "déploiement", "gardienne", "django"):
        whole = set(ids(library, f"+{word}"))
        for length in range(1, len(word) + 1):
            assert whole <= set(ids(library, word[:length])), word[:length]


def test_typed_filters_are_shown_as_chosen_and_count_aside(library: Library) -> None:
    results = library.search(Query(DAY, "contrat:cdi"))
    assert results.query.values("contract") == ("permanent",)
    counts = {
        bucket.value: (bucket.postings, bucket.chosen) for bucket in results.buckets["contract"]
    }
    assert counts["permanent"] == (1, True)
    assert counts["internship"] == (1, False)


def notes(library: Library, text: str) -> list[str]:
    return notes_of(library.search(Query(DAY, text)).help, text)


def test_a_slip_is_searched_in_the_nearest_spelling_and_said(library: Library) -> None:
    assert ids(library, "pyton") == ids(library, "python")
    said = "showing results for python contrat:CDI · search instead for +pyton contrat:CDI"
    assert notes(library, "pyton contrat:CDI") == [said]
    assert ids(library, "+pyton") == []
    assert notes(library, "python") == []
    assert ids(library, "ython") == ids(library, "python")
    assert ids(library, "ypthon") == ids(library, "python")
    assert ids(library, "hython") == []  # few slips change the first letter


def test_the_best_partial_answers_come_below_a_line_that_says_so(library: Library) -> None:
    assert ids(library, "python django xylophone") == ["dev"]
    assert notes(library, "python django xylophone") == ["no posting has all 3 words; these have 2"]
    assert ids(library, "python xylophone is:closed") == []  # conditions hold for these as well
    assert ids(library, "xylophone python -django") == []
    assert ids(library, "xylophone") == []
    assert library.search(Query(DAY, "xylophone trombone")).help.partial is None


def test_a_value_that_no_posting_has_is_said_with_the_nearest(library: Library) -> None:
    said = "no posting has Technology: Pyton; did you mean Python?"
    assert notes(library, "techno:Pyton") == [said]
    assert notes(library, "dev contrat:xyz") == ["no posting has Contract: xyz"]
    assert notes(library, "techno:Pyton,Python") == []


def test_an_emoji_is_said_to_be_ignored(library: Library) -> None:
    assert ids(library, "🚀 python !") == ["dev"]
    assert notes(library, "🚀 python !") == ["ignored: 🚀"]


def test_words_that_state_a_condition_are_said_and_can_be_searched_as_words(
    library: Library,
) -> None:
    assert ids(library, "stage") == ["cheffe"]
    help_ = library.search(Query(DAY, "stage")).help
    assert [meaning.text for meaning in help_.meanings] == ["stage"]
    (chip,) = chips(help_)
    assert as_typed(chip, "stage is:open") == "+stage is:open"
    assert library.search(Query(DAY, "+stage")).help.meanings == ()


def test_a_date_that_is_not_stated(library: Library) -> None:
    every = set(ids(library, ""))
    closing = set(ids(library, "closes:>1d")) | set(ids(library, "closes:[2000 to 2100]"))
    assert set(ids(library, "closes:none")) == every - closing
    assert set(ids(library, "clôture:aucune -published:none")) == every - closing


def test_it_says_why(library: Library) -> None:
    results = library.search(Query(DAY, "cheffe"))
    lines = [library.explain(results, posting) for posting in results.postings]
    assert lines[0].startswith("1 of 3: every word in the title; exact spelling")
    assert lines[1].startswith("2 of 3: every word in the text")


@pytest.mark.parametrize(
    "text", ["*", "~", "a*b", "*a*", '"', "()", "-", "\x00", "a" * 9000, "le", "de la"]
)
def test_odd_questions_have_an_answer(library: Library, text: str) -> None:
    ids(library, text)
    ids(library, text)


def test_a_long_first_build_shows_the_newest_before_it_is_done(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(130):
        name = f"20{10 + number % 14}-01-{1 + number % 28:02}-p{number}.md"
        (folder / name).write_text(f"---\nroles: Rôle {number}\n---\nmot{number}", "utf-8")
    chosen = [folders.resolve(folder)]
    opened = Library(chosen, Cache.of(chosen, tmp_path / "cache"))
    seen: list[tuple[int, bool]] = []

    def progress(done: int, total: int) -> None:
        assert total == 130
        found = opened.ids()
        if found and (len(found), opened.is_whole) not in seen:
            seen.append((len(found), opened.is_whole))
            assert len(opened.search(Query(DAY, "role")).postings) == 25
            assert min(found) >= "2018"

    change = opened.refresh(progress=progress)
    assert seen == [(25, False)]
    assert change.read == 130
    assert opened.is_whole
    assert len(opened.search(Query(DAY, "mot7")).postings) == 1
    again = Library(chosen, Cache.of(chosen, tmp_path / "cache"))
    assert again.is_whole
    assert not again.refresh()


def test_a_build_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(130):
        (folder / f"2020-01-01-p{number}.md").write_text(f"---\nroles: R{number}\n---\n", "utf-8")
    chosen = [folders.resolve(folder)]
    opened = Library(chosen, Cache.of(chosen, tmp_path / "cache"))

    def stop(done: int, _total: int) -> None:
        if done > 60:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        opened.refresh(progress=stop)
    again = Library(chosen, Cache.of(chosen, tmp_path / "cache"))
    assert len(again.ids()) == 25
    assert again.refresh().read == 105
    assert again.is_whole
