"""HTML files as postings: frontmatter, JSON-LD, microdata, title, and their text as Markdown."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from jobtui.parsing import entries
from jobtui.parsing.bodies import plain_body
from jobtui.parsing.entries import Entry, Found, frontmatter_of
from jobtui.parsing.field_names import plain_key
from jobtui.parsing.frontmatter import Frontmatter, split
from jobtui.parsing.html_text import page_of
from jobtui.parsing.recognition import is_general_heading, title_field
from jobtui.parsing.yaml_strings import Value
from jobtui.text.patterns import late
from jobtui.text.sanitize import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_HEADING = late(r"^(#{1,6}) (.+)$", re.MULTILINE)
_MARKS = late(r"\\(?=[\\`*\[\]<_#>-])|\*\*|\[([^\[\]]*)\]\([^()]*\)")
_REDIRECT = late(
    r"<meta\b[^<>]{0,200}\bhttp-equiv\s*=\s*[\"']?refresh\b[^<>]{0,500}\burl\s*=", re.IGNORECASE
)
_HEAD = 5_000  # characters in which a page says that it only leads to another
_LONGEST_TITLE = 200  # characters


def entries_of(path: str, text: str) -> list[Entry]:
    """Return the postings of the HTML file *path*: those that it marks, else the page itself."""
    if _REDIRECT.search(text[:_HEAD]):
        return []
    front = split(path, text)
    page = page_of(plain_body(front.body, front.values, path))
    linked = [one for script in page.scripts for one in _job_postings(script)]
    is_shown = not linked and "JobPosting" in front.body
    if is_shown:
        from jobtui.parsing import microdata

        linked = [*microdata.job_postings(front.body)]
    if len(linked) > 1:
        line = _line(text, "JobPosting")
        return entries.keyed(path, [Found(one) for one in linked], lambda _at, _key: line)
    problems = front.problems if front.values else ()
    values, body = list(front.values), page.body
    if linked:
        stated = frontmatter_of(path, linked[0], lambda _key: _line(text, "JobPosting"))
        held = {plain_key(value.key) for value in values}
        values += [one for one in stated.values if plain_key(one.key) not in held]
        body = body if is_shown else stated.body or body
        problems = (*problems, *stated.problems)
    if not any(title_field(value.key) for value in values) and (title := _title(body, page.title)):
        values.append(Value("title", (title,), _line(text, title)))
    return [Entry("", Frontmatter(tuple(values), body, problems, front.dropped))]


def _job_postings(script: str) -> Iterator[Mapping[str, object]]:
    try:
        yield from entries.job_postings(json.loads(script.strip()))
    except (ValueError, RecursionError):
        return


def _title(body: str, title: str) -> str:
    """Return the first of the highest headings of a page, else the title of its window.

    Behind a heading that any posting could have the next one counts, unless it is such a one, too.
    """
    headings = [(len(one[1]), _without_marks(one[2])) for one in _HEADING.finditer(body)]
    first = min(headings, key=lambda heading: heading[0], default=None)
    said = first[1] if first else title
    if first and is_general_heading(said):
        at = headings.index(first)
        following = [text for _level, text in headings[at + 1 : at + 2]]
        said = next((text for text in (*following, title) if not is_general_heading(text)), said)
    return clean(said)[:_LONGEST_TITLE]


def _without_marks(text: str) -> str:
    return _MARKS.sub(lambda mark: mark[1] or "", text)


def _line(text: str, part: str) -> int:
    at = text.find(part)
    return text.count("\n", 0, at) + 1 if at >= 0 else 1
