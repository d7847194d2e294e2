"""An LRU cache bounded by total weight."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class LRUCache(Generic[T]):
    """Keeps the most recently used values, of a total weight of at most *most*.

    The unit is the caller's: characters, lines, bytes. The value put last is kept whatever its
    weight. Not thread-safe.
    """

    def __init__(self, most: int) -> None:
        self.weight = 0
        self._most = most
        self._entries: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()

    def get(self, key: Hashable) -> T | None:
        """Return the value of *key*, now the most recently used; None if there is none."""
        found = self._entries.pop(key, None)
        if found is None:
            return None
        self._entries[key] = found
        return found[0]

    def put(self, key: Hashable, value: T, weight: int) -> None:
        """Keep *value*, and evict the least recently used ones above the bound."""
        self.weight += weight - self._entries.pop(key, (None, 0))[1]
        self._entries[key] = value, weight
        while self.weight > self._most and len(self._entries) > 1:
            self.weight -= self._entries.popitem(last=False)[1][1]

    def clear(self) -> None:
        """Remove everything."""
        self._entries.clear()
        self.weight = 0

    def __contains__(self, key: Hashable) -> bool:
        return key in self._entries

    def __len__(self) -> int:
        return len(self._entries)
