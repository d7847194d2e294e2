"""``jobtui config``, and settings as the command line obeys them: a process and its streams."""

from __future__ import annotations

import json
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import write

Run = Callable[..., subprocess.CompletedProcess[str]]
AS_OF = ("--as-of", "2024-06-01")


@pytest.fixture
def file(own_home: Path) -> Path:
    """Return where the user's file is, in a folder that is there."""
    folder = own_home / "config" / "jobtui"
    folder.mkdir(parents=True)
    return folder / "config.toml"


def ids(done: subprocess.CompletedProcess[str]) -> list[str]:
    """Return the ids of a table without their dates."""
    return [row.split()[-1][11:] for row in done.stdout.splitlines()[1:]]


def test_each_setting_with_its_value_and_where_it_comes_from(file: Path, jobtui: Run) -> None:
    file.write_text(
        'sort = "title"\n[searches]\n"a b" = "x"\nc = { query = "y", sort = "title" }\n'
    )
    done = jobtui("config", env={"JOBTUI_COLUMNS": "id,title"})
    assert (done.returncode, done.stderr) == (0, "")
    rows = done.stdout.splitlines()
    assert f'sort = "title"  # {file}:1' in rows
    assert 'columns = ["id", "title"]  # JOBTUI_COLUMNS' in rows
    assert "mouse = true  # default" in rows
    assert "keys = {}  # default" in rows
    assert f'searches."a b" = "x"  # {file}:3' in rows
    assert f'searches.c = {{ query = "y", sort = "title" }}  # {file}:4' in rows
    held = tomllib.loads(done.stdout)
    assert held["searches"] == {"a b": "x", "c": {"query": "y", "sort": "title"}}
    file.write_text(done.stdout)  # what it prints can be taken as a file
    again = jobtui("config")
    assert (again.returncode, tomllib.loads(again.stdout)) == (0, held)


def test_init_writes_a_file_that_only_the_user_can_read(own_home: Path, jobtui: Run) -> None:
    file = own_home / "config" / "jobtui" / "config.toml"
    done = jobtui("config", "--init")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"jobtui: written: {file}\n"
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    text = file.read_text("utf-8")
    assert '\n#sort = ""\n' in text
    assert jobtui("config").stdout.count("# default") == len(jobtui("config").stdout.splitlines())
    again = jobtui("config", "--init")
    assert (again.returncode, again.stdout, again.stderr.count("\n")) == (2, "", 1)
    assert "not overwritten" in again.stderr
    assert file.read_text("utf-8") == text


def test_init_writes_through_no_link_and_says_what_hinders_it(
    file: Path, tmp_path: Path, jobtui: Run
) -> None:
    file.symlink_to(tmp_path / "elsewhere")
    assert jobtui("config", "--init").returncode == 2
    assert not (tmp_path / "elsewhere").exists()
    (tmp_path / "a-file").write_text("")
    done = jobtui("config", "--init", env={"JOBTUI_CONFIG": str(tmp_path / "a-file" / "x")})
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    named = tmp_path / "new" / "own.toml"
    assert jobtui("config", "--init", env={"JOBTUI_CONFIG": str(named)}).returncode == 0
    assert named.is_file()


@pytest.mark.parametrize("args", [["config", "x"], ["--init"], ["show", "x", "--init"]])
def test_wrong_calls(args: list[str], jobtui: Run) -> None:
    done = jobtui(*args)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_a_users_file_that_is_wrong_is_told_in_full_and_keeps_nobody_out(
    file: Path, postings: Path, jobtui: Run
) -> None:
    file.write_text('sortt = 1\nmouse = 2\n"\\u001b[31m" = 3\n')
    done = jobtui("--source", postings)
    assert (done.returncode, done.stdout) == (2, "")
    rows = done.stderr.splitlines()
    assert rows[0] == f'jobtui: {file}:1: unknown setting "sortt"; did you mean sort?'
    assert rows[1] == f"jobtui: {file}:2: mouse: expected true or false"
    assert rows[2].startswith(f'jobtui: {file}:3: unknown setting "[31m"')
    assert rows[3] == "jobtui: nothing was done; JOBTUI_CONFIG=/dev/null ignores the file"
    assert len(rows) == 4
    for still in (["--help"], ["--version"]):
        assert jobtui(*still).returncode == 0
    assert jobtui("config").returncode == 2
    assert jobtui("config").stdout.startswith("source = ")
    assert jobtui("--source", postings, env={"JOBTUI_CONFIG": "/dev/null"}).returncode == 0


def test_the_systems_file_is_told_but_does_not_stop_the_user(
    own_home: Path, postings: Path, jobtui: Run
) -> None:
    system = own_home / "system" / "jobtui" / "config.toml"
    system.parent.mkdir(parents=True)
    system.write_text(f'sortt = 1\nsources = ["{postings}"]')
    done = jobtui("--format", "jsonl")
    assert (done.returncode, done.stdout.count("\n")) == (0, 6)
    assert done.stderr.startswith(f'jobtui: {system}:1: unknown setting "sortt"')
    system.write_text("broken")
    assert jobtui("--source", postings).returncode == 0


def test_a_source_by_its_name(file: Path, postings: Path, checkout: Path, jobtui: Run) -> None:
    file.write_text(f'source = ["site"]\n[sources]\nsite = "{checkout}"\nmine = "{postings}"\n')
    assert len(ids(jobtui())) == 2
    assert len(ids(jobtui("--source", "mine"))) == 6
    assert len(ids(jobtui("--source", "mine", "--source", "site"))) == 8
    assert len(ids(jobtui(env={"JOBTUI_SOURCE": "mine"}))) == 6
    done = jobtui("--source", "mnie")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("mnie: no such file or folder; did you mean mine?\n")


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(
    file: Path, postings: Path, jobtui: Run
) -> None:
    file.write_text(f'sources = ["{postings}"]\nsort = "title"\ncolumns = ["title", "id"]\n')
    by_title = ["ecume", "marees", "sable", "phares", "meteo", "vent"]
    by_date = ["meteo", "marees", "phares", "sable", "ecume", "vent"]
    assert ids(jobtui()) == by_title
    assert ids(jobtui(env={"JOBTUI_SORT": "newest"})) == by_date
    assert ids(jobtui("--sort", "oldest", env={"JOBTUI_SORT": "newest"})) == by_date[::-1]
    assert jobtui().stdout.splitlines()[0].split() == ["Title", "Id"]
    assert jobtui(env={"JOBTUI_COLUMNS": "id"}).stdout.splitlines()[0] == "Id"


def test_saved_searches(file: Path, postings: Path, jobtui: Run) -> None:
    file.write_text(
        f'sources = ["{postings}"]\n[searches]\n'
        'one = "pluie OU marées"\ntwo = { query = "python", sort = "oldest" }\n'
    )
    assert sorted(ids(jobtui("--saved", "one", *AS_OF))) == ["marees", "meteo"]
    assert ids(jobtui("--saved", "one", "python", *AS_OF)) == ["meteo"]
    assert ids(jobtui("--saved", "two", *AS_OF)) == ["phares", "meteo"]
    assert ids(jobtui("--saved", "two", "--sort", "newest", *AS_OF)) == ["meteo", "phares"]
    done = jobtui("--saved", "on")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == 'jobtui: no saved search named "on"; did you mean one?\n'


def test_dates_for_people_in_the_form_that_was_set_and_data_as_ever(
    file: Path, tmp_path: Path, jobtui: Run
) -> None:
    write(tmp_path / "jobs", "2022-06-15-a.md", roles="Dev", poste_ferme="2022-07-01")
    file.write_text('sources = ["../../../x"]\ndate_format = "long"\nlanguage = "fr"\n')
    asked = ("--source", tmp_path / "jobs")
    assert "15 juin 2022" in jobtui(*asked).stdout
    assert "1er juillet 2022" in jobtui(*asked, "show", "2022-06-15-a").stdout
    assert "15/06/2022" in jobtui(*asked, env={"JOBTUI_DATE_FORMAT": "short"}).stdout
    (one,) = json.loads(jobtui(*asked, "--format", "json").stdout)
    assert (one["published"], one["closes"]) == ("2022-06-15", "2022-07-01")
