"""The values of one file by field, whatever spelling its keys have; none of them is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobtui.i18n import Text, later
from jobtui.parsing.field_names import FIELD_ALIASES, FIELD_OF_KEY, NULL_WORDS
from jobtui.parsing.unknown_keys import nearest_key
from jobtui.parsing.values import truth
from jobtui.postings.model import Problem, Severity
from jobtui.text.folding import fold
from jobtui.text.sanitize import clean

if TYPE_CHECKING:
    from jobtui.parsing.frontmatter import Frontmatter
    from jobtui.parsing.yaml_strings import Value

# Fields of which every statement counts: the stricter one wins.
_STRICT = ("open", "status", "filled", "closes")
_LISTS = ("contracts", "domains", "technologies", "contacts")
# A list of texts is joined to one here; in other fields it is neither a date nor true or false.
_TEXTS = ("role", "title", "startup", "incubator", "team", "friend", "form")


def _alias(key: str) -> str:
    return re.sub(r"[\s-]+", "_", fold(key).strip())


def _field_of(key: str) -> str | None:
    return FIELD_OF_KEY.get(_alias(key))


class FieldReader:
    """Gives the values of each field, and notes what could not be understood.

    ``extra`` holds the keys and texts that no field took, ``written`` those whose value is shown
    in another form, and ``problems`` what is wrong with the file.
    """

    def __init__(self, path: str, frontmatter: Frontmatter, problems: list[Problem]) -> None:
        self.path = path
        self.has_frontmatter = bool(frontmatter.values)
        self.problems = [*problems, *frontmatter.problems]
        self.written: list[tuple[str, str]] = []
        self.extra: list[tuple[str, str]] = []
        self.misspelt: set[str] = set()  # fields whose keys have a slip
        self._by_field: dict[str, list[Value]] = {}
        for value in frontmatter.values:
            self._sort_in(value)
        self._note_misspelt(frontmatter.values)
        for value in frontmatter.dropped:
            if _field_of(value.key) in _STRICT:
                self._sort_in(value)
            else:
                self.keep_extra(value)
        for field, found in self._by_field.items():
            keys = FIELD_ALIASES[field]
            found.sort(key=lambda value: keys.index(_alias(value.key)))

    def _sort_in(self, value: Value) -> None:
        field = _field_of(value.key)
        if field is None:
            self.keep_extra(value)
            return
        texts = tuple(text for text in value.texts if fold(text).strip() not in NULL_WORDS)
        if value.listed and field not in _LISTS and (len(texts) < 2 or field in _TEXTS):
            message = later("expected a single value, not a list")
            self.note_problem(value, message, " / ".join(texts))
        if texts:
            self._by_field.setdefault(field, []).append(value._replace(texts=texts))

    def _note_misspelt(self, values: tuple[Value, ...]) -> None:
        """Note unknown keys that are one letter away from a known one that the file lacks."""
        for value in values:
            near = "" if _field_of(value.key) else nearest_key(_alias(value.key))
            if near and FIELD_OF_KEY[near] not in self._by_field:
                self.misspelt.add(FIELD_OF_KEY[near])
                self.note_problem(value, later("unknown key; did you mean {near}?", near=near))

    def note_problem(
        self, value: Value, message: Text, guess: Text = "", error: bool = False
    ) -> None:
        """Note what is wrong with *value*, and the *guess* that was made instead.

        It is an *error* if the value is lost, else a warning.
        """
        severity = Severity.ERROR if error else Severity.WARNING
        self._note(value, message, severity, guess)

    def note_difference(self, value: Value, message: Text, guess: str) -> None:
        """Note that *value* was believed though something else contradicts it."""
        self._note(value, message, Severity.INFO, guess)

    def note_missing(self, message: Text, guess: Text = "") -> None:
        """Note what the whole file lacks."""
        self.problems.append(Problem(self.path, 1, "", message, Severity.WARNING, guess))

    def _note(self, value: Value, message: Text, severity: Severity, guess: Text) -> None:
        shown = clean(guess) if isinstance(guess, str) else guess
        self.problems.append(Problem(self.path, value.line, value.key, message, severity, shown))

    def values(self, field: str) -> list[Value]:
        """Return every value of a field, the most trusted spelling of its key first."""
        return self._by_field.get(field, [])

    def line_of(self, field: str) -> int:
        """Return the line that states a field, 0 if none does."""
        found = self.values(field)
        return found[0].line if found else 0

    def value(self, field: str) -> Value | None:
        """Return the most trusted value of a field; others that differ are kept as extra."""
        found = self.values(field)
        if not found:
            return None
        for other in found[1:]:
            if other.text != found[0].text:
                self.keep_extra(other)
        return found[0]

    def text(self, field: str) -> str:
        """Return a field that is one text; empty if it is not stated."""
        value = self.value(field)
        if value is None:
            return ""
        return " / ".join(value.texts)

    def truth(self, field: str) -> bool | None:
        """Return a field that is true or false; None if it is not stated or not understood."""
        value = self.value(field)
        return None if value is None else self.verdict(value)

    def verdict(self, value: Value) -> bool | None:
        """Return whether *value* says true or false, None if it cannot be understood."""
        expected = later("expected true or false")
        said, is_guess = truth(value.text) if len(value.texts) == 1 else (None, True)
        if said is None:
            self.note_problem(value, expected, later("nothing"), error=True)
            self.written.append((value.key, value.text))
        elif is_guess:
            self.note_problem(value, expected, "true" if said else "false")
        return said

    def keep_extra(self, value: Value) -> None:
        """Keep a value that no field takes."""
        self.extra.append((value.key, value.text))

    def keep_written(self, value: Value, names: tuple[str, ...]) -> None:
        """Keep *value* as written if it is not spelled like the *names* that are shown for it."""
        if fold(value.text).strip() != fold(", ".join(names)):
            self.written.append((value.key, value.text))
