"""The parsed texts of postings: read in a thread of their own, the last of them kept."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jobtui.library import Library
    from jobtui.markdown import Document
    from jobtui.posting import Posting

    Text = tuple[Document, str]  # and why there is none

_KEPT = 64


class Texts:
    """Reads one text at a time; which is read can be changed until it is begun."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._thread = ThreadPoolExecutor(1, "texts")
        self._kept: OrderedDict[str, Text] = OrderedDict()
        self._next: tuple[str, Future[Text]] | None = None

    def get(self, posting: Posting, seconds: float) -> Text | None:
        """Return a text if it is there within so many *seconds*; with 0 only a kept one."""
        text = self._kept.get(posting.id)
        if text is None and seconds > 0:
            try:
                text = self.begin(posting).result(seconds)
            except TimeoutError:
                return None
            self._keep(posting, text)
        return text

    async def wait(self, posting: Posting) -> None:
        """Wait until a text is there; no other may be begun meanwhile."""
        future = self.begin(posting)
        text = await asyncio.wrap_future(future)
        if self._next == (posting.id, future):  # not forgotten
            self._keep(posting, text)

    def begin(self, posting: Posting) -> Future[Text]:
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

    def _keep(self, posting: Posting, text: Text) -> None:
        self._next = None
        self._kept[posting.id] = text
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)


def read(library: Library, posting: Posting) -> Text:
    """Return the text of a posting; of one that cannot be read why."""
    from jobtui.markdown import parse

    try:
        body, error = library.body(posting)
        return parse(body), error
    except Exception as failure:  # one posting must never take the browser down
        return parse(""), f"{type(failure).__name__}: {failure}"
