"""Which parts of an index are merged: so that they stay few, and little is written again."""

from __future__ import annotations

from jobtui.index.toc import Part

_MOST_PARTS = 8  # every word of a query is looked up in each part
_ALIKE = 2  # a part joins smaller ones if it is at most this many times all of them together
_ALWAYS = 500  # documents that may be merged at any refresh: it takes a moment
_MORE = 4  # or this many times as many as are written


def to_merge(parts: list[Part], written: int) -> list[Part]:
    """Return the parts that become one with the part that is being written.

    Those are parts mostly removed and, if there are many, small ones that are alike: all at once,
    so that two of three refreshes merge nothing (simulated: less is written again than with pairs).
    *written* is the number of documents that this refresh writes: what is merged is not much more,
    so that one changed file does not wait for a large merge. Above twice the usual number of parts
    the smallest are merged in any case.
    """
    chosen = [part for part in parts if len(part.dead) > part.documents // 2]
    by_size = sorted((p for p in parts if p not in chosen), key=lambda part: part.documents)
    if len(by_size) >= _MOST_PARTS:
        chosen += _alike(by_size, max(_ALWAYS, _MORE * written))
    others = (part for part in by_size if part not in chosen)
    while len(parts) - len(chosen) >= 2 * _MOST_PARTS:
        chosen.append(next(others))
    return chosen


def _alike(by_size: list[Part], most: int) -> list[Part]:
    """Return the smallest parts that are alike, of at most so many documents; or none."""
    for at, smallest in enumerate(by_size):
        alike, documents = [smallest], smallest.documents
        for part in by_size[at + 1 :]:
            if part.documents > min(_ALIKE * documents, most - documents):
                break
            alike.append(part)
            documents += part.documents
        if len(alike) > 1:
            return alike
    return []
