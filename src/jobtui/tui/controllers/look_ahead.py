"""What the next keys would show, drawn beside the screen: the answers to keys of the next start."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from textual.strip import Strip
from textual.widget import Widget

from jobtui.postings.model import status_of
from jobtui.tui.controllers.preview import read
from jobtui.tui.controllers.search import Answering


class LookingAhead(Answering):
    """Draws the next postings as if one went there; nothing on the screen changes."""

    async def steps(self, count: int) -> list[str]:
        """Return what would be written for each of the next *count* postings, one after the other.

        They are fewer where the results end or would scroll, none where keys go elsewhere.
        """
        results, texts = self._results, []
        if results is None:
            return []
        following = [results.postings[at] for at in range(1, min(count + 1, len(results.postings)))]
        for posting in following if self._has_text else ():
            text, _size = await asyncio.to_thread(read, self._library, posting)
            texts.append(text)
        if results is not self._results or not self._is_at_first:
            return []
        steps = []
        for item, posting in enumerate(following, 1):
            rows = self._list.rows_at(item)
            if not rows:
                break
            step = self._written(self._list, rows)
            if self._has_text:
                ruling, own = status_of(posting, results.query.as_of), self._own_facts(posting)
                document, error = texts[item - 1]
                rows = self._detail.rows_of(
                    posting, ruling, document, error, self._mark, results.marking, own
                )
                step += self._written(self._detail, rows)
            steps.append(step)
        return steps

    @property
    def _is_at_first(self) -> bool:
        lists = self.app.screen is self and self.focused is self._list
        return lists and self._is_seen(self._list) and self._list.cursor.item == 0

    def _written(self, pane: Widget, rows: Sequence[Strip]) -> str:
        if not self._is_seen(pane):  # type: ignore[arg-type]
            return ""
        x, y = pane.region.offset
        at = (f"\x1b[{y + number};{x + 1}H" for number in range(1, len(rows) + 1))
        return "".join(a + row.render(self.app.console) for a, row in zip(at, rows, strict=True))
