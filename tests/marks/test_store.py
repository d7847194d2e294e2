"""Marks: kept for ever, by all sessions, through kills, full disks and damaged files."""

from __future__ import annotations

import errno
import os
import random
import resource
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobtui.files import locations
from jobtui.marks import database, schema
from jobtui.marks.model import Mark, Stage, texts_of
from jobtui.marks.store import Marks
from tests.marks.test_model import DIGESTS, MARKS
from tests.prepared_program import SOURCE_CODE
from tests.waiting import PATIENCE

STARRED = Mark(star=True)
A, B = ("a", "open"), ("b", "open")  # digest and status
FULL = Mark(True, True, True, "Call them.\nAsk for é.", Stage.APPLIED, date(2025, 3, 11))


def gone(path: str) -> bool:
    """Stand in for the file system: nothing is there but what a test says."""
    return True


def child(script: str, *argv: object, **options: object) -> subprocess.Popen[str]:
    """Start *script* as a session of its own."""
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
        [sys.executable, "-c", script, *map(str, argv)],
        env=dict(os.environ, PYTHONPATH=str(SOURCE_CODE)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


_BECOME_NOBODY = """
import os, sqlite3, sys
from pathlib import Path
from jobtui.marks.model import Mark
from jobtui.marks.store import Marks
from jobtui.i18n import _
_("Other users may not read the library: what is imported late is imported now.")
folder = Path(sys.argv[1])
if os.geteuid() == 0:
    os.chown(folder, 65534, 65534)
    for path in folder.iterdir():
        os.chown(path, 65534, 65534)
    os.setegid(65534)
    os.seteuid(65534)
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Return a folder to which other users find the way, as they do not to ``tmp_path``."""
    with tempfile.TemporaryDirectory(dir="/tmp") as place:
        Path(place).chmod(0o755)
        yield Path(place) / "jobtui"


def run_as_user(script: str, folder: Path) -> list[str]:
    """Run *script*, with ``folder``, as a user whom modes bind; return the lines it printed."""
    process = child(_BECOME_NOBODY + script, folder)
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, err
    return out.splitlines()


# --- what is kept ----------------------------------------------------------------------------


def test_every_field_is_there_in_the_next_session(folder: Path) -> None:
    assert Marks(folder).put("/p/a.md", "d", FULL)
    marks = Marks(folder)
    assert marks.of("/p/a.md") == FULL
    assert marks.by_path == {"/p/a.md": FULL}
    assert marks.of("/p/b.md") == Mark()
    assert not marks.notice


def test_what_is_taken_back_is_gone(folder: Path) -> None:
    marks = Marks(folder)
    marks.put("/p/a.md", "d", FULL)
    marks.put("/p/a.md", "d", FULL._replace(stage=None, note=""))
    assert Marks(folder).of("/p/a.md") == FULL._replace(stage=None, note="")
    marks.put("/p/a.md", "d", Mark())
    assert Marks(folder).by_path == marks.by_path == {}


def test_marks_lie_in_the_data_directory_for_the_user_alone() -> None:
    before = os.umask(0)
    try:
        Marks().put("/p/a.md", "d", STARRED)
    finally:
        os.umask(before)
    folder = locations.data_dir()
    assert str(folder).startswith(os.environ["XDG_DATA_HOME"])
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert not locations.cache_dir().exists()


def test_a_strict_umask_is_no_hindrance(folder: Path) -> None:
    before = os.umask(0o077)
    try:
        assert Marks(folder).put("/p/a.md", "d", STARRED)
    finally:
        os.umask(before)
    assert Marks(folder).of("/p/a.md") == STARRED


def test_modes_that_became_loose_are_tightened(folder: Path) -> None:
    Marks(folder).put("/p/a.md", "d", STARRED)
    folder.chmod(0o755)
    (folder / "marks.db").chmod(0o644)
    assert Marks(folder).of("/p/a.md") == STARRED
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "marks.db").stat().st_mode) == 0o600


def test_to_look_makes_no_file(folder: Path) -> None:
    marks = Marks(folder)
    assert not marks.by_path
    assert not marks.changed_elsewhere()
    marks.reload()
    marks.follow({"/p/a.md": "d"})
    assert marks.close()
    assert not folder.exists()


def test_names_and_notes_may_hold_anything(folder: Path) -> None:
    name = os.fsdecode(b"/p/\xff\n.md")
    note = "\x1b[2J\x00\u202e\ud800 [b]é"
    Marks(folder).put(name, "d", Mark(note=note))
    assert Marks(folder).of(name).note == note.replace("\ud800", "\ufffd")


@pytest.mark.process
def test_sqlite_is_only_imported_for_a_file(folder: Path) -> None:
    script = "import sys; from pathlib import Path; from jobtui.marks.store import Marks\n"
    script += "Marks(Path(sys.argv[1])); print('sqlite3' in sys.modules)"
    out, err = child(script, folder).communicate(timeout=PATIENCE)
    assert (out, err) == ("False\n", "")


# --- several sessions ------------------------------------------------------------------------


def test_sessions_see_each_other(folder: Path) -> None:
    one, other = Marks(folder), Marks(folder)
    one.put("/p/a.md", "d", STARRED)
    assert other.changed_elsewhere()
    other.reload()
    assert other.of("/p/a.md") == STARRED
    assert not other.changed_elsewhere()
    other.put("/p/a.md", "d", STARRED._replace(note="mine"))
    assert not other.changed_elsewhere()
    assert one.changed_elsewhere()


def test_fields_that_sessions_change_without_knowing_of_each_other_both_stay(folder: Path) -> None:
    one, other = Marks(folder), Marks(folder)
    one.put("/p/a.md", "d", STARRED)
    other.put("/p/a.md", "d", Mark(note="mine"))
    other.put("/p/b.md", "d", STARRED)
    one.reload()
    assert one.by_path == {"/p/a.md": Mark(star=True, note="mine"), "/p/b.md": STARRED}


def test_the_last_word_stands_though_another_clock_is_ahead(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = Marks(folder), Marks(folder)
    later = time.time_ns() + 3600 * 10**9
    monkeypatch.setattr("time.time_ns", lambda: later)
    one.put("/p/a.md", "d", Mark(note="ahead"))
    monkeypatch.undo()
    other.put("/p/a.md", "d", Mark(note="last"))
    assert Marks(folder).of("/p/a.md").note == "last"


_WRITER = """
import sys
from pathlib import Path
from jobtui.marks.model import Mark
from jobtui.marks.store import Marks
marks, me = Marks(Path(sys.argv[1])), sys.argv[2]
for number in range(40):
    marks.put(f"/p/{me}-{number}.md", "d", Mark(star=True))
    field = {"star": True} if me == "0" else {"seen": True} if me == "1" else {"note": me}
    marks.put(f"/p/shared-{number}.md", "d", marks.of(f"/p/shared-{number}.md")._replace(**field))
while not marks.save():
    pass
"""


@pytest.mark.process
def test_many_sessions_at_once_lose_nothing(folder: Path) -> None:
    writers = [child(_WRITER, folder, me) for me in range(5)]
    for writer in writers:
        _out, err = writer.communicate(timeout=2 * PATIENCE)
        assert writer.returncode == 0, err
    marks = Marks(folder)
    assert all(marks.of(f"/p/{me}-{n}.md").star for me in range(5) for n in range(40))
    shared = [marks.of(f"/p/shared-{n}.md") for n in range(40)]
    assert all(mark.star and mark.seen and mark.note in {"2", "3", "4"} for mark in shared)


def test_what_another_session_keeps_out_is_saved_later(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_PATIENCE", 0.01)
    marks = Marks(folder)
    marks.put("/p/a.md", "d", STARRED)
    other = sqlite3.connect(folder / "marks.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert not marks.put("/p/a.md", "d", STARRED._replace(note="x"))
    assert "another session" in marks.notice
    assert marks.of("/p/a.md").note == "x"
    assert marks.unsaved == 1
    other.execute("ROLLBACK")
    other.close()
    assert marks.save()
    assert not marks.notice
    assert Marks(folder).of("/p/a.md").note == "x"


def test_where_files_cannot_be_locked_the_notice_says_what_to_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(_handle: int, _kind: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    Marks(folder).put("/p/a.md", "d", STARRED)
    other = sqlite3.connect(folder / "marks.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")  # a disk without locks looks the same to SQLite
    monkeypatch.setattr("fcntl.lockf", no_locks)
    monkeypatch.setattr(database, "_PATIENCE", 0.01)
    marks = Marks(folder)
    assert "XDG_DATA_HOME" in marks.notice
    monkeypatch.setattr(database, "_PATIENCE", 3600)  # there is no waiting for locks
    assert not marks.put("/p/b.md", "d", STARRED)
    assert "XDG_DATA_HOME" in marks.notice
    assert marks.of("/p/b.md") == STARRED
    other.execute("ROLLBACK")
    other.close()
    assert marks.save()


# --- kills -----------------------------------------------------------------------------------

_LOOP = """
import sys
from datetime import date
from pathlib import Path
from jobtui.marks.log import LogKind, LogEntry
from jobtui.marks.model import Mark
from jobtui.marks.store import Marks
marks, path = Marks(Path(sys.argv[1])), f"/p/{sys.argv[2]}.md"
number = 0
while True:
    number += 1
    entry = LogEntry(date(2025, 3, 11), LogKind.SENT, str(number))
    is_saved = marks.add_to_log(path, "d", entry)
    if marks.put(path, "d", Mark(note=f"{number} " + "x" * 3000, star=number % 2 == 1)) & is_saved:
        print(number, flush=True)
"""


@pytest.mark.process
def test_what_was_acknowledged_survives_kill_9(folder: Path) -> None:
    chance = random.Random(1)
    acknowledged = {}
    for turn in range(25):
        process = child(_LOOP, folder, turn)
        assert process.stdout is not None
        lines = [process.stdout.readline()]  # it writes from here on
        time.sleep(chance.random() * 0.05)
        process.send_signal(signal.SIGKILL)
        # not communicate(): it passes over what was read ahead with the first line
        lines += process.stdout.read().splitlines()
        process.communicate(timeout=PATIENCE)
        acknowledged[turn] = max(int(line) for line in lines)
    marks = Marks(folder)
    assert not marks.notice
    for turn, number in acknowledged.items():
        mark = marks.of(f"/p/{turn}.md")
        kept = int(mark.note.split()[0])
        # The one that was under way may have been finished, too; never half of it.
        assert kept in (number, number + 1)
        sent = [int(entry.text) for entry in marks.log_of(f"/p/{turn}.md")]
        assert sent[:number] == list(range(1, number + 1))
        assert mark.star == (kept % 2 == 1)


# --- disks that fail -------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a disk of 256 KB that is nearly full already."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a disk")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.mark.process
def test_what_finds_no_room_is_saved_when_there_is_some(small_disk: Path) -> None:
    marks = Marks(small_disk / "jobtui")
    assert marks.put("/p/a.md", "d", STARRED)
    (small_disk / "filler").write_bytes(b"")
    with (small_disk / "filler").open("wb", buffering=0) as filler, pytest.raises(OSError):
        while True:
            filler.write(b"x" * 4096)
    assert not marks.put("/p/b.md", "d", FULL)
    assert "full" in marks.notice
    assert marks.of("/p/b.md") == FULL
    assert b"Call them." in marks.export()
    assert not marks.save()
    assert not marks.close()
    (small_disk / "filler").unlink()
    assert marks.close()
    assert not marks.notice
    assert Marks(small_disk / "jobtui").by_path == {"/p/a.md": STARRED, "/p/b.md": FULL}


_NO_ROOM = """
import resource, sys
from pathlib import Path
from jobtui.marks.model import Mark
from jobtui.marks.store import Marks
marks = Marks(Path(sys.argv[1]))
assert marks.put("/p/a.md", "d", Mark(star=True))
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
size = (Path(sys.argv[1]) / "marks.db").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
long = Mark(note="long " * 20000)
assert not marks.put("/p/b.md", "d", long)
assert "full" in marks.notice, marks.notice
assert marks.of("/p/b.md") == long
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
assert marks.save() and not marks.notice
"""


@pytest.mark.process
def test_a_limit_on_file_sizes_loses_nothing(folder: Path) -> None:
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] == resource.RLIM_INFINITY
    process = child(_NO_ROOM, folder)
    _out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, err
    assert Marks(folder).of("/p/b.md").note.startswith("long long")


@pytest.mark.parametrize(("file", "directory"), [(0o400, 0o500), (0o600, 0o500), (0o400, 0o700)])
@pytest.mark.process
def test_marks_of_a_read_only_directory_are_read_and_new_ones_kept_in_memory(
    open_folder: Path, file: int, directory: int
) -> None:
    Marks(open_folder).put("/p/a.md", "d", STARRED)
    script = f"""
(folder / "marks.db").chmod({file})
folder.chmod({directory})
marks, other = Marks(folder), Marks(folder)
print(marks.of("/p/a.md").star, marks.notice)
print(marks.put("/p/b.md", "d", Mark(note="n")), marks.of("/p/b.md").note, marks.notice)
folder.chmod(0o700)
(folder / "marks.db").chmod(0o600)
print(marks.save(), Marks(folder).of("/p/b.md").note, marks.notice)
print(other.put("/p/c.md", "d", Mark(star=True)), other.notice)
"""
    said = run_as_user(script, open_folder)
    assert said[0] == "True "
    assert said[1].startswith("False n marks not saved: the file or its directory is")
    assert said[2] == "True n "
    assert said[3] == "True "


@pytest.mark.process
def test_a_file_that_cannot_be_opened_is_no_reason_to_lose_marks(open_folder: Path) -> None:
    Marks(open_folder).put("/p/a.md", "d", STARRED)
    script = """
(folder / "marks.db").chmod(0)
marks = Marks(folder)
print(marks.notice)
print(marks.put("/p/b.md", "d", Mark(star=True)), marks.of("/p/b.md").star, marks.notice)
"""
    said = run_as_user(script, open_folder)
    assert said[0].startswith("cannot read marks:")
    assert said[1].startswith("False True marks not saved:")


def test_without_a_directory_marks_are_kept_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no directory")
    marks = Marks(tmp_path / "file" / "jobtui")
    assert not marks.put("/p/a.md", "d", STARRED)
    assert marks.of("/p/a.md") == STARRED
    assert "not saved" in marks.notice
    marks.reload()
    assert marks.of("/p/a.md") == STARRED
    (tmp_path / "file").unlink()
    assert marks.save()
    assert Marks(tmp_path / "file" / "jobtui").of("/p/a.md") == STARRED


def test_a_directory_that_others_can_write_is_refused(folder: Path) -> None:
    Marks(folder).put("/p/a.md", "d", STARRED)
    folder.chmod(0o770)
    marks = Marks(folder)
    assert marks.of("/p/a.md") == Mark()
    assert f"writable by other users; chmod go-w {folder}" in marks.notice
    assert not marks.put("/p/b.md", "d", STARRED)
    assert "not saved" in marks.notice
    folder.chmod(0o700)
    marks.reload()
    assert marks.by_path == {"/p/a.md": STARRED, "/p/b.md": STARRED}
    assert not marks.notice
    assert (folder / "marks.db").exists()


def test_another_users_directory_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Marks(folder).put("/p/a.md", "d", STARRED)
    monkeypatch.setattr("jobtui.files.safe_io.os.geteuid", lambda: 12345)
    marks = Marks(folder)
    assert "another user" in marks.notice
    assert not marks.put("/p/b.md", "d", STARRED)
    assert marks.of("/p/b.md") == STARRED


# --- damaged and foreign files ---------------------------------------------------------------


def _damage_header(file: Path) -> None:
    file.write_bytes(b"\0" * 100 + file.read_bytes()[100:])


def _damage_pages(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xa5" * len(content[4096:])
    file.write_bytes(content)


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


def _another_database(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE recipes (name)")
    connection.close()


@pytest.mark.parametrize("damage", [_damage_header, _damage_pages, _cut, _another_database])
def test_a_damaged_file_is_put_aside_and_named(
    folder: Path, damage: Callable[[Path], None]
) -> None:
    Marks(folder).put("/p/a.md", "d", FULL)
    file = folder / "marks.db"
    damage(file)
    content = file.read_bytes()
    (folder / "marks.db-journal").write_bytes(b"left by a kill")
    marks = Marks(folder)
    (aside,) = folder.glob("marks-damaged-*.db")
    assert aside.read_bytes() == content
    assert str(file) in marks.notice
    assert aside.name in marks.notice
    assert marks.put("/p/b.md", "d", STARRED)
    assert Marks(folder).by_path == {"/p/b.md": STARRED}


def test_two_damaged_files_of_one_second_are_both_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jobtui.marks.database.time.strftime", lambda _form: "now")
    for _turn in range(2):
        Marks(folder).put("/p/a.md", "d", FULL)
        _damage_header(folder / "marks.db")
        Marks(folder)
    assert len(list(folder.glob("marks-damaged-*.db"))) == 2


def test_a_session_saves_again_what_it_knew_of_a_file_that_was_damaged(folder: Path) -> None:
    one, other = Marks(folder), Marks(folder)
    one.put("/p/a.md", "d", FULL)
    other.reload()
    _damage_header(folder / "marks.db")
    assert Marks(folder).by_path == {}  # a third one puts the file aside
    assert one.put("/p/b.md", "d", STARRED)
    assert Marks(folder).by_path == {"/p/a.md": FULL, "/p/b.md": STARRED}
    assert other.changed_elsewhere()
    other.reload()
    assert other.by_path == {"/p/a.md": FULL, "/p/b.md": STARRED}


@pytest.mark.process
def test_sessions_that_meet_a_damaged_file_at_once_put_it_aside_once(folder: Path) -> None:
    Marks(folder).put("/p/a.md", "d", FULL)
    _damage_pages(folder / "marks.db")
    content = (folder / "marks.db").read_bytes()
    writers = [child(_WRITER, folder, me) for me in range(4)]
    for writer in writers:
        _out, err = writer.communicate(timeout=2 * PATIENCE)
        assert writer.returncode == 0, err
    (aside,) = folder.glob("marks-damaged-*.db")
    assert aside.read_bytes()[100:] == content[100:]  # but for counters in the header
    marks = Marks(folder)
    assert all(marks.of(f"/p/{me}-{n}.md").star for me in range(4) for n in range(40))


def test_a_session_that_found_a_locked_file_opens_it_later(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_PATIENCE", 0.01)
    folder.mkdir(parents=True, mode=0o700)
    other = sqlite3.connect(folder / "marks.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    marks = Marks(folder)
    assert "another session" in marks.notice
    assert not marks.put("/p/a.md", "d", STARRED)
    other.execute("ROLLBACK")
    other.close()
    marks.reload()
    assert not marks.notice
    assert Marks(folder).by_path == {"/p/a.md": STARRED}


def test_a_time_that_is_none_is_damage(folder: Path) -> None:
    Marks(folder).put("/p/a.md", "d", STARRED)
    with sqlite3.connect(folder / "marks.db") as connection:
        connection.execute("UPDATE mark SET at = 'x'")
    connection.close()
    assert "damaged" in Marks(folder).notice
    assert list(folder.glob("marks-damaged-*.db"))


@pytest.mark.parametrize("change", ["view SET shown = 'x'", "known SET appeared = 'x'"])
def test_of_a_damaged_view_the_visits_begin_anew_and_the_marks_stay(
    folder: Path, change: str
) -> None:
    marks = Marks(folder)
    marks.put("/p/a.md", "d", STARRED)
    marks.visits.visit("view", {"/p/a.md": A})
    with sqlite3.connect(folder / "marks.db") as connection:
        connection.execute(f"UPDATE {change}")
    connection.close()
    marks = Marks(folder)
    assert not any(marks.visits.visit("view", {"/p/b.md": B}, pause=0))
    marks.visits.leave("view")
    marks = Marks(folder)
    assert marks.visits.visit("view", {"/p/a.md": A, "/p/b.md": B}, pause=0).new == {"/p/a.md"}
    assert marks.by_path == {"/p/a.md": STARRED}
    assert not marks.notice


def test_a_directory_that_is_a_link_is_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    folder.parent.mkdir()
    folder.symlink_to(tmp_path / "elsewhere")
    assert Marks(folder).put("/p/a.md", "d", STARRED)
    assert (tmp_path / "elsewhere" / "marks.db").exists()


def test_a_file_in_place_of_the_directory_is_left_alone(folder: Path) -> None:
    folder.parent.mkdir()
    folder.write_text("mine")
    folder.chmod(0o644)
    assert not Marks(folder).put("/p/a.md", "d", STARRED)
    assert (folder.read_text(), stat.S_IMODE(folder.stat().st_mode)) == ("mine", 0o644)


def test_a_damaged_file_that_cannot_be_put_aside_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Marks(folder).put("/p/a.md", "d", FULL)
    _damage_header(folder / "marks.db")
    content = (folder / "marks.db").read_bytes()

    def refused(file: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(database, "_rename", refused)
    marks = Marks(folder)
    assert "damaged and cannot be moved aside" in marks.notice
    assert not marks.put("/p/a.md", "d", STARRED)
    assert (folder / "marks.db").read_bytes() == content


def test_a_file_of_a_newer_version_is_read_and_left_alone(folder: Path) -> None:
    Marks(folder).put("/p/a.md", "d", FULL)
    with sqlite3.connect(folder / "marks.db") as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
        connection.execute("ALTER TABLE mark ADD COLUMN colour")
    connection.close()
    content = (folder / "marks.db").read_bytes()
    marks = Marks(folder)
    assert marks.of("/p/a.md") == FULL
    assert "newer version of jobtui" in marks.notice
    assert not marks.put("/p/b.md", "d", STARRED)
    assert marks.of("/p/b.md") == STARRED
    assert "not saved" in marks.notice
    marks.follow({"/q/a.md": "d"})
    marks.visits.visit("view", {"/q/a.md": ("d", "open")})
    marks.visits.leave("view")
    assert not marks.close()
    assert (folder / "marks.db").read_bytes() == content
    assert not list(folder.glob("*damaged*"))


def test_a_file_of_a_newer_version_with_other_tables_is_left_alone(folder: Path) -> None:
    Marks(folder).put("/p/a.md", "d", FULL)
    with sqlite3.connect(folder / "marks.db") as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
        connection.execute("DROP TABLE mark")
    connection.close()
    marks = Marks(folder)
    assert marks.by_path == {}
    assert "newer version of jobtui" in marks.notice
    assert not list(folder.glob("*damaged*"))


# --- postings that move ----------------------------------------------------------------------


def test_marks_go_along_with_a_file_that_was_moved(folder: Path) -> None:
    marks = Marks(folder, gone)
    marks.put("/p/a.md", "d", FULL)
    marks.follow({"/p/2024/a.md": "d", "/p/b.md": "e"})
    assert marks.by_path == {"/p/2024/a.md": FULL}
    assert Marks(folder).by_path == {"/p/2024/a.md": FULL}
    marks.follow({"/p/a.md": "d", "/p/b.md": "e"})
    assert Marks(folder).by_path == {"/p/a.md": FULL}


def test_marks_stay_with_a_file_whose_content_changed_and_that_is_moved_then(folder: Path) -> None:
    marks = Marks(folder, gone)
    marks.put("/p/a.md", "d", FULL)
    marks.follow({"/p/a.md": "e"})
    assert Marks(folder).of("/p/a.md") == FULL
    marks = Marks(folder, gone)
    marks.follow({"/p/b.md": "e", "/p/c.md": "d"})
    assert Marks(folder).by_path == {"/p/b.md": FULL}


def test_marks_of_a_file_that_is_there_but_not_shown_stay(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("a")
    marks = Marks(folder)
    marks.put(str(file), "d", FULL)
    marks.follow({"/elsewhere/a.md": "d"})
    assert marks.by_path == {str(file): FULL}
    file.unlink()
    marks.follow({"/elsewhere/a.md": "d"})
    assert marks.by_path == {"/elsewhere/a.md": FULL}


def test_a_move_that_cannot_be_saved_is_saved_later(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_PATIENCE", 0.01)
    marks = Marks(folder, gone)
    marks.put("/p/a.md", "d", FULL)
    other = sqlite3.connect(folder / "marks.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    marks.follow({"/p/b.md": "d"})
    assert marks.by_path == {"/p/b.md": FULL}
    assert marks.notice
    other.execute("ROLLBACK")
    other.close()
    marks.put("/p/b.md", "d", FULL._replace(star=False))
    assert Marks(folder).of("/p/b.md") == FULL._replace(star=False)
    marks.reload()
    assert marks.of("/p/b.md") == FULL._replace(star=False)


def test_what_another_session_said_at_the_old_path_meanwhile_goes_along(folder: Path) -> None:
    one, other = Marks(folder, gone), Marks(folder, gone)
    one.put("/p/a.md", "d", STARRED)
    other.reload()
    one.follow({"/p/b.md": "d"})
    other.put("/p/a.md", "d", STARRED._replace(note="late"))
    other.follow({"/p/b.md": "d"})
    assert Marks(folder).by_path == {"/p/b.md": STARRED._replace(note="late")}


def test_it_goes_along_too_if_the_session_heard_of_the_marks_before_the_move(folder: Path) -> None:
    one, other = [Marks(folder, lambda path: path == "/p/a.md") for _session in range(2)]
    one.follow({"/p/a.md": "d"})
    other.follow({"/p/a.md": "d"})
    one.put("/p/a.md", "d", STARRED)
    one.follow({"/p/b.md": "d"})
    other.reload()
    other.put("/p/a.md", "d", Mark(note="late"))
    other.follow({"/p/b.md": "d"})
    assert other.by_path == {"/p/b.md": STARRED._replace(note="late")}
    assert Marks(folder).by_path == other.by_path


_PUT = st.tuples(st.integers(0, 1), st.sampled_from(["/p/a", "/p/b"]), MARKS)
_LOOK = st.tuples(
    st.integers(0, 1),
    st.just(""),
    st.dictionaries(st.sampled_from(["/p/a", "/p/b", "/q/a"]), DIGESTS),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(_PUT | _LOOK, max_size=12))
def test_whatever_sessions_do_what_is_in_memory_is_what_is_stored(
    steps: list[tuple[int, str, Any]],
) -> None:
    with tempfile.TemporaryDirectory() as place:
        sessions = [Marks(Path(place), gone) for _session in range(2)]
        for number, path, what in steps:
            session = sessions[number]
            if path:
                assert session.put(path, "1", what)
                assert texts_of(session.of(path)) == texts_of(what)
            else:
                session.reload()
                session.follow(what)
            stored = Marks(Path(place))
            if not session.changed_elsewhere():
                assert stored.by_path == session.by_path
            stored.close()
        for session in sessions:
            session.close()


# --- export and import -----------------------------------------------------------------------


def test_an_export_is_taken_in_elsewhere(folder: Path, tmp_path: Path) -> None:
    marks = Marks(folder)
    marks.put("/p/a.md", "d", FULL)
    marks.put("/p/b.md", "e", STARRED)
    marks.put("/p/b.md", "e", Mark())
    elsewhere = Marks(tmp_path / "other")
    elsewhere.put("/p/b.md", "e", Mark(note="kept"))
    assert elsewhere.take_in(marks.export(), "marks.json") == 2
    elsewhere.follow({"/q/a.md": "d"})
    assert elsewhere.by_path == {"/q/a.md": FULL, "/p/b.md": Mark(note="kept")}
    assert elsewhere.take_in(marks.export(), "marks.json") == 0
    assert Marks(tmp_path / "other").by_path == elsewhere.by_path


def test_of_each_field_the_later_word_stands(folder: Path, tmp_path: Path) -> None:
    marks, elsewhere = Marks(folder), Marks(tmp_path / "other")
    marks.put("/p/a.md", "d", Mark(note="first", star=True))
    early = marks.export()
    elsewhere.put("/p/a.md", "d", Mark(note="second"))
    elsewhere.take_in(early, "marks.json")
    assert elsewhere.of("/p/a.md") == Mark(note="second", star=True)
    marks.take_in(elsewhere.export(), "marks.json")
    assert marks.by_path == elsewhere.by_path


def test_what_is_taken_in_goes_where_its_posting_is(folder: Path, tmp_path: Path) -> None:
    marks, elsewhere = Marks(folder), Marks(tmp_path / "other", gone)
    marks.put("/home/me/postings/a.md", "d", FULL)
    elsewhere.follow({"/srv/postings/a.md": "d"})
    elsewhere.take_in(marks.export(), "marks.json")
    assert elsewhere.by_path == {"/srv/postings/a.md": FULL}
