"""What tests share: a home of their own, and small invented postings."""

from __future__ import annotations

import gc
import itertools
import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from jobtui import i18n
from tests.five_postings import POSTINGS
from tests.git_origin import POSTING, Origin
from tests.prepared_program import SOURCE_CODE, can_be_prepared, completed
from tests.pseudo_terminal import Terminal, terminals

# What the tests run is what they import: the source tree, or the wheel if it is installed.
_SCRIPT = Path(sys.executable).parent / "jobtui"
IS_INSTALLED = Path(__file__).parent.parent / "src" != SOURCE_CODE
PROGRAM = [str(_SCRIPT)] if IS_INSTALLED else [sys.executable, "-m", "jobtui"]


TESTS = Path(__file__).parent
# Who wants an answer at once leaves these out: `make fast`.
SLOW = ("browser", "terminal", "process", "hostile")
_STARTING = SLOW[1:]  # those that may start processes
_FIXTURES = {
    "drive": "browser",
    "in_terminal": "terminal",
    "jobtui": "process",
    "origin": "process",
}
_FOLDERS = itertools.count()
_STARTS = {"subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn"}


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


# No example of Hypothesis is timed, for the machine may be busy. `make fast` tries few of them.
settings.register_profile("all", deadline=None)
settings.register_profile("fast", deadline=None, max_examples=15)


def pytest_configure(config: pytest.Config) -> None:
    """Let Ctrl-C and Ctrl-\\ reach what tests start, as they do not from a worker of pytest-xdist
    or from a shell's background.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGQUIT, signal.SIG_DFL)
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))  # what waits to be collected is open
    sys.addaudithook(_refuse_processes)
    settings.load_profile(config.getoption("--hypothesis-profile") or "all")


def pytest_collection_finish() -> None:
    """Leave the thousands of collected tests out of every later garbage collection.

    What a test leaves in circles, open files among it, is soon collected then.
    """
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by the folder they stand in, and by the fixtures that start a process."""
    for item in items:
        folder = item.path.relative_to(TESTS).parts[0]
        fixtures = getattr(item, "fixturenames", ())
        marks = {mark for fixture, mark in _FIXTURES.items() if fixture in fixtures}
        for mark in sorted(marks | {folder}.intersection(SLOW)):
            item.add_marker(mark)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Let no test start a process that is not marked as one that does."""
    _Unmarked.runs = not any(item.get_closest_marker(mark) for mark in _STARTING)
    try:
        return (yield)
    finally:
        _Unmarked.runs = False


class _Unmarked:
    """Whether a test runs that has none of the marks in _STARTING."""

    runs = False


def _refuse_processes(event: str, _arguments: object) -> None:
    if event in _STARTS and _Unmarked.runs:
        pytest.fail(f"{event}: mark this test with one of {', '.join(_STARTING)}")


def pytest_report_header() -> str:
    """Say which jobtui is tested."""
    return f"jobtui: {SOURCE_CODE}"


@pytest.fixture(scope="session", autouse=True)
def translations() -> None:
    """Compile the French texts, as the build does, if they have changed."""
    from tests.catalogues import compile_french

    compile_french()


def _new_folder(factory: pytest.TempPathFactory, name: str) -> Path:
    # factory.mktemp() would look through the folders of thousands of tests before
    folder = factory.getbasetemp() / f"{name}-{next(_FOLDERS)}"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def tmp_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of the test's own, as pytest's fixture of this name does, only sooner."""
    return _new_folder(tmp_path_factory, "folder")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every test away from the real home."""
    home = _new_folder(tmp_path_factory, "home")
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
    monkeypatch.setattr("gc.freeze", lambda: None)  # as the browser does: once for all tests
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
def origin(tmp_path: Path) -> Origin:
    """Return a repository of two postings and what a site has besides."""
    made = Origin(tmp_path)
    made.put("content/_jobs/2024-03-01-a.md", POSTING.format(role="Dev"))
    made.put("content/_jobs/2024-02-01-b.md", POSTING.format(role="Coach"))
    made.put("content/_jobs/logo.png", b"\x89PNG")
    made.put("content/_startups/pluie.md", "---\ntitle: Pluie.gouv\nincubator: rade\n---\n")
    made.put("content/_incubators/rade.md", "---\ntitle: La Rade\n---\n")
    made.put("content/_authors/x.md", "A")
    made.put("_config.yml", "url: https://site.example\n")
    made.put("README.md", "A")
    made.commit()
    return made


@pytest.fixture
def jobtui() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return what runs the command line as a process of its own."""

    def run(*args: object, **options: Any) -> subprocess.CompletedProcess[str]:
        environment = dict(os.environ, PYTHONPATH=str(SOURCE_CODE), PYTHONIOENCODING="utf-8")
        environment.pop("COLUMNS", None)
        environment.update(options.pop("env", {}))
        env = {name: value for name, value in environment.items() if value is not None}
        words = [str(arg) for arg in args]
        if options.keys() <= {"cwd"} and can_be_prepared(env):
            return completed(words, env, **options)
        done: subprocess.CompletedProcess[str] = subprocess.run(
            [*PROGRAM, *words],
            env=env,
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


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of the five postings."""
    made = tmp_path / "postings"
    made.mkdir()
    for name, text in POSTINGS.items():
        (made / name).write_text(text, "utf-8")
    return made


@pytest.fixture
def in_terminal(own_home: Path) -> Iterator[Callable[..., Terminal]]:
    """Start the program in a terminal of its own: arguments, its size, more of the environment.

    What it reads in a configuration while it is imported it does not read if it is *prepared*.
    """
    folders = {f"XDG_{name.upper()}_HOME": str(own_home / name) for name in ("cache", "config")}
    with terminals() as begin:

        def run(
            *args: str, size: tuple[int, int] = (120, 40), prepared: bool = True, **env: str
        ) -> Terminal:
            known = environment(own_home, **folders, **env)
            return begin([sys.executable, "-m", "jobtui", *args], known, size, prepared)

        yield run
