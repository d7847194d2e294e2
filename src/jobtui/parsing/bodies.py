"""The text of a posting as a reader sees it: without templates, and HTML as Markdown."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from jobtui.parsing.decoding import text_of
from jobtui.parsing.frontmatter_split import is_usual, split_file, without_marks
from jobtui.parsing.site_markup import holds_markup, without_code
from jobtui.postings.filenames import entry_path, is_data, is_html
from jobtui.text.folding import fold
from jobtui.text.patterns import late

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jobtui.files.beneath import Top
    from jobtui.parsing.entries import Entry
    from jobtui.parsing.frontmatter import Frontmatter
    from jobtui.parsing.yaml_strings import Value

# What stands before the name of a key: page.title, .Params.title, frontmatter.title, …
_OF_PAGE = late(
    r"(?:\$?\.?(?:page|params|frontmatter|props|post|job|data|extra|fm|document|entry)\.|\$?\.)+",
    re.I,
)
_NAME = late(r"[\w$.\-\[\]'\"]{1,100}$")


def read_body(path: str, top: Top | None = None) -> str:
    """Return the Markdown of the posting at *path*, beneath *top*. Raises UnreadableError.

    YAML is read only if the text refers to the frontmatter.
    """
    file, key = entry_path(path)
    text, _problems = text_of(file, top)
    if is_html(file) or is_data(file):
        return entry_of(file, text, key).body
    text = without_marks(text)
    body = split_file(text).body
    if "{" in body or not is_usual(text) or is_mdx(file, body):
        from jobtui.parsing.frontmatter import split

        front = split(file, text)
        return plain_body(front.body, front.values, file)
    return plain_body(body, (), file)


def entry_of(path: str, text: str, key: str) -> Frontmatter:
    """Return the posting with a key in the *text* of a file of HTML or data, as its frontmatter.

    It is empty if there is none: the file has changed.
    """
    from jobtui.parsing.frontmatter import Frontmatter

    found = entries_of(path, text)
    return next((front for one, front in found if one == key), Frontmatter((), "", ()))


@lru_cache(maxsize=2)
def entries_of(path: str, text: str) -> list[Entry]:
    """Return the postings in the *text* of a file of HTML or data.

    The last files are cached, as the postings of one are asked for one after the other.
    """
    if is_html(path):
        from jobtui.parsing import html_files

        return html_files.entries_of(path, text)
    from jobtui.parsing import data_files

    return data_files.entries_of(path, text)


def values_by_name(values: Iterable[Value]) -> Callable[[str], str | None]:
    """Return a function that gives the value of a name such as ``page.title``.

    It is empty for a key that the frontmatter lacks, and None for a name of something else. A
    name that ends with ``[]`` asks for the texts of a list, one a line; None if it is none.
    """
    known: dict[str, str] = {}
    lists: dict[str, str] = {}
    for value in values:
        known[_plain(value.key)] = value.text
        if value.listed and not value.inner:
            lists[_plain(value.key)] = "\n".join(" ".join(text.split()) for text in value.texts)
        known |= {_plain(inner.key): inner.text for inner in value.inner}

    def value_of(name: str) -> str | None:
        if not _NAME.match(name):
            return None
        if name.endswith("[]"):
            prefix = _OF_PAGE.match(name)
            return lists.get(_plain(name[prefix.end() : -2] if prefix else name[:-2]))
        prefix = _OF_PAGE.match(name)
        key = _plain(name[prefix.end() :] if prefix else name)
        return known.get(key, "" if prefix else None)

    return value_of


def _plain(key: str) -> str:
    return re.sub(r"[\s_\-\[\]'\"]+", "", fold(key))


def plain_body(body: str, values: Iterable[Value], name: str) -> str:
    """Return the Markdown *body* of the file *name* without templates and components."""
    if holds_markup(body):
        from jobtui.parsing import templates

        body = templates.plain(without_code(body, is_html(name)), values_by_name(values))
    if is_mdx(name, body):
        from jobtui.parsing import mdx

        body = mdx.plain(body, values_by_name(values)).strip()
    elif "<" in body and _has_linked_component(body):
        from jobtui.parsing import mdx

        body = mdx.without_components(body, values_by_name(values))
    return body


def _has_linked_component(body: str) -> bool:
    from jobtui.parsing.mdx import links_components

    return links_components(body)


def is_mdx(name: str, body: str) -> bool:
    """Whether a file has components of MDX: by its ending, or because it imports some."""
    if name.lower().endswith(".mdx"):
        return True
    if "import " not in body:
        return False
    from jobtui.parsing import mdx

    return mdx.holds_modules(body)
