from __future__ import annotations

import os
from pathlib import Path

import pytest

from jobtui.index.cache import Cache
from jobtui.library.library import Library
from jobtui.postings.filenames import is_posting_name
from jobtui.sources.folders import SourceError, companions, holds_markdown, postings, resolve
from tests.posting_files import open_files


def site(folder: Path) -> Path:
    for name in ("_jobs", "_startups", "_incubators"):
        (folder / name).mkdir(parents=True)
    (folder / "_jobs" / "2022-05-31-a.md").write_text("A")
    (folder / "_startups" / "phare.md").write_text("A")
    (folder / "_incubators" / "cotes.md").write_text("A")
    return folder


def names(root: Path) -> list[str]:
    return [entry.name for entry in postings(resolve(root))]


def test_a_plain_folder_is_read_with_its_folders(tmp_path: Path) -> None:
    (tmp_path / "b" / ".git").mkdir(parents=True)
    (tmp_path / "node_modules").mkdir()
    for name in ("2.md", "1.md", "sans-fin", "notes.txt", "README.md", ".cache.md", "b/3.md"):
        (tmp_path / name).write_text("A")
    (tmp_path / "b" / ".git" / "x.md").write_text("A")
    (tmp_path / "node_modules" / "x.md").write_text("A")
    assert names(tmp_path) == ["1.md", "2.md", "sans-fin", "b/3.md"]
    source = resolve(tmp_path)
    assert (source.startups, source.incubators, source.url) == ("", "", "")


@pytest.mark.parametrize("below", ["", "content", "site/content", "_jobs"])
def test_a_checkout_is_found_from_above_and_from_its_postings(tmp_path: Path, below: str) -> None:
    root = tmp_path / "checkout"
    content = site(root if below == "_jobs" else root / below)
    source = resolve(root / "_jobs" if below == "_jobs" else root)
    assert source.postings == str(content / "_jobs")
    assert source.startups == str(content / "_startups")
    assert source.incubators == str(content / "_incubators")
    assert source.url == "https://beta.gouv.fr"
    assert [entry.name for entry in postings(source)] == ["2022-05-31-a.md"]
    assert [entry.name for entry in companions(source, source.startups)] == ["phare.md"]


def test_a_folder_of_jobs_without_companions_is_a_plain_folder(tmp_path: Path) -> None:
    (tmp_path / "_jobs").mkdir()
    (tmp_path / "_jobs" / "1.md").write_text("A")
    assert resolve(tmp_path).postings == str(tmp_path)
    assert resolve(tmp_path / "_jobs").url == ""
    assert names(tmp_path / "_jobs") == ["1.md"]


@pytest.mark.parametrize(
    ("config", "url"),
    [
        ("url: https://site.example/\n", "https://site.example"),
        ("title: x\nurl: 'https://site.example' # ici\n", "https://site.example"),
        ("url: site.example\n", "https://beta.gouv.fr"),
        ("\xff\xfe", "https://beta.gouv.fr"),
    ],
)
def test_a_site_says_its_address(tmp_path: Path, config: str, url: str) -> None:
    site(tmp_path / "content")
    (tmp_path / "_config.yml").write_text(config, "latin-1")
    assert resolve(tmp_path).url == url


def test_a_single_file_is_a_source(tmp_path: Path) -> None:
    path = tmp_path / "annonce.txt"
    path.write_text("A")
    assert names(path) == ["annonce.txt"]


@pytest.mark.parametrize("root", ["rien", "a" * 300, "x\0y", "~personne-de-ce-nom/x", "a/b\nc"])
def test_a_source_that_does_not_exist_is_one_clear_line(
    tmp_path: Path, root: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SourceError) as caught:
        resolve(root)
    assert str(caught.value).isprintable()


def test_a_fifo_is_no_source(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tuyau")
    with pytest.raises(SourceError, match="neither a file nor a folder"):
        resolve(tmp_path / "tuyau")


def test_odd_files_never_stop_the_walk(tmp_path: Path) -> None:
    inside = tmp_path / "source"
    inside.mkdir()
    (inside / "a.md").write_text("A")
    os.mkfifo(inside / "tuyau.md")
    (inside / "boucle.md").symlink_to("boucle.md")
    (inside / "mort.md").symlink_to("nulle-part.md")
    (inside / "lien.md").symlink_to("a.md")
    (inside / "tour").symlink_to(".")
    (tmp_path / "secret").write_text("B")
    (inside / "dehors.md").symlink_to(tmp_path / "secret")
    (inside / "caf\udce9\x1b.md").write_text("A")
    found = {entry.name: entry.fault for entry in postings(resolve(inside))}
    assert found["a.md"] == found["lien.md"] == found["tuyau.md"] == found["caf\udce9\x1b.md"] == ""
    assert "out of the source" in str(found["dehors.md"])
    assert found["boucle.md"] and found["mort.md"]
    assert not any("/" in name for name in found)


def test_an_entry_has_the_size_and_time_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("Annonce")
    os.utime(path, ns=(1, 2_000_000_003))
    (entry,) = postings(resolve(tmp_path))
    assert (entry.size, entry.mtime_ns, entry.path) == (7, 2_000_000_003, str(path))


@pytest.mark.parametrize(
    ("name", "is_posting"),
    [
        ("annonce.md", True),
        ("Annonce.MD", True),
        ("annonce.markdown", True),
        ("2022-05-31-annonce", True),
        ("annonce", True),
        ("2022-05-31-beta.gouv.fr", True),
        ("2022-05-31-chargé.e", True),
        ("dossier/annonce.md", True),
        ("2022-05-31-logo.png", False),
        ("2022-05-31-annonce.md~", False),
        ("2022-05-31-annonce.md.bak", False),
        ("beta.gouv.fr", False),
        ("README.md", False),
        ("LICENSE", False),
        ("dossier/.caché.md", False),
        ("as-of", False),
    ],
)
def test_a_posting_is_told_by_its_name(name: str, is_posting: bool) -> None:
    assert is_posting_name(name) is is_posting


@pytest.mark.parametrize(
    ("raw", "holds"),
    [
        (b"---\nroles: x\n", True),
        (b"\xef\xbb\xbf---\nroles: x\n", True),
        (b"---\r\nroles: x\r\n", True),
        (b"# Titre\n", True),
        (b"roles: x\n", True),
        (b"- un\n", True),
        (b"#!/bin/sh\n# x\n", False),
        (b"rien de tel", False),
        (b"", False),
        (b"# x\0", False),
    ],
)
def test_a_file_without_ending_is_told_by_its_first_bytes(
    tmp_path: Path, raw: bytes, holds: bool
) -> None:
    path = tmp_path / "annonce"
    path.write_bytes(raw)
    assert holds_markdown(str(path)) is holds


def test_what_is_no_file_holds_no_markdown_and_leaks_nothing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tuyau")
    before = open_files()
    for name in ("tuyau", ".", "rien"):
        assert not holds_markdown(str(tmp_path / name))
    after = open_files()
    assert after == before


def test_a_site_is_found_whether_or_not_folders_count_as_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = tmp_path / "site" / "content" / "_jobs"
    for folder in (jobs, jobs.parent / "_startups", tmp_path / "site" / "empty"):
        folder.mkdir(parents=True)
    stat = Path.stat

    def one_link(path: Path, **how: bool) -> os.stat_result:
        status = list(stat(path, **how))
        status[3] = 2
        return os.stat_result(status)

    assert resolve(tmp_path / "site").postings == str(jobs)
    monkeypatch.setattr(Path, "stat", one_link)
    assert resolve(tmp_path / "site").postings == str(jobs)


def test_a_file_of_any_time_is_read(tmp_path: Path) -> None:
    for name, seconds in (("a.md", 9_999_999_999), ("b.md", -1), ("c.md", 1)):
        (tmp_path / name).write_text("---\nroles: Rôle\n---\nTexte.\n")
        os.utime(tmp_path / name, (0, seconds))
    chosen = [resolve(tmp_path)]
    library = Library(chosen, Cache.of(chosen, tmp_path / "cache"))
    library.refresh()
    assert len(library.ids()) == 3
    assert not library.refresh()
