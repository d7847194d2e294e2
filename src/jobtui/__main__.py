"""The entry point: ``jobtui`` and ``python -m jobtui``.

It shows the first frame before it imports the command line.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys

# Objects made until Python looks for garbage, instead of 700: a listing makes 26,000, nearly all of
# which stay, and looking through them again and again was 3 percent of its instructions.
_GARBAGE_AFTER = 30_000
_NO_MEMORY = "there is not enough memory"  # untranslated: nothing more can be loaded


def main() -> int:
    """Run the command line; returns the exit code."""
    try:
        return _run()
    except KeyboardInterrupt:  # while still importing
        return 130
    except Exception as error:
        message = _shortage(error)
        if not message:
            raise
    # The traceback and the objects that its frames held are freed by now.
    try:
        encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
        os.write(2, f"jobtui: {message}\n".encode(encoding, "replace"))
    except OSError:
        pass  # nothing reads it any more
    return 2


def _run() -> int:
    gc.set_threshold(_GARBAGE_AFTER)
    atexit.register(gc.disable)  # all goes with the process
    if None in (sys.stdin, sys.stdout, sys.stderr):
        _reserve_standard_streams()
    if sys.flags.utf8_mode and "PYTHONUTF8" not in os.environ:
        _use_encoding_of_locale()
    if sys.argv[1:] == ["--version"] and sys.stdout is not None:
        from jobtui import __version__

        try:  # quickly, for scripts, without importing the rest
            sys.stdout.write(f"jobtui {__version__}\n")
            sys.stdout.flush()
            return 0
        except OSError:
            pass  # reported by the command line, below
    from jobtui.startup import first_frame

    try:
        first_frame.paint()
        from jobtui.cli.main import run

        return run(sys.argv[1:])
    finally:
        first_frame.withdraw()


def _reserve_standard_streams() -> None:
    """Open /dev/null for each standard stream that is closed, so that no file takes its number."""
    while (handle := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(handle, True)
    os.close(handle)


def _use_encoding_of_locale() -> None:
    """Write in the encoding that the locale names, even if this machine lacks that locale.

    Python would use UTF-8, which the terminal at the other end of SSH may not display.
    """
    names = ("LC_ALL", "LC_CTYPE", "LANG")
    locale = next((os.environ[name] for name in names if os.environ.get(name)), "")
    encoding = locale.partition("@")[0].partition(".")[2].lower().replace("_", "-")
    if not encoding or encoding in ("utf8", "utf-8"):
        return
    if encoding.startswith("iso8859"):  # the system's spelling: ISO8859-1 or ISO-8859-1
        encoding = "iso8859-" + encoding[7:].strip("-")
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and "PYTHONIOENCODING" not in os.environ:
            try:
                stream.reconfigure(encoding=encoding)  # type: ignore[union-attr]
            except LookupError:
                stream.reconfigure(encoding="ascii")  # type: ignore[union-attr]


def _shortage(error: Exception) -> str:
    """Return the message if *error* is a shortage of memory or the like; else an empty text."""
    try:
        from jobtui.files.shortage import told

        return told(error)
    except (MemoryError, ImportError, OSError):
        return _NO_MEMORY if isinstance(error, (MemoryError, ImportError, OSError)) else ""


if __name__ == "__main__":
    sys.exit(main())
