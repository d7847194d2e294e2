"""Answers to keys that are pressed before the app is loaded, saved with the first frame.

    at to keys difference       numbers of frames, what the keys send in hexadecimal, text

A difference turns one frame into another: with the first posting selected (0), the second, and so
on. While the app is imported a thread reads keys and shows their answers. It ends at the first key
that has none, or at `Answering.stop`; all keys that it read go to the app, which acts on them.
"""

from __future__ import annotations

import os
import select
from collections.abc import Callable, Iterable, Sequence
from threading import Thread

from jobtui.startup.ansi import is_clean

# By frame and key (the bytes that it sends): the next frame, and the difference that draws it.
Answers = dict[tuple[int, bytes], tuple[int, str]]

_SENT = {"down": (b"\x1b[B", b"\x1bOB"), "up": (b"\x1b[A", b"\x1bOA")}
_TIMEOUT = 1  # seconds to finish writing


def answer_lines(
    ways: Sequence[tuple[str, str]], forth: Iterable[str], back: Iterable[str]
) -> list[str]:
    """Return the answers as lines; *ways* are the differences from a frame to the next, and back.

    *forth* and *back* are Textual's names of keys; keys whose bytes are not known are left out.
    """
    lines = []
    for at, (there, home) in enumerate(ways):
        lines += [f"{at} {at + 1} {_codes(forth)} {there}", f"{at + 1} {at} {_codes(back)} {home}"]
    return lines


def _codes(names: Iterable[str]) -> str:
    sent = (_SENT.get(name, (name.encode(),) if len(name) == 1 else ()) for name in names)
    return ",".join(code.hex() for codes in sent for code in codes)


def read(lines: Iterable[str]) -> Answers:
    """Parse answers from the lines that `answer_lines` makes. Raises ValueError."""
    answers = {}
    for line in lines:
        at, to, keys, difference = line.split(" ", 3)
        if not is_clean(difference):
            raise ValueError(difference)
        for key in filter(None, keys.split(",")):
            answers[int(at), bytes.fromhex(key)] = int(to), difference
    return answers


class Answering:
    """Reads keys from the file descriptor *handle*, in a thread, and passes answers to *show*.

    Before each, *is_same* says whether the screen still is the one that the answers were made for.
    """

    def __init__(
        self,
        answers: Answers,
        show: Callable[[str], None],
        is_same: Callable[[], bool],
        handle: int = 0,
    ) -> None:
        self.typed = b""  # all that was read, in order
        self.answered = 0  # how many bytes of it are answered
        self.shown = ""  # all differences, in order
        self._answers, self._show, self._is_same, self._handle = answers, show, is_same, handle
        self._at = 0
        self._stop_reader, self._stop_writer = os.pipe()  # closing the writer ends the thread
        self._thread = Thread(target=self._run, name="early-keys", daemon=True)

    @property
    def is_running(self) -> bool:
        """Whether more keys may be answered."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Answer until a key has no answer, or until `stop`. Raises RuntimeError."""
        self._thread.start()

    def _run(self) -> None:
        try:
            while True:
                ready = select.select([self._handle, self._stop_reader], [], [])[0]
                if self._stop_reader in ready:
                    return
                data = os.read(ready[0], 64)
                self.typed += data
                if not (data and self._answer()):
                    return
        except (OSError, ValueError):
            return  # the terminal is gone: the app will notice
        finally:
            os.close(self._stop_reader)

    def stop(self) -> None:
        """End the thread once it has written what it is writing."""
        if self._stop_writer >= 0:
            os.close(self._stop_writer)
            self._stop_writer = -1
        if self.is_running:
            self._thread.join(_TIMEOUT)

    def _answer(self) -> bool:
        """Show the answers to the keys so far; return whether more keys can be answered."""
        while rest := self.typed[self.answered :]:
            keys = [key for at, key in self._answers if at == self._at]
            key = next((key for key in keys if rest.startswith(key)), b"")
            if not key:
                return any(key.startswith(rest) for key in keys)
            if self._stop_writer < 0 or not self._is_same():
                return False
            self._at, difference = self._answers[self._at, key]
            self.answered += len(key)
            self.shown += difference
            self._show(difference)
        return True
