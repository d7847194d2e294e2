"""What a call imports: nothing that it does not need."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.prepared_program import SOURCE_CODE

_SCRIPT = """
import sys
from jobtui.__main__ import main
sys.argv = ["jobtui", *{argv!r}]
code = main()
sys.stdout.flush()
print("\\n".join(sorted(sys.modules)), file=sys.stderr)
"""


def modules_after(*argv: str) -> set[str]:
    """Return the top-level names of the modules and jobtui's own after a call."""
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT.format(argv=argv)],
        env=dict(os.environ, PYTHONPATH=str(SOURCE_CODE)),
        capture_output=True,
        text=True,
        check=True,
    )
    return {
        name if name.startswith("jobtui") else name.partition(".")[0]
        for name in done.stderr.split()
    }


OURS = (
    "index.fulltext", "parsing.posting", "text.tokenizer", "index.refresh", "render.markdown",
    "render.exports.entry", "library.exports",
    "cli.linear.loop", "postings.figures", "cli.web_server",
)  # fmt: skip


def test_the_modules_that_are_looked_for_are_there() -> None:
    assert all(importlib.util.find_spec(f"jobtui.{name}") for name in OURS)


def test_the_version_needs_nothing() -> None:
    assert not modules_after("--version") & {
        "argparse",
        "textual",
        "whoosh",
        "yaml",
        "jobtui.cli.main",
    }


@pytest.mark.parametrize(
    "argv",
    [
        ["--open-only"],
        ["--open-only", "--format", "json"],
        ["--sort", "closing"],
        ["--status", "open", "--junior", "--year", "2024"],
    ],
)
def test_a_plain_listing_needs_no_index_no_yaml_and_no_textual(
    postings: Path, argv: list[str]
) -> None:
    call = ("--source", str(postings), *argv)
    modules_after(*call)
    heavy = {"textual", "rich", "whoosh", "yaml", "frontmatter", "markdown_it"}
    ours = {f"jobtui.{name}" for name in OURS}
    assert not modules_after(*call) & (heavy | ours)


def test_the_settings_need_a_parser_only_if_there_is_a_file(postings: Path, own_home: Path) -> None:
    call = ("--source", str(postings))
    modules_after(*call)
    late = {
        "tomllib",
        "difflib",
        "grp",
        "pwd",
        "jobtui.config.toml_positions",
        "jobtui.config.describe",
    }
    if sys.version_info >= (3, 13):
        late -= {"grp", "pwd"}  # pathlib's own
    assert not modules_after(*call) & (late | {"jobtui.keymap.bindings", "jobtui.keymap.actions"})
    file = own_home / "config" / "jobtui" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('sort = "title"')
    assert modules_after(*call) & late == {"tomllib", "jobtui.config.toml_positions"}


@pytest.mark.parametrize("argv", [["pluie"], ["--tech", "python"], ["show", "2021-05-01-vent"]])
def test_no_printed_answer_needs_textual(postings: Path, argv: list[str]) -> None:
    call = ("--source", str(postings), *argv)
    assert "textual" not in modules_after(*call)
    assert "textual" not in modules_after(*call)


def test_a_question_needs_no_yaml(postings: Path) -> None:
    call = ("--source", str(postings), "pluie")
    modules_after(*call)
    assert not modules_after(*call) & {"yaml", "frontmatter", "textual", "rich"}


def test_a_question_does_not_compile_the_inflections_of_english(postings: Path) -> None:
    code = (
        _SCRIPT.format(argv=("--source", str(postings), "pluie"))
        + """
assert "whoosh.query" in sys.modules
assert not hasattr(sys.modules["whoosh.lang.morph_en"], "exceptions")
from whoosh.query import terms
assert "rendering" in terms.variations("render")
assert sys.modules["whoosh.lang.morph_en"].exceptions
"""
    )
    env = dict(os.environ, PYTHONPATH=str(SOURCE_CODE))
    subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True)


def test_the_contracts_hold() -> None:
    tool = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [str(tool), "--no-cache"],
        cwd=Path(__file__).parents[2],
        env=dict(os.environ, PYTHONPATH="src"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
