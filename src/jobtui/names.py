"""Names compared as people mean them: case, accents, punctuation and article do not count."""

from __future__ import annotations

import re
from functools import lru_cache

from jobtui.french import fold


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """Return what two spellings of one name have in common; empty if nothing is left.

    ``+`` and ``#`` stay, so that C, C++ and C# are three names.
    """
    key = re.sub(r"[^\w+#]+|_+", " ", fold(name)).strip()
    return re.sub(r"^(?:l|la|le|les) ", "", key).replace(" ", "")
