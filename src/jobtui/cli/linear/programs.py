"""What starts programs or leaves the results: applying, copying, files, saved searches, help."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from jobtui.cli import console
from jobtui.cli.linear.reading import Reading
from jobtui.cli.linear.state import Handlers, State
from jobtui.external.apply_link import link_to_apply
from jobtui.external.browser import browser_for, in_terminal, start
from jobtui.external.command_line import command_line, pasted
from jobtui.external.links import link
from jobtui.i18n import _
from jobtui.keymap.bindings import groups, keys_of
from jobtui.postings.filenames import file_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobtui.external.links import Link


class Programs:
    """Acts on the selected posting with other programs and with jobtui's own commands."""

    def __init__(self, state: State, reading: Reading) -> None:
        self._state, self._reading = state, reading

    def handlers(self) -> Handlers:
        """Return what each action does."""
        return {
            "apply": lambda _a: self._apply(),
            "open_page": lambda _a: self._open_page(),
            "copy_link": lambda _a: self._copy_link(),
            "copy_view": lambda _a: self._copy(
                command_line(self._state.library.sources, self._state.query)
            ),
            "copy_path": lambda _a: self._copy_path(),
            "edit": lambda _a: self._edit(),
            "pipe": self._pipe,
            "difference": lambda _a: self._of_posting("diff"),
            "gone": self._gone,
            "history": lambda _a: self._of_posting("history"),
            "export": self._export,
            "save_search": self._save,
            "delete_search": self._delete,
            "rename_search": self._rename,
            "stats": lambda _a: self._state.command("stats", "--", self._state.query.text),
            "problems": lambda _a: self._problems(),
            "reload": lambda _a: self._reload(),
            "sync": lambda _a: self._sync(),
            "add_source": self._add_source,
            "help": lambda _a: self._help(),
            "palette": self._palette,
        }

    # --- addresses -------------------------------------------------------------------------------

    def _apply(self) -> None:
        if (posting := self._state.posting) is None:
            return
        way = link_to_apply(posting, self._state.library.body(posting).text)
        if way is None:
            self._state.tell(_("This posting does not say how to apply."))
            return
        if "apply" in posting.inferred:
            self._state.tell(_("Inferred from the text of the posting."))
        self._offer(way)

    def _open_page(self) -> None:
        if self._state.pane == "detail" and self._reading.link:
            self._offer(link(self._reading.link))
        elif (posting := self._state.posting) is not None:
            if posting.url:
                self._offer(link(posting.url))
            else:
                self._state.tell(_("This posting has no page."))

    def _offer(self, way: Link) -> None:
        """Tell the whole address, and open it once the user confirms."""
        state = self._state
        state.tell(way.shown)
        if way.warning:
            state.tell(way.warning)
        browser = browser_for(way.target) if way.target else None
        if browser is None:
            state.tell(_("No web browser can be opened here. ").strip())
        elif state.confirms(_("Open it with {program}?").format(program=browser.name)):
            if browser.in_terminal:
                state.tell(in_terminal(browser.argv))
            else:
                start(browser.argv, state.tell)

    def _copy(self, text: str) -> None:
        """Tell a text, and give it to the clipboard if there is one."""
        from jobtui.external.clipboard import copy

        self._state.tell(text)
        if copy(text).is_taken:
            self._state.tell(_("Copied."))

    def _copy_link(self) -> None:
        posting = self._state.posting
        address = self._reading.link if self._state.pane == "detail" else ""
        if posting is not None and not address:
            address = posting.apply_to or posting.url
        if address:
            self._copy(address.removeprefix("mailto:"))
        else:
            self._state.tell(_("This posting has no address to copy."))

    # --- files -----------------------------------------------------------------------------------

    def _copy_path(self) -> None:
        if (posting := self._state.posting) is not None:
            path = file_of(posting.path)
            self._copy(path if os.path.lexists(path) else pasted(path))

    def _edit(self) -> None:
        from jobtui.external.editor import NoEditorError, editor_for, fault_of

        if (posting := self._state.posting) is None:
            return
        why = fault_of(file_of(posting.path)) or self._state.library.unreachable(posting)
        try:
            why = why or in_terminal(editor_for(file_of(posting.path)))
        except NoEditorError as error:
            why = str(error)
        self._state.tell(*([why] if why else []))
        self._reload()

    def _pipe(self, argument: str) -> None:
        from jobtui.external.pipe import CommandError, pipe, words_of
        from jobtui.render import posting_text

        state = self._state
        command = state.wanted(argument, _("command")) if state.posting else ""
        posting = state.posting if command else None
        if posting is None:
            return
        ruling = state.library.ruling(posting, state.query)
        body = state.library.body(posting).text
        text = "\n".join(posting_text.markdown(posting, ruling, body)) + "\n"
        try:
            done = pipe(words_of(command), text, Event())
        except CommandError as error:
            state.tell(str(error))
            return
        state.tell(*done.output.split("\n"), *([done.ending] if done.ending else []))

    def _of_posting(self, command: str) -> None:
        """Run a command of jobtui that takes the id of a posting."""
        if (posting := self._state.posting) is not None:
            self._state.command(command, "--", posting.id)

    def _gone(self, argument: str) -> None:
        """Tell what is followed and gone, or the text of one by its number."""
        from jobtui.library.gone_postings import gone_postings

        gone = gone_postings(self._state.library)
        for number, one in enumerate(gone, start=1):
            self._state.tell(f"{number}. {one.title}")
        if not gone:
            self._state.tell(_("Nothing that you starred or applied for is gone."))
            return
        answer = self._state.wanted(argument, _("the number of a posting, or nothing"))
        if answer.isdecimal() and 0 < int(answer) <= len(gone):
            self._state.command("show", "--", gone[int(answer) - 1].id)

    def _export(self, argument: str) -> None:
        """Write the chosen postings, or all results, to a file in a format."""
        from jobtui.cli.arguments import FORMATS
        from jobtui.cli.commands.list import formatted
        from jobtui.cli.session import CommandSession, output_rows
        from jobtui.files.writing import create, why_not

        state = self._state
        prompt = _("format ({formats}) and file").format(formats=", ".join(FORMATS))
        form, _blank, name = state.wanted(argument, prompt).partition(" ")
        if form not in FORMATS or not name.strip():
            state.tell(prompt)
            return
        found = list(state.chosen.values()) or list(state.results.postings)
        session = CommandSession(state.library, state.query)
        state.args.format = form
        lines = formatted(state.args, session, output_rows(session, found, {}))
        path = Path(name.strip()).expanduser()
        try:
            create(path, "".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))
        except OSError as error:
            state.tell(why_not(error))
        else:
            state.tell(_("Written: {path}").format(path=path))
        state.args.format = None

    # --- saved searches --------------------------------------------------------------------------

    def _save(self, argument: str) -> None:
        from jobtui.config.edit_searches import save
        from jobtui.config.settings import SearchSetting

        state = self._state
        text = state.query.text.strip()
        if not text:
            state.tell(_("Nothing to save: search or choose a filter first."))
            return
        name = state.wanted(argument, _("Save {question} as:").format(question=text))
        known = any(one.name == name for one in state.settings.searches)
        if not name or (known and not state.confirms(_("Replace the search of that name?"))):
            return
        sort = state.query.sort.value if state.query.sort else ""
        if self._is_written(lambda: save(name, text, sort)):
            others = [one for one in state.settings.searches if one.name != name]
            self._use((*others, SearchSetting(name, text, sort)))
            state.tell(
                _("Saved: {name}. Run it with: jobtui --saved {word}").format(
                    name=name, word=pasted(name)
                )
            )

    def _delete(self, argument: str) -> None:
        from jobtui.config.edit_searches import remove

        state = self._state
        name = state.wanted(argument, _("name of the saved search"))
        question = _("Delete the saved search {name}?").format(name=name)
        if name and state.confirms(question) and self._is_written(lambda: remove(name)):
            self._use(tuple(one for one in state.settings.searches if one.name != name))
            state.tell(_("Deleted: {name}").format(name=name))

    def _rename(self, argument: str) -> None:
        from jobtui.config.edit_searches import rename

        state = self._state
        name = state.wanted(argument, _("name of the saved search"))
        new = state.wanted("", _("Rename {name} to:").format(name=name)) if name else ""
        if new and self._is_written(lambda: rename(name, new)):
            renamed = (
                one._replace(name=new) if one.name == name else one
                for one in state.settings.searches
            )
            self._use(tuple(renamed))
            state.tell(_("Renamed {name} to {new}.").format(name=name, new=new))

    def _use(self, searches: tuple[object, ...]) -> None:
        self._state.settings = self._state.settings._replace(searches=searches)

    def _is_written(self, write: Callable[[], None]) -> bool:
        from jobtui.config.edit_searches import NotSavedError

        try:
            write()
        except NotSavedError as error:
            self._state.tell(str(error))
            return False
        return True

    # --- the program -----------------------------------------------------------------------------

    def _problems(self) -> None:
        problems = self._state.library.problems()
        self._state.tell(*map(str, problems), *([] if problems else [_("No problems found.")]))

    def _reload(self) -> None:
        with console.file_counter() as progress:
            change = self._state.library.refresh(False, progress)
        if change.notice:
            self._state.tell(change.notice)
        self._state.ask()
        self._state.tell(self._state.count())

    def _sync(self) -> None:
        self._state.command("sync")
        self._reload()

    def _add_source(self, argument: str) -> None:
        from jobtui.cli.linear.sources import add_source

        state = self._state
        if add_source(state, state.wanted(argument, _("folder or git repository"))):
            state.tell(state.count())

    def _help(self) -> None:
        state = self._state
        state.tell(
            _(
                "A number reads that posting; /words or several words search; a key or the name of "
                "an action does it, and what it needs may follow."
            )
        )
        for heading, actions in groups():
            state.tell(f"{heading}:")
            for action in actions:
                state.tell(f"{keys_of(action, True) or '-'}, {action.name}: {action.help()}")

    def _palette(self, argument: str) -> None:
        """Tell the actions whose name or help holds a word."""
        word = self._state.wanted(argument, _("a word of what you want to do")).lower()
        for _heading, actions in groups():
            for action in actions:
                told = f"{action.name} {action.label()} {action.help()} {action.synonyms()}"
                if word and word in told.lower():
                    key = keys_of(action, True) or "-"
                    self._state.tell(f"{key}, {action.name}: {action.help()}")
