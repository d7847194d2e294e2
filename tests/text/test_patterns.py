"""Patterns that are compiled later: all of them are patterns, and behave as compiled ones do."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import jobtui.inference
import jobtui.parsing
from jobtui.text.patterns import late


def _patterns(value: object) -> list[re.Pattern[str]]:
    if isinstance(value, (tuple, list)):
        return [pattern for part in value for pattern in _patterns(part)]
    if isinstance(value, dict):
        return _patterns(list(value.values()))
    return [value] if type(value) is type(late("")) else []


def _modules() -> list[str]:
    packages = (jobtui.inference, jobtui.parsing)
    return [
        module.name
        for package in packages
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]


@pytest.mark.parametrize("name", _modules())
def test_each_pattern_of_the_rules_compiles(name: str) -> None:
    for pattern in _patterns(list(vars(importlib.import_module(name)).values())):
        assert pattern.pattern is not None


def test_the_patterns_of_rules_are_found_by_the_test_above() -> None:
    from jobtui.inference import workplace

    assert len(_patterns(list(vars(workplace).values()))) > 10


def test_a_late_pattern_answers_as_a_compiled_one() -> None:
    pattern = late(r"(?P<first>A)b", re.IGNORECASE)
    match = pattern.search("xab")
    assert match and match["first"] == "a"
    assert pattern.sub("-", "ab ab") == "- -"
    assert pattern.groupindex == {"first": 1}
    assert pattern.match("ab") and pattern.fullmatch("ab") and not pattern.fullmatch("abc")
    assert pattern.split("xabx") == ["x", "a", "x"]


def test_a_mistake_is_told_when_the_pattern_is_asked() -> None:
    pattern = late("(")
    with pytest.raises(re.error):
        pattern.search("")
