"""The texts that are kept of postings: what is compared with what, bounds, damaged files."""

from __future__ import annotations

from pathlib import Path

import pytest

from jobtui.files import locations
from jobtui.library.gone_postings import gone_postings
from jobtui.library.library import Library
from jobtui.marks import kept_texts
from jobtui.marks.kept_texts import keep, kept
from jobtui.marks.model import Mark
from jobtui.sources.folders import resolve
from tests.conftest import write


def file_of_one() -> Path:
    (file,) = (locations.data_dir() / "texts").glob("*.z")
    return file


def test_a_text_is_compared_with_the_last_other_one(tmp_path: Path) -> None:
    assert kept("sailor") is None
    assert keep("sailor", "/p/a.md", "A sailor", "one", False)
    first = kept("sailor")
    assert first is not None and first.baseline("one") is None
    assert first.baseline("two").text == "one"  # type: ignore[union-attr]
    keep("sailor", "/p/a.md", "A sailor", "two", True)
    keep("sailor", "/p/a.md", "A sailor", "two", False)
    second = kept("sailor")
    assert second is not None
    assert second.baseline("two").text == "one"  # type: ignore[union-attr]
    assert second.baseline("three").text == "two"  # type: ignore[union-attr]
    keep("sailor", "/q/a.md", "A sailor", "three", True)
    third = kept("sailor", "/q/a.md")
    assert third is not None and third.starred is not None
    assert (third.starred.text, third.path) == ("two", "/q/a.md")


def test_another_source_with_the_same_id_is_another_posting(tmp_path: Path) -> None:
    there = tmp_path / "a.md"
    there.write_text("one")
    keep("sailor", str(there), "A sailor", "one", True)
    keep("sailor", "/q/a.md", "Another sailor", "two", False)
    other = kept("sailor", "/q/a.md")
    assert other is not None and other.baseline("two") is None
    there.unlink()
    keep("sailor", "/q/a.md", "Another sailor", "three", True)
    first = kept("sailor", str(there))
    assert first is not None and first.starred is not None
    assert (first.title, first.starred.text) == ("A sailor", "one"), "neither displaces the other"


def test_what_was_kept_last_counts_when_the_first_of_an_id_is_pruned(tmp_path: Path) -> None:
    there = tmp_path / "a.md"
    there.write_text("one")
    keep("sailor", str(there), "A sailor", "one", True)
    first = file_of_one()
    keep("sailor", "/q/a.md", "Another sailor", "two", False)
    first.unlink()
    for text in ("three", "four"):
        keep("sailor", "/q/a.md", "Another sailor", text, False)
        other = kept("sailor", "/q/a.md")
        assert other is not None and other.seen is not None
        assert other.seen.text == text


def test_the_text_follows_a_renamed_file(tmp_path: Path) -> None:
    write(tmp_path, "sailor.md", "Sea.", title="A sailor")
    write(tmp_path, "cook.md", "Soup.", title="A cook")
    library = Library([resolve(tmp_path)])
    library.refresh()
    posting = library.get("sailor")
    assert posting is not None
    library.put_marks([(posting, Mark(star=True))])
    (tmp_path / "sailor.md").rename(tmp_path / "mate.md")
    library.refresh()
    (tmp_path / "mate.md").unlink()
    library.refresh()
    (gone,) = gone_postings(library)
    assert (gone.id, gone.title) == ("mate", "A sailor")
    assert gone.starred is not None and "Sea." in gone.starred.text
    library.close()


def test_all_together_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_texts, "MOST_BYTES", 600)
    for number in range(20):
        keep(f"posting {number}/é", f"/p/{number}.md", "Title", f"text {number}", False)
    files = list((locations.data_dir() / "texts").glob("*.z"))
    assert 1 <= len(files) < 10
    assert kept("posting 19/é") is not None
    assert all(file.stat().st_mode & 0o077 == 0 for file in files)


@pytest.mark.parametrize("content", [b"", b"x", b"x\x9c\xab\xae\x05\x00\x01u\x00\xf9"])
def test_a_damaged_file_counts_as_none(content: bytes) -> None:
    keep("sailor", "/p/a.md", "A sailor", "one", False)
    file_of_one().write_bytes(content)
    assert kept("sailor") is None
    assert keep("sailor", "/p/a.md", "A sailor", "two", False)
    assert kept("sailor") is not None
