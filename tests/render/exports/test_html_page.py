"""A page: it is text and nothing else, whatever a posting says; a real browser filters it."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from jobtui.parsing.site_links import UNKNOWN
from jobtui.render.exports.body_html import body_html
from tests.render.exports.entries import BODY, HOSTILE, entry, exported, hostile

ALLOWED = set(
    "html head meta title style body header h1 h2 h3 h4 h5 h6 p div label input select option "
    "button output main article details summary dl dt dd a span strong em s code pre br hr ul ol "
    "li blockquote table tr th td script".split()
)
ATTRIBUTES = set(
    "lang charset http-equiv content name class id role hidden type autocomplete value aria-live "
    "data-told href rel".split()
)


class Reader(HTMLParser):
    """Collects the elements and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.inside: dict[str, str] = {}
        self._last = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))
        self._last = tag

    def handle_data(self, data: str) -> None:
        self.inside.setdefault(self._last, data)


def test_only_its_own_script_and_style_are_allowed() -> None:
    page = Reader(exported("html", entry()))
    policy = next(a["content"] for tag, a in page.found if a.get("http-equiv"))
    assert "default-src 'none'" in policy
    for name in ("style", "script"):
        digest = b64encode(sha256(page.inside[name].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert [tag for tag, _a in page.found].count("script") == 1


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("has_unicode", [True, False])
def test_a_hostile_posting_stays_text(text: str, has_unicode: bool) -> None:
    written = exported("html", hostile(text), entry(), has_unicode=has_unicode)
    assert has_unicode or written.isascii()
    page = Reader(written)
    assert {tag for tag, _a in page.found} <= ALLOWED
    for _tag, attributes in page.found:
        assert {name for name in attributes if not name.startswith("data-")} <= ATTRIBUTES
        assert attributes.get("href", "https:").startswith(("https:", "http:", "mailto:"))
    assert [tag for tag, _a in page.found].count("article") == 2
    assert [tag for tag, _a in page.found].count("script") == 1
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", written)


def test_markdown_becomes_elements_that_nest() -> None:
    html = re.sub(r"\s+", " ", body_html(BODY, UNKNOWN))
    assert html.startswith("<h3>Missions</h3> <p>Un <strong>texte</strong> avec <a href=")
    assert (
        '<ol><li value="1"> <p>un</p> </li> <li value="2"> <p>deux</p> '
        "<ul><li> <p>dedans</p> </li></ul> </li></ol>" in html
    )
    assert "<blockquote> <p>cité</p> </blockquote>" in html
    assert '<td class="right">2</td>' in html
    assert "<pre><code>if a &lt; b: pass</code></pre>" in html
    for name in ("ol", "ul", "li", "blockquote", "p"):
        assert len(re.findall(f"<{name}[ >]", html)) == html.count(f"</{name}>")


@pytest.mark.parametrize("body", ["- a\n\n1. b\n", "> - a\n> - b\n\nc", "- [x] a\n- [ ] b", ""])
def test_every_list_is_closed(body: str) -> None:
    html = body_html(body, UNKNOWN)
    for name in ("ol", "ul", "li", "blockquote"):
        assert len(re.findall(f"<{name}[ >]", html)) == html.count(f"</{name}>")
