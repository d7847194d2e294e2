"""Run git on what strangers wrote: it asks nothing, and nothing of theirs reaches a shell or runs.

Every call gets its configuration from here and works in a temporary directory. Its time, its
silence and the size of what it writes are limited, and it ends when jobtui does.

- Transports: file, https and ssh, whatever the user's configuration says or rewrites.
- Of the environment's ``GIT_*`` only what names a way to connect is passed on.
- No hook, template, file-system monitor, attribute, filter or submodule: there is no working tree.
- No question: git has neither a terminal nor a program to ask with. What the user's credential
  helpers and ssh agent know is used.
"""

from __future__ import annotations

import errno
import os
import re
import select
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from jobtui.files import safe_io
from jobtui.i18n import _, reason
from jobtui.processes import lifeline
from jobtui.text.printable import printable

MOST_SECONDS = 900  # of a fetch as a whole
MOST_SILENCE = 60  # seconds without a byte from the server
MOST_BYTES = 512 * 1024 * 1024  # of all that is fetched and unpacked
MOST_LISTING = 32 * 1024 * 1024  # bytes of a list of files
REMOTE = "jobtui"  # a name that no configuration of the user has
_ROOM = 65536  # bytes that a disk takes unless it is full
_TICK = 0.1  # seconds between two checks of what git does

Tell = Callable[[str, float], None]
_KEPT = ("GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT", "GIT_SSL_CAINFO", "GIT_SSL_CAPATH")
_SETTINGS = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.attributesFile=/dev/null",
    "core.bigFileThreshold=1m",  # larger files are never held in memory
    "core.fsync=none",  # the repository is temporary
    "credential.interactive=false",
    "fetch.negotiationAlgorithm=noop",
    "fetch.recurseSubmodules=false",
    "fetch.unpackLimit=1",
    "fetch.writeCommitGraph=false",
    "gc.auto=0",
    "http.lowSpeedLimit=1",  # ends it where jobtui was killed and cannot
    "http.lowSpeedTime=60",
    "maintenance.auto=false",
    "protocol.version=2",
    "submodule.recurse=false",
)
_UPLOAD = "git-upload-pack"
# On this disk git is asked to leave contents out, whatever that repository's configuration says.
_LOCAL_UPLOAD = "git -c uploadpack.allowFilter=true upload-pack"
_PERCENT = re.compile(rb"(?:Receiving objects|Resolving deltas): +(\d{1,3})%")
_NARRATION = re.compile(
    r"remote: (?!.*(?:error|denied|not found))|warning:|hint:|from |\S+ objects: |resolving ",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"^(?:(?:remote|fatal|error|ERROR): *)+")


class GitError(Exception):
    """Git failed; the text is one line for the user."""


def environment(work: Path, online: bool, outer: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the environment for git in the directory *work*."""
    inner = {
        name: value
        for name, value in outer.items()
        if (not name.startswith("GIT_") or name in _KEPT)
        and name not in ("SSH_ASKPASS", "LANGUAGE")
    }
    return inner | {
        "GIT_ALLOC_LIMIT": "256m",
        "GIT_ALLOW_PROTOCOL": "file:https:ssh" if online else "none",
        "GIT_ASKPASS": "",
        "GIT_CEILING_DIRECTORIES": str(work.parent),  # ignores a repository around it
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",  # its messages are parsed
        "SSH_ASKPASS_REQUIRE": "never",
    }


class Git:
    """Git in the temporary directory *work*, with the repository ``r`` in it."""

    def __init__(self, work: Path, url: str, tell: Tell, seconds: float | None = None) -> None:
        """Fetch from *url*; all calls together may take *seconds*, MOST_SECONDS if None."""
        self._work = work
        self._url = url
        self._tell = tell
        self._seconds = MOST_SECONDS if seconds is None else seconds
        self._until = time.monotonic() + self._seconds
        self._stage = ("", 0.0, 0.0)  # see stage()

    def stage(self, text: str, done: float, share: float) -> None:
        """Announce what the next calls do, their *share* of the whole, and the share *done* yet."""
        self._stage = (text, done, share)
        self._tell(text, done)

    def local(self, *args: str, lines: Iterable[str] = ()) -> Path:
        """Run git offline with *lines* as its input; return the file with what it printed.

        Raises GitError, OSError, and whatever *tell* raises.
        """
        return self._run(args, lines, online=False)

    def online(self, *args: str, lines: Iterable[str] = ()) -> Path:
        """Run git as ``local`` does, where the remote REMOTE is the repository's address."""
        return self._run(args, lines, online=True)

    def _run(self, args: tuple[str, ...], lines: Iterable[str], online: bool) -> Path:
        given, taken = self._work / "given", self._work / "taken"
        safe_io.write_private(given, "".join(f"{line}\n" for line in lines).encode("ascii"))
        remote = self._remote() if online else ()
        settings = (*_SETTINGS, *remote)
        options = [*(word for one in settings for word in ("-c", one)), *args]
        program = lifeline.found("git")
        if program is None:
            raise GitError(_("git not found; install it, or use a folder"))
        with safe_io.open_private(taken) as stdout:
            try:
                process = lifeline.start(
                    program,
                    options,
                    given,
                    stdout=stdout,
                    stderr=subprocess.PIPE,
                    cwd=self._work,
                    env=environment(self._work, online),
                    umask=0o077,
                )
            except OSError as error:
                text = _("cannot start git: {why}")
                raise GitError(text.format(why=reason(error))) from error
        assert process.stderr is not None
        try:
            said = self._watch(process, process.stderr.fileno())
        finally:
            process.stderr.close()
            lifeline.end(process)
        if process.returncode:
            _check_room(said, None if online else taken)
            raise GitError(
                _reason(said) or _("git failed with exit code {n}").format(n=process.returncode)
            )
        return taken

    def _remote(self) -> tuple[str, ...]:
        """Return the settings of the remote REMOTE."""
        upload = _LOCAL_UPLOAD if self._url.startswith("file:") else _UPLOAD
        return (
            f"remote.{REMOTE}.promisor=true",
            f"remote.{REMOTE}.uploadpack={upload}",
            f"remote.{REMOTE}.url={self._url}",
        )

    def _watch(self, process: subprocess.Popen[bytes], source: int) -> bytes:
        """Wait until git has ended; return the last 8 KB of its messages."""
        said, heard, size, looked = b"", time.monotonic(), 0, 0.0
        is_open = True
        while True:
            ready = is_open and bool(select.select([source], [], [], _TICK)[0])
            chunk = os.read(source, 65536) if ready else b""
            is_open = is_open and not (ready and not chunk)
            if not chunk:
                if process.poll() is not None:
                    break
                if not is_open:  # it is about to end
                    with suppress(subprocess.TimeoutExpired):
                        process.wait(_TICK)
            said = (said + chunk)[-8192:]
            now = time.monotonic()
            heard = now if chunk else heard
            if now - looked < _TICK and process.poll() is None:
                continue
            looked, before, size = now, size, _size(self._work)
            heard = now if size != before else heard
            self._check(now, now - heard, size)
            self._tell_percent(said)
        self._check(time.monotonic(), 0, _size(self._work))
        return said

    def _check(self, now: float, silence: float, size: int) -> None:
        """Raise GitError if a limit is exceeded."""
        if size > MOST_BYTES:
            text = _("more than {size} MB; use a smaller repository")
            raise GitError(text.format(size=MOST_BYTES // 1024 // 1024))
        if silence > MOST_SILENCE:
            text = _("no response for {n} seconds")
            raise GitError(text.format(n=MOST_SILENCE))
        if now > self._until:
            raise GitError(_("timed out after {n} seconds").format(n=self._seconds))

    def _tell_percent(self, said: bytes) -> None:
        text, done, share = self._stage
        percents = _PERCENT.findall(said)
        part = min(int(percents[-1]), 100) / 100 if percents else 0.0
        self._tell(text, done + share * part)


def _check_room(said: bytes, taken: Path | None) -> None:
    """Raise OSError if git failed because it could not write here, as opposed to on the server.

    When it cannot write its output to the file *taken*, it gives no reason: that is tried here.
    """
    lines = [line for line in re.split(b"[\r\n]", said) if not line.startswith(b"remote: ")]
    failures = [line for line in lines if b"fatal: " in line or b"error: " in line]
    for number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        if any(os.strerror(number).encode() in line for line in failures):
            raise OSError(number, os.strerror(number))
    if taken is not None:
        with taken.open("ab") as file:
            file.write(bytes(_ROOM))


def _size(folder: Path) -> int:
    """Return the bytes of all files below *folder*."""
    total = 0
    for base, _folders, names in os.walk(folder):
        for name in names:
            with suppress(OSError):  # removed in the meantime
                total += os.lstat(f"{base}/{name}").st_size
    return total


def _reason(said: bytes) -> str:
    """Return the line of git's messages that best explains its failure, or ""."""
    known = {
        b"could not read Username": _(
            "not found, or it asks for a password: use a git credential helper or a key"
        ),
        b"Host key verification failed": _("unknown host: connect to it once with ssh"),
        b"detected dubious ownership": _(
            "owned by another user; if you trust it, add it to git's safe.directory"
        ),
    }
    for mark, meaning in known.items():
        if mark in said:
            return meaning
    lines = [printable(line) for line in re.split("[\r\n]", said.decode("utf-8", "replace"))]
    telling = [line for line in lines if line and not _NARRATION.match(line)]
    return _PREFIX.sub("", telling[0])[:300] if telling else ""
