"""The settings as text, from their table: ``jobtui config``, ``--init``, docs/settings.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jobtui.config.loader import Configuration
from jobtui.config.settings import (
    SETTINGS,
    TABLES,
    KeySetting,
    SearchSetting,
    Setting,
    SourceSetting,
)
from jobtui.i18n import _
from jobtui.text.printable import printable

_WIDTH = 88  # characters of a comment


def lines(configuration: Configuration) -> Iterator[str]:
    """Yield every setting with its value as TOML, and its origin as a comment."""
    rows: list[tuple[tuple[str, ...], str]] = []
    for setting in SETTINGS:
        value = getattr(configuration.settings, setting.name)
        if setting.name in TABLES and value:
            rows += [((setting.name, entry[0]), _entry(entry)) for entry in value]
        else:
            rows.append(((setting.name,), "{}" if setting.name in TABLES else toml(value)))
    for path, value in rows:
        origin = configuration.origins.get(path, _("default"))
        yield f"{'.'.join(map(_key, path))} = {value}  # {origin}"


def template() -> Iterator[str]:
    """Yield the lines of a file that explains every setting, and has each as a comment."""
    yield _("# jobtui configuration. Uncomment a line to change a setting.")
    yield _('# "jobtui config" shows the settings in effect and where each comes from.')
    for setting in SETTINGS:
        yield ""
        yield from _comment(f"{setting.help()}.")
        yield from _comment(_("Takes {what}.").format(what=takes(setting)))
        if setting.variable:
            yield from _comment(_("Also set by {name}.").format(name=setting.variable))
        if setting.name in TABLES:
            yield from (f"#{line}" for line in setting.example.split("\n"))
        else:
            yield f"#{setting.name} = {toml(setting.default)}"


def takes(setting: Setting) -> str:
    """Return what a setting takes, with the names to choose from, if any."""
    what = setting.kind.takes()
    if names := setting.kind.names():
        what = _("{label}: {text}").format(label=what, text=", ".join(map(toml, names)))
    return what


def toml(value: object) -> str:
    """Return a value as TOML: a text, true or false, or a list of texts."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(toml, value)) + "]"
    import json

    return json.dumps(printable(str(value)), ensure_ascii=False)


def assignment(entry: SourceSetting | SearchSetting | KeySetting) -> str:
    """Return an entry of a table as a line of TOML: its name and its value."""
    return f"{_key(entry[0])} = {_entry(entry)}"


def _entry(entry: SourceSetting | SearchSetting | KeySetting) -> str:
    """Return the value of an entry: a text if one field says it all, else an inline table."""
    if isinstance(entry, KeySetting):
        return toml(entry.keys)
    stated = {
        name: value
        for name, value in entry._asdict().items()
        if value and name not in ("name", "rules")
    }
    if isinstance(entry, SourceSetting) and any(entry.rules):
        from jobtui.config.source_rules import described

        stated |= described(entry.rules)
    if list(stated) in (["path"], ["query"]):
        return toml(*stated.values())
    return _table(stated)


def _table(stated: Mapping[str, object]) -> str:
    """Return an inline table, whose values may be tables."""
    pairs = (
        f"{_key(name)} = {_table(value) if isinstance(value, Mapping) else toml(value)}"
        for name, value in stated.items()
    )
    return "{ " + ", ".join(pairs) + " }"


def _key(name: str) -> str:
    is_bare = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
    return name if is_bare else toml(name)


def _comment(text: str) -> Iterator[str]:
    import textwrap

    return (f"# {line}" for line in textwrap.wrap(text, _WIDTH))
