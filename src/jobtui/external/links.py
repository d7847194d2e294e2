"""Validates links: what opening one would open, and how it is shown to the user before.

Only http, https and mailto are opened. What is opened is printable ASCII and is shown as it is; a
host in punycode is shown decoded as well. A mail has recipients, copies, a subject and a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jobtui.external.hosts import (
    RefusedError,
    host_of,
    ipv6_host,
    normalized,
    shortened,
    with_read,
)
from jobtui.i18n import _
from jobtui.parsing.site_links import is_of_site
from jobtui.text.printable import printable

MAX_CHARACTERS = 2000  # of an address; nobody reads more before confirming
_MAX_SUBJECT = 200
_MAX_TEXT = 1500
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]{0,30}):", re.IGNORECASE)
_AUTHORITY = re.compile(r"//([^/?#]*)")
_HOST_PORT = re.compile(r"(\[[0-9a-f:.]+\]|[^\[\]:]+)(?::([0-9]{0,5}))?", re.IGNORECASE)
_LOCAL = re.compile(r"[A-Za-z0-9_+~='-]+(?:\.[A-Za-z0-9_+~='-]+)*")
_UNQUOTED = "!#$%&()*+,-./:;=?@[]_~"  # characters of a path that stay as they are


class Link(NamedTuple):
    """An address that may be opened once the user has seen it in full.

    *kind* is "http", "https" or "mailto". If the address must not be opened, *kind* and *target*
    are empty, and *warning* says why.
    """

    kind: str
    target: str
    shown: str
    warning: str = ""  # why to look twice, or why it is not opened


def link(text: str) -> Link:
    """Return the link of *text*: a web address, ``mailto:``, or a bare e-mail address."""
    text = text.strip()
    try:
        if len(text) > MAX_CHARACTERS:
            raise RefusedError(_("the address is too long to be checked before opening it"))
        scheme = _SCHEME.match(text)
        kind = scheme[1].lower() if scheme else ""
        if scheme and kind in ("http", "https"):
            return _web(kind, text[scheme.end() :])
        if scheme and kind == "mailto":
            return _mail_of(text[scheme.end() :])
        if is_of_site(text):
            if "@" in text:
                return _mail([text])
            raise RefusedError(_("a page of a site whose address is unknown"))
        raise RefusedError(_("only http, https and mailto addresses can be opened"))
    except RefusedError as refused:
        return _not_opened(text, refused)


def mailto(to: Sequence[str], subject: str = "", body: str = "", cc: Sequence[str] = ()) -> Link:
    """Return the link of a mail to *to* with copies to *cc* (RFC 6068), and no other header.

    *subject* becomes one line of at most 200 characters, *body* at most 1,500 characters. Whoever
    must not be written to is left out, and the warning says so; the first recipient must be fine.
    """
    try:
        return _mail([one.strip() for one in to], subject, body, [one.strip() for one in cc])
    except RefusedError as refused:
        return _not_opened(", ".join(to), refused)


def recipients(mail: Link) -> str:
    """Return the addresses that a mail goes to, copies too; an empty text if it is no mail."""
    from urllib.parse import unquote

    if mail.kind != "mailto":
        return ""
    to, _mark, query = mail.target[7:].partition("?")
    copies = next((part[3:] for part in query.split("&") if part.startswith("cc=")), "")
    return ", ".join(unquote(one) for part in (to, copies) for one in part.split(",") if one)


def _not_opened(text: str, why: RefusedError) -> Link:
    return Link("", "", shortened(text), str(why))


# --- web addresses -------------------------------------------------------------------------------


def _web(kind: str, rest: str) -> Link:
    from urllib.parse import quote

    if " " in rest or not rest.isprintable():
        raise RefusedError(_("the address contains spaces or invisible characters"))
    if "\\" in rest:  # some programs take it for a slash, so they disagree about the host
        raise RefusedError(_("the address contains a backslash"))
    authority = _AUTHORITY.match(rest)
    if authority is None:
        raise RefusedError(_("the address has no valid host"))
    _before, at, host_name = normalized(authority[1]).rpartition("@")
    if at:
        message = _("the address leads to {host}, whatever it starts with")
        raise RefusedError(message.format(host=shortened(host_name)))
    parts = _HOST_PORT.fullmatch(authority[1])
    if parts is None or int(parts[2] or 0) > 65535:
        raise RefusedError(_("the address has no valid host"))
    host = ipv6_host(parts[1]) if parts[1].startswith("[") else host_of(parts[1])
    port = f":{parts[2]}" if parts[2] else ""
    target = f"{kind}://{host.ascii}{port}" + quote(rest[authority.end() :], safe=_UNQUOTED)
    if len(target) > MAX_CHARACTERS:
        raise RefusedError(_("the address is too long to be checked before opening it"))
    return Link(kind, target, with_read(target, host), host.warning)


# --- mail ----------------------------------------------------------------------------------------


def _mail_of(rest: str) -> Link:
    """Return the mail that a ``mailto:`` asks for: its first recipient and its subject.

    Copies, the text and any other header are left out, and the warning says so.
    """
    from urllib.parse import unquote

    to, _mark, query = rest.partition("?")
    people = [part for part in re.split("[,;]", to) if part.strip()]
    subject = ""
    left_out: dict[str, None] = {}
    for part in query.split("&"):
        name, _sign, value = part.partition("=")
        name = unquote(name).strip().lower()
        if name == "subject":
            subject = subject or unquote(value)
        elif name == "to":
            people += [part for part in re.split("[,;]", value) if part.strip()]
        elif name:
            left_out[name if name in ("cc", "bcc", "body") else _("other header fields")] = None
    if len(people) > 1:
        left_out[_("more recipients")] = None
    mail = _mail([unquote(people[0]).strip() if people else ""], subject)
    warnings = [mail.warning] if mail.warning else []
    if left_out:
        warnings.append(_("left out of the email: {what}").format(what=", ".join(left_out)))
    return mail._replace(warning="; ".join(warnings))


class _Recipient(NamedTuple):
    """An e-mail address as a link holds it, as it is shown, and a warning."""

    target: str
    shown: str
    warning: str


def _mail(to: Sequence[str], subject: str = "", body: str = "", cc: Sequence[str] = ()) -> Link:
    from urllib.parse import quote

    first = _recipient(to[0])
    left_out: list[str] = []
    others, copies = (list(_recipients(people, left_out)) for people in (to[1:], cc))
    subject = printable(subject)[:_MAX_SUBJECT].strip()
    fields = {"subject": subject, "body": _lines(body)}
    header = [f"cc={','.join(one.target for one in copies)}"] if copies else []
    header += [f"{key}={quote(text, safe='')}" for key, text in fields.items() if text]
    target = ",".join(one.target for one in (first, *others))
    shown = ", ".join(one.shown for one in (first, *others))
    if copies:
        shown = _("{address}, copy to {copies}").format(
            address=shown, copies=", ".join(one.shown for one in copies)
        )
    if subject:
        shown = _("{address}, subject: {subject}").format(address=shown, subject=subject)
    warnings = [one.warning for one in (first, *others, *copies) if one.warning]
    if left_out:
        warnings.append(_("left out of the email: {what}").format(what=", ".join(left_out)))
    query = "?" + "&".join(header) if header else ""
    return Link("mailto", f"mailto:{target}{query}", shown, "; ".join(dict.fromkeys(warnings)))


def _recipients(people: Sequence[str], left_out: list[str]) -> Iterator[_Recipient]:
    """Yield those of *people* who may be written to, and add the others to *left_out*."""
    for address in people:
        try:
            yield _recipient(address)
        except RefusedError:
            left_out.append(shortened(address))


def _recipient(address: str) -> _Recipient:
    from urllib.parse import quote

    local, _at, name = address.rpartition("@")
    if len(local) > 64 or not _LOCAL.fullmatch(local) or "." not in name:
        raise RefusedError(_("not a plain email address"))
    host = host_of(name)
    shown = with_read(f"{local}@{host.ascii}", host)
    return _Recipient(f"{quote(local, safe='')}@{host.ascii}", shown, host.warning)


def _lines(body: str) -> str:
    """Return the text of a mail with CRLF line ends (RFC 6068)."""
    from jobtui.text.sanitize import clean

    return clean(body, keep_newlines=True)[:_MAX_TEXT].strip().replace("\n", "\r\n")
