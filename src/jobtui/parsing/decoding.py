"""The bytes of a file as text, whatever their encoding."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from jobtui.files.beneath import NotForAllError, Top, read_start
from jobtui.files.shortage import is_shortage
from jobtui.i18n import later, reason
from jobtui.postings.model import Problem, Severity

MOST_BYTES = 2 * 1024 * 1024  # of a file that are read; postings have a few thousand
_HEAD = 8192  # bytes from which binary data and the encoding are guessed
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\b\t\n\v\f\r\x1b"))
_FEW = 16  # control characters that a text may hold by mistake
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before the mark of UTF-16, with which it begins
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
NOT_FOR_ALL = later("not readable by everyone; left out of the index for all users (chmod o+rX)")


class UnreadableError(Exception):
    """The file cannot be read at all; the message is one line for the user."""


class DecodedText(NamedTuple):
    """The text of a file, its lines ended by ``\\n``, and what was wrong with its bytes."""

    text: str
    problems: list[Problem]


def text_of(path: str, top: Top | None = None) -> DecodedText:
    """Return the text of the file at *path*, which lies beneath *top*. Raises UnreadableError.

    *top* is what the user named; without it, the file itself was named.
    """
    problems: list[Problem] = []
    try:
        raw = read_start(path, MOST_BYTES + 1, top)
    except NotForAllError as error:
        raise UnreadableError(NOT_FOR_ALL) from error
    except (OSError, ValueError) as error:
        if is_shortage(error):
            raise
        why = reason(error)
        raise UnreadableError(
            later("cannot be read: {why}; check the path and its permissions", why=why)
        ) from error
    if raw is None:
        raise UnreadableError(later("not a regular file; remove it from the folder"))
    cut = len(raw) > MOST_BYTES
    if cut:
        size = MOST_BYTES // 1024 // 1024
        message = later("larger than {size} MB; only the beginning is read", size=size)
        problems.append(Problem(path, 1, "", message, Severity.WARNING))
        raw = raw[:MOST_BYTES]
    text = _decoded(path, raw, cut, problems)
    return DecodedText(_with_line_ends(text), problems)


def decoded(raw: bytes) -> str:
    """Return the bytes of a file as ``text_of`` reads them; empty for what is no text."""
    try:
        return _with_line_ends(_decoded("", raw, False, []))
    except UnreadableError:
        return ""


def _with_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(path: str, raw: bytes, cut: bool, problems: list[Problem]) -> str:
    encoding = _wide_encoding(raw)
    if encoding:
        message = later("{encoding}; save it as UTF-8", encoding=encoding.upper())
        problems.append(Problem(path, 1, "", message, Severity.WARNING, encoding.upper()))
        return raw.decode(encoding, "replace").removeprefix("\ufeff")
    if _is_binary(raw[:_HEAD]):
        raise UnreadableError(later("binary data; remove the file from the folder or rename it"))
    if b"\0" in raw:
        line = _line(raw, raw.index(b"\0"))
        message = later("contains NUL characters; remove them")
        problems.append(Problem(path, line, "", message, Severity.WARNING, later("left out")))
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(raw, final=not cut)
    except UnicodeDecodeError as error:
        text = raw.decode("utf-8", "replace")
        bad = text.count("\ufffd")
        mostly_utf8 = sum(not char.isascii() for char in text) > 2 * bad
        guess = "UTF-8" if mostly_utf8 else "Windows-1252"
        message = later("not UTF-8; save it as UTF-8")
        line = _line(raw, error.start)
        problems.append(Problem(path, line, "", message, Severity.WARNING, guess))
        if not mostly_utf8:
            text = raw.decode("cp1252", "replace")
    return text.removeprefix("\ufeff").replace("\0", "")


def _is_binary(head: bytes) -> bool:
    """Whether more than one byte of twenty is NUL, or a control character that no text holds."""
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return head.count(0) * 20 > len(head) or (controls >= _FEW and controls * 20 > len(head))


def _wide_encoding(raw: bytes) -> str:
    """Return the name of UTF-16 or UTF-32 if *raw* is that, else an empty text."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return encoding
    head = raw[:_HEAD]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd * 4 > len(head) and even * 20 < len(head):
        return "utf-16-le"
    if even * 4 > len(head) and odd * 20 < len(head):
        return "utf-16-be"
    return ""


def _line(raw: bytes, offset: int) -> int:
    before = raw[:offset].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return before.count(b"\n") + 1
