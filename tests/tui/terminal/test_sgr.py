"""From one style to another, in the shortest sequence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.tui.terminal.sgr import PLAIN, Style, blank_style, change, restyle

_CODES = [*range(1, 10), 21, *range(22, 26), 27, 28, 29, 31, 39, 44, 49, 51, 53, 54, 55, 97, 100]
_CODES_OF_COLOUR = ["38;5;9", "48;5;230", "38;2;1;2;3", "48;2;9;9;9", "0", "1;31", "58;5;1", "4:3"]
parameters = st.sampled_from([*map(str, _CODES), *_CODES_OF_COLOUR, "", "4:0", "59"])


def styled(codes: list[str]) -> Style:
    style: Style = PLAIN
    for code in codes:
        changed = restyle(style, code)
        assert changed is not None
        style = changed
    return style


@given(st.lists(parameters, max_size=6), st.lists(parameters, max_size=6))
def test_a_change_of_style_leads_there_and_is_short(before: list[str], after: list[str]) -> None:
    old, new = styled(before), styled(after)
    sequence = change(old, new)
    assert (restyle(old, sequence[2:-1]) if sequence else old) == new
    assert len(sequence) <= len(change(Style(-1), new)) + 1
    assert blank_style(blank_style(new)) == blank_style(new)


@pytest.mark.parametrize("sgr", ["38", "38;5", "38;2;1;2", "73", "4:9", "48;7;1"])
def test_styles_that_are_not_known(sgr: str) -> None:
    assert restyle(PLAIN, sgr) is None
