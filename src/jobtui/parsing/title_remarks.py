"""What a title says in brackets: "Keeper (work from home)"."""

from __future__ import annotations


def remote_in_title(title: str) -> str:
    """Return the code of remote work that brackets in a title name; empty if they name none."""
    if "(" not in title:
        return ""
    from jobtui.parsing.locations import workplace_of

    remark = title.rpartition("(")[2].partition(")")[0]
    found = workplace_of((remark,))
    return found.remote if not found.places else ""
