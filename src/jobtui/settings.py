"""What the user and the administrator have set: the system's file, then the user's.

One setting for now: ``sources``, a list of paths; a relative one begins at the file's folder.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from jobtui import paths
from jobtui.words import _


class SettingsError(Exception):
    """A configuration file cannot be used; its text names the file and says what to do."""


class Settings(NamedTuple):
    """Every setting with its default."""

    sources: tuple[str, ...] = ()


def files() -> list[Path]:
    """Return where configuration is looked for; the later one wins."""
    return [folder / "config.toml" for folder in paths.config_dirs()]


def load() -> Settings:
    """Read the configuration. Raises SettingsError."""
    settings = Settings()
    for file in files():
        try:
            raw = file.read_bytes()
        except FileNotFoundError:
            continue
        except OSError as error:
            text = _("{file}: cannot be read: {why}")
            raise SettingsError(text.format(file=file, why=error.strerror)) from error
        settings = _merged(settings, file, raw)
    return settings


def _merged(settings: Settings, file: Path, raw: bytes) -> Settings:
    import tomllib

    try:
        stated = tomllib.loads(raw.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        text = _("{file}: this is not valid TOML: {why}")
        raise SettingsError(text.format(file=file, why=error)) from error
    for name, value in stated.items():
        if name not in Settings._fields:
            text = _("{file}: there is no setting {name}; there is: {names}")
            names = ", ".join(Settings._fields)
            raise SettingsError(text.format(file=file, name=name, names=names))
        if not isinstance(value, list) or not all(isinstance(path, str) for path in value):
            text = _('{file}: {name} is a list of texts, such as ["/srv/postings"]')
            raise SettingsError(text.format(file=file, name=name))
        settings = settings._replace(sources=tuple(_placed(path, file.parent) for path in value))
    return settings


def _placed(path: str, folder: Path) -> str:
    return path if path.startswith("~") else str(folder / path)
