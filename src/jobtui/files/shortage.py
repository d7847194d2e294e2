"""Recognises errors for lack of memory, open files, processes or threads.

Such an error says nothing about the file that was being read: callers must not take a posting for
unreadable or an index for damaged because of it. The user gets one line about the shortage.
"""

from __future__ import annotations

import errno

from jobtui.i18n import _

_ROOM = 200_000_000  # bytes of address space, mostly for the stacks and heaps of threads
_MEMORY, _FILES, _PROCESSES = range(3)
_BY_NUMBER = {
    errno.ENOMEM: _MEMORY,
    errno.EMFILE: _FILES,
    errno.ENFILE: _FILES,
    errno.EAGAIN: _PROCESSES,  # from fork; ``locks`` handles that of flock
}
_BY_TEXT = {  # messages of the interpreter and the dynamic linker, never translated
    "new thread": _PROCESSES,
    "failed to map segment": _MEMORY,
    "annot allocate memory": _MEMORY,
    "Too many open files": _FILES,
    "without exception set": _MEMORY,  # the interpreter has lost the error itself
    "without setting an exception": _MEMORY,
}


def is_shortage(error: BaseException) -> bool:
    """Whether *error* is for lack of memory, open files, processes or threads."""
    return _kind(error) is not None


def told(error: BaseException) -> str:
    """Return a line on a shortage and what to do about it; empty if *error* is none."""
    kind = _kind(error)
    if kind is None:
        return ""
    return (
        _("out of memory; raise the limit (ulimit -v) or close other programs"),
        _("too many open files; raise the limit (ulimit -n)"),
        _("cannot start more processes or threads; raise the limit (ulimit -u)"),
    )[kind]


def check_room() -> None:
    """Raise MemoryError if a limit leaves no room for the browser to begin with.

    Where memory ends while its libraries start, the interpreter itself may crash or hang.
    """
    import resource

    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    if limit == resource.RLIM_INFINITY:
        return
    try:
        with open("/proc/self/statm", "rb") as stream:  # noqa: PTH123 - pathlib is not needed
            taken = int(stream.read().split()[0]) * resource.getpagesize()
    except OSError:
        taken = 0
    if limit - taken < _ROOM:
        raise MemoryError


def _kind(error: BaseException) -> int | None:
    if isinstance(error, MemoryError):
        return _MEMORY
    if isinstance(error, OSError):
        return _BY_NUMBER.get(error.errno or 0)
    if isinstance(error, (RuntimeError, ImportError, SystemError)):
        text = str(error)
        return next((kind for part, kind in _BY_TEXT.items() if part in text), None)
    return None
