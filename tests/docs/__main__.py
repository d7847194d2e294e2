"""``python -m tests.docs`` writes the generated parts of the pages, and the manual."""

from __future__ import annotations

from jobtui import i18n

from .generated import PARTS, ROOT, updated
from .manual import PAGE, manual

if __name__ == "__main__":
    i18n.use("en", "iso")
    for page in PARTS:
        (ROOT / page).write_text(updated(page), "utf-8")
    PAGE.write_text(manual(), "ascii")
