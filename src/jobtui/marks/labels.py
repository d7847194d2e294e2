"""Labels: the user's own tags of postings, which have tags of their own."""

from __future__ import annotations

import unicodedata

from jobtui.text.printable import printable

LONGEST = 40  # characters
_SEPARATORS = str.maketrans({",": " ", ";": " ", '"': " "})  # they separate values in a query


def label_meant(text: str) -> str:
    """Return the label that *text* means: one line, without separators; "" if it means none."""
    one = unicodedata.normalize("NFC", printable(text.translate(_SEPARATORS)))
    return " ".join(one.split())[:LONGEST].strip("+- ")


def labels_meant(text: str) -> tuple[str, ...]:
    """Return the labels in a list with commas between them, sorted, each once."""
    return tuple(sorted({label for part in text.split(",") if (label := label_meant(part))}))
