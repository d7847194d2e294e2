"""``jobtui serve``: the browser in a web page."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from jobtui.cli.arguments import UsageError
from jobtui.cli.console import say
from jobtui.cli.exit_codes import FOUND
from jobtui.cli.sources import sources_of
from jobtui.i18n import _, reason
from jobtui.text.printable import quoted_input

if TYPE_CHECKING:
    from argparse import Namespace

LOOPBACK = "127.0.0.1"
_LOOPBACKS = (LOOPBACK, "localhost", "::1")
_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - told to the user, who asked for it
_OWN_OPTIONS = ("--host", "--port")


def run(args: Namespace, argv: Sequence[str]) -> int:
    """Serve until Ctrl-C; *argv* is the whole call. Raises UsageError."""
    try:
        from jobtui.cli.web_server import KeyedServer
    except ImportError as error:
        text = _("jobtui serve needs textual-serve: pip install 'jobtui[web]'")
        raise UsageError(text) from error
    import secrets
    import socket

    sources_of(args.source, args.settings)  # what is wrong with them is told here, and now
    host, port, key = args.host or LOOPBACK, port_number(args.port), secrets.token_urlsafe(24)
    name = socket.gethostname() if host in _EVERYWHERE else host
    public = f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"
    call = [sys.executable, "-P", "-m", "jobtui", *passed_on(argv)]
    say(_("serving until Ctrl+C at:"))
    say(f"{public}/?key={key}")
    say(
        _(
            "whoever has this address reads these postings, and reads and changes your marks, "
            "notes and saved searches; editing files and piping to commands are off"
        )
    )
    if host not in _LOOPBACKS:
        say(_("not only this machine reaches it, and nothing is encrypted: use it behind a proxy"))
    try:
        KeyedServer(call, host, port, public, key).serve()
    except OSError as error:
        text = _("cannot serve at {address}: {why}")
        raise UsageError(text.format(address=f"{name}:{port}", why=reason(error))) from error
    return FOUND


def passed_on(argv: Sequence[str]) -> list[str]:
    """Return the words of a call that the browser behind the page is started with."""
    words: list[str] = []
    is_value = is_named = False
    for word in argv:
        if is_value:
            is_value = False
        elif word in _OWN_OPTIONS:
            is_value = True
        elif word == "serve" and not is_named:
            is_named = True
        elif not word.startswith(tuple(f"{name}=" for name in _OWN_OPTIONS)):
            words.append(word)
    return words


def port_number(text: str) -> int:
    """Return the port that *text* names. Raises UsageError."""
    if text.isdecimal() and 0 < int(text) < 1 << 16:
        return int(text)
    raise UsageError(_("{text} is not a port").format(text=quoted_input(text)))
