"""Completion in the shells themselves: a line, Tab and Enter are typed, and the words arrive."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import PROGRAM, write
from tests.prepared_program import SOURCE_CODE
from tests.pseudo_terminal import Terminal

# Each begins with a word of its own.
HOSTILE = (
    "aa $(touch PWNED) `touch PWNED`",
    "bb; touch PWNED & | > PWNED # ~ * ? {x,y}",
    "cc 'quoted' \"twice\" \\ back\\slash",
    "dd Ministère — « été »\u00a0!",
    "ee $HOME ${IFS} !! %s \\n -o [x] (y) ^z = :",
    "-ff --format=x",
)
_START = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--private"],
}
_ENABLE = {
    "bash": 'eval "$(jobtui completion bash)"',
    "zsh": 'autoload -U compinit; compinit -u -D; eval "$(jobtui completion zsh)"',
    "fish": "jobtui completion fish | source",
    "zsh's fpath": f"fpath=({SOURCE_CODE}/jobtui/cli/shell $fpath)\r"
    "autoload -U compinit; compinit -u -D",
}
# Stands for the program: completes as it does, and keeps the words of every other call.
_STAND_IN = """#!{python}
import json, os, pathlib, sys
if sys.argv[1:2] == ["completion"]:
    os.execv({program[0]!r}, [*{program!r}, *sys.argv[1:]])
half = pathlib.Path({kept!r} + ".half")
half.write_text(json.dumps(sys.argv[1:]))
half.replace({kept!r})
"""


class Shell:
    """A shell in a terminal, in which jobtui's completion is enabled."""

    def __init__(self, name: str, folder: Path, postings: Path) -> None:
        self.folder = folder
        self._kept = folder / "kept"
        stand_in = folder / "bin" / "jobtui"
        stand_in.parent.mkdir()
        kept = str(self._kept)
        stand_in.write_text(_STAND_IN.format(python=sys.executable, program=PROGRAM, kept=kept))
        stand_in.chmod(0o755)
        environment = dict(
            os.environ,
            PATH=f"{stand_in.parent}{os.pathsep}{os.environ['PATH']}",
            PYTHONPATH=str(SOURCE_CODE),
            JOBTUI_SOURCE=str(postings),
            TERM="xterm",
            LC_ALL="C.UTF-8",
        )
        (folder / "work").mkdir()
        os.chdir(folder / "work")
        self._terminal = Terminal(_START[name.partition("'")[0]], environment)
        self.typed(_ENABLE[name] + "; jobtui ready\r")

    def typed(self, keys: str) -> list[str]:
        """Type *keys*, and return the words of the call that they lead to."""
        self._terminal.send_bytes(keys.encode(), 0.01)
        self._terminal.wait_until(self._kept.exists)
        self._terminal.settle(0.05)  # it asks for the next line
        words: list[str] = json.loads(self._kept.read_text())
        self._kept.unlink()
        return words

    def close(self) -> None:
        """End the shell."""
        self._terminal.close()


@pytest.fixture(params=["bash", "zsh", "fish"])
def shell(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    own_home: Path,
    jobtui: Callable[..., object],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Shell]:
    """Return each shell that there is, on postings of hostile organisations."""
    name = request.param
    if shutil.which(name.partition("'")[0]) is None:
        pytest.skip(f"{name} is not installed")
    folder = tmp_path / "postings"
    for number, organisation in enumerate(HOSTILE):
        write(
            folder,
            f"2024-01-{number + 1:02}-post.md",
            equipe=json.dumps(organisation, ensure_ascii=False),
            contrat="CDI" if number else "Stage",
        )
    config = own_home / "config" / "jobtui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("[searches]\n\"d'été $(touch PWNED)\" = 'is:open'\n")
    monkeypatch.chdir(tmp_path)
    jobtui("--source", folder)
    started = Shell(name, tmp_path, folder)
    yield started
    started.close()


def test_a_value_arrives_as_it_is_written(shell: Shell) -> None:
    for organisation in HOSTILE:
        begun = organisation[:3].rstrip("; ")
        assert shell.typed(f"jobtui --organisation {begun}\t\r") == ["--organisation", organisation]
        again = shell.typed(f"jobtui --organisation={begun}\t\r")
        assert again == [f"--organisation={organisation}"]
    assert not list(shell.folder.rglob("PWNED"))


def test_an_open_quote_is_minded(shell: Shell) -> None:
    for organisation in HOSTILE:
        begun = organisation[:3].rstrip("; ")
        if "!" not in organisation:  # bash would look for an older line
            for quote in "\"'":
                got = shell.typed(f"jobtui --organisation {quote}{begun}\t\r")
                assert got == ["--organisation", organisation]
    assert not list(shell.folder.rglob("PWNED"))


def test_options_words_searches_and_ids_are_known(shell: Shell) -> None:
    assert shell.typed("jobtui --open\t\r") == ["--open-only"]
    assert shell.typed("jobtui --contract in\t\r") == ["--contract", "internship"]
    assert shell.typed("jobtui sh\t2024-01-01\t\r") == ["show", "2024-01-01-post"]
    assert shell.typed("jobtui contrat:in\t\r") == ["contrat:internship"]
    assert shell.typed("jobtui senior\tjun\r") == ["seniority:jun"]
    assert shell.typed("jobtui --saved d\t\r") == ["--saved", "d'été $(touch PWNED)"]
    assert not list(shell.folder.rglob("PWNED"))


def test_several_values_share_their_beginning(shell: Shell) -> None:
    got = shell.typed("jobtui --format j\tl\r")
    assert got == ["--format", "jsonl"]


def test_files_are_offered_where_they_may_stand(shell: Shell) -> None:
    Path("a file.md").write_text("")
    assert shell.typed("jobtui check a\t\r") == ["check", "a file.md"]
    assert shell.typed("jobtui --domain a\t\r") == ["--domain", "a"]


@pytest.mark.parametrize("shell", ["zsh's fpath"], indirect=True)
def test_zsh_finds_its_file(shell: Shell) -> None:
    assert shell.typed("jobtui --format j\tl\r") == ["--format", "jsonl"]
    assert shell.typed("jobtui contrat:in\t\r") == ["contrat:internship"]
