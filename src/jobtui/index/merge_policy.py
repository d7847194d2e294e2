"""Which parts of an index are merged: so that they stay few, and little is written again."""

from __future__ import annotations

from itertools import pairwise

from jobtui.index.toc import Part

_MOST_PARTS = 8  # every word of a query is looked up in each part
_ALIKE = 4  # two parts are alike if the larger is at most this many times the smaller
_ALWAYS = 500  # documents that may be merged at any refresh: it takes a moment


def to_merge(parts: list[Part], written: int) -> list[Part]:
    """Return the parts that become one with the part that is being written.

    Those are two alike, if there are many, and parts mostly removed. *written* is the number of
    documents that this refresh writes: what is merged is not much larger, so that one changed file
    does not wait for a large merge. Above twice the usual number of parts the smallest are merged
    in any case.
    """
    chosen = [part for part in parts if len(part.dead) > part.documents // 2]
    by_size = sorted((p for p in parts if p not in chosen), key=lambda part: part.documents)
    most = max(_ALWAYS, _ALIKE * written)
    for small, large in pairwise(by_size if len(by_size) >= _MOST_PARTS else ()):
        documents = small.documents + large.documents
        if documents <= most and large.documents <= _ALIKE * small.documents:
            chosen += [small, large]
            break
    smallest = (part for part in by_size if part not in chosen)
    while len(parts) - len(chosen) >= 2 * _MOST_PARTS:
        chosen.append(next(smallest))
    return chosen
