"""Styles of cells, and the shortest SGR sequence from one style to another."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple


class Style(NamedTuple):
    """The style of a cell; colours and the underline are the SGR parameters that set them."""

    flags: int = 0  # bit n is SGR n; negative if the terminal's style is not known
    under: str = ""
    fg: str = ""
    bg: str = ""
    line: str = ""
    link: str = ""  # "parameters;address" of OSC 8


PLAIN = Style()
_MANY = 4096  # styles and changes to keep; a screen has a few dozen
_made = {PLAIN: PLAIN}
UNSURE = Style(-1)  # not known but for the link, which only OSC 8 changes
_FIELDS = {
    **{str(code): ("fg", str(code)) for code in (*range(30, 38), *range(90, 98))},
    **{str(code): ("bg", str(code)) for code in (*range(40, 48), *range(100, 108))},
    **{f"4:{kind}": ("under", f"4:{kind}") for kind in (2, 3, 4, 5)},
    "4": ("under", "4"),
    "4:0": ("under", ""),
    "4:1": ("under", "4"),
    "21": ("under", "21"),
    "24": ("under", ""),
    "39": ("fg", ""),
    "49": ("bg", ""),
    "59": ("line", ""),
}
_COLOURS = {"38": "fg", "48": "bg", "58": "line"}
_COLOUR_LENGTH = {"5": 1, "2": 3}
_FLAGS = (1, 2, 3, 5, 6, 7, 8, 9, 51, 52, 53)
_ON = {str(code): 1 << code for code in _FLAGS}
_OFF = {
    "22": 1 << 1 | 1 << 2,
    "23": 1 << 3,
    "25": 1 << 5 | 1 << 6,
    "27": 1 << 7,
    "28": 1 << 8,
    "29": 1 << 9,
    "54": 1 << 51 | 1 << 52,
    "55": 1 << 53,
}
_SEEN_ON_BLANK = sum(1 << code for code in (7, 9, 51, 52, 53))


@lru_cache(_MANY)
def restyle(style: Style, parameters: str) -> Style | None:
    """Return *style* after SGR *parameters*, or None if one of them is not known."""
    codes = iter(parameters.split(";"))
    for code in codes:
        code = code if ":" in code else code.lstrip("0")
        kind = code.partition(":")[0]
        if not code:
            style = PLAIN._replace(link=style.link)
        elif code in _FIELDS:
            field, value = _FIELDS[code]
            style = Style(**{**style._asdict(), field: value})
        elif kind in _COLOURS:
            if kind == code:
                model = next(codes, "")
                values = [next(codes, "") for _ in range(_COLOUR_LENGTH.get(model, 0))]
                if not values or "" in values:
                    return None
                code = ";".join((code, model, *values))
            style = Style(**{**style._asdict(), _COLOURS[kind]: code})
        elif code in _ON:
            style = style._replace(flags=style.flags | _ON[code])
        elif code in _OFF:
            style = style._replace(flags=style.flags & ~_OFF[code])
        else:
            return None
    return _one(style)


@lru_cache(_MANY)
def change(old: Style, new: Style) -> str:
    """Return the shortest sequences that change the terminal from style *old* to *new*."""
    link = "" if old.link == new.link else f"\x1b]8;{new.link or ';'}\x1b\\"
    if old[:-1] == new[:-1]:
        return link
    colours = [value for value in new[1:-1] if value]
    from_reset = ";".join(["0", *_flag_codes(new.flags), *colours])
    if old.flags < 0:
        return f"{link}\x1b[{'' if from_reset == '0' else from_reset}m"
    off = [code for code, flags in _OFF.items() if old.flags & ~new.flags & flags]
    left = old.flags
    for code in off:
        left &= ~_OFF[code]
    ends = zip(("24", "39", "49", "59"), old[1:-1], new[1:-1], strict=True)
    step = off + _flag_codes(new.flags & ~left)
    step += [value or end for end, was, value in ends if was != value]
    return f"{link}\x1b[{min('' if from_reset == '0' else from_reset, ';'.join(step), key=len)}m"


def linked(style: Style, link: str) -> Style:
    """Return *style* with a *link*, ``parameters;address``; without an address, with none."""
    return _one(style._replace(link="" if link.endswith(";") else link))


@lru_cache(_MANY)
def blank_style(style: Style) -> Style:
    """Return *style* without what a blank does not show."""
    if style.flags & _SEEN_ON_BLANK or style.under:
        return style
    return _one(PLAIN._replace(bg=style.bg, link=style.link))


def _one(style: Style) -> Style:
    """Return the same object for equal styles, so that they can be compared by ``is``.

    Where that fails, as the table is emptied, a style is only sent once more than needed.
    """
    if len(_made) >= _MANY:
        _made.clear()
        _made[PLAIN] = PLAIN
    return _made.setdefault(style, style)


def _flag_codes(flags: int) -> list[str]:
    return [str(code) for code in _FLAGS if flags >> code & 1]
