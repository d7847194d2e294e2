"""Work grows with what strangers write, and not with its square.

Loops are measured in lines of Python that run. Nothing counts the steps of a regular expression or
of a method of ``str`` and ``dict``: there the processor's own time for eight times as much is
compared, with a bound far from both eight and sixty-four, and only where it can be measured at all.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from jobtui.external.apply_link import subject_to_apply
from jobtui.inference.domain import domain_of_role
from jobtui.inference.infer import infer
from jobtui.marks import store
from jobtui.marks.model import MarkRecord, Records, StoredField
from jobtui.marks.schema import Following
from jobtui.parsing.apply_address import apply_in
from jobtui.parsing.bodies import plain_body
from jobtui.parsing.frontmatter_split import split_file
from jobtui.parsing.html_text import page_of
from jobtui.parsing.posting import read
from jobtui.parsing.yaml_strings import from_lines
from jobtui.render import layout, markdown, navigation
from jobtui.render.markdown_fixes import mended
from jobtui.search import parser

_LEAST = 0.02  # seconds; less says nothing
_ENOUGH = 0.3  # seconds; so long a measurement need not be repeated
_MOST_TIMES = 28.0  # the work for eight times as much


def lines_run(work: Callable[[], object]) -> int:
    """Return how many lines of jobtui's code *work* runs."""
    count = 0

    def trace(frame: FrameType, event: str, _arg: Any) -> Any:
        nonlocal count
        if "jobtui" not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def seconds(work: Callable[[], object]) -> float:
    """Return the processor's time that *work* takes: the least of three, unless it takes long."""
    taken = []
    for _attempt in range(3):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
        if sum(taken) > _ENOUGH:
            break
    return min(taken)


def links(n: int) -> str:
    return "candidater " + " ".join(f"http://x.example/{i}" for i in range(n // 22))


def record(n: int) -> Records:
    return {f"/p/{i}": MarkRecord("d", {"star": StoredField("yes", 1)}) for i in range(n)}


def followed(n: int) -> None:
    store._followed(record(n), Following({}, {}, {"/p/1": "e"}, {}))


def role(word: str) -> Callable[[int], object]:
    return lambda n: domain_of_role(word * (n // len(word)))


def repeated(part: str, work: Callable[[str], object]) -> Callable[[int], object]:
    return lambda n: work(part * (n // len(part)))


def components(text: str) -> None:
    plain_body(text, (), "a.mdx")


def templates(text: str) -> None:
    plain_body(text, (), "a.md")


def laid_out(text: str) -> None:
    layout.lay_out(markdown.parse(text), 80)


# What is done with a text of about n characters, and how long that text is at first.
TEXTS: dict[str, tuple[Callable[[int], object], int]] = {
    "unique links": (lambda n: apply_in(links(n)), 20_000),
    "unique links for forms": (lambda n: apply_in(links(n)), 20_000),
    "links that are pointed at": (
        lambda n: apply_in("postuler sur http://x.example/ " * (n // 31)),
        20_000,
    ),
    **{
        f"a role of {word}": (role(word), 8000)
        for word in (
            *("charge,", "chef(", "analyst-", "specialist/", "scientifi.", "administrat-"),
            *("assistant,", "data", "dev", "web ", "developp", "charge de ", "analyst "),
        )
    },
    "addresses before a subject": (
        lambda n: subject_to_apply("subject=" + "mailto:a@b.fr?" * (n // 14), "a@b.fr"),
        8000,
    ),
    "blanks in quotation marks": (
        lambda n: subject_to_apply("objet «" + " " * n, "a@b.fr"),
        2000,
    ),
    "a fence in a long line": (lambda n: mended("#a\n" + "`" * n + "a" * n + "`"), 8000),
    "marks that are followed": (followed, 1000),
    "brackets of a text": (lambda n: laid_out("[" * n), 4000),
    "stars of a text": (lambda n: laid_out("*a " * (n // 3)), 4000),
    "underscores of a text": (lambda n: laid_out("_" * n), 4000),
    "backticks of a text": (lambda n: laid_out("`a" * (n // 2)), 4000),
    "tags of a text": (lambda n: laid_out("<a " * (n // 3)), 4000),
    "bars of a text": (lambda n: laid_out("|a" * (n // 2)), 4000),
    "quotes of a text": (lambda n: laid_out("> " * (n // 2)), 4000),
    "one long word": (lambda n: laid_out("a" * n), 8000),
    "contracts in one sentence": (lambda n: infer("a", "a", "CDD contrat," * (n // 12)), 4000),
    "words before a place": (lambda n: infer("a", "a", "charge,remote" * (n // 13)), 4000),
    "quotation marks of a question": (lambda n: parser.parse('role:"' * (n // 6)), 2000),
    **{
        f"{part} of a template": (repeated(part, templates), 8000)
        for part in (
            *("{{", "{%", "{{< a >}}", "{% if x %}y", "{{ x(a='b", "[x](", "{:", "<!--", "\n "),
        )
    },
    **{
        f"{part} of MDX": (repeated(part, components), 8000)
        for part in ("<A ", "<A>", "{/*", "{x}", "import a\n", "```\n")
    },
    **{
        f"{part} of HTML": (repeated(part, page_of), 8000)
        for part in (
            *("<", "<td>x", "<a href=x>", "<b>a", "<ul><li>a", "<main>", "<title>", "_", "<a b='"),
        )
    },
    "scripts of a page": (
        lambda n: page_of("<script type='application/ld+json'>" * (n // 35)),
        8000,
    ),
    "words of a question": (lambda n: parser.parse("a OU " * (n // 5)), 2000),
    "brackets of a question": (lambda n: parser.parse("(" * n), 2000),
}


@pytest.mark.parametrize("what", TEXTS)
def test_eight_times_as_much_is_no_sixty_four_times_the_work(what: str) -> None:
    work, size = TEXTS[what]
    much = seconds(lambda: work(8 * size))
    if much > _LEAST:
        few = max(seconds(lambda: work(size)), _LEAST / 8)
        assert much / few < _MOST_TIMES, f"{few:.3f} s, and {much:.3f} s for eight times as much"


LINES: dict[str, Callable[[int], str]] = {
    "items": lambda n: "roles:\n" + "- a\n" * n,
    "items in brackets": lambda n: "roles: [" + "a," * n + "]",
    "words that go on": lambda n: "roles: a\n" + "b\n" * n,
    "keys": lambda n: "".join(f"k{i}: a\n" for i in range(n)),
    "one key": lambda n: "a: b\n" * n,
    "anchors": lambda n: "".join(f"k{i}: &a{i} a\n" for i in range(n)),
    "aliases": lambda n: "x: &a b\ny:\n" + "- *a\n" * n,
    "aliases of none": lambda n: "".join(f"k{i}: *a\n" for i in range(n)),
    "open lists": lambda n: "x: " + "[" * n,
    "open mappings": lambda n: "x: " + "{a: " * n,
    "tags": lambda n: "x:\n" + "- !a b\n" * n,
    "quotation marks": lambda n: 'a: "b\n' * n,
    "comments": lambda n: "a: b #" * n,
    "wide blanks": lambda n: "\u00a0a: b\n" * n,
    "rules": lambda n: "--- \n" * n,
    "closing days": lambda n: "closes: 2024-01-01\n" * n,
}


@pytest.mark.parametrize("what", LINES)
def test_the_lines_that_run_grow_as_the_frontmatter_does(what: str, tmp_path: Path) -> None:
    def read_one(n: int) -> int:
        file = tmp_path / "2024-01-01-a.md"
        file.write_text(f"---\n{LINES[what](n)}\n---\n\nText\n")
        return lines_run(lambda: read(str(file), file.name))

    read_one(50)  # imports, caches
    one, two, four = (read_one(n) for n in (100, 200, 400))
    assert four - two < 3 * (two - one) + 2000, (one, two, four)


def test_lists_that_are_no_yaml_are_read_in_one_pass() -> None:
    def run(n: int) -> int:
        return lines_run(lambda: from_lines("roles:\n" + "- a\nb\n" * n, 1))

    assert run(800) < 2.2 * run(400) < 4.84 * run(200)


def test_a_file_of_rules_is_split_in_one_pass() -> None:
    def run(n: int) -> int:
        return lines_run(lambda: split_file("---\na: b\n" * n))

    run(10)
    assert run(400) < 2.5 * run(200) + 100


def test_what_is_found_in_a_page_is_found_in_one_pass() -> None:
    def run(n: int) -> int:
        laid = layout.lay_out(markdown.parse("a b " * n), 40)
        return lines_run(lambda: navigation.find(navigation.flat(laid.lines), "b"))

    run(10)
    assert run(800) < 2.5 * run(400)
