"""A posting named by the beginning of its id."""

from collections.abc import Iterator

from jobtui.parsing.file_name import id_of
from jobtui.text.folding import fold


def position_of(written: str, ids: Iterator[tuple[int, str]]) -> int:
    """Return the position of the one id that *written* is, or begins; -1 if it is ambiguous.

    *ids* are positions and ids. Case and accents are ignored.
    """
    key = fold(id_of(written)).rstrip("…")
    begun = [(fold(name), at) for at, name in ids if key and fold(name).startswith(key)]
    exact = [at for name, at in begun if name == key]
    if exact or len(begun) == 1:
        return exact[0] if exact else begun[0][1]
    return -1
