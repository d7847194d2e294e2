"""An answer as a feed: the Atom Syndication Format, RFC 4287."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING

from jobtui.postings.model import status_text
from jobtui.postings.term_texts import contract_texts, domain_texts
from jobtui.render.exports.body_html import body_html
from jobtui.render.exports.entry import Export, ExportEntry, markup, midnight, stamp, uuid_of
from jobtui.render.summary import facts

if TYPE_CHECKING:
    from datetime import datetime

_PLAIN = ("status", "inferred", "")  # kinds of facts that a summary tells


def atom(export: Export, entries: Iterable[ExportEntry]) -> Iterator[str]:
    """Yield the lines of a feed; a posting that is in several feeds has one id in all of them."""
    told: list[list[str]] = []
    newest = None
    for entry in entries:
        updated = entry.updated or midnight(export.day)
        newest = max(newest or updated, updated)
        told.append(list(_entry(entry, updated)))
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{export.language}">'
    yield f"<title>{markup(export.title)}</title>"
    yield f"<id>urn:uuid:{uuid_of(export)}</id>"
    yield f"<updated>{stamp(newest or midnight(export.day))}</updated>"
    yield "<generator>jobtui</generator>"
    yield "<author><name>jobtui</name></author>"
    for lines in told:
        yield from lines
    yield "</feed>"


def _entry(entry: ExportEntry, updated: datetime) -> Iterator[str]:
    posting, ruling = entry.row.posting, entry.row.ruling
    language = f' xml:lang="{markup(posting.language)}"' if posting.language.isalpha() else ""
    yield f"<entry{language}>"
    yield f"<title>{markup(posting.title)}</title>"
    yield f"<id>urn:uuid:{entry.uuid}</id>"
    if posting.published:
        yield f"<published>{stamp(midnight(posting.published))}</published>"
    yield f"<updated>{stamp(updated)}</updated>"
    if posting.team:
        yield f"<author><name>{markup(posting.team)}</name></author>"
    if entry.page:
        yield f'<link rel="alternate" type="text/html" href="{markup(entry.page)}"/>'
    if entry.apply:
        yield f'<link rel="related" title="apply" href="{markup(entry.apply)}"/>'
    for scheme, code, label in _categories(entry):
        yield f'<category scheme="urn:jobtui:{scheme}" term="{code}" label="{label}"/>'
    told = [f"{one.label}: {one.text}" for one in facts(posting, ruling) if one.kind in _PLAIN]
    yield f"<summary>{markup(' · '.join(told))}</summary>"
    content = body_html(entry.body, entry.site)
    if content:
        # HTML as text of XML; it was made safe when it was written.
        yield f'<content type="html">{escape(content, quote=False)}</content>'
    yield "</entry>"


def _categories(entry: ExportEntry) -> Iterator[tuple[str, str, str]]:
    """Yield scheme, term and label of what a reader sorts by."""
    posting, status = entry.row.posting, entry.row.ruling.status
    yield "status", status.value, markup(status_text(status))
    for code in posting.contracts:
        yield "contract", markup(code), markup(contract_texts(posting._replace(contracts=(code,))))
    for code in posting.domains:
        yield "domain", markup(code), markup(domain_texts(posting._replace(domains=(code,))))
    for name, texts in (("place", posting.places), ("technology", posting.technologies)):
        for text in texts:
            yield name, markup(text), markup(text)
