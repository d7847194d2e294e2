"""Nothing outside a source is read: by no link, by none that is put there meanwhile, for nobody."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from jobtui.files import beneath, locations
from jobtui.files.beneath import OutsideError, Top
from jobtui.index.cache import Cache
from jobtui.index.manifest import Manifest
from jobtui.index.scan import scan
from jobtui.library.check import check
from jobtui.library.library import Library
from jobtui.parsing.decoding import UnreadableError, text_of
from jobtui.parsing.posting import read
from jobtui.postings.model import Problem
from jobtui.sources import folders
from jobtui.sources.folders import holds_markdown
from tests.conftest import write
from tests.other_users import NOBODY, User, machine
from tests.posting_files import open_files

Run = Callable[..., subprocess.CompletedProcess[str]]
SECRET = "vermillon"  # stands in what nobody is to see, and nowhere else
OUT = "symbolic link out of the source"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """Return a folder beside the sources, laid out like a site, with secrets in it."""
    folder = tmp_path / "outside"
    for name in ("_jobs", "_startups", "_incubators"):
        write(folder / name, f"{SECRET}.md", SECRET, roles=SECRET, title=SECRET, startup=SECRET)
    (folder / "_config.yml").write_text(f"url: https://{SECRET}.example\n")
    return folder


@pytest.fixture
def common() -> Iterator[Path]:
    """Return a folder that every user of the machine may look into."""
    with machine() as folder:
        yield folder


def site(folder: Path) -> Path:
    write(folder / "_jobs", "2024-01-01-a.md", "Coder.", roles="Dev", startup="pluie")
    write(folder / "_startups", "pluie.md", title="Pluie.gouv", incubator="rade")
    write(folder / "_incubators", "rade.md", title="La Rade")
    return folder


def opened(*roots: Path) -> Library:
    library = Library([folders.resolve(root) for root in roots])
    library.refresh()
    return library


def words_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def said(problems: list[Problem], name: str) -> list[str]:
    return [str(problem.message) for problem in problems if Path(problem.path).name == name]


# --- links --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["_jobs", "_startups", "_incubators"])
@pytest.mark.parametrize("below", ["", "content", "site/content"])
def test_a_link_out_is_followed_under_no_name(
    tmp_path: Path, outside: Path, name: str, below: str
) -> None:
    content = site(tmp_path / "source" / below)
    shutil.rmtree(content / name)
    (content / name).symlink_to(outside / name)
    library = opened(tmp_path / "source")
    assert [OUT in text for text in said(library.problems(), name)] == [True]
    assert [OUT in text for text in said(check(library.sources)[1], name)] == [True]
    assert len(library.ids()) == (0 if name == "_jobs" else 1)
    assert SECRET.encode() not in words_in(locations.cache_dir())


@pytest.mark.parametrize("name", ["_startups", "_incubators"])
def test_what_is_beside_named_postings_is_no_way_out(
    tmp_path: Path, outside: Path, name: str
) -> None:
    content = site(tmp_path / "source")
    shutil.rmtree(content / name)
    (content / name).symlink_to(outside / name)
    (content / "_jobs" / "b.md").symlink_to(outside / "_jobs" / f"{SECRET}.md")
    (content / "_config.yml").symlink_to(outside / "_config.yml")
    library = opened(content / "_jobs")
    assert library.sources[0].url == "https://beta.gouv.fr"
    assert [OUT in text for text in said(library.problems(), name)] == [True]
    assert SECRET.encode() not in words_in(locations.cache_dir())


def test_a_link_that_stays_within_is_followed(tmp_path: Path) -> None:
    root = tmp_path / "source"
    site(root / "data")
    for name in ("_jobs", "_startups", "_incubators"):
        (root / name).symlink_to(f"data/{name}")
    (root / "main.yml").write_text("url: https://site.example\n")
    (root / "_config.yml").symlink_to("main.yml")
    library = opened(root)
    posting = library.get("2024-01-01-a")
    assert posting is not None
    assert (posting.startup, posting.incubator) == ("Pluie.gouv", "La Rade")
    assert posting.url.startswith("https://site.example/")
    assert library.body(posting) == ("Coder.", "")
    assert not library.unreachable(posting)


@pytest.mark.parametrize("named", ["link", "up/source", "link/_jobs"])
def test_what_is_named_may_be_a_link_or_lie_behind_one(tmp_path: Path, named: str) -> None:
    site(tmp_path / "real" / "source")
    (tmp_path / "link").symlink_to("real/source")
    (tmp_path / "up").symlink_to("real")
    library = opened(tmp_path / named)
    posting = library.get("2024-01-01-a")
    assert posting is not None
    assert (posting.startup, library.body(posting)) == ("Pluie.gouv", ("Coder.", ""))
    assert posting.path.startswith(str(tmp_path / named))
    assert not library.problems()


def test_a_file_that_is_named_may_be_a_link(tmp_path: Path, outside: Path) -> None:
    (tmp_path / "one.md").symlink_to(outside / "_jobs" / f"{SECRET}.md")
    library = opened(tmp_path / "one.md")
    posting = library.get("one")
    assert posting is not None
    assert (posting.role, library.raw(posting)[1]) == (SECRET, "")


# --- between the look and the reading -------------------------------------------------------------


def swap(path: Path, target: Path) -> None:
    path.rename(path.with_name(f".{path.name}"))
    path.symlink_to(target)


@pytest.mark.parametrize("what", ["source/sub/a.md", "source/sub"])
def test_what_is_swapped_for_a_link_after_the_look_is_not_read(
    tmp_path: Path, outside: Path, what: str
) -> None:
    source = tmp_path / "source"
    write(source / "sub", "a.md", "Coder.", roles="Dev")
    (outside / "a.md").write_text(f"---\nroles: {SECRET}\n---\n{SECRET}\n")
    (outside / "plain").write_text(f"# {SECRET}\n")
    library = opened(source)
    posting = library.get("a")
    assert posting is not None
    found = scan(library.sources, Manifest())
    swap(tmp_path / what, outside / "a.md" if what.endswith("md") else outside)
    before = open_files()
    ((_source, entry, _stamp),) = found.changed
    top = Top(str(source))
    document = read(entry.path, entry.name, "", top)
    assert SECRET not in repr(document)
    assert OUT in str(document.posting.problems[0].message)
    assert not holds_markdown(entry.path.replace("a.md", "plain"), top)
    for read_it in (library.body, library.raw):
        text, why = read_it(posting)
        assert (text, OUT in why) == ("", True)
    assert OUT in library.unreachable(posting), "no editor is to open it"
    assert open_files() == before


def test_what_is_swapped_at_the_last_moment_is_not_read(
    tmp_path: Path, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "source", "a.md", "Coder.")
    status = beneath._status

    def swapping(folder: int, name: str) -> os.stat_result:
        found = status(folder, name)
        swap(path, outside / "_jobs" / f"{SECRET}.md")
        monkeypatch.setattr(beneath, "_status", status)
        return found

    monkeypatch.setattr(beneath, "_status", swapping)
    before = open_files()
    with pytest.raises(UnreadableError, match=OUT):
        text_of(str(path), Top(str(tmp_path / "source")))
    assert open_files() == before


def test_a_folder_that_is_swapped_is_not_listed(tmp_path: Path, outside: Path) -> None:
    source = tmp_path / "source"
    write(source / "sub" / "deep", "a.md")
    swap(source / "sub", outside)
    with pytest.raises(OutsideError):
        os.close(beneath.open_folder(str(source / "sub" / "_jobs"), Top(str(source))))


@pytest.mark.parametrize("where", ["{top}/../outside/x", "/etc/passwd", "{top}er/x"])
def test_no_way_begins_elsewhere(tmp_path: Path, where: str) -> None:
    top = tmp_path / "source"
    top.mkdir()
    for act in (beneath.look, beneath.open_file, beneath.open_folder):
        with pytest.raises(OutsideError):
            act(where.format(top=top), Top(str(top)))


def test_a_pipe_or_a_device_in_place_of_a_file_is_never_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "a.md")
    top = Top(str(tmp_path))
    opens = os.open

    def watched(path: Any, flags: int, *args: Any, **how: Any) -> int:
        assert path != "a.md"
        return opens(path, flags, *args, **how)

    monkeypatch.setattr(os, "open", watched)
    assert beneath.open_file(str(tmp_path / "a.md"), top) is None


# --- the index for all ----------------------------------------------------------------------------


@pytest.fixture
def shared(common: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a machine's folder: a source for all, and things in it that only some may read."""
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(common / "etc"))
    monkeypatch.setenv("JOBTUI_SYSTEM_CACHE", str(common / "var"))
    (common / "etc" / "jobtui").mkdir(parents=True)
    (common / "etc" / "jobtui" / "config.toml").write_text(f'sources = ["{common}/site"]')
    content = site(common / "site")
    write(content / "_jobs", "2024-01-02-private.md", SECRET, roles=SECRET).chmod(0o640)
    write(content / "_jobs" / "private", f"{SECRET}.md", SECRET, roles=SECRET)
    (content / "_jobs" / "private").chmod(0o750)
    write(content / "_startups", "private.md", title=SECRET).chmod(0o600)
    (content / "_config.yml").write_text(f"url: https://{SECRET}.example\n")
    (content / "_config.yml").chmod(0o600)
    (content / "_jobs" / "notes").write_text(f"# {SECRET}\n")
    (content / "_jobs" / "notes").chmod(0o600)
    return common


def test_the_index_for_all_holds_what_all_may_read_and_says_what_is_left_out(
    shared: Path, jobtui: Run
) -> None:
    done = jobtui("index", "--system")
    assert done.returncode == 0, done.stderr
    lines = done.stderr.splitlines()
    assert SECRET not in done.stderr
    assert SECRET.encode() not in words_in(shared / "var")
    refused = [line for line in lines if "not readable by everyone" in line]
    assert [line.split(":")[1].rpartition("/")[2] for line in refused] == [
        "2024-01-02-private.md",
        "private",
    ]
    places = {name: os.environ[name] for name in ("XDG_CONFIG_DIRS", "JOBTUI_SYSTEM_CACHE")}
    user = User(NOBODY, shared, **places)
    code, out, why = user.jobtui("--format", "jsonl")
    assert (code, why) == (0, "")
    assert '"2024-01-01-a"' in out
    assert SECRET not in out
    assert not list(user.home.rglob("catalogue.json")), "it is not read again"


@pytest.mark.parametrize("closed", ["site", "above"])
def test_of_a_folder_that_not_all_can_reach_the_index_for_all_holds_nothing(
    shared: Path, jobtui: Run, closed: str
) -> None:
    (shared / "above").mkdir()
    (shared / "site").rename(shared / "above" / "site")
    (shared / "site").symlink_to("above/site")
    (shared / "above" / "site" if closed == "site" else shared / "above").chmod(0o700)
    done = jobtui("index", "--system")
    assert "not readable by everyone" in done.stderr
    assert "0 postings" in done.stderr
    assert SECRET.encode() not in words_in(shared / "var")
    assert b"Coder" not in words_in(shared / "var")
    assert b"coder" not in words_in(shared / "var")


def test_who_may_read_more_than_all_reads_it_in_an_index_of_their_own(
    shared: Path, jobtui: Run
) -> None:
    library = opened(shared / "site")
    assert {"2024-01-02-private", SECRET} <= set(library.ids())
    assert Cache.of(library.sources).current() == library.snapshot.directory
