"""The exit codes of the program, as ``--help`` and the manual list them."""

from __future__ import annotations

FOUND = 0
NOTHING_FOUND = 1  # or ``check`` found an error
USAGE_ERROR = 2  # the call, a source or the configuration is wrong
INTERRUPTED = 130  # 128 + SIGINT, as shells report it
