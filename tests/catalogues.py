"""The French texts: ``python -m tests.catalogues`` brings them up to date and says what is missing.

It takes the texts from the code, keeps every translation that is still needed, mends spaces and
apostrophes, compiles the result, and prints what is to be translated: write it into the ``.po``
file and run it again.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

CODE = Path(__file__).parent.parent / "src" / "jobtui"
FRENCH = CODE / "locale" / "fr" / "LC_MESSAGES" / "jobtui.po"
_KEYWORDS = {"_": None, "later": None, "ngettext": (1, 2)}
_WIDE, _NARROW = "\u00a0", "\u202f"
# Signs that belong to what the user types or a file holds, and not to the sentence.
_LITERAL = re.compile(r"\{near\}:|\bis:|\{file\}:\{line\}:")
_UNSPACED = re.compile(r"[^\s\u202f][;!?](?=\s|$)|[^\s\u00a0]:(?=\s|$)|[^\s\u202f]%(?![(rs])")
# Lines of the head that say nothing here, or another thing at each run.
_CHANGING = re.compile(
    rb'^"(?:Project|Report|POT|PO|Last|Language-Team|Generated)[-\w]*: .*\n', re.M
)

# Texts of the libraries below that reach the user, as they stand there.
_OTHERS = (
    # argparse
    "usage: ",
    "argument %(argument_name)s: %(message)s",
    "expected one argument",
    "ignored explicit argument %r",
    "invalid choice: %(value)r (choose from %(choices)s)",
    "unrecognized arguments: %s",
    # the operating system
    "Permission denied",
    "No such file or directory",
    "Not a directory",
    "Is a directory",
    "File exists",
    "No space left on device",
    "Disk quota exceeded",
    "File too large",
    "Read-only file system",
    "File name too long",
    "Too many levels of symbolic links",
    "Too many open files",
    "Input/output error",
    "Operation not permitted",
    "Device or resource busy",
    "No locks available",
    "Stale file handle",
    # PyYAML
    "found unexpected end of stream",
    # tomllib
    "Cannot declare a table twice",
    "Cannot overwrite a value",
    "Expected '=' after a key in a key/value pair",
    "Expected newline or end of document after a statement",
    "Illegal character '\\n'",
    "Invalid initial character for a key part",
    "Invalid statement",
    "Invalid value",
    "Unclosed array",
    "Unclosed inline table",
    "Unterminated string",
)


def texts() -> Catalog:
    """Return every text that a user may see, untranslated."""
    found = Catalog(project="jobtui", charset="utf-8", fuzzy=False)
    for message, context in _extracted():
        found.add(message, context=context)
    for text in _OTHERS:
        found.add(text)
    return found


@cache
def _extracted() -> tuple[tuple[str | tuple[str, ...], str | None], ...]:
    """Return the texts of the code with their contexts, which takes a second to find."""
    found = extract_from_dir(CODE, keywords=_KEYWORDS)
    return tuple((message, context) for _file, _line, message, _comments, context in found)


def french() -> Catalog:
    """Return the French texts as they lie in the file."""
    if not FRENCH.exists():
        return Catalog("fr", project="jobtui", charset="utf-8", fuzzy=False)
    with FRENCH.open("rb") as stream:
        return read_po(stream, locale="fr")


def typeset(text: str) -> str:
    """Return French *text* with the spaces and apostrophes of print where they can be told."""
    text = re.sub(r"(?<=[^\W\d])'(?=[^\W\d]|[«{<-])", "’", text)
    text = re.sub(r"[ \u00a0\u202f]+(?=[;!?](?:\s|$))", _NARROW, text)
    text = re.sub(r"[ \u00a0\u202f]+(?=:(?:\s|$))", _WIDE, text)
    text = re.sub(r"«[ \u00a0\u202f]*", f"«{_WIDE}", text)
    text = re.sub(r"[ \u00a0\u202f]*»", f"{_WIDE}»", text)
    text = re.sub(r"(?<=\d) (?=\d{3}\b)|[ \u00a0](?=%(?![(rs]))", _NARROW, text)
    return re.sub(r"((?<![\d-])\d+|\{(?:n|size|pay)\}) (?=[^\W\d]|€)", rf"\1{_WIDE}", text)


def faults(message: Message) -> Iterator[str]:
    """Yield what is wrong with the translation of one text."""
    originals, said = forms(message.id), forms(message.string)
    if not all(said) or len(said) != len(originals):
        yield "is not translated"
        return
    if message.fuzzy:
        yield "is marked as fuzzy"
    for text in said:
        if _names(text) != _names(originals[-1]):
            yield f"has other names in braces, or none: {text}"
        if _edges(text) != _edges(originals[-1]):
            yield f"begins or ends with other spaces: {text!r}"
        if text != typeset(text) or _UNSPACED.search(_LITERAL.sub("", text)):
            yield f"lacks a no-break space or a typographic apostrophe: {text!r}"


def forms(text: object) -> tuple[str, ...]:
    """Return the forms of a text, or of one that is said of a number: singular and plural."""
    return tuple(map(str, text)) if isinstance(text, tuple | list) else (str(text or ""),)


def _names(text: str) -> tuple[list[str], list[str]]:
    """Return the names in braces, and the places of printf."""
    names = sorted(name for _text, name, _spec, _conversion in Formatter().parse(text) if name)
    return names, sorted(re.findall(r"%(?:\(\w+\))?[sr]", text))


def _edges(text: str) -> tuple[str, str]:
    """Return the plain white space around a text."""
    return text[: -len(text.lstrip(" \n")) or None], text[len(text.rstrip(" \n")) :]


def all_faults(catalogue: Catalog) -> list[str]:
    """Return what is wrong with the French texts."""
    wanted = texts()
    found = [f"{m.id!r} {why}" for m in catalogue if m.id for why in faults(m)]
    found += [f"{m.id!r} is missing" for m in wanted if m.id and m.id not in catalogue]
    found += [f"{m.id!r} is not in the code" for m in catalogue if m.id and m.id not in wanted]
    return found + [f"{identity!r} is obsolete" for identity in catalogue.obsolete]


def compile_french() -> Path:
    """Compile the French texts if they are newer than what was compiled; return where it is."""
    compiled = FRENCH.with_suffix(".mo")
    if not compiled.exists() or compiled.stat().st_mtime_ns < FRENCH.stat().st_mtime_ns:
        held = io.BytesIO()
        write_mo(held, french())
        new = compiled.with_suffix(f".{os.getpid()}")  # another process may do so as well
        new.write_bytes(held.getvalue())
        new.replace(compiled)
    return compiled


def renewed() -> bytes:
    """Return the file as it should be: the texts of the code, with the French ones that it has."""
    catalogue = french()
    catalogue.update(texts(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.header_comment = "# French texts of jobtui; renewed by: python -m tests.catalogues"
    for message in catalogue:
        if message.id and isinstance(message.string, str):
            message.string = typeset(message.string)
        elif message.id and message.string:
            message.string = tuple(map(typeset, message.string))
    held = io.BytesIO()
    write_po(held, catalogue, width=100, sort_output=True, no_location=True)
    return _CHANGING.sub(b"", held.getvalue())


def update() -> list[str]:
    """Bring the file up to date with the code and compile it; return what is wrong with it."""
    FRENCH.write_bytes(renewed())
    compile_french()
    return all_faults(french())


if __name__ == "__main__":
    wrong = update()
    print("\n".join(wrong) or f"{FRENCH.relative_to(Path.cwd())}: nothing is missing")
    sys.exit(bool(wrong))
