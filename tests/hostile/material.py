"""What careless and hostile people put into files, and what must never come out of them."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from tests.conftest import environment
from tests.pseudo_terminal import START, Terminal

# Each holds the mark "zz", so that a test can tell where it went.
PAYLOADS = {
    "title": "\x1b]0;zz\x07",
    "link": "\x1b]8;;https://zz.example\x1b\\zz\x1b]8;;\x1b\\",
    "clipboard": "\x1b]52;c;eno=\x07zz",
    "device string": "\x1bP+q544e\x1b\\zz",
    "sixel": "\x1bPq#0;2;0;0;0zz\x1b\\",
    "application": "\x1b_Gzz\x1b\\",
    "erase": "\x1b[2J\x1b[Hzz",
    "report": "\x1b[6n\x1b[cz\x1b[21tz",
    "8 bit": "\x9b2J\x9d0;zz\x9c\x90zz\x9c",
    "C0": "z\x00\x01\x05\x07\x08\x0b\x0c\x0e\x0f\x11\x18\x1a\x7fz",
    "lines": "zz\r\x85\u2028\u2029zz",
    "bidirectional": "\u202ezz\u202c\u2066zz\u2069\u200f\u061c\u200ezz",
    "invisible": "z\u200b\u2060\ufeff\u00ad\u034f\u3164\U000e0041z",
    "flood": "zz" + "\u0301" * 300 + "\u0489" * 300,
    "Hangul flood": "zz\u1112" + "\u1161" * 300,
    "joined": "zz" + "👩\u200d" * 300 + "👩",
    "markup": "[red]zz[/red][@click=app.quit]zz[/][link=https://zz.example]zz[/link][/]",
    "formula": "=cmd|' /C calc'!A0;=zz",
    "surrogate": "zz\ud800",
}

_LOOKS = re.compile(r"\x1b\[[0-9;]*m")
# What Textual and the driver write, and nothing else.
_OURS = re.compile(
    r"\x1b\[[0-9;:]*m|\x1b\[[0-9;]*[HfKXJr]|\x1b\[\?[0-9;]+\$?[hlpu]|\x1b\[[<>=?][0-9;]*[umqn]"
    r"|\x1b\[[0-9]* q|\x1b\[[0-9;]*[ABCDG]|\x1b\]22;[a-z-]*\x07|[\r\n\x08]"
)
_STEERING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\u200b\u2060\ufeff\u00ad\u034f\u115f\u1160\u3164\U000e0000-\U000e0fff\ud800-\udfff]"
)
_FLOOD = re.compile("[\u0300-\u036f\u0483-\u0489]{5}|[\u1161-\u11ff]{5}|(?:\U0001f469\u200d){5}")


def steers(text: str, allowed: str = "") -> list[str]:
    """Return what in *text*, output of jobtui, could steer a terminal or hide in it."""
    for char in allowed:
        text = text.replace(char, " ")
    return [found[0] for found in (*_STEERING.finditer(text), *_FLOOD.finditer(text))]


def steers_on_screen(raw: bytes, coloured_only: bool = False) -> list[str]:
    """Return what in the bytes for a terminal was not jobtui's own way to draw."""
    text = raw.decode("utf-8", "surrogateescape").replace("\r\n", "\n")
    ours = _LOOKS if coloured_only else _OURS
    return steers(ours.sub("", text).replace("\r", ""))  # it counts the files that it reads


def quoted(text: str) -> str:
    r"""Return *text* as a YAML scalar that holds exactly it, by ``\x`` escapes."""
    letters = (
        char if char.isascii() and char.isalnum() else f"\\U{ord(char):08x}" for char in text
    )
    return '"' + "".join(letters).replace("\\U0000d800", "\ufffd") + '"'


KEYS = (
    "roles title status open date poste_ferme contrat domaines techno junior contact externalURL "
    "startup incubator equipe friend autre"
).split()


def hostile_site(top: Path) -> Path:
    """Write a checkout in which every field, name and file that is read is hostile."""
    for folder in ("_jobs", "_startups", "_incubators"):
        (top / folder).mkdir(parents=True)
    everything = "".join(PAYLOADS.values()).replace("\ud800", "")
    (top / "_config.yml").write_text(f"url: https://zz{everything}.example\n", "utf-8")
    for folder in ("_startups", "_incubators"):
        text = f"---\ntitle: {quoted(everything)}\nincubator: z\n---\n"
        (top / folder / "z\x1b]0;zz\x07\u202e.md").write_text(text, "utf-8")
        (top / folder / "z.md").write_text(text, "utf-8")
    for number, (name, payload) in enumerate(PAYLOADS.items(), 1):
        fields = "".join(f"{key}: {quoted(payload)}\n" for key in KEYS)
        body = payload.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
        entities = "".join(f"&#{ord(char)};" for char in body[:200])
        text = f"---\nouvert: true\n{fields}---\n# {body}\n\n{body} [{body}](https://x/{body})\n"
        text += f"\n<b title='{body}'>{entities}</b>\n\n```\n{body}\n```\n"
        path = top / "_jobs" / f"2024-01-{number:02}-{name}.md"
        path.write_text(text, "utf-8")
    for number, payload in enumerate(PAYLOADS.values(), 1):
        named = f"2024-02-{number:02}-{payload[:60]}".replace("/", "_").replace("\0", "")
        raw = named.encode("utf-8", "surrogateescape" if "\ud800" not in named else "replace")
        path = top / "_jobs" / os.fsdecode(raw[:200] + b"\xff.md")
        path.write_bytes(b"---\nroles: nom zz\nstartup: z\nopen: true\n---\nzz\n")
    return top


def in_terminal(
    args: Sequence[object], home: Path, size: tuple[int, int] = (100, 30), **env: str
) -> Terminal:
    """Start jobtui in a terminal of its own."""
    known = environment(home, **{"XDG_CACHE_HOME": str(home / "cache"), **env})
    return Terminal([*START, *map(str, args)], known, size, prepared=True)
