"""Replaces the files of a scan that are not one posting each by the postings in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobtui.parsing.posting import keys_of
from jobtui.postings.filenames import Verdict, is_data, is_html
from jobtui.sources import folders

if TYPE_CHECKING:
    from jobtui.index.scan import Scan, ScannedFile


def expanded(found: Scan, for_all: bool) -> Scan:
    """Return *found* with an entry for each posting of data files and HTML in ``changed``.

    Files that turn out to be no postings are among its ``others``. *for_all*: as every user
    could read them.
    """
    changed: list[ScannedFile] = []
    others = dict(found.others)
    for one in found.changed:
        file = one.file
        doubtful = file.verdict is Verdict.DOUBTFUL
        if not (doubtful or is_data(file.name) or is_html(file.name)):
            changed.append(one)
            continue
        top = folders.top_of(one.source, file.path, for_all)
        keys = keys_of(file.path, top, doubtful)
        if not keys:
            others[file.path] = one.state
        for key in keys:
            end = f"#{key}" if key else ""
            its_file = file._replace(path=file.path + end, name=file.name + end)
            changed.append(one._replace(file=its_file))
    return found._replace(changed=changed, others=others)
