"""How much a word weighs in a document: the weighted frequency of BM25F.

Robertson, Zaragoza: The Probabilistic Relevance Framework: BM25 and Beyond (2009), section 3.6: the
occurrences in each field, normalised by the field's length and multiplied by its weight, are added
up before they are saturated.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from jobtui.index.columns import HEADING, TEAM, TEXT


class WeightedField(NamedTuple):
    """A field's part in the weight of a word."""

    name: str
    weight: float
    by_length: float  # b of BM25F: how much a long text weakens each occurrence, 0 to 1


# Found on judged questions, on one half of them and tried on the other: any weight of the heading
# between 3 and 20 and any b below 0.6 is as good within 0.03 nDCG. Titles and names are short, and
# a long one is no worse, so that their lengths play no part.
WEIGHTED_FIELDS = (
    WeightedField(HEADING, 6.0, 0.0),
    WeightedField(TEAM, 2.0, 0.0),
    WeightedField(TEXT, 1.0, 0.3),  # which holds the words of the others as well
)
ONCE_IN_TEXT = WEIGHTED_FIELDS[2].weight  # what a word weighs that stands there once
ONCE_IN_HEADING = WEIGHTED_FIELDS[0].weight + ONCE_IN_TEXT
_K1 = 1.2  # how soon more occurrences add nothing; 1.2 to 2 is usual


def saturated(weight: float) -> float:
    """Return the part of a score for a weight, between 0 and 1."""
    return weight / (weight + _K1)


def rarity(documents: int, total: int) -> float:
    """Return how much a word tells that *documents* of *total* have, as BM25 has it."""
    return math.log(1 + (total - documents + 0.5) / (documents + 0.5))
