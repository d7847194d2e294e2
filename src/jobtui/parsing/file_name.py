"""What the name of a file says about its posting: identity, title, day, address of its page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobtui.parsing import values
from jobtui.postings.filenames import DATED_NAME
from jobtui.text.sanitize import clean

if TYPE_CHECKING:
    from datetime import date

_MARKDOWN_ENDING = re.compile(r"\.(md|markdown|mdown|mkd)$", re.IGNORECASE)


def id_of(name: str) -> str:
    """Return the file's name without folders and ending; never empty."""
    base = name.rsplit("/", 1)[-1]
    return clean(_MARKDOWN_ENDING.sub("", base)) or clean(base) or "?"


def title_of(name: str) -> str:
    """Return the words of a file's name, without its date, as a title."""
    identity = id_of(name)
    dated = DATED_NAME.match(identity)
    words = re.sub(r"[-_]+", " ", dated[2] if dated and dated[2] else identity).strip()
    return words[:1].upper() + words[1:] or identity


def day_of(name: str) -> date | None:
    """Return the day at the beginning of a file's name, ``2022-05-31-name.md``; None without."""
    dated = DATED_NAME.match(name.rsplit("/", 1)[-1])
    return values.day_of(dated[1]) if dated else None
