"""Postings as mappings, such as entries of a list in YAML, JSON or CSV, or schema.org's JSON-LD."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import later
from jobtui.parsing.field_names import plain_key, without_wrapper
from jobtui.parsing.frontmatter import Frontmatter
from jobtui.parsing.recognition import are_unfilled, is_told, title_field
from jobtui.parsing.structured_values import values_of
from jobtui.postings.model import Problem, Severity
from jobtui.text.patterns import late

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

# Keys whose text is the body of an entry, the fullest first; sections of schema.org follow it.
_BODIES = (
    "content_html", "contenthtml", "content", "body", "html", "description_html", "description",
    "content_text", "text", "details", "beschreibung", "descripcion", "summary",
)  # fmt: skip
_SECTIONS = (
    "responsibilities", "requirements", "qualifications", "skills", "experienceRequirements",
    "educationRequirements", "jobBenefits", "benefits", "incentiveCompensation", "additional",
)  # fmt: skip
_PLAIN = ("descriptionPlain", "additionalPlain")  # the same texts without HTML
_OF_CHOICES = frozenset(("value", "label", "color", "count", "icon"))
_NAMES_OF_CHOICES = frozenset(("name", "title", "id", "slug", "key"))
# Keys of an item that is a section, or a pair of a name and a value.
_HEADINGS, _TEXTS = (
    ("name", "title", "heading", "label", "text"),
    ("value", "content", "body", "text"),
)
_LONG = 160  # characters from which a text is a section and no value
_SLUGS = (
    *("slug", "id", "shortcode", "identifier", "@id", "ref", "reference", "uuid", "key", "guid"),
    "permalink",
)
_TAG = late(r"<(?:[a-z][a-z0-9]*|/[a-z][a-z0-9]*)[\s/>]|<br>", re.IGNORECASE)
_ESCAPED = late(r"&lt;/?[a-z][a-z0-9]*[\s/]?", re.IGNORECASE)
_MOST_ENTRIES = 10_000
_MOST_SECTIONS = 50
_DEEPEST = 6


class Entry(NamedTuple):
    """One posting of a file: its slug or number, empty if the file is the posting."""

    key: str
    frontmatter: Frontmatter


class Found(NamedTuple):
    """A mapping that is a posting, and its own name in a mapping of them; empty in a list."""

    mapping: Mapping[str, object]
    name: str = ""


def job_postings(tree: object) -> Iterator[Mapping[str, object]]:
    """Yield the mappings of a tree of JSON-LD that are schema.org JobPostings.

    What they only refer to by its ``@id`` is put in its place.
    """
    named = dict(_named(tree, 0))
    for found in _job_postings(tree, 0):
        yield {key: _resolved(one, named) for key, one in found.items()} if named else found


def _named(tree: object, depth: int) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield the mappings of a tree that say more than their ``@id``, by that."""
    if depth > _DEEPEST:
        return
    if isinstance(tree, dict):
        identity = tree.get("@id")
        if isinstance(identity, str) and len(tree) > 1:
            yield identity, tree
        for one in tree.values():
            yield from _named(one, depth + 1)
    elif isinstance(tree, list):
        for one in tree[:_MOST_ENTRIES]:
            yield from _named(one, depth + 1)


def _resolved(value: object, named: Mapping[str, Mapping[str, object]]) -> object:
    """Return what a mapping of nothing but an ``@id`` stands for; other values as they are."""
    if isinstance(value, list):
        return [_resolved(one, named) for one in value]
    if isinstance(value, dict) and list(value) == ["@id"]:
        return named.get(str(value["@id"]), value)
    return value


def _job_postings(tree: object, depth: int) -> Iterator[Mapping[str, object]]:
    if depth > _DEEPEST:
        return
    if isinstance(tree, list):
        for one in tree[:_MOST_ENTRIES]:
            yield from _job_postings(one, depth + 1)
    elif isinstance(tree, dict):
        kind = tree.get("@type", "")
        kinds = kind if isinstance(kind, list) else [kind]
        if any(str(one).rpartition("/")[2] == "JobPosting" for one in kinds):
            yield tree
            return
        for one in tree.values():
            if isinstance(one, (list, dict)):
                yield from _job_postings(one, depth + 1)


def postings_in(tree: object, is_named: bool, depth: int = 0) -> list[Found]:
    """Return the mappings of a tree that are postings.

    *is_named*: the file is named after postings, so that a title is enough, as in a list in which
    one is certainly a posting.
    """
    if depth > _DEEPEST:
        return []
    if isinstance(tree, list):
        mappings = [one for one in tree[:_MOST_ENTRIES] if isinstance(one, dict)]
        is_named = is_named or any(is_entry(one, is_named=False) for one in mappings)
        return [Found(one) for one in mappings if is_entry(one, is_named)]
    if not isinstance(tree, dict):
        return []
    if linked := list(job_postings(tree)):
        return [Found(one) for one in linked]
    inner = {key: one for key, one in tree.items() if isinstance(one, dict)}
    if len(inner) == len(tree) and all(is_entry(one, is_named) for one in inner.values()):
        return [Found(one, key) for key, one in inner.items()]
    found: list[Found] = []
    for one in tree.values():
        if isinstance(one, (list, dict)):
            found += postings_in(one, is_named, depth + 1)
    return found


def is_entry(mapping: Mapping[str, object], is_named: bool) -> bool:
    """Whether a mapping is a posting: it has a title, and what only postings have."""
    pairs = list(_pairs(_with_title(dict(mapping)), ""))
    titles = [text for key, text in pairs if title_field(without_wrapper(plain_key(key)))]
    if not any(titles) or are_unfilled(titles):
        return False
    return (is_named and not _is_choice(mapping)) or is_told(pairs)


def _is_choice(mapping: Mapping[str, object]) -> bool:
    """Whether a mapping is one value of a list to choose from: its name, and what it is called."""
    keys = {key.lower() for key in mapping}
    return not keys.isdisjoint(_OF_CHOICES) and keys <= _OF_CHOICES | _NAMES_OF_CHOICES


def _pairs(mapping: Mapping[str, object], above: str) -> Iterator[tuple[str, str]]:
    for key, one in mapping.items():
        is_plain = not isinstance(one, dict) and not (isinstance(one, list) and _is_tree(one))
        yield f"{above}{key}", one if isinstance(one, str) else "x" if one and is_plain else ""
        if isinstance(one, dict) and not above:
            yield from _pairs(one, f"{key}.")


def _is_tree(listed: list[object]) -> bool:
    return any(isinstance(one, dict) for one in listed)


def frontmatter_of(
    path: str, mapping: Mapping[str, object], line_of: Callable[[str], int]
) -> Frontmatter:
    """Return an entry as the frontmatter and body that a file of its own would have."""
    stated, body = with_body(mapping)
    try:
        return Frontmatter(tuple(values_of(stated, line_of)), body, ())
    except ValueError as error:
        message = later("this entry cannot be read: {why}", why=str(error))
        problem = Problem(path, line_of(""), "", message, Severity.ERROR)
        flat = {key: one for key, one in stated.items() if isinstance(one, (str, int, float))}
        return Frontmatter(tuple(values_of(flat, line_of)), body, (problem,))


def with_body(mapping: Mapping[str, object]) -> tuple[dict[str, object], str]:
    """Return an entry without what is text of a posting, and that text as Markdown."""
    stated = _with_title(_with_pairs(mapping))
    folded = {key.lower(): key for key in stated}
    body = ""
    for name in _BODIES:
        key = folded.get(name, "")
        text = stated.get(key)
        if isinstance(text, str) and text.strip() and (not body or _is_section(text, body)):
            body = f"{body}\n\n{markdown(text)}".strip()
            del stated[key]
    for key, one in list(stated.items()):
        if sections := _sections(one):
            body = "\n\n".join(filter(None, (body, *sections)))
            del stated[key]
    for key in _SECTIONS:
        one = stated.get(key)
        text = one
        if isinstance(one, list) and len(one) > 1 and all(isinstance(item, str) for item in one):
            text = "\n".join(f"- {item}" for item in one)
        if isinstance(text, str) and _is_prose(text):
            heading = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key).capitalize()
            body = f"{body}\n\n## {heading}\n\n{markdown(text)}".strip()
            del stated[key]
    for key in _PLAIN:
        if body:
            stated.pop(key, None)
    return stated, body


def _with_title(stated: dict[str, object]) -> dict[str, object]:
    """Return an entry with its ``text`` as the title, if it has none and this is a short one."""
    text = stated.get("text")
    if any(map(title_field, stated)) or not isinstance(text, str) or _is_prose(text):
        return stated
    return {("title" if key == "text" else key): one for key, one in stated.items()}


def _with_pairs(mapping: Mapping[str, object]) -> dict[str, object]:
    """Return an entry with lists of short named values (``metadata`` of some boards) as its own."""
    found: dict[str, object] = {}
    pairs: dict[str, object] = {}
    for key, one in mapping.items():
        named = _pairs_of(one)
        if named is None:
            found[key] = one
        pairs |= named or {}
    return {**pairs, **found}


def _pairs_of(tree: object) -> dict[str, object] | None:
    """Return the names and values of a list of nothing but such; None if it is none."""
    if not isinstance(tree, list) or not tree:
        return None
    found: dict[str, object] = {}
    for one in tree:
        if not isinstance(one, dict) or "value" not in one or not isinstance(one.get("name"), str):
            return None
        if isinstance(value := one["value"], str) and _is_prose(value):
            return None  # a section
        found[one["name"]] = one["value"]
    return found


def _sections(tree: object) -> list[str]:
    """Return the sections that a tree is a list of, each with its heading; [] if it is none."""
    if isinstance(tree, dict) and len(tree) == 1:
        return _sections(next(iter(tree.values())))
    if not isinstance(tree, list):
        return []
    found = []
    for one in tree[:_MOST_SECTIONS]:
        if not isinstance(one, dict):
            return []
        heading = next((one[key] for key in _HEADINGS if isinstance(one.get(key), str)), None)
        text = next((one[key] for key in _TEXTS if isinstance(one.get(key), str)), None)
        if heading is None or text is None or text is heading or not _is_prose(text):
            return []
        found.append(f"## {heading}\n\n{markdown(text)}")
    return found


def _is_prose(text: str) -> bool:
    """Whether a text is a section rather than a value: long, of several lines, or HTML."""
    return len(text) > _LONG or "\n" in text.strip() or _TAG.search(text) is not None


def _is_section(text: str, body: str) -> bool:
    """Whether a text is worth a place after the body: it is long and not part of it."""
    return len(text) > _LONG and text[:80] not in body


def markdown(text: str) -> str:
    """Return a text of an entry, which may be HTML, as Markdown."""
    if not _TAG.search(text) and _ESCAPED.search(text):
        text = unescape(text)  # escaped twice, as feeds have it
    if not _TAG.search(text):
        return unescape(text).strip()
    from jobtui.parsing.html_text import markdown_of

    return markdown_of(text)


def keyed(path: str, found: Iterable[Found], line_of: Callable[[int, str], int]) -> list[Entry]:
    """Return entries with keys that differ: the slug of each, else its number.

    *line_of* gives the line of a key of the entry with a number, from 0; of "" its first.
    """
    entries: list[Entry] = []
    taken: set[str] = set()
    for at, one in enumerate(found):
        key = _slug(one)
        if not key or key in taken:
            key = str(at + 1)
            while key in taken:
                key += "-"
        taken.add(key)

        def line(name: str, at: int = at) -> int:
            return line_of(at, name)

        entries.append(Entry(key, frontmatter_of(f"{path}#{key}", one.mapping, line)))
    return entries


def _slug(found: Found) -> str:
    stated = {key.lower(): one for key, one in found.mapping.items()}
    for key in _SLUGS:
        one = stated.get(key)
        if isinstance(one, dict):
            one = one.get("value") or one.get("name")
        if isinstance(one, (str, int)) and not isinstance(one, bool):
            slug = _plain(str(one))
            if slug:
                return slug
    return _plain(found.name)


def _plain(text: str) -> str:
    last = text.strip().rstrip("/").rpartition("/")[2].rpartition("#")[2]
    last = re.sub(r"\.(?:html?|md|json)$", "", last.partition("?")[0])
    return re.sub(r"[^\w.-]+", "-", last).strip("-.")[:80]
