"""Answers to keys that are pressed before the app is there, kept with the first picture.

    at to keys difference       numbers of pictures, what the keys send in hexadecimal, text

A difference makes one picture of the next: the first posting selected (0), the second, and so on.
While the app is imported a thread reads keys and shows their answers. It ends at the first key
without one, or when it is told to; whatever it read goes to the app, which acts upon all of it.
"""

from __future__ import annotations

import os
import select
from collections.abc import Callable, Iterable, Sequence
from threading import Thread

from jobtui.startup.first_frame import is_clean

Answers = dict[tuple[int, bytes], tuple[int, str]]  # of picture and key: the next, the way

_SENT = {"down": (b"\x1b[B", b"\x1bOB"), "up": (b"\x1b[A", b"\x1bOA")}
_PATIENCE = 1  # seconds for what is being written


def answer_lines(
    ways: Sequence[tuple[str, str]], forth: Iterable[str], back: Iterable[str]
) -> list[str]:
    """Return the answers as lines: *ways* there and back between one picture and the next.

    *forth* and *back* are Textual's names of keys; those that send what is not known are left out.
    """
    lines = []
    for at, (there, home) in enumerate(ways):
        lines += [f"{at} {at + 1} {_codes(forth)} {there}", f"{at + 1} {at} {_codes(back)} {home}"]
    return lines


def _codes(names: Iterable[str]) -> str:
    sent = (_SENT.get(name, (name.encode(),) if len(name) == 1 else ()) for name in names)
    return ",".join(code.hex() for codes in sent for code in codes)


def read(lines: Iterable[str]) -> Answers:
    """Return the answers that are written in *lines*. Raises ValueError."""
    answers = {}
    for line in lines:
        at, to, keys, difference = line.split(" ", 3)
        if not is_clean(difference):
            raise ValueError(difference)
        for key in filter(None, keys.split(",")):
            answers[int(at), bytes.fromhex(key)] = int(to), difference
    return answers


class Answering(Thread):
    """Reads keys from the terminal's *handle* and gives their answers to *show*.

    Before each, *is_same* says whether the screen is still what the answers were made for.
    """

    def __init__(
        self,
        answers: Answers,
        show: Callable[[str], None],
        is_same: Callable[[], bool],
        handle: int = 0,
    ) -> None:
        super().__init__(name="early-keys", daemon=True)
        self.typed = b""  # all that was read, in order
        self.answered = 0  # how many bytes of it are answered
        self.shown = ""  # all differences, in order
        self._answers, self._show, self._is_same, self._handle = answers, show, is_same, handle
        self._at = 0
        self._told, self._tell = os.pipe()

    def run(self) -> None:
        """Answer until there is no answer, or until `stop`."""
        try:
            while self._told not in (ready := select.select([self._handle, self._told], [], [])[0]):
                data = os.read(ready[0], 64)
                self.typed += data
                if not (data and self._answer()):
                    return
        except (OSError, ValueError):
            return  # the terminal is gone, which the app will tell
        finally:
            os.close(self._told)

    def stop(self) -> None:
        """End, when what is being shown is shown."""
        if self._tell >= 0:
            os.close(self._tell)
            self._tell = -1
        if self.is_alive():
            self.join(_PATIENCE)

    def _answer(self) -> bool:
        """Show what answers the keys so far; returns whether more keys can be answered."""
        while rest := self.typed[self.answered :]:
            keys = [key for at, key in self._answers if at == self._at]
            key = next((key for key in keys if rest.startswith(key)), b"")
            if not key:
                return any(key.startswith(rest) for key in keys)
            if self._tell < 0 or not self._is_same():
                return False
            self._at, difference = self._answers[self._at, key]
            self.answered += len(key)
            self.shown += difference
            self._show(difference)
        return True
