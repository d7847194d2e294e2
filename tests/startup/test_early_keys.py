"""Keys pressed before the app runs: which of them are answered, and what is left for the app."""

from __future__ import annotations

import os
import select
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.startup import early_keys
from jobtui.startup.early_keys import Answering
from tests.waiting import until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="pictures are for Linux alone")
WAYS = [("(1)", "(0)"), ("(2)", "(1)")]
ANSWERS = early_keys.read(early_keys.answer_lines(WAYS, ("down", "j", "ctrl+n"), ("up", "k")))


def test_a_key_whose_bytes_are_not_known_has_no_answer() -> None:
    assert {key for at, key in ANSWERS if at == 0} == {b"\x1b[B", b"\x1bOB", b"j"}
    assert {key for at, key in ANSWERS if at == 2} == {b"\x1b[A", b"\x1bOA", b"k"}


@pytest.mark.parametrize(
    "line", ["", "0 1 6a", "0 x 6a text", "0 1 6 text", "0 1 zz text", "0 1 6a \x1b[2J"]
)
def test_what_is_no_answer_is_refused(line: str) -> None:
    with pytest.raises(ValueError):
        early_keys.read([line])


class Typing:
    """Answers what is typed into a pipe."""

    def __init__(self, is_same: bool = True) -> None:
        self.shown = ""
        self.reader, self.writer = os.pipe()
        self.answering = Answering(ANSWERS, self._show, lambda: is_same, self.reader)
        self.answering.start()

    def _show(self, text: str) -> None:
        self.shown += text

    def type(self, *parts: bytes) -> None:
        """Type one part after the other, each when the one before was taken, if it is taken."""
        for part in parts:
            os.write(self.writer, part)
            while self.answering.is_running and select.select([self.reader], [], [], 0)[0]:
                time.sleep(0.001)

    def stop(self) -> bytes:
        """Stop; return what was left to read."""
        self.answering.stop()
        assert not self.answering.is_running
        os.close(self.writer)
        with os.fdopen(self.reader, "rb") as left:
            return left.read()


@pytest.mark.parametrize(
    ("parts", "shown", "answered"),
    [
        ([b"j"], "(1)", b"j"),
        ([b"jjj"], "(1)(2)", b"jj"),
        ([b"j", b"k", b"\x1b[B"], "(1)(0)(1)", b"jk\x1b[B"),
        ([b"k"], "", b""),
        ([b"\x1b", b"[", b"Bj"], "(1)(2)", b"\x1b[Bj"),
        ([b"\x1bOB\x1b["], "(1)", b"\x1bOB"),
        ([b"\x1b[6~j"], "", b""),
        ([b"jxj"], "(1)", b"j"),
        ([b"\x1bj"], "", b""),
        (["é".encode()], "", b""),
    ],
)
def test_keys_are_answered_up_to_the_first_without_an_answer(
    parts: list[bytes], shown: str, answered: bytes
) -> None:
    typing = Typing()
    typing.type(*parts)
    left = typing.stop()
    answering = typing.answering
    assert typing.shown == answering.shown == shown
    assert answering.typed[: answering.answered] == answered
    assert answering.typed + left == b"".join(parts)


@given(st.lists(st.lists(st.sampled_from([b"j", b"k", b"\x1b", b"[", b"B", b"x"])).map(b"".join)))
def test_no_byte_is_lost_or_moved(parts: list[bytes]) -> None:
    typing = Typing()
    typing.type(*filter(None, parts))
    left = typing.stop()
    assert typing.answering.typed + left == b"".join(parts)
    assert typing.answering.answered <= len(typing.answering.typed)


def test_nothing_is_answered_on_another_screen() -> None:
    typing = Typing(is_same=False)
    typing.type(b"j")
    assert typing.stop() == b""
    assert (typing.shown, typing.answering.answered, typing.answering.typed) == ("", 0, b"j")


def test_a_terminal_that_is_gone_ends_it() -> None:
    typing = Typing()
    os.close(typing.writer)
    until(lambda: not typing.answering.is_running)
    os.close(typing.reader)
    typing.answering.stop()
