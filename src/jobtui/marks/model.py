"""What a user adds to a posting, and how it finds its posting again: pure values and rules."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Stage(Enum):
    """How far an application has come; the value is what ``stage:`` takes."""

    INTERESTED = "interested"
    APPLIED = "applied"
    INTERVIEW = "interview"
    OFFER = "offer"
    DECLINED = "declined"
    REJECTED = "rejected"


class Mark(NamedTuple):
    """Everything that the user has said of one posting."""

    star: bool = False
    seen: bool = False
    hidden: bool = False
    note: str = ""  # several lines, as typed: clean it to show it
    stage: Stage | None = None
    applied: date | None = None  # stays when the stage moves on

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return any(self)


class StoredField(NamedTuple):
    """One field as it is stored: a text, empty when it was taken back, and when that was said."""

    value: str
    at: int  # microseconds since 1970, UTC


class MarkRecord(NamedTuple):
    """What is stored of one posting; the digest is that of its content when last met."""

    digest: str
    entries: dict[str, StoredField]


Records = dict[str, MarkRecord]  # by the posting's path
_STAGES = {stage.value: stage for stage in Stage}
FLAGS = ("star", "seen", "hidden")


def texts_of(mark: Mark) -> dict[str, str]:
    """Return every field of *mark* as it is stored."""
    texts = {flag: "yes" if getattr(mark, flag) else "" for flag in FLAGS}
    # A lone half of a UTF-16 pair, as a hostile paste may hold, can be stored nowhere.
    texts["note"] = mark.note.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    texts["stage"] = mark.stage.value if mark.stage else ""
    texts["applied"] = mark.applied.isoformat() if mark.applied else ""
    return texts


def mark_of(record: MarkRecord | None) -> Mark:
    """Return what *record* says; what is not a value of its field counts as not said."""
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
    )


def iso_day(text: str) -> date | None:
    """Return the day written as 2025-03-11, or None."""
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        return None
    return day if day and day.isoformat() == text else None


def take(ours: Records, theirs: Mapping[str, MarkRecord]) -> None:
    """Add *theirs*; of a field that both have the later word stands, ours if said at one time."""
    for path, record in theirs.items():
        mine = ours.setdefault(path, MarkRecord(record.digest, {}))
        for field, entry in record.entries.items():
            if field not in mine.entries or mine.entries[field].at < entry.at:
                mine.entries[field] = entry


def merged(*all_of_them: Mapping[str, MarkRecord]) -> Records:
    """Return new records that hold all of these, as ``take`` adds them."""
    result: Records = {}
    for records in all_of_them:
        take(result, records)
    return result
