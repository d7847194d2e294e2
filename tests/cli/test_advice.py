"""What is said to help can be done: values are named, and what is to be pasted is one word."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from jobtui.config import loader
from jobtui.config.settings import SETTINGS
from jobtui.external.command_line import pasted
from tests.conftest import write

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (
            "SORT",
            "closng",
            '"closng"; did you mean closing? (relevance, newest, oldest, closing, title)',
        ),
        ("SORT", "x", '"x"; expected one of: "", relevance, newest, oldest, closing, title'),
        ("COLUMNS", "id,titel", '"titel"; did you mean title?'),
        ("LANGUAGE", "de", '"de"; expected one of: "", en, fr'),
        ("DATE_FORMAT", "isoo", '"isoo"; did you mean iso? (iso, short, long)'),
        ("THEME", "a b", '"a b" is not a name of letters, digits and hyphens'),
        ("LAYOUT", "x", '"x"; expected one of: auto, columns, rows'),
        ("PREVIEW", "maybe", '"maybe" is neither true nor false'),
        ("MOUSE", "2", '"2" is neither true nor false'),
        ("STOCK_DRIVER", "\x1b[31m\u202ez", '"[31mz" is neither true nor false'),
    ],
)
def test_a_wrong_variable_is_named_with_its_value_and_what_it_takes(
    name: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"JOBTUI_{name}", value)
    (problem,) = loader.read().problems
    assert str(problem).startswith(f"JOBTUI_{name}: ")
    assert said in str(problem)
    assert name in {setting.variable.removeprefix("JOBTUI_") for setting in SETTINGS}


def test_the_way_out_is_that_of_what_is_wrong(jobtui: Run, tmp_path: Path) -> None:
    done = jobtui(env={"JOBTUI_SORT": "x", "JOBTUI_MOUSE": "x"})
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].endswith("or: unset JOBTUI_SORT JOBTUI_MOUSE")
    assert "/dev/null" not in done.stderr
    file = tmp_path / "config.toml"
    file.write_text('sort = "x"', "utf-8")
    done = jobtui(env={"JOBTUI_CONFIG": str(file)})
    assert "JOBTUI_CONFIG=/dev/null" in done.stderr
    assert "unset" not in done.stderr
    done = jobtui(env={"JOBTUI_SOURCE": "/nowhere"})
    assert done.stderr == "jobtui: JOBTUI_SOURCE: /nowhere: no such file or folder\n"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("développeur·se", "développeur·se"),
        ("mes offres", "'mes offres'"),
        ("l'été", "'l'\"'\"'été'"),
        ("-x", "-x"),
        ("$(id)", "'$(id)'"),
        ("a;b", "'a;b'"),
        ("", "''"),
        ("a\x1b[31m", "$'a\\033[31m'"),
        ("a\u202eb", "$'a\\342\\200\\256b'"),
    ],
)
def test_a_name_is_one_word_to_paste(text: str, word: str) -> None:
    assert pasted(text) == word
    if text.isprintable():
        assert shlex.split(pasted(text)) == [text]


def test_names_in_advice_can_be_pasted(jobtui: Run, tmp_path: Path) -> None:
    folder = tmp_path / "des offres"
    folder.mkdir()
    write(folder, "2024-08-01-chef d'équipe.md", roles="Chef", startup="L'Atelier du port")
    file = tmp_path / "config.toml"
    file.write_text(
        f'[sources]\n\'mes offres\' = "{folder}"\n[searches]\n"l\'été" = "chef"\n', "utf-8"
    )
    env = {"JOBTUI_CONFIG": str(file)}
    for call, advice in (
        (("show", "equipe"), "similar ids: '2024-08-01-chef d'\"'\"'équipe'"),
        (("--source", "mes offre"), "did you mean 'mes offres'?"),
        (("--saved", "l'ete"), "did you mean 'l'\"'\"'été'?"),
        (("--startup", "port du"), "include: 'L'\"'\"'Atelier du port'"),
    ):
        done = jobtui(*call, env=env)
        assert advice in done.stderr, done.stderr
