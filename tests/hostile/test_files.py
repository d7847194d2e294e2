"""Files of every kind: each is shown or skipped with a Problem, in bounded time and memory.

Bounds: of a file 2 MB are read; a reader takes at most 128 MB more for the largest file than for a
small one, and at most 2 KB a posting of a folder, however many there are.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from jobtui.index.manifest import Manifest
from jobtui.index.scan import scan
from jobtui.library.check import check
from jobtui.parsing import decoding, posting
from jobtui.postings.model import Severity
from jobtui.sources import folders
from tests.prepared_program import SOURCE_CODE

Run = Callable[..., subprocess.CompletedProcess[str]]
PLAIN = b"---\nroles: Dev\nopen: true\n---\n"


def odd_folder(folder: Path) -> dict[str, str]:
    """Fill *folder*; return what is said of each file by a part of its name."""
    folder.mkdir()
    day = "2024-01-01-"
    files = {
        "binary": (bytes(range(256)) * 40, "binary data"),
        "nothing": (b"", "no frontmatter"),
        "latin": ("---\nroles: Développeur\n---\né".encode("latin-1"), "not UTF-8"),
        "utf16": ("---\nroles: Dév\n---\n".encode("utf-16"), "UTF-16"),
        "half": (b"---\nroles: D\xed\xa0\x80v\n---\n", "not UTF-8"),
        "nul": (PLAIN + b"a\0b" + b"c" * 100, "NUL"),
        "bomb": (_bomb(), "invalid YAML"),
        "deep": (b"---\nroles: " + b"[" * 5000 + b"\n---\n", "invalid YAML"),
        "twice": (b"---\nroles: a\nroles: b\n---\n", "duplicate key"),
        "object": (b"---\nroles: !!python/object/apply:os.system [id]\n---\n", "is ignored"),
        "never": (b"---\nroles: Dev\ndate: 2022-02-31\n---\n", "a date such as"),
        "listed": (b"---\nroles: Dev\nopen: [1]\n---\n", "not a list"),
    }
    for name, (raw, _said) in files.items():
        (folder / f"{day}{name}.md").write_bytes(raw)
    (folder / "good.md").write_bytes(PLAIN)
    (folder / f"{day}folder.md").mkdir()
    os.mkfifo(folder / f"{day}pipe.md")
    (folder / f"{day}broken.md").symlink_to(folder / "nowhere")
    (folder / f"{day}loop.md").symlink_to(folder / f"{day}loop.md")
    (folder / f"{day}out.md").symlink_to("/etc/hostname")
    (folder / f"{day}device.md").symlink_to("/dev/zero")
    (folder / f"{day}within.md").symlink_to(folder)
    said = {name: text for name, (_raw, text) in files.items()}
    out = "out of the source"
    more = {"broken": "cannot be read", "loop": "cannot be read", "out": out, "device": out}
    return {**said, **more, "pipe": "not a regular file", "within": "not a regular file"}


def _bomb() -> bytes:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    text = "---\nroles: Dev\n" + "\n".join(lines) + "\n---\n"
    assert len(text) < 1024, "it expands to 10^12 texts"
    return text.encode()


def test_every_odd_file_is_told_and_the_good_one_is_found(tmp_path: Path, jobtui: Run) -> None:
    expected = odd_folder(tmp_path / "jobs")
    checked = jobtui("check", tmp_path / "jobs")
    assert checked.returncode == 1
    for name, text in expected.items():
        told = [line for line in checked.stdout.splitlines() if f"-{name}.md:" in line]
        assert any(text in line for line in told), (name, told)
    assert "please report" not in checked.stdout
    listed = json.loads(jobtui("--source", tmp_path / "jobs", "--format", "json").stdout)
    assert "good" in [one["id"] for one in listed]
    for one in listed:
        shown = jobtui("--source", tmp_path / "jobs", "show", "--", one["id"])
        assert shown.returncode == 0
        assert "Traceback" not in shown.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_what_may_not_be_read_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "jobs"
    folder.mkdir()
    (folder / "a.md").write_bytes(PLAIN)
    (folder / "a.md").chmod(0)
    (folder / "closed").mkdir(mode=0)
    count, problems = check([folders.resolve(folder)])
    assert count == 1
    assert len(problems) == 2


def test_what_vanishes_after_it_was_listed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "jobs"
    folder.mkdir()
    for name in ("a.md", "b.md", "c"):
        (folder / name).write_bytes(PLAIN)
    listed = folders.postings

    def vanishing(source: folders.Source, for_all: bool) -> list[folders.SourceFile]:
        found = list(listed(source, for_all))
        for name in ("b.md", "c"):
            (folder / name).unlink()
        return found

    monkeypatch.setattr(folders, "postings", vanishing)
    count, problems = check([folders.resolve(folder)])
    assert count == 2
    (error,) = (problem for problem in problems if problem.severity is Severity.ERROR)
    assert Path(error.path).name == "b.md"
    assert "cannot be read" in str(error.message)
    assert "not a posting" in str(problems[-1].message)  # "c", which could not be looked into


def test_companions_and_the_sites_configuration_may_be_odd_as_well(
    tmp_path: Path, jobtui: Run
) -> None:
    site = tmp_path / "site"
    for folder in ("_jobs", "_startups", "_incubators"):
        (site / folder).mkdir(parents=True)
    (site / "_jobs" / "2024-01-01-a.md").write_bytes(PLAIN)
    os.mkfifo(site / "_config.yml")
    os.mkfifo(site / "_startups" / "pipe.md")
    (site / "_startups" / "zero.md").symlink_to("/dev/zero")
    (site / "_incubators" / "loop.md").symlink_to(site / "_incubators" / "loop.md")
    (tmp_path / "_config.yml").symlink_to("/dev/zero")
    done = jobtui("--source", site, "--format", "jsonl")
    assert done.returncode == 0
    assert json.loads(done.stdout)["id"] == "2024-01-01-a"


_MEASURE = """
import resource, sys
from jobtui.__main__ import main
sys.argv = ["jobtui", *sys.argv[1:]]
main()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


def most_memory(*args: object) -> int:
    """Run jobtui within 60 s of processor time; return the most memory it held, in KB."""
    done = subprocess.run(
        [sys.executable, "-c", _MEASURE, *map(str, args)],
        env=dict(os.environ, PYTHONPATH=str(SOURCE_CODE)),
        capture_output=True,
        check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (60, 60)),
    )
    return int(done.stderr.split()[-1])


def huge(path: Path, kind: str) -> None:
    """Write 200 MB of lines, or 50 MB without any end of line; blocks of zeroes take no disk."""
    with path.open("wb") as file:
        if kind == "hole":
            file.write(PLAIN)
            file.truncate(200 * 1024 * 1024)
        elif kind == "lines":
            file.write(PLAIN + b"Une ligne de texte pour la mer.\n" * 100_000)
            file.truncate(200 * 1024 * 1024)
        elif kind == "word":
            file.write(PLAIN + b"x" * 3_000_000)
            file.truncate(50 * 1024 * 1024)
        else:
            file.write(PLAIN + b"mot et mot, " * 250_000)
            file.truncate(50 * 1024 * 1024)


def test_a_huge_file_takes_no_more_memory_than_its_beginning(tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    (small / "2024-01-01-a.md").write_bytes(PLAIN)
    usual = most_memory("--source", small, "--format", "json", "mot")
    shown = most_memory("--source", small, "show", "2024-01-01-a")
    for kind in ("hole", "lines", "word", "line"):
        folder = tmp_path / kind
        folder.mkdir()
        huge(folder / "2024-01-01-a.md", kind)
        taken = most_memory("--source", folder, "--format", "json", "mot")
        assert taken - usual < 128 * 1024, (kind, taken, usual)
        taken = most_memory("--source", folder, "show", "2024-01-01-a")
        assert taken - shown < 128 * 1024, (kind, taken, shown)


def test_twenty_thousand_files_are_listed_in_memory_that_grows_with_their_number(
    tmp_path: Path,
) -> None:
    def taken(number: int) -> int:
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "poste-0.md").write_bytes(PLAIN)
        for name in range(1, number):
            os.link(folder / "poste-0.md", folder / f"poste-{name}.md")
        tracemalloc.start()
        found = scan([folders.resolve(folder)], Manifest())
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert len(found.changed) == number
        return most

    few, many = taken(2_000), taken(20_000)
    assert many < 12 * few
    assert many < 20_000 * 2048


def test_no_more_than_the_beginning_of_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "2024-01-01-a.md"
    huge(path, "lines")
    tracemalloc.start()
    document = posting.read(str(path), path.name)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 32 * decoding.MOST_BYTES
    assert len(document.body) < decoding.MOST_BYTES
