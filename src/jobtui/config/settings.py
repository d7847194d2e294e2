"""The table of settings, from which come the configuration, ``jobtui config`` and docs/settings.md.

A setting is a field of Settings, which holds its type and default, and a row of SETTINGS.
"""

from collections.abc import Callable
from typing import NamedTuple

from jobtui.config.validators import (
    SettingKind,
    choice,
    choices,
    key_table,
    name,
    search_table,
    source_table,
    switch,
    texts,
)
from jobtui.i18n import _
from jobtui.postings.source_rules import NO_RULES, SourceRules


class SourceSetting(NamedTuple):
    """A named source of postings: a path, or a git repository or feed by its address."""

    name: str
    path: str = ""  # absolute, or from ~
    url: str = ""
    ref: str = ""  # a branch, tag or commit; empty: the repository's default branch
    folder: str = ""  # in the repository
    type: str = ""  # "feed"; empty or "git": a repository, if there is a url
    rules: SourceRules = NO_RULES  # how its postings are read


class SearchSetting(NamedTuple):
    """A saved search: its query as text; an empty ``sort`` means that of the settings."""

    name: str
    query: str
    sort: str = ""


class KeySetting(NamedTuple):
    """The keys of an action, by Textual's names; without any, only the palette offers it."""

    action: str
    keys: tuple[str, ...]


class Settings(NamedTuple):
    """The values of all settings; SETTINGS describes them."""

    source: tuple[str, ...] = ()
    sort: str = ""
    columns: tuple[str, ...] = ("status", "title", "team", "published", "id")
    language: str = ""
    date_format: str = ""
    theme: str = ""
    open_only: bool = False
    layout: str = "auto"
    preview: bool = True
    mouse: bool = True
    stock_driver: bool = False
    sources: tuple[SourceSetting, ...] = ()
    searches: tuple[SearchSetting, ...] = ()
    keys: tuple[KeySetting, ...] = ()


class Setting(NamedTuple):
    """A setting: its name, what it takes, what it is for."""

    name: str
    kind: SettingKind
    help: Callable[[], str]
    example: str  # lines of a file
    variable: str = ""  # the environment variable, if any

    @property
    def default(self) -> object:
        """The value if it is not set anywhere."""
        return Settings._field_defaults[self.name]


def _column_names() -> tuple[str, ...]:
    from jobtui.render.columns import COLUMNS

    return tuple(COLUMNS)


def _orders() -> tuple[str, ...]:
    from jobtui.search.query import Sort

    return ("", *(sort.value for sort in Sort))


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "source",
        texts(),
        lambda: _(
            "Postings to open: names of sources, or paths; empty: all sources, else the "
            "bundled sample"
        ),
        'source = ["mine"]',
        "JOBTUI_SOURCE",
    ),
    Setting(
        "sort",
        choice(_orders),
        lambda: _(
            "Sort order of the results; empty: best match first for words, else newest first"
        ),
        'sort = "closing"',
        "JOBTUI_SORT",
    ),
    Setting(
        "columns",
        choices(_column_names),
        lambda: _("Columns printed by --format table"),
        'columns = ["status", "closes", "title", "id"]',
        "JOBTUI_COLUMNS",
    ),
    Setting(
        "language",
        choice(lambda: ("", "en", "fr")),
        lambda: _("Language of texts and dates: en or fr; empty: from the locale"),
        'language = "fr"',
        "JOBTUI_LANGUAGE",
    ),
    Setting(
        "date_format",
        choice(lambda: ("", "iso", "short", "long")),
        lambda: _(
            "Format of the dates shown: iso (2022-06-15), short (15/06/2022) or long (15 "
            "June 2022); empty: short in French, else iso; machine-readable formats always use iso"
        ),
        'date_format = "long"',
        "JOBTUI_DATE_FORMAT",
    ),
    Setting(
        "theme",
        name(),
        lambda: _(
            "Colour theme: ansi, contrast, contrast-light, a Textual theme, or a file "
            "themes/NAME.toml beside config.toml; empty: the terminal's own colours, "
            "darker on a light background"
        ),
        'theme = "contrast"',
        "JOBTUI_THEME",
    ),
    Setting(
        "open_only",
        switch(),
        lambda: _("Begin with the open postings alone; O shows all"),
        "open_only = true",
        "JOBTUI_OPEN_ONLY",
    ),
    Setting(
        "layout",
        choice(lambda: ("auto", "columns", "rows")),
        lambda: _(
            "The text beside the list (columns), below it (rows), or as the terminal has room "
            "(auto)"
        ),
        'layout = "columns"',
        "JOBTUI_LAYOUT",
    ),
    Setting(
        "preview",
        switch(),
        lambda: _(
            "Show the text of the selected posting beside the results; if false, Enter opens it"
        ),
        "preview = false",
        "JOBTUI_PREVIEW",
    ),
    Setting(
        "mouse",
        switch(),
        lambda: _("Respond to clicks and the wheel; false leaves the mouse to the terminal"),
        "mouse = false",
        "JOBTUI_MOUSE",
    ),
    Setting(
        "stock_driver",
        switch(),
        lambda: _(
            "Redraw the way Textual does, instead of sending only the cells that "
            "changed; for terminals that show garbage"
        ),
        "stock_driver = true",
        "JOBTUI_STOCK_DRIVER",
    ),
    Setting(
        "sources",
        source_table(SourceSetting),
        lambda: _(
            "Sources of postings by name: a path (relative to this file's folder, or "
            "starting with ~), or a table with path or url and, for git, ref and folder; "
            'with type = "feed" the url is that of a feed. '
            "A plain list of paths will do, too. How postings are read where they differ from "
            "the usual is said by language, timezone, unstated, include, exclude, fields and "
            "status: see docs/sources.md"
        ),
        '[sources]\nmine = "~/postings"\n'
        'site = { url = "https://git.example/site.git", ref = "main", folder = "content/_jobs" }\n'
        'board = { type = "feed", url = "https://board.example/jobs.xml" }\n'
        '[sources.museum]\npath = "~/museum/jobs"\nlanguage = "en"\nunstated = "open"\n'
        'fields = { title = ["headline"], places = ["venue.town"] }\n'
        'status = { filled = ["gone"] }',
    ),
    Setting(
        "searches",
        search_table(SearchSetting, _orders),
        lambda: _("Saved searches by name, for --saved: a query, or a table with query and sort"),
        '[searches]\ndev = "développeur is:open"\nsoon = { query = "is:open", sort = "closing" }',
    ),
    Setting(
        "keys",
        key_table(KeySetting),
        lambda: _("Keys for an action: a key, or a list of keys (may be empty)"),
        '[keys]\nreload = "F5"\nquit = ["q", "Ctrl+Q"]',
    ),
)
TABLES = ("sources", "searches", "keys")  # their values are named tuples, the name first
