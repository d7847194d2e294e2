"""The saved searches: listed with their counts, opened, saved, renamed and deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.widgets import Input

from jobtui.i18n import _
from jobtui.library.library import SavedCount
from jobtui.search.query import Query, Sort
from jobtui.text.sanitize import clean
from jobtui.tui.messages import SavedCounted, SavedSearch

if TYPE_CHECKING:
    from jobtui.config.settings import SearchSetting
    from jobtui.tui.controllers.host import Host
    from jobtui.tui.session import Session

_NOT_COUNTED = SavedCount("", -1, 0)


class SavedSearchesController:
    """Holds the saved searches and what each of them finds."""

    def __init__(self, session: Session, host: Host) -> None:
        self._session, self._panes, self._host = session, session.panes, host
        self._searches = list(session.settings.searches)
        self._counts: dict[str, SavedCount] = {}
        session.results_shown.connect(self._show)
        session.marks_changed.connect(self._start_counting)
        session.refreshed.connect(self._refreshed)

    # --- in the filters --------------------------------------------------------------------------

    def _refreshed(self, _trouble: str) -> None:
        self._start_counting()

    def _start_counting(self) -> None:
        """Count in a worker what each search finds, and what of it is new."""
        query = self._session.query
        if self._searches and query is not None:
            self._host.run_worker(
                partial(self._count, tuple(self._searches), query),
                thread=True,
                exclusive=True,
                group="counts",
                exit_on_error=False,
            )

    def _count(self, searches: Sequence[SearchSetting], query: Query) -> None:
        counts = self._session.library.saved_counts(searches, query.as_of)
        self._host.post_message(SavedCounted(counts))

    def counted(self, message: SavedCounted) -> None:
        """Show what the searches find."""
        self._counts = {count.name: count for count in message.counts}
        self._show()

    def _show(self) -> None:
        """Show the searches; the one that the results are of is highlighted."""
        query = self._session.query
        searches = []
        for search in self._searches:
            count = self._counts.get(search.name, _NOT_COUNTED)
            is_asked = query is not None and _is_of(query, search)
            searches.append(SavedSearch(search.name, count.total, count.new, is_asked))
        self._panes.sidebar.show_searches(searches)

    def open(self, name: str) -> None:
        """Ask a saved search."""
        search = self._named(name)
        if search is None or self._session.query is None:
            return
        box = self._panes.search_box
        with self._host.prevent(Input.Changed):
            box.value = search.query
        box.cursor_position = len(box.value)
        sort = Sort(search.sort) if search.sort else None
        self._session.change_query(text=box.value, sort=sort, is_finished=True)

    def _named(self, name: str) -> SearchSetting | None:
        return next((one for one in self._searches if one.name == name), None)

    # --- saving ----------------------------------------------------------------------------------

    def save(self) -> None:
        """Ask for a name, and save the query under it."""
        query = self._session.query
        if query is None or not query.text.strip():
            self._host.notice(_("Nothing to save: search or choose a filter first."))
            return
        from jobtui.tui.dialogs.prompts import LineDialog

        current = next((one.name for one in self._searches if _is_of(query, one)), "")
        title = _("Save {question} as:").format(question=query.text.strip())
        sort = query.sort.value if query.sort else ""
        take = partial(self._save_under, query.text.strip(), sort)
        self._host.push_screen(LineDialog(title, current, _wrong_name), take)

    def _save_under(self, text: str, sort: str, name: str | None) -> None:
        if name is None:
            return
        save = partial(self._save, name, text, sort)
        if self._named(name) is None:
            save("save")
            return
        from jobtui.tui.dialogs.prompts import ChoiceDialog

        title = _("A saved search named {name} already exists.").format(name=name)
        choices = [("", _("Keep the existing one")), ("save", _("Replace"))]
        self._host.push_screen(ChoiceDialog(title, choices), save)

    def _save(self, name: str, text: str, sort: str, answer: str | None) -> None:
        from jobtui.config.edit_searches import save
        from jobtui.config.settings import SearchSetting

        if answer and self._is_written(partial(save, name, text, sort)):
            made = SearchSetting(name, text, sort)
            if (old := self._named(name)) is not None:
                self._searches[self._searches.index(old)] = made
            else:
                self._searches.append(made)
            from jobtui.external.command_line import pasted
            from jobtui.keymap.bindings import key_hint

            notice = _("Saved above the filters ({key}): {name}; as a command: {command}")
            command = f"jobtui --saved {pasted(name)}"
            self._saved(notice.format(key=key_hint("filters"), name=name, command=command))

    def delete(self) -> None:
        """Delete the saved search under the cursor, once that is confirmed."""
        name = self._panes.sidebar.search_at
        if not name:
            self._host.notice(_("No saved search under the cursor."))
            return
        from jobtui.tui.dialogs.prompts import ChoiceDialog

        title = _("Delete the saved search {name}?").format(name=name)
        choices = [("", _("Keep")), ("delete", _("Delete"))]
        self._host.push_screen(ChoiceDialog(title, choices), partial(self._delete, name))

    def _delete(self, name: str, answer: str | None) -> None:
        from jobtui.config.edit_searches import remove

        if answer and self._is_written(partial(remove, name)):
            self._searches = [one for one in self._searches if one.name != name]
            self._saved(_("Deleted: {name}").format(name=name))

    def rename(self) -> None:
        """Rename the saved search under the cursor."""
        name = self._panes.sidebar.search_at
        if not name:
            self._host.notice(_("No saved search under the cursor."))
            return
        from jobtui.tui.dialogs.prompts import LineDialog

        def wrong(text: str) -> str:
            if text != name and self._named(text) is not None:
                return _("a search of that name already exists")
            return _wrong_name(text)

        title = _("Rename {name} to:").format(name=name)
        self._host.push_screen(LineDialog(title, name, wrong), partial(self._rename, name))

    def _rename(self, name: str, new: str | None) -> None:
        from jobtui.config.edit_searches import rename

        if new and new != name and self._is_written(partial(rename, name, new)):
            self._searches = [
                one._replace(name=new) if one.name == name else one for one in self._searches
            ]
            self._saved(_("Renamed {name} to {new}.").format(name=name, new=new))

    # --- the file --------------------------------------------------------------------------------

    def _is_written(self, write: Callable[[], None]) -> bool:
        """Write the configuration; if that fails, tell why and what to do, and return False."""
        from jobtui.config.edit_searches import NotSavedError

        try:
            write()
        except NotSavedError as error:
            self._host.notice(str(error), 30)
            return False
        return True

    def _saved(self, text: str) -> None:
        self._host.notice(text)
        self._show()
        self._start_counting()


def _is_of(query: Query, search: SearchSetting) -> bool:
    """Return whether a query is that of a saved search, and in its order if it has one."""
    sort = query.sort.value if query.sort else ""
    same_order = not search.sort or search.sort == sort
    return clean(search.query) == query.text.strip() and same_order


def _wrong_name(text: str) -> str:
    return "" if text else _("enter a name for the search")
