"""What is typed for the values of a facet."""

from __future__ import annotations

from datetime import date

import pytest

from jobtui.index.rows import Rows
from jobtui.search.facet_counts import FacetTable
from jobtui.search.field_values import values_meant


@pytest.mark.parametrize(
    ("facet", "written", "values"),
    [
        ("junior", "oui", ("yes",)),
        ("remote", "yes", ("full", "partial", "possible")),
        ("remote", "oui", ("full", "partial", "possible")),
        ("remote", "Non", ("no",)),
    ],
)
def test_yes_means_any_degree(facet: str, written: str, values: tuple[str, ...]) -> None:
    assert values_meant(FacetTable(Rows(), date(2024, 6, 1)), facet, written) == values
