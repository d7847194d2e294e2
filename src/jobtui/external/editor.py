"""Finds the user's editor for a file, and checks that the file can be edited."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping
from pathlib import PurePath
from shutil import which

from jobtui.i18n import _, reason
from jobtui.keymap.bindings import key_hint
from jobtui.text.printable import printable

_FALLBACKS = ("editor", "nano", "vi")
_ACCEPT_DASHES = frozenset(  # editors that take -- as the end of the options
    "ed emacs emacsclient gvim helix hx kak micro nano nvim rnano rvim vi view vim vimx".split()
)


class NoEditorError(Exception):
    """No editor can be started; the text is one line for the user."""


def editor_for(path: str, environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Return the command that edits the file at *path*, an absolute one. Raises NoEditorError.

    VISUAL and EDITOR come first. An absolute path is never taken for an option; where the editor
    knows ``--``, that precedes it as well.
    """
    assert path.startswith("/")
    argv = _editor(environ)
    dashes = ("--",) if PurePath(argv[0]).name in _ACCEPT_DASHES else ()
    return (*argv, *dashes, path)


def fault_of(path: str) -> str:
    """Return why the file at *path* can be neither read nor edited; empty if it can.

    An editor would create an empty file, or list a folder, instead.
    """
    from jobtui.files.beneath import read_start

    again = key_hint("reload")
    try:
        if read_start(path, 1) is not None:
            return ""
        text = _("No longer a file; {key} reloads: {path}")
    except (FileNotFoundError, NotADirectoryError):
        text = _("The file no longer exists; {key} reloads: {path}")
    except (OSError, ValueError) as error:
        text = _("Cannot read the file ({why}): {path}")  # a long path would hide why
        return text.format(path=path, why=reason(error))
    return text.format(key=again, path=path)


def _editor(environ: Mapping[str, str]) -> tuple[str, ...]:
    search = environ.get("PATH")
    for name in ("VISUAL", "EDITOR"):
        if not (command := environ.get(name, "").strip()):
            continue
        try:
            program, *rest = shlex.split(command)
        except ValueError:
            text = _("{name} is not a valid command: {value}")
            raise NoEditorError(text.format(name=name, value=printable(command))) from None
        if (found := which(program, path=search)) is None:
            text = _("{name} is set to {program}, which was not found")
            raise NoEditorError(text.format(name=name, program=printable(program)))
        return (found, *rest)
    for program in _FALLBACKS:
        if found := which(program, path=search):
            return (found,)
    raise NoEditorError(_("no editor found; set EDITOR"))
