"""Resolves links of a posting that name no host: to pages of the site that publishes it."""

from __future__ import annotations

import re
from typing import NamedTuple

from jobtui.postings.filenames import DATED_NAME
from jobtui.text.patterns import late
from jobtui.text.sanitize import clean

_SCHEME = late(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_MAILTO = late(r"mailto:(?:%20|[\s/])*", re.IGNORECASE)
_MAIL = late(r"[^\s@/?#:]+@[^\s@/?#:]+\.[a-z]{2,24}", re.IGNORECASE)
# Liquid tags that Jekyll replaces and that can be resolved without the site's other files.
_SITE_URL = late(r"^\{\{-?\s*site\.url\s*-?\}\}(?:\{\{-?\s*site\.baseurl\s*-?\}\})?")
_BASE_URL = late(r"^\{\{-?\s*site\.baseurl\s*-?\}\}")
_FILTERED = late(r"^\{\{-?\s*[\"']([^\"'{}]*)[\"']\s*\|\s*(?:relative|absolute)_url\s*-?\}\}")
_LINKED = late(r"^\{%-?\s*(?:link|post_url)\s+([^\s{}%]+)\s*-?%\}")
_SOURCE_FILE = late(r"\.(?:md|markdown)(?=$|[?#])", re.IGNORECASE)


class Site(NamedTuple):
    """The address of a site, and that of the posting's page on it; empty if unknown."""

    url: str = ""  # without a slash at the end
    page: str = ""


UNKNOWN = Site()


def page_of(site_url: str, day: str, name: str) -> str:
    """Return the address of a posting's page; *day* is ISO, *name* the file's name without it."""
    from urllib.parse import quote

    return f"{site_url}/recrutement/{day.replace('-', '/')}/{quote(name)}.html"


def is_of_site(href: str) -> bool:
    """Whether *href* names neither a host nor a place in its own text."""
    return bool(href) and href[0] != "#" and not (_SCHEME.match(href) or href.startswith("//"))


def address(href: str, site: Site) -> str:
    """Return the full address of *href*, an empty text if it is unknown.

    Whether it may be opened is decided by ``inline.openable`` and ``links.link``.
    """
    href = clean(href)
    if mail := _MAILTO.match(href):
        return "mailto:" + href[mail.end() :]
    if _MAIL.fullmatch(href):
        return f"mailto:{href}"
    if href.startswith("//"):
        return f"{(site.url or 'https:').partition(':')[0]}:{href}"
    if href.lower().startswith("www."):
        return f"https://{href}"
    if not is_of_site(href) or "\\" in href or not site.url:
        return ""
    href = _without_liquid(href, site)
    if "{" in href:
        return ""
    if _SOURCE_FILE.search(href):
        return _of_file(href, site)
    if href.startswith(("http://", "https://")):
        return href
    base = site.url if href.startswith("/") else site.page
    from urllib.parse import urljoin

    return urljoin(base, href) if base else ""


def _without_liquid(href: str, site: Site) -> str:
    href = _SITE_URL.sub(lambda _found: site.url, href)
    href = _BASE_URL.sub("", href)
    href = _FILTERED.sub(r"\1", href)
    if linked := _LINKED.match(href):
        name = linked[1].lstrip("/")
        href = (name if _SOURCE_FILE.search(name) else f"{name}.md") + href[linked.end() :]
        return href if DATED_NAME.match(name.rpartition("/")[2]) else "/" + href.lstrip("_")
    return href


def _of_file(href: str, site: Site) -> str:
    """Return the page that the site makes of a file, by the file's name."""
    from urllib.parse import unquote, urljoin

    found = _SOURCE_FILE.search(href)
    assert found is not None
    path, behind = href[: found.start()], href[found.end() :]
    dated = DATED_NAME.match(unquote(path.rpartition("/")[2]))
    if dated and dated[2]:
        return page_of(site.url, dated[1][:10], dated[2]) + behind
    base = site.url if path.startswith("/") else site.page
    return urljoin(base, f"{path}.html{behind}") if base else ""
