"""What Tab brings, and that nothing of it is more than text to a shell."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from jobtui.cli.arguments import COMMANDS, FACET_OPTIONS, parser
from jobtui.cli.shell_completion import SCRIPTS, complete
from jobtui.config.loader import read

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def tab(postings: Path, own_home: Path, jobtui: Run) -> Callable[[str], list[str]]:
    """Return what completes a line on the postings, read before, with some settings."""
    file = own_home / "config" / "jobtui" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text(
        f'[sources]\nmine = "{postings}"\nsite = {{ url = "https://host.example/site.git" }}\n'
        '[searches]\ndev = "développeur"\n"été" = "is:open"\n'
    )
    jobtui("--source", postings)
    settings = read().settings._replace(source=("mine",))
    return lambda line: complete("zsh", line, settings).words


def test_every_option_is_there(tab: Callable[[str], list[str]]) -> None:
    options = {name for action in parser()._actions for name in action.option_strings}
    hidden = {"-h", "--init", "--ref", "--path", "--system", "--clear"} | {
        "--by", "--since", "--host", "--port",
    }  # fmt: skip
    assert set(tab("jobtui -")) == options - hidden
    assert "--init" in tab("jobtui config -")
    assert "--host" in tab("jobtui serve -")
    assert {"--ref", "--path"} <= set(tab("jobtui sync -"))
    assert tab("jobtui -- --s") == []


def test_commands_and_fields(tab: Callable[[str], list[str]]) -> None:
    assert set(tab("jobtui ")) == set(COMMANDS)
    assert tab("jobtui python sh") == []
    assert tab("jobtui contr") == ["contract:", "contrat:"]
    assert tab("jobtui -- contr") == ["contract:", "contrat:"]
    assert tab("jobtui completion ") == list(SCRIPTS)


def test_values(tab: Callable[[str], list[str]]) -> None:
    assert set(tab("jobtui --contract ")) == {"permanent", "fixed-term", "none"}
    assert tab("jobtui --contract=perm") == ["--contract=permanent"]
    assert tab("jobtui --organisation minist") == ["Ministère des Nuages"]
    assert tab("jobtui python contrat:perm") == ["contrat:permanent"]
    assert tab("jobtui 'organisation:\"ministère d") == ['organisation:"Ministère des Nuages"']
    assert set(tab("jobtui statut:")) == {
        f"statut:{status}" for status in ("open", "expired", "closed", "unknown")
    }
    assert tab("jobtui niveau:x statut:exp") == ["statut:expired"]
    assert tab("jobtui --format js") == ["json", "jsonl", "jsonld"]
    assert tab("jobtui stats --format s") == ["svg"]
    assert tab("jobtui --sort cl") == ["closing"]
    for facet in FACET_OPTIONS:
        assert tab(f"jobtui --{facet} ")


def test_names_of_the_settings_and_ids(tab: Callable[[str], list[str]]) -> None:
    assert tab("jobtui --saved ") == ["dev", "été"]
    assert tab("jobtui --saved ete") == ["été"]
    assert tab("jobtui --source ") == ["mine", "site"]
    assert tab("jobtui sync ") == ["site"]
    assert tab("jobtui show 2024-03") == ["2024-03-01-meteo"]
    assert tab("jobtui --source mine show 2024-03") == ["2024-03-01-meteo"]
    assert tab("jobtui --source=/nowhere show 2024-03") == []


def test_files_may_stand_where_no_name_does(postings: Path) -> None:
    settings = read().settings
    assert complete("bash", "jobtui check x", settings) == ([], True)
    assert complete("bash", "jobtui --source x", settings) == ([], True)
    assert complete("bash", "jobtui a > x", settings) == ([], True)
    assert complete("bash", "jobtui --limit x", settings) == ([], False)
    assert complete("bash", "jobtui xyz", settings) == ([], False)


# --- the command ----------------------------------------------------------------------------------


def test_nothing_is_built_and_nothing_fetched(
    postings: Path, own_home: Path, jobtui: Run, tmp_path: Path
) -> None:
    for line in (
        f"jobtui --source {postings} --contract ",
        f"jobtui --source {postings} show ",
        "jobtui --source https://localhost:1/site.git --contract ",
    ):
        done = jobtui("completion", "bash", "--", line)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not (own_home / "cache").exists()


def test_a_wrong_configuration_is_no_obstacle(own_home: Path, jobtui: Run) -> None:
    done = jobtui("completion", "bash", "--", "jobtui --so", env={"JOBTUI_SORT": "wrong"})
    assert (done.returncode, done.stdout, done.stderr) == (0, "--source\n--sort\n", "")


def test_the_scripts_are_printed(jobtui: Run) -> None:
    for shell, name in SCRIPTS.items():
        done = jobtui("completion", shell)
        assert done.returncode == 0
        assert name == "_jobtui" or shell in name
        assert f"jobtui completion {shell} -- " in done.stdout
    for wrong in ((), ("tcsh",), ("bash", "a", "b")):
        done = jobtui("completion", *wrong)
        assert done.returncode == 2
        assert "bash, zsh or fish" in done.stderr


@pytest.mark.process
def test_who_waits_too_long_gets_nothing() -> None:
    code = (
        "import signal\nfrom jobtui.cli import shell_completion as it\nit._MAX_SECONDS = 0.05\n"
        "with it.time_limit(): pass\n"
        "print('in time', flush=True)\n"
        "with it.time_limit(): signal.pause()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "in time\n", "")
