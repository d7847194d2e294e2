"""The command sync, and git repositories where a source is named."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from jobtui.cli.main import run
from jobtui.sources import repositories
from tests.cli.calls import CONTROL, in_terminal
from tests.feed_server import content, feed_server
from tests.git_origin import Origin

pytestmark = pytest.mark.process

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_sync_says_what_it_did(origin: Origin, jobtui: Run) -> None:
    commit = origin.git("rev-parse", "main")[:12]
    for args, said in (
        ((origin.url,), f"5 files of commit {commit}"),
        ((origin.url,), f"up to date, 5 files of commit {commit}"),
        ((origin.url, "--rebuild"), f"5 files of commit {commit}"),
        ((origin.url, "--ref", "main", "--path", "content/_authors"), f"1 file of commit {commit}"),
        ((f"{origin.url}#main:content/_authors",), f"up to date, 1 file of commit {commit}"),
    ):
        done = jobtui("sync", *args)
        assert (done.returncode, done.stdout, done.stderr) == (
            0,
            "",
            f"jobtui: {origin.url}: {said}\n",
        )


@pytest.mark.parametrize(
    "args",
    [
        ["sync"],
        ["sync", "file:///nowhere"],
        ["sync", "file:///nowhere", "file:///nowhere"],
        ["sync", "/tmp"],
        ["sync", "ext::sh -c touch% x"],
        ["sync", "--", "--upload-pack=x"],
        ["sync", "file:///a\x1b[2J"],
        ["sync", "file:///a", "--ref", "-x"],
        ["--source", "file:///nowhere"],
        ["--source", "http://host.example/a"],
        ["--ref", "main"],
    ],
)
def test_a_wrong_sync_is_one_line_and_code_2(
    args: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(args) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert not CONTROL.search(told.err)


def test_a_repository_is_a_source_fetched_once(
    origin: Origin, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    call = ["--source", f"{origin.url}#main", "--format", "jsonl", "--tech", "none"]
    assert run(call) == 0
    first = capsys.readouterr().out
    assert first.count("\n") == 2
    origin.put("content/_jobs/2024-04-01-c.md", "Nouvelle")
    origin.commit()
    monkeypatch.setenv("PATH", "/nowhere")  # nothing is started without being asked
    assert run(call) == 0
    assert capsys.readouterr().out == first


@pytest.mark.parametrize("name", ["site.git", "a#b %41 é 'c'.git"])
def test_the_path_of_a_bare_repository_is_a_git_source(
    origin: Origin, own_home: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A checkout is the folder that it is, unless a ref is named."""
    bare, work = own_home / name, own_home / f"work {name}"
    origin.bare.rename(bare)
    subprocess.run(["git", "clone", "-qn", bare, work], check=True)
    monkeypatch.chdir(own_home)
    url, clone = bare.as_uri(), work.as_uri()
    for named, meant in {
        f"{bare}": (url, "", ""), f"{bare}/": (url, "", ""), f"./{name}": (url, "", ""),
        f"{bare}#main": (url, "main", ""), f"{name}#:a/b": (url, "", "a/b"),
        f"~/{name}#main:content": (url, "main", "content"), f"{work}": None, f"{work}/": None,
        f"{work}#main": (clone, "main", ""), f"{work}/.git": (f"{clone}/.git", "", ""),
    }.items():  # fmt: skip
        assert repositories.found(named) == meant, named
    for named in (f"./{name}#:content/_authors", f"{work}#main:content/_authors"):
        assert run(["--source", named, "--format", "jsonl"]) == 0, named


def test_a_setting_takes_the_path_of_a_bare_repository(
    origin: Origin, own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    setting = own_home / "config" / "jobtui" / "config.toml"
    setting.parent.mkdir(parents=True)
    setting.write_text(f'[sources]\nmine = "{origin.bare}#main"\n')
    for call in (["sync", str(origin.bare), "--ref", "main"], ["sync", "mine"], ["sync"]):
        assert run(call) == 0
    assert capsys.readouterr().err.count("up to date, 5 files") == 2
    assert run(["--source", "mine", "--format", "jsonl"]) == 0
    assert capsys.readouterr().out.count("\n") == 2


def test_a_path_that_is_there_is_no_repository_with_a_ref(
    origin: Origin, tmp_path: Path, jobtui: Run
) -> None:
    folder = Path(f"{origin.bare}#main")
    folder.mkdir()
    (folder / "a.md").write_text("A")
    assert repositories.found(str(folder)) is None
    assert repositories.found(f"{tmp_path}#main") is None
    done = jobtui("--source", f"{tmp_path}#main", "--format", "jsonl")
    assert (done.returncode, done.stderr.count("no such file or folder")) == (2, 1)


def test_in_a_terminal_a_line_tells_how_far_it_is(origin: Origin) -> None:
    shown = in_terminal("sync", origin.url)
    assert "\rlooking up the latest commit" in shown
    assert re.search(r"\rwriting the files +\d+%", shown)
    last = shown.rstrip("\r\n").rpartition("\r")[2]
    assert re.fullmatch(r"jobtui: file://.*: 5 files of commit [0-9a-f]{12}", last)


def test_a_feed_is_a_source_fetched_once_and_synced_when_asked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def jobs(*titles: str) -> bytes:
        return json.dumps(
            [{"id": title, "title": title, "status": "open"} for title in titles]
        ).encode()

    with feed_server() as server:
        url = server.serve("/jobs.json", content(jobs("Cook")))
        assert run(["--source", url, "--format", "jsonl"]) == 0
        assert '"title": "Cook"' in capsys.readouterr().out
        server.serve("/jobs.json", content(jobs("Baker")))
        assert run(["--source", url, "--format", "jsonl"]) == 0
        assert "Baker" not in capsys.readouterr().out
        assert run(["sync", url]) == 0
        assert run(["--source", f"feed+{url}", "--open-only", "--format", "csv"]) == 0
        told = capsys.readouterr()
        assert "Baker" in told.out and "Cook" not in told.out
        assert run(["sync", server.serve("/other.json", content(b"no feed"))]) == 2
        assert capsys.readouterr().err.count("\n") == 1
