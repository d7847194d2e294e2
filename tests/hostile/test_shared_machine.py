"""What a machine that others use too may do: access lists, no locks, and no more room."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from jobtui.files import locations, safe_io
from jobtui.index.cache import Cache
from jobtui.index.temporary_cache import TemporaryCache
from jobtui.library.library import Library
from jobtui.marks.model import Mark
from jobtui.marks.store import Marks
from jobtui.search.query import Query
from jobtui.sources.folders import resolve
from tests.conftest import write, write_six
from tests.other_users import NOBODY, SOMEBODY, User, machine
from tests.prepared_program import SOURCE_CODE
from tests.pseudo_terminal import Terminal

Run = Callable[..., subprocess.CompletedProcess[str]]


# --- access lists -------------------------------------------------------------------------------


@pytest.fixture
def grant(tmp_path: Path) -> Callable[..., None]:
    """Let another user do more by an access list: ``grant("u:nobody:rw", path)``."""

    def run(*args: object) -> None:
        subprocess.run(["setfacl", *map(str, args)], check=True, capture_output=True)

    if shutil.which("setfacl") is None:
        pytest.skip("there is no setfacl")
    try:
        run("-m", "u:nobody:r", tmp_path)
    except subprocess.CalledProcessError:
        pytest.skip("this file system has no access lists")
    run("-b", tmp_path)
    return run


def test_a_file_that_a_list_lets_another_write_is_not_trusted(
    grant: Callable[..., None], tmp_path: Path
) -> None:
    file = tmp_path / "file"
    safe_io.write_private(file, b"mine")
    grant("-m", "u:nobody:r", file)
    with safe_io.open_trusted(file) as stream:
        assert stream.read() == b"mine"
    for who in ("u:nobody:rw", "g:nogroup:rw"):
        grant("-b", file)
        grant("-m", who, file)
        with pytest.raises(safe_io.UntrustedError):
            safe_io.open_trusted(file)
    file.chmod(0o600)  # as one is told to: that is the list's mask
    assert safe_io.is_trusted(file)


@pytest.mark.parametrize("what", ["..", ".", "current", "g-*", "g-*/*.terms", "g-*/catalogue.json"])
def test_a_cache_that_a_list_lets_another_write_is_not_used(
    grant: Callable[..., None], postings: Path, jobtui: Run, what: str
) -> None:
    asked = ("--source", postings, "--format", "jsonl", "python")
    before = jobtui(*asked)
    directory = Cache.of([resolve(postings)]).directory
    (path,) = directory.glob(what) if "*" in what else [directory / what]
    grant("-m", "u:nobody:rwx", path)
    after = jobtui(*asked)
    assert (after.returncode, after.stdout) == (before.returncode, before.stdout)
    assert "other users can write" in after.stderr or "rebuilding it" in after.stderr
    again = jobtui(*asked)
    assert again.stdout == before.stdout
    if what in ("..", "."):
        assert "chmod go-w" in again.stderr, "a directory is for the user to mend"
        path.chmod(0o700)
    assert not jobtui(*asked).stderr
    assert safe_io.all_trusted(Cache.of([resolve(postings)]).current())


def test_what_is_made_below_a_generous_directory_is_the_user_s_alone(
    grant: Callable[..., None], own_home: Path, postings: Path, jobtui: Run
) -> None:
    grant("-d", "-m", "u:nobody:rwx,g::rwx,o::rwx", own_home)
    first = jobtui("--source", postings)
    assert Marks().put(str(postings / "2024-03-01-meteo.md"), "", Mark(star=True))
    made = [path for path in own_home.rglob("*") if "jobtui" in path.parts]
    assert {"current", locations.MARKS} <= {path.name for path in made}
    for path in made:
        assert path.stat().st_mode & 0o077 == 0, path
    second = jobtui("--source", postings)
    assert (first.returncode, second.returncode) == (0, 0)
    assert second.stderr == "jobtui: 6 postings\n"
    assert len(jobtui("--source", postings, "is:starred").stdout.splitlines()) == 2


# --- one index for all, and one who locks whatever they can open ---------------------------------

_LOCKS = """
import fcntl, os, sys
held = []
for base, folders, files in os.walk(sys.argv[1]):
    for path in [base, *(os.path.join(base, name) for name in files)]:
        try:
            handle = os.open(path, os.O_RDONLY)
        except PermissionError:
            continue
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not os.path.isdir(path):
            fcntl.lockf(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        held.append(handle)
print(len(held), flush=True)
sys.stdin.read()
"""


def test_no_user_can_lock_the_system_s_index_against_the_others() -> None:
    with machine() as folder:
        postings = write_six(folder / "postings")
        source = resolve(postings)
        shared = Cache.of([source], folder / "var", shared=True)
        Library([source], shared).refresh()
        reader = User(SOMEBODY, folder, JOBTUI_SYSTEM_CACHE=str(folder / "var"))
        asked = ("--source", postings, "--format", "jsonl")
        code, before, said = reader.jobtui(*asked)
        assert (code, before.count("\n"), said) == (0, 6, "")
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        with User(NOBODY, folder).start("-c", _LOCKS, folder / "var", **pipes) as hostile:
            assert hostile.stdin is not None and hostile.stdout is not None
            assert int(hostile.stdout.readline()) > 5
            assert reader.jobtui(*asked) == (0, before, "")
            for name in "abc":
                write(postings, f"2024-08-01-{name}.md", "La neige.", roles="Dev", open="true")
                assert Library([source], shared).refresh().added == 1
            assert len(list(shared.directory.glob("g-*"))) == 2
            code, after, said = reader.jobtui(*asked)
            assert (code, after.count("\n"), said) == (0, 9, "")
            hostile.stdin.close()
        assert not list(reader.home.rglob("jobtui")), "nobody needs an index of their own"


def test_what_is_locked_can_be_opened_by_its_owner_alone(
    postings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked: list[int] = []
    for name in ("flock", "lockf"):
        real = getattr(fcntl, name)

        def lock(handle: int, what: int, real: Callable[..., None] = real) -> None:
            locked.append(os.fstat(handle).st_mode & 0o777)
            real(handle, what)

        monkeypatch.setattr(fcntl, name, lock)
    source = resolve(postings)
    Library([source], Cache.of([source], tmp_path, shared=True)).refresh()
    library = Library([source])
    library.refresh()
    (posting,) = library.search(Query(date(2024, 6, 1), "pluie")).postings
    assert library.user.put_mark(posting, Mark(star=True))
    next(TemporaryCache().places())
    assert len(locked) >= 3
    assert set(locked) == {0o600}


# --- a home without locks -----------------------------------------------------------------------

_NO_LOCKS = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int refused(int handle) {
    char link[64], path[4096];
    const char *below = getenv("NO_LOCKS_BELOW");
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (!below || length < 0) return 0;
    path[length] = 0;
    if (strncmp(path, below, strlen(below))) return 0;
    errno = atoi(getenv("NO_LOCKS_ERROR"));
    return 1;
}

int flock(int handle, int what) {
    static int (*real)(int, int);
    if (refused(handle)) return -1;
    if (!real) real = dlsym(RTLD_NEXT, "flock");
    return real(handle, what);
}

#define WRAPPED(name) \
    int name(int handle, int command, ...) { \
        static int (*real)(int, int, ...); \
        va_list rest; \
        va_start(rest, command); \
        void *argument = va_arg(rest, void *); \
        va_end(rest); \
        if ((command == F_SETLK || command == F_SETLKW || command == F_GETLK) && refused(handle)) \
            return -1; \
        if (!real) real = dlsym(RTLD_NEXT, #name); \
        return real(handle, command, argument); \
    }
WRAPPED(fcntl)
WRAPPED(fcntl64)
"""


@pytest.fixture(scope="module")
def no_locks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a library that, loaded first, refuses locks as NFS without its lock daemon does."""
    folder = tmp_path_factory.mktemp("locks")
    (folder / "locks.c").write_text(_NO_LOCKS)
    library = folder / "locks.so"
    compiler = shutil.which("cc")
    if sys.platform != "linux" or compiler is None:
        pytest.skip("there is no C compiler")
    done = subprocess.run(
        [compiler, "-shared", "-fPIC", "-o", str(library), str(folder / "locks.c"), "-ldl"],
        capture_output=True,
        check=False,
    )
    if done.returncode:
        pytest.skip("nothing can be compiled here")
    return library


@pytest.fixture(params=["ENOLCK", "EOPNOTSUPP"])
def lockless(request: pytest.FixtureRequest, no_locks: Path, own_home: Path) -> dict[str, str]:
    """Return an environment in which nothing below the home can be locked."""
    import errno

    temporary = own_home.parent / f"{own_home.name}-tmp"
    temporary.mkdir()
    return {
        "LD_PRELOAD": str(no_locks),
        "NO_LOCKS_BELOW": f"{own_home}/",
        "NO_LOCKS_ERROR": str(getattr(errno, request.param)),
        "TMPDIR": str(temporary),
    }


def test_without_locks_postings_are_listed_and_it_is_said(
    lockless: dict[str, str], postings: Path, jobtui: Run
) -> None:
    asked = ("--source", postings, "--format", "jsonl", "python")
    for _time in range(2):
        done = jobtui(*asked, env=lockless)
        assert (done.returncode, done.stdout.count("\n")) == (0, 2)
        assert "using a temporary one" in done.stderr
    assert not list(Path(lockless["TMPDIR"]).iterdir()), "it is removed"
    assert not jobtui(*asked).stderr.count("temporary")  # locks are back
    done = jobtui(*asked, env=lockless)
    assert done.stderr == "", "what is there can be read without a lock"


@pytest.mark.parametrize("lockless", ["EOPNOTSUPP"], indirect=True)
def test_without_locks_the_browser_takes_in_what_changes_and_says_that_marks_are_not_saved(
    lockless: dict[str, str], postings: Path
) -> None:
    terminal = _browser(postings, lockless)
    try:
        terminal.wait_for("6 of 6")
        terminal.wait_for("a temporary one")
        terminal.wait_for("XDG_DATA_HOME")  # of the visit, as soon as that was read
        terminal.send("*")
        terminal.wait_for("★")
        terminal.wait_for("XDG_DATA_HOME")
        write(postings, "2024-07-01-neige.md", "La neige.", roles="Dev neige", open="true")
        terminal.send("r")
        terminal.wait_for("7 of 7")
        terminal.send_bytes(b"q")
        terminal.wait_for("could not be saved")
        terminal.send("jj\r")
        terminal.send("k\r")
    finally:
        terminal.close()


def _browser(postings: Path, environment: dict[str, str], limit: str = "unlimited") -> Terminal:
    command = f'ulimit -f {limit}; exec "$0" "$@"'
    args = [sys.executable, "-m", "jobtui", "--source", str(postings)]
    known = {**os.environ, "PYTHONPATH": str(SOURCE_CODE), "TERM": "xterm-256color"}
    return Terminal(["bash", "-c", command, *args], {**known, **environment}, (160, 40))


# --- no more room -------------------------------------------------------------------------------


def test_where_nothing_more_may_be_written_all_is_shown_and_marks_are_kept_in_memory(
    postings: Path, jobtui: Run
) -> None:
    jobtui("--source", postings)
    assert Marks().put("/p/a.md", "", Mark(star=True))
    terminal = _browser(postings, {}, limit="1")
    try:
        terminal.wait_for("6 of 6")
        terminal.send("*")
        terminal.wait_for("★")
        terminal.wait_for("full|not saved|in memory")
        write(postings, "2024-07-01-neige.md", "La neige.", roles="Dev neige", open="true")
        terminal.send("r")
        terminal.wait_for("File too large")
        assert "6 of 6" in terminal.text
        terminal.send_bytes(b"/marees")
        terminal.wait_for("1 of 6")
    finally:
        terminal.close()
    assert jobtui("--source", postings).stderr == "jobtui: 7 postings\n"
    assert [mark.star for mark in Marks().by_path.values()] == [True]


def test_where_nothing_can_be_written_at_all_the_browser_says_so(postings: Path) -> None:
    terminal = _browser(postings, {}, limit="1")
    try:
        terminal.wait_for("Cannot write the index: File too large")
        assert "No postings in these sources" not in terminal.text
    finally:
        terminal.close()
