"""Files that change are noticed: from the system where it can tell, else by looking.

The package watchfiles, of the extra ``jobtui[watch]``, asks the system (inotify, FSEvents). It
hears nothing of what another machine writes on a network disk, so that there one has to look.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threading import Event

_PACKAGE = "watchfiles"
_DEBOUNCE = 200  # milliseconds in which changes are told together
_STEP = 300  # milliseconds between looks at what has been told, and at whether to stop
# As /proc/mounts names them.
_NETWORK = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "ceph", "afs", "lustre", "glusterfs")
_MOUNTS = Path("/proc/mounts")


def can_watch(paths: Sequence[str]) -> bool:
    """Whether the system tells of changes of all *paths*."""
    if find_spec(_PACKAGE) is None:
        return False
    mounts = _mounts()
    return not any(_is_remote(os.path.realpath(path), mounts) for path in paths)


def changes(paths: Sequence[str], stop: Event) -> Iterator[None]:
    """Yield whenever something in the folders at *paths* has changed, until *stop* is set.

    Ends, without an error, where the package is broken or the system has no more watches.
    """
    options = {
        "watch_filter": None,
        "debounce": _DEBOUNCE,
        "step": _STEP,
        "stop_event": stop,
        "raise_interrupt": False,
        "ignore_permission_denied": True,
    }
    try:
        for _changes in import_module(_PACKAGE).watch(*_folders(paths), **options):
            yield
    except (ImportError, OSError, RuntimeError):  # what the system refuses is one of the last two
        return


def _folders(paths: Sequence[str]) -> list[str]:
    """Return the folders to watch: of a file its own, as editors put another one in its place."""
    folders = (path if Path(path).is_dir() else str(Path(path).parent) for path in paths)
    return list(dict.fromkeys(folders))


def _mounts() -> dict[str, str]:
    """Return the kinds of file systems by where they are mounted; none where that is not told."""
    try:
        lines = _MOUNTS.read_text("utf-8", "replace").splitlines()
    except OSError:
        return {}
    fields = (line.split() for line in lines)
    return {one[1].replace("\\040", " "): one[2] for one in fields if len(one) > 2}


def _is_remote(path: str, mounts: dict[str, str]) -> bool:
    holding = [place for place in mounts if f"{path}/".startswith(f"{place.rstrip('/')}/")]
    kind = mounts[max(holding, key=len)] if holding else ""
    return kind in _NETWORK or kind.startswith("fuse.")
