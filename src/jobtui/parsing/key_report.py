"""Which keys the files of a source have, and which field takes each: for ``check --fields``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from jobtui.parsing.field_names import NAMED_FIELDS
from jobtui.parsing.field_reader import FieldReader, leaves

if TYPE_CHECKING:
    from jobtui.parsing.frontmatter import Frontmatter
    from jobtui.postings.source_rules import SourceRules

_SAMPLES = 3  # values that are shown of a key
_LONGEST = 40  # characters of one


class KeyUse(NamedTuple):
    """A key as written, in how many files it is, the field that takes it, and frequent values."""

    key: str
    files: int
    field: str  # empty if none does
    samples: tuple[str, ...]


def key_report(read: Iterable[tuple[Frontmatter, SourceRules]]) -> list[KeyUse]:
    """Return the keys of some files, read by their rules, the frequent first.

    Keys of nested mappings have a dot between them.
    """
    files: Counter[str] = Counter()
    samples: dict[str, Counter[str]] = {}
    fields: dict[str, str] = {}
    for frontmatter, rules in read:
        reader = FieldReader("", frontmatter, [], rules)
        seen = set()
        for key, text in _pairs(frontmatter):
            seen.add(key)
            samples.setdefault(key, Counter())[text[:_LONGEST]] += 1
            fields[key] = reader.field_of(key) or ""
        files.update(seen)
    names = {field: name for name, field in NAMED_FIELDS.items()}
    return [
        KeyUse(
            key,
            count,
            names.get(fields[key], fields[key]),
            tuple(text for text, _times in samples[key].most_common(_SAMPLES) if text),
        )
        for key, count in sorted(files.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def _pairs(frontmatter: Frontmatter) -> Iterator[tuple[str, str]]:
    for value in frontmatter.values:
        for leaf in leaves(value, value.key):
            yield leaf.key, leaf.text
