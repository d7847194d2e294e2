"""Standard streams that are closed, full, or of an encoding that lacks most characters."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jobtui.text.cells import cells
from jobtui.text.lookalikes import ascii_reading
from tests.conftest import environment, write
from tests.prepared_program import SOURCE_CODE
from tests.pseudo_terminal import Terminal, terminals

Run = Callable[..., subprocess.CompletedProcess[str]]

ANSWERS = (
    *("--format table", "--format json", "--format csv", "show 2024-03-01-meteo"),
    *("--help", "--version", "config"),
)
# A posting of which every part needs more than ASCII.
HARD = (
    "Cœur : « l’été » — 1 500 € par mois… №½\n\n• un\n• deux\n\n> à côté\n\n---\n\n| a | é |\n"
    "|---|---|\n| ﬁ | → |\n\n✅ e\u0301cole ⏎ Łódź Straße 5 ≥ 4"
)


def run_all(postings: Path, calls: dict[str, str]) -> dict[str, tuple[int, str, str]]:
    """Run calls of jobtui at once, by a shell that closes streams; return code, stdout, stderr."""
    env = environment(postings.parent, JOBTUI_SOURCE=str(postings))
    running = {
        name: subprocess.Popen(
            ["bash", "-c", f'"{sys.executable}" -m jobtui {call}'],
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
        )
        for name, call in calls.items()
    }
    done = {}
    for name, process in running.items():
        out, err = process.communicate(timeout=120)
        done[name] = (process.returncode, out.decode(), err.decode())
        assert "Traceback" not in done[name][2], (name, done[name][2])
    return done


@pytest.mark.parametrize(
    ("where", "why"),
    [(">&-", "standard output is closed"), (">/dev/full", "No space left on device")],
)
def test_an_answer_that_cannot_be_written_is_an_error(postings: Path, where: str, why: str) -> None:
    write(postings, "2024-08-01-x.md", roles="Dev", date="hier")
    more = ("check", "--format jsonl", "completion bash", "marks export")
    calls = {what: f"{what} {where}" for what in (*ANSWERS, *more)}
    for what, (code, out, told) in run_all(postings, calls).items():
        assert (code, out) == (2, ""), what
        assert told.splitlines()[-1] == f"jobtui: cannot write the output: {why}", what
    quiet = {what: f"{what} {where} 2>&-" for what in ("--format json", "--version")}
    for code, _out, told in run_all(postings, quiet).values():
        assert (code, told) == (2, "")


def test_a_check_that_has_nothing_to_write_needs_no_output(postings: Path) -> None:
    for file in postings.iterdir():
        if "phares" not in file.name:
            file.unlink()
    done = run_all(postings, {"check": "check >&-"})["check"]
    assert (done[0], "0 problems" in done[2]) == (0, True)


def test_an_answer_needs_neither_errors_nor_input(postings: Path) -> None:
    calls = {f"{what}{at}": f"{what} {at}" for what in ANSWERS[1:6:2] for at in ("2>&-", "<&-")}
    calls |= {"full": "--format json 2>/dev/full", "check": "check 2>&-"}
    write(postings, "2024-08-01-x.md", roles="Dev", date="hier")
    for what, (code, out, _told) in run_all(postings, calls).items():
        assert code == (1 if what == "check" else 0), what
        assert out, what
        assert "jobtui: " not in out, what
    done = run_all(postings, {"import": "marks import - <&-", "wrong": "--sort x 2>&-"})
    assert done["import"][:2] == (2, "")
    assert done["import"][2] == "jobtui: standard input is closed\n"
    assert done["wrong"] == (2, "", "")


def test_no_file_takes_the_place_of_a_closed_stream() -> None:
    script = "import os; from jobtui import __main__ as it; os.close(0); os.close(2); "
    script += "it._reserve_standard_streams(); "
    script += "print(*map(os.readlink, ('/proc/self/fd/0', '/proc/self/fd/2'))); "
    script += "print(os.get_inheritable(2), sorted(map(int, os.listdir('/proc/self/fd'))))"
    run = [sys.executable, "-c", script]
    env = dict(os.environ, PYTHONPATH=str(SOURCE_CODE))
    done = subprocess.run(run, env=env, stdout=subprocess.PIPE, text=True, check=True)
    assert done.stdout == "/dev/null /dev/null\nTrue [0, 1, 2, 3]\n"


# --- encodings ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "in_ascii", "latin_1"),
    [
        ("été Œuvre", "ete OEuvre", "été OEuvre"),
        ("e\u0301t\u00e9", "ete", "été"),
        ("développeur·se • l’an", "developpeur.se * l'an", "développeur·se * l'an"),
        ("« a » — b – c…", '" a " - b - c...', "« a » - b - c..."),
        ("1\u202f500 € №½ ²", "1 500 EUR No1/2 2", "1 500 EUR No½ ²"),
        ("┌─┐│ → ≥ ﬁ ™", "+-+| -> >= fi TM", "+-+| -> >= fi TM"),
        ("Łódź Straße þ", "Lodz Strasse th", "Lódz Straße þ"),
        ("☑\ufe0f ●○ ★", "v oo *", "v oo *"),
        ("日 🚀", "? ?", "? ?"),
    ],
)
def test_what_an_encoding_lacks_is_read_aloud(text: str, in_ascii: str, latin_1: str) -> None:
    assert ascii_reading(text, "ascii", in_cells=False) == in_ascii
    assert ascii_reading(text, "latin-1", in_cells=False) == latin_1
    for encoding in ("ascii", "latin-1"):
        assert cells(ascii_reading(text, encoding, in_cells=True)) == cells(
            text.replace("\ufe0f", "")
        )


@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": None},
    ],
)
def test_ascii_is_readable(postings: Path, jobtui: Run, env: dict[str, str | None]) -> None:
    keys = {"roles": "Développeur·se — Œuvre €", "date": "été", "startup": "é"}
    write(postings, "2024-08-01-x.md", HARD, **keys)
    env |= {"JOBTUI_LANGUAGE": "fr", "JOBTUI_SOURCE": str(postings)}
    texts = {}
    for call in (
        *("--format table", "show 2024-08-01-x", "--help", "check"),
        *("--tech français", "--source où", "-- (été", "show évidé", "--as-of à"),
    ):
        done = jobtui(*call.split(), env=env)
        texts[call] = done.stdout + done.stderr
        assert texts[call].isascii(), call
        assert "\\x" not in texts[call], call
        assert "\\u" not in texts[call], call
        assert not re.search(r"\w\?\w", texts[call]), call
    assert "Developpeur.se - OEuvre EUR" in texts["--format table"]
    assert 'Coeur : " l\'ete " - 1 500 EUR par mois... No1/2' in texts["show 2024-08-01-x"]
    heads = texts["--format table"].splitlines()
    starts = {line.rindex("2024-") for line in heads if line.endswith("2024-08-01-x")}
    assert starts == {heads[0].index("Identifiant")}, "columns stay below each other"
    for fmt in ("json", "jsonl"):
        listed = jobtui("--format", fmt, "--", "role:oeuvre", env=env).stdout
        assert listed.isascii()
        one = json.loads(listed)
        one = one[0] if isinstance(one, list) else one
        assert one["title"] == "Développeur·se — Œuvre €"


def test_a_locale_that_this_machine_lacks(postings: Path) -> None:
    write(postings, "2024-08-01-x.md", roles="Développeur·se — Œuvre")
    env = environment(postings.parent, JOBTUI_SOURCE=str(postings), PYTHONPATH=str(SOURCE_CODE))
    for gone in ("PYTHONIOENCODING", "PYTHONUTF8", "LC_CTYPE"):
        env.pop(gone, None)
    command = [sys.executable, "-m", "jobtui", "--format", "table"]
    for locale, raw in (
        ("fr_FR.ISO-8859-1", "Développeur·se - OEuvre".encode("latin-1")),
        ("fr_FR.ISO8859-15@euro", "Développeur·se - Œuvre".encode("iso8859-15")),
        ("fr_FR.nonsense", b"Developpeur.se - OEuvre"),
        ("fr_FR.utf8", "Développeur·se — Œuvre".encode()),
        ("C", "Développeur·se — Œuvre".encode()),
    ):
        done = subprocess.run(
            command, env=env | {"LC_ALL": locale}, capture_output=True, check=True
        )
        assert raw in done.stdout, (locale, done.stdout)


@pytest.fixture
def start(postings: Path, tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Start jobtui on the postings in a terminal."""
    command = [sys.executable, "-m", "jobtui", "--source", str(postings)]
    with terminals() as begin:
        yield lambda *args, **env: begin([*command, *args], environment(tmp_path, **env), (120, 40))


@pytest.mark.parametrize("env", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "fr_FR.ISO-8859-1"}])
def test_the_browser_in_ascii(
    start: Callable[..., Terminal], postings: Path, env: dict[str, str]
) -> None:
    write(postings, "2024-12-01-x.md", HARD, roles="Rôle ✅ œuvré", open="true")
    terminal = start(JOBTUI_LANGUAGE="fr", **env)
    screen = terminal.wait_for("5 >= 4|5 > 4", 60)
    assert "|" in screen
    assert "* un" in screen
    assert b"\\u" not in terminal.raw
    assert b"\\x" not in terminal.raw
    said = terminal.raw.decode("ascii" if "PYTHONIOENCODING" in env else "latin-1")
    assert not re.search(r"\w\?\w", said)
    terminal.send("q")
    assert terminal.wait(60) == 0


def test_a_terminal_in_ascii_is_shown_a_posting(
    start: Callable[..., Terminal], postings: Path
) -> None:
    write(postings, "2024-12-01-x.md", HARD, roles="Rôle")
    terminal = start("show", "2024-12-01-x", PYTHONIOENCODING="ascii")
    screen = terminal.wait_for("5 >= 4", 60)
    assert "* un" in screen
    assert "| a cote" in screen
    assert "-----" in screen
    assert "fi | ->" in screen
    assert terminal.raw.isascii()
