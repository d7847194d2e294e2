"""What tests share: a home of their own, and small invented postings."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

import jobtui as package
from jobtui import i18n

# What the tests run is what they import: the source tree, or the wheel if it is installed.
SOURCE_CODE = Path(package.__file__).parent.parent
_SCRIPT = Path(sys.executable).parent / "jobtui"
IS_INSTALLED = Path(__file__).parent.parent / "src" != SOURCE_CODE
PROGRAM = [str(_SCRIPT)] if IS_INSTALLED else [sys.executable, "-m", "jobtui"]


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return the variables that a browser is started with, with a home of its own."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(SOURCE_CODE),
        **more,
    }


def pytest_configure() -> None:
    """Let Ctrl-C reach what tests start, as it does not from a worker of pytest-xdist.

    No example of Hypothesis is timed.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    settings.register_profile("jobtui", deadline=None)  # the machine may be busy
    settings.load_profile("jobtui")


def pytest_report_header() -> str:
    """Say which jobtui is tested."""
    return f"jobtui: {SOURCE_CODE}"


@pytest.fixture(scope="session", autouse=True)
def translations() -> None:
    """Compile the French texts, as the build does, if they have changed."""
    from .catalogues import compile_french

    compile_french()


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every test away from the real home."""
    home = tmp_path_factory.mktemp("home")
    for name, value in {
        "HOME": home,
        "XDG_CACHE_HOME": home / "cache",
        "XDG_DATA_HOME": home / "data",
        "XDG_CONFIG_HOME": home / "config",
        "XDG_CONFIG_DIRS": home / "system",
        "TMPDIR": home,
    }.items():
        monkeypatch.setenv(name, str(value))
    ours = [name for name in os.environ if name.startswith("JOBTUI_") and name != "JOBTUI_CORPUS"]
    others = (
        "LANGUAGE",
        "LC_ALL",
        "LC_MESSAGES",
        "NO_COLOR",
        "BROWSER",
        "DISPLAY",
        "COLUMNS",
        "LINES",
    )
    for name in (*ours, *others, "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    i18n.use("", "iso")  # and not what another test or the developer's locale says
    return home


def write(folder: Path, name: str, body: str = "", **fields: object) -> Path:
    """Write a posting with *fields* as its frontmatter."""
    folder.mkdir(parents=True, exist_ok=True)
    head = "".join(f"{key}: {value}\n" for key, value in fields.items())
    path = folder / name
    path.write_text(f"---\n{head}---\n\n{body}\n", "utf-8")
    return path


@pytest.fixture
def for_all() -> Iterator[Path]:
    """Return a folder that every user of the machine can enter, as pytest's own are not."""
    before = os.umask(0o022)
    try:
        with tempfile.TemporaryDirectory(dir="/tmp", prefix="for-all-") as name:
            folder = Path(name)
            folder.chmod(0o755)
            yield folder
    finally:
        os.umask(before)


@pytest.fixture
def postings(tmp_path: Path) -> Path:
    """Return a folder of six postings."""
    return write_six(tmp_path / "postings")


def write_six(folder: Path) -> Path:
    """Write six postings into a folder, and return it."""
    write(
        folder,
        "2024-03-01-meteo.md",
        "Nous cherchons une personne pour coder la pluie en Python.",
        roles="Développeur·se Python",
        open="true",
        poste_ferme="2024-12-31",
        equipe="Ministère des Nuages",
        contrat="CDI",
        techno="Python, PostgreSQL",
        junior="true",
        contact="nuages@example.org",
    )
    write(
        folder,
        "2024-02-01-marees.md",
        "Accompagner les équipes qui comptent les marées.",
        roles="Coach agile",
        open="true",
        equipe="ministere des nuages",
        contrat="CDD",
    )
    write(
        folder,
        "2024-01-01-phares.md",
        "Dessiner des phares pour un ministère. Python serait un plus.",
        roles="Designer",
        open="false",
        equipe="Agence des Phares",
        contrat="CDI",
        junior="false",
    )
    write(
        folder,
        "2023-05-01-sable.md",
        "Compter les grains.",
        roles="Data scientist",
        open="true",
        poste_ferme="2023-06-01",
        equipe="Agence des Phares",
    )
    write(
        folder,
        "2022-05-01-ecume.md",
        "Raconter l'écume.",
        roles="Chargé de communication",
        open="true",
    )
    write(folder, "2021-05-01-vent.md", "Mesurer le vent.", roles="Product manager")
    return folder


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a checkout of a site: two postings, two startups, one incubator."""
    site = tmp_path / "site"
    write(site / "_incubators", "rade.md", title="La Rade")
    write(site / "_startups", "pluie.md", title="Pluie.gouv", incubator="rade")
    write(site / "_startups", "vague.md", title="Vague")
    write(site / "_jobs", "2024-03-01-a.md", "Coder.", roles="Dev", startup="pluie", open="true")
    write(
        site / "_jobs", "2024-02-01-b.md", "Dessiner.", roles="Design", startup="vague", open="true"
    )
    return site


@pytest.fixture
def jobtui() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return what runs the command line as a process of its own."""

    def run(*args: object, **options: Any) -> subprocess.CompletedProcess[str]:
        environment = dict(os.environ, PYTHONPATH=str(SOURCE_CODE), PYTHONIOENCODING="utf-8")
        environment.pop("COLUMNS", None)
        environment.update(options.pop("env", {}))
        done: subprocess.CompletedProcess[str] = subprocess.run(
            [*PROGRAM, *map(str, args)],
            env={name: value for name, value in environment.items() if value is not None},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="surrogateescape",
            timeout=120,
            **options,
        )
        return done

    return run
