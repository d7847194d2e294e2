"""The cache on disk: private, atomic, one writer, and never in the way of an answer."""

from __future__ import annotations

import os
import random
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from jobtui.cli import main
from jobtui.files import locations, safe_io
from jobtui.files.locks import BusyError
from jobtui.index.cache import Cache, NoCacheError
from jobtui.index.generation import Generation
from jobtui.library.library import Library
from jobtui.sources.folders import resolve
from tests.conftest import write, write_six
from tests.prepared_program import SOURCE_CODE
from tests.waiting import PATIENCE

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "home" / "jobtui" / "index-1" / "abc")


def publish(cache: Cache, text: str) -> Path:
    with cache.writer():
        directory = cache.fresh()
        safe_io.write_private(directory / "text", text.encode())
        return cache.publish(directory)


def of(postings: Path) -> Path:
    """Return the directory of the cache of some postings."""
    return Cache.of([resolve(postings)]).directory


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


# --- generations --------------------------------------------------------------------------------


def test_nothing_is_made_by_looking(cache: Cache) -> None:
    with pytest.raises(NoCacheError, match=r"^$"):
        cache.current()
    assert not cache.directory.parent.parent.exists()


def test_what_is_published_is_current_and_the_one_before_stays(cache: Cache) -> None:
    first = publish(cache, "a")
    assert cache.current() == first
    second = publish(cache, "b")
    assert cache.current() == second
    assert first.is_dir()  # somebody may just be opening it
    third = publish(cache, "c")
    assert cache.current() == third
    assert second.is_dir()
    assert not first.exists()


def test_a_fresh_directory_shares_what_the_base_has(cache: Cache) -> None:
    base = publish(cache, "a")
    with cache.writer():
        directory = cache.fresh(Generation(base))
    assert (directory / "text").samefile(base / "text")
    assert [file.name for file in directory.iterdir()] == ["text"]


def test_an_open_generation_is_read_and_shared_when_it_is_removed(
    cache: Cache, tmp_path: Path
) -> None:
    publish(cache, "a")
    generation = cache.opened()
    for text in "bcd":
        publish(cache, text)
    assert not generation.path.exists()
    assert generation.file("text").read(0, 10) == b"a"
    generation.share("text", tmp_path)
    assert (tmp_path / "text").read_bytes() == b"a"
    assert mode(tmp_path / "text") == 0o600
    assert cache.opened(generation).file("text") is generation.file("text")


def test_a_generation_that_is_removed_while_it_is_opened_is_looked_for_again(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(cache, "a")
    texts = iter("bcd")
    real = safe_io.trusted_handle

    def removed(path: Path | str, folder: int | None = None) -> int:
        if path == "text" and (text := next(texts, "")):
            publish(cache, text)
            publish(cache, text)
        return real(path, folder)

    monkeypatch.setattr(safe_io, "trusted_handle", removed)
    assert cache.opened().path == cache.current()
    assert cache.opened().file("text").read(0, 10) == b"d"


def test_leftovers_of_the_dead_are_removed_by_the_next_writer(cache: Cache) -> None:
    current = publish(cache, "a")
    (cache.directory / "new-9-1").mkdir()
    (cache.directory / "new-9-1" / "text").touch()
    (cache.directory / "g-7-1").mkdir()  # renamed, and not yet named in current
    (cache.directory / "current.77").touch()
    with cache.writer():
        pass
    assert {path.name for path in cache.directory.iterdir()} == {"current", "lock", current.name}


def test_one_set_of_sources_one_directory(postings: Path, checkout: Path) -> None:
    one, two = resolve(postings), resolve(checkout)
    caches = {Cache.of(chosen).directory for chosen in ([one], [two], [one, two], [one])}
    assert len(caches) == 3
    assert all("index-" in path.parent.name for path in caches)  # the format is in the name


# --- one writer ---------------------------------------------------------------------------------


def test_a_second_writer_does_not_get_in_and_readers_do(cache: Cache) -> None:
    generation = publish(cache, "a")
    with cache.writer():
        with pytest.raises(BusyError), cache.writer():
            pass
        assert cache.current() == generation


def test_a_patient_writer_waits(cache: Cache) -> None:
    inside = threading.Event()

    def hold() -> None:
        with cache.writer():
            inside.set()
            time.sleep(0.3)

    thread = threading.Thread(target=hold)
    thread.start()
    assert inside.wait(PATIENCE)
    with cache.writer(patience=PATIENCE):
        pass
    thread.join()


# --- trust --------------------------------------------------------------------------------------


def test_directories_and_files_are_private_whatever_the_umask(cache: Cache) -> None:
    before = os.umask(0)
    try:
        publish(cache, "a")
    finally:
        os.umask(before)
    made = [cache.directory, *cache.directory.parents[:3], *cache.directory.rglob("*")]
    for path in made:
        assert mode(path) == (0o700 if path.is_dir() else 0o600), path


@pytest.mark.parametrize("what", ["current", "generation", "generation/text"])
def test_what_others_can_write_is_not_opened_and_written_anew(cache: Cache, what: str) -> None:
    generation = publish(cache, "a")
    path = cache.directory / what.replace("generation", generation.name)
    path.chmod(mode(path) | stat.S_IWGRP)
    with pytest.raises(NoCacheError, match="other users can write"):
        cache.current()
    again = publish(cache, "b")
    assert cache.current() == again


@pytest.mark.parametrize("what", ["", ".."])
def test_a_directory_that_others_can_write_is_left_untouched(
    postings: Path, jobtui: Run, what: str
) -> None:
    asked = ("--source", postings, "--format", "jsonl")
    before = jobtui(*asked)
    directory = of(postings) / what
    directory.chmod(0o777)
    held = sorted((path, path.stat().st_mtime_ns) for path in directory.rglob("*"))
    after = jobtui(*asked)
    assert (after.returncode, after.stdout) == (before.returncode, before.stdout)
    assert f"chmod go-w {directory.resolve()}" in after.stderr
    assert "using a temporary one" in after.stderr
    assert held == sorted((path, path.stat().st_mtime_ns) for path in directory.rglob("*"))
    directory.chmod(0o755)
    assert not jobtui(*asked).stderr


def test_files_are_checked_as_they_are_opened(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"mine")
    with safe_io.open_trusted(file) as stream:
        assert stream.read() == b"mine"
    (tmp_path / "link").symlink_to(file)
    os.mkfifo(tmp_path / "fifo", 0o600)
    for name in ("link", "fifo", "missing", "."):
        with pytest.raises(OSError):
            safe_io.open_trusted(tmp_path / name)
    for others in (stat.S_IWGRP, stat.S_IWOTH):
        file.chmod(0o600 | others)
        with pytest.raises(safe_io.UntrustedError):
            safe_io.open_trusted(file)


# --- one index for all --------------------------------------------------------------------------


@pytest.fixture
def postings(for_all: Path) -> Path:
    """Return postings that everybody may read."""
    return write_six(for_all / "postings")


@pytest.fixture
def system(postings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Build the system's index of the postings; return its directory."""
    base = tmp_path / "var"
    monkeypatch.setenv("JOBTUI_SYSTEM_CACHE", str(base))
    chosen = [resolve(postings)]
    cache = Cache.of(chosen, base, shared=True)
    Library(chosen, cache).refresh()
    return cache.directory


def test_everybody_can_read_the_system_s_index_and_nobody_write_it(system: Path) -> None:
    for path in (system, system.parent, *system.rglob("*")):
        if path.name != "lock":
            assert mode(path) == (0o755 if path.is_dir() else 0o644), path


def test_users_have_no_copy_of_their_own(system: Path, postings: Path, jobtui: Run) -> None:
    answer = jobtui("--source", postings, "--format", "jsonl", "ministere")
    assert answer.returncode == 0
    assert not answer.stderr
    assert not of(postings).exists()


def test_newer_postings_are_seen_though_the_system_s_index_cannot_be_written(
    system: Path, postings: Path, jobtui: Run
) -> None:
    held = {path: path.read_bytes() for path in system.rglob("*") if path.is_file()}
    write(postings, "2025-01-01-neuf.md", "---\ntitle: Zéphyr\n---\nDu vent.\n")
    asked = ("--source", postings, "--format", "jsonl", "zephyr")
    for _time in range(2):
        answer = jobtui(*asked)
        assert answer.returncode == 0
        assert not answer.stderr
    assert of(postings).is_dir()
    assert held == {path: path.read_bytes() for path in system.rglob("*") if path.is_file()}


def test_the_system_s_index_wins_again_once_it_is_newer(
    system: Path, postings: Path, jobtui: Run
) -> None:
    write(postings, "2025-01-01-neuf.md", "---\ntitle: Zéphyr\n---\nDu vent.\n")
    jobtui("--source", postings, "--format", "jsonl", "zephyr")
    chosen = [resolve(postings)]
    Library(chosen, Cache.of(chosen, system.parent.parent, shared=True)).refresh()
    library = Library(chosen)
    assert library.snapshot.directory is not None
    assert library.snapshot.directory.parent == system
    assert not library.refresh()


def test_a_system_s_index_that_others_can_write_is_not_used(
    system: Path, postings: Path, jobtui: Run
) -> None:
    next(system.glob("g-*/*.terms")).chmod(0o666)
    answer = jobtui("--source", postings, "--format", "jsonl", "ministere")
    assert answer.returncode == 0
    assert of(postings).is_dir()


def test_a_planted_link_is_not_followed(cache: Cache, tmp_path: Path) -> None:
    real = Cache(tmp_path / "elsewhere" / "abc")
    publish(real, "a")
    cache.directory.parent.mkdir(parents=True)
    cache.directory.symlink_to(real.directory)
    with pytest.raises(NoCacheError):
        cache.current()
    with pytest.raises(PermissionError), cache.writer():
        pass


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_what_belongs_to_another_user_is_not_opened(cache: Cache) -> None:
    generation = publish(cache, "a")
    os.chown(generation / "text", 12345, 12345)
    with pytest.raises(NoCacheError):
        cache.current()
    os.chown(cache.directory, 12345, 12345)
    with pytest.raises(PermissionError), cache.writer():
        pass


@pytest.mark.parametrize("pointer", ["", "g-", "../g-1", "g-1/..", "g-99-1", "nonsense", "\xff"])
def test_a_pointer_to_nowhere(cache: Cache, pointer: str) -> None:
    publish(cache, "a")
    (cache.directory / "current").write_text(pointer, "utf-8")
    with pytest.raises(NoCacheError, match="cannot read the cached index"):
        cache.current()
    assert cache.current if publish(cache, "b") == cache.current() else None


@pytest.mark.parametrize("home", [None, "", "relative"])
def test_without_a_home_nothing_is_written_here(
    home: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr("os.path.expanduser", lambda path: path)  # a user without an entry
    if home is None:
        monkeypatch.delenv("HOME")
    else:
        monkeypatch.setenv("HOME", home)
    assert locations.cache_dir().is_absolute()
    if home is None:
        with pytest.raises(OSError, match="Not a directory"):
            safe_io.make_directory(locations.cache_dir())


# --- damage, seen from outside ------------------------------------------------------------------


def damaged(content: bytes, how: str) -> bytes:
    middle = len(content) // 2
    return {
        "emptied": b"",
        "truncated": content[:middle],
        "flipped": content[:middle] + bytes([content[middle] ^ 4]) + content[middle + 1 :],
        "noise": random.Random(1).randbytes(len(content)),
    }[how]


@pytest.mark.process  # the index is built by another
@pytest.mark.parametrize("how", ["emptied", "truncated", "flipped", "noise", "removed"])
@pytest.mark.parametrize(
    "file", ["catalogue.json", "seal.json", "*.terms", "*.postings", "*.rows", "../current"]
)
def test_a_damaged_cache_is_built_again(
    postings: Path, capsys: pytest.CaptureFixture[str], how: str, file: str
) -> None:
    def answer() -> tuple[str, list[str]]:
        assert main.run(["--source", str(postings), "--format", "jsonl", "ministere"]) == 0
        said = capsys.readouterr()
        return said.out, said.err.splitlines()

    before, _ = answer()
    assert before.count("\n") == 3
    generation = Cache(of(postings)).current()
    for path in generation.glob(file) if file.startswith("*") else [generation / file]:
        content = path.read_bytes()
        path.unlink()  # not in place: a generation shares its files with others
        if how != "removed":
            path.write_bytes(damaged(content, how))
            path.chmod(0o600)
    after, told = answer()
    assert after == before
    if (file, how) == ("../current", "removed"):  # as at a first start
        assert not told
        return
    assert len(told) == 1
    assert "index" in told[0]
    assert answer() == (before, [])  # once is enough


@pytest.mark.parametrize("how", ["emptied", "truncated", "flipped"])
def test_damage_is_noticed_by_a_refresh_as_well(postings: Path, jobtui: Run, how: str) -> None:
    assert jobtui("--source", postings).returncode == 0
    (path,) = Cache(of(postings)).current().glob("*.terms")
    path.write_bytes(damaged(path.read_bytes(), how))
    write(postings, "2024-06-01-neuf.md", "Un texte neuf.", roles="Météorologue")
    done = jobtui("--source", postings, "--format", "jsonl", "ministere")
    assert done.stdout.count("\n") == 3
    assert len(done.stderr.splitlines()) == 1
    assert jobtui("--source", postings, "--format", "jsonl", "neuf").stdout.count("\n") == 1


def test_a_cache_of_another_version_is_left_alone(postings: Path, jobtui: Run) -> None:
    other = locations.cache_dir() / "index-0.0.1-1" / of(postings).name
    other.mkdir(parents=True)
    (other / "current").write_text("g-1-1")
    done = jobtui("--source", postings)
    assert done.returncode == 0
    assert "cache" not in done.stderr
    assert (other / "current").read_text() == "g-1-1"


def test_a_file_in_place_of_the_cache(postings: Path, jobtui: Run) -> None:
    locations.cache_dir().parent.mkdir(parents=True, exist_ok=True)
    locations.cache_dir().write_text("not a directory")
    done = jobtui("--source", postings, "--format", "jsonl", "ministere")
    assert done.stdout.count("\n") == 3
    assert len(done.stderr.splitlines()) == 1
    assert "using a temporary one" in done.stderr


def test_a_linked_cache_directory_works(postings: Path, jobtui: Run, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    locations.cache_dir().parent.parent.mkdir(exist_ok=True)
    locations.cache_dir().parent.symlink_to(tmp_path / "real")
    assert "temporary" not in jobtui("--source", postings).stderr
    assert jobtui("--source", postings).stderr == "jobtui: 6 postings\n"


def test_nothing_temporary_is_left_behind(postings: Path, jobtui: Run, own_home: Path) -> None:
    done = jobtui("--source", postings, env={"XDG_CACHE_HOME": "/dev/null"})
    assert done.returncode == 0
    assert not list(own_home.glob("jobtui-*"))


@pytest.mark.parametrize(
    "environment",
    [
        {"HOME": "/proc", "XDG_CACHE_HOME": None, "XDG_CONFIG_HOME": None},
        {"HOME": "/dev/null", "XDG_CACHE_HOME": None},
        {"XDG_CACHE_HOME": "/proc/1"},
    ],
)
def test_a_home_that_cannot_be_written(
    postings: Path, jobtui: Run, environment: dict[str, str]
) -> None:
    done = jobtui("--source", postings, env=environment)
    assert done.returncode == 0
    assert done.stdout.count("\n") == 7
    assert "using a temporary one" in done.stderr
    assert len(done.stderr.splitlines()) == 2


# --- kills and crowds ---------------------------------------------------------------------------


def command(postings: Path, *more: str) -> list[str]:
    return [
        sys.executable, "-m", "jobtui", "--source", str(postings), "--format", "jsonl", *more
    ]  # fmt: skip


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_full_disk_leaves_a_working_answer(
    postings: Path, jobtui: Run, own_home: Path, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        (disk / "tmp").mkdir()
        places = {"XDG_CACHE_HOME": str(disk / "cache"), "TMPDIR": str(disk / "tmp")}
        done = jobtui("--source", postings, "--format", "jsonl", "pluie", env=places)
    finally:
        subprocess.run(["umount", str(disk)], check=True)
    assert (done.returncode, done.stdout.count("\n")) == (0, 1)
    assert "cannot use the cached index (No space left on device)" in done.stderr


def test_killed_writers_leave_the_old_or_the_new(postings: Path, jobtui: Run) -> None:
    environment = dict(os.environ, PYTHONPATH=str(SOURCE_CODE))
    start = time.monotonic()
    jobtui("--source", postings)
    longest = time.monotonic() - start
    chance = random.Random(42)
    for number in range(10):
        write(postings, "2024-03-01-meteo.md", f"Mot{number}.", roles="Dev", open="true")
        process = subprocess.Popen(
            command(postings), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(longest * 0.2, longest))
        process.send_signal(signal.SIGKILL)
        process.wait()
        generation = Cache(of(postings)).current()  # there is always one that can be opened
        assert (generation / "catalogue.json").is_file()
        if number % 5 == 4:
            done = jobtui("--source", postings, "--format", "jsonl", f"mot{number}")
            assert done.stdout.count("\n") == 1
            assert done.stderr == ""
            assert jobtui("--source", postings, f"mot{number - 1}").returncode == 1
    write(postings, "2024-07-01-dernier.md", "Fin.", roles="Dev")
    assert jobtui("--source", postings).returncode == 0
    names = sorted(path.name.split("-")[0] for path in of(postings).iterdir())
    assert names == ["current", "g", "g", "lock"]


@pytest.mark.process
def test_many_at_once_without_a_cache_all_get_the_answer(postings: Path) -> None:
    environment = dict(os.environ, PYTHONPATH=str(SOURCE_CODE), PYTHONIOENCODING="utf-8")
    crowd = [
        subprocess.Popen(
            command(postings, "ministere"),
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _number in range(6)
    ]
    answers = [process.communicate(timeout=2 * PATIENCE) for process in crowd]
    assert {process.returncode for process in crowd} == {0}
    assert {out.count(b"\n") for out, _err in answers} == {3}
    assert not [err for _out, err in answers if b"Traceback" in err]


def test_a_second_writer_goes_on_with_what_is_there(postings: Path, jobtui: Run) -> None:
    jobtui("--source", postings)
    write(postings, "2024-07-01-neuf.md", "Neuf.", roles="Dev")
    with Cache(of(postings)).writer():
        done = jobtui("--source", postings)
    assert done.stderr == "jobtui: 6 postings\n"
    assert jobtui("--source", postings).stderr == "jobtui: 7 postings\n"
