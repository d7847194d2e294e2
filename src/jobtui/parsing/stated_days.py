"""The days that frontmatter states: published, opens, closes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import Text, later
from jobtui.parsing.dates import DateRules, read_day
from jobtui.parsing.status_words import is_no_date

if TYPE_CHECKING:
    from datetime import date

    from jobtui.parsing.field_reader import FieldReader
    from jobtui.parsing.yaml_strings import Value


class StatedDay(NamedTuple):
    """A day, None if none is stated or understood, and the key that states it."""

    day: date | None = None
    field: str = ""


class _Day(NamedTuple):
    day: date
    value: Value


class StatedDays:
    """Reads the days of one file; *named* is that of its name."""

    def __init__(self, fields: FieldReader, rules: DateRules, named: date | None) -> None:
        self._fields, self._rules, self._named = fields, rules, named

    def published(self) -> date | None:
        """Return the first day that is stated, else that of the file's name."""
        named = self._named
        days = self._days("published", str(named or ""), named=named)
        if not days:
            return named
        first = days[0]
        for other in days[1:]:
            if other.day != first.day:
                self._fields.keep_extra(other.value)
        if named and abs((named - first.day).days) > 1:  # one day may be a time zone
            message = later("the file name says {day}", day=named.isoformat())
            self._fields.note_difference(first.value, message, first.day.isoformat())
        return first.day

    def opens(self) -> StatedDay:
        """Return the first day on which one can apply: the latest that is stated."""
        days = self._days("opens", later("no date"))
        return self._chosen(days, max(days, key=lambda stated: stated.day, default=None))

    def closes(self) -> StatedDay:
        """Return the earliest last day that is stated; with no day the key that was not read."""
        before = len(self._fields.problems)
        days = self._days("closes", later("no date"), closing=True)
        if not days and len(self._fields.problems) > before:
            return StatedDay(None, self._fields.problems[-1].field)
        return self._chosen(days, min(days, key=lambda stated: stated.day, default=None))

    def _month(self, value: Value, closing: bool) -> date | None:
        """Return the day that a month or a year stands for, which is noted."""
        from jobtui.parsing.months import read_month

        read = read_month(value.text, closing)
        if read is None:
            return None
        if read.is_year:
            self._fields.note_problem(value, later("only a year"), read.day.isoformat())
        else:
            self._fields.note_difference(value, later("only a month"), read.day.isoformat())
        return read.day

    def _chosen(self, days: list[_Day], chosen: _Day | None) -> StatedDay:
        """Return the *chosen* one of *days*; the others are kept."""
        if chosen is None:
            return StatedDay()
        for other in days:
            if other.day != chosen.day:
                self._fields.keep_extra(other.value)
        return StatedDay(chosen.day, chosen.value.key)

    def _days(
        self, field: str, guess: Text, closing: bool = False, named: date | None = None
    ) -> list[_Day]:
        """Return the days that a field states; the values that state none are kept and noted."""
        days: list[_Day] = []
        for value in self._fields.values(field):
            read = read_day(value.text, self._rules, closing, named)
            if read.day is not None:
                days.append(_Day(read.day, value))
                if read.is_ambiguous:
                    message = later("day or month first? Write the date as 2022-05-31")
                    self._fields.note_problem(value, message, read.day.isoformat())
            elif month := self._month(value, closing):
                days.append(_Day(month, value))
            elif is_no_date(value.text):
                self._fields.keep_extra(value)
            else:
                expected = later("expected a date such as 2022-05-31")
                self._fields.note_problem(value, expected, guess, error=True)
                self._fields.keep_extra(value)
        return days
