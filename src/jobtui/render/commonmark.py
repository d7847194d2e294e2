"""The Markdown parser, set up so that no text of strangers takes it long."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

MAX_NESTING = 40  # a list counts twice: itself and its item
_MAX_INLINE_NESTING = 10
_MAX_PIECE = 1 << 14  # characters of one paragraph parsed together: some rules take quadratic time


@cache
def parser(footnotes: bool) -> MarkdownIt:
    """Return a parser of CommonMark with tables and strikethrough, and *footnotes* if asked."""
    from markdown_it import MarkdownIt

    blocks, inline = (
        MarkdownIt("commonmark", {"maxNesting": nesting}).enable(["table", "strikethrough"])
        for nesting in (MAX_NESTING, _MAX_INLINE_NESTING)
    )
    for each in (blocks, inline):
        # Addresses are judged where links are made, and shown as they are written.
        vars(each).update(validateLink=lambda url: True, normalizeLink=lambda url: url)
        if footnotes:
            from mdit_py_plugins.footnote import footnote_plugin

            each.use(footnote_plugin, inline=False)

    def parse_inline(state: StateCore) -> None:
        for token in state.tokens:
            if token.type == "inline":
                token.children = []
                for piece in _pieces(token.content):
                    children: list[Token] = []
                    inline.inline.parse(piece, inline, state.env, children)
                    token.children += children

    blocks.core.ruler.at("inline", parse_inline)
    return blocks


def _pieces(text: str) -> Iterator[str]:
    """Yield *text* in pieces short enough to parse, cut at spaces where there are any."""
    start = 0
    while len(text) - start > _MAX_PIECE:
        end = start + _MAX_PIECE
        cut = max(text.rfind("\n", start + 1, end), text.rfind(" ", start + 1, end)) + 1
        yield text[start : cut or end]
        start = cut or end
    yield text[start:]
