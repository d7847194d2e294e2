"""The command line as others see it: a process, its two streams and its exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Any

import pytest

from jobtui import __version__
from jobtui.cli.arguments import COMMANDS, FACET_OPTIONS, FORMATS, UsageError, parse, parser
from jobtui.cli.main import run
from jobtui.index.cache import Cache
from jobtui.render.formats import FIELDS
from jobtui.search.query import Sort
from jobtui.sources.folders import resolve
from tests.conftest import SOURCE_CODE, write
from tests.waiting import PATIENCE, until

Run = Callable[..., subprocess.CompletedProcess[str]]
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
AS_OF = ("--as-of", "2024-06-01")


@pytest.fixture
def asked(
    postings: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, list[str]]]:
    """Return what runs a call on the postings in this process: exit code and ids."""

    def ask(*args: str) -> tuple[int, list[str]]:
        code = run(["--source", str(postings), *AS_OF, "--format", "jsonl", *args])
        out = capsys.readouterr().out
        return code, [json.loads(line)["id"][11:] for line in out.splitlines()]

    return ask


def in_terminal(*args: str, size: str = "80", **environment: str) -> str:
    """Return what the command line prints to a terminal."""
    main, side = pty.openpty()
    env = dict(os.environ, PYTHONPATH=str(SOURCE_CODE), TERM="xterm", COLUMNS=size)
    env.update(environment)
    process = subprocess.Popen(
        [sys.executable, "-m", "jobtui", *args], stdin=side, stdout=side, stderr=side, env=env
    )
    os.close(side)
    taken = b""
    while True:
        try:
            chunk = os.read(main, 65536)
        except OSError:
            break
        if not chunk:
            break
        taken += chunk
    os.close(main)
    assert process.wait(PATIENCE) == 0, taken
    return taken.decode()


# --- help and version ---------------------------------------------------------------------------


def test_help_fits_a_screen_and_names_every_option(jobtui: Run) -> None:
    for option in ("--help", "-h"):
        done = jobtui(option)
        assert (done.returncode, done.stderr) == (0, "")
    rows = done.stdout.splitlines()
    assert 24 <= len(rows) <= 40
    assert max(map(len, rows)) <= 80
    for action in parser()._actions:
        for name in action.option_strings:
            assert re.search(rf"(?<![\w-]){name}(?![\w-])", done.stdout), name
    for word in (*COMMANDS, *FORMATS, *(sort.value for sort in Sort), "examples:", "JOBTUI_SOURCE"):
        assert word in done.stdout


def test_version(jobtui: Run) -> None:
    for args in (["--version"], ["--version", "--open-only"], ["show", "--version"]):
        done = jobtui(*args)
        assert (done.returncode, done.stdout, done.stderr) == (0, f"jobtui {__version__}\n", "")


# --- arguments ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("argv", "command", "words"),
    [
        ([], "", []),
        (["a", "b"], "", ["a", "b"]),
        (["show", "x"], "show", ["x"]),
        (["--open-only", "show", "x"], "show", ["x"]),
        (["show", "--format", "json", "x"], "show", ["x"]),
        (["--", "show", "x"], "", ["show", "x"]),
        (["--format", "csv", "--", "check"], "", ["check"]),
        (["--source", "show", "--", "show"], "", ["show"]),
        (["show", "--", "-x"], "show", ["-x"]),
        (["a", "--", "--open-only"], "", ["a", "--open-only"]),
        (["--", "--", "a"], "", ["--", "a"]),
        (["a", "--open-only", "b", "--sort", "title", "c"], "", ["a", "b", "c"]),
        (["a", "show"], "", ["a", "show"]),
    ],
)
def test_words_and_commands(argv: list[str], command: str, words: list[str]) -> None:
    args = parse(argv)
    assert (args.command, args.words) == (command, words)


def test_every_facet_option_is_repeatable() -> None:
    for name in FACET_OPTIONS:
        value = "open" if name == "status" else "a"
        args = parse([f"--{name}", value, "x", f"--{name}={value}"])
        assert getattr(args, name) == [value, value]


@pytest.mark.parametrize(
    ("argv", "named"),
    [
        (["--as-of", "2024-13-01"], "'2024-13-01'"),
        (["--as-of", "hier"], "'hier'"),
        (["--as-of", ""], "''"),
        (["--as-of"], "--as-of"),
        (["--limit", "0"], "'0'"),
        (["--limit", "-1"], "--limit"),
        (["--limit", "x"], "'x'"),
        (["--sort", "x"], "'x'"),
        (["--format", "xml"], "'xml'"),
        (["--status", "x"], "'x'"),
        (["--opne-only"], "--opne-only"),
        (["--open"], "--open"),
        (["--junior", "--source"], "--source"),
        (["show"], "show takes one id"),
        (["show", "a", "b"], "show takes one id"),
        (["--source", "/nowhere/at all"], "/nowhere/at all"),
        (["show", "x", "--source", "/nowhere"], "/nowhere"),
        (["check", "/nowhere"], "/nowhere"),
    ],
)
def test_a_wrong_call_is_one_line_that_names_it(
    argv: list[str], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(argv) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert told.err.startswith("jobtui: ")
    assert named in told.err


def test_wrong_calls_as_a_process(jobtui: Run) -> None:
    for argv in (["--source", "/nowhere"], ["--as-of", "2024-02-30"], ["--what"]):
        done = jobtui(*argv)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert jobtui(env={"JOBTUI_SOURCE": "/nowhere"}).returncode == 2


def test_a_message_never_holds_a_control(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--source", "/no\x1b[31m\nwhere"]) == 2
    assert not CONTROL.search(capsys.readouterr().err)


# --- asking -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "ids"),
    [
        ("", "meteo marees phares sable ecume vent"),
        ("--open-only", "meteo marees ecume"),
        ("--status open", "meteo marees ecume"),
        ("--status OPEN --status closed", "meteo marees phares ecume"),
        ("--open-only --status closed", ""),
        ("--open-only --status open", "meteo marees ecume"),
        ("--status expired", "sable"),
        ("--status unknown", "vent"),
        ("--status filled", ""),
        ("--contract cdi", "meteo phares"),
        ("--contract CDI --contract cdd", "meteo marees phares"),
        ("--contract none", "sable ecume vent"),
        ("--organisation MINISTERE-DES-NUAGES", "meteo marees"),
        ("--organisation phares", "phares sable"),
        ("--organisation nuages --contract cdd", "marees"),
        ("--tech python", "meteo"),
        ("--tech postgres", "meteo"),
        ("--year 2024", "meteo marees phares"),
        ("--year 2024 --year 2021", "meteo marees phares vent"),
        ("--junior", "meteo"),
        ("--domain none --startup none --incubator none --year 2099", ""),
        ("--startup none --year 2021", "vent"),
        ("python", "meteo phares"),
        ("PYTHON pluie", "meteo"),
        ("ecume", "ecume"),
        ("ministere", "meteo marees phares"),
        ("minist", ""),
        ("--limit 2", "meteo marees"),
        ("--limit 99", "meteo marees phares sable ecume vent"),
        ("--sort oldest", "vent ecume sable phares marees meteo"),
        ("--sort newest python", "meteo phares"),
        ("--sort oldest python", "phares meteo"),
        ("--sort relevance", "meteo marees phares sable ecume vent"),
        ("--sort title", "ecume marees sable phares meteo vent"),
        ("--sort closing --limit 1", "meteo"),
        ("--rebuild --year 2021", "vent"),
    ],
)
def test_options(args: str, ids: str, asked: Callable[..., tuple[int, list[str]]]) -> None:
    assert asked(*args.split()) == (0 if ids else 1, ids.split())


def test_options_together(asked: Callable[..., tuple[int, list[str]]]) -> None:
    args = (
        "--open-only --contract cdi --tech python --junior --year 2024 --sort title --limit 3 pluie"
    )
    assert asked(*args.split()) == (0, ["meteo"])


def test_the_startup_goes_by_its_name_and_by_its_id(checkout: Path, jobtui: Run) -> None:
    for startup in ("pluie", "Pluie.gouv", "PLUIE.GOUV", "gouv"):
        done = jobtui("--source", checkout, "--startup", startup, "--format", "jsonl")
        assert [json.loads(line)["startup"] for line in done.stdout.splitlines()] == ["Pluie.gouv"]
    assert jobtui("--source", checkout, "--incubator", "rade").stdout.count("\n") == 2


def test_several_sources(postings: Path, checkout: Path, jobtui: Run) -> None:
    asked = ("--source", postings, "--source", checkout, "--format", "jsonl")
    assert jobtui(*asked).stdout.count("\n") == 8
    both = {"JOBTUI_SOURCE": f"{postings}{os.pathsep}{checkout}"}
    assert jobtui("--format", "jsonl", env=both).stdout.count("\n") == 8
    one = jobtui("--source", checkout, "--format", "jsonl", env=both)
    assert one.stdout.count("\n") == 2
    file = postings / "2021-05-01-vent.md"
    assert jobtui("--source", file, "--format", "jsonl").stdout.count("\n") == 1


def test_the_configuration_names_the_sources(postings: Path, own_home: Path, jobtui: Run) -> None:
    (own_home / "config" / "jobtui").mkdir(parents=True)
    file = own_home / "config" / "jobtui" / "config.toml"
    file.write_text(f'sources = ["{postings}"]')
    assert jobtui().stderr.splitlines()[-1] == "jobtui: 6 postings"
    file.write_text("sources = 1")
    done = jobtui()
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 2)
    assert done.stderr.startswith(f"jobtui: {file}:1: sources: this is a table, such as ")


def test_the_sample_needs_nothing_and_says_so(jobtui: Run) -> None:
    done = jobtui("--format", "json")
    assert done.returncode == 0
    assert len(json.loads(done.stdout)) >= 20
    assert "sample" in done.stderr
    assert "--source" in done.stderr
    assert json.loads(jobtui("--open-only", "--format", "json").stdout)


def test_a_value_that_nobody_has_is_said(postings: Path, jobtui: Run) -> None:
    done = jobtui("--source", postings, "--organisation", "Agense des Phares")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Agence des Phares" in done.stderr


def test_nothing_found_is_1_and_says_what_would_help(postings: Path, jobtui: Run) -> None:
    done = jobtui("--source", postings, *AS_OF, "pluie", "--contract", "cdd")
    assert (done.returncode, done.stdout) == (1, "")
    assert "without --contract there would be 1" in done.stderr


# --- formats ------------------------------------------------------------------------------------


def test_formats_of_one_answer_agree(postings: Path, jobtui: Run) -> None:
    asked = ("--source", postings, *AS_OF, "python")
    whole: list[dict[str, Any]] = json.loads(jobtui(*asked, "--format", "json").stdout)
    assert [tuple(one) for one in whole] == [FIELDS, FIELDS]
    assert [one["id"] for one in whole] == ["2024-03-01-meteo", "2024-01-01-phares"]
    assert all(isinstance(one["score"], float) for one in whole)
    by_line = jobtui(*asked, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in by_line] == whole
    for fmt, dialect in (("csv", "excel"), ("tsv", "excel-tab")):
        text = jobtui(*asked, "--format", fmt).stdout
        rows = list(csv.DictReader(io.StringIO(text), dialect=dialect))
        assert [row["id"] for row in rows] == [one["id"] for one in whole]
        assert [float(row["score"]) for row in rows] == [one["score"] for one in whole]
    table = jobtui(*asked, "--format", "table")
    assert [row.split()[-1] for row in table.stdout.splitlines()[1:]] == [
        one["id"] for one in whole
    ]
    assert table.stderr == ""
    assert jobtui(*asked).stdout == table.stdout  # the form without a terminal


def test_a_score_is_for_words_alone(postings: Path, jobtui: Run) -> None:
    done = jobtui("--source", postings, "--format", "json")
    assert {one["score"] for one in json.loads(done.stdout)} == {None}


def test_values_of_a_record(postings: Path, jobtui: Run) -> None:
    done = jobtui("--source", postings, *AS_OF, "pluie", "--format", "json")
    (one,) = json.loads(done.stdout)
    assert one["path"] == str(postings / "2024-03-01-meteo.md")
    assert (one["status"], one["published"], one["closes"]) == ("open", "2024-03-01", "2024-12-31")
    assert one["contracts"] == ["CDI"]
    assert one["junior"] is True
    assert one["apply_to"] == "nuages@example.org"
    assert one["startup"] is None


def test_hostile_files_break_no_format(tmp_path: Path, jobtui: Run) -> None:
    folder = tmp_path / "jobs"
    hostile = '"=1+1 \\e[31m\\a\\r\\n\\t\\x9b5n \\u202e \\"x"'
    write(folder, "2024-01-01-a\x1b[31m\n\x07b.md", "\x1b]0;x\x07 corps", roles=hostile)
    write(folder, "2024-01-02-=1+1.md", roles="'=1+1'", equipe='"@SUM(A1)"')
    (folder / os.fsdecode(b"2024-01-03-m\xe9t\xe9o.md")).write_bytes(b"---\nroles: D\xe9v\n---\n")
    for fmt in FORMATS:
        done = jobtui("--source", folder, "--format", fmt)
        assert done.returncode == 0, done.stderr
        assert not CONTROL.search(done.stdout.replace("\t", "") if fmt == "tsv" else done.stdout)
        assert "\udce9" not in done.stdout
        rows = {"json": 5, "jsonl": 3}.get(fmt, 4)
        assert done.stdout.count("\n") == rows
    listed = json.loads(jobtui("--source", folder, "--format", "json").stdout)
    for one in listed:
        shown = jobtui("--source", folder, "show", one["id"])
        assert shown.returncode == 0, shown.stderr
        assert not CONTROL.search(shown.stdout)
    checked = jobtui("check", folder)
    assert checked.returncode in (0, 1)
    assert not CONTROL.search(checked.stdout)


def test_an_encoding_that_is_not_unicode(postings: Path, jobtui: Run) -> None:
    write(postings, "2024-08-01-x.md", roles="Développeur·se — Œuvre")
    for encoding in ("latin-1", "ascii"):
        env = {"PYTHONIOENCODING": encoding}
        for fmt in FORMATS:
            done = jobtui("--source", postings, "--format", fmt, env=env)
            assert done.returncode == 0, done.stderr
            assert "Traceback" not in done.stderr
        listed = json.loads(jobtui("--source", postings, "--format", "json", env=env).stdout)
        assert listed[0]["title"] == "Développeur·se — Œuvre"
    done = jobtui("--source", postings, env={"LC_ALL": "C", "PYTHONIOENCODING": None})
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    done = jobtui(
        "--source", postings, env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    )
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)


# --- streams ------------------------------------------------------------------------------------


@pytest.mark.parametrize("reader", ["head -1", "true", "head -c 5"])
@pytest.mark.parametrize("joined", ["", "2>&1"])
@pytest.mark.parametrize(
    "what", ["--format jsonl", "", "--help", "--version", "show 2024-03-01-meteo", "check"]
)
def test_a_closed_pipe_is_no_error(postings: Path, reader: str, joined: str, what: str) -> None:
    for number in range(40):
        write(postings, f"2020-01-01-{number}.md", "x " * 500, roles="Poste " * 50, date="hier")
    script = f'"{sys.executable}" -m jobtui {what} {joined} | {reader}; echo ${{PIPESTATUS[0]}} >&2'
    environment = dict(os.environ, PYTHONPATH=str(SOURCE_CODE), JOBTUI_SOURCE=str(postings))
    done = subprocess.run(["bash", "-c", script], env=environment, capture_output=True, check=False)
    told = done.stderr.decode().splitlines()
    assert told[-1] in (("0", "1") if what == "check" else ("0",)), told
    assert "Traceback" not in done.stderr.decode()
    assert "BrokenPipe" not in done.stderr.decode()


def test_a_full_disk_is_one_line(postings: Path) -> None:
    environment = dict(os.environ, PYTHONPATH=str(SOURCE_CODE))
    command = [sys.executable, "-m", "jobtui", "--source", str(postings), "--format", "csv"]
    subprocess.run(command, env=environment, capture_output=True, check=True)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command, env=environment, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr == "jobtui: the answer cannot be written: No space left on device\n"
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*command[:3], "--version"],
            env=environment,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def write_much(folder: Path, files: int) -> None:
    """Write postings that take a while to read, ten a second: no two words are the same."""
    for number in range(files):
        words = " ".join(f"mot{number}x{word}" for word in range(1500))
        write(folder, f"2024-01-01-{number}.md", words, roles="Dev")


def holds_a_file_below(pid: int, folder: Path) -> bool:
    """Whether a process has a file open in *folder*."""
    with suppress(OSError):  # it opens and closes files meanwhile
        opened = [str(one.readlink()) for one in Path(f"/proc/{pid}/fd").iterdir()]
        return any(name.startswith(f"{folder}/") for name in opened)
    return False


@pytest.mark.parametrize("busy", [False, True])
def test_ctrl_c_is_130_and_leaves_nothing(tmp_path: Path, own_home: Path, busy: bool) -> None:
    """While it reads, and while it waits for another that does."""
    folder = tmp_path / "many"
    write_much(folder, 100)
    environment = dict(os.environ, PYTHONPATH=str(SOURCE_CODE))
    with Cache.of([resolve(folder)]).writer() if busy else nullcontext():
        process = subprocess.Popen(
            [sys.executable, "-m", "jobtui", "--source", str(folder)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        until(lambda: holds_a_file_below(process.pid, own_home / "cache"))  # it looks for the lock
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130, err
    assert (out, err) == (b"", b"")
    assert not list(own_home.glob("jobtui-*"))
    assert not list(own_home.glob("cache/jobtui/*/*/new-*"))


# --- show ---------------------------------------------------------------------------------------


def test_show_in_a_pipe_is_markdown(postings: Path, jobtui: Run) -> None:
    done = jobtui("--source", postings, "show", "2024-03-01-meteo", *AS_OF)
    assert done.returncode == 0
    rows = done.stdout.splitlines()
    assert rows[0] == "# Développeur·se Python"
    assert "- Status: open: open is true, until poste_ferme 2024-12-31" in rows
    assert "Nous cherchons une personne pour coder la pluie en Python." in rows


def test_show_as_data(postings: Path, jobtui: Run) -> None:
    asked = ("show", "2024-03-01-METEO.md", "--source", postings)
    one = json.loads(jobtui(*asked, "--format", "json").stdout)
    assert tuple(one) == FIELDS
    assert json.loads(jobtui(*asked, "--format", "jsonl").stdout) == one
    (row,) = csv.DictReader(io.StringIO(jobtui(*asked, "--format", "csv").stdout))
    assert row["id"] == one["id"] == "2024-03-01-meteo"
    assert jobtui(*asked, "--format", "table").stdout.count("\n") == 2


def test_show_in_a_terminal(postings: Path) -> None:
    asked = ("--source", str(postings), "show", "2024-03-01-meteo", "--as-of", "2024-06-01")
    coloured = in_terminal(*asked)
    assert "\x1b[" in coloured
    plain = in_terminal(*asked, NO_COLOR="1")
    assert "\x1b" not in plain
    assert "Développeur·se Python" in plain
    assert "coder la pluie" in plain
    assert max(len(row) for row in plain.splitlines()) <= 80
    assert "\x1b" not in in_terminal(*asked, TERM="dumb")


def test_show_of_something_unknown_names_what_is_near(postings: Path, jobtui: Run) -> None:
    for wanted in ("2024-03-01-metro", "meteo", "METEO"):
        done = jobtui("--source", postings, "show", wanted)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.splitlines()[-1].count("2024-03-01-meteo") == 1
    done = jobtui("--source", postings, "show", "zzz")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "jobtui: no posting has the id 'zzz'"


def test_a_long_build_is_counted_in_a_terminal(tmp_path: Path) -> None:
    write_much(tmp_path, 20)
    shown = in_terminal("--source", str(tmp_path), "--format", "jsonl", "--limit", "1")
    assert re.search(r"\rreading \d+ of 20", shown)
    assert re.search(r"\r +\r", shown)  # and taken away again


def test_a_table_in_a_terminal_fits_it(postings: Path) -> None:
    shown = in_terminal("--source", str(postings), "--format", "table", size="60")
    assert max(len(row) for row in shown.splitlines() if not row.startswith("jobtui:")) <= 60


# --- check --------------------------------------------------------------------------------------


def test_check_lists_problems_line_by_line(postings: Path, jobtui: Run) -> None:
    good = jobtui("check", postings)
    assert good.returncode == 0
    write(postings, "2024-08-01-faux.md", roles="Dev", open="true", date="hier")
    bad = jobtui("check", postings)
    assert bad.returncode == 1
    path = postings / "2024-08-01-faux.md"
    assert re.search(rf"^{re.escape(str(path))}:4: error: date: .+", bad.stdout, re.MULTILINE)
    for row in bad.stdout.splitlines():
        assert re.fullmatch(r"/.+?:\d+: (error|warning|info): \S+: .+", row)
    assert "7 postings read" in bad.stderr


def test_check_takes_paths_a_source_or_the_configuration(
    postings: Path, checkout: Path, jobtui: Run
) -> None:
    assert "8 postings read" in jobtui("check", postings, checkout).stderr
    assert "2 postings read" in jobtui("check", "--source", checkout).stderr
    assert "1 posting read" in jobtui("check", postings / "2021-05-01-vent.md").stderr
    assert "6 postings read" in jobtui("check", env={"JOBTUI_SOURCE": str(postings)}).stderr


def test_check_writes_no_cache(postings: Path, own_home: Path, jobtui: Run) -> None:
    jobtui("check", postings)
    assert not (own_home / "cache").exists()


def test_a_word_that_is_a_command_is_searched_for_behind_dashes(
    postings: Path, jobtui: Run
) -> None:
    write(postings, "2024-08-01-x.md", "Le show continue.", roles="Acteur")
    done = jobtui("--source", postings, "--format", "jsonl", "--", "show")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["2024-08-01-x"]


def test_parse_raises_nothing_else() -> None:
    for argv in (["--", "--help"], ["-h", "--what"], ["--limit=１"], ["--as-of=2024-W01-1"]):
        try:
            parse(argv)
        except UsageError as error:
            assert "\n" not in str(error)
