"""Git repositories as sources, fetched from bare repositories on this disk."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobtui.cli.main import run
from jobtui.library.library import Library
from jobtui.sources import folders as sources
from jobtui.sources import git_process, repositories
from jobtui.sources import sync as syncing
from jobtui.sources.repositories import Repository, RepositoryError, repository_of, source_of
from jobtui.sources.selection import wanted
from jobtui.sources.sync import SyncError, sync
from tests.cli.calls import CONTROL, in_terminal
from tests.conftest import SOURCE_CODE
from tests.index_rows import postings_of
from tests.waiting import is_gone, until

Run = Callable[..., subprocess.CompletedProcess[str]]
POSTING = "---\nroles: {role}\nstartup: pluie\nopen: true\n---\nTexte.\n"


class Origin:
    """A bare repository laid out like the site, and a way to commit to it."""

    def __init__(self, folder: Path) -> None:
        self.bare = folder / "site.git"
        self.url = f"file://{self.bare}"
        self._index = folder / "index"
        self.git("init", "-q", "--bare", "-b", "main", str(self.bare))
        self.git("config", "uploadpack.allowFilter", "true")
        self.files: dict[str, tuple[str, str]] = {}  # name: mode, id

    def git(self, *args: str, given: bytes = b"") -> str:
        """Run git in it."""
        who = ("-c", "user.name=a", "-c", "user.email=a@b.example")
        where = () if args[0] == "init" else (f"--git-dir={self.bare}",)
        environment = {**os.environ, "GIT_INDEX_FILE": str(self._index)}
        done = subprocess.run(
            ["git", *who, *where, *args], input=given, capture_output=True, env=environment
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.decode().strip()

    def put(self, name: str, content: str | bytes, mode: str = "100644") -> str:
        """Have a file in the next commit; returns its id."""
        raw = content.encode() if isinstance(content, str) else content
        blob = self.git("hash-object", "-w", "--stdin", given=raw)
        self.files[name] = (mode, blob)
        return blob

    def commit(self, branch: str = "main") -> str:
        """Commit what was put; returns the id."""
        self._index.unlink(missing_ok=True)
        rows = "".join(f"{mode} {blob}\t{name}\0" for name, (mode, blob) in self.files.items())
        self.git("update-index", "-z", "--index-info", given=os.fsencode(rows))
        return self.commit_tree(self.git("write-tree"), branch)

    def commit_tree(self, tree: str, branch: str = "main") -> str:
        """Commit a tree; returns the commit's id."""
        commit = self.git("commit-tree", "-m", "x", tree)
        self.git("update-ref", f"refs/heads/{branch}", commit)
        return commit


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


def fetched(repository: Repository) -> dict[str, str]:
    """Return what a checkout holds by name."""
    top = repositories.checkout_of(repository)
    assert top is not None
    return {
        str(path.relative_to(top)): path.read_text()
        for path in top.rglob("*")
        if path.is_file() and not path.is_symlink()
    }


def left_behind(repository: Repository) -> list[str]:
    """Return what the directory of a repository holds but what is in use."""
    place = repositories.place_of(repository)
    used = {"lock", "current", (place / "current").readlink().name}
    return sorted(path.name for path in place.iterdir() if path.name not in used)


def fake_git(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a git of this script before the real one."""
    folder.mkdir(exist_ok=True)
    program = folder / "git"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


# --- names --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("named", "repository"),
    [
        ("https://host.example/a/b.git", ("https://host.example/a/b.git", "", "")),
        ("https://host.example:8443/a#main", ("https://host.example:8443/a", "main", "")),
        ("ssh://git@host.example/a#v1/x:b/_jobs", ("ssh://git@host.example/a", "v1/x", "b/_jobs")),
        ("ssh://[::1]:22/a", ("ssh://[::1]:22/a", "", "")),
        ("file:///srv/a b.git#:x/", ("file:///srv/a b.git", "", "x")),
    ],
)  # fmt: skip
def test_an_address_names_url_ref_and_path(named: str, repository: tuple[str, str, str]) -> None:
    found = repository_of(named)
    assert tuple(found) == repository
    assert repositories.is_address(named)
    assert repository_of(str(found)) == found


@pytest.mark.parametrize(
    "named",
    [
        "-x://a/b",
        "--upload-pack=touch x",
        "ext::sh -c touch% x",
        "fd::17",
        "ext://a/b",
        "http://host.example/a",
        "git://host.example/a",
        "ftp://host.example/a",
        "HTTPS://host.example/a",
        "ssh://-oProxyCommand=touch/a",
        "ssh://-oProxyCommand=touch@host.example/a",
        "ssh://host.example/-x",
        "ssh://host.example:-1/a",
        "ssh://host example/a",
        "git@host.example:a/b.git",
        "https://host.example",
        "https:///a",
        "https://user:secret@host.example/a",
        "file://host/a",
        "file://a",
        "file:///-x",
        "file:///a\nb",
        "file:///a\x1b[2Jb",
        "https://host.example/a\u202eb",
        "https://host.example/" + "a" * 1000,
        "file:///a#-x",
        "file:///a#--upload-pack=x",
        "file:///a#a..b",
        "file:///a#a b",
        "file:///a#a*",
        "file:///a#^a",
        "file:///a#@{u}",
        "file:///a#a.lock",
        "file:///a#/a",
        "file:///a#:../b",
        "file:///a#:a/../b",
        "file:///a#:.git",
        "file:///a#:a//b",
        "file:///a#:a\x07b",
        "file:///a#:" + "a" * 300,
        "file:///a#:" + "a/" * 30,
    ],
)
def test_what_git_ssh_or_a_terminal_could_take_for_more_is_refused(named: str) -> None:
    with pytest.raises(RepositoryError) as caught:
        repository_of(named)
    assert str(caught.value).isprintable()
    assert "secret" not in str(caught.value)


@given(st.text(), st.text(), st.text())
def test_whatever_is_accepted_cannot_be_an_option(url: str, ref: str, path: str) -> None:
    try:
        found = repository_of(f"ssh://{url}", ref, path)
    except RepositoryError as error:
        assert not CONTROL.search(str(error))
        return
    assert "".join(found).isprintable()
    assert not any(part.startswith("-") for part in (found.ref, *found.url.split("/")[2:4]))
    assert ".." not in found.path.split("/")
    assert repositories.place_of(found).name.isascii()


def test_repositories_have_places_of_their_own() -> None:
    every = [
        Repository(url, ref, path)
        for url in ("file:///a", "file:///A", "https://host.example/a")
        for ref in ("", "a", "b")
        for path in ("", "a")
    ]
    assert len({repositories.place_of(one) for one in every}) == len(every)


# --- which files --------------------------------------------------------------------------------

_PARTS = st.sampled_from(["_jobs", "_startups", "_incubators", "content", "site", "_x", ".y"])
_LEAVES = st.sampled_from(["a.md", "2024-01-01-b", "c.png", "README.md", "_config.yml"])
_NAMES = st.tuples(st.lists(_PARTS, max_size=4), _LEAVES).map(lambda p: "/".join((*p[0], p[1])))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(names=st.sets(_NAMES, max_size=12), path=st.lists(_PARTS, max_size=2).map("/".join))
def test_what_is_wanted_is_what_the_whole_would_be_read_for(
    tmp_path: Path, names: set[str], path: str
) -> None:
    for name in list(names):  # a folder of companions has some
        for part in re.finditer("_startups/|_incubators/", name):
            names.add(name[: part.end()] + "x.md")
    shutil.rmtree(tmp_path / "whole", ignore_errors=True)
    shutil.rmtree(tmp_path / "part", ignore_errors=True)
    for name in names:
        file = tmp_path / "whole" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("url: https://site.example\n")
    if path and not repositories.is_safe_path(path):
        return
    chosen, misnamed = wanted(names, path)
    assert not misnamed
    for name in chosen:
        (tmp_path / "part" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(tmp_path / "whole" / name, tmp_path / "part" / name)

    def read(top: Path) -> tuple[list[str], list[str], str]:
        if not (top / path).is_dir():
            return [], [], ""
        source = sources.resolve(top / path)
        postings = [entry.path for entry in sources.postings(source)]
        if not postings:
            return [], [], ""
        folders = (source.startups, source.incubators)
        others = [entry.path for folder in folders for entry in sources.companions(source, folder)]
        within = len(str(top))
        return [p[within:] for p in postings], [p[within:] for p in others], source.url

    assert read(tmp_path / "part") == read(tmp_path / "whole")


# --- a sync -------------------------------------------------------------------------------------


def test_the_first_sync_brings_the_postings_and_what_belongs_to_them(origin: Origin) -> None:
    repository = repository_of(origin.url)
    assert source_of(repository) is None
    done = sync(repository)
    assert done == (origin.git("rev-parse", "main"), True, 5, 0, ())
    assert sorted(fetched(repository)) == [
        "_config.yml",
        "content/_incubators/rade.md",
        "content/_jobs/2024-02-01-b.md",
        "content/_jobs/2024-03-01-a.md",
        "content/_startups/pluie.md",
    ]
    source = source_of(repository)
    assert source is not None
    assert source.url == "https://site.example"
    assert repository_of(source.root) == repository, "it can be named so again"
    library = Library((source,))
    library.refresh()
    posting = library.get("2024-03-01-a")
    assert posting is not None
    assert (posting.role, posting.startup, posting.incubator) == ("Dev", "Pluie.gouv", "La Rade")
    library.close()


def test_without_a_filter_of_the_server_it_is_the_same(origin: Origin) -> None:
    origin.git("config", "uploadpack.allowFilter", "false")
    assert sync(repository_of(origin.url)).files == 5


def test_only_what_is_wanted_travels(origin: Origin, monkeypatch: pytest.MonkeyPatch) -> None:
    origin.put("content/film.mp4", os.urandom(2_000_000))
    origin.commit()
    monkeypatch.setattr(git_process, "MOST_BYTES", 1_000_000)
    assert sync(repository_of(origin.url)).files == 5


def test_history_does_not_travel(origin: Origin) -> None:
    seen: set[str] = set()
    origin.put("content/_jobs/2024-04-01-c.md", "Nouvelle")
    origin.commit_tree(origin.git("rev-parse", f"{origin.commit()}^{{tree}}"))
    place = repositories.place_of(repository_of(origin.url))

    def tell(_text: str, _share: float) -> None:
        for shallow in place.glob("new-*/r/shallow"):
            seen.add(shallow.read_text().strip())

    assert seen <= {sync(repository_of(origin.url), tell).commit}
    assert seen


def test_an_update_keeps_what_did_not_change(origin: Origin) -> None:
    repository = repository_of(origin.url)
    sync(repository)
    source = source_of(repository)
    assert source is not None
    before = {entry.name: entry for entry in sources.postings(source)}
    library = Library((source,))
    library.refresh()
    origin.put("content/_jobs/2024-03-01-a.md", POSTING.format(role="Bof"))  # of the same size
    origin.put("content/_jobs/2024-04-01-c.md", POSTING.format(role="Coach"))
    origin.commit()
    assert sync(repository).changed
    assert source_of(repository) == source
    after = {entry.name: entry for entry in sources.postings(source)}
    assert after["2024-02-01-b.md"] == before["2024-02-01-b.md"]
    assert after["2024-03-01-a.md"].mtime_ns != before["2024-03-01-a.md"].mtime_ns
    del origin.files["content/_jobs/2024-02-01-b.md"]
    origin.commit()
    sync(repository)
    assert sorted(e.name for e in sources.postings(source)) == [
        "2024-03-01-a.md",
        "2024-04-01-c.md",
    ]
    library.refresh()
    assert {p.id: p.role for p in postings_of(library)} == {
        "2024-03-01-a": "Bof",
        "2024-04-01-c": "Coach",
    }
    library.close()


def test_an_exchange_of_two_files_is_noticed(origin: Origin) -> None:
    repository = repository_of(origin.url)
    a, b = "content/_jobs/2024-03-01-a.md", "content/_jobs/2024-02-01-b.md"
    origin.put(a, "Un")
    origin.put(b, "De")
    origin.commit()
    sync(repository)
    top = repositories.checkout_of(repository)
    assert top is not None
    for name in (a, b):
        os.utime(top / name, ns=(1, 1))
    origin.files[a], origin.files[b] = origin.files[b], origin.files[a]
    origin.commit()
    sync(repository)
    assert fetched(repository)[a] == "De"
    assert 1 not in {(top / name).stat().st_mtime_ns for name in (a, b)}


def test_nothing_new_is_up_to_date_and_removes_what_is_old(origin: Origin) -> None:
    repository = repository_of(origin.url)
    first = sync(repository)
    origin.put("content/_jobs/2024-04-01-c.md", "Nouvelle")
    origin.commit()
    sync(repository)
    assert len(left_behind(repository)) == 1
    top = repositories.checkout_of(repository)
    assert top is not None
    before = top.resolve()
    done = sync(repository)
    assert (done.changed, done.files, done.commit != first.commit) == (False, 6, True)
    assert top.resolve() == before
    assert left_behind(repository) == []


def test_a_damaged_checkout_is_mended_when_asked_again(origin: Origin) -> None:
    repository = repository_of(origin.url)
    sync(repository)
    good = fetched(repository)
    top = repositories.checkout_of(repository)
    assert top is not None
    (top / "content/_jobs/2024-03-01-a.md").write_text("Autre")
    assert not sync(repository).changed
    assert sync(repository, again=True).changed
    assert fetched(repository) == good


def test_a_checkout_of_which_something_was_removed_is_mended(origin: Origin) -> None:
    repository = repository_of(origin.url)
    sync(repository)
    good = fetched(repository)
    top = repositories.checkout_of(repository)
    assert top is not None
    (top / "content/_jobs/2024-02-01-b.md").unlink()
    assert sync(repository).changed
    assert fetched(repository) == good
    shutil.rmtree(top.resolve())
    assert source_of(repository) is None
    assert sync(repository).changed
    assert fetched(repository) == good


def test_a_ref_is_a_branch_a_tag_or_a_commit(origin: Origin) -> None:
    main = origin.git("rev-parse", "main")
    origin.put("content/_jobs/2024-04-01-c.md", "Nouvelle")
    work = origin.commit("work/été")
    origin.git("tag", "v1", main)
    origin.git("tag", "-a", "-m", "x", "v2", work)
    origin.git("tag", "both", work)
    origin.git("branch", "both", main)
    for ref, files in {
        "": 5, "HEAD": 5, "main": 5, "refs/heads/main": 5, "v1": 5, main: 5, "both": 5,
        "work/été": 6, "v2": 6, "refs/tags/v2": 6, "refs/tags/both": 6, work: 6,
    }.items():  # fmt: skip
        assert sync(repository_of(origin.url, ref)).files == files, ref
        assert not sync(repository_of(origin.url, ref)).changed, ref
    for ref in ("nulle-part", main[:12], "0" * 40, "refs/heads/x"):
        with pytest.raises(SyncError):
            sync(repository_of(origin.url, ref))


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("content", ["2024-02-01-b.md", "2024-03-01-a.md"]),
        ("content/_jobs", ["2024-02-01-b.md", "2024-03-01-a.md"]),
        ("content/_authors", ["x.md"]),
        ("content/_jobs/2024-03-01-a.md", ["2024-03-01-a.md"]),
    ],
)
def test_a_path_is_a_folder_or_a_file(origin: Origin, path: str, names: list[str]) -> None:
    repository = repository_of(origin.url, path=path)
    sync(repository)
    source = source_of(repository)
    assert source is not None
    assert [entry.name for entry in sources.postings(source)] == names
    assert bool(source.startups) == (path in ("content", "content/_jobs"))


@pytest.mark.parametrize("path", ["rien", "content/rien", "content/_jobs/logo.png/x", "_jobs"])
def test_a_path_without_postings_is_one_clear_line(origin: Origin, path: str) -> None:
    with pytest.raises(SyncError, match="no postings in"):
        sync(repository_of(origin.url, path=path))


def test_a_repository_of_another_hash_is_read_as_well(tmp_path: Path) -> None:
    bare, work = tmp_path / "s.git", tmp_path / "w"
    calls = [
        ["init", "-q", "--object-format=sha256", "-b", "main", str(work)],
        ["-C", str(work), "add", "a.md"],
        ["-C", str(work), "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"],
        ["clone", "-q", "--bare", str(work), str(bare)],
    ]
    for call in calls:
        subprocess.run(["git", *call], check=True)
        if call[0] == "init":
            (work / "a.md").write_text("A")
    repository = repository_of(f"file://{bare}")
    assert len(sync(repository).commit) == 64
    assert fetched(repository) == {"a.md": "A"}
    assert sync(repository, again=True).files == 1


def test_others_can_read_nothing(origin: Origin, own_home: Path) -> None:
    before = os.umask(0)
    try:
        sync(repository_of(origin.url))
    finally:
        os.umask(before)
    for path in (own_home / "cache").rglob("*"):
        mode = path.lstat().st_mode
        assert stat.S_ISLNK(mode) or stat.S_IMODE(mode) == (0o700 if path.is_dir() else 0o600), path


def test_what_others_could_have_written_is_not_used(origin: Origin) -> None:
    repository = repository_of(origin.url)
    sync(repository)
    place = repositories.place_of(repository)
    place.chmod(0o777)
    assert source_of(repository) is None
    with pytest.raises(SyncError, match="writable by other users; chmod go-w"):
        sync(repository)
    place.chmod(0o755)
    assert source_of(repository) is not None
    assert not sync(repository).changed


# --- strangers ----------------------------------------------------------------------------------


def test_a_hostile_tree_leaves_nothing_but_regular_files(origin: Origin, tmp_path: Path) -> None:
    jobs = "content/_jobs"
    origin.put(f"{jobs}/lien.md", "/etc/passwd", "120000")
    origin.put(f"{jobs}/dossier", "../../../..", "120000")
    origin.files[f"{jobs}/module.md"] = ("160000", "1" * 40)
    origin.put(".gitmodules", f'[submodule "m"]\npath={jobs}/module.md\nurl=ext::touch% x\n')
    origin.put(".gitattributes", "*.md filter=lfs export-subst\n")
    origin.put(
        f"{jobs}/2024-05-01-lfs.md", "version https://git-lfs.github.com/spec/v1\n$Format:%H$"
    )
    origin.put(f"{jobs}/.caché.md", "A")
    origin.put(f"{jobs}/caf\udce9\x1b[2J.md", "A")
    origin.put(f"{jobs}/HEAD", "---\nA")
    origin.put(f"{jobs}/exe.md", "A", "100755")
    origin.put(f"{jobs}/gros.md", b"a" * 3_000_000)
    origin.put(f"{jobs}/" + "a/" * 30 + "b.md", "A")
    origin.commit()
    repository = repository_of(origin.url)
    done = sync(repository)
    assert (done.files, done.refused, len(done.misnamed)) == (7, 4, 3)
    top = repositories.checkout_of(repository)
    assert top is not None
    found = [path for path in top.resolve().rglob("*") if not path.is_dir()]
    assert {stat.S_IFMT(path.lstat().st_mode) for path in found} == {stat.S_IFREG}
    assert {stat.S_IMODE(path.lstat().st_mode) for path in found} == {0o600}
    assert sorted(path.name for path in found if path.parent.name == "_jobs") == [
        "2024-02-01-b.md", "2024-03-01-a.md", "2024-05-01-lfs.md", "exe.md",
    ]  # fmt: skip
    assert "$Format:%H$" in fetched(repository)[f"{jobs}/2024-05-01-lfs.md"]


_ODD = [
    "clear\x1b[2J.md", "title\x1b]0;x\x07.md", "two\nlines.md", "back\r.md", "tab\t.md",
    "\x9b31m.md", "delete\x7f.md", "gnp\u202edm.md", "isolate\u2066.md", "mark\u200f.md",
    "soft\xadhyphen.md", "zero\u200bwidth.md", "filler\u3164.md", "flood" + "\u0301" * 40 + ".md",
    "latin-\udce9.md", "line\u2028.md", "tag\U000e0041.md", "evil\x1b[2J/a.md", "HEAD", "x/head",
    "a" * 253 + ".md", "a/" * 21 + "a.md",
]  # fmt: skip
_PLAIN = [
    "été.md", "e\u0301te\u0301.md", "ÉTÉ.md", "Été.md", "a b.md", "a\xa0b.md", "-rf.md",
    "'\";$(x).md", "👩🏽\u200d💻.md", "con.md", "nul", "a..md", "head.md", "a\\b.md", "git~1.md",
    "日本.md",
]  # fmt: skip


def test_only_plain_names_are_written_and_the_others_are_told_once(
    origin: Origin, jobtui: Run
) -> None:
    origin.files = {}
    for name in (*_ODD, *_PLAIN):
        origin.put(name, f"# {name}".encode("utf-8", "surrogateescape"))
    origin.commit()
    done = jobtui("sync", origin.url)
    assert done.returncode == 0, done.stderr
    first, second = done.stderr.splitlines()
    assert f": {len(_PLAIN)} files of commit" in first
    assert second.startswith(f"jobtui: {len(_ODD)} files skipped because of their names, such as ")
    assert not CONTROL.search(done.stderr.replace("\n", ""))
    found = fetched(repository_of(origin.url))
    assert found == {name: f"# {name}" for name in _PLAIN}
    assert jobtui("sync", origin.url).stderr.count("\n") == 1


def test_an_odd_name_that_was_written_before_goes(origin: Origin) -> None:
    origin.put("content/_jobs/odd\x1b[2J.md", "A")
    origin.commit()
    repository = repository_of(origin.url)
    assert sync(repository).files == 5
    top = repositories.checkout_of(repository)
    assert top is not None
    old = top.resolve()
    (old / "content/_jobs/odd\x1b[2J.md").write_text("A")
    (top.parent / "current.new").symlink_to(
        old.rename(re.sub("-5-", "-6-", str(old))).name  # as it was then
    )
    (top.parent / "current.new").replace(top)
    assert sync(repository).changed
    assert not any("odd" in name for name in fetched(repository))


def test_a_folder_of_companions_or_of_odd_names_alone_decides_nothing(origin: Origin) -> None:
    for name in ("_jobs/a.md", "_startups/a.md"):
        origin.put(f"a\x1b[2J/{name}", "A")
    origin.commit()
    done = sync(repository_of(origin.url))
    assert (done.files, done.misnamed) == (5, ())


def test_what_is_fetched_is_no_repository_for_git(
    origin: Origin, own_home: Path, tmp_path: Path
) -> None:
    """Else git, called there by an editor, would do what its configuration says."""
    touched = tmp_path / "touched"
    origin.files = {}
    origin.put("HEAD", "ref: refs/heads/main\n")
    origin.put(
        "config", f"[core]\nbare = false\nworktree = /tmp\nfsmonitor = touch {touched}; false\n"
    )
    origin.put("objects/a", "---\nA")
    origin.put("refs/a", "---\nA")
    origin.put("a.md", "A")
    origin.commit()
    repository = repository_of(origin.url)
    sync(repository)
    top = repositories.checkout_of(repository)
    assert top is not None
    assert {"config", "objects/a", "refs/a"} <= fetched(repository).keys()
    done = subprocess.run(["git", "status"], cwd=top, capture_output=True)
    assert b"not a git repository" in done.stderr
    assert not touched.exists()


def test_a_tree_that_git_would_not_make_stays_below_its_folder(
    origin: Origin, tmp_path: Path
) -> None:
    blob = origin.put("x", "A")

    def tree(*rows: tuple[str, str, str]) -> str:
        raw = b"".join(
            f"{mode} {name}\0".encode() + bytes.fromhex(thing) for mode, name, thing in rows
        )
        return origin.git("hash-object", "-w", "-t", "tree", "--literally", "--stdin", given=raw)

    inner = tree(("100644", "dehors.md", blob))
    link = origin.put("y", str(tmp_path))
    origin.commit_tree(
        tree(
            ("40000", "..", inner),
            ("40000", ".git", inner),
            ("100644", "../../../dehors.md", blob),
            ("100644", "/tmp/dehors.md", blob),
            ("120000", "a", link),
            ("40000", "a", inner),
            ("100644", "b.md", blob),
            ("40000", "b.md", inner),
            ("100644", "c.md", blob),
            ("100644", "c.md", link),
            ("40000", "d", inner),
        )
    )
    repository = repository_of(origin.url)
    try:
        sync(repository)
    except SyncError:
        assert repositories.checkout_of(repository) is None
    else:
        assert set(fetched(repository)) <= {
            "a/dehors.md",
            "b.md",
            "b.md/dehors.md",
            "c.md",
            "d/dehors.md",
        }
    place = repositories.place_of(repository)
    for path in (*tmp_path.rglob("dehors.md"), Path("/tmp/dehors.md")):
        assert not path.exists() or place in path.parents


def test_a_repository_of_nothing_but_links_replaces_nothing(origin: Origin) -> None:
    repository = repository_of(origin.url)
    sync(repository)
    before = fetched(repository)
    origin.files = {}
    origin.put("a.md", "/etc/passwd", "120000")
    origin.commit()
    with pytest.raises(SyncError, match="none of its files"):
        sync(repository)
    assert fetched(repository) == before


def test_a_tree_of_trees_without_end_is_given_up(
    origin: Origin, monkeypatch: pytest.MonkeyPatch
) -> None:
    blob = origin.put("x", "A")
    tree = origin.git("mktree", given=b"100644 blob %s\ta.md\n" % blob.encode())
    for _level in range(12):
        rows = "".join(f"040000 tree {tree}\td{n}\n" for n in range(10))
        tree = origin.git("mktree", given=rows.encode())
    origin.commit_tree(tree)
    monkeypatch.setattr(git_process, "MOST_BYTES", 2_000_000)
    with pytest.raises(SyncError, match="more than"):
        sync(repository_of(origin.url))


def test_ssh_is_asked_for_the_address_alone(
    origin: Origin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ssh = tmp_path / "ssh"
    ssh.write_text(
        f"""#!/bin/sh
        echo "$@" >> {tmp_path}/asked
        for last; do :; done
        exec sh -c "$last"
        """
    )
    ssh.chmod(0o755)
    monkeypatch.setenv("GIT_SSH", str(ssh))
    monkeypatch.setenv("GIT_SSH_VARIANT", "ssh")
    evil = origin.bare.with_name("a'$(touch${IFS}x);b.git")
    origin.bare.rename(evil)
    assert sync(repository_of(f"ssh://me@host.example:222{evil}")).files == 5
    asked = (tmp_path / "asked").read_text()
    assert "-p 222 me@host.example git-upload-pack '" in asked
    assert not list(tmp_path.rglob("x"))


def test_the_users_configuration_runs_nothing_for_a_stranger(
    origin: Origin, own_home: Path, tmp_path: Path
) -> None:
    origin.put(".gitattributes", "* filter=lfs\n")
    origin.commit()
    touched = tmp_path / "touched"
    template = tmp_path / "template" / "hooks"
    template.mkdir(parents=True)
    for hook in ("reference-transaction", "post-checkout", "post-index-change", "fsmonitor"):
        (template / hook).write_text(f"#!/bin/sh\ntouch {touched}\n")
        (template / hook).chmod(0o755)
    (own_home / ".gitconfig").write_text(
        f"""[init]
        templateDir = {template.parent}
        [core]
        hooksPath = {template}
        fsmonitor = {template}/fsmonitor
        askPass = {template}/fsmonitor
        [filter "lfs"]
        smudge = touch {touched}
        process = touch {touched}
        required = true
        [fetch]
        recurseSubmodules = true
        [submodule]
        recurse = true
        """
    )
    assert sync(repository_of(origin.url)).files == 5
    assert not touched.exists()
    origin.git("update-ref", "refs/heads/other", "main")
    assert touched.exists()  # as git does without our care


def test_no_other_transport_whatever_the_address_becomes(
    origin: Origin, own_home: Path, tmp_path: Path
) -> None:
    touched = tmp_path / "touched"
    (own_home / ".gitconfig").write_text(
        f"""[url "ext::touch {touched} "]
        insteadOf = https://host.example/
        [protocol]
        allow = always
        [protocol "ext"]
        allow = always
        """
    )
    with pytest.raises(SyncError, match="transport 'ext' not allowed"):
        sync(repository_of("https://host.example/a"))
    assert not touched.exists()


def test_an_address_reaches_no_shell(tmp_path: Path) -> None:
    touched = tmp_path / "touched"
    for evil in (
        f";touch {touched}",
        f"$(touch {touched})",
        f"`touch {touched}`",
        f"|touch {touched}",
    ):
        with pytest.raises(SyncError):
            sync(repository_of(f"file://{tmp_path}/x{evil}"))
    assert not touched.exists()


def test_the_environment_steers_nothing(
    origin: Origin, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, value in {
        "GIT_DIR": "/nowhere",
        "GIT_WORK_TREE": "/",
        "GIT_INDEX_FILE": "/nowhere/index",
        "GIT_OBJECT_DIRECTORY": "/nowhere",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.hooksPath",
        "GIT_CONFIG_VALUE_0": "/",
        "GIT_CONFIG_PARAMETERS": "'protocol.ext.allow=always'",
        "GIT_ALLOW_PROTOCOL": "ext",
        "GIT_TRACE": str(tmp_path / "trace"),
        "GIT_EXEC_PATH": "/nowhere",
        "GIT_DEFAULT_HASH": "sha256",
        "GIT_ASKPASS": "/bin/false",
    }.items():
        monkeypatch.setenv(name, value)
    sync(repository_of(origin.url))
    assert not (tmp_path / "trace").exists()


def test_git_is_told_what_it_may_do(tmp_path: Path) -> None:
    outer = {
        "GIT_SSH_COMMAND": "ssh -i key",
        "GIT_PROXY_COMMAND": "x",
        "SSH_ASKPASS": "x",
        "A": "b",
    }
    inner = git_process.environment(tmp_path, True, outer)
    assert inner["GIT_ALLOW_PROTOCOL"] == "file:https:ssh"
    assert git_process.environment(tmp_path, False, outer)["GIT_ALLOW_PROTOCOL"] == "none"
    assert (inner["GIT_TERMINAL_PROMPT"], inner["GIT_ASKPASS"]) == ("0", "")
    assert (inner["GIT_SSH_COMMAND"], inner["A"]) == ("ssh -i key", "b")
    assert not {"GIT_PROXY_COMMAND", "SSH_ASKPASS"} & inner.keys()


@pytest.mark.parametrize(
    ("stderr", "why"),
    [
        (r"fatal: \033]0;x\007\033[2Jno\r\n", "no"),
        (r"remote: \033[31mTotal 1\rremote: \033[5mACCESS DENIED\nfatal: y", "ACCESS DENIED"),
        (r"warning: a\nhint: b\nerror: c\nfatal: d", "c"),
        (r"\377\376\n", "\ufffd"),
        ("", "git failed with exit code 128"),
        (r"fatal: could not read Username for 'https://x'", "password"),
        (r"Host key verification failed.\nfatal: x", "once with ssh"),
    ],
)  # fmt: skip
def test_what_git_says_is_one_line_without_controls(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stderr: str, why: str
) -> None:
    fake_git(tmp_path / "bin", f'printf "{stderr}" >&2; exit 128', monkeypatch)
    with pytest.raises(SyncError) as caught:
        sync(repository_of("https://host.example/a"))
    assert str(caught.value).isprintable()
    assert why in str(caught.value)


# --- failures leave what there was --------------------------------------------------------------


def test_a_failure_leaves_what_there_was(origin: Origin, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = repository_of(origin.url)
    sync(repository)
    before = fetched(repository)
    origin.put("content/_jobs/2024-04-01-c.md", "Nouvelle")
    origin.commit()

    def fails(match: str) -> None:
        with pytest.raises(SyncError, match=match):
            sync(repository)
        assert fetched(repository) == before
        assert left_behind(repository) == []

    for name, value, match in (
        ("MOST_BYTES", 10, "more than"),
        ("MOST_LISTING", 10, "too many files"),
        ("MOST_SECONDS", -1, "timed out after"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(git_process, name, value)
            fails(match)
    with monkeypatch.context() as patch:
        patch.setattr(syncing, "MOST_FILES", 3)
        fails("more than 3 files")
    with monkeypatch.context() as patch:
        patch.setenv("PATH", "/nowhere")
        fails("git not found")
    with monkeypatch.context() as patch:

        def full(_path: Path) -> None:
            raise OSError(28, "No space left on device")

        patch.setattr("jobtui.files.safe_io.sync", full)
        fails("no space left in .* XDG_CACHE_HOME")
    blob = origin.files["content/_jobs/2024-04-01-c.md"][1]
    lost = origin.bare / "objects" / blob[:2] / blob[2:]
    lost.rename(origin.bare / "lost")
    fails("upload-pack")
    (origin.bare / "lost").rename(lost)
    origin.bare.rename(f"{origin.bare}.gone")
    fails("does not appear to be a git repository")
    Path(f"{origin.bare}.gone").rename(origin.bare)
    assert sync(repository).files == 6


def test_a_full_disk_is_named_with_what_to_do_at_every_step(origin: Origin, tmp_path: Path) -> None:
    """Whatever does not fit: git's list, what it fetches, what it prints, or what is written."""
    tiny = tmp_path / "tiny"
    tiny.mkdir()
    mount = f"mount -t tmpfs -o size=$1 none {tiny}"
    if subprocess.run(["unshare", "-rm", "sh", "-c", mount, "sh", "1m"]).returncode:
        pytest.skip("no file system can be mounted here")
    for number in range(6):  # which no packing makes smaller
        text = os.urandom(75_000).hex()
        origin.put(f"content/_jobs/2023-01-01-{number}.md", POSTING.format(role="Dev") + text)
    origin.commit()
    sync_it = f"{mount} && {sys.executable} -m jobtui sync {origin.url}; find {tiny}/jobtui/git-1"
    environment = dict(os.environ, PYTHONPATH=str(SOURCE_CODE), XDG_CACHE_HOME=str(tiny))
    for size in ("100k", "400k", "900k", "1700k", "1900k", "8m"):
        call = ["unshare", "-rm", "sh", "-c", sync_it, "sh", size]
        done = subprocess.run(call, env=environment, capture_output=True, text=True)
        left = {Path(name).name for name in done.stdout.splitlines()}
        if size == "8m":
            assert "11 files of commit" in done.stderr
            break
        assert done.stderr == (
            f"jobtui: {origin.url}: no space left in {tiny}/jobtui (No space left on device); "
            "free some, or set XDG_CACHE_HOME to another folder\n"
        ), size
        assert not any(name.startswith(("new-", "t-", "current")) for name in left)


@pytest.mark.parametrize("blocks", [2, 1000])
def test_a_bound_on_files_is_named(origin: Origin, blocks: int) -> None:
    for number in range(10):
        text = os.urandom(75_000).hex()
        origin.put(f"content/_jobs/2023-01-01-{number}.md", text)
    origin.commit()
    call = f"ulimit -f {blocks}; exec {sys.executable} -m jobtui sync {origin.url}"
    done = subprocess.run(
        ["sh", "-c", call],
        env=dict(os.environ, PYTHONPATH=str(SOURCE_CODE)),
        capture_output=True,
        text=True,
    )
    assert "cannot grow any further (File too large); see ulimit -f" in done.stderr


def test_the_full_disk_of_the_other_side_is_not_taken_for_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "remote: error: sorry: No space left on device\nfatal: the other side has hung up"
    fake_git(tmp_path / "bin", f'echo "{said}" >&2; exit 128', monkeypatch)
    with pytest.raises(SyncError, match=r"/a: sorry: No space left on device$"):
        sync(repository_of("https://host.example/a"))


def test_a_silent_server_is_given_up_with_all_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pids = tmp_path / "pids"
    fake_git(tmp_path / "bin", f"sleep 600 & echo $! >> {pids}; wait", monkeypatch)

    def shorten() -> None:
        until(lambda: pids.exists() and pids.read_text().endswith("\n"))
        monkeypatch.setattr(git_process, "MOST_SILENCE", 0.3)

    started = threading.Thread(target=shorten)
    started.start()
    with pytest.raises(SyncError, match="no response"):
        sync(repository_of("https://host.example/a"))
    started.join()
    until(lambda: is_gone(int(pids.read_text())))


def test_a_server_that_never_ends_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_git(tmp_path / "bin", "while :; do echo x >&2; sleep 0.05; done", monkeypatch)
    monkeypatch.setattr(git_process, "MOST_SECONDS", 0.5)
    with pytest.raises(SyncError, match="timed out after"):
        sync(repository_of("https://host.example/a"))


def test_what_grows_without_end_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_git(tmp_path / "bin", "exec cat /dev/zero", monkeypatch)
    monkeypatch.setattr(git_process, "MOST_BYTES", 1_000_000)
    with pytest.raises(SyncError, match="more than"):
        sync(repository_of("https://host.example/a"))


def test_a_teller_that_raises_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pids = tmp_path / "pids"
    fake_git(tmp_path / "bin", f"sleep 600 & echo $! >> {pids}; wait", monkeypatch)

    def tell(_text: str, _share: float) -> None:
        if pids.exists() and pids.read_text().endswith("\n"):
            raise KeyboardInterrupt

    repository = repository_of("https://host.example/a")
    with pytest.raises(KeyboardInterrupt):
        sync(repository, tell)
    assert [path.name for path in repositories.place_of(repository).iterdir()] == ["lock"]
    until(lambda: is_gone(int(pids.read_text())))


def test_killed_syncs_leave_the_old_or_the_new(origin: Origin) -> None:
    repository = repository_of(origin.url)
    for number in range(60):
        origin.put(f"content/_jobs/2023-01-01-{number}.md", POSTING.format(role=str(number)))
    origin.commit()
    sync(repository)
    old = fetched(repository)
    for number in range(60):
        origin.put(f"content/_jobs/2023-01-01-{number}.md", POSTING.format(role=f"{number}x"))
    origin.commit()
    environment = dict(os.environ, PYTHONPATH=str(SOURCE_CODE))
    seen = []
    for delay in (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.8):
        process = subprocess.Popen(
            [sys.executable, "-m", "jobtui", "sync", origin.url],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
        seen.append(fetched(repository))
    sync(repository)
    new = fetched(repository)
    assert new != old
    assert all(state in (old, new) for state in seen)
    sync(repository)
    assert left_behind(repository) == []


def test_one_fetches_at_a_time(origin: Origin) -> None:
    repository = repository_of(origin.url)
    sync(repository)
    lock = repositories.place_of(repository) / "lock"
    handle = os.open(lock, os.O_RDWR)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.raises(SyncError, match="another jobtui is fetching it"):
        sync(repository, patience=0.2)
    assert source_of(repository) is not None

    def tell(text: str, _share: float) -> None:
        if "another" in text:
            fcntl.flock(handle, fcntl.LOCK_UN)

    assert sync(repository, tell, patience=20).files == 5
    os.close(handle)


# --- the command line ---------------------------------------------------------------------------


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
