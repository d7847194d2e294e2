"""Which parts of an index are merged: so that they stay few, and little is written again."""

from __future__ import annotations

from itertools import pairwise

from jobtui.index.rows import Part

_MOST_PARTS = 8  # every word of a query is looked up in each part
_ALIKE = 4  # two parts are alike if the larger is at most this many times the smaller
_ALWAYS = 500  # documents that may be merged at any refresh: it takes a moment


def to_merge(parts: list[Part], written: int) -> list[Part]:
    """Return the parts to write as one: two alike, if there are many; or parts mostly removed.

    *written* is the number of documents that this refresh writes: what is merged is not much
    larger, so that one changed file does not wait for a large merge. Above twice the usual
    number of parts the two smallest are merged in any case.
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
