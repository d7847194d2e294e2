"""A terminal driver that asks for no more than is used, and sends only what can be shown."""

from __future__ import annotations

import os
import sys

from textual.drivers.linux_driver import LinuxDriver

from jobtui.app.looks import is_ascii

_NO_MOUSE = ("linux", "vt100", "vt102", "vt220", "dumb")


class QuietDriver(LinuxDriver):
    """Clicks and the wheel, no reports of every motion; no characters the locale has not."""

    def write(self, data: str) -> None:
        """Send *data*; in a locale without Unicode what cannot be encoded becomes ``?``."""
        if is_ascii():
            encoding = getattr(sys.__stderr__, "encoding", None) or "ascii"
            data = data.encode(encoding, "replace").decode(encoding, "replace")
        super().write(data)

    def _enable_mouse_support(self) -> None:
        if not self._mouse or os.environ.get("TERM") in _NO_MOUSE:
            return
        for mode in (1000, 1006):
            self.write(f"\x1b[?{mode}h")

    def _disable_mouse_support(self) -> None:
        if not self._mouse or os.environ.get("TERM") in _NO_MOUSE:
            return
        for mode in (1000, 1006):
            self.write(f"\x1b[?{mode}l")
