"""What can be done with the selected posting: open, apply, copy, edit, pipe, show its file."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import SuspendNotSupported

from jobtui.files import locations
from jobtui.i18n import _
from jobtui.render.navigation import is_place
from jobtui.text.sanitize import clean
from jobtui.tui.controllers import clipboard
from jobtui.tui.controllers.search import Answering
from jobtui.tui.messages import CopyAsked, LinkAsked, ProgramFailed

if TYPE_CHECKING:
    from jobtui.external.browser import WebBrowser
    from jobtui.external.links import Link
    from jobtui.postings.model import Posting


class Acting(Answering):
    """Acts on the selected posting, by programs that no shell starts."""

    _commands: tuple[str, ...] = ()  # that postings were given to, the newest last

    def reload(self, asked: bool = False) -> None:
        """Read what changed; *asked*: and tell what that was."""
        raise NotImplementedError

    def _selected(self) -> Posting | None:
        """Return the posting to act on; without one, say so."""
        posting = self._list.selected
        if posting is None:
            self._footer.notice(_("No posting is selected."), 4)
        return posting

    def _with_file(self) -> Posting | None:
        """Return the posting to act on; if its file cannot be read, say why."""
        from jobtui.external.editor import fault_of

        posting = self._selected()
        if posting is not None and (why := fault_of(posting.path)):
            self._footer.notice(why, 15)
            return None
        return posting

    # --- opening ---------------------------------------------------------------------------------

    def action_open_page(self) -> None:
        """Open the chosen link if the keys are in the text, else the posting's page."""
        from jobtui.external.editor import fault_of
        from jobtui.external.links import link

        chosen = self._detail.chosen_link if self.focused is self._detail else ""
        if is_place(chosen):
            self._detail.follow()
        elif chosen:
            self._offer(link(chosen), _("Open this link?"))
        elif (posting := self._selected()) is not None:
            if posting.url:
                title = _("Open the page of this posting?")
                self._offer(link(posting.url), title, fault=fault_of(posting.path))
            else:
                self._footer.notice(_("This posting has no page."))

    def action_apply(self) -> None:
        """Open the way to apply that the posting names."""
        from jobtui.external.apply_link import link_to_apply
        from jobtui.external.editor import fault_of

        if (posting := self._selected()) is None:
            return
        body, why = self._library.body(posting)
        way = link_to_apply(posting, body)
        if way is None:
            if not why or self._with_file() is not None:
                self._footer.notice(why or _("This posting names no way to apply."))
            return
        title = _("Apply by this mail?") if way.kind == "mailto" else _("Apply at this address?")
        self._offer(way, title, found=posting.apply_inferred, fault=fault_of(posting.path))

    def _offer(self, link: Link, title: str, found: bool = False, fault: str = "") -> None:
        """Show in full what would open, and open it once that is agreed to."""
        from jobtui.external.browser import browser_for
        from jobtui.tui.dialogs.programs import AddressScreen

        browser = browser_for(link.target) if link.target else None
        notes = [] if not fault else [(fault, "error")]
        if found:
            notes.append((_("Found by reading the text of the posting."), "inferred"))
        if link.warning:
            notes.append((link.warning[:1].upper() + link.warning[1:] + ".", "error"))
        if browser is None and link.target:
            notes.append((_("There is no browser to open here. ") + self._copied(link), ""))
        opens = partial(self._open, browser) if browser else None
        title = title if link.target else _("This address is not opened")
        copies = partial(self._copied, link)
        name = browser.name if browser else ""
        self.app.push_screen(AddressScreen(title, link, notes, name, copies), opens)

    def _copied(self, link: Link) -> str:
        """Copy what *link* leads to, of a mail who gets it; return a text that says so."""
        from jobtui.external.links import recipient

        return self._tried(recipient(link) or link.target or link.shown)

    def _tried(self, text: str) -> str:
        """Copy *text*; return a text that says what is known of it."""
        return clipboard.copy(self.app, text, self._hear_failure)

    def _open(self, browser: WebBrowser, agreed: bool | None) -> None:
        from jobtui.external import browser as opening

        if not agreed:
            return
        if browser.in_terminal:
            self._tell(self._in_terminal(browser.argv))
            return
        self._footer.notice(_("Opened with {program}.").format(program=browser.name))
        opening.start(browser.argv, self._hear_failure)

    def _hear_failure(self, why: str) -> None:
        """Take the news from another thread."""
        self.post_message(ProgramFailed(why))

    @on(ProgramFailed)
    def _program_failed(self, message: ProgramFailed) -> None:
        self._tell(message.why)

    def _tell(self, why: str) -> None:
        if why:
            self._footer.notice(why)

    def _in_terminal(self, argv: Sequence[str]) -> str:
        """Give the terminal to a program until it ends; return why it failed, if it did."""
        from jobtui.external.browser import in_terminal

        try:
            with self.app.suspend():
                return in_terminal(argv)
        except SuspendNotSupported:
            return _("This terminal cannot be given to another program.")

    # --- copying ---------------------------------------------------------------------------------

    def action_copy_link(self) -> None:
        """Copy the chosen link, else the way to apply, else the page's address."""
        posting = self._list.selected
        address = self._detail.chosen_link
        if is_place(address):
            address = posting.url + address if posting is not None and posting.url else ""
        if not address and posting is not None:
            address = posting.apply_to or posting.url
        if address:
            self._copy_address(address)
        else:
            self._footer.notice(_("This posting has no address to copy."))

    @on(LinkAsked)
    def _link_asked(self, message: LinkAsked) -> None:
        from jobtui.external.links import link

        self._offer(link(message.address), _("Open this link?"))

    @on(CopyAsked)
    def _copy_asked(self, message: CopyAsked) -> None:
        self._copy_address(message.address)

    def _copy_address(self, address: str) -> None:
        self._footer.notice(self._tried(clean(address).removeprefix("mailto:")))

    def action_copy_view(self) -> None:
        """Copy the command line that shows what is shown."""
        from jobtui.external.command_line import command_line

        if self.query_asked is not None:
            line = command_line(self._library.sources, self.query_asked)
            self._footer.notice(self._tried(line), 15)

    def action_copy_path(self) -> None:
        """Show and copy the path of the file, if it is there."""
        from jobtui.external.command_line import shell_quoted

        if (posting := self._selected()) is not None:
            path = posting.path
            if not os.path.lexists(path):
                self._with_file()
                return
            is_plain = path.isprintable() and clean(path) == path
            self._footer.notice(self._tried(path if is_plain else shell_quoted(path)), 15)

    # --- the file --------------------------------------------------------------------------------

    def action_edit(self) -> None:
        """Open the file in the user's editor; read it again afterwards."""
        from jobtui.external.editor import NoEditorError, editor_for

        if (posting := self._with_file()) is None:
            return
        if why := self._library.unreachable(posting):
            self._footer.notice(why)
            return
        try:
            argv = editor_for(posting.path)
        except NoEditorError as error:
            self._footer.notice(str(error))
            return
        self._tell(self._in_terminal(argv) or _kept_by_sync(posting.path))
        self.reload()

    def action_show_raw(self) -> None:
        """Show the file as it is written."""
        from jobtui.tui.dialogs.text_screens import raw_screen

        if (posting := self._with_file()) is not None:
            text, why = self._library.raw(posting)
            self.app.push_screen(raw_screen(posting.path, why or text))

    def action_pipe(self) -> None:
        """Ask for a command to give the posting to."""
        from jobtui.tui.dialogs.programs import CommandScreen

        if (posting := self._with_file()) is not None:
            self.app.push_screen(CommandScreen(self._commands), partial(self._pipe, posting))

    def _pipe(self, posting: Posting, command: str | None) -> None:
        from jobtui.external.editor import fault_of
        from jobtui.external.pipe import CommandError, words_of
        from jobtui.render import posting_text
        from jobtui.tui.dialogs.programs import OutputScreen

        if not command or self.query_asked is None:
            return
        self._commands = (*(c for c in self._commands[-99:] if c != command), command)
        body, why = self._library.body(posting)
        try:
            words = words_of(command)
        except CommandError as error:
            self._footer.notice(f"{command}: {error}")
            return
        if why:
            self._footer.notice(fault_of(posting.path) or why, 15)
            return
        ruling = self._library.ruling(posting, self.query_asked)
        text = "\n".join(posting_text.markdown(posting, ruling, body)) + "\n"
        self.app.push_screen(OutputScreen(command, words, text))


def _kept_by_sync(path: str) -> str:
    """Say that a change does not last, if it is one of what was fetched."""
    if not path.startswith(f"{locations.cache_dir()}/"):
        return ""
    return _("This file was fetched from a repository: the next jobtui sync replaces it.")
