"""Whether a file's frontmatter is of the usual kind, so that its body is read without YAML."""

from __future__ import annotations

import pytest

from jobtui.parsing.frontmatter_split import is_usual


@pytest.mark.parametrize(
    ("text", "usual"),
    [
        ("---\nroles: Dev\n---\nText.\n", True),
        ("\n--- \t\r\nroles: Dev\n---\n", True),
        ("----\nroles: Dev\n----\n", True),
        ("---", True),
        ("# A heading\n", True),
        ("", True),
        ("---json\n{}\n---\n", False),
        ("--- toml\nroles = 'Dev'\n---\n", False),
        ("+++\nroles = 'Dev'\n+++\n", False),
        ('{"roles": "Dev"}\n', False),
        (";;;\n{}\n;;;\n", False),
        ("roles: Dev\nopen: true\n---\nSoup.\n", False),
    ],
)
def test_a_usual_frontmatter_is_told_from_others(text: str, usual: bool) -> None:
    assert is_usual(text) is usual
