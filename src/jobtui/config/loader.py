"""Loads the configuration: the system's file, the user's, then the environment; the later wins.

Tables are merged name by name, everything else is replaced. What is wrong is collected as problems,
and the rest is used.
"""

import os
from pathlib import Path
from typing import Any, NamedTuple

from jobtui.config.files import TomlFault, TomlFile, Unusable, stated, system_file, user_file
from jobtui.config.settings import SETTINGS, TABLES, Settings
from jobtui.config.validators import unknown
from jobtui.i18n import _
from jobtui.text.printable import in_quotes, printable

# Where settings were set ("file:line" or a variable), by (name,) or (table, name).
Origins = dict[tuple[str, ...], str]


class SettingProblem(NamedTuple):
    """What is wrong, and where: ``file:line``, a file, or an environment variable."""

    where: str
    message: str
    is_users: bool = True  # False: in the system's file, which the user cannot change

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


class Configuration(NamedTuple):
    """The settings, where those that are set were set, and what is wrong."""

    settings: Settings
    origins: Origins
    problems: tuple[SettingProblem, ...]

    @property
    def is_usable(self) -> bool:
        """Whether nothing is wrong in what the user can change."""
        return not any(problem.is_users for problem in self.problems)


def read() -> Configuration:
    """Read the configuration. What cannot be used becomes a problem, never an exception."""
    reader = _Loader()
    for file, is_users in ((system_file(), False), (user_file(), True)):
        if file is not None:
            reader.take_file(file, is_users)
    reader.take_environment()
    if reader.settings.keys:
        reader.drop_conflicts()
    return Configuration(reader.settings, reader.origins, tuple(reader.problems))


def read_system() -> Configuration:
    """Read the system's file alone: it decides on what is built for all users."""
    reader = _Loader()
    if (file := system_file()) is not None:
        reader.take_file(file, is_users=False)
    return Configuration(reader.settings, reader.origins, tuple(reader.problems))


class _Loader:
    """Collects settings, their origins and problems from one place after the other."""

    def __init__(self) -> None:
        self.settings = Settings()
        self.origins: Origins = {}
        self.problems: list[SettingProblem] = []
        self._by_user: set[str] = set()  # origins in the user's file

    def take_file(self, file: Path, is_users: bool) -> None:
        """Take what a file states, if there is one."""
        found: list[TomlFault] = []
        try:
            if content := stated(file, is_users):
                self._take_values(file, content, is_users, found)
        except Unusable as error:
            found.append(TomlFault(error.line, str(error)))
        for line, why in sorted(found):
            self.problems.append(SettingProblem(_where(file, line), why, is_users))

    def _take_values(
        self, file: Path, content: TomlFile, is_users: bool, found: list[TomlFault]
    ) -> None:
        from jobtui.config.toml_positions import line_of, lines_of

        lines = lines_of(content.text)
        known = {setting.name: setting for setting in SETTINGS}
        for name, value in content.values.items():
            if name not in known:
                message = unknown(_("unknown setting {name}"), name, list(known))
                found.append(TomlFault(line_of(lines, (name,)), message))
                continue

            def tell(why: str, *path: str | int, name: str = name) -> None:
                full = ".".join(
                    [name, *(printable(part) for part in path if isinstance(part, str))]
                )
                found.append(TomlFault(line_of(lines, (name, *path)), f"{full}: {why}"))

            checked = known[name].kind.check(value, tell)
            resolved = checked and _resolved(name, checked, file.parent)
            for path in self._set(name, resolved, isinstance(value, dict)):
                self.origins[path] = _where(file, line_of(lines, path))
                if is_users:
                    self._by_user.add(self.origins[path])

    def take_environment(self) -> None:
        """Take what environment variables state; an empty one counts as unset."""
        for setting in SETTINGS:
            text = os.environ.get(setting.variable, "") if setting.variable else ""
            if not text:
                continue

            def tell(why: str, *_path: str | int, variable: str = setting.variable) -> None:
                self.problems.append(SettingProblem(variable, why))

            checked = setting.kind.check(setting.kind.from_text(text), tell)
            for path in self._set(setting.name, checked, is_table=False):
                self.origins[path] = setting.variable

    def _set(self, name: str, value: Any, is_table: bool) -> list[tuple[str, ...]]:
        """Set a setting, unless *value* is None; return the keys in origins of what was set."""
        if value is None:
            return []
        set_here: list[tuple[str, ...]] = [(name,)]
        if name in TABLES:
            set_here = [(name, entry[0]) for entry in value]
        if is_table:  # of named tuples, whose first field is the name
            before = getattr(self.settings, name)
            value = tuple({entry[0]: entry for entry in (*before, *value)}.values())
        self.settings = self.settings._replace(**{name: value})
        return set_here

    def drop_conflicts(self) -> None:
        """Use the default keys if one of those that are set would do two things."""
        from jobtui.keymap.bindings import conflicts, with_keys

        def blame(name: str) -> int:
            """Rank an action: keys of the user's file (2), of the system's (1), by default (0)."""
            origin = self.origins.get(("keys", name), "")
            return 2 if origin in self._by_user else 1 if origin else 0

        found = list(conflicts(with_keys(self.settings.keys)))
        for one in found:
            other, name = sorted((one.action, one.other), key=blame)
            text = _("keys.{name}: {key} is also a key of {other}; change one of them")
            message = text.format(name=name, key=in_quotes(one.key), other=other)
            self.problems.append(
                SettingProblem(self.origins["keys", name], message, blame(name) == 2)
            )
        if found:
            self.settings = self.settings._replace(keys=())


def _where(file: Path, line: int) -> str:
    return f"{printable(str(file))}:{line}" if line else printable(str(file))


def _resolved(name: str, value: Any, folder: Path) -> Any:
    """Return a value of a file in *folder*, with relative paths resolved from there."""
    if name == "source":  # without a slash it is a name
        return tuple(_from(folder, one) if "/" in one else one for one in value)
    if name == "sources":
        return tuple(one._replace(path=_from(folder, one.path)) for one in value)
    return value


def _from(folder: Path, path: str) -> str:
    return path if not path or path.startswith("~") else str(folder / path)
