"""The parsed texts of postings: read in a thread of their own, the last of them kept."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from jobtui.files.shortage import told
from jobtui.lru import LRUCache

if TYPE_CHECKING:
    from jobtui.library.library import Library
    from jobtui.postings.model import Posting
    from jobtui.render.markdown import Document

    Text = tuple[Document, str]  # and why there is none

_KEPT = 500_000  # characters


class Texts:
    """Reads one text at a time; which is read can be changed until it is begun."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._thread = ThreadPoolExecutor(1, "texts")
        self._kept: LRUCache[Text] = LRUCache(_KEPT)
        self._next: tuple[str, Future[tuple[Text, int]]] | None = None

    def get(self, posting: Posting, seconds: float) -> Text | None:
        """Return a text if it is there within so many *seconds*; with 0 only a kept one."""
        text = self._kept.get(posting.id)
        if text is None and seconds > 0:
            try:
                text, size = self.begin(posting).result(seconds)
            except TimeoutError:
                return None
            self._keep(posting, text, size)
        return text

    async def wait(self, posting: Posting) -> None:
        """Wait until a text is there; no other may be begun meanwhile."""
        future = self.begin(posting)
        text, size = await asyncio.wrap_future(future)
        if self._next == (posting.id, future):  # not forgotten
            self._keep(posting, text, size)

    def begin(self, posting: Posting) -> Future[tuple[Text, int]]:
        """Begin to read a text, unless it is begun; of those not yet begun only this is read."""
        if self._next is None or self._next[0] != posting.id:
            if self._next is not None:
                self._next[1].cancel()
            self._next = (posting.id, self._thread.submit(read, self._library, posting))
        return self._next[1]

    def is_kept(self, posting: Posting) -> bool:
        """Return whether a text is there."""
        return posting.id in self._kept

    def forget(self) -> None:
        """Read every text anew."""
        self._kept.clear()
        self._next = None

    def _keep(self, posting: Posting, text: Text, size: int) -> None:
        self._next = None
        self._kept.put(posting.id, text, size)


def read(library: Library, posting: Posting) -> tuple[Text, int]:
    """Return the text of a posting, of one that cannot be read why, and its size in characters."""
    from jobtui.render.markdown import parse

    try:
        body, error = library.body(posting)
        return (parse(body, library.site_of(posting)), error), len(body)
    except Exception as failure:  # one posting must never take the browser down
        return (parse(""), told(failure) or f"{type(failure).__name__}: {failure}"), 0
