"""The last things that were made, kept by what they weigh and not by how many they are."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class LRUCache(Generic[T]):
    """Keeps what was used last, at most *most* in weight: characters, lines, bytes.

    What was put in last is kept whatever it weighs. For use in one thread.
    """

    def __init__(self, most: int) -> None:
        self.weight = 0
        self._most = most
        self._things: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()

    def get(self, key: Hashable) -> T | None:
        """Return what is kept under *key*, which goes last from now on."""
        found = self._things.pop(key, None)
        if found is None:
            return None
        self._things[key] = found
        return found[0]

    def put(self, key: Hashable, thing: T, weight: int) -> None:
        """Keep *thing*, and let go what was not used for the longest time."""
        self.weight += weight - self._things.pop(key, (None, 0))[1]
        self._things[key] = thing, weight
        while self.weight > self._most and len(self._things) > 1:
            self.weight -= self._things.popitem(last=False)[1][1]

    def clear(self) -> None:
        """Let everything go."""
        self._things.clear()
        self.weight = 0

    def __contains__(self, key: Hashable) -> bool:
        return key in self._things

    def __len__(self) -> int:
        return len(self._things)
