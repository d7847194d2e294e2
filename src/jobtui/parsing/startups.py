"""Startups and incubators: what the ``startup`` of a posting refers to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from jobtui.parsing.decoding import UnreadableError, text_of
from jobtui.parsing.frontmatter import split
from jobtui.postings.model import Posting
from jobtui.text.edit_distance import distance
from jobtui.text.folding import name_key
from jobtui.text.sanitize import clean

if TYPE_CHECKING:
    from jobtui.files.beneath import Top


_SHORTEST_NAME = 4  # letters of a name that is compared with others


class Organisation(NamedTuple):
    """One file of ``_startups`` or ``_incubators``."""

    id: str
    title: str
    incubator: str = ""  # an id
    former: tuple[str, ...] = ()  # ids that redirect to it


def read_organisation(path: str, top: Top | None = None) -> Organisation:
    """Read one file; an unreadable one is known by its name alone."""
    name = path.rpartition("/")[2].removesuffix(".md")
    try:
        fields = split(path, text_of(path, top).text).values
    except UnreadableError:
        return Organisation(clean(name), clean(name))
    said = {value.key: value for value in fields}
    title = clean(said["title"].text) if "title" in said else ""
    former = said["redirect_from"].texts if "redirect_from" in said else ()
    return Organisation(
        clean(name),
        title or clean(name),
        clean(said["incubator"].text) if "incubator" in said else "",
        tuple(_id_in(address) for address in former),
    )


def _id_in(address: str) -> str:
    return re.sub(r"\.(html|md)$", "", clean(address).rstrip("/").rsplit("/", 1)[-1])


class Directory:
    """Finds startups and incubators by id, title or former id, whatever their punctuation."""

    def __init__(self, startups: list[Organisation], incubators: list[Organisation]) -> None:
        self.startups, self.incubators = startups, incubators
        self._startups = _by_name(startups)
        self._incubators = _by_name(incubators)

    def knows(self, startup: str) -> bool:
        """Whether *startup*, as a posting writes it, is the name of a startup."""
        return _find(self._startups, startup) is not None

    def knows_incubator(self, name: str) -> bool:
        """Whether *name*, as a posting writes it, is the name of an incubator."""
        return _find(self._incubators, name) is not None

    def nearest(self, startup: str) -> str:
        """Return the id of a startup whose id or title is *startup* but for one letter in four.

        Two letters at most; a longer name that begins so is the second choice; "" if there is none.
        """
        key = name_key(startup)
        if len(key) < _SHORTEST_NAME:
            return ""
        longer = ""
        least = min(2, len(key) // 4)
        nearest = ""
        for name, organisation in self._startups.items():
            if name[:1] != key[0]:  # few slips change the first letter
                continue
            away = distance(key, name, most=least)
            if 0 <= away < least or (away == least and not nearest):
                nearest, least = organisation.id, away
            elif not longer and name.startswith(key):
                longer = organisation.id
        return nearest or longer

    def join(self, posting: Posting) -> Posting:
        """Return *posting*, as its file states it, with the name and incubator of its startup.

        A ``startup`` that is an incubator stays as written, and names the incubator.
        """
        startup = _find(self._startups, posting.startup_key)
        if startup is None:
            own = posting.incubator or posting.startup_key
            incubator = _find(self._incubators, own)
            return posting._replace(
                startup=posting.startup_key,
                incubator=incubator.title if incubator else posting.incubator,
            )
        named = posting.incubator or startup.incubator
        incubator = _find(self._incubators, named)
        return posting._replace(
            startup=startup.title, incubator=incubator.title if incubator else named
        )


def _by_name(organisations: list[Organisation]) -> dict[str, Organisation]:
    """Return *organisations* by every name they have; ids win over titles and former ids."""
    names: dict[str, Organisation] = {}
    for organisation in organisations:
        names.setdefault(organisation.id, organisation)
    for organisation in organisations:
        names.setdefault(organisation.title, organisation)
    for organisation in organisations:
        names.setdefault(name_key(organisation.id), organisation)
        names.setdefault(name_key(organisation.title), organisation)
    for organisation in organisations:
        for former in organisation.former:
            names.setdefault(former, organisation)
            names.setdefault(name_key(former), organisation)
    names.pop("", None)  # the key of a name that is only punctuation
    return names


def _find(names: dict[str, Organisation], written: str) -> Organisation | None:
    for name in (written, name_key(written), name_key(_id_in(written))):
        if name in names:
            return names[name]
    return None
