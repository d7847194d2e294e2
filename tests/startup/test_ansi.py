"""What may be sent to a terminal as it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jobtui.startup.ansi import is_clean


@given(st.text())
def test_what_is_clean_steers_nothing(text: str) -> None:
    if is_clean(text):
        left = text
        while "\x1b[" in left:
            _before, _, left = left.partition("\x1b[")
            assert left.lstrip("0123456789;:")[0] in "mH"
        assert not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 for c in text.replace("\x1b[", ""))
