"""The text of a posting, line by line: whole, by sections, by links and by words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jobtui.cli.linear.state import Handlers, State
from jobtui.i18n import _
from jobtui.render.document import text_of
from jobtui.render.markdown import parse
from jobtui.render.sections import SectionKind, sections
from jobtui.render.summary import facts, own_facts
from jobtui.text.folding import fold
from jobtui.text.sanitize import clean

if TYPE_CHECKING:
    from jobtui.postings.model import Posting
    from jobtui.render.document import Document
    from jobtui.render.inline import LinkTarget


class _Text(NamedTuple):
    """A posting's text as lines; a heading is known by its number among them."""

    path: str
    lines: list[str]
    headings: list[int]
    kinds: list[SectionKind | None]
    links: tuple[LinkTarget, ...]


_NOTHING = _Text("", [], [], [], ())


class Reading:
    """Tells the text of the selected posting."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._text = _NOTHING
        self._line = self._link = -1
        self._needle = ""

    def handlers(self) -> Handlers:
        """Return what each action does."""
        return {
            "read": lambda _a: self.read(),
            "full": lambda _a: self.read(),
            "text_down": lambda _a: self._scroll(1),
            "text_up": lambda _a: self._scroll(-1),
            "links": lambda _a: self._list_links(),
            "next_link": lambda _a: self._go_link(1),
            "previous_link": lambda _a: self._go_link(-1),
            "find": self._find,
            "next_match": lambda _a: self._match(1),
            "previous_match": lambda _a: self._match(-1),
            "next_section": lambda _a: self._section(1),
            "previous_section": lambda _a: self._section(-1),
            "to_missions": lambda _a: self._to(SectionKind.MISSIONS),
            "to_profile": lambda _a: self._to(SectionKind.PROFILE),
            "to_conditions": lambda _a: self._to(SectionKind.CONDITIONS),
            "to_apply": lambda _a: self._to(SectionKind.APPLY),
            "show_raw": lambda _a: self._raw(),
        }

    @property
    def link(self) -> str:
        """The address of the link that was told last; empty if none was."""
        return self._text.links[self._link].url if 0 <= self._link < len(self._text.links) else ""

    def read(self) -> None:
        """Tell the whole posting: its title, what it states, its text."""
        state = self._state
        if (posting := state.posting) is None:
            return
        self._load(posting)
        state.pane = "detail"
        user, ruling = state.library.user, state.library.ruling(posting, state.query)
        own = own_facts(user.mark_of(posting), user.news_of(posting))
        state.tell(posting.title)
        for fact in facts(posting, ruling, own):
            sign = " ≈" if fact.kind == "inferred" else ""
            state.tell(_("{label}: {text}").format(label=fact.label, text=fact.text) + sign)
        state.tell(*filter(None, self._text.lines))
        _mark_seen(state, posting)

    def _load(self, posting: Posting) -> None:
        """Read the text of a posting, unless it is the one that is known."""
        if posting.path == self._text.path:
            return
        library = self._state.library
        body, why = library.body(posting)
        if why:
            self._state.tell(why)
        self._text = _text(posting.path, parse(body, library.site_of(posting)))
        self._line = self._link = -1

    def _loaded(self) -> bool:
        """Whether there is a posting; its text is read then."""
        if (posting := self._state.posting) is None:
            return False
        self._load(posting)
        return True

    def _scroll(self, by: int) -> None:
        if not self._loaded():
            return
        at = self._line + by
        while 0 <= at < len(self._text.lines) and not self._text.lines[at]:
            at += by
        if 0 <= at < len(self._text.lines):
            self._line = at
            self._state.tell(self._text.lines[at])
        else:
            self._state.tell(_("No more lines."))

    def _list_links(self) -> None:
        if not self._loaded():
            return
        for number, link in enumerate(self._text.links, start=1):
            self._state.tell(f"{number}. {link.text}: {link.url}")
        if not self._text.links:
            self._state.tell(_("No links."))
            return
        answer = self._state.line(_("the number of a link, or nothing")) or ""
        if answer.isdecimal() and 0 < int(answer) <= len(self._text.links):
            self._link = int(answer) - 1
            self._state.tell(self.link)

    def _go_link(self, by: int) -> None:
        if self._loaded() and 0 <= (at := max(-1, self._link) + by) < len(self._text.links):
            self._link = at
            link = self._text.links[at]
            self._state.tell(f"{at + 1}. {link.text}: {link.url}")
        else:
            self._state.tell(_("No more links."))

    def _find(self, argument: str) -> None:
        self._needle = self._state.wanted(argument, _("find"))
        self._line = -1
        self._match(1)

    def _match(self, by: int) -> None:
        if not self._loaded():
            return
        terms = [fold(self._needle)] if self._needle else []
        terms = terms or [fold(word) for word in self._state.query.text.split() if ":" not in word]
        at = self._line + by
        while 0 <= at < len(self._text.lines):
            if any(term and term in fold(self._text.lines[at]) for term in terms):
                self._line = at
                self._state.tell(self._text.lines[at])
                return
            at += by
        self._state.tell(_("No more matches."))

    def _section(self, by: int) -> None:
        if not self._loaded():
            return
        ahead = [at for at in self._text.headings if (at - self._line) * by > 0]
        if not ahead:
            self._state.tell(_("No more headings."))
            return
        self._tell_section(ahead[0] if by > 0 else ahead[-1])

    def _to(self, kind: SectionKind) -> None:
        if not self._loaded():
            return
        pairs = zip(self._text.headings, self._text.kinds, strict=True)
        found = [at for at, one in pairs if one is kind]
        if not found:
            self._state.tell(_("This text has no such section."))
            return
        self._tell_section(next((at for at in found if at > self._line), found[0]))

    def _tell_section(self, start: int) -> None:
        self._line = start
        end = next((at for at in self._text.headings if at > start), len(self._text.lines))
        self._state.tell(*filter(None, self._text.lines[start:end]))

    def _raw(self) -> None:
        if (posting := self._state.posting) is not None:
            text, why = self._state.library.raw(posting)
            self._state.tell(*clean(why or text, keep_newlines=True).split("\n"))


def _text(path: str, document: Document) -> _Text:
    lines: list[str] = []
    headings: list[int] = []
    for block in document.blocks:
        if block.kind == "table":
            lines += ["; ".join(text_of(cell) for cell in row if cell) for row in block.rows]
            continue
        if block.kind == "heading":
            headings.append(len(lines))
        marker = "".join(frame.marker or "- " * (frame.kind == "bullet") for frame in block.frames)
        for number, line in enumerate(text_of(block.runs).split("\n") if block.runs else ()):
            lines.append(line if number else marker + line)
    kinds = list(sections([lines[at] for at in headings]))
    return _Text(path, lines, headings, kinds, document.links)


def _mark_seen(state: State, posting: Posting) -> None:
    """Mark as seen what was read, unless it is of the sample."""
    user = state.library.user
    if not all(source.is_sample for source in state.library.sources):
        mark = user.mark_of(posting)
        if not mark.seen:
            user.put_mark(posting, mark._replace(seen=True))
