"""Adding a source to what is browsed, and to the user's configuration."""

from __future__ import annotations

from jobtui.cli import console
from jobtui.cli.linear.state import State
from jobtui.cli.query import as_of
from jobtui.i18n import _
from jobtui.library import new_source
from jobtui.library.library import PATIENCE


def add_source(state: State, named: str) -> bool:
    """Find or fetch a folder, repository or feed, and browse it, too; return whether that is so."""
    if not named:
        state.tell(_("Nothing was added."))
        return False
    try:
        with console.progress_line() as tell:
            new = new_source.found(named, tell)
    except Exception as error:  # whatever it is, its text is for the user
        state.tell(str(error) or type(error).__name__)
        return False
    state.tell(new_source.saved(new))
    library = new_source.library_beside(state.library, new.source)
    with console.file_counter() as progress:
        change = library.refresh(False, progress, PATIENCE)
    if change.notice:
        state.tell(change.notice)
    state.use(library, as_of(state.args.as_of, library.sources))
    return True
