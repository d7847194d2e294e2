"""Adds a source to the user's configuration, and changes nothing that is there."""

from __future__ import annotations

import re
from pathlib import Path

from jobtui.config import files
from jobtui.config.settings import SourceSetting
from jobtui.files import safe_io
from jobtui.i18n import _
from jobtui.text.printable import printable


class NotAddedError(Exception):
    """The file is unchanged; the text says why, and which line to add by hand."""


def name_for(place: str) -> str:
    """Return a name for a path or an address: its last part, as letters, digits and hyphens."""
    last = re.split(r"[/\\]", place.partition("#")[0].rstrip("/\\"))[-1].removesuffix(".git")
    return re.sub(r"[^a-z0-9]+", "-", last.lower()).strip("-")[:30] or "postings"


def add(place: SourceSetting) -> Path:
    """Add *place* to the user's file, which is created if it is missing, and return its path.

    A file that has sources already is not changed. Raises NotAddedError.
    """
    file = files.user_file()
    if file is None:
        raise _refused(place, _("no home directory to write to"))
    try:
        _add(file, place)
    except (OSError, files.Unusable) as error:
        from jobtui.files.writing import why_not

        why = why_not(error) if isinstance(error, OSError) else str(error)
        raise _refused(place, f"{printable(str(file))}: {why}") from error
    return file


def lines(place: SourceSetting) -> str:
    """Return a table of sources with *place* alone, as TOML."""
    from jobtui.config.describe import assignment

    return f"[sources]\n{assignment(place)}\n"


def _add(file: Path, place: SourceSetting) -> None:
    if not file.exists():
        if file.is_symlink():
            raise files.Unusable(_("broken symbolic link"))
        _check("", lines(place), place)
        safe_io.make_directory(file.parent, may_be_link=True)
        files.create(file, lines(place))
        return
    if not file.is_file():
        raise files.Unusable(_("not a file"))
    before = files.stated(file, is_users=True)
    if before is None or "sources" in before.values:
        raise files.Unusable(_("it already has [sources]"))
    gap = "" if not before.text else "\n" if before.text.endswith("\n") else "\n\n"
    text = f"{before.text}{gap}{lines(place)}"
    _check(before.text, text, place)

    def check_unchanged() -> None:
        if files.stated(file, is_users=True) != before:
            raise files.Unusable(_("another program is writing it"))

    files.replace(file, text, check_unchanged)


def _check(before: str, text: str, place: SourceSetting) -> None:
    """Raise Unusable unless *text* parses as *before* with the *place* added."""
    import tomllib

    values = tomllib.loads(text)
    stated = values.pop("sources")[place.name]
    stated = {"path": stated} if isinstance(stated, str) else stated
    wanted = {
        name: value
        for name, value in place._asdict().items()
        if value and name not in ("name", "rules")
    }
    if values != tomllib.loads(before) or stated != wanted:
        raise files.Unusable(_("its name cannot be written"))


def _refused(place: SourceSetting, why: str) -> NotAddedError:
    from jobtui.config.describe import assignment

    text = _("Not saved ({why}). Add under [sources] in config.toml: {line}")
    return NotAddedError(text.format(why=why, line=assignment(place)))
