"""Themes: what can be read on them, what a file may say, and what the terminal's ground is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.style import Style
from textual.color import Color
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES

from jobtui.tui import styles, themes
from jobtui.tui.styles import LOOKS, ON_LIGHT, Colours
from jobtui.tui.terminal.background import is_light, is_light_by_environment, may_be_asked
from jobtui.tui.themes import ThemeError, contrast, find
from tests.tui.conftest import Drive


@pytest.fixture(autouse=True)
def own_looks() -> Iterator[None]:
    """Leave the terminal's colours to the tests that follow."""
    yield
    styles.use(Colours())


@pytest.fixture
def folder_of_themes(own_home: Path) -> Path:
    folder = own_home / "config" / "jobtui" / "themes"
    folder.mkdir(parents=True)
    return folder


def all_looks() -> dict[str, Style]:
    return {**LOOKS, **{f"page {name}": style for name, style in styles._PAGE.items()}}


@pytest.mark.parametrize("name", ["contrast", "contrast-light"])
def test_high_contrast_is_at_least_seven_to_one(name: str) -> None:
    look = find(name)
    assert look.theme is not None
    styles.use(look.colours)
    for style in all_looks().values():
        assert style.color is not None
        assert style.bgcolor is not None
        colours = [Color.from_rich_color(one) for one in (style.color, style.bgcolor)]
        assert contrast(*colours) >= 7
        assert not style.dim
    made = look.theme.to_color_system().generate()
    ground = Color.parse(made["background"])
    for variable in ("foreground", "text-muted", "text-disabled"):
        assert contrast(Color.parse(made[variable]), ground) >= 7


def test_the_colours_for_a_light_ground_can_be_read_on_white() -> None:
    for colour in ON_LIGHT:
        if isinstance(colour, str):
            assert contrast(Color.parse(colour), Color.parse("#ffffff")) >= 4.5


@pytest.mark.parametrize("name", ["", "ansi"])
def test_the_terminals_colours_are_its_own_sixteen(name: str) -> None:
    styles.use(find(name).colours)
    for style in all_looks().values():
        assert style.bgcolor is None
        assert style.color is None or style.color.number in range(16)


def test_no_color_wins_over_every_theme(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert find("nord").is_terminals


def drawn_pairs(screen: Screen[object]) -> Iterator[tuple[str, Color | None, Color | None]]:
    """Yield the text of each piece with its colour and its ground, as they are seen."""
    for strip in screen._compositor.render_strips():
        for text, style, _control in strip:
            if style is None:
                yield text, None, None
                continue
            ends = style.color, style.bgcolor
            colours = [
                None if end is None or end.is_default else Color.from_rich_color(end)
                for end in ends
            ]
            yield text, *(reversed(colours) if style.reverse else colours)


SCREENS: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "browser": ((120, 40), ("slash", "p")),
    "columns": ((160, 45), ("tab",)),
    "small": ((50, 12), ("O",)),
    "filters": ((80, 24), ("f",)),
    "help": ((120, 40), ("question_mark",)),
    "stage": ((80, 24), ("S",)),
    "note": ((80, 24), ("m", "x")),
    "palette": ((100, 30), ("ctrl+p", "z", "z", "z", "z")),
}


@pytest.mark.parametrize("name", SCREENS)
async def test_every_cell_of_every_theme_has_its_ground_and_can_be_read(
    drive: Drive, name: str
) -> None:
    size, keys = SCREENS[name]
    async with drive(size=size) as it:
        await it.press(*keys)
        few = ("contrast-light", "nord")
        for theme in (
            ("contrast", "contrast-light", *sorted(BUILTIN_THEMES)) if name == "browser" else few
        ):
            look = find(theme)
            if look.is_terminals:
                continue
            it.app.use_theme(look)
            await it.pilot.pause()
            least = 7 if theme.startswith("contrast") else 4.5
            for text, colour, ground in drawn_pairs(it.app.screen):
                assert ground is not None, (theme, text)
                if text.strip():
                    assert colour is not None, (theme, text)
                    assert round(contrast(colour, ground), 2) >= least, (
                        theme,
                        text,
                        colour,
                        ground,
                    )
        it.app.use_theme(find(""))


async def test_the_palette_changes_the_theme(drive: Drive) -> None:
    async with drive() as it:
        await it.press("ctrl+p")
        await it.type("theme gruv")
        await it.settle()
        await it.pilot.pause(0.5)
        await it.press("enter")
        await it.settle()
        assert it.app.theme == "gruvbox"
        assert LOOKS[""].bgcolor is not None


async def test_a_theme_that_cannot_be_used_changes_nothing(
    drive: Drive, folder_of_themes: Path
) -> None:
    (folder_of_themes / "mine.toml").write_text("primary = 3")
    async with drive() as it:
        it.screen.action_use_theme("mine")
        await it.settle()
        assert "mine.toml:1: primary" in it.seen()
        assert LOOKS[""].bgcolor is None


def test_a_theme_of_ones_own(folder_of_themes: Path) -> None:
    (folder_of_themes / "mine.toml").write_text(
        'name = "mine"\nprimary = "teal"\nbackground = "#101010"\nforeground = "white"\n'
        'dark = true\nluminosity_spread = 0.2\n[variables]\ntext-success = "#00ff00"\n'
    )
    look = find("mine")
    assert (look.colours.text, look.colours.ground) == ("#ffffff", "#101010")
    assert look.colours.good == "#00ff00"
    assert "mine" in themes.names()


def test_a_file_wins_over_a_theme_of_that_name(folder_of_themes: Path) -> None:
    (folder_of_themes / "nord.toml").write_text('primary = "red"\nbackground = "#123456"')
    assert find("nord").colours.ground == "#123456"


@pytest.mark.parametrize(
    ("text", "where", "why"),
    [
        ("", "", "needs primary"),
        ("primary = ", ":1", "invalid TOML"),
        ("primary = 3", ":1", "expected a colour"),
        ('\nprimary = "blu\\u001b[31m"', ":2", "is not a colour"),
        ('primary = "ansi_red"', ":1", "not a colour by itself"),
        ('primary = "red"\nbackground = "#00000080"', ":2", "not a colour by itself"),
        ('primary = "red"\ndark = "yes"', ":2", "true or false"),
        ('primary = "red"\ntext_alpha = 7', ":2", "from 0 to 1"),
        ('primary = "red"\ntext_alpha = nan', ":2", "from 0 to 1"),
        ('primary = "red"\ntext_alpha = true', ":2", "from 0 to 1"),
        ('primary = "red"\nname = "b"', ":2", "named after its file"),
        ('primary = "red"\nprimray = "red"', ":2", "did you mean primary"),
        ('primary = "red"\nvariables = 3', ":2", "table of colours"),
        ('primary = "red"\n[variables]\nx = "red; } * { display: none"', ":3", "is not a colour"),
        ('primary = "red"\n[variables]\n"a b" = "red"', ":3", "lower-case letters"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(
    folder_of_themes: Path, text: str, where: str, why: str
) -> None:
    file = folder_of_themes / "mine.toml"
    file.write_text(text)
    with pytest.raises(ThemeError) as caught:
        find("mine")
    assert len(caught.value.lines) == 1
    line = caught.value.lines[0]
    assert line.startswith(f"{file}{where}: ")
    assert why in line
    assert line.isprintable()


def test_a_file_that_others_can_write_is_not_read(folder_of_themes: Path) -> None:
    file = folder_of_themes / "mine.toml"
    file.write_text('primary = "red"')
    file.chmod(0o666)
    with pytest.raises(ThemeError, match="chmod go-w"):
        find("mine")


def test_a_pipe_makes_nobody_wait(folder_of_themes: Path) -> None:
    os.mkfifo(folder_of_themes / "mine.toml")
    with pytest.raises(ThemeError, match="unknown theme"):
        find("mine")


def test_an_unknown_name_gets_the_nearest(folder_of_themes: Path) -> None:
    with pytest.raises(ThemeError, match='unknown theme "contrst"; did you mean contrast'):
        find("contrst")


@pytest.mark.parametrize(
    ("answer", "light"),
    [
        ("rgb:ffff/ffff/ffff", True),
        ("rgb:0000/0000/0000", False),
        ("rgb:fd/f6/e3", True),
        ("rgba:0000/2b2b/3636/ffff", False),
        ("rgb:f/f/f", True),
    ],
)
@pytest.mark.parametrize("end", ["\x07", "\x1b\\"])
def test_an_answer_is_read(answer: str, light: bool, end: str) -> None:
    assert is_light(f"\x1b]11;{answer}{end}") is light


@pytest.mark.parametrize(
    "report", ["\x1b]11;rgb:x/y/z\x07", "\x1b]10;rgb:f/f/f\x07", "\x1bP>|x\x1b\\"]
)
def test_another_report_is_no_answer(report: str) -> None:
    assert is_light(report) is None


@pytest.mark.parametrize(
    ("stated", "light"), [("15;0", False), ("0;15", True), ("0;default;7", True), ("", False)]
)
def test_what_the_environment_says(
    monkeypatch: pytest.MonkeyPatch, stated: str, light: bool
) -> None:
    monkeypatch.setenv("COLORFGBG", stated)
    assert is_light_by_environment() is light


@pytest.mark.parametrize("term", ["linux", "vt100", "dumb", ""])
def test_a_terminal_that_would_show_the_question_is_not_asked(
    monkeypatch: pytest.MonkeyPatch, term: str
) -> None:
    monkeypatch.setenv("TERM", term)
    assert not may_be_asked()
