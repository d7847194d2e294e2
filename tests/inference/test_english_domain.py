"""The domain of a job by its English title."""

from __future__ import annotations

import pytest

from jobtui.inference.english.domain import domain_of_role


@pytest.mark.parametrize(
    ("title", "domain"),
    [
        ("Technical Support Developer", "development"),
        ("Data Portfolio: Product Manager", "product"),
        ("Senior Product Designer", "design"),
        ("Product Manager - Data", "product"),
        ("Designer for a data science platform", "design"),
        ("Data Engineer", "data"),
        ("Looking for a designer for our sailing app", "design"),
        ("Head of Engineering", "development"),
        ("Customer Success Account Manager", "deployment"),
        ("Community Manager", "community"),
        ("Support Engineer", "support"),
        ("Policy Advisor", "other"),
        ("Branch Chief", "other"),
        ("GIS Analyst", "data"),
        ("HR Generalist", "other"),
        ("Chief Product Officer", "product"),
        ("Bread", ""),
    ],
)
def test_the_head_of_a_title_stands_last(title: str, domain: str) -> None:
    assert domain_of_role(title) == domain
