"""The fields of one file, each spelling sorted in under its field; nothing of them is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobtui.i18n import Text, later
from jobtui.parsing import values
from jobtui.parsing.vocabulary import FIELD_ALIASES, FIELD_OF_KEY, NULL_WORDS
from jobtui.postings.model import Problem, Severity
from jobtui.text.folding import fold
from jobtui.text.sanitize import clean

if TYPE_CHECKING:
    from jobtui.parsing.frontmatter import Frontmatter
from jobtui.parsing.yaml_strings import Value

# Fields of which every statement counts: the stricter one wins.
_STRICT = ("open", "status", "filled", "closes")
_LISTS = ("contracts", "domains", "technologies", "contacts")
# Several texts of these are one; of other fields they are no date, and neither true nor false.
_TEXTS = ("role", "title", "startup", "incubator", "team", "friend", "form")


def _alias(key: str) -> str:
    return re.sub(r"[\s-]+", "_", fold(key).strip())


def _field_of(key: str) -> str | None:
    return FIELD_OF_KEY.get(_alias(key))


class FieldReader:
    """Gives the values of a field, and notes what could not be understood.

    What no field takes goes to ``extra``, what is brought to another form to ``written``.
    """

    def __init__(self, path: str, fields: Frontmatter, problems: list[Problem]) -> None:
        self.path = path
        self.fields = fields
        self.problems = [*problems, *fields.problems]
        self.written: list[tuple[str, str]] = []
        self.by_field: dict[str, list[Value]] = {}
        self.extra: list[tuple[str, str]] = []
        for value in fields.values:
            self._sort_in(value)
        for value in fields.dropped:
            if _field_of(value.key) in _STRICT:
                self._sort_in(value)
            else:
                self.extra.append((value.key, value.text))
        for field, found in self.by_field.items():
            keys = FIELD_ALIASES[field]
            found.sort(key=lambda value: keys.index(_alias(value.key)))

    def _sort_in(self, value: Value) -> None:
        field = _field_of(value.key)
        said = tuple(text for text in value.texts if fold(text).strip() not in NULL_WORDS)
        if field is None:
            self.extra.append((value.key, value.text))
            return
        if value.listed and field not in _LISTS and (len(said) < 2 or field in _TEXTS):
            self.problem(value, later("one text is expected, not a list"), " / ".join(said))
        if said:
            self.by_field.setdefault(field, []).append(value._replace(texts=said))

    def problem(self, value: Value, message: Text, guess: Text = "", error: bool = False) -> None:
        """Note what one value left to be desired, and what was taken instead."""
        severity = Severity.ERROR if error else Severity.WARNING
        taken = clean(guess) if isinstance(guess, str) else guess
        self.problems.append(Problem(self.path, value.line, value.key, message, severity, taken))

    def missing(self, message: Text, guess: Text = "") -> None:
        """Note what the whole file lacks."""
        self.problems.append(Problem(self.path, 1, "", message, Severity.WARNING, guess))

    def line_of(self, field: str) -> int:
        """Return where a field is stated, 0 if it is not."""
        found = self.by_field.get(field)
        return found[0].line if found else 0

    def taken(self, field: str) -> Value | None:
        """Return the spelling of a field that is believed; the others are kept in ``extra``."""
        found = self.by_field.get(field)
        if not found:
            return None
        for other in found[1:]:
            if other.text != found[0].text:
                self.extra.append((other.key, other.text))
        return found[0]

    def text(self, field: str) -> str:
        """Return a field that is one text."""
        value = self.taken(field)
        if value is None:
            return ""
        return " / ".join(value.texts)

    def truth(self, field: str) -> bool | None:
        """Return a field that is true or false."""
        value = self.taken(field)
        return None if value is None else self.verdict(value)

    def verdict(self, value: Value) -> bool | None:
        """Return what *value* says, None where that is not to be made out."""
        said, guessed = values.truth(value.text) if len(value.texts) == 1 else (None, True)
        if said is None:
            self.problem(value, later("true or false is expected"), later("nothing"), error=True)
            self.written.append((value.key, value.text))
        elif guessed:
            self.problem(value, later("true or false is expected"), "true" if said else "false")
        return said

    def keep_written(self, value: Value, names: tuple[str, ...]) -> None:
        """Keep *value* as written if the names that stand for it differ."""
        if fold(value.text).strip() != fold(", ".join(names)):
            self.written.append((value.key, value.text))
