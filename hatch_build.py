"""Compiles the translations when a wheel is built, an editable one included."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Translations(BuildHookInterface[Any]):
    """Writes each catalogue beside its text form, and takes it into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the files are gathered."""
        for text in Path(self.root, "src/jobtui/locale").rglob("*.po"):
            with text.open("rb") as stream, text.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, read_po(stream))
            build_data["artifacts"].append(f"/{text.with_suffix('.mo').relative_to(self.root)}")
