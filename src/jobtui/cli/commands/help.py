"""``jobtui help``: what ``--help`` prints, and how to search."""

from __future__ import annotations

from collections.abc import Iterator

from jobtui.i18n import _
from jobtui.search.examples import examples
from jobtui.text.cells import cells, padded


def searching() -> Iterator[str]:
    """Yield examples of queries, each with what it finds."""
    found = examples()
    width = max(cells(one.query) for one in found)
    yield ""
    yield _("how to search:")
    for one in found:
        yield f"  {padded(one.query, width)}  {one.finds}"
