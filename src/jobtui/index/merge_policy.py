"""Which parts of an index are joined, so that they stay few and little is written again."""

from __future__ import annotations

from itertools import pairwise

from jobtui.index.rows import Part

_MOST_PARTS = 8  # each is looked up at every key


_ALIKE = 4  # times as large, and no more


_ALWAYS = 500  # documents that may be joined at any time


def to_merge(parts: list[Part], written: int) -> list[Part]:
    """Return the parts that had better be one: two of many that are alike; or those mostly dead.

    Nothing much larger than the documents *written* now is joined, so that a changed file does not
    wait for large parts; but there are never very many.
    """
    by_size = sorted(parts, key=lambda part: part.documents)
    if len(parts) > _MOST_PARTS:
        for small, large in pairwise(by_size):
            documents = small.documents + large.documents
            if documents <= max(_ALWAYS, _ALIKE * written) and (
                large.documents <= _ALIKE * small.documents
            ):
                return [small, large]
    if len(parts) > 2 * _MOST_PARTS:
        return by_size[:2]
    return [part for part in parts if len(part.dead) > part.documents // 2]
