"""``jobtui`` and ``python -m jobtui``."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; returns the exit code."""
    if sys.argv[1:] == ["--version"] and sys.stdout is not None:
        from jobtui import __version__

        try:  # asked by scripts: not worth importing the rest
            sys.stdout.write(f"jobtui {__version__}\n")
            sys.stdout.flush()
            return 0
        except OSError:
            pass  # which is told below
    from jobtui import first_picture

    try:
        first_picture.paint()
        from jobtui.cli import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # while still importing
        return 130
    finally:
        first_picture.withdraw()


if __name__ == "__main__":
    sys.exit(main())
