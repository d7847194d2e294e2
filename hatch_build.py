"""Compiles the translations into the wheel; nothing is written into the source tree."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = "jobtui"
_LONG_AGO = datetime(1980, 1, 1, tzinfo=UTC)
SHARED = "share/locale"  # below sys.prefix; where an editable install looks, too


class Translations(BuildHookInterface[Any]):
    """Adds the compiled form of each catalogue to the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the files are gathered.

        An editable wheel cannot put files beside the modules, which stay in the source tree.
        """
        self._compiled = TemporaryDirectory()
        catalogues = Path(self.root, "src", PACKAGE, "locale")
        for text in catalogues.rglob("*.po"):
            name = text.relative_to(catalogues).with_suffix(".mo")
            compiled = Path(self._compiled.name, name)
            compiled.parent.mkdir(parents=True, exist_ok=True)
            with text.open("rb") as stream:
                catalogue = read_po(stream)
            # Babel would write the time of the build: two builds of one tree are to be the same.
            catalogue.creation_date = catalogue.revision_date = _LONG_AGO
            with compiled.open("wb") as written:
                write_mo(written, catalogue)
            if version == "editable":
                build_data["shared_data"][str(compiled)] = f"{SHARED}/{name}"
            else:
                build_data["force_include"][str(compiled)] = f"{PACKAGE}/locale/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was taken into the wheel."""
        self._compiled.cleanup()
