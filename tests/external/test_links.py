from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jobtui.external.links import Link, link, mailto, recipients

SAFE = re.compile(r"[!-~]+")  # printable ASCII without white space


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("https://x.example/a?b=c#d", "https://x.example/a?b=c#d"),
        ("HTTP://X.Example", "http://x.example"),
        (" https://x.example ", "https://x.example"),
        ("https://x.example:8443/", "https://x.example:8443/"),
        ("https://x.example:/", "https://x.example/"),
        ("http://192.0.2.7:80/a", "http://192.0.2.7:80/a"),
        ("http://[2001:db8::1]:80/", "http://[2001:db8::1]:80/"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("https://x.example./", "https://x.example./"),
        ("https://a_b.x.example", "https://a_b.x.example"),
        ("https://x.example/a%20b?c=%C3%A9&d=1+2", "https://x.example/a%20b?c=%C3%A9&d=1+2"),
        ("https://x.example/été", "https://x.example/%C3%A9t%C3%A9"),
        ("https://x.example/\"'<>`|^{}", "https://x.example/%22%27%3C%3E%60%7C%5E%7B%7D"),
        ("https://x.example/a@b", "https://x.example/a@b"),
    ],
)
def test_a_web_address_opens_as_it_is_shown(text: str, target: str) -> None:
    kind = target.partition(":")[0]
    assert link(text) == Link(kind, target, target)


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "ftp://x.example",
        "vbscript:x",
        "tel:+33",
        "//x.example",
        "www.x.example",
        "",
        "https:x.example",
        "https://",
        "https:///x",
        "https://x..example",
        "https://.example",
        "https://x.example:99999",
        "https://x.example:a",
        "https://[::1",
        "https://[::g]",
        "https://x%2eexample",
        "https://x.example/a b",
        "https://x.example/\x1b[2J",
        "https://x.example/\n",
        "https://x.example/\r\nHost: y",
        "https://x.example/\u202e",
        "https://x.exa\u200bmple/",
        "https://x.example\\@y.example",
        "https://x\u115f.example",
        "https://a℀b.example",
        "https://" + "a" * 64 + ".example",
        "https://x.example/" + "a" * 3000,
        "https://x.example/" + "é" * 1000,
        "-https://x.example",
    ],
)
def test_what_is_no_plain_web_address_is_not_opened(text: str) -> None:
    # white space at the ends is none of the address
    refused = link(text + "x" if text.endswith("\n") else text)
    assert (refused.kind, refused.target) == ("", "")
    assert refused.warning
    assert refused.shown.isprintable()
    assert len(refused.shown) <= 200


@pytest.mark.parametrize(
    "text",
    [
        "https://bank.example@evil.example/",
        "https://bank.example:443@evil.example/",
        "https://a@b@evil.example/",
        "https://bank.example＠evil.example/",
    ],
)
def test_who_hides_the_host_behind_a_name_is_told_on(text: str) -> None:
    refused = link(text)
    assert refused.target == ""
    assert "evil.example" in refused.warning
    assert "bank" not in refused.warning


@pytest.mark.parametrize("host", ["0x7f.1", "2130706433", "127.1", "0300.0.0.1", "1.2.3.256"])
def test_a_number_that_some_programs_take_for_another_host_is_not_opened(host: str) -> None:
    assert link(f"http://{host}/").target == ""
    assert host in link(f"http://{host}/").warning


@pytest.mark.parametrize(
    ("host", "ascii_host"),
    [
        ("été.example", "xn--t-9fab.example"),
        ("XN--T-9fab.example", "xn--t-9fab.example"),
        ("straße.example", "xn--strae-oqa.example"),
        ("例え.example", "xn--r8jz45g.example"),
        ("почта.example", "xn--80a1acny.example"),
    ],
)
def test_a_host_in_other_letters_is_shown_in_both_forms(host: str, ascii_host: str) -> None:
    shown = link(f"https://{host}/a")
    assert shown.target == f"https://{ascii_host}/a"
    read = link(f"https://{ascii_host}/a")
    assert shown == read
    assert shown.shown.startswith(f"https://{ascii_host}/a (")
    assert shown.warning == ""


def test_letters_that_stand_for_plain_ones_become_plain() -> None:
    assert link("https://ｘ。ⓔxample/").target == "https://x.example/"


@pytest.mark.parametrize(
    "name",
    [
        "b\u0430nk",  # one Cyrillic letter
        "\u0455\u0441\u043e\u0440\u0435",  # all Cyrillic, like "scope"
        "\u03bf\u03c1\u03b5\u03bd",  # Greek
        "bank\u0261",  # a phonetic sign
        "bıll",  # dotless
        "ba\u0332nk",  # a mark that stays
    ],
)
@pytest.mark.parametrize("form", ["https://{}.example/", "https://www.{}.example/"])
def test_a_host_that_imitates_another_is_marked(name: str, form: str) -> None:
    found = link(form.format(name))
    assert "xn--" in found.target
    assert name in found.warning
    assert "xn--" in found.warning


@pytest.mark.parametrize("label", ["xn--zzzzzzzz99", "xn--abc-", "xn--", "xn--ABC"])
def test_punycode_that_says_nothing_is_not_opened(label: str) -> None:
    assert link(f"https://{label}.example").target == ""


# --- mail ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "target", "shown"),
    [
        ("rh@x.example", "mailto:rh@x.example", "rh@x.example"),
        ("MAILTO:rh@x.example", "mailto:rh@x.example", "rh@x.example"),
        ("mailto:rh%40x.example", "mailto:rh@x.example", "rh@x.example"),
        ("mailto:?to=rh@x.example", "mailto:rh@x.example", "rh@x.example"),
        (
            "mailto:rh@x.example?Subject=Poste%20de dev",
            "mailto:rh@x.example?subject=Poste%20de%20dev",
            "rh@x.example, subject: Poste de dev",
        ),
        (
            "mailto:rh@x.example?subject=C%2B%2B+a&subject=b",
            "mailto:rh@x.example?subject=C%2B%2B%2Ba",
            "rh@x.example, subject: C+++a",
        ),
    ],
)
def test_a_link_to_mail_keeps_recipient_and_subject(text: str, target: str, shown: str) -> None:
    assert link(text) == Link("mailto", target, shown)


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("mailto:rh@x.example?cc=a@x.example", "cc"),
        ("mailto:rh@x.example?BCC=a@x.example&body=b", "bcc, body"),
        ("mailto:rh@x.example?c%63=a@x.example", "cc"),
        ("mailto:rh@x.example,a@x.example", "more recipients"),
        ("mailto:rh@x.example;a@x.example", "more recipients"),
        ("mailto:rh@x.example?to=a@x.example", "more recipients"),
        ("mailto:rh@x.example?attach=/etc/passwd", "other header fields"),
    ],
)
def test_what_else_a_link_asks_for_is_left_out_and_said(text: str, left_out: str) -> None:
    found = link(text)
    assert found.target == "mailto:rh@x.example"
    assert found.warning == f"left out of the email: {left_out}"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "rh",
        "rh@x",
        "@x.example",
        "rh@x.example?cc=a@x.example",
        "rh@x.example&bcc=a@x.example",
        "rh@x.example\nBcc: a@x.example",
        "rh@x.example%0ABcc:a@x.example",
        "rh%0a@x.example",
        "rh,a@x.example",
        "a@x.example,rh@x.example",
        "a b@x.example",
        "-o@x.example@y.example",
        "Zoé <rh@x.example>",
        '"rh"@x.example',
        "rh@[192.0.2.7]",
    ],
)
def test_an_address_that_is_not_plainly_one_is_no_recipient(address: str) -> None:
    refused = mailto([address], "Bonjour")
    assert (refused.kind, refused.target) == ("", "")
    assert refused.warning


@pytest.mark.parametrize(
    "address", ["rh@x.example&bcc=a@x.example", "a@x.example,rh@x.example", ""]
)
def test_a_further_recipient_that_is_none_is_left_out(address: str) -> None:
    found = mailto(["rh@x.example", address], cc=["chef@x.example", address])
    assert found.target == "mailto:rh@x.example?cc=chef@x.example"
    assert found.shown == "rh@x.example, copy to chef@x.example"
    assert "left out of the email" in found.warning


def test_a_copy_whose_host_imitates_another_is_marked() -> None:
    found = mailto(["rh@x.example"], cc=["rh@b\u0430nk.example"])
    assert "b\u0430nk.example" in found.shown
    assert "imitate" in found.warning


def test_a_mail_may_have_a_text() -> None:
    found = mailto(["rh@x.example"], "Été", "Bonjour,\nvoici.\n")
    assert found.target == ("mailto:rh@x.example?subject=%C3%89t%C3%A9&body=Bonjour%2C%0D%0Avoici.")
    assert found.shown == "rh@x.example, subject: Été"


def test_a_mail_host_that_imitates_another_is_marked() -> None:
    found = link("mailto:rh@b\u0430nk.example?cc=a@x.example")
    assert found.shown.startswith("rh@xn--bnk-6cd.example (b\u0430nk.example)")
    assert "imitate" in found.warning
    assert "left out" in found.warning


NASTY = st.text(
    st.one_of(st.characters(), st.sampled_from("\r\n\t %?&=@,;:/#<>\"'\\\u2028\u202e\x00\x1b")),
    max_size=60,
)
PARTS = st.sampled_from(
    [
        "mailto:",
        "rh@x.example",
        "?",
        "&",
        "cc=",
        "%0ABcc:",
        "subject=",
        "body=",
        "%0D%0A",
        ",",
        "to=",
    ]
)
LINKS = st.lists(st.one_of(PARTS, NASTY), max_size=8).map("".join)


def parsed(target: str) -> tuple[str, dict[str, str]]:
    """Return the recipient and the fields of a mail as another program reads them."""
    parts = urlsplit(target)
    assert parts.scheme == "mailto"
    assert not parts.netloc
    assert not parts.fragment
    fields = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    assert len(dict(fields)) == len(fields)
    return unquote(parts.path), dict(fields)


def one_recipient(address: str) -> bool:
    return re.fullmatch(r"[^\s@,;<>?&:]+@[a-z0-9._-]+", address) is not None


@given(subject=NASTY, body=NASTY)
@example(subject="a\r\nBcc: b@x.example", body="c&cc=d@x.example")
def test_no_subject_or_text_adds_to_the_head_of_a_mail(subject: str, body: str) -> None:
    found = mailto(["rh@x.example"], subject, body)
    assert SAFE.fullmatch(found.target)
    address, fields = parsed(found.target)
    assert address == "rh@x.example"
    assert fields.keys() <= {"subject", "body"}
    assert not set("\r\n\x00\x1b\u2028\u202e") & set(fields.get("subject", ""))
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u202e]", found.shown)


@given(address=st.one_of(NASTY, LINKS), subject=NASTY)
def test_no_address_adds_to_the_head_of_a_mail(address: str, subject: str) -> None:
    found = mailto([address], subject)
    if found.target:
        to, fields = parsed(found.target)
        assert one_recipient(to)
        assert fields.keys() <= {"subject"}
    else:
        assert found.warning


@given(address=st.one_of(NASTY, LINKS), subject=NASTY)
def test_no_copy_adds_to_the_head_of_a_mail(address: str, subject: str) -> None:
    to, fields = parsed(mailto(["rh@x.example", address], subject, cc=[address]).target)
    assert all(map(one_recipient, to.split(",")))
    assert all(map(one_recipient, fields.get("cc", "rh@x.example").split(",")))
    assert fields.keys() <= {"cc", "subject"}


@given(LINKS)
@example("mailto:rh@x.example?subject=a%0ABcc:b@x.example&cc=c@x.example")
def test_no_link_to_mail_adds_to_its_head(text: str) -> None:
    found = link("mailto:" + text)
    if found.target:
        to, fields = parsed(found.target)
        assert one_recipient(to)
        assert fields.keys() <= {"subject"}
        assert not {"\r", "\n"} & set(fields.get("subject", ""))


@given(
    st.one_of(NASTY, LINKS, NASTY.map("https://x.example".__add__), NASTY.map("http://".__add__))
)
def test_whatever_opens_is_printable_ascii_and_what_was_shown(text: str) -> None:
    found = link(text)
    if not found.target:
        assert found.kind == ""
        assert found.warning
        return
    assert SAFE.fullmatch(found.target)
    assert found.target.startswith(found.kind + ":")
    assert link(found.target).target == found.target
    if found.kind != "mailto":
        assert found.kind in ("http", "https")
        assert found.shown.startswith(found.target)
        parts = urlsplit(found.target)
        assert parts.username is None
        assert parts.hostname


@pytest.mark.parametrize(
    ("address", "to"),
    [
        ("a+b@x.example", "a+b@x.example"),
        ("mailto:a%2Bb@x.example?subject=a@b.example", "a+b@x.example"),
        ("https://a.example/b@x.example", ""),
        ("javascript:a@x.example", ""),
    ],
)
def test_the_recipients_of_a_mail(address: str, to: str) -> None:
    assert recipients(link(address)) == to


def test_the_recipients_of_a_mail_are_all_of_them() -> None:
    mail = mailto(["a+b@x.example", "c@x.example"], "Objet", cc=["d@x.example"])
    assert recipients(mail) == "a+b@x.example, c@x.example, d@x.example"
