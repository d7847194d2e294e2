"""The user's marks of a posting, and how those of several sessions are merged: pure rules."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


class Stage(Enum):
    """The stage of an application; the value is what ``stage:`` takes."""

    INTERESTED = "interested"
    APPLIED = "applied"
    INTERVIEW = "interview"
    OFFER = "offer"
    DECLINED = "declined"
    REJECTED = "rejected"


WAITING = (Stage.INTERESTED, Stage.APPLIED, Stage.INTERVIEW)  # stages that are followed up


class Mark(NamedTuple):
    """All of the user's marks of one posting."""

    star: bool = False
    seen: bool = False
    hidden: bool = False
    note: str = ""  # several lines, as typed: sanitize it before it is shown
    stage: Stage | None = None
    applied: date | None = None  # stays when the stage changes
    followup: date | None = None  # when the user wants to be reminded
    labels: tuple[str, ...] = ()  # the user's own tags, sorted; see ``labels``

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return any(self)

    @property
    def is_followed(self) -> bool:
        """Whether the user follows the posting, whose text is then kept as it is."""
        return self.star or self.stage is not None


def with_change(now: Mark, before: Mark, after: Mark) -> Mark:
    """Return *now* with what differs between *before* and *after*, as *after* has it.

    From *after* to *before* it undoes that change; what was changed otherwise since stays.
    """
    fields = zip(now, before, after, strict=True)
    return Mark._make(one if old == new else new for one, old, new in fields)


def starred(marks: Sequence[Mark]) -> list[Mark]:
    """Return marks with a star, or if all have one without it."""
    star = not all(mark.star for mark in marks)
    return [mark._replace(star=star) for mark in marks]


def at_stage(mark: Mark, stage: Stage | None, applied: date | None = None) -> Mark:
    """Return a mark at another stage of the application, None for none.

    The day *applied* stays if no other is given, and a follow-up as long as one waits; without a
    stage there is neither.
    """
    return mark._replace(
        stage=stage,
        applied=(applied or mark.applied) if stage else None,
        followup=mark.followup if stage in WAITING else None,
    )


class StoredField(NamedTuple):
    """One field as it is stored: a text, empty if it was removed, and when it was set."""

    value: str
    at: int  # microseconds since 1970, UTC


class Place(NamedTuple):
    """Where a posting is, wherever its source is: the same on another machine."""

    source: str  # the name of the source: of its folder, or the address of a repository
    name: str  # the path of the posting below it


class MarkRecord(NamedTuple):
    """What is stored of one posting."""

    digest: str  # of its content when it was last read
    entries: dict[str, StoredField]
    place: Place | None = None  # None if its source was not open since there are places


Records = dict[str, MarkRecord]  # by the posting's path
_STAGES = {stage.value: stage for stage in Stage}
FLAGS = ("star", "seen", "hidden")
LABEL = "label:"  # begins the name of the field of one label, which has the value "yes"


def texts_of(mark: Mark) -> dict[str, str]:
    """Return every field of *mark* as it is stored."""
    texts = {flag: "yes" if getattr(mark, flag) else "" for flag in FLAGS}
    # Lone surrogates, which a hostile paste may contain, cannot be stored as UTF-8.
    texts["note"] = mark.note.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    texts["stage"] = mark.stage.value if mark.stage else ""
    texts["applied"] = mark.applied.isoformat() if mark.applied else ""
    texts["followup"] = mark.followup.isoformat() if mark.followup else ""
    return texts | dict.fromkeys((LABEL + label for label in mark.labels), "yes")


def changed_texts(before: Mark, after: Mark) -> dict[str, str]:
    """Return the fields that differ, as *after* has them; a label that was removed is empty."""
    old, new = texts_of(before), texts_of(after)
    fields = dict.fromkeys((*new, *old))
    return {field: new.get(field, "") for field in fields if new.get(field) != old.get(field)}


def mark_of(record: MarkRecord | None) -> Mark:
    """Return the marks in *record*; invalid values count as not set."""
    if record is None:
        return Mark()
    texts = {field: entry.value for field, entry in record.entries.items()}
    return Mark(
        star=bool(texts.get("star")),
        seen=bool(texts.get("seen")),
        hidden=bool(texts.get("hidden")),
        note=texts.get("note", ""),
        stage=_STAGES.get(texts.get("stage", "")),
        applied=iso_day(texts.get("applied", "")),
        followup=iso_day(texts.get("followup", "")),
        labels=tuple(sorted(_labels(texts))),
    )


def _labels(texts: Mapping[str, str]) -> Iterator[str]:
    return (f.removeprefix(LABEL) for f in texts if f.startswith(LABEL) and f != LABEL and texts[f])


def iso_day(text: str) -> date | None:
    """Return the day of a text such as 2025-03-11, None for any other text."""
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        return None
    return day if day and day.isoformat() == text else None


def take(ours: Records, theirs: Mapping[str, MarkRecord]) -> None:
    """Merge *theirs* into *ours*: of a field that both have, the later one wins, or ours."""
    for path, record in theirs.items():
        mine = ours.setdefault(path, MarkRecord(record.digest, {}, record.place))
        for field, entry in record.entries.items():
            if field not in mine.entries or mine.entries[field].at < entry.at:
                mine.entries[field] = entry


def merged(*all_of_them: Mapping[str, MarkRecord]) -> Records:
    """Return new records with all of these, merged in order as by ``take``."""
    result: Records = {}
    for records in all_of_them:
        take(result, records)
    return result
