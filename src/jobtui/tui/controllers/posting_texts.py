"""The parsed texts of postings: read in a thread, the last ones cached."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

from jobtui.files.shortage import told
from jobtui.lru import LRUCache

if TYPE_CHECKING:
    from jobtui.library.library import Library
    from jobtui.postings.model import Posting
    from jobtui.render.document import Document

MOST_CACHED = 500_000  # characters: a few hundred postings


class PostingText(NamedTuple):
    """The parsed text of a posting, or why it cannot be read."""

    document: Document
    error: str
    size: int  # characters of the Markdown


class _Reading(NamedTuple):
    posting_id: str
    future: Future[PostingText]


class PostingTexts:
    """Reads one text at a time; which one is next can be changed until it is begun."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._thread = ThreadPoolExecutor(1, "texts")
        self._cache: LRUCache[PostingText] = LRUCache(MOST_CACHED)
        self._next: _Reading | None = None

    @property
    def cached_size(self) -> int:
        """How many characters the cached texts have."""
        return self._cache.weight

    def get(self, posting: Posting, seconds: float) -> PostingText | None:
        """Return a text if it is there within so many *seconds*; with 0 only a cached one."""
        text = self._cache.get(posting.id)
        if text is None and seconds > 0:
            try:
                text = self.begin(posting).result(seconds)
            except TimeoutError:
                return None
            self._put(posting, text)
        return text

    async def wait(self, posting: Posting) -> None:
        """Wait until a text is there; no other may be begun meanwhile."""
        future = self.begin(posting)
        text = await asyncio.wrap_future(future)
        if self._next == (posting.id, future):  # not dropped by `clear`
            self._put(posting, text)

    def begin(self, posting: Posting) -> Future[PostingText]:
        """Begin to read a text, unless it is begun; it takes the place of one that still waits."""
        if self._next is None or self._next.posting_id != posting.id:
            if self._next is not None:
                self._next.future.cancel()
            self._next = _Reading(posting.id, self._thread.submit(read, self._library, posting))
        return self._next.future

    def has(self, posting: Posting) -> bool:
        """Return whether a text is cached."""
        return posting.id in self._cache

    def clear(self) -> None:
        """Drop all texts: the files have changed."""
        self._cache.clear()
        self._next = None

    def _put(self, posting: Posting, text: PostingText) -> None:
        self._next = None
        self._cache.put(posting.id, text, text.size)


def read(library: Library, posting: Posting) -> PostingText:
    """Read and parse the text of a posting."""
    from jobtui.render.markdown import parse

    try:
        body, error = library.body(posting)
        return PostingText(parse(body, library.site_of(posting)), error, len(body))
    except Exception as failure:  # one posting must never take the browser down
        return PostingText(parse(""), told(failure) or f"{type(failure).__name__}: {failure}", 0)
