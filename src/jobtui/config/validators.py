"""What a setting takes: validators of values from TOML and from the environment.

A check returns the value as Settings holds it, or None if it cannot be used. It reports what is
wrong by calling ``tell`` with a message and the path to the place in the value.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from jobtui.i18n import _
from jobtui.text.printable import in_quotes

Tell = Callable[..., None]  # (message, *path)
Names = Callable[[], Sequence[str]]

_PLACES = ("path", "url", "ref", "folder", "type")  # of a source
_RULES = ("language", "timezone", "unstated", "include", "exclude", "fields", "status")
_TYPES = ("git", "feed")
_ON, _OFF = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


class SettingKind(NamedTuple):
    """A kind of value: its description, its check, and how the text of a variable becomes one."""

    takes: Callable[[], str]
    check: Callable[[Any, Tell], Any]
    from_text: Callable[[str], object] = str
    names: Names = tuple  # to choose from, if any


def unknown(
    message: str,
    written: str,
    names: Sequence[str],
    shown: Callable[[str], str] = str,
    and_all: bool = False,
) -> str:
    """Return *message* about the name *written*, with the nearest known names, else all of them.

    *shown* formats a name; *and_all* lists all names in either case.
    """
    from difflib import get_close_matches

    near = get_close_matches(written.lower(), [one for one in names if one], n=2, cutoff=0.6)
    said = message.format(name=in_quotes(written))
    if near:
        said = _("{said}; did you mean {names}?").format(said=said, names=_or([*map(shown, near)]))
        return f"{said} ({', '.join(map(shown, filter(None, names)))})" if and_all else said
    listed = ", ".join(shown(one) if one else '""' for one in names)
    return _("{said}; expected one of: {names}").format(said=said, names=listed)


def _or(names: Sequence[str]) -> str:
    return _(" or ").join(names)


def choice(names: Names) -> SettingKind:
    """One of several names."""

    def check(value: Any, tell: Tell) -> str | None:
        if not isinstance(value, str):
            tell(_("expected a string, such as {example}").format(example=in_quotes(names()[-1])))
        elif value not in names():
            tell(unknown(_("unknown value {name}"), value, names(), and_all=True))
        else:
            return value
        return None

    return SettingKind(lambda: _("one of these"), check, names=names)


def choices(names: Names) -> SettingKind:
    """A list of some of several names, at least one, each once."""

    def check(value: Any, tell: Tell) -> tuple[str, ...] | None:
        listed = text_list(value, tell)
        if listed is not None and not value:
            tell(_("at least one is required"))
        good = []
        for at, one in listed or ():
            if one not in names():
                tell(unknown(_("unknown value {name}"), one, names()), at)
            elif one in good:
                tell(_("{name} is listed twice").format(name=in_quotes(one)), at)
            else:
                good.append(one)
        return tuple(good) or None

    return SettingKind(lambda: _("a list of these"), check, _split(","), names)


def texts() -> SettingKind:
    """A list of texts that are not empty; a text alone is a list of one."""

    def check(value: Any, tell: Tell) -> tuple[str, ...] | None:
        listed = text_list([value] if isinstance(value, str) else value, tell)
        return None if listed is None else tuple(one for _at, one in listed)

    return SettingKind(lambda: _("a list of strings"), check, _split_paths)


def name() -> SettingKind:
    """A name of letters, digits and hyphens; empty is allowed."""

    def check(value: Any, tell: Tell) -> str | None:
        if isinstance(value, str) and (not value or value.replace("-", "").isalnum()):
            return value
        if isinstance(value, str):
            tell(
                _("{name} is not a name of letters, digits and hyphens").format(
                    name=in_quotes(value)
                )
            )
        else:
            tell(_("expected a name of letters, digits and hyphens"))
        return None

    return SettingKind(lambda: _("a name"), check)


def switch() -> SettingKind:
    """True or false."""

    def check(value: Any, tell: Tell) -> bool | None:
        if isinstance(value, bool):
            return value
        if isinstance(value, str):
            said = _("{name} is neither true nor false")
            tell(said.format(name=in_quotes(value)))
        else:
            tell(_("expected true or false"))
        return None

    def from_text(text: str) -> object:
        return True if text.lower() in _ON else False if text.lower() in _OFF else text

    return SettingKind(lambda: _("true or false"), check, from_text)


def source_table(made: Callable[..., Any]) -> SettingKind:
    """Sources by name, or a list of paths, which serve as names; *made* makes an entry."""

    def check(value: Any, tell: Tell) -> tuple[Any, ...] | None:
        if isinstance(value, list):
            listed = text_list(value, tell)
            return None if listed is None else tuple(made(one, one) for _at, one in listed)
        return _entries(value, tell, check_entry, '{ mine = "~/postings" }')

    def check_entry(entry: str, value: Any, tell: Tell) -> Any:
        stated = {"path": value} if isinstance(value, str) else value
        rules = {}
        if isinstance(stated, dict):
            rules = {name: one for name, one in stated.items() if name in _RULES}
            stated = {name: one for name, one in stated.items() if name not in _RULES}
        fields = _fields(stated, tell, _PLACES, '"~/postings"', _RULES)
        if fields is None or not _is_place(fields, tell):
            return None
        if not rules:
            return made(entry, **fields)
        from jobtui.config.source_rules import check_rules

        checked = check_rules(rules, tell)
        return None if checked is None else made(entry, **fields, rules=checked)

    return SettingKind(lambda: _("a table, or a list of paths"), check)


def search_table(made: Callable[..., Any], orders: Names) -> SettingKind:
    """Saved searches by name; *made* makes an entry."""
    order = choice(orders)

    def check(value: Any, tell: Tell) -> tuple[Any, ...] | None:
        return _entries(value, tell, one, '{ dev = "développeur is:open" }')

    def one(entry: str, value: Any, tell: Tell) -> Any:
        stated = {"query": value} if isinstance(value, str) else value
        fields = _fields(stated, tell, ("query", "sort"), '"développeur is:open"')
        if fields is None:
            return None
        if "query" not in fields:
            tell(_("query is required"))
            return None
        if order.check(fields.get("sort", ""), lambda why: tell(why, "sort")) is None:
            return None
        return made(entry, **fields)

    return SettingKind(lambda: _("a table"), check)


def key_table(made: Callable[..., Any]) -> SettingKind:
    """Keys by the name of an action; *made* makes an entry."""

    def check(value: Any, tell: Tell) -> tuple[Any, ...] | None:
        return _entries(value, tell, one, '{ reload = "F5" }')

    def one(entry: str, value: Any, tell: Tell) -> Any:
        from jobtui.keymap.actions import ACTIONS
        from jobtui.keymap.key_names import key_named

        names = [action.name for action in ACTIONS]
        if entry not in names:
            tell(unknown(_("unknown action {name}"), entry, names))
            return None
        listed = text_list([value] if isinstance(value, str) else value, tell)
        if listed is None:
            return None
        bad = [(at, key) for at, key in listed if not key_named(key)]
        for at, key in bad:
            text = _("unknown key {name}; keys are written like r, R, /, Ctrl+R, F5, Enter, PgDn")
            tell(text.format(name=in_quotes(key)), *([] if isinstance(value, str) else [at]))
        return None if bad else made(entry, tuple(key_named(key) for _at, key in listed))

    return SettingKind(lambda: _("a table"), check)


def _entries(
    value: Any, tell: Tell, one: Callable[[str, Any, Tell], Any], example: str
) -> tuple[Any, ...] | None:
    """Return what *one* makes of the entries of a table, without those that are None."""
    if not isinstance(value, dict):
        tell(_("expected a table, such as {example}").format(example=example))
        return None
    made = []
    for entry, stated in value.items():
        if not entry:
            tell(_("empty name"), entry)
            continue
        good = one(entry, stated, lambda why, *path, at=entry: tell(why, at, *path))
        if good is not None:
            made.append(good)
    return tuple(made)


def _fields(
    value: Any, tell: Tell, names: Sequence[str], example: str, others: Sequence[str] = ()
) -> dict[str, str] | None:
    """Return the texts of a table with these *names*, None if anything is wrong.

    *others* are further names that are known, for a message.
    """
    if not isinstance(value, dict):
        text = _("expected a string, such as {example}, or a table with {names}")
        tell(text.format(example=example, names=", ".join(names)))
        return None
    good = True
    for field, stated in value.items():
        if field not in names:
            tell(unknown(_("unknown key {name}"), field, (*names, *others)), field)
        elif not isinstance(stated, str) or not stated:
            tell(_("expected a non-empty string"), field)
        else:
            continue
        good = False
    return dict(value) if good else None


def _is_place(fields: dict[str, str], tell: Tell) -> bool:
    """Whether the fields of a source are valid; git must not take any of them as an option."""
    faults: list[tuple[str, ...]] = []  # arguments of tell
    if ("path" in fields) == ("url" in fields):
        faults.append((_("a source needs either path or url"),))
    kind = fields.get("type", "")
    if kind not in ("", *_TYPES):
        faults.append((unknown(_("unknown value {name}"), kind, _TYPES), "type"))
    if kind == "feed":
        return _is_feed(fields, tell) and not faults
    if "::" in (url := fields.get("url", "")) or url.startswith("-"):
        faults.append((_("not a repository address"), "url"))
    if fields.get("ref", "").startswith("-"):
        faults.append((_("not a branch, tag or commit"), "ref"))
    folder = fields.get("folder", "")
    if folder.startswith(("/", "-")) or ".." in folder.split("/"):
        faults.append((_("not a folder within a repository"), "folder"))
    for fault in faults:
        tell(*fault)
    return not faults


def _is_feed(fields: dict[str, str], tell: Tell) -> bool:
    """Whether the fields of a source that is a feed are valid."""
    from jobtui.sources.feeds import FeedError, feed_of

    for name in ("path", "ref", "folder"):
        if name in fields:
            tell(_("a feed has only a url"), name)
            return False
    try:
        feed_of(fields.get("url", ""))
    except FeedError as error:
        tell(str(error), "url")
        return False
    return True


def text_list(value: Any, tell: Tell) -> list[tuple[int, str]] | None:
    """Return the texts of a list with their indexes, None if it is no list."""
    if not isinstance(value, list):
        tell(_('expected a list of strings, such as ["a", "b"]'))
        return None
    return list(_texts_of(value, tell))


def _texts_of(value: list[Any], tell: Tell) -> Iterator[tuple[int, str]]:
    for at, one in enumerate(value):
        if isinstance(one, str) and one:
            yield at, one
        else:
            tell(_("expected a non-empty string"), at)


def _split_paths(text: str) -> object:
    """Split a path list; an address, which contains the separator too, is taken whole."""
    return [text.strip()] if "://" in text else _split(os.pathsep)(text)


def _split(sign: str) -> Callable[[str], object]:
    return lambda text: [part.strip() for part in text.split(sign) if part.strip()]
