"""A headless Chromium, driven by its DevTools protocol; skip where none is installed."""

from __future__ import annotations

import asyncio
import base64
import codecs
import json
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp

from tests.tui.emulator import Emulator
from tests.waiting import LOOK_AGAIN, PATIENCE

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
CHROMIUM = next(filter(None, map(shutil.which, _NAMES)), "")
OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run")
_CODES = {"Enter": (13, "\r"), "Escape": (27, "")}


class Page:
    """A page: keys go to it, and what its web socket carries is kept."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket, self._numbers = socket, count(1)
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self.texts: list[str] = []
        """Frames of text that the page has received."""
        self.screen = Emulator(80, 24)
        """What a program that textual-serve runs has drawn."""
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for message in self._socket:
            said = json.loads(message.data)
            if "id" in said:
                self._answers.pop(said["id"]).set_result(said)
            elif said.get("method") == "Network.webSocketFrameReceived":
                frame = said["params"]["response"]
                if frame["opcode"] == 1:
                    self.texts.append(frame["payloadData"])
                else:
                    data = base64.b64decode(frame["payloadData"])
                    self.screen.show(self._decoder.decode(data))
            elif said.get("method") == "Network.webSocketFrameSent":
                self._sent(said["params"]["response"]["payloadData"])

    def _sent(self, text: str) -> None:
        if text.startswith('["resize"'):
            size = json.loads(text)[1]
            self.screen = Emulator(size["width"], size["height"])

    async def send(self, method: str, **params: object) -> dict[str, Any]:
        """Call a method of the protocol; return its result."""
        number = next(self._numbers)
        self._answers[number] = asyncio.get_running_loop().create_future()
        answer = self._answers[number]
        await self._socket.send_json({"id": number, "method": method, "params": params})
        async with asyncio.timeout(PATIENCE):
            said = await answer
        assert "error" not in said, said
        result: dict[str, Any] = said["result"]
        return result

    async def key(self, key: str) -> None:
        """Press a key: a character, Enter or Escape."""
        code, text = _CODES.get(key, (ord(key[0].upper()), key))
        down = {"key": key, "text": text, "windowsVirtualKeyCode": code}
        kind = "keyDown" if text else "rawKeyDown"
        await self.send("Input.dispatchKeyEvent", type=kind, **down)
        await self.send("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    async def run(self, script: str) -> None:
        """Run JavaScript in the page."""
        await self.send("Runtime.evaluate", expression=script)

    async def until_drawn(self, text: str) -> None:
        """Wait until the program has drawn *text*."""
        try:
            async with asyncio.timeout(PATIENCE):
                while text not in "\n".join(self.screen.display):
                    await asyncio.sleep(LOOK_AGAIN)
        except TimeoutError:
            drawn = "\n".join(self.screen.display)
            raise AssertionError(f"{text!r} is not drawn:\n{drawn}") from None

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something of the page holds."""
        async with asyncio.timeout(PATIENCE):
            while not holds():
                await asyncio.sleep(LOOK_AGAIN)


@asynccontextmanager
async def page_at(address: str, folder: Path) -> AsyncIterator[Page]:
    """Open an address in a new Chromium, which keeps its files in *folder*."""
    browser = await asyncio.create_subprocess_exec(
        CHROMIUM,
        *OPTIONS,
        "--remote-debugging-port=0",
        f"--user-data-dir={folder}/profile",
        "about:blank",
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        port = await _port(folder / "profile" / "DevToolsActivePort")
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json") as answer:
                (target,) = [one for one in await answer.json() if one["type"] == "page"]
            async with session.ws_connect(
                target["webSocketDebuggerUrl"], max_msg_size=0, heartbeat=None
            ) as socket:
                page = Page(socket)
                for domain in ("Network", "Page", "Runtime"):
                    await page.send(f"{domain}.enable")
                await page.send("Page.navigate", url=address)
                yield page
    finally:
        browser.terminate()
        await browser.wait()


async def _port(file: Path) -> int:
    """Wait for the port that Chromium listens on, which it writes into a file."""
    async with asyncio.timeout(PATIENCE):
        while not (file.exists() and file.read_text().count("\n")):
            await asyncio.sleep(LOOK_AGAIN)
    return int(file.read_text().split("\n")[0])
