"""The formats that are written for other programs, by name; each is imported when it is used."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, cast

from jobtui.render.exports.entry import in_ascii

if TYPE_CHECKING:
    from jobtui.render.exports.entry import Export, ExportEntry, Writer

EXPORTS = {"atom": "atom", "ics": "ics", "jsonld": "jsonld", "html": "html_page"}
_WITH_REFERENCES = ("atom", "html")  # formats in which ASCII can name every character


def export_lines(
    fmt: str, export: Export, entries: Iterable[ExportEntry], has_unicode: bool
) -> Iterator[str]:
    """Yield the lines of an answer in one of EXPORTS, in ASCII as far as that can be if asked."""
    writer = cast("Writer", getattr(import_module(f"jobtui.render.exports.{EXPORTS[fmt]}"), fmt))
    lines = writer(export, entries)
    if has_unicode:
        return lines
    if fmt in _WITH_REFERENCES:
        return in_ascii(lines)
    return _escaped(lines) if fmt == "jsonld" else lines


def _escaped(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines of JSON with an escape for what is not ASCII."""
    for line in lines:
        yield "".join(char if char.isascii() else json.dumps(char)[1:-1] for char in line)
