"""What is new to a saved search, and what closed of that which it found before."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from jobtui.cli.main import run
from tests.conftest import write

SOON, PAST = date.today() + timedelta(9), date.today() - timedelta(9)


def test_closed_is_what_a_saved_search_found_before(
    tmp_path: Path, own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = own_home / "config" / "jobtui" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[searches]\nsail = "is:open sailor"\ncook = "is:open cook"\n', "utf-8")

    def write_job(name: str, title: str, closes: date) -> None:
        write(tmp_path / "p", f"{name}.md", "Work.", title=title, closing_date=closes)

    def found(*words: str) -> list[str]:
        run(["--source", str(tmp_path / "p"), "--columns", "id", *words])
        return capsys.readouterr().out.split()[1:]

    for name, title in (("one", "Sailor"), ("two", "Sailor"), ("bread", "Baker")):
        write_job(name, title, SOON)
    assert found("--saved", "sail", "--new") == found("--saved", "cook", "--new") == []
    write_job("one", "Sailor", PAST)
    write_job("bread", "Baker", PAST)
    write_job("soup", "Cook", SOON)
    assert found("--saved", "sail", "since:closed") == ["one"]
    assert found("--saved", "sail", "since:closed") == []
    assert found("--saved", "cook", "--new") == ["soup"]
    assert found("--saved", "sail") == ["two"]
