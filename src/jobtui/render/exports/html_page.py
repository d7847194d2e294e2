"""An answer as a web page: one file, which loads nothing and also works without its script.

Its script filters the postings. The policy of the page allows that script and its style, each by
its hash, and nothing else: whatever a posting says, no browser runs or loads it.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import _, day, ngettext
from jobtui.postings.facets import BY_NAME, value_text
from jobtui.postings.model import Status
from jobtui.render.chips import chips
from jobtui.render.exports.body_html import anchor, body_html
from jobtui.render.exports.entry import Export, ExportEntry, markup, text
from jobtui.render.inline import openable
from jobtui.render.summary import facts

if TYPE_CHECKING:
    from jobtui.render.summary import Fact

_FACETS = ("domain", "contract", "organisation", "place", "remote", "tech", "seniority")
_MOST_VALUES = 200  # of a list to choose from; the rest is found by words
_STATUS = "status"


class _Told(NamedTuple):
    """A posting as it stands in the page, and the values that it can be filtered by."""

    lines: list[str]
    values: dict[str, tuple[str, ...]]


def html(export: Export, entries: Iterable[ExportEntry]) -> Iterator[str]:
    """Yield the lines of a page."""
    told = [_told(entry, export) for entry in entries]
    style, script = (_file(name) for name in ("page.css", "page.js"))
    yield "<!DOCTYPE html>"
    yield f'<html lang="{export.language}">'
    yield '<head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield '<meta name="generator" content="jobtui">'
    yield f"<title>{markup(export.title)}</title>"
    yield f"<style>{style}</style></head>"
    yield f"<body><header><h1>{markup(export.title)}</h1>"
    count = ngettext("{n} posting", "{n} postings", len(told))
    as_of = _("as of {day}").format(day=day(export.day))
    yield f'<p class="dim">{markup(count)}, {markup(as_of)}</p></header>'
    yield from _filters(told)
    yield "<main>"
    for one in told:
        yield from one.lines
    yield "</main>"
    yield f"<script>{script}</script>"
    yield "</body></html>"


def _file(name: str) -> str:
    return (Path(__file__).parent / name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    """Return a Content Security Policy, level 2, for a page with this style and script."""
    sums = (b64encode(sha256(one.encode()).digest()).decode() for one in (style, script))
    style_sum, script_sum = sums
    return (
        f"default-src 'none'; style-src 'sha256-{style_sum}'; script-src 'sha256-{script_sum}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _filters(told: list[_Told]) -> Iterator[str]:
    """Yield what one filters by; it stays hidden where no script runs."""
    words, anything, clear = map(markup, (_("Words"), _("all"), _("Clear")))
    yield '<div id="filters" role="search" hidden>'
    yield f'<label>{words}<input type="search" name="q" autocomplete="off"></label>'
    for name in (_STATUS, *_FACETS):
        counts = Counter(value for one in told for value in one.values[name])
        if not counts or (len(counts) == 1 and len(told) in counts.values()):
            continue  # there is nothing to choose
        yield f'<label>{markup(BY_NAME[name].label())}<select name="{name}">'
        yield f'<option value="">{anything}</option>'
        for value, count in counts.most_common(_MOST_VALUES):
            shown = markup(f"{value_text(name, value)} ({count})")
            yield f'<option value="{markup(value)}">{shown}</option>'
        yield "</select></label>"
    yield f'<button type="button">{clear}</button>'
    shown = markup(_("{n} of {total}"))  # which the script fills in
    yield f'<output aria-live="polite" data-told="{shown}"></output></div>'


def _told(entry: ExportEntry, export: Export) -> _Told:
    posting, ruling = entry.row.posting, entry.row.ruling
    values = {name: BY_NAME[name].values(posting) for name in _FACETS}
    values[_STATUS] = (ruling.status.value,)
    data = (f'data-{name}="{_attribute(found)}"' for name, found in values.items())
    language = f' lang="{markup(posting.language)}"' if posting.language.isalpha() else ""
    first, *rest = chips(posting, ruling, export.day, ascii=False)
    is_open = ruling.status is Status.OPEN
    shown = [f'<span class="open">{markup(first.text)}</span>' if is_open else markup(first.text)]
    shown += [markup(chip.text) for chip in rest]
    if posting.team:
        shown.insert(1, markup(posting.team))
    lines = [f'<article id="job-{entry.uuid}" {" ".join(data)}><details>']
    lines.append(f"<summary><h2{language}>{markup(posting.title)}</h2>")
    lines.append(f'<span class="dim row">{" · ".join(shown)}</span></summary>')
    lines += ["<dl>", *map(_fact, facts(posting, ruling)), "</dl>"]
    ways = ((entry.apply, _("Apply")), (entry.page, _("Page")))
    links = [anchor(address, markup(label)) for address, label in ways if address]
    if links:
        lines.append(f"<p>{' · '.join(links)}</p>")
    lines += [f'<div class="text"{language}>', body_html(entry.body, entry.site), "</div>"]
    lines.append("</details></article>")
    return _Told(lines, values)


def _attribute(values: tuple[str, ...]) -> str:
    """Return texts as a list of JSON for an attribute, each as the option of a list has it."""
    return markup(json.dumps([text(value) for value in values], ensure_ascii=False))


def _fact(fact: Fact) -> str:
    target = openable(fact.link)
    said = markup(fact.text)
    shown = anchor(target, said) if target else said
    sign = " ≈" if fact.kind == "inferred" else ""
    return f"<dt>{markup(fact.label)}</dt><dd>{shown}{sign}</dd>"
