"""Questions, filters and results, line by line."""

from __future__ import annotations

from jobtui.cli.linear.state import Handlers, State
from jobtui.i18n import _, day
from jobtui.postings.facets import BY_NAME, FACETS, OPEN, value_text
from jobtui.postings.model import status_text
from jobtui.search.notes import as_typed, chips, notes_of
from jobtui.search.query import sort_word
from jobtui.search.query_text import (
    asks_like,
    only_filters,
    with_filter,
    without_filters,
)

_PAGE = 10  # results told at once
_MOST_VALUES = 20  # of a filter, unless it is asked for by name


class Listing:
    """Asks questions and tells their results by number."""

    def __init__(self, state: State) -> None:
        self._state = state

    def handlers(self) -> Handlers:
        """Return what each action does."""
        return {
            "search": self.search,
            "clear_search": lambda _a: self.ask(only_filters(self._state.query.text)),
            "drop_filters": lambda _a: self.ask(without_filters(self._state.query.text)),
            "as_typed": lambda _a: self._as_typed(),
            "similar": lambda _a: self._similar(),
            "translation": lambda _a: self._translation(),
            "open_only": lambda _a: self._open_only(),
            "sort": self._sort,
            "filters": self.filters,
            "unfold": self.filters,
            "fold": lambda _a: self._results(),
            "narrow": self._narrow,
            "choose": self._choose,
            "explain": lambda _a: self._explain(),
            "down": lambda _a: self.go(self._state.at + 1),
            "up": lambda _a: self.go(self._state.at - 1),
            "page_down": lambda _a: self._turn(_PAGE),
            "page_up": lambda _a: self._turn(-_PAGE),
            "half_down": lambda _a: self._turn(_PAGE // 2),
            "half_up": lambda _a: self._turn(-_PAGE // 2),
            "first": lambda _a: self._turn(-self._state.at),
            "last": lambda _a: self.go(len(self._state.results.postings) - 1),
            "next_pane": lambda _a: self._results(),
            "previous_pane": lambda _a: self.filters(""),
            "layout": lambda _a: self._results(),
            "redraw": lambda _a: self._results(),
        }

    def search(self, argument: str) -> None:
        """Ask for words; without any, ask the user for them."""
        self.ask(self._state.wanted(argument, _("search")))

    def ask(self, text: str) -> None:
        """Ask a question, and tell the first results."""
        self._state.ask(text=text.strip())
        self._state.pane = "list"
        for note in notes_of(self._state.results.help, text, True):
            self._state.tell(note)
        self._results()

    def _results(self) -> None:
        """Tell how many results there are, and some from the selected one on."""
        state = self._state
        told = _("{count} of {total}, {order}").format(
            count=state.count(),
            total=state.results.total,
            order=sort_word(state.results.order),
        )
        question = state.query.text
        state.tell(f"{question}: {told}" if question else told)
        end = min(len(state.results.postings), state.at + _PAGE)
        for number in range(state.at, end):
            self.tell_row(number)
        if end < len(state.results.postings):
            state.tell(
                _("{n} more; page_down tells them").format(n=len(state.results.postings) - end)
            )

    def tell_row(self, number: int) -> None:
        """Tell a result in one line: number, status, title, organisation, closing day, marks."""
        state = self._state
        posting = state.results.postings[number]
        ruling = state.library.ruling(posting, state.query)
        parts = [status_text(ruling.status), posting.title, posting.team]
        if posting.closes:
            parts.append(_("closes {day}").format(day=day(posting.closes)))
        elif posting.published:
            parts.append(day(posting.published))
        if state.library.user.has_marks:
            mark = state.library.user.mark_of(posting)
            parts.append(value_text("mark", "starred") if mark.star else "")
            parts.append(value_text("stage", mark.stage.value) if mark.stage else "")
        if posting.path in state.chosen:
            parts.append(_("selected"))
        state.tell(f"{number + 1}. " + ", ".join(filter(None, parts)))

    def go(self, number: int) -> None:
        """Select a result, and tell it."""
        count = len(self._state.results.postings)
        if not 0 <= number < count:
            self._state.tell(_("There are {count}.").format(count=self._state.count()))
            return
        self._state.at = number
        self.tell_row(number)

    def _turn(self, by: int) -> None:
        last = max(0, len(self._state.results.postings) - 1)
        self._state.at = min(last, max(0, self._state.at + by))
        self._results()

    def filters(self, argument: str) -> None:
        """Tell the filters with their values and counts; with a name, that one whole."""
        state = self._state
        state.pane = "sidebar"
        name, _blank, values = argument.strip().partition(" ")
        if values:
            self._choose(argument)
            return
        wanted = [facet for facet in FACETS if not name or name in (facet.name, facet.label())]
        if not wanted:
            names = ", ".join(facet.name for facet in FACETS)
            state.tell(
                _("There is no filter {name}; there are: {names}").format(name=name, names=names)
            )
        for search in state.settings.searches if not name else ():
            state.tell(
                _("saved search {name}: {query}").format(name=search.name, query=search.query)
            )
        for facet in wanted:
            buckets = state.results.buckets[facet.name]
            if not buckets:
                continue
            shown = buckets if name else buckets[:_MOST_VALUES]
            told = [
                f"{value_text(facet.name, one.value)} {one.postings}"
                + (f" ({_('selected')})" if one.chosen else "")
                for one in shown
            ]
            told += ["…"] * (len(shown) < len(buckets))
            state.tell(
                _("{label}: {text}").format(
                    label=f"{facet.label()} ({facet.name})", text=", ".join(told)
                )
            )

    def _narrow(self, argument: str) -> None:
        """Tell the values of a filter that hold a text."""
        words = self._state.wanted(argument, _("a filter, and a part of its values"))
        name, _blank, part = words.partition(" ")
        if name not in BY_NAME:
            self.filters(name)
            return
        for bucket in self._state.results.buckets[name]:
            shown = value_text(name, bucket.value)
            if part.lower() in shown.lower():
                self._state.tell(f"{shown} {bucket.postings}")

    def _choose(self, argument: str) -> None:
        """Choose a value of a filter, or drop it; or ask a saved search."""
        state = self._state
        words = state.wanted(argument, _("a filter and a value, or a saved search"))
        for search in state.settings.searches:
            if words == search.name:
                self.ask(search.query)
                return
        name, _blank, value = words.partition(" ")
        if name not in BY_NAME or not value.strip():
            self.filters(name)
            return
        wanted = value.strip()
        found = state.library.ask_facets(state.query.as_of, lambda table: table.named(name, wanted))
        if not found:
            state.tell(_("No posting has {name} {value}.").format(name=name, value=wanted))
            return
        chosen = set(state.results.query.values(name)) ^ set(found)
        self.ask(with_filter(state.query.text, name, tuple(sorted(chosen))))

    def _open_only(self) -> None:
        state = self._state
        only = state.results.query.values("status") == (OPEN,)
        self.ask(with_filter(state.query.text, "status", () if only else (OPEN,)))

    def _sort(self, argument: str) -> None:
        """Sort by an order that is named, else by the next one."""
        state = self._state
        orders = state.results.orders
        named = [one for one in orders if one.value == argument.strip()]
        now = state.results.order
        at = orders.index(now) if now in orders else -1
        state.ask(sort=named[0] if named else orders[(at + 1) % len(orders)])
        self._results()

    def _as_typed(self) -> None:
        state = self._state
        if understood := chips(state.results.help):
            self.ask(as_typed(understood[-1], state.query.text))
        else:
            state.tell(_("The words are searched as they were typed."))

    def _similar(self) -> None:
        if (posting := self._state.posting) is not None:
            self.ask(f"{only_filters(self._state.query.text)} {asks_like(posting.id)}")

    def _translation(self) -> None:
        state = self._state
        if (posting := state.posting) is None:
            return
        other = state.library.translation_of(posting)
        if other is None:
            state.tell(_("This posting has no translation."))
            return
        state.ask(language=other.language)
        self._results()

    def _explain(self) -> None:
        if (posting := self._state.posting) is not None:
            self._state.tell(self._state.library.explain(self._state.results, posting))
