"""Adding a source to the user's configuration."""

from __future__ import annotations

from jobtui.config import edit_sources
from jobtui.config.settings import SourceSetting
from jobtui.i18n import _
from jobtui.sources import folders, repositories


def add_source(place: str) -> str:
    """Add a folder or repository to the configuration; return a line on what was done."""
    if not place:
        return _("Nothing was added.")
    name = edit_sources.name_for(place)
    try:
        repository = repositories.found(place)
        if repository is None:
            setting = SourceSetting(name, path=folders.resolve(place).root)
        else:
            setting = SourceSetting(
                name, url=repository.url, ref=repository.ref, folder=repository.path
            )
        file = edit_sources.add(setting)
    except (folders.SourceError, edit_sources.NotAddedError) as error:
        return str(error)
    return _("Added to {path}; start jobtui again to see it.").format(path=file)
