"""Entries for tests of the exports."""

from __future__ import annotations

from datetime import UTC, date, datetime

from jobtui.postings.model import Posting, Ruling, Status
from jobtui.postings.terms import Apply, Pay, WorkingTime
from jobtui.render.columns import OutputRow
from jobtui.render.exports.entry import Export, ExportEntry
from jobtui.render.exports.writers import export_lines

EXPORT = Export("Jobs: pluie", "pluie", date(2024, 3, 10), "fr")
RULING = Ruling(Status.OPEN, "open is true", "open")
POSTING = Posting(
    "2024-03-01-meteo",
    "/srv/2024-03-01-meteo.md",
    "Développeur·se météo",
    published=date(2024, 3, 1),
    closes=date(2024, 3, 31),
    closes_field="closes",
    organisation="Ministère des nuages",
    contracts=("fixed-term", "permanent"),
    domains=("development",),
    technologies=("Python",),
    places=("Brest", "Lyon"),
    remote="full",
    pay=Pay(300.0, 400.0, "EUR", "day"),
    working_time=WorkingTime(5.0, 5.0),
    seniority="senior",
    positions=2,
    language="fr",
    apply=Apply(("pluie@example.org",)),
    url="https://jobs.example.org/meteo.html",
    inferred=("remote",),
)
BODY = """## Missions

Un **texte** avec [un lien](https://example.org/a?b=1&c=2), une liste :

1. un
2. deux
   - dedans

> cité

| a | b |
|---|--:|
| 1 | 2 |

```
if a < b: pass
```
"""
# Text that tries to be more than text.
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "]]> <![CDATA[ x ]]>",
    "a\x00b\x1b[31mc\x9b\u202edcba\u2066\ufffe\ud800",
    "\"' onmouseover='alert(1)' x=\"",
    "&lt;script&gt; &amp; &#0;",
    "BEGIN:VEVENT\r\nSUMMARY:x\\;,\nEND:VEVENT",
    "</style></title></textarea></noscript></svg><!--",
    "javascript:alert(1)",
)
HOSTILE_BODY = "\n\n".join(
    (
        *HOSTILE,
        "[x](javascript:alert(1)) [y](JaVaScRiPt:alert(1)) [z](data:text/html,x) [w](vbscript:x)",
        "![i](https://evil.example/track.png) <a href='javascript:alert(1)'>k</a>",
        "<iframe src=https://evil.example></iframe><style>*{display:none}</style>",
        '<svg/onload=alert(1)> <form action="https://evil.example"><button>go</button></form>',
    )
)


def entry(
    posting: Posting = POSTING,
    ruling: Ruling = RULING,
    body: str = BODY,
    modified: datetime | None = datetime(2024, 3, 5, 12, 30, tzinfo=UTC),
) -> ExportEntry:
    """Return an entry of a posting."""
    return ExportEntry(OutputRow(posting, ruling), body, modified=modified, apply="")


def hostile(text: str) -> ExportEntry:
    """Return an entry that says *text* wherever it can."""
    posting = POSTING._replace(
        id=text, title=text, organisation=text, places=(text,), technologies=(text,),
        domains=(text,), contracts=(text,), language=text, url=text, starts=text,
        apply=Apply((text,), (text,), text), contacts=(text,), extra=((text, text),),
    )  # fmt: skip
    return ExportEntry(OutputRow(posting, RULING._replace(reason=text)), HOSTILE_BODY)


def exported(fmt: str, *entries: ExportEntry, has_unicode: bool = True) -> str:
    """Return an answer in a format, as it is written to a file."""
    return "".join(f"{line}\n" for line in export_lines(fmt, EXPORT, entries, has_unicode))
