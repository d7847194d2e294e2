"""Writes the rows and columns of a new part; ``rows`` and ``columns`` describe and read them."""

from __future__ import annotations

import zlib
from array import array
from typing import TYPE_CHECKING

from jobtui.bitset import little, packed
from jobtui.files import safe_io
from jobtui.index.columns import (
    ARRAYS,
    FACET,
    FLAWED,
    HEAD,
    IDS,
    OTHER_NAMES,
    PATHS,
    TEXT_FIELDS,
    TEXTS,
    TRANSLATION,
    day_keys,
    key_of,
    words_of,
)
from jobtui.index.row_codec import json_line, line_of
from jobtui.index.rows import files
from jobtui.postings.facets import FACETS, NOT_STATED
from jobtui.postings.quantities import QUANTITIES
from jobtui.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jobtui.index.row_codec import Row

_NO_WORDS: dict[str, int] = {}  # never changed


class RowsWriter:
    """Writes the rows of a new part. Raises OSError."""

    def __init__(self, directory: Path, name: str) -> None:
        rows, self._columns = (directory / file for file in files(name))
        self._file = safe_io.open_private(rows)
        self._builder = _ColumnsBuilder()

    def add(self, row: Row, words: Mapping[str, int] = _NO_WORDS) -> None:
        """Append a row; *words* are the numbers of words in its text fields."""
        line = line_of(row)
        self._file.write(line)
        self._builder.add(row, line, words)

    def close(self) -> None:
        """Finish the files."""
        self._file.close()
        safe_io.write_private(self._columns, self._builder.content())


class _ColumnsBuilder:
    """Collects the columns of a part, row by row."""

    def __init__(self) -> None:
        self._facets = [facet for facet in FACETS if not facet.by_user]
        self._arrays = {name: array(code) for name, code in ARRAYS.items()}
        self._texts: dict[str, list[str]] = {name: [] for name in TEXTS}
        names = (*(facet.name for facet in self._facets), *QUANTITIES, TRANSLATION)
        self._sets: dict[str, dict[str, array[int]]] = {name: {} for name in names}
        self._others: dict[str, dict[str, str]] = {f.name: {} for f in self._facets}
        self._flawed: array[int] = array("I")
        self.count = 0

    def add(self, row: Row, line: bytes, words: Mapping[str, int]) -> None:
        """Add a row, the *line* that it is in the file of rows, and numbers of words."""
        posting, number = row.posting, self.count
        arrays = self._arrays
        self.count += 1
        arrays["ends"].append((arrays["ends"][-1] if number else 0) + len(line))
        arrays["sums"].append(zlib.crc32(line))
        arrays["sizes"].append(row.stamp.size)
        arrays["times"].append(row.stamp.mtime_ns)
        arrays["published"].append(posting.published.toordinal() if posting.published else 0)
        arrays["opens"].append(posting.opens.toordinal() if posting.opens else 0)
        arrays["closes"].append(posting.closes.toordinal() if posting.closes else 0)
        for field in TEXT_FIELDS:
            arrays[words_of(field)].append(words.get(field, 0))
        for name, text in (
            (IDS, posting.id),
            (PATHS, posting.path),
            ("digest", row.digest),
            ("title", fold(posting.title)),
            ("contact", fold(" ".join(posting.contacts))),
            ("apply", fold(" ".join((*posting.apply.to, *posting.apply.cc, posting.apply.url)))),
        ):
            self._texts[name].append(text)
        for facet in self._facets:
            sets = self._sets[facet.name]
            for value in facet.values(posting) or (NOT_STATED,):
                documents = sets.setdefault(value, array("I"))
                if not documents or documents[-1] != number:
                    documents.append(number)
                if other := facet.other_name(posting):
                    self._others[facet.name].setdefault(other, value)
        for name, code_of in QUANTITIES.items():
            self._sets[name].setdefault(code_of(posting), array("I")).append(number)
        if posting.translation:
            versions = self._sets[TRANSLATION].setdefault(posting.translation, array("I"))
            versions.append(number)
        if posting.problems:
            self._flawed.append(number)

    def content(self) -> bytes:
        """Return the content of a file of columns."""
        ids = self._texts[IDS]
        for name, sign in (("newest", -1), ("oldest", 1)):
            places = list(zip(day_keys(self._arrays["published"], sign), ids, strict=True))
            order = sorted(range(self.count), key=places.__getitem__)
            self._arrays[name] = array("I", order)
        for column in (IDS, PATHS):
            keys = [key_of(text) << 32 | at for at, text in enumerate(self._texts[column])]
            self._arrays[f"{column} keys"] = array("Q", sorted(keys))
        sections = {name: little(numbers).tobytes() for name, numbers in self._arrays.items()}
        sections |= {name: json_line(texts) for name, texts in self._texts.items()}
        for name, sets in (*self._sets.items(), (FLAWED, {"": self._flawed})):
            sections[FACET + name] = json_line(list(sets)) + b"".join(map(packed, sets.values()))
        for name, others in self._others.items():
            sections[OTHER_NAMES + name] = json_line(list(others.items()))
        listed = [(name, len(content), zlib.crc32(content)) for name, content in sections.items()]
        names = json_line(listed)
        head = HEAD.pack(len(names), zlib.crc32(names))
        return head + names + b"".join(sections.values())
