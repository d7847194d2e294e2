"""What a source's settings say about its postings: the table ``[sources.NAME]``."""

from typing import NamedTuple


class SourceRules(NamedTuple):
    """How the postings of a source are read where it differs from the usual."""

    language: str = ""  # ISO 639-1, of postings that do not state theirs
    timezone: str = ""  # such as Europe/Paris, in which times count
    unstated: str = ""  # "open": what states nothing is open; empty: unknown
    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()  # field -> keys, before the usual ones
    status: tuple[tuple[str, tuple[str, ...]], ...] = ()  # meaning -> words
    include: tuple[str, ...] = ()  # patterns of file names within the source
    exclude: tuple[str, ...] = ()


NO_RULES = SourceRules()
