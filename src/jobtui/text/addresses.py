"""Web addresses as tokens: the whole without its scheme, its host, and their words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jobtui.text.folding import end_at
from jobtui.text.tokens import WORD, ChunkPart, Token, surfaces_of, tokens_of

if TYPE_CHECKING:
    from collections.abc import Sequence

# Top-level domains for which `example.org/page` is an address without a scheme.
TOP_LEVEL: Final = "fr|com|org|net|eu|io|gouv|info|dev|app|co|tech"
# Ends of addresses that are no words of their own there: "com" is short for communication.
HOST_ENDS: Final = frozenset(("com", "fr", "org", "eu"))
ADDRESS: Final = re.compile(rf"https?://|www\.|[a-z0-9.\-]{{1,400}}\.(?:{TOP_LEVEL})/")
_SCHEME: Final = re.compile(r"(?:https?://)?(?:www\.|w{1,3}$)?")


def _without_closing(folded: str) -> str:
    """Return an address without the punctuation and closing parentheses of its sentence."""
    end = len(folded)
    unopened = folded.count(")") - folded.count("(")
    while end:
        if folded[end - 1] == ")" and unopened > 0:
            unopened -= 1
        elif folded[end - 1] not in ".,;:!?'_~&·…":
            break
        end -= 1
    return folded[:end]


def address_pieces(folded: str, at: Sequence[int]) -> tuple[ChunkPart, ...]:
    """Return the piece of a folded address, none if it holds no word.

    `at[n]` is the offset in the chunk of the n-th folded character, see `fold_at`.
    """
    written = _without_closing(folded)
    end = len(written)
    start = _SCHEME.match(written).end()  # type: ignore[union-attr]
    whole = written[start:].rstrip("/")
    if not WORD.search(whole):  # only `https://` is typed yet
        word = WORD.search(written)
        if word is None:
            return ()
        start, whole, end = 0, word[0], word.end()
    host = re.split(r"[/?#:]", whole, maxsplit=1)[0]
    surfaces = surfaces_of(whole) if host == whole else (whole,)
    if start:
        surfaces = (*surfaces, written)
    stop = end_at(at, end)
    tokens = [Token(whole, surfaces, at[0], stop)]
    if host != whole and "." in host:
        tokens.append(Token(host, surfaces_of(host), at[start], end_at(at, start + len(host))))
    for match in WORD.finditer(folded, start, end):
        first, last = match.span()
        if match[0] in HOST_ENDS and last == start + len(host) and first > start:
            continue
        tokens += tokens_of((match[0],), at[first], end_at(at, last))
    return (ChunkPart(whole, (whole,), tuple(tokens), at[0], stop, False),)
