from __future__ import annotations

import pytest

from jobtui.config.settings import SETTINGS

from .generated import PARTS, ROOT, updated


@pytest.mark.parametrize("page", PARTS)
def test_the_page_is_up_to_date(page: str) -> None:
    assert (ROOT / page).read_text("utf-8") == updated(page), "run: python -m tests.docs"


def test_every_setting_has_a_heading() -> None:
    text = (ROOT / "docs" / "settings.md").read_text("utf-8")
    for setting in SETTINGS:
        assert f"\n## {setting.name}\n" in text
        assert setting.variable in text
