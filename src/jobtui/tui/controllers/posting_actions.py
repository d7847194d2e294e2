"""What one does with the selected posting: open, apply, copy, edit, pipe, show its file."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from jobtui.files import locations
from jobtui.i18n import _
from jobtui.postings.filenames import file_of
from jobtui.render.navigation import is_place
from jobtui.text.sanitize import clean
from jobtui.tui.messages import ProgramFailed

if TYPE_CHECKING:
    from jobtui.external.browser import WebBrowser
    from jobtui.external.links import Link
    from jobtui.postings.model import Posting
    from jobtui.tui.controllers.host import Host
    from jobtui.tui.session import Session

_ASKING = "?: \u00a0\u202f"  # how a question or an announcement ends, in French as well


class PostingActions:
    """Acts on the selected posting with other programs; none is started by a shell."""

    def __init__(self, session: Session, host: Host) -> None:
        self._session, self._panes, self._host = session, session.panes, host
        self._commands: tuple[str, ...] = ()  # that postings were piped to, the newest last

    def _selected(self) -> Posting | None:
        """Return the posting to act on; if there is none, say so."""
        posting = self._panes.results.selected
        if posting is None:
            self._host.notice(_("No posting selected."), 4)
        return posting

    def _may_start(self) -> bool:
        """Whether programs may be started here; if not, say so: a web page is no shell."""
        if self._host.app.is_web:
            self._host.notice(_("Not in a web page."), 4)
        return not self._host.app.is_web

    def _readable(self) -> Posting | None:
        """Return the posting to act on; if its file cannot be read, say why."""
        from jobtui.external.editor import fault_of

        posting = self._selected()
        if posting is not None and (why := fault_of(file_of(posting.path))):
            self._host.notice(why, 15)
            return None
        return posting

    # --- opening ---------------------------------------------------------------------------------

    def open_page(self) -> None:
        """Open the chosen link if the text has the focus, else the posting's page."""
        from jobtui.external.editor import fault_of
        from jobtui.external.links import link

        detail = self._panes.detail
        chosen = detail.chosen_link if self._host.focused is detail else ""
        if is_place(chosen):
            detail.follow()
        elif chosen:
            self.open_link(chosen)
        elif (posting := self._selected()) is not None:
            if posting.url:
                title = _("Open this posting's page?")
                self._offer(link(posting.url), title, fault=fault_of(file_of(posting.path)))
            else:
                self._host.notice(_("This posting has no page."))

    def apply(self) -> None:
        """Open the address at which to apply."""
        from jobtui.external.apply_link import link_to_apply
        from jobtui.external.editor import fault_of

        if (posting := self._selected()) is None:
            return
        body, why = self._session.library.body(posting)
        way = link_to_apply(posting, body)
        if way is None:
            if not why or self._readable() is not None:
                self._host.notice(why or _("This posting does not say how to apply."))
            return
        title = _("Apply by email?") if way.kind == "mailto" else _("Apply at this address?")
        self._offer(
            way, title, found="apply" in posting.inferred, fault=fault_of(file_of(posting.path))
        )

    def open_link(self, address: str) -> None:
        """Open a link of the text."""
        from jobtui.external.links import link

        self._offer(link(address), _("Open this link?"))

    def _offer(self, link: Link, title: str, found: bool = False, fault: str = "") -> None:
        """Show the whole address, and open it once the user confirms."""
        from jobtui.external.browser import browser_for
        from jobtui.external.links import recipients
        from jobtui.tui.dialogs.programs import AddressScreen

        if self._host.app.is_web and link.target:
            visits = partial(self._visit, link.target)
            name, copies = _("your web browser"), partial(self._copy_link_target, link)
            notes = _notes(link, found, fault)
            self._host.push_screen(AddressScreen(title, link, notes, name, copies), visits)
            return
        browser = browser_for(link.target) if link.target else None
        notes = _notes(link, found, fault)
        if browser is None and link.target:
            copied = self._copy_link_target(link)
            if copied.endswith(link.shown):  # which is seen above
                copied = copied.removesuffix(link.shown).rstrip(_ASKING) + "."
            none = _("No web browser can be opened here. ")
            if recipients(link):
                none = _("No mail program can be opened here. ")
            notes.append((none + copied, ""))
            title = title.rstrip(_ASKING)  # nothing is asked where nothing can be opened
        opens = partial(self._open, browser) if browser else None
        title = title if link.target else _("This address cannot be opened")
        copies = partial(self._copy_link_target, link)
        name = browser.name if browser else ""
        self._host.push_screen(AddressScreen(title, link, notes, name, copies), opens)

    def _visit(self, target: str, confirmed: bool | None) -> None:
        """Open an address where the user of a web page sits."""
        if confirmed:
            self._host.app.open_url(target)

    def _copy_link_target(self, link: Link) -> str:
        """Copy the address of *link*, of a mail its recipients; return the notice to show."""
        from jobtui.external.links import recipients

        return self._copy(recipients(link) or link.target or link.shown)

    def _copy(self, text: str) -> str:
        """Copy *text*; return the notice to show."""
        from jobtui.tui.controllers import clipboard

        return clipboard.copy(self._host.app, text, self._failed)

    def _open(self, browser: WebBrowser, confirmed: bool | None) -> None:
        from jobtui.external import browser as opening

        if not confirmed:
            return
        if browser.in_terminal:
            self.tell_failure(self.run_in_terminal(browser.argv))
            return
        self._host.notice(_("Opened with {program}.").format(program=browser.name))
        opening.start(browser.argv, self._failed)

    def _failed(self, why: str) -> None:
        """Report that a program failed; called in any thread."""
        self._host.post_message(ProgramFailed(why))

    def tell_failure(self, why: str) -> None:
        """Show why a program failed, if it did."""
        if why:
            self._host.notice(why)

    def run_in_terminal(self, argv: Sequence[str]) -> str:
        """Give the terminal to a program until it ends; return why it failed, or an empty text."""
        from jobtui.external.browser import in_terminal

        try:
            with self._host.app.suspend():
                return in_terminal(argv)
        except SuspendNotSupported:
            return _("Another program cannot take over this terminal.")

    # --- copying ---------------------------------------------------------------------------------

    def copy_link(self) -> None:
        """Copy the chosen link, else the way to apply, else the page's address."""
        posting = self._panes.results.selected
        address = self._panes.detail.chosen_link
        if is_place(address):
            address = posting.url + address if posting is not None and posting.url else ""
        if not address and posting is not None:
            way = posting.apply
            people = ", ".join((*way.to, *way.cc))
            address = (people if way.first != way.url else way.url) or posting.url
        if address:
            self.copy_address(address)
        else:
            self._host.notice(_("This posting has no address to copy."))

    def copy_address(self, address: str) -> None:
        """Copy an address, of a mail without its scheme."""
        self._host.notice(self._copy(clean(address).removeprefix("mailto:")))

    def copy_view(self) -> None:
        """Copy the command line that shows the same results."""
        from jobtui.external.command_line import command_line

        if self._session.query is not None:
            line = command_line(self._session.library.sources, self._session.query)
            self._host.notice(self._copy(line), 15)

    def copy_path(self) -> None:
        """Copy the path of the file, if it exists."""
        from jobtui.external.command_line import shell_quoted

        if (posting := self._selected()) is not None:
            path = file_of(posting.path)
            if not os.path.lexists(path):
                self._readable()
                return
            is_plain = path.isprintable() and clean(path) == path
            self._host.notice(self._copy(path if is_plain else shell_quoted(path)), 15)

    # --- the file --------------------------------------------------------------------------------

    def edit(self) -> None:
        """Open the file in the user's editor, and read it again afterwards."""
        from jobtui.external.editor import NoEditorError, editor_for

        if not self._may_start() or (posting := self._readable()) is None:
            return
        if why := self._session.library.unreachable(posting):
            self._host.notice(why)
            return
        try:
            argv = editor_for(file_of(posting.path))
        except NoEditorError as error:
            self._host.notice(str(error))
            return
        self.tell_failure(self.run_in_terminal(argv) or _sync_warning(posting.path))
        self._session.file_edited.emit()

    def show_raw(self) -> None:
        """Show the file as it is."""
        from jobtui.tui.dialogs.text_screens import raw_screen

        if (posting := self._readable()) is not None:
            text, why = self._session.library.raw(posting)
            self._host.push_screen(raw_screen(posting.path, why or text))

    def show_difference(self) -> None:
        """Show what changed in the posting since the user last saw it otherwise."""
        from jobtui.marks.kept_texts import kept

        posting = self._selected()
        texts = kept(posting.id, posting.path) if posting is not None else None
        if posting is None or texts is None:
            if posting is not None:
                self._session.library.keep_text(posting)
            self._host.notice(_("Nothing to compare with: what you see now is kept from now on."))
            return
        text, why = self._session.library.raw(posting)
        before = texts.baseline(text)
        if why or before is None:
            self._host.notice(why or _("Unchanged since you first saw it."))
            return
        from jobtui.tui.dialogs.versions import versions_screen

        self._host.push_screen(versions_screen(posting.title, texts, before, text))

    def pipe(self) -> None:
        """Ask for a command, and pipe the posting to it."""
        from jobtui.tui.dialogs.programs import CommandScreen

        if self._may_start() and (posting := self._readable()) is not None:
            self._host.push_screen(CommandScreen(self._commands), partial(self._pipe, posting))

    def _pipe(self, posting: Posting, command: str | None) -> None:
        from jobtui.external.editor import fault_of
        from jobtui.external.pipe import CommandError, words_of
        from jobtui.render import posting_text
        from jobtui.tui.dialogs.programs import OutputScreen

        if not command or self._session.query is None:
            return
        self._commands = (*(c for c in self._commands[-99:] if c != command), command)
        body, why = self._session.library.body(posting)
        try:
            words = words_of(command)
        except CommandError as error:
            self._host.notice(f"{command}: {error}")
            return
        if why:
            self._host.notice(fault_of(file_of(posting.path)) or why, 15)
            return
        ruling = self._session.library.ruling(posting, self._session.query)
        text = "\n".join(posting_text.markdown(posting, ruling, body)) + "\n"
        self._host.push_screen(OutputScreen(command, words, text))


def _notes(link: Link, found: bool, fault: str) -> list[tuple[str, str]]:
    """Return what to tell of an address before it is opened: texts and their styles."""
    notes = [(fault, "error")] if fault else []
    if found:
        notes.append((_("Inferred from the text of the posting."), "inferred"))
    if link.warning:
        notes.append((link.warning[:1].upper() + link.warning[1:] + ".", "error"))
    return notes


def _sync_warning(path: str) -> str:
    """Return a warning if the file is of a fetched repository, where no change lasts."""
    if not path.startswith(f"{locations.cache_dir()}/"):
        return ""
    return _("This file comes from a repository: the next jobtui sync will overwrite it.")
