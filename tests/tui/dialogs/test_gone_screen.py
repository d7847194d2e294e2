"""Postings that are gone stay readable, from the log and from what is starred."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from jobtui.cli.commands.show import found_or_gone
from jobtui.library.gone_postings import gone_postings, titled_log
from jobtui.library.library import Library
from jobtui.marks.log import LogEntry, LogKind
from jobtui.marks.model import Mark, Stage
from tests.conftest import write
from tests.tui.conftest import Drive


def follow(library: Library, folder: Path) -> None:
    """Star a posting and apply at another, change the second, and remove both."""
    for name, mark in (
        ("2024-04-20-dev-phare.md", Mark(star=True)),
        ("2024-04-10-design-phare.md", Mark(stage=Stage.APPLIED)),
    ):
        posting = library.get(name)
        assert posting is not None
        library.put_marks([(posting, mark)])
    file = write(folder, "2024-04-10-design-phare.md", "Brighter lamps.", title="A painter")
    library.refresh()
    changed = library.get("2024-04-10-design-phare")
    assert changed is not None
    library.keep_text(changed)
    file.unlink()
    (folder / "2024-04-20-dev-phare.md").unlink()
    library.refresh()


def test_what_is_followed_and_gone_is_known_with_its_texts(library: Library, folder: Path) -> None:
    assert gone_postings(library) == []
    follow(library, folder)
    painter, starred = gone_postings(library)
    assert painter.title == "A painter"
    assert painter.starred is not None and painter.seen is not None
    assert "Brighter" not in painter.starred.text and "Brighter lamps." in painter.seen.text
    assert starred.starred == starred.seen
    (line,) = titled_log(library)
    assert (line.title, line.posting_id) == ("A painter", "2024-04-10-design-phare")


def test_who_sent_something_and_set_no_stage_has_its_title_and_text(
    library: Library, folder: Path
) -> None:
    name = "2024-04-20-dev-phare.md"
    posting = library.get(name)
    assert posting is not None
    library.add_to_log(posting, LogEntry(date(2024, 5, 1), LogKind.SENT, "CV"))
    (folder / name).unlink()
    library.refresh()
    (gone,) = gone_postings(library)
    assert gone.title == posting.title != name and gone.starred is not None
    (line,) = titled_log(library)
    assert line.title == posting.title
    library.user.remove_from_log(posting, line.entry)
    assert gone_postings(library) == []


async def test_they_are_read_from_the_starred_ones_and_from_the_log(
    drive: Drive, library: Library, folder: Path
) -> None:
    async with drive(library=library) as it:
        await it.press("B")
        assert "Nothing that you starred or applied for is gone." in it.seen()
        follow(library, folder)
        await it.press("r", "slash")
        await it.type("mark:starred")
        await it.press("enter")
        assert "2 postings are gone: B shows" in it.seen()
        await it.press("A")
        assert "A painter" in it.seen()
        await it.press("B", "enter")
        assert "as it was when you starred it" in it.seen()
        await it.press("tab")
        assert "Brighter lamps." in it.seen() and "as you last saw it" in it.seen()


def test_what_is_gone_can_still_be_marked_by_its_id(library: Library, folder: Path) -> None:
    follow(library, folder)
    gone = found_or_gone(library, "2024-04-10-design-phare")
    assert gone is not None
    library.put_marks([(gone, library.user.mark_of(gone)._replace(stage=Stage.INTERVIEW))])
    assert [one.entry.text for one in titled_log(library)] == ["applied", "interview"]
    assert found_or_gone(library, "2024-04-10") is None
