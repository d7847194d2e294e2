"""The part of ``[sources.NAME]`` that says how postings are read: checks of its values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jobtui.config.validators import Tell, text_list, unknown
from jobtui.i18n import _
from jobtui.postings.source_rules import SourceRules

RULES = tuple(SourceRules._fields)
UNSTATED = ("open", "unknown")
_LANGUAGE_LETTERS = 2


def check_rules(stated: dict[str, Any], tell: Tell) -> SourceRules | None:
    """Return the rules that a table states, None if anything in it is wrong."""
    checks = {
        "language": _language,
        "timezone": _timezone,
        "unstated": _unstated,
        "include": _texts,
        "exclude": _texts,
        "fields": _fields,
        "status": _status,
    }
    found: dict[str, Any] = {}
    for name, value in stated.items():
        checked = checks[name](value, lambda why, *path, at=name: tell(why, at, *path))
        if checked is None:
            return None
        found[name] = checked
    return SourceRules(**found)


def _language(value: Any, tell: Tell) -> str | None:
    if isinstance(value, str) and len(value) == _LANGUAGE_LETTERS and value.isalpha():
        return value.lower()
    tell(_("expected the two letters of a language, such as {example}").format(example='"en"'))
    return None


def _timezone(value: Any, tell: Tell) -> str | None:
    from zoneinfo import ZoneInfo

    try:
        if isinstance(value, str) and value and ZoneInfo(value):
            return value
    except (OSError, ValueError, LookupError):
        pass
    tell(_("expected a time zone, such as {example}").format(example='"Europe/Paris"'))
    return None


def _unstated(value: Any, tell: Tell) -> str | None:
    if value in UNSTATED:
        return "open" if value == "open" else ""
    tell(unknown(_("unknown value {name}"), str(value), UNSTATED, and_all=True))
    return None


def _texts(value: Any, tell: Tell) -> tuple[str, ...] | None:
    listed = text_list([value] if isinstance(value, str) else value, tell)
    if listed is None or not listed:
        return None
    return tuple(text for _at, text in listed)


def _fields(value: Any, tell: Tell) -> tuple[tuple[str, tuple[str, ...]], ...] | None:
    from jobtui.parsing.field_names import NAMED_FIELDS

    found = _lists(value, tell, list(NAMED_FIELDS), '{ title = ["headline"] }')
    if found is None:
        return None
    return tuple((NAMED_FIELDS[name], keys) for name, keys in found)


def _status(value: Any, tell: Tell) -> tuple[tuple[str, tuple[str, ...]], ...] | None:
    from jobtui.parsing.status_words import Sense

    return _lists(value, tell, [meaning.value for meaning in Sense], '{ open = ["wanted"] }')


def _lists(
    value: Any, tell: Tell, names: Sequence[str], example: str
) -> tuple[tuple[str, tuple[str, ...]], ...] | None:
    """Return a table of lists of texts, by *names*; None if anything in it is wrong."""
    if not isinstance(value, dict):
        tell(_("expected a table, such as {example}").format(example=example))
        return None
    found = []
    for name, texts in value.items():
        if name not in names:
            tell(unknown(_("unknown key {name}"), name, names), name)
            return None
        checked = _texts(texts, lambda why, *path, at=name: tell(why, at, *path))
        if checked is None:
            return None
        found.append((name, checked))
    return tuple(found)


def described(rules: SourceRules) -> dict[str, Any]:
    """Return the rules that are not the usual ones, as a file would state them."""
    from jobtui.parsing.field_names import NAMED_FIELDS

    names = {field: name for name, field in NAMED_FIELDS.items()}
    found: dict[str, Any] = {name: value for name, value in rules._asdict().items() if value}
    if rules.fields:
        found["fields"] = {names[field]: keys for field, keys in rules.fields}
    if rules.status:
        found["status"] = dict(rules.status)
    return found
