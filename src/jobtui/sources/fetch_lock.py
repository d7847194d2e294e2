"""The lock on the folder of what is fetched, so that one process at a time fetches it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from jobtui.files import locks, safe_io
from jobtui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@contextmanager
def fetching(place: Path, tell: Callable[[str, float], None], patience: float) -> Iterator[None]:
    """Create the folder *place* in one that exists, and hold its lock.

    While another process holds it, this waits *patience* seconds and tells so. Raises BusyError
    with a text for the user, OSError, and whatever *tell* raises.
    """

    def say_waiting() -> None:
        tell(_("another jobtui is fetching it"), 0.0)

    safe_io.make_directory(place)
    try:
        with locks.exclusive(place / "lock", patience, say_waiting):
            yield
    except locks.BusyError as error:
        why = _("another jobtui is fetching it; try again later")
        raise locks.BusyError(why) from error
