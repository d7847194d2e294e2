"""What the settings change in the browser, in a real pseudo-terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pseudo_terminal import Terminal

Start = Callable[..., Terminal]


@pytest.fixture
def start(folder: Path, own_home: Path, in_terminal: Start) -> Start:
    """Start the browser in a terminal, under a configuration of these lines."""

    def run(
        *config: str, args: tuple[str, ...] = (), size: tuple[int, int] = (120, 40), **env: str
    ) -> Terminal:
        file = own_home / "config" / "jobtui" / "config.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(config))
        asked = (*(args or ("--source", str(folder))), "--as-of", "2024-05-01")
        return in_terminal(*asked, size=size, prepared="[keys]" not in config, **env)

    return run


KEYS = ("[keys]", 'quit = ["Z", "Ctrl+X"]', 'problems = "F6"', "open_only = []", 'sort = "F5"')


def test_a_key_of_ones_own_takes_the_place_of_the_old_one(start: Start) -> None:
    terminal = start(*KEYS)
    last = terminal.wait_for("Z quit").split("\n")[-1]
    assert "F5 sort" in last
    terminal.send("sP")
    assert "problem" not in terminal.text
    assert "oldest first" not in terminal.text
    terminal.send("\x1b[15~")
    terminal.wait_for("oldest first")
    terminal.send("\x1b[17~")
    terminal.wait_for("problem")
    terminal.send("\x1b[17~")  # which leaves it as well
    terminal.wait_for("5 of 5")
    for key in "q\x11":
        terminal.send(key)
    terminal.send("Z")
    assert terminal.wait() == 0


def test_every_list_of_keys_shows_those_of_ones_own(start: Start) -> None:
    terminal = start(*KEYS)
    terminal.wait_for("5 of 5")
    terminal.send("?")
    terminal.wait_for("Searching, filters")
    terminal.send("quit jobtui")
    assert "q, Ctrl+Q" not in terminal.wait_for(r"Z, Ctrl\+X  ")
    terminal.send("\x1b")
    terminal.wait_for("Searching, filters")
    terminal.send("\x1b")
    terminal.wait_for("5 of 5")
    terminal.send(":leave")
    terminal.wait_for(r"quit +Quit jobtui[^\n]* Z, Ctrl\+X")
    terminal.send("\x18")
    assert terminal.wait() == 0


def test_an_action_without_a_key_is_in_the_palette(start: Start) -> None:
    terminal = start(*KEYS)
    terminal.wait_for("5 of 5")
    terminal.send("O")
    assert "5 of 5" in terminal.text
    terminal.send(":only open")
    terminal.wait_for("open only +Show only open postings")
    terminal.send("\r")
    terminal.wait_for("1 of 5")


LIGHT = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\"
BLUE = b"38;2;0;95;135"  # a label on a light ground


def test_a_light_terminal_gets_darker_colours_once_it_has_answered(start: Start) -> None:
    terminal = start(COLORTERM="truecolor")
    terminal.wait_for("quit")
    assert terminal.raw.count(b"\x1b]11;?\x1b\\") == 1
    terminal.wait_for("▌● ")
    assert BLUE not in terminal.raw
    terminal.send("j" + LIGHT)
    terminal.wait_for("▌× ")
    assert BLUE in terminal.raw
    terminal.send("q")
    assert terminal.wait() == 0


@pytest.mark.parametrize(
    ("setting", "env"),
    [
        ("", {"TERM": "linux"}),
        ("", {"TERM": "vt100"}),
        ("", {"NO_COLOR": "1"}),
        ('theme = "ansi"', {}),
        ('theme = "nord"', {}),
    ],
)
def test_no_other_terminal_is_asked_for_its_ground(
    start: Start, setting: str, env: dict[str, str]
) -> None:
    terminal = start(setting, **env)
    terminal.wait_for("quit")
    assert b"]11;" not in terminal.raw


def test_a_terminal_that_says_so_gets_them_at_once(start: Start) -> None:
    terminal = start(COLORTERM="truecolor", COLORFGBG="0;15")
    terminal.wait_for("quit")
    assert BLUE in terminal.raw


def test_a_theme_by_name(start: Start) -> None:
    terminal = start('theme = "nord"', COLORTERM="truecolor")
    terminal.wait_for("quit")
    assert b"48;2;46;52;64" in terminal.raw
    assert b"\x1b[0m \x1b" not in terminal.raw


def test_no_color_leaves_a_theme_out(start: Start) -> None:
    terminal = start('theme = "nord"', COLORTERM="truecolor", NO_COLOR="1")
    terminal.wait_for("quit")
    assert b"48;2;" not in terminal.raw
    assert b"38;" not in terminal.raw


def test_a_theme_that_is_not_there_is_said_before_anything_is_shown(start: Start) -> None:
    terminal = start('theme = "nrod"')
    assert terminal.wait() == 2
    assert 'unknown theme "nrod"; did you mean nord?' in terminal.text


def test_another_theme_makes_the_first_picture_void(start: Start, own_home: Path) -> None:
    theme = own_home / "config" / "jobtui" / "themes" / "mine.toml"
    theme.parent.mkdir(parents=True)
    for ground, colour in (("#101112", b"48;2;16;17;18"), ("#202122", b"48;2;32;33;34")):
        theme.write_text(f'primary = "red"\nbackground = "{ground}"')
        terminal = start('theme = "mine"', COLORTERM="truecolor")
        terminal.wait_for("quit")
        assert terminal.raw.count(colour)
        assert colour == b"48;2;16;17;18" or b"48;2;16;17;18" not in terminal.raw
        terminal.settle()  # in which the picture is kept
        terminal.send("q")
        assert terminal.wait() == 0


@pytest.mark.parametrize(
    ("layout", "columns", "filters"),
    [("auto", 100, True), ("auto", 80, False), ("columns", 120, False), ("rows", 150, True)],
)
def test_the_layout_at_the_start(start: Start, layout: str, columns: int, filters: bool) -> None:
    terminal = start(f'layout = "{layout}"', size=(columns, 30))
    terminal.wait_for("Designer")
    assert ("▾ Status" in terminal.text) is filters
    terminal.send("f")
    terminal.wait_for("▾ Status")


def test_without_a_preview_a_text_is_read_on_enter(start: Start) -> None:
    terminal = start("preview = false")
    terminal.wait_for("▌● ")
    terminal.send("j")
    terminal.wait_for("▌× ")
    assert "Nous cherchons" not in terminal.text
    assert "nuages" not in terminal.text
    terminal.send("\r")
    terminal.wait_for("Nous cherchons une personne")
    terminal.send("\x1b")
    terminal.wait_for("Organisation")
    terminal.send("k")
    assert "Nous cherchons" not in terminal.text
    assert "Le phare" not in terminal.text


@pytest.mark.parametrize(("setting", "asked"), [("mouse = false", False), ("mouse = true", True)])
def test_the_mouse_is_left_to_the_terminal(start: Start, setting: str, asked: bool) -> None:
    terminal = start(setting)
    terminal.wait_for("quit")
    assert (b"?1000h" in terminal.raw) is asked


def test_the_stock_driver_sends_every_cell(start: Start) -> None:
    sent = {}
    for value in ("false", "true"):
        terminal = start(f"stock_driver = {value}")
        terminal.wait_for("quit")
        terminal.settle()
        sent[value] = len(terminal.send("j") + terminal.send("k"))
    assert sent["true"] > 2 * sent["false"]


def test_dates_and_order_are_those_of_the_settings(start: Start) -> None:
    terminal = start('date_format = "short"', 'sort = "title"')
    seen = terminal.wait_for("by title")
    terminal.wait_for("20/04/2024")
    assert seen.index("Chargé·e") < seen.index("Designer UX/UI")
