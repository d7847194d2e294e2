"""Themes: the terminal's colours, two of high contrast, those of Textual, and the user's files.

    ""              the terminal's colours, darker ones on a light background
    ansi            the terminal's sixteen colours and nothing else
    contrast        white on black, contrast-light black on white: at least 7 to 1 (WCAG AAA)
    nord, …         all themes of Textual
    NAME            <config>/themes/NAME.toml, with the fields of a Textual theme

A file takes precedence over a built-in theme of the same name. NO_COLOR turns all colours off.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from textual.color import Color, ColorParseError
from textual.theme import BUILTIN_THEMES, Theme

from jobtui.files import locations
from jobtui.i18n import _
from jobtui.text.printable import printable
from jobtui.tui.styles import Colours

TERMINAL, ANSI = "", "ansi"
_CONTRAST, _MOST_CONTRAST = 4.5, 7.0  # to 1, at least: WCAG 2.2, 1.4.3 (AA) and 1.4.6 (AAA)
_FAINT = 0.5  # how far less important text is on the way from the ground to the text
_STEP = 0.05  # of the way to white or black, to make a colour legible


def _contrasting(name: str, text: str, ground: str, *colours: str) -> Theme:
    """Return a theme of *text* on *ground*; *colours* in the order of Textual's Theme."""
    primary, secondary, warning, error, success, accent = colours
    return Theme(
        name,
        primary,
        secondary,
        warning,
        error,
        success,
        accent,
        foreground=text,
        background=ground,
        surface=ground,
        panel=ground,
        boost=ground,
        dark=ground == "#000000",
        variables={"text-muted": text, "text-disabled": text},
    )


CONTRAST = (
    _contrasting(
        "contrast", "#ffffff", "#000000",
        "#66d9ff", "#9fb8ff", "#ffe14d", "#ff9c9c", "#7dff9b", "#ffa6ff",
    ),
    _contrasting(
        "contrast-light", "#000000", "#ffffff",
        "#003f5c", "#00008b", "#5c3d00", "#8b0000", "#004d00", "#5c005c",
    ),
)  # fmt: skip
_COLOURS = (
    "primary secondary warning error success accent foreground background surface panel boost"
).split()
_NUMBERS = ("luminosity_spread", "text_alpha")
_FIELDS = ("name", *_COLOURS, "dark", *_NUMBERS, "variables")
_OPAQUE = ("foreground", "background")


class ThemeError(Exception):
    """A theme cannot be used; ``lines`` say why, with file and line number if it is a file."""

    def __init__(self, *lines: str) -> None:
        super().__init__(*lines)
        self.lines = lines


class ReadyTheme(NamedTuple):
    """A theme, ready to use: our colours, and the theme of Textual's own widgets."""

    name: str = TERMINAL
    colours: Colours = Colours()
    theme: Theme | None = None  # None: the terminal's colours

    @property
    def is_terminals(self) -> bool:
        """Whether the terminal decides on the colours."""
        return self.theme is None or self.theme.ansi


def names() -> list[str]:
    """Return the names of all themes but the default one, which has none."""
    ours = [ANSI, *(theme.name for theme in CONTRAST), *BUILTIN_THEMES]
    return list(dict.fromkeys([*ours, *_own_names()]))


def is_light(name: str) -> bool:
    """Return whether a built-in theme has a light ground; a file of the user's is not read."""
    theme = next((one for one in (*CONTRAST, *BUILTIN_THEMES.values()) if one.name == name), None)
    return theme is not None and not theme.dark


def find(name: str) -> ReadyTheme:
    """Return the theme called *name*. Raises ThemeError."""
    if os.environ.get("NO_COLOR"):
        return ReadyTheme(ANSI)
    file = file_of(name)
    # Path.is_file() raises if the name is too long or the folder may not be searched.
    if file is not None and os.path.isfile(file):  # noqa: PTH113
        return _ready(_read(file))
    if name in (TERMINAL, ANSI):
        return ReadyTheme(name)
    for theme in (*CONTRAST, *BUILTIN_THEMES.values()):
        if theme.name == name:
            return _ready(theme)
    from jobtui.config.validators import unknown

    raise ThemeError(unknown(_("unknown theme {name}"), name, names()))


def file_of(name: str) -> Path | None:
    """Return the path of the user's theme called *name*; it need not exist."""
    folder = _folder()
    return folder / f"{name}.toml" if folder and name else None


def _folder() -> Path | None:
    folder = locations.user_config_dir()
    return folder / "themes" if folder else None


def _own_names() -> Iterator[str]:
    folder = _folder()
    try:
        files = sorted(folder.iterdir()) if folder else []
    except OSError:
        return
    for file in files:
        if file.suffix == ".toml" and file.stem.replace("-", "").isalnum():
            yield file.stem


def _ready(theme: Theme) -> ReadyTheme:
    """Return a theme with our styles in the colours that Textual derives for text."""
    if theme.ansi:
        return ReadyTheme(theme.name, Colours(), theme)
    made = theme.to_color_system().generate() | theme.variables
    ground = Color.parse(made["background"])

    least = _MOST_CONTRAST if theme in CONTRAST else _CONTRAST
    text = legible(ground + Color.parse(made["foreground"]), ground, least)

    def hexed(variable: str) -> str:
        return legible(ground + Color.parse(made[variable]), ground, least).hex6.lower()

    colours = Colours(
        text=text.hex6.lower(),
        ground=ground.hex6.lower(),
        label=hexed("text-primary"),
        good=hexed("text-success"),
        warning=hexed("text-warning"),
        other=hexed("text-accent"),
        link=hexed("text-secondary"),
        bad=hexed("text-error"),
        faint=legible(ground.blend(text, _FAINT), ground, least).hex6.lower(),
    )
    return ReadyTheme(theme.name, colours, theme)


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG 2.2 defines it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Color) -> float:
    parts = [
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
        for one in colour.normalized
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def legible(colour: Color, ground: Color, least: float) -> Color:
    """Return *colour*, or the nearest on the way to white or black that is legible on *ground*."""
    ends = Color.parse("#ffffff"), Color.parse("#000000")
    end = max(ends, key=lambda one: contrast(one, ground))
    share = 0.0
    shown = Color(*colour.rgb)
    while contrast(shown, ground) < least and share < 1:
        share += _STEP
        shown = Color(*colour.rgb).blend(end, min(1.0, share))
    return shown


def _read(file: Path) -> Theme:
    """Return the theme in a user's *file*. Raises ThemeError with all its errors."""
    from jobtui.config.files import Unusable, stated
    from jobtui.config.toml_positions import line_of, lines_of

    where = printable(str(file))
    try:
        content = stated(file, is_users=True)
    except Unusable as error:
        raise ThemeError(f"{where}{f':{error.line}' if error.line else ''}: {error}") from error
    if content is None:
        raise ThemeError(_("{file}: not a file").format(file=where))
    lines, found = lines_of(content.text), []

    def tell(why: str, *path: str) -> None:
        found.append((line_of(lines, path), f"{'.'.join(map(printable, path))}: {why}"))

    fields = _checked(content.values, file.stem, tell)
    if found:
        raise ThemeError(*(f"{where}:{line}: {why}" for line, why in sorted(found)))
    if "primary" not in fields:
        raise ThemeError(_('{file}: a theme needs primary = "#rrggbb"').format(file=where))
    return Theme(**{**fields, "name": file.stem})


def _checked(values: dict[str, Any], name: str, tell: Callable[..., None]) -> dict[str, Any]:
    """Return the fields of a theme; *tell* is called with each error and the field it is in."""
    from jobtui.config.validators import unknown

    for field, value in values.items():
        if field in _COLOURS:
            if why := _no_colour(value, opaque=field in _OPAQUE):
                tell(why, field)
        elif field == "dark":
            if not isinstance(value, bool):
                tell(_("expected true or false"), field)
        elif field in _NUMBERS:
            if type(value) not in (int, float) or not 0 <= value <= 1:
                tell(_("expected a number from 0 to 1"), field)
        elif field == "name":
            if value != name:
                tell(_("a theme is named after its file, {name}").format(name=name), field)
        elif field == "variables" and isinstance(value, dict):
            _check_variables(value, tell)
        elif field == "variables":
            tell(_("expected a table of colours"), field)
        else:
            tell(unknown(_("unknown key {name}"), field, _FIELDS), field)
    return values


def _check_variables(variables: dict[str, Any], tell: Callable[..., None]) -> None:
    for name, value in variables.items():
        if not (name.isascii() and name.islower() and name.replace("-", "").isalnum()):
            tell(
                _("a name may contain only lower-case letters, digits and hyphens"),
                "variables",
                name,
            )
        elif why := _no_colour(value, opaque=name.startswith("text-")):
            tell(why, "variables", name)


def _no_colour(value: Any, opaque: bool) -> str:
    """Return why *value* is not a colour, or an empty text."""
    from jobtui.text.printable import in_quotes

    if not isinstance(value, str):
        return _('expected a colour such as "#2e3440"')
    try:
        colour = Color.parse(value)
    except ColorParseError:
        return _('{value} is not a colour; use "#2e3440" or a CSS name').format(
            value=in_quotes(value)
        )
    if colour.ansi is not None or value.startswith("auto") or (opaque and colour.a < 1):
        return _("{value} is not a colour by itself").format(value=in_quotes(value))
    return ""
