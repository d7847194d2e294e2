"""Where jobtui keeps its files."""

from __future__ import annotations

import os
from pathlib import Path

MARKS = "marks.db"  # in the data directory


def cache_dir() -> Path:
    """Return the user's cache directory for jobtui; it may not exist.

    Without a home it is a path that cannot be created, so that nothing is ever written below the
    current directory.
    """
    return _own("user_cache_dir") or Path(os.devnull) / "jobtui"


def system_cache_dir() -> Path:
    """Return the directory of the index that the administrator built for all users.

    The environment variable JOBTUI_SYSTEM_CACHE overrides it.
    """
    import platformdirs

    stated = os.environ.get("JOBTUI_SYSTEM_CACHE", "")
    return Path(stated or platformdirs.site_cache_dir("jobtui", appauthor=False))


def system_config_dir() -> Path | None:
    """Return the directory of the configuration of all users, None if it is not absolute."""
    return _own("site_config_dir")


def user_config_dir() -> Path | None:
    """Return the directory of the user's configuration, None without a home."""
    return _own("user_config_dir")


def data_dir() -> Path:
    """Return the user's data directory for jobtui, for what cannot be recreated.

    It may not exist; without a home it cannot be created, as in ``cache_dir``.
    """
    return _own("user_data_dir") or Path(os.devnull) / "jobtui"


def _own(name: str) -> Path | None:
    import platformdirs

    try:
        place = Path(getattr(platformdirs, name)("jobtui", appauthor=False))
    except RuntimeError:  # there is no home
        return None
    return place if place.is_absolute() else None
