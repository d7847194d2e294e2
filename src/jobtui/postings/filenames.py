"""Which files of a folder can be postings, by their names.

Separate from parsing, so that looking for changes imports no YAML.
"""

from __future__ import annotations

import re

DATED_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})[-_ ]?(.*)$")
_MARKDOWN = frozenset(("md", "markdown", "mdown", "mkd"))
_NO_POSTINGS = frozenset(
    """readme license licence copying contributing changelog code_of_conduct security authors
        makefile dockerfile gemfile rakefile procfile vagrantfile as-of codeowners""".split()
)
# In a dated name only these count as extensions: 2021-03-01-beta.gouv.fr has none.
_USUAL_ENDINGS = frozenset(
    """7z adoc avi avif bak bat bin bmp bz2 c cfg conf cpp css csv dat db doc docx eml epub exe
        gif go gz h htm html ico ics ini ipynb iso jar java jpeg jpg js json jsonl jsx key less lock
        log lua mjs mkv mov mp3 mp4 odp ods odt ogg orig pdf php pl png ppt pptx ps psd py pyc rar
        rb rs rst rtf sass scss sh sql sqlite svg swp tar tex tgz tif tiff tmp toml ts tsv tsx ttf
        txt vcf wav webm webp woff woff2 xls xlsx xml xz yaml yml zip zst""".split()
)


def is_posting_name(name: str) -> bool:
    """Whether a file of this name can be a posting: Markdown, or without an extension.

    In a dated name only usual extensions count: ``2021-03-01-beta.gouv.fr`` has none.
    """
    base = name.rpartition("/")[2]
    if base.startswith(".") or base.lower() in _NO_POSTINGS:
        return False
    stem, dot, ending = base.rpartition(".")
    if not dot or not stem:
        return True
    ending = ending.lower()
    if ending in _MARKDOWN:
        return stem.lower() not in _NO_POSTINGS
    usual = ending in _USUAL_ENDINGS or base.endswith("~")
    return not usual and DATED_NAME.match(base) is not None
