"""Sets of small numbers as the bits of one integer: ``&``, ``|`` and ``bit_count()`` are fast."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ONE = ord("1")


def bits_of(numbers: Iterable[int]) -> int:
    """Return a set of numbers as the bits of one integer."""
    known = list(numbers)
    if not known:
        return 0
    digits = bytearray(b"0") * (max(known) + 1)
    for number in known:
        digits[number] = _ONE
    digits.reverse()
    return int(digits, 2)


def numbers_of(bits: int) -> set[int]:
    """Return the numbers of the bits that are set."""
    text = bin(bits)[:1:-1]
    found, at = set(), text.find("1")
    while at >= 0:
        found.add(at)
        at = text.find("1", at + 1)
    return found
