"""``jobtui`` and ``python -m jobtui``."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; returns the exit code."""
    if sys.argv[1:] == ["--version"]:  # asked by scripts: not worth importing the rest
        from jobtui import __version__

        print(f"jobtui {__version__}")
        return 0
    from jobtui.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
