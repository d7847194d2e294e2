"""The configuration: the system's file, then the user's, and one clear line if it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from jobtui import settings
from jobtui.arguments import UsageError
from jobtui.asking import sources_of
from jobtui.settings import SettingsError
from jobtui.sources import SAMPLE


def user_file() -> Path:
    file = settings.files()[-1]
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def system_file() -> Path:
    file = settings.files()[0]
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def test_without_a_file_every_setting_has_its_default() -> None:
    assert settings.load() == settings.Settings()


def test_the_users_file_wins_over_the_systems() -> None:
    system_file().write_text('sources = ["/srv/a"]')
    assert settings.load().sources == ("/srv/a",)
    user_file().write_text('sources = ["/srv/b", "/srv/c"]')
    assert settings.load().sources == ("/srv/b", "/srv/c")


def test_paths_begin_at_the_files_folder() -> None:
    file = user_file()
    file.write_text('sources = ["jobs", "~/jobs"]')
    assert settings.load().sources == (str(file.parent / "jobs"), "~/jobs")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"sources = [", "not valid TOML"),
        (b"\xff\xfe", "not valid TOML"),
        (b'source = ["/srv"]', "there is no setting source; there is: sources"),
        (b'sources = "/srv"', "sources is a list of texts"),
        (b"sources = [1]", "sources is a list of texts"),
    ],
)
def test_what_is_wrong_is_said_with_the_files_name(content: bytes, said: str) -> None:
    file = user_file()
    file.write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        settings.load()
    assert str(caught.value).startswith(f"{file}: ")
    assert said in str(caught.value)


def test_a_folder_in_place_of_the_file() -> None:
    user_file().mkdir()
    with pytest.raises(SettingsError, match="cannot be read"):
        settings.load()


def test_arguments_then_environment_then_settings_then_sample(
    postings: Path, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [source.root for source in sources_of(None)] == [str(SAMPLE)]
    user_file().write_text(f'sources = ["{postings}"]')
    assert [source.root for source in sources_of(None)] == [str(postings)]
    monkeypatch.setenv("JOBTUI_SOURCE", f":{checkout}:{postings}:")
    assert [source.root for source in sources_of(None)] == [str(checkout), str(postings)]
    assert [source.root for source in sources_of([str(SAMPLE)])] == [str(SAMPLE)]


def test_the_environment_is_enough_even_if_the_file_is_broken(
    postings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user_file().write_text("broken")
    with pytest.raises(UsageError, match="not valid TOML"):
        sources_of(None)
    monkeypatch.setenv("JOBTUI_SOURCE", str(postings))
    assert len(sources_of(None)) == 1


def test_the_same_source_twice_is_one(postings: Path) -> None:
    assert len(sources_of([str(postings), f"{postings}/"])) == 1
