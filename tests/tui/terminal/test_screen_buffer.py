"""What is sent for what is written, and that the screen is the same in the end."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from jobtui.startup.ansi import is_clean
from jobtui.text.cells import clusters, is_narrow
from jobtui.tui.terminal.escape_sequences import SYNC_END, SYNC_START
from jobtui.tui.terminal.picture import picture, steps_between
from jobtui.tui.terminal.screen_buffer import ScreenBuffer
from tests.tui.emulator import Emulator

COLUMNS, ROWS = 24, 5


def shadow_of(*written: str) -> ScreenBuffer:
    """A shadow to which some frames were written."""
    shadow = ScreenBuffer(COLUMNS, ROWS)
    for frame in written:
        shadow.feed(frame)
    return shadow


def blank_screen() -> str:
    return "".join(f"\x1b[{row};1H{' ' * COLUMNS}" for row in range(1, ROWS + 1)) + "\x1b[1;1H"


@pytest.mark.parametrize(
    ("frame", "sent"),
    [
        ("\x1b[1;1H\x1b[1mab\x1b[0m\x1b[1;1H", "\x1b[1mab\r\x1b[m"),
        ("\x1b[3;5Hab\x1b[1;1H", "\x1b[3;5Hab\x1b[H"),
        ("\x1b[1;1Hab\x1b[0m   \x1b[31m\x1b[39mc\x1b[1;1H", "ab   c\r"),
        ("\x1b[1;1Ha b\x1b[1;1H", "a b\r"),
        ("\x1b[1;1H" + " " * COLUMNS + "\x1b[1;1H", ""),
        ("\x1b[1;1H\x1b[7m \x1b[0m\x1b[1;1H", "\x1b[7m \r\x1b[m"),
        ("\x1b[1;1H\x1b[1;2;31m \x1b[0m\x1b[1;1H", ""),
        ("\x1b[1;2H", " "),
        ("\x1b[5;24Hx\x1b[1;1H", "\x1b[5;24Hx\x1b[H"),
        ("\x07", "\x07"),
        (f"{SYNC_START}\x1b[1;1H{SYNC_END}", ""),
        ("\x1b[2;1Ha\n\x1b[3;1Hb\x1b[1;1H", "\r\na\r\nb\x1b[H"),
        ("\x1b[1;1H漢b\x1b[1;1H", "  \r漢\x1b[1;3Hb\r"),
        ("\x1b[1;1He\u0301b\x1b[1;1H", "e\u0301\x1b[1;2Hb  \r"),
        ("\x1b]52;c;YQ==\x07\x1b[1;1Ha\x1b[1;1H", "\x1b]52;c;YQ==\x07a\r"),
        (
            "\x1b[1;1H\x1b]8;id=1;http://a.example\x1b\\\x1b[4ma\x1b[0m\x1b]8;;\x1b\\\x1b[1;1H",
            "\x1b]8;id=1;http://a.example\x1b\\\x1b[4ma\r\x1b]8;;\x1b\\\x1b[m",
        ),
    ],
)
def test_only_what_changes_is_sent(frame: str, sent: str) -> None:
    assert shadow_of(blank_screen()).feed(frame) == sent


def test_nothing_is_sent_twice() -> None:
    frame = "\x1b[2;1H\x1b[1;31mred\x1b[0m and 🚀 plain\x1b[1;1H"
    assert shadow_of(frame).feed(frame) == ""


def test_long_blanks_are_erased() -> None:
    shadow = shadow_of("".join(f"\x1b[{row};1H{'x' * COLUMNS}" for row in (1, 2, 3)) + "\x1b[1;1H")
    assert shadow.feed("\x1b[1;1H" + " " * COLUMNS + "\x1b[1;1H") == "\x1b[K"
    assert shadow.feed(f"\x1b[2;1H|{' ' * 22}|\x1b[2;1H") == "\r\n|\x1b[22X\x1b[22C|\r"
    vt100 = ScreenBuffer(COLUMNS, ROWS, can_erase=False)
    vt100.feed(f"\x1b[1;1H{'x' * COLUMNS}\x1b[1;1H")
    assert vt100.feed(f"\x1b[1;1H|{' ' * 22}|\x1b[1;1H") == f"|{' ' * 22}|\r"


def test_coloured_blanks_are_sent_not_erased() -> None:
    sent = shadow_of(blank_screen()).feed(f"\x1b[1;1H\x1b[44m{' ' * COLUMNS}\x1b[0m\x1b[1;1H")
    assert sent == f"\x1b[44m{' ' * COLUMNS}\r\x1b[m"


@pytest.mark.parametrize(
    "sequence",
    [
        "\x1b[2J",
        "\x1b[?1049h",
        "\x1b[?1049l",
        "\x1bc",
        "\x1b[3L",
        "\x1bPq#0\x1b\\",
        "\t",
        "\x9b2J",
        "\x1b[73m",
        "\x1b_Gi=1\x1b\\",
        "\x1b]1337;File=:\x07",
        "\x1b[9;1H",
        "\x1b[?6h",
    ],
)
def test_what_is_not_known_passes_and_the_screen_is_forgotten(sequence: str) -> None:
    shadow = shadow_of(blank_screen(), "\x1b[1;1Hab\x1b[1;1H")
    assert shadow.feed(sequence) == sequence
    assert shadow.feed("\x1b[1;1Hab\x1b[1;1H") == "\x1b[H\x1b[mab\r"


def test_text_that_nobody_knows_the_place_of_passes() -> None:
    shadow = ScreenBuffer(COLUMNS, ROWS)
    assert shadow.feed("ab") == "ab"
    assert shadow.feed("\x1b[1;20Habcdefgh") == "\x1b[1;20Habcdefgh"
    assert shadow.feed(f"\x1b[{ROWS};1H\n") == f"\x1b[{ROWS}H\n"


@pytest.mark.parametrize(
    "sequence",
    [
        "\x07",
        "\x1b[?1000h",
        "\x1b[?2026$p",
        "\x1b[?2004l",
        "\x1b[?7l",
        "\x1b]52;c;YQ==\x07",
        "\x1b[6n",
        "\x1b]22;text\x07",
        "\x1b[>25u",
        "\x1b[<u",
        "\x1b[c",
        "\x1b[2 q",
        "\x1b]0;title\x1b\\",
    ],
)
def test_what_changes_no_cell_passes_in_its_place(sequence: str) -> None:
    shadow = shadow_of(blank_screen())
    sent = shadow.feed(f"\x1b[1;1Ha{sequence}\x1b[1;2Hb\x1b[1;1H")
    assert sent == f"a{sequence}b\r"
    assert shadow.feed("\x1b[1;1Hab\x1b[1;1H") == ""


def test_a_sequence_may_come_in_two_parts() -> None:
    shadow = shadow_of(blank_screen())
    assert shadow.feed("\x1b[1;1H\x1b[3") == ""
    assert shadow.feed("1mred\x1b[0m\x1b[1;1H") == "\x1b[31mred\r\x1b[m"


def test_marks_of_synchronized_output_frame_only_what_is_worth_it() -> None:
    shadow = shadow_of(blank_screen())
    frame = "".join(f"\x1b[{row};1H{'x' * COLUMNS}" for row in range(1, ROWS + 1)) + "\x1b[1;1H"
    assert shadow.feed(SYNC_START) == ""
    assert shadow.feed(frame).startswith(SYNC_START)
    assert shadow.feed(SYNC_END) == SYNC_END
    assert shadow.feed(SYNC_START) + shadow.feed("\x1b[1;1Hy\x1b[1;1H") == "y\r"
    assert shadow.feed(SYNC_END) == ""


def test_blanks_between_clusters_of_more_and_of_less_characters_than_cells() -> None:
    shadow = ScreenBuffer(COLUMNS, ROWS)
    shadow.feed("\x1b[1;1He\u0301xx" + "-" * 8 + "\x1b[1;13H漢" + " " * 9 + "y\x1b[1;1H")
    sent = shadow.feed(f"\x1b[1;4H{' ' * 8}\x1b[1;1H")
    assert sent == "\x1b[3C\x1b[8X\r"


def test_half_a_wide_character_is_blanked() -> None:
    shadow = shadow_of(blank_screen(), "\x1b[1;1H漢字\x1b[1;1H")
    assert shadow.feed("\x1b[1;2Hx\x1b[1;1H") == " x\r"


LETTERS = ["a", "b", " ", " ", "     ", "            ", "é", "…", "│", "·"]
WIDE = ["漢", "🚀", "e\u0301", "👩\u200d💻", "❤\ufe0f", "👍🏽", "한", "🇫🇷", "1\ufe0f\u20e3"]
SGR = ["", "", "1", "2", "7", "4;34", "1;32", "38;5;9", "48;2;1;2;3", "9", "3;90;47", "39;49"]
PASSING = ["\x07", "\x1b]22;text\x07", "\x1b[2J", "\x1b[?25h", "\x1b[1L", SYNC_START, SYNC_END]
segments = st.lists(
    st.tuples(
        st.sampled_from(SGR), st.lists(st.sampled_from(LETTERS * 3 + WIDE), max_size=6).map("".join)
    ),
    max_size=4,
)
lines = st.tuples(
    st.integers(1, ROWS), st.integers(1, COLUMNS), segments, st.booleans(), st.sampled_from(PASSING)
)


def cropped(text: str, width: int) -> str:
    """The clusters of *text* that fit, as Textual crops a line."""
    kept = ""
    for cluster, wide in clusters(text):
        if cell_len(kept) + wide > width:
            break
        kept += cluster
    return kept


def drawn(row: int, column: int, parts: list[tuple[str, str]], newline: bool) -> str:
    """A line as Textual writes it."""
    text, room = f"\x1b[{row};{column}H", COLUMNS + 1 - column
    for sgr, letters in parts:
        letters = cropped(letters, room)
        room -= cell_len(letters)
        text += f"\x1b[{sgr}m{letters}\x1b[0m" if sgr else letters
    return text + ("\n" if newline and row < ROWS else "")


frames = st.lists(st.tuples(st.lists(lines, max_size=6), st.booleans()), max_size=5)
Frames = list[tuple[list[tuple[int, int, list[tuple[str, str]], bool, str]], bool]]


@settings(max_examples=50, deadline=None)
@given(frames)
@example(
    [([(1, 23, [("1", "🚀")], False, "\x07")], False), ([(1, 24, [("", "a")], True, "")], True)]
)
def test_the_screen_is_as_if_all_were_sent(written: Frames) -> None:
    direct, shadowed, shadow = (
        Emulator(COLUMNS, ROWS),
        Emulator(COLUMNS, ROWS),
        ScreenBuffer(COLUMNS, ROWS),
    )
    for terminal in (direct, shadowed):
        terminal.show("\x1b[?7l")
    for rows, with_passing in written:
        frame = ""
        for row, column, parts, newline, passing in rows:
            frame += drawn(row, column, parts, newline) + (passing if with_passing else "")
        frame += f"\x1b[{len(rows) % ROWS + 1};3H"
        direct.show(frame)
        shadowed.show(shadow.feed(frame))
        assert shadowed.cells() == direct.cells()
        assert shadowed.at() == direct.at()
        assert shadow.feed(frame) == "" or with_passing


@settings(max_examples=30, deadline=None)
@given(frames)
def test_a_picture_draws_the_screen_anew_and_is_known_by_another_shadow(written: Frames) -> None:
    direct, redrawn = Emulator(COLUMNS, ROWS), Emulator(COLUMNS, ROWS)
    shadow, next_shadow = ScreenBuffer(COLUMNS, ROWS), ScreenBuffer(COLUMNS, ROWS)
    everything = blank_screen()
    for rows, _with_passing in written:
        everything += "".join(drawn(*row[:4]) for row in rows) + "\x1b[1;3H"
    direct.show(shadow.feed(everything))
    text = picture(shadow)
    redrawn.show(text)
    assert is_clean(text)
    next_shadow.learn(text)
    assert next_shadow.feed(everything) == ""
    redrawn.show(next_shadow.release())
    assert redrawn.cells() == direct.cells()
    assert redrawn.at() == direct.at()


@settings(max_examples=30, deadline=None)
@given(frames, st.booleans())
def test_what_leads_from_picture_to_picture_and_back(written: Frames, modern: bool) -> None:
    shadow, first = ScreenBuffer(COLUMNS, ROWS), Emulator(COLUMNS, ROWS, modern)
    first.show("\x1b[?7l")
    start = f"{blank_screen()}\x1b[1;3H"
    shadow.feed(start)
    steps = ["".join(drawn(*row[:4]) for row in rows) for rows, _passing in written]
    first.show(picture(shadow))
    pictures = [first.cells()]
    for there, _home in steps_between(shadow, steps):
        assert is_clean(there)
        first.show(there)
        pictures.append(first.cells())
    for number, shown in enumerate(pictures):
        direct = Emulator(COLUMNS, ROWS, modern)
        direct.show("\x1b[?7l" + start + "".join(steps[:number]))
        if modern:
            assert shown == direct.cells()
    taken_back = list(zip(steps_between(shadow, steps), pictures, strict=False))
    for (_there, home), shown in reversed(taken_back):
        assert is_clean(home)
        first.show(home)
        assert first.cells() == shown
    assert first.at() == (0, 2)
    assert shadow.feed(start) == ""


def test_what_was_held_back_comes_with_what_is_not_known() -> None:
    shadow = ScreenBuffer(COLUMNS, ROWS)
    shadow.learn("\x1b[1;1Hab\x1b[1;1H")
    assert shadow.feed("\x1b[1;1Hax\x1b[1;1H") == ""
    assert "x" in shadow.feed("\x1b[2J")


@settings(max_examples=50, deadline=None)
@given(frames)
def test_old_terminals_show_all_but_the_emoji_as_new_ones(written: Frames) -> None:
    intended, old = Emulator(COLUMNS, ROWS), Emulator(COLUMNS, ROWS, modern=False)
    shadow = ScreenBuffer(COLUMNS, ROWS)
    intended.show("\x1b[?7l")
    old.show(shadow.feed(f"\x1b[?7l{blank_screen()}"))
    for rows, _ in written:
        frame = "".join(drawn(*line[:4]) for line in rows) + "\x1b[1;1H"
        intended.show(frame)
        old.show(shadow.feed(frame))
        for wanted, seen in zip(intended.cells(), old.cells(), strict=True):
            for (cluster, look), cell in zip(wanted, seen, strict=True):
                if cluster and is_narrow(cluster):
                    assert cell == (cluster, look)


@given(
    st.lists(
        st.text(st.sampled_from("\x1b[];?HmKJ01:\n\r\x07\\a é\u200d\u0301漢\x9b\x00")), max_size=4
    )
)
def test_whatever_is_written_can_be_read(parts: list[str]) -> None:
    shadow = ScreenBuffer(COLUMNS, ROWS)
    for part in (*parts, *"".join(parts)):
        shadow.feed(part)
    shadow.feed(f"\x07\x1b\\\x1b[2J{blank_screen()}")
    assert shadow.feed(blank_screen()) == ""


def test_a_link_that_was_open_when_the_screen_was_forgotten_is_closed() -> None:
    shadow = shadow_of(blank_screen())
    link = "\x1b]8;;http://a.example\x1b\\"
    assert shadow.feed(f"{link}\x1b[2J").startswith(f"{link}\x1b[2J")
    assert shadow.feed("\x1b]8;;\x1b\\") == "\x1b]8;;\x1b\\"
