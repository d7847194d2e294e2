"""Copy to the user's own clipboard: by the terminal (OSC 52), and through tmux."""

from __future__ import annotations

import os
import shutil
import subprocess

from textual.app import App


def copy(app: App[object], text: str) -> None:
    """Copy *text*. tmux keeps OSC 52 to itself by default, so it is told directly."""
    app.copy_to_clipboard(text)
    tmux = shutil.which("tmux") if os.environ.get("TMUX") else None
    if tmux is not None:
        subprocess.run(  # noqa: S603 - a fixed command, the text goes in by standard input
            [tmux, "load-buffer", "-w", "-"],
            input=text.encode(),
            check=False,
            timeout=2,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
