"""Repositories and servers of strangers: nothing of them runs, or leaves its folder."""

from __future__ import annotations

import re
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from jobtui.sources import git_process, repositories
from jobtui.sources.git_workspace import SyncError
from jobtui.sources.repositories import repository_of
from jobtui.sources.sync import sync
from tests.cli.calls import CONTROL
from tests.git_origin import Origin, fake_git, fetched

Run = Callable[..., subprocess.CompletedProcess[str]]


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
