"""The edit distance of two spellings."""

from __future__ import annotations


def distance(a: str, b: str, most: int = 2) -> int:
    """Return how many insertions, deletions, changes and swaps turn *a* into *b*; -1 above *most*.

    The optimal string alignment distance, within a band of *most* cells.
    """
    if abs(len(a) - len(b)) > most:
        return -1
    if a == b:
        return 0
    start = 0
    shortest = min(len(a), len(b))
    while start < shortest and a[start] == b[start]:
        start += 1
    end = 0
    while end < shortest - start and a[-1 - end] == b[-1 - end]:
        end += 1
    a, b = a[start : len(a) - end], b[start : len(b) - end]
    if max(len(a), len(b)) <= 1:
        return 1
    if most == 1:
        return 1 if len(a) == len(b) == 2 and a == b[::-1] else -1
    return _within(a, b, most)


def is_plain_slip(typed: str, other: str) -> bool:
    """Whether one letter is missing, added or swapped, but not the first.

    With another letter in its place it is another word: "forge" is not "forme".
    """
    if typed[:1] != other[:1] or distance(typed, other, most=1) != 1:
        return False
    return len(typed) != len(other) or sorted(typed) == sorted(other)


def _within(a: str, b: str, most: int) -> int:
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, start=1):
        older, before = before, row
        row = [i]
        for j, other in enumerate(b, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return -1
    return row[-1] if row[-1] <= most else -1
