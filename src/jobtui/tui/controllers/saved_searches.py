"""The saved searches: in the filters with their counts, opened, saved, renamed and deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Input

from jobtui.i18n import _
from jobtui.library.library import Library
from jobtui.search.query import Query, Sort
from jobtui.text.sanitize import clean
from jobtui.tui.controllers.search import Answering
from jobtui.tui.messages import Counted, Saved, SearchOpened

if TYPE_CHECKING:
    from jobtui.config.settings import SearchSetting, Settings
    from jobtui.search.results import Results


class SavedKeys(Answering):
    """Keeps the saved searches and what they count."""

    def __init__(self, library: Library, ask: Callable[[], Query], settings: Settings) -> None:
        super().__init__(library, ask, settings)
        self._searches = list(settings.searches)
        self._counts: dict[str, tuple[int, int]] = {}

    def count_saved(self) -> None:
        """Count in a worker what each search finds, and what of it is new."""
        if self._searches and self.query_asked is not None:
            work = partial(self._count, tuple(self._searches), self.query_asked)
            self.run_worker(work, thread=True, exclusive=True, group="counts", exit_on_error=False)

    def _count(self, searches: Sequence[SearchSetting], query: Query) -> None:
        self.post_message(Counted(self._library.saved_counts(searches, query.as_of)))

    @on(Counted)
    def _counted(self, message: Counted) -> None:
        self._counts = {name: (found, new) for name, found, new in message.counts}
        self._show_searches()

    def _show(self, results: Results) -> None:
        """Show an answer, and which saved search it is of."""
        super()._show(results)
        self._show_searches()

    def _show_searches(self) -> None:
        asked = self.query_asked
        self._sidebar.show_searches(
            [
                Saved(
                    one.name,
                    *self._counts.get(one.name, (-1, 0)),
                    asked is not None and _is(one, asked),
                )
                for one in self._searches
            ]
        )

    @on(SearchOpened)
    def _opened(self, message: SearchOpened) -> None:
        search = self._named(message.name)
        if search is None or self.query_asked is None:
            return
        with self.prevent(Input.Changed):
            self._search.value = search.query
        self._search.cursor_position = len(self._search.value)
        sort = Sort(search.sort) if search.sort else None
        self._ask_for(text=self._search.value, sort=sort)

    def _named(self, name: str) -> SearchSetting | None:
        return next((one for one in self._searches if one.name == name), None)

    def action_save_search(self) -> None:
        """Save the question under a name."""
        asked = self.query_asked
        if asked is None or not asked.text.strip():
            self._footer.notice(_("There is no question to save: search or choose a filter first."))
            return
        from jobtui.tui.dialogs.prompts import LineDialog

        current = next((one.name for one in self._searches if _is(one, asked)), "")
        title = _("Save {question} under which name?").format(question=asked.text.strip())
        sort = asked.sort.value if asked.sort else ""
        take = partial(self._name_given, asked.text.strip(), sort)
        self.app.push_screen(LineDialog(title, current, _wrong_name), take)

    def _name_given(self, query: str, sort: str, name: str | None) -> None:
        if name is None:
            return
        save = partial(self._save, name, query, sort)
        if self._named(name) is None:
            save("save")
            return
        from jobtui.tui.dialogs.prompts import ChoiceDialog

        title = _("There is a saved search {name} already.").format(name=name)
        choices = [("", _("Leave it as it is")), ("save", _("Replace it"))]
        self.app.push_screen(ChoiceDialog(title, choices), save)

    def _save(self, name: str, query: str, sort: str, answer: str | None) -> None:
        from jobtui.config.edit_searches import save
        from jobtui.config.settings import SearchSetting

        if answer and self._is_written(partial(save, name, query, sort)):
            made = SearchSetting(name, query, sort)
            if (old := self._named(name)) is not None:
                self._searches[self._searches.index(old)] = made
            else:
                self._searches.append(made)
            from jobtui.external.command_line import pasted

            text = _("Saved: {name}. jobtui --saved {word} asks it.")
            self._now_saved(text.format(name=name, word=pasted(name)))

    def action_delete_search(self) -> None:
        """Delete the saved search under the cursor, if the user says so."""
        name = self._sidebar.search_at
        if not name:
            self._footer.notice(_("This is no saved search."))
            return
        from jobtui.tui.dialogs.prompts import ChoiceDialog

        title = _("Delete the saved search {name}?").format(name=name)
        choices = [("", _("Keep it")), ("delete", _("Delete it"))]
        self.app.push_screen(ChoiceDialog(title, choices), partial(self._delete, name))

    def _delete(self, name: str, answer: str | None) -> None:
        from jobtui.config.edit_searches import remove

        if answer and self._is_written(partial(remove, name)):
            self._searches = [one for one in self._searches if one.name != name]
            self._now_saved(_("Deleted: {name}").format(name=name))

    def action_rename_search(self) -> None:
        """Give the saved search under the cursor another name."""
        name = self._sidebar.search_at
        if not name:
            self._footer.notice(_("This is no saved search."))
            return
        from jobtui.tui.dialogs.prompts import LineDialog

        def wrong(text: str) -> str:
            if text != name and self._named(text) is not None:
                return _("there is a search of that name")
            return _wrong_name(text)

        title = _("Which name instead of {name}?").format(name=name)
        self.app.push_screen(LineDialog(title, name, wrong), partial(self._rename, name))

    def _rename(self, name: str, new: str | None) -> None:
        from jobtui.config.edit_searches import rename

        if new and new != name and self._is_written(partial(rename, name, new)):
            self._searches = [
                one._replace(name=new) if one.name == name else one for one in self._searches
            ]
            self._now_saved(_("{name} is now {new}.").format(name=name, new=new))

    def _is_written(self, write: Callable[[], None]) -> bool:
        """Write the configuration; if that cannot be, tell why and what to do."""
        from jobtui.config.edit_searches import NotSavedError

        try:
            write()
        except NotSavedError as error:
            self._footer.notice(str(error), 30)
            return False
        return True

    def _now_saved(self, text: str) -> None:
        self._footer.notice(text)
        self._show_searches()
        self.count_saved()


def _is(search: SearchSetting, asked: Query) -> bool:
    """Whether a question is that of a saved search, in its order if it has one."""
    sort = asked.sort.value if asked.sort else ""
    same_order = not search.sort or search.sort == sort
    return clean(search.query) == asked.text.strip() and same_order


def _wrong_name(text: str) -> str:
    return "" if text else _("a search needs a name")
