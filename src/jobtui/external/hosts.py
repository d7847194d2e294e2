"""The hosts of links: what a name resolves to, how it reads, and whether it imitates another."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from jobtui.i18n import _
from jobtui.text.printable import printable

_MAX_SHOWN = 200  # of an address that is not opened
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
# Invisible, though Unicode classes them as letters and marks.
_INVISIBLE = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f]")
# Cyrillic, Greek and Armenian letters that look like Latin ones.
_LIKE_LATIN = frozenset("асԁеһіјӏорԗԛѕԝхуъьҽпгѵѡ" + "αγεηικνορτυχω" + "հոսցօք")
_OWN_LATIN = frozenset("æœøßðþđł")  # that do not decompose into an ASCII letter and a mark
# Scripts that one word of Japanese, Korean or Chinese may mix.
_TOGETHER = (
    frozenset(("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "LATIN")),
    frozenset(("CJK", "HANGUL", "LATIN")),
    frozenset(("CJK", "BOPOMOFO", "LATIN")),
)


class RefusedError(Exception):
    """The address must not be opened; the text says why."""


class WebHost(NamedTuple):
    """A host as it is looked up (ASCII), as it reads with punycode decoded, and a warning."""

    ascii: str
    read: str
    warning: str


def shortened(text: str) -> str:
    """Return *text* as it is shown where it is not opened."""
    shown = printable(text)
    return shown if len(shown) <= _MAX_SHOWN else shown[: _MAX_SHOWN - 1] + "…"


def normalized(name: str) -> str:
    """Return a host's name normalized: NFKC and lower case, as for a lookup."""
    small = unicodedata.normalize("NFKC", name).lower()
    return unicodedata.normalize("NFKC", small).replace("。", ".")


def ipv6_host(text: str) -> WebHost:
    """Return an IPv6 address in brackets as a host. Raises RefusedError if it is none."""
    from ipaddress import IPv6Address

    try:
        IPv6Address(text[1:-1])
    except ValueError:
        raise RefusedError(_("the address has no valid host")) from None
    return WebHost(text.lower(), text.lower(), "")


def host_of(text: str) -> WebHost:
    """Return a host as it is looked up and as it reads. Raises RefusedError if it is none."""
    read = normalized(text)
    labels = [_decoded(label) for label in read.removesuffix(".").split(".")]
    coded = [label if label.isascii() else f"xn--{_punycode(label)}" for label in labels]
    host = ".".join(coded)
    if len(host) > 253 or not all(0 < len(label) <= 63 for label in coded):
        raise RefusedError(_("the address has no valid host"))
    if _NUMBER.fullmatch(coded[-1]) and not _is_ipv4(host):
        message = _("the host {host} is a disguised IP address")
        raise RefusedError(message.format(host=shortened(text)))
    end = "." if read.endswith(".") else ""
    suspects = [label for label in labels if _looks_like_another(label)]
    warning = ""
    if suspects:
        warning = _("{name} in the host may imitate another name; {host} will open")
        warning = warning.format(name=suspects[0], host=host)
    return WebHost(host + end, ".".join(labels) + end, warning)


def _is_ipv4(host: str) -> bool:
    from ipaddress import IPv4Address

    try:
        IPv4Address(host)
    except ValueError:
        return False
    return True


def _punycode(label: str) -> str:
    return label.encode("punycode").decode("ascii")


def _decoded(label: str) -> str:
    """Return a label of a host, decoded from punycode. Raises RefusedError if it is none."""
    decoded = label
    if label.startswith("xn--"):
        try:
            decoded = label[4:].encode("ascii").decode("punycode")
            # A label that does not encode to itself again is not valid punycode.
            is_valid = _punycode(decoded) == label[4:] and not decoded.isascii()
        except UnicodeError:
            is_valid = False
        if not is_valid or normalized(decoded) != decoded:
            message = _("{name} in the host cannot be decoded")
            raise RefusedError(message.format(name=shortened(label)))
    signs = (c for c in decoded if c not in "-_" and unicodedata.category(c)[0] not in "LMN")
    if _INVISIBLE.search(decoded) or any(signs):
        raise RefusedError(_("the host contains invalid characters"))
    return decoded


def _looks_like_another(label: str) -> bool:
    """Whether a decoded label mixes scripts, or imitates Latin letters with others."""
    letters = [c for c in label if c.isalpha()]
    if label.isascii() or not letters:
        return False
    scripts = {unicodedata.name(c, "?").split()[0] for c in letters}
    if len(scripts) > 1:
        return not any(scripts <= together for together in _TOGETHER)
    if scripts != {"LATIN"}:
        return _LIKE_LATIN.issuperset(letters)
    return any(
        unicodedata.category(c) == "Mn"
        or (
            c.isalpha() and c not in _OWN_LATIN and not unicodedata.normalize("NFD", c)[0].isascii()
        )
        for c in label
    )


def with_read(text: str, host: WebHost) -> str:
    """Return *text* with the host behind it as it reads, where that differs."""
    return f"{text} ({host.read})" if host.read != host.ascii else text
