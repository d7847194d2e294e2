"""What a link opens and how it is shown before that: nothing of it hides where it leads.

Only http, https and mailto are opened. Whatever is opened is printable ASCII, and is what is shown;
next to a host in punycode stands what it means. A mail has one recipient, a subject and a text.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from jobtui.i18n import _
from jobtui.parsing.site_links import is_of_site
from jobtui.text.printable import printable

LONGEST = 2000  # characters of an address; nobody reads more before agreeing
_LONGEST_SUBJECT = 200
_LONGEST_TEXT = 1500
_LONGEST_SHOWN = 200  # of what is not opened
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]{0,30}):", re.IGNORECASE)
_AUTHORITY = re.compile(r"//([^/?#]*)")
_HOST_PORT = re.compile(r"(\[[0-9a-f:.]+\]|[^\[\]:]+)(?::([0-9]{0,5}))?", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_LOCAL = re.compile(r"[A-Za-z0-9_+~='-]+(?:\.[A-Za-z0-9_+~='-]+)*")
# Letters and marks all the same.
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f]")
_MAY_STAND = "!#$%&()*+,-./:;=?@[]_~"  # as they are behind the host
# Letters of other alphabets that look like Latin ones.
_LIKE_LATIN = frozenset("асԁеһіјӏорԗԛѕԝхуъьҽпгѵѡ" + "αγεηικνορτυχω" + "հոսցօք")
_OWN_LATIN = frozenset("æœøßðþđł")  # with no plainer letter below them
# Alphabets that one word of one language takes letters from.
_TOGETHER = (
    frozenset(("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "LATIN")),
    frozenset(("CJK", "HANGUL", "LATIN")),
    frozenset(("CJK", "BOPOMOFO", "LATIN")),
)


class Link(NamedTuple):
    """An address that may be opened, once a person has seen it in full.

    *kind* is "http", "https" or "mailto". Of what must not be opened, *kind* and *target* are
    empty, and *warning* says why.
    """

    kind: str
    target: str
    shown: str
    warning: str = ""  # why to look twice


class _RefusedError(Exception):
    """The address is not opened; the text says why."""


class _Host(NamedTuple):
    ascii: str
    read: str  # with punycode decoded
    warning: str


def link(text: str) -> Link:
    """Return what opening *text* means: a web address, ``mailto:``, or a bare e-mail address."""
    text = text.strip()
    try:
        if len(text) > LONGEST:
            raise _RefusedError(_("the address is too long to be read before it opens"))
        scheme = _SCHEME.match(text)
        kind = scheme[1].lower() if scheme else ""
        if scheme and kind in ("http", "https"):
            return _web(kind, text[scheme.end() :])
        if scheme and kind == "mailto":
            return _mail_of(text[scheme.end() :])
        if is_of_site(text):
            if "@" in text:
                return _mail(text)
            raise _RefusedError(_("this is a page of a site whose address is not known"))
        raise _RefusedError(_("only http, https and mailto addresses are opened"))
    except _RefusedError as refused:
        return _not_opened(text, refused)


def mailto(address: str, subject: str = "", body: str = "") -> Link:
    """Return the link of a mail to one recipient (RFC 6068), with nothing else in its head.

    *subject* becomes one line of at most 200 characters, *body* at most 1,500 characters.
    """
    try:
        return _mail(address.strip(), subject, body)
    except _RefusedError as refused:
        return _not_opened(address, refused)


def recipient(mail: Link) -> str:
    """Return the address that a mail goes to; an empty text for another link."""
    from urllib.parse import unquote

    return unquote(mail.target[7:].partition("?")[0]) if mail.kind == "mailto" else ""


def _not_opened(text: str, why: _RefusedError) -> Link:
    return Link("", "", _short(text), str(why))


def _short(text: str) -> str:
    shown = printable(text)
    return shown if len(shown) <= _LONGEST_SHOWN else shown[: _LONGEST_SHOWN - 1] + "…"


def _folded(name: str) -> str:
    """Return a host's name in the form that is asked for: small letters, none of them dressed."""
    small = unicodedata.normalize("NFKC", name).lower()
    return unicodedata.normalize("NFKC", small).replace("。", ".")


# --- web addresses -------------------------------------------------------------------------------


def _web(kind: str, rest: str) -> Link:
    from urllib.parse import quote

    if " " in rest or not rest.isprintable():
        raise _RefusedError(_("the address holds white space or characters that cannot be seen"))
    if "\\" in rest:  # a slash to some programs: they would not agree about the host
        raise _RefusedError(_("the address holds a backslash"))
    authority = _AUTHORITY.match(rest)
    if authority is None:
        raise _RefusedError(_("the address names no host"))
    _before, at, host_name = _folded(authority[1]).rpartition("@")
    if at:
        message = _("the address leads to {host}, whatever it begins with")
        raise _RefusedError(message.format(host=_short(host_name)))
    parts = _HOST_PORT.fullmatch(authority[1])
    if parts is None or int(parts[2] or 0) > 65535:
        raise _RefusedError(_("the address names no host"))
    host = _address_host(parts[1]) if parts[1].startswith("[") else _host(parts[1])
    port = f":{parts[2]}" if parts[2] else ""
    target = f"{kind}://{host.ascii}{port}" + quote(rest[authority.end() :], safe=_MAY_STAND)
    if len(target) > LONGEST:
        raise _RefusedError(_("the address is too long to be read before it opens"))
    return Link(kind, target, _with_read(target, host), host.warning)


def _with_read(text: str, host: _Host) -> str:
    return f"{text} ({host.read})" if host.read != host.ascii else text


def _address_host(text: str) -> _Host:
    from ipaddress import IPv6Address

    try:
        IPv6Address(text[1:-1])
    except ValueError:
        raise _RefusedError(_("the address names no host")) from None
    return _Host(text.lower(), text.lower(), "")


def _host(text: str) -> _Host:
    """Return a host as it is asked for and as it reads."""
    read = _folded(text)
    labels = [_decoded(label) for label in read.removesuffix(".").split(".")]
    coded = [label if label.isascii() else f"xn--{_punycode(label)}" for label in labels]
    host = ".".join(coded)
    if len(host) > 253 or not all(0 < len(label) <= 63 for label in coded):
        raise _RefusedError(_("the address names no host"))
    if _NUMBER.fullmatch(coded[-1]) and not _is_ipv4(host):
        message = _("the host {host} is a number in disguise")
        raise _RefusedError(message.format(host=_short(text)))
    end = "." if read.endswith(".") else ""
    suspects = [label for label in labels if _looks_like_another(label)]
    warning = ""
    if suspects:
        warning = _("{name} in the host may imitate another name; what opens is {host}")
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
    """Return a label of a host as it reads. Raises _RefusedError if it is none."""
    decoded = label
    if label.startswith("xn--"):
        try:
            decoded = label[4:].encode("ascii").decode("punycode")
            # what is no spelling of itself was not made by the rules
            honest = _punycode(decoded) == label[4:] and not decoded.isascii()
        except UnicodeError:
            honest = False
        if not honest or _folded(decoded) != decoded:
            message = _("{name} in the host cannot be decoded")
            raise _RefusedError(message.format(name=_short(label)))
    signs = (c for c in decoded if c not in "-_" and unicodedata.category(c)[0] not in "LMN")
    if _UNSEEN.search(decoded) or any(signs):
        raise _RefusedError(_("the host holds signs that no host has"))
    return decoded


def _looks_like_another(label: str) -> bool:
    """Whether a decoded label mixes alphabets, or imitates Latin letters with others."""
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

    Copies, texts and any other header are left out, and said to be.
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
            left_out[name if name in ("cc", "bcc", "body") else _("a header")] = None
    if len(recipients) > 1:
        left_out[_("more recipients")] = None
    mail = _mail(unquote(recipients[0]).strip() if recipients else "", subject)
    warnings = [mail.warning] if mail.warning else []
    if left_out:
        warnings.append(_("left out of the mail: {what}").format(what=", ".join(left_out)))
    return mail._replace(warning="; ".join(warnings))


def _mail(address: str, subject: str = "", body: str = "") -> Link:
    from urllib.parse import quote

    local, _at, name = address.rpartition("@")
    if len(local) > 64 or not _LOCAL.fullmatch(local) or "." not in name:
        raise _RefusedError(_("this is not one plain e-mail address"))
    host = _host(name)
    subject = printable(subject)[:_LONGEST_SUBJECT].strip()
    fields = {"subject": subject, "body": _lines(body)}
    query = "&".join(f"{key}={quote(text, safe='')}" for key, text in fields.items() if text)
    target = f"mailto:{quote(local, safe='')}@{host.ascii}" + (f"?{query}" if query else "")
    shown = _with_read(f"{local}@{host.ascii}", host)
    if subject:
        shown = _("{address}, subject: {subject}").format(address=shown, subject=subject)
    return Link("mailto", target, shown, host.warning)


def _lines(body: str) -> str:
    """Return the text of a mail with the line ends of mail."""
    from jobtui.text.sanitize import clean

    return clean(body, keep_newlines=True)[:_LONGEST_TEXT].strip().replace("\n", "\r\n")
