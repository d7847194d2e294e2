"""The values of one file by field, whatever spelling its keys have; none of them is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobtui.i18n import Text, later
from jobtui.parsing.contracts import contracts_of, working_time_of
from jobtui.parsing.field_names import (
    FIELD_OF_KEY,
    NULL_WORDS,
    KeyMeaning,
    plain_key,
    taken_by,
)
from jobtui.parsing.unknown_keys import nearest_key
from jobtui.parsing.values import is_number_date, truth
from jobtui.postings.model import Problem, Severity
from jobtui.postings.source_rules import NO_RULES, SourceRules
from jobtui.text.folding import fold
from jobtui.text.patterns import late
from jobtui.text.sanitize import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobtui.parsing.frontmatter import Frontmatter
    from jobtui.parsing.yaml_strings import Value

# Fields of which every statement counts: the stricter one wins.
_STRICT = ("open", "shut", "hidden", "status", "filled", "closes")
# Fields with one value: a list of texts is neither a date nor true or false.
_SINGLE = (*_STRICT, "published", "opens", "junior")
# A list of texts is joined to one here.
_TEXTS = ("role", "title", "startup", "incubator", "organisation", "friend", "form")
# What the keys of a field that may hold a date or true and false state in the other case.
_IF_TRUTH = {"published": "open"}
_IF_CONTRACT = {"remote": "contracts"}  # keys such as work_type
_IF_DATE = {"open": "opens", "shut": "closes", "filled": "filled"}
_JSON_LD = "@"  # keys such as @type
_IF_DATED = ("data",)  # keys that are a date in one language and anything in another
_YEAR = late(r"(?:19|20)\d\d")


class FieldReader:
    """Gives the values of each field, and notes what could not be understood.

    ``extra`` holds the keys and texts that no field took, ``written`` those whose value is shown
    in another form, and ``problems`` what is wrong with the file.
    """

    def __init__(
        self,
        path: str,
        frontmatter: Frontmatter,
        problems: list[Problem],
        rules: SourceRules = NO_RULES,
    ) -> None:
        self.path = path
        self.has_frontmatter = bool(frontmatter.values)
        self.problems = [*problems, *frontmatter.problems]
        self.written: list[tuple[str, str]] = []
        self.extra: list[tuple[str, str]] = []
        self.misspelt: set[str] = set()  # fields whose keys have a slip
        self._own = {
            plain_key(key): KeyMeaning(field, rank)
            for field, keys in rules.fields
            for rank, key in enumerate(keys, start=-len(keys))
        }
        self._by_field: dict[str, list[tuple[int, Value]]] = {}
        for value in frontmatter.values:
            self._sort_in(value)
        self._note_misspelt(frontmatter.values)
        for value in frontmatter.dropped:
            field = self.field_of(value.key)
            if field in _STRICT or (field and field not in self._by_field):
                self._sort_in(value)
            else:
                self.keep_extra(value)
        for found in self._by_field.values():
            found.sort(key=lambda pair: pair[0])

    def field_of(self, key: str) -> str | None:
        """Return the field that takes a key, None if none does."""
        taken = self._taken_by(key)
        return taken.field if taken else None

    def _taken_by(self, key: str) -> KeyMeaning | None:
        plain = plain_key(key)
        return self._own.get(plain) or taken_by(plain)

    def _sort_in(self, value: Value) -> None:
        if value.inner:
            inner = list(leaves(value, value.key))
            if any(self.field_of(leaf.key) for leaf in inner):
                for leaf in inner:
                    self._sort_in(leaf)
                return
        taken = self._taken_by(value.key)
        if taken is None or (plain_key(value.key) in _IF_DATED and not _YEAR.search(value.text)):
            if not value.key.rpartition(".")[2].startswith(_JSON_LD):
                self.keep_extra(value)
            return
        texts = tuple(text for text in value.texts if fold(text).strip() not in NULL_WORDS)
        field = _by_kind(taken.field, texts)
        too_many = len(texts) < 2 if field in _SINGLE else field in _TEXTS
        if value.listed and too_many:
            message = later("expected a single value, not a list")
            self.note_problem(value, message, " / ".join(texts))
        if texts:
            stated = value._replace(texts=texts)
            self._by_field.setdefault(field, []).append((taken.rank, stated))

    def _note_misspelt(self, values: tuple[Value, ...]) -> None:
        """Note unknown keys that are one letter away from a known one that the file lacks."""
        for value in values:
            near = "" if value.inner or self.field_of(value.key) else nearest_key(value.key)
            field = FIELD_OF_KEY.get(plain_key(near), "")
            if field and field not in self._by_field:
                self.misspelt.add(field)
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

    def is_flawed(self, fields: tuple[str, ...]) -> bool:
        """Whether a problem is known already that explains why one of these fields is missing."""
        named = {FIELD_OF_KEY.get(plain_key(problem.field)) for problem in self.problems}
        return not named.union(self.misspelt).isdisjoint(fields)

    def has_any(self, fields: tuple[str, ...]) -> bool:
        """Whether any of these fields is stated."""
        return not self._by_field.keys().isdisjoint(fields)

    def values(self, field: str) -> list[Value]:
        """Return every value of a field, the most trusted spelling of its key first."""
        return [value for _rank, value in self._by_field.get(field, ())]

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

    def texts(self, field: str) -> tuple[str, ...]:
        """Return all texts of a field, each once."""
        found = (text for value in self.values(field) for text in value.texts)
        return tuple(dict.fromkeys(found))

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

    def keep_written(self, value: Value) -> None:
        """Keep *value* as it is written, because it is shown in another form."""
        self.written.append((value.key, value.text))


def _by_kind(field: str, texts: tuple[str, ...]) -> str:
    """Return the field that a value states: a key such as ``published`` may hold either kind."""
    if field in _IF_TRUTH and len(texts) == 1:
        said = truth(texts[0])
        return field if said.verdict is None or said.is_guess else _IF_TRUTH[field]
    if field in _IF_CONTRACT and (contracts_of(texts) or working_time_of(texts)):
        return _IF_CONTRACT[field]
    if field in _IF_DATE and len(texts) == 1 and is_number_date(texts[0]):
        return _IF_DATE[field]
    return field


def leaves(value: Value, key: str) -> Iterator[Value]:
    """Yield the values of nested mappings, with a dot between their keys."""
    if not value.inner:
        yield value._replace(key=key)
        return
    for inner in value.inner:
        yield from leaves(inner, f"{key}.{inner.key}")
