"""What a file says about being open, filled or upcoming, and where it contradicts itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import Text, later
from jobtui.parsing.field_names import plain_key
from jobtui.parsing.status_words import STATUS_WORDS, Sense, nearest_status, status_word
from jobtui.parsing.values import is_number_date, truth
from jobtui.postings.model import Statement
from jobtui.text.folding import fold
from jobtui.text.patterns import late

if TYPE_CHECKING:
    from jobtui.parsing.field_reader import FieldReader
    from jobtui.parsing.yaml_strings import Value
    from jobtui.postings.source_rules import SourceRules

_SHOWN_KEYS = frozenset("visible isvisible show display displayed".split())
# Keys that state something else where they are neither true nor false: "show: Evening news".
_LOOSE_KEYS = _SHOWN_KEYS | {"vacant", "ended", "offline", "hasjob", "private", "available"}
_STATUS_KEYS = ("status", "statut")  # other keys, such as state, may mean something else
_REMARK = late(
    r"^\s{0,4}[\[(]([^\[\]()]{3,30})[\])]|[\[(]([^\[\]()]{3,30})[\])]\s{0,4}$"
    r"|\s[-–—|:]\s+([^-–—|:]{3,20})$"
)
_LONGEST = 200  # characters of a title


class Statements(NamedTuple):
    """What a file says about being open, about being filled, and about opening later."""

    opened: tuple[Statement, ...] = ()
    filled: tuple[Statement, ...] = ()
    upcoming: tuple[Statement, ...] = ()


class _Stated(NamedTuple):
    """A statement, and the value that makes it."""

    value: Value
    statement: Statement


def statements_of(fields: FieldReader, rules: SourceRules) -> Statements:
    """Return what the frontmatter says; what contradicts itself is noted as a problem.

    ``open: true`` and ``archived: false`` say that a posting is open; ``draft: false`` and
    ``visible: true`` say nothing, since most boards write them everywhere.
    """
    reader = _Reader(fields, rules)
    reader.read_truths()
    reader.read_status()
    reader.read_title()
    reader.note_contradiction(reader.opened, later("closed"))
    reader.note_contradiction(reader.filled, later("filled"))
    if rules.unstated == Sense.OPEN.value and not (reader.opened or reader.filled):
        return Statements((Statement("", "", True),), (), reader.upcoming)
    return Statements(
        tuple(one.statement for one in reader.opened),
        tuple(one.statement for one in reader.filled),
        reader.upcoming,
    )


class _Reader:
    def __init__(self, fields: FieldReader, rules: SourceRules) -> None:
        self._fields = fields
        self._own = {
            " ".join(fold(word).split()): Sense(meaning)
            for meaning, words in rules.status
            for word in words
        }
        self.opened: list[_Stated] = []
        self.filled: list[_Stated] = []
        self.upcoming: tuple[Statement, ...] = ()

    def read_truths(self) -> None:
        """Read the keys that are true or false."""
        for field, found, is_positive in (
            ("open", self.opened, True),
            ("shut", self.opened, False),
            ("hidden", self.opened, False),
            ("filled", self.filled, True),
        ):
            for value in self._fields.values(field):
                if field == "filled" and is_number_date(value.text):
                    self.filled.append(_Stated(value, Statement(value.key, value.text, True)))
                    continue
                is_word = len(value.texts) == 1 and truth(value.text).verdict is None
                meaning = self._meaning(value) if is_word else None
                if is_word and not meaning and plain_key(value.key) in _LOOSE_KEYS:
                    self._fields.keep_extra(value)
                    continue
                verdict = None if meaning else self._fields.verdict(value)
                if meaning:  # "active: closed"
                    self._add(value, meaning)
                elif verdict is not None:
                    says_open = verdict is (is_positive or plain_key(value.key) in _SHOWN_KEYS)
                    if field != "hidden" or not says_open:
                        statement = Statement(value.key, value.text, says_open)
                        found.append(_Stated(value, statement))

    def read_status(self) -> None:
        """Read the words of ``status``."""
        for value in self._fields.values("status"):
            meaning = self._meaning(value)
            if meaning is None:
                if plain_key(value.key) in _STATUS_KEYS:
                    expected = later("expected open, closed or filled")
                    if near := nearest_status(value.text):
                        expected = later("unknown status; did you mean {near}?", near=near)
                    self._fields.note_problem(value, expected)
                self._fields.keep_extra(value)
            else:
                self._add(value, meaning)

    def read_title(self) -> None:
        """Read what a title says in brackets or at its end: "[Closed] Baker", "Baker - filled"."""
        for value in self._fields.values("title"):
            remark = _REMARK.search(value.text[:_LONGEST])
            words = fold(next(filter(None, remark.groups()))).split() if remark else []
            meaning = STATUS_WORDS.get(" ".join(words))
            if meaning in (Sense.CLOSED, Sense.FILLED):
                self._add(value, meaning)

    def _meaning(self, value: Value) -> Sense | None:
        if len(value.texts) != 1:
            return None
        return status_word(value.text, self._own)

    def _add(self, value: Value, meaning: Sense) -> None:
        if meaning is Sense.FILLED:
            self.filled.append(_Stated(value, Statement(value.key, value.text, True)))
        elif meaning is Sense.UPCOMING:
            self.upcoming = (*self.upcoming, Statement(value.key, value.text, True))
        else:
            is_open = meaning is Sense.OPEN
            self.opened.append(_Stated(value, Statement(value.key, value.text, is_open)))

    def note_contradiction(self, stated: list[_Stated], guess: Text) -> None:
        """Note the first statement that differs from the one that stands first."""
        for value, statement in stated[1:]:
            first, other = stated[0]
            is_said = value.key == first.key  # it is a duplicate key
            if statement.verdict != other.verdict and not is_said:
                message = later(
                    "contradicts {field}, which is {text} on line {line}; fix one of them",
                    field=other.field,
                    text=other.text,
                    line=first.line,
                )
                self._fields.note_problem(value, message, guess)
                return
