"""Sets of small numbers as the bits of one integer: ``&``, ``|`` and ``bit_count()`` are fast."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def bits_of(numbers: Iterable[int]) -> int:
    """Return a set of numbers as the bits of one integer."""
    raw = bytearray()
    for number in numbers:
        byte = number >> 3
        if byte >= len(raw):
            raw.extend(bytes(byte + 1 - len(raw)))
        raw[byte] |= 1 << (number & 7)
    return int.from_bytes(raw, "little")


def numbers_of(bits: int) -> set[int]:
    """Return the numbers of the bits that are set."""
    text = bin(bits)[:1:-1]
    found, at = set(), text.find("1")
    while at >= 0:
        found.add(at)
        at = text.find("1", at + 1)
    return found
