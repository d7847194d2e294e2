"""What is due: follow-ups whose day has come, and what the user follows that closes soon."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jobtui.bitset import bits_of, numbers_of
from jobtui.postings.facets import DUE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jobtui.marks.bitsets import MarkSets

SOON = 7  # days until a posting closes, as in closes:<7d


class Due(NamedTuple):
    """What is due on a day, as bit sets over one snapshot."""

    followup: int = 0  # the day to follow up has come, or is over
    closing: int = 0  # starred or interesting, not hidden, open, and closes within ``SOON`` days

    def sets(self) -> dict[str, int]:
        """Return them as the values of the facet ``due``."""
        return dict(zip(DUE, self, strict=True))


def due(user: MarkSets, is_open: int, closes: Sequence[int], day: date) -> Due:
    """Return what is due on *day*.

    *is_open* is the bit set of what is open then; *closes* has the closing days as ordinals, by
    position, 0 where none is stated.
    """
    bits, today = user.bits.get, day.toordinal()
    waiting = numbers_of(bits("followup", 0))
    days = ((at, user.mark_of(at).followup) for at in waiting)
    reached = bits_of(at for at, when in days if when and when <= day)
    followed = (bits("starred", 0) | bits("interested", 0)) & is_open & ~bits("hidden", 0)
    closing = bits_of(at for at in numbers_of(followed) if today <= closes[at] <= today + SOON)
    return Due(reached, closing)
