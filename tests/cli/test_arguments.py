"""How a command line is parsed."""

from __future__ import annotations

import pytest

from jobtui.cli.arguments import FACET_OPTIONS, UsageError, parse


@pytest.mark.parametrize(
    ("argv", "command", "words"),
    [
        ([], "", []),
        (["a", "b"], "", ["a", "b"]),
        (["show", "x"], "show", ["x"]),
        (["--open-only", "show", "x"], "show", ["x"]),
        (["show", "--format", "json", "x"], "show", ["x"]),
        (["--", "show", "x"], "", ["show", "x"]),
        (["--format", "csv", "--", "check"], "", ["check"]),
        (["--source", "show", "--", "show"], "", ["show"]),
        (["show", "--", "-x"], "show", ["-x"]),
        (["a", "--", "--open-only"], "", ["a", "--open-only"]),
        (["--", "--", "a"], "", ["--", "a"]),
        (["a", "--open-only", "b", "--sort", "title", "c"], "", ["a", "b", "c"]),
        (["a", "show"], "", ["a", "show"]),
    ],
)
def test_words_and_commands(argv: list[str], command: str, words: list[str]) -> None:
    args = parse(argv)
    assert (args.command, args.words) == (command, words)


def test_every_facet_option_is_repeatable() -> None:
    for name in FACET_OPTIONS:
        value = "open" if name == "status" else "a"
        args = parse([f"--{name}", value, "x", f"--{name}={value}"])
        assert getattr(args, name) == [value, value]


def test_parse_raises_nothing_else() -> None:
    for argv in (["--", "--help"], ["-h", "--what"], ["--limit=１"], ["--as-of=2024-W01-1"]):
        try:
            parse(argv)
        except UsageError as error:
            assert "\n" not in str(error)
