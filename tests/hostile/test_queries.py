"""Any text at all is a question: no exception, no rebuilt index, bounded work."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable, Sequence
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobtui.index.cache import Cache
from jobtui.index.fulltext import TextIndex
from jobtui.library.library import Library
from jobtui.search.query import Query
from jobtui.sources import folders
from jobtui.text.edit_distance import distance
from tests.hostile.fuzz import QUESTION, bounded
from tests.hostile.material import PAYLOADS

DAY = date(2025, 3, 15)
Run = Callable[..., subprocess.CompletedProcess[str]]


def words(count: int) -> list[str]:
    """Return words of seven letters that no posting holds."""
    choose = random.Random(1)
    return ["".join(choose.choices("abcdeimnorstuxz", k=7)) for _ in range(count)]


MANY = words(10_000)
ENORMOUS = {
    "words": " ".join(MANY),
    "slips": " ".join(MANY[:12]),
    "fuzzy": "~ ".join(MANY[:400]) + "~",
    "beginnings": "* ".join(MANY) + "*",
    "short beginnings": "a* " * 4000,
    "stars": "*a* " * 3000,
    "either": " OU ".join(MANY[:190]),
    "without": "-" + " -".join(MANY),
    "phrases": '"a b" ' * 2000,
    "one phrase": '"' + " ".join(MANY) + '"',
    "values": "startup:" + ",".join(MANY),
    "contacts": "contact:" + ",".join(MANY),
    "no fields": ":x ".join(MANY) + ":x",
    "one word": "a" * 100_000,
    "one address": "a@" * 5000,
    "hyphens": "-".join(MANY),
    "inclusive": "chargé(e)s" * 1000,
    "dots": "dev·e·s" * 1400,
    "quotes": '"' * 9999,
    "brackets": "(" * 5000 + "a" + ")" * 5000,
    "nul": "\0" * 10_000,
    "blanks": "a" + "\u00a0" * 9998 + "b",
    "marks": "e" + "\u0301" * 9999,
    "dates": "publié:[" + "a to " * 2000 + "]",
    **PAYLOADS,
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    chosen = [folders.resolve(folders.SAMPLE)]
    opened = Library(chosen, Cache.of(chosen, tmp_path_factory.mktemp("cache")))
    opened.refresh()
    return opened


def asked(library: Library, text: str) -> None:
    results = library.search(Query(DAY, text))
    assert results.notice == ""
    assert 0 <= len(results.postings) <= results.total
    dict(results.buckets)


@pytest.mark.parametrize("name", ENORMOUS)
def test_an_enormous_question_looks_up_a_bounded_number_of_words(
    library: Library, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    methods = ("documents", "expanded", "terms_of", "phrase", "weights")
    looked_up = dict.fromkeys((*methods, "distance"), 0)

    def counted(method: str, call: Callable[..., object]) -> Callable[..., object]:
        def count(*args: object, **kwargs: object) -> object:
            looked_up[method] += 1
            return call(*args, **kwargs)

        return count

    for method in methods:
        monkeypatch.setattr(TextIndex, method, counted(method, getattr(TextIndex, method)))
    monkeypatch.setattr("jobtui.search.spelling.distance", counted("distance", distance))
    with bounded(30):
        asked(library, ENORMOUS[name])
    snapshot = library.snapshot
    assert snapshot.generation is not None
    forms = TextIndex(snapshot.generation, snapshot.manifest.parts).vocabulary.surfaces("")
    assert looked_up["distance"] <= 12 * len(forms)
    assert looked_up["documents"] <= 300_000
    assert looked_up["expanded"] + looked_up["terms_of"] <= 2 * 20 + 400
    assert looked_up["phrase"] <= 8000
    assert looked_up["weights"] <= 1000


@given(
    st.one_of(
        st.text(max_size=300),
        st.lists(st.sampled_from(QUESTION), max_size=30).map(" ".join),
        st.lists(st.sampled_from(QUESTION), max_size=30).map("".join),
    )
)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_is_answered(library: Library, text: str) -> None:
    asked(library, text)


@pytest.mark.parametrize("args", [(), ("--explain",), ("--format", "json")])
def test_odd_questions_on_the_command_line(args: Sequence[str], jobtui: Run) -> None:
    for text in ('"', "*a*", "((", "titre:", "a~2", "-", "publié:[", ENORMOUS["words"]):
        done = jobtui(*args, "--", text)
        assert done.returncode in (0, 1)
        assert "Traceback" not in done.stderr
