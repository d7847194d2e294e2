"""Turns what a terminal sends, whatever that is, into keys, pastes and reports.

Sequences are delimited here, by the rules of ECMA-48; Textual's parser then says what one whole
sequence means. What it does not know or cannot read is dropped. Three things differ from Textual:

* Alt+x is Escape and then x, unless the user has bound it: tmux and others send both in one when
  they are typed quickly one after the other.
* A paste whose end does not come is over after a second. Keys typed meanwhile are keys.
* A sequence that stays incomplete is dropped, unless it may be Escape and a key.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator

from textual import constants, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.message import Message

from jobtui.keymap.bindings import table
from jobtui.text.cells import clusters

_ESCAPE = "\x1b"
_TEXT = re.compile("[^\x1b]+")
_STRING = "\x1b(?:\\][0-9]|P[0-?!-/]|_G)[^\x00-\x1f]*"  # OSC, DCS, APC: up to their end
_WHOLE = re.compile(
    "\x1b\\[(?:M[^\x1b]{3}|<[-0-9;]*[Mm]|\\[[A-E]|[0-9]{1,2}\\$"  # mouse, console, rxvt
    "|[0-?]*[ -/]*[@-LN-Z\\\\-~]|[0-?]+[ -/]*[M\\[])"
    f"|{_STRING}(?:\x07|\x1b\\\\)"
)
_BEGUN = re.compile(
    f"(?:\x1b[O\\]P_]?|\x1b\\[(?:M[^\x1b]{{0,2}}|<[-0-9;]*|\\[|[0-?]*[ -/]*)|{_STRING}\x1b?)\\Z"
)
# Cut off by a character that cannot belong to it.
_BROKEN = re.compile(f"\x1b\\[[0-?]+[ -/]*|{_STRING}[\x18\x1a]?")
_MODIFIED = re.compile("\x1b\\[([0-9]*);([0-9]{1,3})([u~A-HPQRS])")
_OTHER_KEY = re.compile("\x1b\\[27;([0-9]{1,3});([0-9]+)~")  # xterm's modifyOtherKeys
_ALT = 2  # in the number of modifiers
_CUT_END = re.compile("\x1b(?:\\[(?:2(?:01?)?)?)?\\Z")

_LONGEST = 32  # characters of a sequence that Textual reads
_MOST_HELD = 4096  # characters of one that is not whole yet
_MOST_PASTED = 100_000  # characters; all boxes take less
_LARGEST = 5000  # columns or rows
_PATIENCE = 1  # seconds for the rest of a long sequence, or of a paste
_BURST = 0.02  # seconds between two reads of one paste; no key is repeated as quickly
_FEW = 16  # characters that can be typed between two reads


class Keyboard:
    """Turns input into messages for the app; *reported* is called with control strings."""

    def __init__(self, reported: Callable[[str], None], debug: bool = False) -> None:
        self._reported = reported
        self._parser = _Parser(debug)
        self._bound = {key for one in table() for key in one.keys if key.startswith("alt+")}
        self._held = ""  # the beginning of a sequence
        self._paste: _Paste | None = None
        self._since = 0.0  # when the held sequence began

    def feed(self, typed: str) -> Iterator[Message]:
        """Yield the messages for *typed*, as far as its sequences are complete."""
        if self._paste is not None:
            if self._paste.is_over:
                yield from self._end_paste()
            else:
                self._paste.add(typed)
                yield from self._pasted()
                return
        yield from self._parse(typed)

    def tick(self) -> Iterator[Message]:
        """Yield what must be complete because nothing more has arrived."""
        if self._paste is not None and self._paste.is_over:
            yield from self._end_paste()
        elif self._held and self.patience == 0:
            held, self._held = self._held, ""
            if len(held) <= 2:  # else it is no key
                yield from self._escaped(held[1:])

    @property
    def patience(self) -> float | None:
        """Seconds until `tick` is due; None if nothing waits."""
        if self._paste is not None:
            return self._paste.patience
        if not self._held:
            return None
        patience = constants.ESCAPE_DELAY if len(self._held) <= 2 else _PATIENCE
        return max(0, self._since + patience - time.monotonic())

    def _parse(self, typed: str) -> Iterator[Message]:
        data, at = self._held + typed, 0
        was_long, self._held = len(self._held) > 2, ""
        while at < len(data):
            if text := _TEXT.match(data, at):
                yield from self._text(text[0])
                at = text.end()
            elif whole := _WHOLE.match(data, at):
                at = whole.end()
                if whole[0] == BRACKETED_PASTE_START:
                    self._paste = _Paste(data[at:])
                    yield from self._pasted()
                    return
                yield from self._sequence(whole[0])
            elif _BEGUN.match(data, at):
                self._held = data[at:]
                if len(self._held) > _MOST_HELD:
                    self._held = self._held[:_MOST_HELD] + self._held[-1]
                if not (was_long and at == 0):
                    self._since = time.monotonic()
                return
            elif data.startswith("\x1bO", at) and data[at : at + 3] in ANSI_SEQUENCES_KEYS:
                yield from self._sequence(data[at : at + 3])
                at += 3
            elif broken := _BROKEN.match(data, at):
                at = broken.end()
            else:
                key = data[at + 1] if data[at + 1] != _ESCAPE else ""
                yield from self._escaped(key)
                at += 1 + len(key)

    def _text(self, text: str) -> Iterator[Message]:
        """Yield keys, but a joined emoji as a paste: Textual has no key for the joiner."""
        if "\u200d" not in text:
            yield from self._parser.translate(text)
            return
        for cluster, _width in clusters(text):
            if "\u200d" in cluster.strip("\u200d"):
                yield events.Paste(cluster)
            else:
                yield from self._parser.translate(cluster)

    def _escaped(self, char: str) -> Iterator[Message]:
        """Yield a key with Alt if that is bound, else Escape and the key, or Escape alone."""
        keys = self._parser.translate(char) if char else []
        for key in keys:
            if isinstance(key, events.Key) and (bound := self._bound_with_alt(key)):
                yield events.Key(bound, None)
                return
        yield events.Key("escape", _ESCAPE)
        yield from keys

    def _bound_with_alt(self, key: events.Key) -> str:
        names = [f"alt+{key.key}"]
        if len(key.key) == 1 and key.key.isupper():
            names.append(f"alt+shift+{key.key.lower()}")
        return next((name for name in names if name in self._bound), "")

    def _sequence(self, sequence: str) -> Iterator[Message]:
        if sequence[1] in "]P_":
            self._reported(sequence)
            return
        sequence = _OTHER_KEY.sub("\x1b[\\2;\\1u", sequence)
        keys = self._parser.translate(sequence)
        if (found := _MODIFIED.fullmatch(sequence)) and any(map(self._is_free, keys)):
            yield events.Key("escape", _ESCAPE)
            keys = self._parser.translate(_without_alt(found))
        yield from keys

    def _is_free(self, key: Message) -> bool:
        """Whether it is a key with Alt that is not bound."""
        if not isinstance(key, events.Key):
            return False
        return key.key.startswith("alt+") and key.key not in self._bound

    def _pasted(self) -> Iterator[Message]:
        assert self._paste is not None
        if (after := self._paste.after) is not None:
            text, self._paste = self._paste.text, None
            if text:
                yield events.Paste(text)
            yield from self._parse(after)

    def _end_paste(self) -> Iterator[Message]:
        assert self._paste is not None
        text, typed = self._paste.cut()
        self._paste = None
        if text:
            yield events.Paste(text)
        yield from self._parse(typed)


class _Paste:
    """A paste that is arriving."""

    def __init__(self, text: str) -> None:
        self.text = ""
        self.after: str | None = None  # what arrived after its end
        self._sure = 0  # how many characters were surely pasted, not typed
        self._last = 0.0  # when something last arrived
        self._until = 0.0
        self.add(text, is_pasted=True)

    @property
    def patience(self) -> float:
        """Seconds until it counts as over."""
        return max(0, self._until - time.monotonic())

    @property
    def is_over(self) -> bool:
        """Whether its end is overdue."""
        return self.patience == 0

    def add(self, text: str, is_pasted: bool = False) -> None:
        """Take what arrived."""
        now = time.monotonic()
        start = max(0, len(self.text) - len(BRACKETED_PASTE_END))
        self.text += text
        end = self.text.find(BRACKETED_PASTE_END, start)
        if end >= 0:
            self.after = self.text[end + len(BRACKETED_PASTE_END) :]
            self.text = self.text[:end]
            return
        if len(self.text) > _MOST_PASTED:
            self.text = self.text[:_MOST_PASTED] + self.text[-len(BRACKETED_PASTE_END) :]
        if is_pasted or len(text) > _FEW or now - self._last < _BURST:
            self._sure, self._until = len(self.text), now + _PATIENCE
        self._last = now

    def cut(self) -> tuple[str, str]:
        """Return what was pasted and what was typed since."""
        return _CUT_END.sub("", self.text[: self._sure]), self.text[self._sure :]


class _Parser(XTermParser):
    """Textual's parser, fed one whole sequence at a time; it never fails or waits for more."""

    def translate(self, sequence: str) -> list[Message]:
        """Return the messages for a *sequence* or some text; none if it is not known."""
        is_text = not sequence.startswith(_ESCAPE)
        try:
            if is_text or len(sequence) <= _LONGEST:
                found = list(self.feed(sequence))
            else:  # the text of an input method
                found = list(self._sequence_to_key_events(sequence))
        except Exception:  # malformed or huge numbers, impossible sizes
            found = []
            self._begin()
        if self._awaiting.timeout is not None:
            self._begin()
        if self.terminal_pixel_size and not all(self.terminal_pixel_size):
            self.terminal_pixel_size = None
        if len(found) > 1 and not is_text:
            found = _joined(found)
        return [message for message in found if _is_sane(message)]

    def _begin(self) -> None:
        self._tokens.clear()
        self._timeout_time = None
        self._gen = self.parse(self._tokens.append)
        self._awaiting = next(self._gen)


def _joined(found: list[Message]) -> list[Message]:
    """Return as one paste the characters that an input method sends at once."""
    signs = [one.character or "" for one in found if isinstance(one, events.Key)]
    return [events.Paste("".join(signs))] if len(signs) == len(found) and all(signs) else found


def _is_sane(message: Message) -> bool:
    if isinstance(message, events.Key):
        return message.key.isprintable()
    if isinstance(message, events.Resize):
        return all(0 < length <= _LARGEST for length in message.size)
    return True


def _without_alt(found: re.Match[str]) -> str:
    """Return the sequence of the same key without Alt."""
    code, end = found[1], found[3]
    modifiers = int(found[2]) - _ALT
    if end == "u" and modifiers in (1, 2) and code and _is_sign(int(code)):
        sign = chr(int(code))
        return f"\x1b[{code};{modifiers};{ord(sign.upper() if modifiers > 1 else sign)}u"
    if modifiers > 1:
        return f"\x1b[{code};{modifiers}{end}"
    return f"\x1b[{'' if code == '1' and end.isupper() else code}{end}"


def _is_sign(code: int) -> bool:
    """Whether a code of the kitty protocol is a character; other keys have private-use codes."""
    return 0x20 < code < 0xE000 and chr(code).isprintable()
