"""Searches written into config.toml: what else stands there stays, byte for byte."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobtui.config import loader
from jobtui.config.edit_searches import NotSavedError, remove, rename, save


@pytest.fixture
def file(own_home: Path) -> Path:
    """The user's file, in its folder, not there yet."""
    made = own_home / "config" / "jobtui" / "config.toml"
    made.parent.mkdir(parents=True)
    return made


def known() -> dict[str, tuple[str, str]]:
    """Return the saved searches as the program reads them."""
    read = loader.read()
    assert not read.problems
    return {one.name: (one.query, one.sort) for one in read.settings.searches}


def test_the_first_makes_the_file_which_only_the_user_reads(file: Path) -> None:
    save("dev", 'développeur "en poste"', "closing")
    assert known() == {"dev": ('développeur "en poste"', "closing")}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '\n[searches]\nx = "y"\n'),
        ("# mine\nsort = 'title'", "# mine\nsort = 'title'\n\n[searches]\nx = \"y\"\n"),
        (
            '[searches]  # all\na = "b"  # why\n\n[keys]\nreload = "f9"\n',
            '[searches]  # all\na = "b"  # why\nx = "y"\n\n[keys]\nreload = "f9"\n',
        ),
        ("[searches]\n[keys]\n", '[searches]\nx = "y"\n[keys]\n'),
        ("[searches]\r\nx = 'old'  # why\r\n", '[searches]\r\nx = "y"  # why\r\n'),
        ('[searches]\nx = """\na\nb"""\nz = "a"\n', '[searches]\nx = "y"\nz = "a"\n'),
        ('[searches]\nx = {query = "a", sort = "title"}\n', '[searches]\nx = "y"\n'),
        ("\ufeff[searches]\n", '\ufeff[searches]\nx = "y"\n'),
        (
            '[searches.a]\nquery = "b"\n[keys]\n',
            '[searches.a]\nquery = "b"\n[keys]\n\n[searches]\nx = "y"\n',
        ),
    ],
)
def test_only_the_entry_changes(file: Path, before: str, after: str) -> None:
    file.write_bytes(before.encode())
    save("x", "y")
    assert file.read_bytes().decode() == (after.lstrip("\n") if not before else after)
    assert known()["x"] == ("y", "")


def test_removed_and_renamed(file: Path) -> None:
    text = (
        '[searches]\na = "1"\nb = """\n2\n3"""\n[searches.c]\nquery = "4"\nsort = "title"\n[keys]\n'
    )
    file.write_text(text, "utf-8")
    remove("b")
    assert file.read_text("utf-8") == text.replace('b = """\n2\n3"""\n', "")
    rename("a", "d e")
    rename("c", "f")
    assert known() == {"d e": ("1", ""), "f": ("4", "title")}
    remove("f")
    remove("d e")
    assert known() == {}


@pytest.mark.parametrize(
    "content", [b'searches = { a = "b" }\n', b"searches = 3\n", b"a = \n", b"\xff\n"]
)
def test_an_odd_file_stays_and_the_line_is_told(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(NotSavedError, match='x = "y"'):
        save("x", "y")
    assert file.read_bytes() == content
    assert list(file.parent.iterdir()) == [file]


def test_a_file_that_others_can_write_stays(file: Path) -> None:
    file.write_text("", "utf-8")
    file.chmod(0o666)
    with pytest.raises(NotSavedError, match=r"chmod go-w.*x = \"y\""):
        save("x", "y")
    assert file.read_text("utf-8") == ""


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written(file: Path) -> None:
    file.write_text("", "utf-8")
    file.parent.chmod(0o500)
    try:
        with pytest.raises(NotSavedError, match="Permission denied"):
            save("x", "y")
    finally:
        file.parent.chmod(0o700)


def test_a_link_stays_one(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "dotfiles.toml"
    target.write_text("# mine\n", "utf-8")
    file.symlink_to(target)
    save("x", "y")
    assert file.is_symlink()
    assert target.read_text("utf-8") == '# mine\n\n[searches]\nx = "y"\n'


def test_what_is_not_there_cannot_be_removed(file: Path) -> None:
    with pytest.raises(NotSavedError, match="another configuration"):
        remove("x")
    with pytest.raises(NotSavedError, match="another configuration"):
        rename("x", "y")


_texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(st.lists(st.tuples(_texts, _texts), max_size=4))
def test_any_names_and_questions_are_read_again(file: Path, entries: list[tuple[str, str]]) -> None:
    file.unlink(missing_ok=True)
    for name, query in entries:
        save(name, query)
    import tomllib

    if entries:
        assert tomllib.loads(file.read_text("utf-8"))["searches"] == dict(entries)
