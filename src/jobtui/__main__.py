"""``jobtui`` and ``python -m jobtui``."""

from __future__ import annotations

import os
import sys

_NO_MEMORY = "there is not enough memory"  # in words for which nothing has to be loaded


def main() -> int:
    """Run the command line; returns the exit code."""
    try:
        return _run()
    except KeyboardInterrupt:  # while still importing
        return 130
    except Exception as error:
        lack = _lack(error)
        if not lack:
            raise
    # The frames of the traceback, and what they held, are free now.
    try:
        encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
        os.write(2, f"jobtui: {lack}\n".encode(encoding, "replace"))
    except OSError:
        pass  # nobody listens
    return 2


def _run() -> int:
    if None in (sys.stdin, sys.stdout, sys.stderr):
        _fill_closed()
    if sys.flags.utf8_mode and "PYTHONUTF8" not in os.environ:
        _speak_as_told()
    if sys.argv[1:] == ["--version"] and sys.stdout is not None:
        from jobtui import __version__

        try:  # asked by scripts: not worth importing the rest
            sys.stdout.write(f"jobtui {__version__}\n")
            sys.stdout.flush()
            return 0
        except OSError:
            pass  # which is told below
    from jobtui.startup import first_frame

    try:
        first_frame.paint()
        from jobtui.cli.main import run

        return run(sys.argv[1:])
    finally:
        first_frame.withdraw()


def _fill_closed() -> None:
    """Let no file that is opened take the place of a stream that the caller has closed."""
    while (handle := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(handle, True)
    os.close(handle)


def _speak_as_told() -> None:
    """Write in the encoding that the locale names, though this machine lacks that locale.

    Python takes UTF-8 then, which a terminal at the other end of SSH may not show.
    """
    names = ("LC_ALL", "LC_CTYPE", "LANG")
    locale = next((os.environ[name] for name in names if os.environ.get(name)), "")
    encoding = locale.partition("@")[0].partition(".")[2].lower().replace("_", "-")
    if not encoding or encoding in ("utf8", "utf-8"):
        return
    if encoding.startswith("iso8859"):  # as the system writes it
        encoding = "iso8859-" + encoding[7:].strip("-")
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and "PYTHONIOENCODING" not in os.environ:
            try:
                stream.reconfigure(encoding=encoding)  # type: ignore[union-attr]
            except LookupError:
                stream.reconfigure(encoding="ascii")  # type: ignore[union-attr]


def _lack(error: Exception) -> str:
    """Return what is told if *error* is for want of memory or the like; else an empty text."""
    try:
        from jobtui.files.shortage import told

        return told(error)
    except (MemoryError, ImportError, OSError):
        return _NO_MEMORY if isinstance(error, (MemoryError, ImportError, OSError)) else ""


if __name__ == "__main__":
    sys.exit(main())
