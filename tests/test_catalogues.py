"""No text lacks its French form, and French looks as it is printed."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from babel.messages import Message

from jobtui import i18n
from jobtui.cli.arguments import parser
from jobtui.index import toc
from jobtui.index.manifest import Manifest, load, save
from jobtui.keymap.actions import ACTIONS
from jobtui.keymap.bindings import of_pane
from jobtui.keymap.key_names import key_name, key_named
from jobtui.postings import term_texts
from jobtui.postings.model import Posting, Problem, Severity, Statement, status_of
from jobtui.postings.terms import Duration, Pay, WorkingTime
from jobtui.text.printable import encodable
from tests.catalogues import (
    CODE,
    FRENCH,
    all_faults,
    compile_french,
    faults,
    forms,
    french,
    renewed,
    texts,
    typeset,
)
from tests.conftest import write


def test_no_french_text_is_missing_or_wrong() -> None:
    assert all_faults(french()) == [], "run: python -m tests.catalogues"


def test_the_file_is_as_the_script_writes_it() -> None:
    assert FRENCH.read_bytes() == renewed(), "run: python -m tests.catalogues"


def test_what_is_missing_too_much_or_fuzzy_is_told() -> None:
    catalogue = french()
    catalogue["quit"].string = ""
    catalogue["read"].flags.add("fuzzy")
    catalogue.delete("reload")
    catalogue.add("no text of the code", "aucun texte du code")
    catalogue.obsolete["once said"] = Message("once said", "dit jadis")
    assert sorted(all_faults(catalogue)) == [
        "'no text of the code' is not in the code",
        "'once said' is obsolete",
        "'quit' is not translated",
        "'read' is marked as fuzzy",
        "'reload' is missing",
    ]


@pytest.mark.parametrize(
    ("english", "said"),
    [
        ("{n} of {total}", "{n}\u00a0sur {somme}"),
        ("{n} of {total}", "{n} sur"),
        ("%(value)r is bad", "%(valeur)r est faux"),
        (" or ", "ou"),
        ("wrong: {why}", "faux : {why}"),
        ("wrong: {why}", "faux: {why}"),
        ("wrong: {why}", "faux\u202f: {why}"),
        ("no; yes", "non ; oui"),
        ("no; yes", "non; oui"),
        ("really?", "vraiment\u00a0?"),
        ("quoted", "« dit »"),
        ("the index", "l'index"),
        ("10 000 files", "10 000 fichiers"),
        ("5 files", "5 fichiers"),
        ("{n}%", "{n}%"),
        (("{n} file", "{n} files"), ("{n}\u00a0fichier", "{n} fichiers")),
        (("{n} file", "{n} files"), ("{n}\u00a0fichier",)),
    ],
)
def test_a_wrong_translation_is_told(english: str | tuple[str, str], said: object) -> None:
    assert list(faults(Message(english, said)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("english", "said"),
    [
        ("wrong: {why}; see https://x", "faux\u00a0: {why}\u202f; voir https://x"),
        ("really?", "«\u00a0vraiment\u00a0»\u202f?"),
        ("10 000 files, the last", "10\u202f000\u00a0fichiers, l’ultime"),
        ("is: takes {states}", "is: attend {states}"),
        (("{n} file", "{n} files"), ("{n}\u00a0fichier", "{n}\u00a0fichiers")),
    ],
)
def test_a_right_translation_passes(english: str | tuple[str, str], said: object) -> None:
    assert not list(faults(Message(english, said)))  # type: ignore[arg-type]


def test_what_is_typed_plainly_is_typeset() -> None:
    typed = "l'index : « oui » ; 10 000 fichiers, {n} offres, 5 % ? C'est {near}:x, https://x"
    assert typeset(typed) == (
        "l’index\u00a0: «\u00a0oui\u00a0»\u202f; 10\u202f000\u00a0fichiers, {n}\u00a0offres, "
        "5\u202f%\u202f? C’est {near}:x, https://x"
    )
    assert typeset(typeset(typed)) == typeset(typed)


def test_what_was_compiled_is_not_older_than_its_text() -> None:
    compiled = compile_french()
    compiled.unlink()
    assert compile_french().exists()
    os.utime(compiled, (0, 0))
    assert compile_french().stat().st_mtime > 0


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_help_fits_a_small_terminal(language: str) -> None:
    i18n.use(language, "iso")
    lines = parser().format_help().rstrip().split("\n")
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 80
    assert not [line for line in lines if re.search(r"[a-zé]:$", line)] or language == "en"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("pane", ["list", "sidebar", "detail"])
def test_the_footer_fits_80_columns(language: str, pane: str) -> None:
    from jobtui.tui.widgets.footer import fitting

    i18n.use(language, "iso")
    found = [a for name in (pane, "") for a in of_pane(name) if a.footer]
    actions = sorted(found, key=lambda action: action.footer)
    shown = fitting(actions, 80)
    assert 1 + sum(len(f"{key_name(a.keys[0])} {a.label()}  ") for a in shown) <= 80
    assert {"help", "quit", "apply", "star"} <= {a.name for a in shown}
    assert len(shown) >= 6
    assert fitting(actions, 0) == actions


@pytest.mark.parametrize("language", ["en", "fr"])
def test_keys_have_their_english_names_and_those_of_the_language(language: str) -> None:
    i18n.use(language, "iso")
    for name in ("Esc", "Enter", "PgDn", "Space", "Shift+Tab", "Home"):
        assert key_named(name), name
    assert key_named("Échap") == ("escape" if language == "fr" else "")
    for action in ACTIONS:
        assert action.label()
        assert action.help()


def test_a_problem_is_kept_in_no_language(tmp_path: Path) -> None:
    why = i18n.later("unclosed bracket")
    message = i18n.later("cannot be read: {why}", why=why)
    problem = Problem("/x.md", 3, "date", message, Severity.ERROR, i18n.later("nothing"))
    i18n.use("fr", "iso")
    save(Manifest(problems=(problem, problem._replace(guess="closed"))), tmp_path)
    toc.save((), tmp_path)
    seal(tmp_path)
    i18n.use("en", "iso")
    kept, other = load(tmp_path).problems
    assert kept == problem
    assert str(kept) == (
        "/x.md:3: error: date: cannot be read: unclosed bracket (taken as: nothing)"
    )
    i18n.use("fr", "iso")
    assert kept.in_field() == (
        "date\u00a0: lecture impossible\u00a0: parenthèse ou crochet non fermé (interprété "
        "comme\u00a0: rien)"
    )
    assert other.said().endswith("(interprété comme\u00a0: closed)")  # as the file says


def seal(directory: Path) -> None:
    from jobtui.index import checksums

    checksums.write(directory, None)


def test_reasons_name_days_as_they_were_set() -> None:
    i18n.use("fr", "long")
    posting = Posting(
        "x",
        "x.md",
        "X",
        closes=date(2025, 3, 1),
        closes_field="poste_ferme",
        said_open=(Statement("open", "true", True),),
    )
    open_still = status_of(posting, date(2025, 2, 1)).reason
    assert open_still == "open indique true, jusqu’au 1er mars 2025 (poste_ferme)"
    passed = status_of(posting, date(2025, 4, 1)).reason
    assert passed.startswith("la date de clôture 1er mars 2025 (poste_ferme) est passée")


SPEAKING_FRENCH = {"LANGUAGE": "fr"}
Run = Callable[..., "CompletedProcess[str]"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--nope",), "arguments inconnus\u00a0: --nope (voir jobtui --help)"),
        (("--sort",), "argument --sort\u00a0: une valeur est attendue"),
        (("--sort", "x"), "argument --sort\u00a0: choix inconnu\u00a0: 'x'"),
        (("--rebuild=3",), "argument --rebuild\u00a0: valeur inattendue '3'"),
        (("--as-of", "hier"), "'hier' n’est pas une date"),
        (("--source", "/nope"), "fichier ou dossier introuvable"),
    ],
)
def test_a_wrong_call_is_told_in_french(jobtui: Run, args: tuple[str, ...], said: str) -> None:
    done = jobtui(*args, env=SPEAKING_FRENCH)
    assert done.returncode == 2
    assert said in done.stderr


def test_an_index_of_one_language_is_read_in_another(jobtui: Run, tmp_path: Path) -> None:
    write(tmp_path / "p", "2024-01-01-x.md", roles="Dev", date="demain", open="true")
    call = ("--source", tmp_path / "p", "show", "2024-01-01-x")
    assert "Problem: line" in jobtui(*call).stdout
    said = jobtui(*call, env=SPEAKING_FRENCH).stdout
    assert "une date comme 2022-05-31 est attendue" in said
    assert "- Statut\u00a0: ouverte\u00a0: open indique true" in said
    assert "Problème\u00a0: ligne\u00a0" in said or "Problème\u00a0: ligne " in said


def test_what_is_wrong_with_a_setting_is_told_in_the_language_that_is_set(
    jobtui: Run, own_home: Path
) -> None:
    file = own_home / "config" / "jobtui" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('language = "fr"\nsort = "neu"\n', "utf-8")
    assert 'valeur inconnue\u00a0: "neu"\u202f; valeurs possibles\u00a0:' in jobtui().stderr
    file.write_text('language = "en"\nsort = "neu"\n', "utf-8")
    assert 'unknown value "neu"; expected one of:' in jobtui(env=SPEAKING_FRENCH).stderr


def test_french_words_of_a_status_are_taken(jobtui: Run, postings: Path) -> None:
    call = ("--source", postings, "--format", "csv", "--as-of", "2024-06-01")
    for french_word, english in (("ouverte", "open"), ("fermée", "closed"), ("expirée", "expired")):
        found = jobtui(*call, "--status", french_word, env=SPEAKING_FRENCH).stdout
        assert found.count("\n") > 1
        assert f",{english}," in found
        assert jobtui(*call, f"statut:{french_word}").stdout.count("\n") == found.count("\n")


@pytest.mark.parametrize(
    "question",
    [
        "is:ouverte",
        "statut:ouverte",
        "expérience:débutant",
        "niveau:début",
        "niveau:junior",
        "télétravail:compl",
    ],
)
def test_a_question_takes_the_words_that_are_shown(
    jobtui: Run, tmp_path: Path, question: str
) -> None:
    write(tmp_path, "2024-01-01-x.md", "100 % en télétravail.", roles="Dev junior", open="true")
    write(tmp_path, "2024-01-02-y.md", "Du travail.", roles="Dev senior", open="false")
    found = jobtui("--source", tmp_path, "--format", "csv", question, env=SPEAKING_FRENCH)
    ids = [line.split(",")[0] for line in found.stdout.splitlines()]
    assert ids == ["id", "2024-01-01-x"], found.stderr


def test_data_speaks_no_language(jobtui: Run, postings: Path) -> None:
    heads = [
        jobtui("--source", postings, "--format", "csv", env=env).stdout.split("\n")[0]
        for env in ({}, SPEAKING_FRENCH)
    ]
    assert heads[0] == heads[1]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "«\u00a0l’été\u00a0»\u202f: 10\u202f000\u00a0€…"),
        ("latin-1", "«\u00a0l'été\u00a0» : 10 000\u00a0EUR..."),
        ("ascii", '" l\'ete " : 10 000 EUR...'),
    ],
)
def test_an_output_that_knows_few_signs_gets_others_that_look_alike(
    encoding: str, said: str
) -> None:
    text = "«\u00a0l’été\u00a0»\u202f: 10\u202f000\u00a0€…"
    assert encodable(text, encoding) == said
    assert len(encodable(text, encoding, in_cells=True)) == len(text)
    assert encodable("\udce9\u0301", encoding).startswith("?")


def test_french_is_told_where_only_ascii_can_be(jobtui: Run) -> None:
    done = jobtui("--as-of", "hier", env={**SPEAKING_FRENCH, "PYTHONIOENCODING": "ascii"})
    assert done.stderr == (
        "jobtui: argument --as-of : 'hier' n'est pas une date comme 2022-06-15 "
        "(voir jobtui --help)\n"
    )


def test_every_text_in_the_code_can_be_found_by_the_extraction() -> None:
    written = set()
    for file in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id in ("_", "later", "ngettext") and file.name != "i18n.py":
                assert isinstance(node.args[0], ast.Constant), (
                    f"{file.name}:{node.lineno}: translate a text, not what is made of it"
                )
                written |= {one.value for one in node.args if isinstance(one, ast.Constant)}
    found = {one for message in texts() for one in forms(message.id)}
    assert {text for text in written if isinstance(text, str)} <= found


@pytest.mark.parametrize(
    ("tell", "said"),
    [
        (lambda: term_texts.starts_text("2022-09-01"), "1er septembre 2022"),
        (lambda: term_texts.starts_text("2022-09"), "septembre 2022"),
        (lambda: term_texts.starts_text("--09"), "septembre"),
        (lambda: term_texts.starts_text("2022-99"), "2022-99"),
        (lambda: term_texts.working_time_text(WorkingTime(2.5, 3)), "2,5–3 jours par semaine"),
        (lambda: term_texts.duration_text(Duration(3, 6, True)), "3–6 mois, renouvelable"),
        (lambda: term_texts.code_text("remote", "full"), "télétravail complet"),
        (lambda: term_texts.code_text("contract", "permanent"), "CDI"),
        (lambda: term_texts.code_text("domain", "deployment"), "Déploiement"),
        (
            lambda: term_texts.pay_text(Pay(400, 1200, "EUR", "day")),
            "400–1\u202f200 € par jour",
        ),
    ],
)
def test_terms_are_told_in_french(tell: Callable[[], str], said: str) -> None:
    i18n.use("fr", "long")
    assert tell().replace("\u00a0", " ") == said
