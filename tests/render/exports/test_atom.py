"""A feed as feedparser reads it."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import feedparser
import pytest

from tests.render.exports.entries import HOSTILE, POSTING, entry, exported, hostile


def test_a_reader_finds_what_the_posting_says() -> None:
    feed = feedparser.parse(exported("atom", entry()))
    assert not feed.bozo
    assert feed.feed.title == "Jobs: pluie"
    assert feed.feed.updated == "2024-03-05T12:30:00Z"
    (one,) = feed.entries
    assert (one.title, one.author) == ("Développeur·se météo", "Ministère des nuages")
    assert (one.published, one.updated) == ("2024-03-01T00:00:00Z", "2024-03-05T12:30:00Z")
    assert one.link == "https://jobs.example.org/meteo.html"
    terms = {tag.term for tag in one.tags}
    assert {"open", "development", "fixed-term", "Brest", "Python"} <= terms
    assert '<a href="https://example.org/a?b=1&amp;c=2"' in one.content[0].value
    assert "300" in one.summary


def test_an_entry_has_the_same_id_whatever_is_asked_and_however_it_changes() -> None:
    alone = feedparser.parse(exported("atom", entry())).entries[0]
    changed = entry(POSTING._replace(title="Autre"), body="autre", modified=None)
    both = feedparser.parse(exported("atom", changed, entry(POSTING._replace(id="b")))).entries
    assert [one.id == alone.id for one in both] == [True, False]
    assert both[0].updated == "2024-03-01T00:00:00Z"


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("has_unicode", [True, False])
def test_a_hostile_posting_stays_text(text: str, has_unicode: bool) -> None:
    written = exported("atom", hostile(text), entry(), has_unicode=has_unicode)
    assert has_unicode or written.isascii()
    root = ET.fromstring(written)
    assert len(root.findall("{*}entry")) == 2
    hrefs = [link.get("href", "") for link in root.iter("{http://www.w3.org/2005/Atom}link")]
    assert all(href.startswith(("https://", "mailto:")) for href in hrefs)
    content = root.findall("{*}entry/{*}content")[0].text or ""
    for forbidden in ("<script", "<img", "<iframe", "<style", "<svg", "<form", 'href="javascript'):
        assert forbidden not in content


def test_a_feed_of_nothing_is_a_feed() -> None:
    feed = feedparser.parse(exported("atom"))
    assert not feed.bozo
    assert feed.feed.updated == "2024-03-10T00:00:00Z"
    assert feed.entries == []
