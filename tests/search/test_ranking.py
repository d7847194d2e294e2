"""Rankings, which are sorted as far as they are looked at."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Event

from jobtui.postings.model import Posting
from jobtui.search.ranking import Order, Ranking, Scored


def test_two_threads_read_one_ranking() -> None:
    """As an export does in a thread while the list is scrolled."""
    entered, go_on = Event(), Event()

    def slowly(_group: int) -> Iterator[int]:
        entered.set()
        assert go_on.wait(10)
        yield from (3, 2, 1)

    ranking = Ranking(
        [0b1110], Order(range(4)), lambda at: Posting("", str(at), ""), (), Scored(1, slowly)
    )
    with ThreadPoolExecutor(2) as threads:
        one = threads.submit(ranking.positions, 3)
        assert entered.wait(10)
        other = threads.submit(ranking.positions, 3)
        wait([other], timeout=0.2)  # by then the second has come, and fails if it is let in
        go_on.set()
        assert one.result(10) == other.result(10) == [3, 2, 1]
