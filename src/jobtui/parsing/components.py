"""Components in a text, such as ``{{< button … >}}`` of Hugo or ``<Apply … />`` of MDX.

A component that has an address becomes a link of Markdown with its label; of another only
the words that it shows stay.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from jobtui.text.patterns import late

if TYPE_CHECKING:
    from collections.abc import Callable

    Values = Callable[[str], str | None]  # the value of a name such as page.title; None: unknown

_ATTRIBUTE = late(
    r"""([\w:-]{1,60})\s{0,9}=\s{0,9}(?:"((?:\\.|[^"\\])*)"|'([^']*)'|`([^`]*)`|
    \{\s{0,9}["'`]([^"'`{}]*)["'`]\s{0,9}\}|\{?([^\s"'`<>{},()=]+)\}?)""",
    re.VERBOSE,
)
_POSITIONAL = late(r"\"([^\"]*)\"|'([^']*)'|`([^`]*)`|(?![,;](?:\s|$))([^\s\"'`]+)")
_TAGS = late(r"</?[a-zA-Z][^<>]{0,200}>")
_ADDRESS = late(r"(?:https?://|mailto:)\S+$", re.IGNORECASE)
_MAIL = late(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}$")
_LINKS = ("href", "url", "link", "to", "buttonlink", "buttonurl", "button_link", "button_url")
_LABELS = ("label", "text", "buttontext", "button_text", "title", "name", "value", "content")
_WORDS = ("title", "heading", "label", "lead", "subtitle", "text", "content", "description")
_SOURCES = ("src", "image", "img", "poster", "icon", "thumbnail", "logo")  # of pictures
_PICTURES = late(r"fig|im(?:g|age)|pic|photo|video|youtube|vimeo|gallery|icon|logo|svg", re.I)
_LONGEST = 4000  # characters of a component that are looked at


class Component(NamedTuple):
    """What a component shows: an address (may be empty), and a label or words."""

    address: str
    label: str

    def markdown(self, inner: str = "") -> str:
        """Return it as Markdown; *inner* is the text between its tags."""
        shown = inner.strip() or self.label
        if not self.address:
            return inner if inner.strip() else self.label
        if "\n\n" in shown or "](" in shown or not shown:
            return f"{shown}\n\n<{self.address}>\n\n" if shown else f"<{self.address}>"
        return f"[{shown}]({self.address})"


def component_of(name: str, stated: str, values: Values) -> Component:
    """Return the component *name* with the attributes *stated*, as written."""
    stated = stated[:_LONGEST]
    named = {}
    for found in _ATTRIBUTE.finditer(stated):
        texts = [text for text in found.groups()[1:5] if text is not None]
        named[found[1].lower()] = texts[0] if texts else values(found[6]) or found[6]
    rest = _ATTRIBUTE.sub(" ", stated)
    others = [next(filter(None, found.groups()), "") for found in _POSITIONAL.finditer(rest)]
    return _made(name, named, others)


def _made(name: str, named: dict[str, str], others: list[str]) -> Component:
    address = next((named[key].strip() for key in _LINKS if named.get(key, "").strip()), "")
    named = {key: _TAGS.sub("", text) for key, text in named.items()}
    shown = (text for key, text in named.items() if key not in _SOURCES)
    for text in (*shown, *others):
        address = address or (text.strip() if _is_address(text.strip()) else "")
    label = next((named[key] for key in _LABELS if _is_label(named.get(key, ""), address)), "")
    if not address:
        if _PICTURES.search(name):
            return Component("", "")
        said = dict.fromkeys(named[key].strip() for key in _WORDS if named.get(key, "").strip())
        return Component("", "\n\n".join(said))
    label = label or next((text for text in others if " " in text and text != address), "")
    if _MAIL.match(address):
        return Component(f"mailto:{address}", " ".join(label.split()) or address)
    label = " ".join(label.split()) or next(iter(_words(name)), "")
    return Component(re.sub(r"\s", "%20", address), label.replace("[", "").replace("]", ""))


def _is_address(text: str) -> bool:
    return _ADDRESS.match(text) is not None or _MAIL.match(text) is not None


def _is_label(text: str, address: str) -> bool:
    return bool(text.strip()) and text.strip() != address and not _is_address(text.strip())


def _words(name: str) -> list[str]:
    """Return the words of a component's name, ``ApplyButton`` or ``job/apply_button.html``."""
    base = name.rpartition("/")[2].partition(".")[0]
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|[_-]+", " ", base).strip()
    return [words[:1].upper() + words[1:].lower()] if words else []
