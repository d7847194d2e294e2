"""Job postings in the attributes of HTML; every page is invented."""

from __future__ import annotations

from jobtui.parsing.html_files import entries_of
from jobtui.parsing.microdata import job_postings

MICRODATA = """
<section itemscope itemtype="https://schema.org/JobPosting">
  <h1 itemprop="title">Bridge <em>Keeper</em></h1>
  <meta itemprop="validThrough" content="2026-12-31">
  <time itemprop="datePosted" datetime="2026-11-01">yesterday</time>
  <p itemprop="hiringOrganization" itemscope itemtype="http://schema.org/Organization">
    <b itemprop="name">River &amp; Sea</b></p>
  <p itemprop="jobLocation" itemscope><i itemprop="address" itemscope>
    <i itemprop="addressLocality">York</i></i></p>
  <i itemprop="employmentType">PART_TIME</i> <i itemprop="employmentType">TEMPORARY</i>
  <div itemprop="description"><p>Open the bridge.</p></div>
  <p itemprop="skills">None<br>at all
</section>
<p itemprop="title">Not of the posting</p>
"""
RDFA = """
<div vocab="https://schema.org/" typeof="JobPosting"><h2 property="title">Lockkeeper</h2>
<p property="schema:hiringOrganization" typeof="Organization"><b property="name">Canals</b></p>
<a property="url" href="https://canal.example/1">more</a></div>
"""


def test_properties_of_an_item_are_what_json_ld_would_have() -> None:
    assert job_postings(MICRODATA) == [
        {
            "@type": "JobPosting",
            "title": "Bridge Keeper",
            "validThrough": "2026-12-31",
            "datePosted": "2026-11-01",
            "hiringOrganization": {"@type": "Organization", "name": "River & Sea"},
            "jobLocation": {"@type": "", "address": {"@type": "", "addressLocality": "York"}},
            "employmentType": ["PART_TIME", "TEMPORARY"],
            "description": "<p>Open the bridge.</p>",
            "skills": "None<br>at all\n",
        }
    ]


def test_rdfa_is_read_in_the_same_way() -> None:
    (found,) = job_postings(RDFA)
    assert found["title"] == "Lockkeeper"
    assert found["hiringOrganization"] == {"@type": "Organization", "name": "Canals"}
    assert found["url"] == "https://canal.example/1"


def test_a_page_of_one_keeps_its_text_and_a_page_of_several_has_an_entry_for_each() -> None:
    (one,) = entries_of("a.html", f"<html><body>Apply by mail.{MICRODATA}</body></html>")
    assert one.key == ""
    assert "Apply by mail." in one.frontmatter.body
    assert [entry.key for entry in entries_of("a.html", MICRODATA + RDFA)] == ["1", "2"]


def test_odd_pages_do_no_harm() -> None:
    assert job_postings("<p itemprop=title>x") == []
    deep = '<div itemscope itemtype="https://schema.org/JobPosting">' * 500
    assert len(job_postings(deep + "</div>" * 900)) == 500
