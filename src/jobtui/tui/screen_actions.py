"""The actions of the browser's screen that a controller, or the panes, does: one line each.

What each does is told by the table in `keymap.actions`.
"""
# ruff: noqa: D102 - see above

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jobtui.tui.controllers.application import ApplicationController
    from jobtui.tui.controllers.export import ExportController
    from jobtui.tui.controllers.find import FindController
    from jobtui.tui.controllers.history import HistoryController
    from jobtui.tui.controllers.marking import Marking
    from jobtui.tui.controllers.marks import MarksController
    from jobtui.tui.controllers.posting_actions import PostingActions
    from jobtui.tui.controllers.quit import QuitController
    from jobtui.tui.controllers.refresh import RefreshController
    from jobtui.tui.controllers.saved_searches import SavedSearchesController
    from jobtui.tui.controllers.search import SearchController
    from jobtui.tui.controllers.sync import SyncController
    from jobtui.tui.panes import Panes


class ScreenActions:
    """`action_x` is the action x of the table; the screen has what these names stand for."""

    panes: Panes
    search: SearchController
    saved_searches: SavedSearchesController
    marking: Marking
    marks: MarksController
    application: ApplicationController
    exporting: ExportController
    posting: PostingActions
    history: HistoryController
    find: FindController
    refreshing: RefreshController
    syncing: SyncController
    quitting: QuitController

    def action_search(self) -> None:
        self.search.focus()

    def action_leave_search(self) -> None:
        self.panes.leave_search()

    def action_next_pane(self) -> None:
        self.panes.focus_next(1)

    def action_previous_pane(self) -> None:
        self.panes.focus_next(-1)

    def action_filters(self) -> None:
        self.panes.toggle_filters()

    def action_layout(self) -> None:
        self.panes.toggle_layout()

    def action_toggle_full(self) -> None:
        self.panes.toggle_reading()

    def action_open_only(self) -> None:
        self.search.toggle_open_only()

    def action_sort(self) -> None:
        self.search.next_order()

    def action_drop_filters(self) -> None:
        self.search.drop_filters()

    def action_clear_search(self) -> None:
        self.search.clear()

    def action_explain(self) -> None:
        self.search.explain()

    def action_as_typed(self) -> None:
        self.search.as_typed()

    def action_star(self) -> None:
        self.marks.toggle_star()

    def action_hide(self) -> None:
        self.marks.toggle_hidden()

    def action_seen(self) -> None:
        self.marks.toggle_seen()

    def action_note(self) -> None:
        self.marks.edit_note()

    def action_stage(self) -> None:
        self.application.choose_stage()

    def action_follow_up(self) -> None:
        self.application.follow_up()

    def action_sent(self) -> None:
        self.application.sent()

    def action_label(self) -> None:
        self.application.label()

    def action_log(self) -> None:
        self.application.show_log()

    def action_export(self) -> None:
        self.exporting.ask()

    def action_undo(self) -> None:
        self.marking.undo()

    def action_similar(self) -> None:
        self.search.ask_similar()

    def action_translation(self) -> None:
        self.search.show_translation()

    def action_save_search(self) -> None:
        self.saved_searches.save()

    def action_delete_search(self) -> None:
        self.saved_searches.delete()

    def action_rename_search(self) -> None:
        self.saved_searches.rename()

    def action_open_page(self) -> None:
        self.posting.open_page()

    def action_apply(self) -> None:
        self.posting.apply()

    def action_copy_link(self) -> None:
        self.posting.copy_link()

    def action_copy_view(self) -> None:
        self.posting.copy_view()

    def action_copy_path(self) -> None:
        self.posting.copy_path()

    def action_edit(self) -> None:
        self.posting.edit()

    def action_show_raw(self) -> None:
        self.posting.show_raw()

    def action_difference(self) -> None:
        self.posting.show_difference()

    def action_history(self) -> None:
        self.history.show()

    def action_gone(self) -> None:
        self.history.show_gone()

    def action_pipe(self) -> None:
        self.posting.pipe()

    def action_keep_found(self) -> None:
        self.find.keep()

    def action_drop_found(self) -> None:
        self.find.drop()

    def action_list_links(self) -> None:
        self.find.list_links()

    def action_reload(self) -> None:
        self.refreshing.reload_now()

    def action_sync(self) -> None:
        self.syncing.start()

    def action_scroll_text(self, by: int) -> None:
        self.panes.detail.scroll_lines(self.panes.detail.offset_y + by)

    def action_tell_link(self, what: str) -> None:
        self.find.describe_link(what == "link")

    async def action_find_in_text(self) -> None:
        await self.find.open()

    async def action_quit(self) -> None:
        await self.quitting.quit()
