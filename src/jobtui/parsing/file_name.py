"""What the name of a file says about its posting: identity, title, day, address of its page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobtui.parsing import dates
from jobtui.postings.filenames import DATED_NAME, entry_path, is_index
from jobtui.text.patterns import late
from jobtui.text.sanitize import clean

if TYPE_CHECKING:
    from datetime import date

_ENDING = late(r"\.(md|markdown|mdown|mkd|mdx|html?|ya?ml|json|jsonld|csv)$", re.IGNORECASE)
_LANGUAGES = {
    **{code: code for code in ("en", "fr", "de", "es", "it", "nl", "pt", "pl", "sk", "cs")},
    "english": "en",
    "french": "fr",
    "german": "de",
    "deutsch": "de",
    "spanish": "es",
}


def id_of(name: str) -> str:
    """Return the file's name without folders and ending; never empty.

    The page of a folder, ``sailor/index.md``, has its folder's name; a posting of several in one
    file its slug, or the file's name and its number: ``jobs#2``.
    """
    file, key = entry_path(name)
    if key and not key.rstrip("-").isdigit():
        return clean(key) or "?"
    folder, _slash, base = file.rpartition("/")
    stem = _ENDING.sub("", base)
    above = folder.rpartition("/")[2]
    if above and is_index(base):
        stem = above + stem[len("index") :]
    return (clean(stem) or clean(base) or "?") + (f"#{key}" if key else "")


def title_of(name: str) -> str:
    """Return the words of a file's name, without its date, as a title."""
    identity = id_of(name)
    dated = DATED_NAME.match(identity)
    words = re.sub(r"[-_]+", " ", dated[2] if dated and dated[2] else identity).strip()
    return words[:1].upper() + words[1:] or identity


def day_of(name: str) -> date | None:
    """Return the day at the beginning of a file's name, ``2022-05-31-name.md``; None without."""
    dated = DATED_NAME.match(name.rsplit("/", 1)[-1])
    return dates.day_of(dated[1]) if dated else None


def translation_of(name: str) -> str:
    """Return what the paths of all translations of one posting share; empty without a language.

    >>> translation_of("en/jobs/a.md"), translation_of("jobs/a.fr.md")
    ('*/jobs/a.md', 'jobs/a.*.md')
    """
    for sign in ("/", "."):
        parts = name.split(sign) if sign == "/" else name.rsplit(".", 2)
        places = range(len(parts) - 1) if sign == "/" else range(1, len(parts) - 1)
        for at in places:
            if language_of(f"{parts[at]}/a.md" if sign == "/" else f"a.{parts[at]}.md"):
                return sign.join((*parts[:at], "*", *parts[at + 1 :]))
    return ""


def language_of(name: str) -> str:
    """Return the language that a path names: ``en/jobs/a.md``, ``a.fr.md``; empty if none.

    *name* is the path within the source.
    """
    *folders, base = name.lower().split("/")
    parts = base.split(".")
    if len(parts) > 2 and parts[-2] in _LANGUAGES:
        return parts[-2]
    for folder in folders:
        code = folder.partition("-")[0].partition("_")[0] if len(folder) in (2, 5) else folder
        if found := _LANGUAGES.get(code):
            return found
    return ""
