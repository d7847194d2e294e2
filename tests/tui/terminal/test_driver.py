"""The driver that sends only what changes, without a terminal."""

from __future__ import annotations

import io
import sys

import pytest
from textual import events
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size

from jobtui.tui.terminal import driver
from jobtui.tui.terminal.driver import QuietDriver


class Written(QuietDriver):
    """A driver without a terminal."""

    def __init__(self, stock: bool = False) -> None:
        self._file = None
        self._prepare(stock)
        self._is_on = True


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What goes to a terminal of 80 x 24 that knows Unicode."""
    written: list[str] = []
    monkeypatch.setattr(LinuxDriver, "write", lambda _self, data: written.append(data))
    monkeypatch.setattr(LinuxDriver, "_get_terminal_size", lambda _self: (80, 24))
    monkeypatch.setattr(driver, "is_ascii", lambda: False)
    return written


FRAME = "\x1b[1;1Hé🚀x\x1b[1;1H"


def test_a_frame_is_sent_once_and_again_when_told(sent: list[str]) -> None:
    terminal = Written()
    terminal.write(FRAME)
    terminal.write(FRAME)
    assert len(sent) == 1
    terminal.forget()
    terminal.write(FRAME)
    assert sent[1] == sent[0]


def test_the_stock_driver_sends_all_as_it_is(sent: list[str]) -> None:
    terminal = Written(stock=True)
    terminal.write(FRAME)
    terminal.write(FRAME)
    assert sent == [FRAME, FRAME]


def test_the_shadow_holds_what_the_locale_can_show(
    sent: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "is_ascii", lambda: True)
    monkeypatch.setattr(sys, "__stdout__", io.TextIOWrapper(io.BytesIO(), "latin-1"))
    terminal = Written()
    terminal.write(FRAME)
    terminal.write("\x1b[1;1Hé? x\x1b[1;1H")
    assert sent == ["\x1b[H\x1b[mé? x\r"]


def test_a_size_told_by_the_terminal_makes_it_forget(
    sent: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    passed: list[object] = []
    monkeypatch.setattr(LinuxDriver, "process_message", lambda _self, event: passed.append(event))
    terminal = Written()
    terminal.write(FRAME)
    terminal.process_message(events.Resize(Size(4, 2), Size(4, 2)))
    terminal.write(FRAME)
    assert sent[1] == sent[0]
    terminal.write("\x1b[2;4Hz")
    terminal.write("\x1b[2;5Hz")
    assert sent[-1] == "\x1b[2;5Hz", "outside of the screen: passed as it is"
    assert len(passed) == 1


def test_a_signal_in_the_middle_of_a_write(
    sent: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Written()

    def interrupted(_self: LinuxDriver, data: str) -> None:
        if data != "\x1b[?1049h" and not sent:
            terminal.write("\x1b[?1049h")
        sent.append(data)

    monkeypatch.setattr(LinuxDriver, "write", interrupted)
    terminal.write(FRAME)
    assert sent[0] == "\x1b[?1049h"
    terminal.write(FRAME)
    assert sent[2] == sent[1]
