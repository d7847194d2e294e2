"""How much of the week a job takes, as English sentences state it; see ``rhythm``."""

from __future__ import annotations

from collections.abc import Iterable

from jobtui.inference.sentences import DASH, Sentence, holds_any
from jobtui.text.number_words import ENGLISH_NUMBERS
from jobtui.text.patterns import late

WORDS = (
    *("full-time", "full time", "fulltime", "part-time", "part time", "parttime", "hours"),
    *("days", "hrs", "%", "full or part", "full- or part", "half-time", "half time", "fte"),
    *("hour", "day week", "workload", "pensum"),
)
_NUMBER = rf"([0-9]{{1,2}}(?:\.5)?)(?: ?(?:{DASH}|to|or) ?([0-9]{{1,2}}))?"
_A_WEEK = r"(?: ?/ ?| (?:a|per|each|every) )week(?:ly)?\b"
_HOURS = late(
    rf"\b(?:\(?{_NUMBER}\)?(?: ?\+)?[ -](?:hours?|hrs?)(?: of work)?{_A_WEEK}|"
    rf"{_NUMBER} ?hrs?/wk\b|{_NUMBER}[- ]hours? (?:work ?)?week|"
    rf"hours ?: ?{_NUMBER}(?: hours?| hrs?)?{_A_WEEK})"
)
_SHORT_WEEK = late(r"\b([2-5]|two|three|four|five)[- ]days? (?:work(?:ing)? ?)?week\b")
_SHARE = late(
    r"(?:^(?:[^:]{0,40} : )?|\b(?:position|role|contract|workload|pensum|hours|time) ?[:(]? ?\(?)"
    r"(?:(0?\.[1-9][0-9]?|1\.0) ?fte\b|([2-9]0|100) ?% ?fte\b)"
)
_WORKLOAD = late(
    rf"\b(?:workload|pensum) ?:? ?([2-9]0)(?: ?%)?(?: ?(?:{DASH}|to) ?([3-9]0|100))? ?%"
)
_HALF = late(r"^(?:[^:]{0,40} : )?half[- ]time\b")
_DAYS = late(rf"\b(at least |minimum )?{_NUMBER} days?{_A_WEEK}(?! (?:in|at|from|on)\b)")
_FULL = late(r"\bfull[- ]?time\b(?! (?:remote|telework|or part|/ ?part|students?))")
_EITHER = late(r"\bfull(?:-|[- ]time)? ?(?:or|/|and) ?part[- ]?time|\bpart[- ]time or full")
_PART = late(r"\bpart[- ]?time\b")
_NOT_THE_WEEK = late(
    r"\b(?:remote\w*|home|office|on-?site|you worked|number of|meetings?|if part|equivalent|"
    r"travel|contribut\w+|for free|vacation|leave|overtime|team of|"
    r"(?:[2-9]|[1-9][0-9]|two|three|four|five|six) full[- ]time)\b"
)
_DAY = 8.0  # hours
_DAY_PERCENT = 20.0  # of full time


def rhythm_of(heading: str, sentences: Iterable[Sentence]) -> str:
    """Return working days a week, else ``full`` or ``part``, as ``rhythm.rhythm_of`` does.

    Hours are counted as days of eight; 35 or more are full time.
    """
    days, words = "", set()
    if holds_any(heading, WORDS):
        sentences = (Sentence(heading), *sentences)
    for text, _under in sentences:
        if _NOT_THE_WEEK.search(text):
            continue
        days = days or _of_days(text)
        if _EITHER.search(text):
            words.add("part")
        elif _FULL.search(text):
            words.add("full")
        elif _PART.search(text):
            words.add("part")
    if days:
        return days
    return "part" if "part" in words else "full" if words else ""


def _of_days(text: str) -> str:
    if hours := _HOURS.search(text):
        numbers = [float(group) / _DAY for group in hours.groups() if group]
        return "full" if numbers[0] * _DAY >= 35 else _code(numbers)
    if days := _DAYS.search(text):
        least, *groups = days.groups()
        numbers = [float(group) for group in groups if group]
        code = _code(numbers)
        return f"{code}+" if least and "-" not in code and code not in ("full", "") else code
    if week := _SHORT_WEEK.search(text):
        return _code([float(ENGLISH_NUMBERS.get(week[1], week[1]))])
    if share := _SHARE.search(text):
        return _code([5 * float(share[1]) if share[1] else float(share[2]) / _DAY_PERCENT])
    if workload := _WORKLOAD.search(text):
        return _code([float(group) / _DAY_PERCENT for group in workload.groups() if group])
    return "2.5" if _HALF.search(text) else ""


def _code(days: list[float]) -> str:
    """Return the code of one or two numbers of days, rounded to halves; empty if impossible."""
    halves = [round(number * 2) / 2 for number in days]
    if not all(0.5 <= number <= 5 for number in halves):
        return ""
    if halves[0] == 5:
        return "full"
    return "-".join(dict.fromkeys(f"{number:g}" for number in halves))
