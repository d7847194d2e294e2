"""Nothing is ever unpickled, whatever stands where the index is.

In a process of its own, as ``pickle`` is replaced before Whoosh is imported, which binds its names.
The same questions are asked with whoosh-reloaded in Whoosh's place, if it can be found.
"""

from __future__ import annotations

import importlib.metadata
import os
import subprocess
import sys
from pathlib import Path

import pytest
from whoosh import fields, index

RELOADED = "2.7.5"
ORACLE = "test_bits_find_what_the_searcher_finds"
SOURCE = Path(__file__).parents[2]

GUARD = """
import _pickle, pickle
def refuse(*args, **named):
    raise AssertionError("something was unpickled")
class Refuse:
    def __init__(self, *args, **named):
        refuse()
for module in (pickle, _pickle):
    for name in ("load", "loads", "Unpickler", "_load", "_loads", "_Unpickler"):
        if hasattr(module, name):
            setattr(module, name, Refuse if name.endswith("Unpickler") else refuse)
"""

CODE = """
import shutil, sys
from datetime import date
from pathlib import Path
import whoosh
from whoosh import query
from jobtui.bitset import numbers_of
from jobtui.index import workers
from jobtui.index.cache import Cache
from jobtui.library.library import Library
from jobtui.search.evaluate import Evaluator
from jobtui.search.query import Query
from jobtui.sources.folders import resolve

folder = Path(sys.argv[1])
postings, DAY = folder / "postings", date(2024, 6, 1)
postings.mkdir()

def write(number, text="Coder la pluie."):
    content = f"---\\nroles: Poste {number} python\\nopen: true\\n---\\n{text}\\n"
    (postings / f"2024-01-01-{number}.md").write_text(content)

for number in range(60):
    write(number)
chosen = [resolve(postings)]

def library():
    return Library(chosen, Cache.of(chosen, folder / "cache"))

def ask(opened):
    shown = opened.snapshot
    for text in ("python", "pyt", '"poste 1"', "plui~", "poste OU -pluie", "titre:python is:open"):
        found = opened.search(Query(DAY, text))
        assert found.postings[:50] and not found.notice, (text, found.notice)
        opened.scores(found, found.postings[:3])
    index = opened.snapshot._index
    for asked in (query.Term("text", "python"), query.Prefix("text", "po"), query.Every(),
                  query.Phrase("text", ["poste", "1"]), query.FuzzyTerm("text", "pythom"),
                  query.Not(query.Term("id", "2024-01-01-1")), query.Term("status", "open")):
        alive = numbers_of(index.alive)
        expected = set(index.searcher.docs_for_query(asked)) & alive
        assert numbers_of(Evaluator(index).found(asked)) == expected, asked
        assert set(index.searcher.search(asked, limit=None).docs()) & alive == expected
    assert index.searcher.search(query.Term("text", "python"), limit=1)[0]["title"]

workers.MANY = 10
opened = library()
opened.refresh()
workers.MANY = 1000
ask(opened)
for number in range(8):  # small segments, which are merged
    write(number, f"Coder la mer {number}.")
    assert opened.refresh()
(postings / "2024-01-01-59.md").unlink()
opened.refresh()
assert len(opened.snapshot.manifest.parts) < 11
ask(opened)
ask(library())

def current():
    return opened.cache.current()

def spoilt(name, content):
    for path in current().glob(name):
        path.unlink()
        path.write_bytes(content)
        path.chmod(0o600)

foreign = [path.read_bytes() for path in (folder / "foreign").iterdir()]
bomb = b"cposix\\nsystem\\n(S'touch " + str(folder / "pwned").encode() + b"'\\ntR."
names = ("toc.json", "seal.json", "catalogue.json", "*.terms", "*.postings", "*.rows", "*.columns")
for at, name in enumerate((*names, *names[:1])):
    spoilt(name, [bomb, *foreign][at % (1 + len(foreign))])
    again = library()
    notice = again.refresh().notice or again.search(Query(DAY, "python")).notice
    assert "rebuild" in notice and "\\n" not in notice, (name, notice)
    opened = again
ask(library())
assert not (folder / "pwned").exists()
print("nothing", getattr(whoosh, "__version__", ""))
"""


def run(code: str, folder: Path, path: str = "") -> str:
    found = os.pathsep.join(filter(None, (path, str(SOURCE / "src"))))
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": found, "LANGUAGE": "en"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(autouse=True)
def foreign(tmp_path: Path) -> None:
    """An index of Whoosh's own, with its pickles."""
    folder = tmp_path / "foreign"
    folder.mkdir()
    writer = index.create_in(folder, fields.Schema(text=fields.TEXT(stored=True))).writer()
    writer.add_document(text="python")
    writer.commit()


@pytest.mark.process
def test_nothing_is_unpickled(tmp_path: Path) -> None:
    assert run(GUARD + CODE, tmp_path).startswith("nothing")


@pytest.fixture
def reloaded() -> str:
    """WHOOSH_RELOADED names a folder: pip install --target=… whoosh-reloaded==2.7.5."""
    folder = os.environ.get("WHOOSH_RELOADED", "")
    installed = importlib.metadata.distributions(path=[folder] if folder else [])
    if RELOADED not in [one.version for one in installed]:
        pytest.skip(f"WHOOSH_RELOADED names no folder with whoosh-reloaded {RELOADED}")
    return folder


@pytest.mark.process
def test_the_same_with_whoosh_reloaded(tmp_path: Path, reloaded: str) -> None:
    assert run(GUARD + CODE, tmp_path, reloaded).startswith("nothing (2, 7, 5)")


@pytest.mark.process
def test_bits_find_what_the_searcher_of_whoosh_reloaded_finds(reloaded: str) -> None:
    """A part of the questions of ``test_oracle``, in a process of its own."""
    questions = f"{Path(__file__).with_name('test_oracle.py')}::{ORACLE}[0]"
    found = os.pathsep.join((reloaded, str(SOURCE / "src")))
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", questions],
        cwd=SOURCE,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": found},
        check=False,
    )
    assert done.returncode == 0, done.stdout
