"""The sorted file of terms: any term and any beginning is found, whatever its bytes are."""

from __future__ import annotations

import pytest

from jobtui.index.storage import MappedFile
from jobtui.index.term_file import TermFile, TermFileWriter

WORDS = sorted({*(b"word%03d" % number for number in range(100)), b"", b"\xff", b"\xff\xff", b"wo"})
FIELDS = {"body": WORDS, "title": [b"word007", b"zeal"]}


@pytest.fixture(scope="module")
def terms(tmp_path_factory: pytest.TempPathFactory) -> TermFile:
    folder = tmp_path_factory.mktemp("terms")
    writer = TermFileWriter(folder / "one.terms")
    for field, words in FIELDS.items():
        for word in words:
            writer.add(field, word, b"%-8s" % word[:8])
    writer.close()
    return TermFile(MappedFile(folder, "one.terms"), 8)


@pytest.mark.parametrize("field", FIELDS)
def test_each_term_is_found_with_its_record(terms: TermFile, field: str) -> None:
    for word in FIELDS[field]:
        number = terms.find(field, word)
        assert terms.term(number) == word
        assert terms.record(number) == b"%-8s" % word[:8]


@pytest.mark.parametrize("field", ["body", "title", "nowhere"])
@pytest.mark.parametrize("word", [b"word", b"word0070", b"a", b"zz", b"\xff\xff\xff"])
def test_no_other_term_is_found(terms: TermFile, field: str, word: bytes) -> None:
    assert terms.find(field, word) == -1


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize(
    "prefix", [b"", b"w", b"wo", b"word0", b"word09", b"x", b"\xff", b"\xff\xff"]
)
def test_a_beginning_is_a_range(terms: TermFile, field: str, prefix: bytes) -> None:
    found = terms.terms(terms.beginning(field, prefix))
    assert found == [word for word in FIELDS[field] if word.startswith(prefix)]


def test_terms_follow_from_one_field_to_the_next(terms: TermFile) -> None:
    after = [(name, terms.terms(found)) for name, found in terms.numbers_from("body", b"word098")]
    assert after == [("body", WORDS[WORDS.index(b"word098") :]), ("title", FIELDS["title"])]
