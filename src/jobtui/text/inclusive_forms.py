"""Inclusive forms such as développeur·se: whether a word is one, and what it stands for.

Whether an ending belongs to a word is decided by the stemmer: it does if masculine and feminine
have the same stem. All words here are folded.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from jobtui.text.stemming import stem

if TYPE_CHECKING:
    from collections.abc import Sequence

SEPARATORS: Final = frozenset((*"·.-/()", ")·", ")."))
_OPENING: Final = SEPARATORS - {")"}
_PAIR_SEPARATORS: Final = frozenset("·./(")
_MOST_ENDINGS: Final = 3  # as in développeu·r·se·s

# What may follow a separator; a plural s is cut off before an ending is looked up.
ENDINGS: Final = frozenset(
    """
e ne le te se ve fe sse esse re rre ce che gue que ue ie ee ere iere ire ure eure ale ante ente
ande arde aine aise oise ise use ouse euse teuse rse ive ette ete otte tte lle nne
elle eille enne ienne eenne onne ice rice trice atrice drice ique
x s eur r eux teur er ier if f en ien an el al il au eau
in innen a as os ora oras
""".split()
)
_OF_ANY: Final = frozenset(("e", "ne", "le", "te", "se", "ve", "fe", "sse", "esse"))
SURE: Final = frozenset("·(")  # separators that hardly ever mean anything else
_FUSED: Final = re.compile(r"(\w+)(?:(eurice)|eureuse)s?")
_FUSED_ENDINGS: Final = ("eurice", "eurices", "eureuse", "eureuses")


class InclusiveForm(NamedTuple):
    """The written forms, masculine first, and the number of the word after the inclusive form."""

    forms: tuple[str, ...]
    after: int


def inclusive_form(words: Sequence[str], signs: Sequence[str], here: int) -> InclusiveForm | None:
    """Return the inclusive form that begins with word *here*, None if there is none.

    `signs[n]` is what separates `words[n]` from the next; there must be a next word.
    """
    word, sign, other = words[here], signs[here], words[here + 1]
    for count in range(_endings_behind(words, signs, here), 0, -1):
        endings = tuple(words[here + 1 : here + 1 + count])
        if forms := written_out(word, endings, sign):
            return InclusiveForm(forms, here + 1 + count)
    if sign in _PAIR_SEPARATORS and _is_same_term(word, other) and len(other) > 1:
        return InclusiveForm(_masculine_first(word, other), here + 2)
    return None


def may_open(sign: str) -> bool:
    """Whether *sign* can stand between a word and its first ending."""
    return sign in _OPENING


def _endings_behind(words: Sequence[str], signs: Sequence[str], here: int) -> int:
    """Return how many of the words behind word *here* may be its endings."""
    count = 0
    while count < _MOST_ENDINGS and here + count + 1 < len(words):
        ending = words[here + count + 1]
        if signs[here + count] not in SEPARATORS:
            break
        if ending not in ENDINGS and ending.removesuffix("s") not in ENDINGS:
            break
        count += 1
    return count


def _is_same_term(one: str, other: str) -> bool:
    """Whether two words are different forms of one term."""
    return one != other and stem(one) == stem(other)


def _without_s(word: str) -> str:
    return word[:-1] if word.endswith("s") and stem(word) == stem(word[:-1]) else word


def _masculine_first(one: str, other: str) -> tuple[str, str]:
    """Return both words in order, as far as endings tell."""
    feminine = one.rstrip("s").endswith(("e", "a")) and not other.rstrip("s").endswith(("e", "a"))
    return (other, one) if feminine else (one, other)


def _matching(word: str, ending: str) -> str | None:
    """Return the other gender of *word* that ends in *ending*, if the two have the same stem."""
    for cut in range(min(5, len(word))):
        other = word[: len(word) - cut] + ending
        if _is_same_term(word, other):
            return other
    return None


@lru_cache(maxsize=4096)
def written_out(word: str, endings: tuple[str, ...], separator: str) -> tuple[str, ...]:
    """Return the written forms of an inclusive form, masculine first; empty if it is none.

    *word* is what precedes the first separator, which is *separator*; *endings* are the one to
    three parts behind it, without separators.

    >>> written_out("conseiller", ("ere", "s"), "."), written_out("chef", ("lieu",), "-")
    (('conseiller', 'conseillere'), ())
    """
    if len(endings) > 1 and endings[-1] in ("s", "x"):
        endings = endings[:-1]
    if endings in (("s",), ("x",)):
        fits = separator in SURE or (separator == "." and len(word) > 3 and endings == ("s",))
        return (word,) if fits and stem(word + endings[0]) == stem(word) else ()
    word = _without_s(word)
    last = endings[-1]
    if last.endswith("s") and len(last) > 1:
        last = last[:-1]
    if last == "ice":
        last = "rice"
    if len(endings) == 1:
        return _one_ending(word, last, separator, plural=last != endings[0])
    if len(endings) == 2:  # développeu·r·se, administrat.eur.rice
        whole = word + endings[0]
        for other in (word + last, _matching(whole, last)):
            if other and _is_same_term(whole, other):
                return _masculine_first(whole, other)
    return ()


def _one_ending(word: str, ending: str, separator: str, plural: bool) -> tuple[str, ...]:
    if (ending == "r" and word.endswith("eu")) or (ending == "eur" and word.endswith("t")):
        return (word + ending,)
    if other := _matching(word, ending):
        return _masculine_first(word, other)
    known = separator in SURE and ending in _OF_ANY
    if known or (separator in ".-" and ending == "e" and not plural and len(word) > 3):
        return (word, word + ending)
    return ()


def fused(word: str) -> tuple[str, ...]:
    """Return both forms of `utilisateurices` or `développeureuse`; empty for any other word."""
    if not word.endswith(_FUSED_ENDINGS) or (found := _FUSED.fullmatch(word)) is None:
        return ()
    masculine = found[1] + "eur"
    feminine = found[1] + ("rice" if found[2] else "euse")
    return (masculine, feminine) if _is_same_term(masculine, feminine) else ()
