"""What the bytes of a terminal mean as keys, whatever they are."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual import events

from jobtui.keymap.actions import ACTIONS
from jobtui.keymap.bindings import use, with_keys
from jobtui.tui.terminal import keyboard
from jobtui.tui.terminal.keyboard import Keyboard

KEYS = {"\r": "enter", "\x7f": "backspace", "\t": "tab", "/": "slash", "\x01": "ctrl+a"}


class Clock:
    """A time that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(keyboard, "time", made)
    return made


@pytest.fixture
def bound() -> Iterator[None]:
    """Two keys with Alt, as the settings can have them."""
    use(with_keys([("help", ("alt+j", "alt+slash")), ("sort", ("alt+up", "alt+shift+k"))]))
    yield
    use(ACTIONS)


def said(messages: Sequence[object]) -> list[str]:
    """What messages say: keys by name with what they type, pastes, all else by kind."""
    told = []
    for one in messages:
        if isinstance(one, events.Key):
            types = one.character if one.is_printable and one.character != one.key else None
            told.append(f"{one.key}={types}" if types else one.key)
        elif isinstance(one, events.Paste):
            told.append(f"paste {one.text}")
        else:
            told.append(type(one).__name__)
    return told


def typed(*parts: str, then_wait: bool = True) -> list[str]:
    """What *parts* mean that come one after the other, and then nothing for long."""
    board = Keyboard(lambda _report: None)
    found: list[object] = []
    for part in parts:
        found += board.feed(part)
    if then_wait:
        board._since -= 60
        found += board.tick()
    return said(found)


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        ("\x1b", ["escape"]),
        ("\x1bj", ["escape", "j"]),
        ("\x1bJ", ["escape", "J"]),
        ("\x1bé", ["escape", "é"]),
        ("\x1b/", ["escape", "slash=/"]),
        ("\x1bb", ["escape", "b"]),
        ("\x1bf", ["escape", "f"]),
        ("\x1b1", ["escape", "1"]),
        ("\x1bO", ["escape", "O"]),
        ("\x1bOz", ["escape", "O", "z"]),
        ("\x1bP", ["escape", "P"]),
        ("\x1bPj", ["escape", "P", "j"]),
        ("\x1bXj", ["escape", "X", "j"]),
        ("\x1b[", ["escape", "left_square_bracket=["]),
        ("\x1b]", ["escape", "right_square_bracket=]"]),
        ("\x1b_", ["escape", "underscore=_"]),
        ("\x1b\r", ["escape", "enter"]),
        ("\x1b\x7f", ["escape", "backspace"]),
        ("\x1b\t", ["escape", "tab"]),
        ("\x1b ", ["escape", "space= "]),
        ("\x1b\x01", ["escape", "ctrl+a"]),
        ("\x1b\x1b", ["escape", "escape"]),
        ("\x1b\x1bj", ["escape", "escape", "j"]),
        ("\x1b\x1b[A", ["escape", "up"]),
        ("\x1b\x1bOA", ["escape", "up"]),
        ("\x1b[1;3A", ["escape", "up"]),  # as tmux hands Esc and then ↑ on
        ("\x1b[1;4B", ["escape", "shift+down"]),
        ("\x1b[3;3~", ["escape", "delete"]),
        ("\x1b[6;7~", ["escape", "ctrl+pagedown"]),
        ("\x1b[106;3u", ["escape", "j"]),  # the protocol of kitty
        ("\x1b[106;4u", ["escape", "J"]),
        ("\x1b[47;3u", ["escape", "slash=/"]),
        ("\x1b[106;7u", ["escape", "ctrl+j"]),
        ("\x1b[13;3u", ["escape", "enter"]),
        ("\x1b[127;3u", ["escape", "backspace"]),
        ("\x1b[27;3u", ["escape", "escape"]),
        ("\x1b[57443;3u", ["left_alt"]),  # Alt alone
        ("\x1b[27;3;106~", ["escape", "j"]),  # xterm's modifyOtherKeys
        ("\x1b[A\x1b[1;2B\x1bOP\x1b[3$", ["up", "shift+down", "f1", "shift+delete"]),
        ("\x1b[106;;106u\x1b[106;2;74u", ["j", "J"]),
    ],
)
def test_alt_that_does_nothing_is_escape_and_the_key(sent: str, keys: list[str]) -> None:
    assert typed(sent) == keys
    if not sent.startswith(("\x1b\x1b", "\x1b[A")):
        assert typed(*sent) == keys, "however it comes"


def test_alt_that_is_bound_stays(bound: None) -> None:
    assert typed("\x1bj\x1b/\x1b[106;3u\x1b[1;3A") == ["alt+j", "alt+slash", "alt+j", "alt+up"]
    assert typed("\x1bK\x1bk\x1b[1;3B") == ["alt+shift+k", "escape", "k", "escape", "down"]


@pytest.mark.parametrize(
    "report",
    [
        "\x1b[106;1:1;106u", "\x1b[1114112;1u", "\x1b[55296;1u", "\x1b[;;u", "\x1b[0;;1114112u",
        "\x1b[99999999999999999999999999;1u", "\x1b[;:;:;A",
        "\x1b[" + "9" * 5000 + "u", "\x1b[" + ";" * 40 + "~", "\x1b[<;;M", "\x1b[<1;1M",
        "\x1b[<-1;-1;-1M", "\x1b[M\xff\xff\xff", "\x1b[48;0;0;0;0t", "\x1b[48;9999999;9999999;1;1t",
        "\x1b[48;1:2;1:2;0;0", "\x1b[?2048;0$y", "\x1b[?62;22c", "\x1b[>0;1;2c",
        "\x1b[?1;2R!", "\x1b[5n", "\x1b]11;rgb:zz/zz/zz\x07", "\x1b]52;c;AAAA\x1b\\",
        "\x1b]999999999999999999;\x07", "\x1bP>|xterm(390)\x1b\\", "\x1bP1$r0m\x1b\\",
        "\x1bP!|00\x1b\\", "\x1b_Gi=1;OK\x1b\\", "\x1b[<0;-1;5M", "\x1b]11;rgb:", "\x1bP>|x",
        "\x1b[12;",
    ],
)  # fmt: skip
def test_a_report_that_says_nothing_is_ignored(report: str) -> None:
    found = typed(report, then_wait=True)
    assert not [
        one
        for one in found
        if one not in ("MouseDown", "MouseMove", "InBandWindowResize", "exclamation_mark=!")
    ]
    board = Keyboard(lambda _report: None)
    list(board.feed(report))
    board._since -= 60
    list(board.tick())
    assert said(list(board.feed("j"))) == ["j"], "and the next key is a key"


def test_a_broken_report_takes_no_key_with_it() -> None:
    assert typed("\x1b[12;\rj") == ["enter", "j"]
    assert typed("\x1b]11;rgb\rj") == ["enter", "j"]
    assert typed("\x1b[12\x1b[A") == ["up"]
    assert typed("\x1bP>|x\x1b[A") == ["up"]
    assert typed("\x1b[12é") == ["é"]


def test_answers_are_reported_and_no_keys() -> None:
    heard: list[str] = []
    board = Keyboard(heard.append)
    answer = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\"
    assert said(list(board.feed(f"j{answer[:9]}"))) == ["j"]
    assert said(list(board.feed(f"{answer[9:]}k"))) == ["k"]
    assert heard == [answer]


TEXT = st.text(st.characters(exclude_categories=["Cs"]))
PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            "\x1b \x1b[ \x1bO \x1b] \x1bP \x1b_G \x1b[200~ \x1b[201~ \x1b[< \x1b[M \x1b[48; \x1b[?"
            " u ~ M m t R A \x07 ; : - $y \x1b\\ j \r \u200d \ufffd 999999999999999".split(" ")
        ),
        st.integers(-(10**30), 10**30).map(str),
        TEXT,
    )
)


@given(PIECES)
@example(["\x1b[106;1:1;106u"])
@example(["\x1b[48;", "0;0;0;0", "t", "\x1b[<", "0;1;1", "M"])
def test_nothing_that_is_typed_fails(pieces: list[str]) -> None:
    board = Keyboard(lambda _report: None)
    for piece in pieces:
        if piece:
            for message in board.feed(piece):
                if isinstance(message, events.Resize):
                    assert 0 < message.size.width <= 5000 and 0 < message.size.height <= 5000
        assert len(board._held) <= 5000
    board._since -= 60
    if board._paste is not None:
        board._paste._until = 0
    list(board.tick())
    board._since -= 60
    list(board.tick())
    if board._paste is None:
        assert said(list(board.feed("j"))) == ["j"]


@given(st.binary())
def test_no_byte_fails(data: bytes) -> None:
    list(Keyboard(lambda _report: None).feed(data.decode("utf-8", "replace")))


@given(TEXT.filter(lambda text: "\x1b" not in text))
def test_what_is_pasted_comes_as_it_is(text: str) -> None:
    sent = f"j\x1b[200~{text}\x1b[201~k"
    expected = ["j", *([f"paste {text}"] if text else []), "k"]
    assert typed(sent, then_wait=False) == expected
    assert typed(*sent, then_wait=False) == expected


def test_a_paste_without_an_end_is_over_after_a_second(clock: Clock) -> None:
    board = Keyboard(lambda _report: None)
    assert list(board.feed("\x1b[200~un deux")) == []
    clock.now += 0.01
    assert list(board.feed(" trois")) == [], "a second read of the same"
    for key in ("d", "\x1b", "\r"):
        clock.now += 0.3
        assert list(board.feed(key)) == []
        assert list(board.tick()) == []
    assert board.patience == pytest.approx(0.1)
    clock.now += 0.11
    assert said(list(board.tick())) == ["paste un deux trois", "d", "escape", "enter"]
    assert board.patience is None
    assert said(list(board.feed("\x1b[201~j"))) == ["j"], "an end that comes late is none"


def test_a_paste_that_takes_long_is_one(clock: Clock) -> None:
    board = Keyboard(lambda _report: None)
    found = list(board.feed("\x1b[200~"))
    for _part in range(20):
        clock.now += 0.5
        found += board.feed("x" * 100)
    for _part in range(2000):  # a slow line
        clock.now += 0.001
        found += board.feed("y")
    assert said(found + list(board.feed("\x1b[201~j"))) == [f"paste {'x' * 2000}{'y' * 2000}", "j"]


def test_a_large_paste_is_held_in_little_memory() -> None:
    board = Keyboard(lambda _report: None)
    list(board.feed("\x1b[200~"))
    for _part in range(1000):
        list(board.feed("z" * 4096))
        assert board._paste is not None and len(board._paste.text) < 110_000
    assert [one.partition("z")[0] for one in said(list(board.feed("\x1b[20")))] == []
    assert len(said(list(board.feed("1~j")))) == 2


def test_joined_emoji_come_as_one() -> None:
    assert typed("a👩‍💻b") == ["a", "paste 👩‍💻", "b"]
    family = ":".join(str(ord(sign)) for sign in "👨‍👩‍👧‍👦")
    assert typed(f"\x1b[0;;{family}u") == ["paste 👨‍👩‍👧‍👦"]


def test_time_is_waited_for_no_longer_than_needed(clock: Clock) -> None:
    board = Keyboard(lambda _report: None)
    assert board.patience is None
    list(board.feed("\x1b"))
    assert board.patience == pytest.approx(0.1)
    clock.now += 0.05
    assert list(board.tick()) == []
    list(board.feed("[1"))
    assert board.patience == pytest.approx(1)
    clock.now += 0.5
    list(board.feed(";"))
    assert board.patience == pytest.approx(0.5), "from its beginning on"
    assert said(list(board.feed("2A"))) == ["shift+up"]
    assert board.patience is None
    assert time.monotonic() > 0
