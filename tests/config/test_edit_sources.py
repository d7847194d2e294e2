"""A source goes into the user's file, and nothing else in it changes."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.config import loader
from jobtui.config.edit_sources import NotAddedError, add, name_for
from jobtui.config.files import Unusable
from jobtui.config.settings import SourceSetting

PLACE = SourceSetting("mine", path="/srv/postings")
SITE = SourceSetting("site", url="https://host.example/x.git", ref="main", folder="a b")


@pytest.fixture
def config(own_home: Path) -> Path:
    return own_home / "config" / "jobtui" / "config.toml"


@pytest.mark.parametrize("place", [PLACE, SITE, SourceSetting("a", path='/a "b" \\ é')])
def test_a_new_file(config: Path, place: SourceSetting) -> None:
    assert add(place) == config
    assert loader.read().settings.sources == (place,)
    assert loader.read().problems == ()
    assert config.stat().st_mode & 0o777 == 0o600
    assert config.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "text",
    ["", 'sort = "title"', "# mine\n\n[keys]\nreload = 'R' # why\n", "\ufeffmouse = false\r\n"],
)
def test_a_file_that_is_there_keeps_all_it_says(config: Path, text: str) -> None:
    config.parent.mkdir(parents=True)
    config.write_bytes(text.encode())
    add(PLACE)
    after = config.read_bytes().decode()
    assert after.startswith(text.lstrip("\ufeff"))
    said = tomllib.loads(after)
    assert said.pop("sources") == {"mine": "/srv/postings"}
    assert said == tomllib.loads(text.lstrip("\ufeff"))
    assert config.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in config.parent.iterdir()] == ["config.toml"]


@pytest.mark.parametrize(
    "text",
    ['[sources]\na = "/b"\n', 'sources = ["/b"]', "sources.a = '/b'", "sort = ", "sources = 3"],
)
def test_what_cannot_be_added_is_said(config: Path, text: str) -> None:
    config.parent.mkdir(parents=True)
    config.write_text(text)
    with pytest.raises(
        NotAddedError, match=r'Add under \[sources\] in config.toml: mine = "/srv/postings"'
    ):
        add(PLACE)
    assert config.read_text() == text


def test_a_link_stays_a_link(config: Path, tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles.toml"
    kept.write_text("mouse = true\n")
    config.parent.mkdir(parents=True)
    config.symlink_to(kept)
    add(PLACE)
    assert config.is_symlink()
    assert kept.read_text() == 'mouse = true\n\n[sources]\nmine = "/srv/postings"\n'


@pytest.mark.parametrize("kind", ["null", "pipe", "folder", "dangling", "writable"])
def test_no_other_file_is_written(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    config.parent.mkdir(parents=True)
    if kind == "null":
        monkeypatch.setenv("JOBTUI_CONFIG", os.devnull)
    elif kind == "pipe":
        os.mkfifo(config)
    elif kind == "folder":
        config.mkdir()
    elif kind == "dangling":
        config.symlink_to(tmp_path / "nowhere")
    else:
        config.write_text("")
        config.chmod(0o666)
    with pytest.raises(NotAddedError):
        add(PLACE)
    assert not (tmp_path / "nowhere").exists()
    assert kind != "writable" or config.read_text() == ""


def test_a_file_that_changes_meanwhile_is_left_alone(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.parent.mkdir(parents=True)
    config.write_text("mouse = true\n")
    monkeypatch.setattr(os, "fsync", lambda _handle: config.write_text("mouse = false\n"))
    with pytest.raises(NotAddedError, match="another program"):
        add(PLACE)
    assert config.read_text() == "mouse = false\n"
    assert len(list(config.parent.iterdir())) == 1


@given(st.text(min_size=1))
def test_what_is_written_is_what_was_meant_or_nothing(path: str) -> None:
    from jobtui.config.edit_sources import _check, lines

    place = SourceSetting("a", path=path)
    try:
        _check("", lines(place), place)
    except (Unusable, tomllib.TOMLDecodeError):
        return
    assert tomllib.loads(lines(place)) == {"sources": {"a": path}}


@given(st.text())
def test_a_name_is_one_that_toml_takes_as_it_is(place: str) -> None:
    assert tomllib.loads(f"{name_for(place)} = 1") == {name_for(place): 1}


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("/srv/My Postings/", "my-postings"),
        ("https://h/a/site.git#main:x/y", "site"),
        ("/", "postings"),
        ("~", "postings"),
    ],
)
def test_names(place: str, name: str) -> None:
    assert name_for(place) == name
