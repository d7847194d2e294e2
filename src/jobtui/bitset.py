"""Sets of small numbers as the bits of one integer: ``&``, ``|`` and ``bit_count()`` are fast.

In a file, a short header is followed by the bits or a list of numbers, whichever is shorter.
"""

from __future__ import annotations

import struct
import sys
from array import array
from itertools import compress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ONE = ord("1")
_FLAGS = bytes(number == _ONE for number in range(256))  # "0" and "1" to false and true
_DENSE = 8  # with a number in so many or fewer, looking at each takes less than finding the next
_FEW = 24  # numbers that are set one by one: building a string costs more for so few
_HEAD = struct.Struct("<cI")  # how the set is stored, and its bytes or numbers
_LIST, _SET = b"l", b"s"


def bits_of(numbers: Iterable[int]) -> int:
    """Return a set of numbers as the bits of one integer."""
    known = list(numbers)
    if len(known) <= _FEW:
        bits = 0
        for number in known:
            bits |= 1 << number
        return bits
    digits = bytearray(b"0") * (max(known) + 1)
    for number in known:
        digits[number] = _ONE
    digits.reverse()
    return int(digits, 2)


def numbers_of(bits: int) -> set[int]:
    """Return the numbers of the bits that are set."""
    text = bin(bits)[:1:-1]
    if bits.bit_count() * _DENSE > len(text):
        return set(compress(range(len(text)), flags_of(bits)))
    found, at = set(), text.find("1")
    while at >= 0:
        found.add(at)
        at = text.find("1", at + 1)
    return found


def flags_of(bits: int, size: int = 0) -> bytes:
    """Return a byte for each number up to the last, or at least *size*: 1 if it is set, else 0."""
    return bin(bits)[:1:-1].ljust(size, "0").encode().translate(_FLAGS)


def union(sets: Iterable[int]) -> int:
    """Return the numbers that are in any of some sets."""
    found = 0
    for bits in sets:
        found |= bits
    return found


def packed(numbers: array[int]) -> bytes:
    """Return sorted *numbers* as they are stored in a file."""
    if not numbers:
        return _HEAD.pack(_LIST, 0)
    last = numbers[-1]
    if last // 8 < 4 * len(numbers):
        bits = bits_of(numbers).to_bytes(last // 8 + 1, "little")
        return _HEAD.pack(_SET, len(bits)) + bits
    return _HEAD.pack(_LIST, len(numbers)) + little(numbers).tobytes()


def packed_size(content: bytes, at: int = 0) -> int:
    """Return the size in bytes of the set that is stored in *content* at *at*."""
    kind, count = _HEAD.unpack_from(content, at)
    size: int = count if kind == _SET else 4 * count
    return _HEAD.size + size


def unpacked(content: bytes, at: int = 0) -> int:
    """Return the set that is stored in *content* at *at*, as bits."""
    return unpacked_union((content,), at)


def unpacked_union(contents: Iterable[bytes], at: int) -> int:
    """Return what is in any of the sets that are stored at *at*, as bits; many are short lists."""
    found, listed = 0, array("I")
    for content in contents:
        kind, count = _HEAD.unpack_from(content, at)
        start = at + _HEAD.size
        if kind == _SET:
            found |= int.from_bytes(content[start : start + count], "little")
        else:
            listed.frombytes(content[start : start + 4 * count])
    return found | bits_of(little(listed))


def unpacked_numbers(content: bytes) -> array[int]:
    """Return the sorted numbers of the set that *content* begins with."""
    kind, count = _HEAD.unpack_from(content)
    if kind == _SET:
        flags = flags_of(unpacked(content))
        return array("I", compress(range(len(flags)), flags))
    return _listed(content, 0, count)


def little(numbers: array[int]) -> array[int]:
    """Return numbers converted between native and file byte order (little endian)."""
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers


def _listed(content: bytes, at: int, count: int) -> array[int]:
    start = at + _HEAD.size
    numbers = array("I")
    numbers.frombytes(content[start : start + 4 * count])
    return little(numbers)
