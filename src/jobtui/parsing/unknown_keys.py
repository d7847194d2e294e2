"""Keys of the frontmatter that are no field, but nearly one: ``opne`` for ``open``."""

from __future__ import annotations

import re
from functools import lru_cache

from jobtui.parsing.field_names import TELLING_KEYS
from jobtui.text.edit_distance import distance
from jobtui.text.folding import fold

_SHORTEST = 4  # letters of a key: shorter ones are near to too many others
_LONG = 9  # letters of a key in which two may be wrong


@lru_cache(maxsize=256)
def nearest_key(key: str) -> str:
    """Return the known key that *key* is most likely a slip of; "" if there is none.

    Only the keys of the site that jobtui was made for are looked at: other sites have too many.
    """
    key = re.sub(r"[\s-]+", "_", fold(key).strip())
    if len(key) < _SHORTEST:
        return ""
    most = 2 if len(key) >= _LONG else 1
    near = [
        (away, sorted(known) != sorted(key), number, known)  # letters are swapped more often
        for number, known in enumerate(TELLING_KEYS)
        if (away := distance(key, known, most)) > 0
    ]
    return min(near)[3] if near else ""
