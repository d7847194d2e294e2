"""Startups and incubators: what a posting's ``startup`` refers to, and how it is found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from jobtui.parsing.decoding import UnreadableError
from jobtui.parsing.frontmatter import split
from jobtui.parsing.posting import read_raw
from jobtui.postings.model import Posting
from jobtui.text.folding import name_key
from jobtui.text.sanitize import clean

if TYPE_CHECKING:
    from jobtui.files.beneath import Top


class Organisation(NamedTuple):
    """One file of ``_startups`` or ``_incubators``."""

    id: str
    title: str
    incubator: str = ""  # an id
    former: tuple[str, ...] = ()  # ids by which it was known


def read_organisation(path: str, top: Top | None = None) -> Organisation:
    """Read one file; what cannot be read is known by its file name alone."""
    name = path.rpartition("/")[2].removesuffix(".md")
    try:
        fields = split(path, read_raw(path, top)).values
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
    """Finds startups and incubators by id, title, other punctuation, or a former id."""

    def __init__(self, startups: list[Organisation], incubators: list[Organisation]) -> None:
        self._startups = _by_name(startups)
        self._incubators = _by_name(incubators)

    def knows(self, startup: str) -> bool:
        """Whether a posting's ``startup`` can be joined."""
        return _find(self._startups, startup) is not None

    def join(self, posting: Posting) -> Posting:
        """Return *posting*, as its own file states it, with its startup's name and incubator.

        A ``startup`` that is none, but an incubator, stays as written and names the incubator.
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


def _by_name(companions: list[Organisation]) -> dict[str, Organisation]:
    """Return them under every name they have; where two share one, the surer name keeps it."""
    names: dict[str, Organisation] = {}
    for companion in companions:
        names.setdefault(companion.id, companion)
    for companion in companions:
        names.setdefault(companion.title, companion)
    for companion in companions:
        names.setdefault(name_key(companion.id), companion)
        names.setdefault(name_key(companion.title), companion)
    for companion in companions:
        for former in companion.former:
            names.setdefault(former, companion)
            names.setdefault(name_key(former), companion)
    names.pop("", None)  # a name of nothing but punctuation names nothing
    return names


def _find(names: dict[str, Organisation], written: str) -> Organisation | None:
    for name in (written, name_key(written), name_key(_id_in(written))):
        if name in names:
            return names[name]
    return None
