"""Which files of a repository are fetched."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobtui.postings.filenames import Verdict
from jobtui.sources import folders as sources
from jobtui.sources import repositories
from jobtui.sources.selection import wanted

_PARTS = st.sampled_from(["_jobs", "_startups", "_incubators", "content", "jobs", "_x", ".y"])
_LEAVES = st.sampled_from(["a.md", "2024-01-01-b", "c.png", "README.md", "_config.yml", "b.html"])
_NAMES = st.tuples(st.lists(_PARTS, max_size=4), _LEAVES).map(lambda p: "/".join((*p[0], p[1])))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(names=st.sets(_NAMES, max_size=12), path=st.lists(_PARTS, max_size=2).map("/".join))
def test_what_is_wanted_is_what_the_whole_would_be_read_for(
    tmp_path: Path, names: set[str], path: str
) -> None:
    for name in list(names):  # a folder of companions has some
        for part in re.finditer("_startups/|_incubators/", name):
            names.add(name[: part.end()] + "x.md")
    shutil.rmtree(tmp_path / "whole", ignore_errors=True)
    shutil.rmtree(tmp_path / "part", ignore_errors=True)
    for name in names:
        file = tmp_path / "whole" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("url: https://site.example\n")
    if path and not repositories.is_safe_path(path):
        return
    chosen, misnamed = wanted(names, path)
    assert not misnamed
    for name in chosen:
        (tmp_path / "part" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(tmp_path / "whole" / name, tmp_path / "part" / name)

    def read(top: Path) -> tuple[list[str], list[str], str]:
        if not (top / path).is_dir():
            return [], [], ""
        source = sources.resolve(top / path)
        found = [one for one in sources.postings(source) if one.verdict is not Verdict.OTHER]
        postings = [entry.path for entry in found]
        if not postings:
            return [], [], ""
        folders = (source.startups, source.incubators)
        others = [entry.path for folder in folders for entry in sources.companions(source, folder)]
        within = len(str(top))
        return [p[within:] for p in postings], [p[within:] for p in others], source.url

    assert read(tmp_path / "part") == read(tmp_path / "whole")
