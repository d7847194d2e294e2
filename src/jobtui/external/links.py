"""Validates links: what opening one would open, and how it is shown to the user before.

Only http, https and mailto are opened. What is opened is printable ASCII and is shown as it is; a
host in punycode is shown decoded as well. A mail has one recipient, a subject and a text.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from jobtui.i18n import _
from jobtui.parsing.site_links import is_of_site
from jobtui.text.printable import printable

MAX_CHARACTERS = 2000  # of an address; nobody reads more before confirming
_MAX_SUBJECT = 200
_MAX_TEXT = 1500
_MAX_SHOWN = 200  # of an address that is not opened
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]{0,30}):", re.IGNORECASE)
_AUTHORITY = re.compile(r"//([^/?#]*)")
_HOST_PORT = re.compile(r"(\[[0-9a-f:.]+\]|[^\[\]:]+)(?::([0-9]{0,5}))?", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_LOCAL = re.compile(r"[A-Za-z0-9_+~='-]+(?:\.[A-Za-z0-9_+~='-]+)*")
# Invisible, though Unicode classes them as letters and marks.
_INVISIBLE = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f]")
_UNQUOTED = "!#$%&()*+,-./:;=?@[]_~"  # characters of a path that stay as they are
# Cyrillic, Greek and Armenian letters that look like Latin ones.
_LIKE_LATIN = frozenset("асԁеһіјӏорԗԛѕԝхуъьҽпгѵѡ" + "αγεηικνορτυχω" + "հոսցօք")
_OWN_LATIN = frozenset("æœøßðþđł")  # that do not decompose into an ASCII letter and a mark
# Scripts that one word of Japanese, Korean or Chinese may mix.
_TOGETHER = (
    frozenset(("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "LATIN")),
    frozenset(("CJK", "HANGUL", "LATIN")),
    frozenset(("CJK", "BOPOMOFO", "LATIN")),
)


class Link(NamedTuple):
    """An address that may be opened once the user has seen it in full.

    *kind* is "http", "https" or "mailto". If the address must not be opened, *kind* and *target*
    are empty, and *warning* says why.
    """

    kind: str
    target: str
    shown: str
    warning: str = ""  # why to look twice, or why it is not opened


class _RefusedError(Exception):
    """The address must not be opened; the text says why."""


class _Host(NamedTuple):
    """A host as it is looked up (ASCII), as it reads with punycode decoded, and a warning."""

    ascii: str
    read: str
    warning: str


def link(text: str) -> Link:
    """Return the link of *text*: a web address, ``mailto:``, or a bare e-mail address."""
    text = text.strip()
    try:
        if len(text) > MAX_CHARACTERS:
            raise _RefusedError(_("the address is too long to be checked before opening it"))
        scheme = _SCHEME.match(text)
        kind = scheme[1].lower() if scheme else ""
        if scheme and kind in ("http", "https"):
            return _web(kind, text[scheme.end() :])
        if scheme and kind == "mailto":
            return _mail_of(text[scheme.end() :])
        if is_of_site(text):
            if "@" in text:
                return _mail(text)
            raise _RefusedError(_("a page of a site whose address is unknown"))
        raise _RefusedError(_("only http, https and mailto addresses can be opened"))
    except _RefusedError as refused:
        return _not_opened(text, refused)


def mailto(address: str, subject: str = "", body: str = "") -> Link:
    """Return the link of a mail to one recipient (RFC 6068), with no header but the subject.

    *subject* becomes one line of at most 200 characters, *body* at most 1,500 characters.
    """
    try:
        return _mail(address.strip(), subject, body)
    except _RefusedError as refused:
        return _not_opened(address, refused)


def recipient(mail: Link) -> str:
    """Return the address of a mail's recipient; an empty text if the link is no mail."""
    from urllib.parse import unquote

    return unquote(mail.target[7:].partition("?")[0]) if mail.kind == "mailto" else ""


def _not_opened(text: str, why: _RefusedError) -> Link:
    return Link("", "", _short(text), str(why))


def _short(text: str) -> str:
    shown = printable(text)
    return shown if len(shown) <= _MAX_SHOWN else shown[: _MAX_SHOWN - 1] + "…"


def _folded(name: str) -> str:
    """Return a host's name normalized: NFKC and lower case, as for a lookup."""
    small = unicodedata.normalize("NFKC", name).lower()
    return unicodedata.normalize("NFKC", small).replace("。", ".")


# --- web addresses -------------------------------------------------------------------------------


def _web(kind: str, rest: str) -> Link:
    from urllib.parse import quote

    if " " in rest or not rest.isprintable():
        raise _RefusedError(_("the address contains spaces or invisible characters"))
    if "\\" in rest:  # some programs take it for a slash, so they disagree about the host
        raise _RefusedError(_("the address contains a backslash"))
    authority = _AUTHORITY.match(rest)
    if authority is None:
        raise _RefusedError(_("the address has no valid host"))
    _before, at, host_name = _folded(authority[1]).rpartition("@")
    if at:
        message = _("the address leads to {host}, whatever it starts with")
        raise _RefusedError(message.format(host=_short(host_name)))
    parts = _HOST_PORT.fullmatch(authority[1])
    if parts is None or int(parts[2] or 0) > 65535:
        raise _RefusedError(_("the address has no valid host"))
    host = _address_host(parts[1]) if parts[1].startswith("[") else _host(parts[1])
    port = f":{parts[2]}" if parts[2] else ""
    target = f"{kind}://{host.ascii}{port}" + quote(rest[authority.end() :], safe=_UNQUOTED)
    if len(target) > MAX_CHARACTERS:
        raise _RefusedError(_("the address is too long to be checked before opening it"))
    return Link(kind, target, _with_read(target, host), host.warning)


def _with_read(text: str, host: _Host) -> str:
    return f"{text} ({host.read})" if host.read != host.ascii else text


def _address_host(text: str) -> _Host:
    from ipaddress import IPv6Address

    try:
        IPv6Address(text[1:-1])
    except ValueError:
        raise _RefusedError(_("the address has no valid host")) from None
    return _Host(text.lower(), text.lower(), "")


def _host(text: str) -> _Host:
    """Return a host as it is looked up and as it reads. Raises _RefusedError if it is none."""
    read = _folded(text)
    labels = [_decoded(label) for label in read.removesuffix(".").split(".")]
    coded = [label if label.isascii() else f"xn--{_punycode(label)}" for label in labels]
    host = ".".join(coded)
    if len(host) > 253 or not all(0 < len(label) <= 63 for label in coded):
        raise _RefusedError(_("the address has no valid host"))
    if _NUMBER.fullmatch(coded[-1]) and not _is_ipv4(host):
        message = _("the host {host} is a disguised IP address")
        raise _RefusedError(message.format(host=_short(text)))
    end = "." if read.endswith(".") else ""
    suspects = [label for label in labels if _looks_like_another(label)]
    warning = ""
    if suspects:
        warning = _("{name} in the host may imitate another name; {host} will open")
        warning = warning.format(name=suspects[0], host=host)
    return _Host(host + end, ".".join(labels) + end, warning)


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
    """Return a label of a host, decoded from punycode. Raises _RefusedError if it is none."""
    decoded = label
    if label.startswith("xn--"):
        try:
            decoded = label[4:].encode("ascii").decode("punycode")
            # A label that does not encode to itself again is not valid punycode.
            is_valid = _punycode(decoded) == label[4:] and not decoded.isascii()
        except UnicodeError:
            is_valid = False
        if not is_valid or _folded(decoded) != decoded:
            message = _("{name} in the host cannot be decoded")
            raise _RefusedError(message.format(name=_short(label)))
    signs = (c for c in decoded if c not in "-_" and unicodedata.category(c)[0] not in "LMN")
    if _INVISIBLE.search(decoded) or any(signs):
        raise _RefusedError(_("the host contains invalid characters"))
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


# --- mail ----------------------------------------------------------------------------------------


def _mail_of(rest: str) -> Link:
    """Return the mail that a ``mailto:`` asks for: its first recipient and its subject.

    Copies, the text and any other header are left out, and the warning says so.
    """
    from urllib.parse import unquote

    to, _mark, query = rest.partition("?")
    recipients = [part for part in re.split("[,;]", to) if part.strip()]
    subject = ""
    left_out: dict[str, None] = {}
    for part in query.split("&"):
        name, _sign, value = part.partition("=")
        name = unquote(name).strip().lower()
        if name == "subject":
            subject = subject or unquote(value)
        elif name == "to":
            recipients += [part for part in re.split("[,;]", value) if part.strip()]
        elif name:
            left_out[name if name in ("cc", "bcc", "body") else _("other header fields")] = None
    if len(recipients) > 1:
        left_out[_("more recipients")] = None
    mail = _mail(unquote(recipients[0]).strip() if recipients else "", subject)
    warnings = [mail.warning] if mail.warning else []
    if left_out:
        warnings.append(_("left out of the email: {what}").format(what=", ".join(left_out)))
    return mail._replace(warning="; ".join(warnings))


def _mail(address: str, subject: str = "", body: str = "") -> Link:
    from urllib.parse import quote

    local, _at, name = address.rpartition("@")
    if len(local) > 64 or not _LOCAL.fullmatch(local) or "." not in name:
        raise _RefusedError(_("not a plain email address"))
    host = _host(name)
    subject = printable(subject)[:_MAX_SUBJECT].strip()
    fields = {"subject": subject, "body": _lines(body)}
    query = "&".join(f"{key}={quote(text, safe='')}" for key, text in fields.items() if text)
    target = f"mailto:{quote(local, safe='')}@{host.ascii}" + (f"?{query}" if query else "")
    shown = _with_read(f"{local}@{host.ascii}", host)
    if subject:
        shown = _("{address}, subject: {subject}").format(address=shown, subject=subject)
    return Link("mailto", target, shown, host.warning)


def _lines(body: str) -> str:
    """Return the text of a mail with CRLF line ends (RFC 6068)."""
    from jobtui.text.sanitize import clean

    return clean(body, keep_newlines=True)[:_MAX_TEXT].strip().replace("\n", "\r\n")
