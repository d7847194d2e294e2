"""The command line of a view finds what the view shows."""

from __future__ import annotations

import json
import shlex
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.cli.arguments import parse
from jobtui.external.command_line import command_line, shell_quoted
from jobtui.index.cache import Cache
from jobtui.library.library import Library
from jobtui.search.query import Query, Sort
from jobtui.search.query_text import query_text
from jobtui.sources import folders
from jobtui.text.sanitize import clean

DAY = date(2024, 5, 1)
Run = Callable[..., subprocess.CompletedProcess[str]]


def opened(folder: Path, cache: Path) -> Library:
    """Return a library of the postings in a folder."""
    chosen = [folders.resolve(folder)]
    library = Library(chosen, Cache.of(chosen, cache))
    library.refresh()
    return library


QUERIES = [
    Query(DAY),
    Query(date(2023, 5, 30), sort=Sort.CLOSING),
    Query(DAY, "python contract:CDI"),
    Query(DAY, '"agence des phares" OR écume', sort=Sort.OLDEST),
    Query(DAY, "-python", sort=Sort.TITLE),
    Query(DAY, "show"),
    Query(DAY, "--open-only"),
    Query(DAY, "les marées l'écume $HOME `id`"),
    Query(DAY, "", open_only=True).choosing("contract", ("permanent", "fixed-term")),
]


@pytest.mark.parametrize("query", QUERIES)
def test_the_line_finds_the_same(postings: Path, tmp_path: Path, jobtui: Run, query: Query) -> None:
    folder = postings.rename(tmp_path / "it's $HOME; -x")
    library = opened(folder, tmp_path / "cache")
    name, *argv = shlex.split(command_line(library.sources, query))
    done = jobtui("--format", "jsonl", *argv)
    found = [json.loads(line)["id"] for line in done.stdout.splitlines()]
    assert name == "jobtui"
    assert found == [posting.id for posting in library.search(query).postings]


@given(st.text(max_size=40), st.sampled_from([None, *Sort]), st.dates(), st.booleans())
def test_any_question_is_asked_again(text: str, sort: Sort | None, day: date, only: bool) -> None:
    query = Query(day, text, sort=sort, open_only=only)
    where = (folders.Source("/a b", "/a b", "/a b"),)
    argv = shlex.split(command_line(where, query))[1:]
    args = parse(argv)
    assert args.source == ["/a b"]
    assert (args.as_of, args.sort, args.command) == (day, query.order.value, "")
    assert args.words == ([clean(query_text(query))] if clean(query_text(query)) else [])


@pytest.mark.process
def test_a_shell_reads_what_was_meant() -> None:
    for text in ("a b", "it's", "-x", "\x1b]0;e\x07", "a\nb", "\udcff\udce9.md", "\\'\n", "é\x9b"):
        said = subprocess.run(
            ["bash", "-c", f"printf %s {shell_quoted(text)}"], capture_output=True, check=True
        )
        assert said.stdout == text.encode("utf-8", "surrogateescape")
        assert "\x1b" not in shell_quoted(text)
        assert "\n" not in shell_quoted(text)


def test_what_a_question_hides_is_left_out() -> None:
    line = command_line((), Query(DAY, "a\x1b[201~\nb\u202ec"))
    assert line == "jobtui --as-of 2024-05-01 --sort relevance -- 'a[201~ bc'"
