"""Addresses of git repositories as sources, and the places where their checkouts stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.sources import repositories
from jobtui.sources.addresses import is_address
from jobtui.sources.repositories import Repository, RepositoryError, repository_of
from tests.cli.calls import CONTROL


@pytest.mark.parametrize(
    ("named", "repository"),
    [
        ("https://host.example/a/b.git", ("https://host.example/a/b.git", "", "")),
        ("https://host.example:8443/a#main", ("https://host.example:8443/a", "main", "")),
        ("ssh://git@host.example/a#v1/x:b/_jobs", ("ssh://git@host.example/a", "v1/x", "b/_jobs")),
        ("ssh://[::1]:22/a", ("ssh://[::1]:22/a", "", "")),
        ("file:///srv/a b.git#:x/", ("file:///srv/a b.git", "", "x")),
    ],
)  # fmt: skip
def test_an_address_names_url_ref_and_path(named: str, repository: tuple[str, str, str]) -> None:
    found = repository_of(named)
    assert tuple(found) == repository
    assert is_address(named)
    assert repository_of(str(found)) == found


@pytest.mark.parametrize(
    "named",
    [
        "-x://a/b",
        "--upload-pack=touch x",
        "ext::sh -c touch% x",
        "fd::17",
        "ext://a/b",
        "http://host.example/a",
        "git://host.example/a",
        "ftp://host.example/a",
        "HTTPS://host.example/a",
        "ssh://-oProxyCommand=touch/a",
        "ssh://-oProxyCommand=touch@host.example/a",
        "ssh://host.example/-x",
        "ssh://host.example:-1/a",
        "ssh://host example/a",
        "git@host.example:a/b.git",
        "https://host.example",
        "https:///a",
        "https://user:secret@host.example/a",
        "file://host/a",
        "file://a",
        "file:///-x",
        "file:///a\nb",
        "file:///a\x1b[2Jb",
        "https://host.example/a\u202eb",
        "https://host.example/" + "a" * 1000,
        "file:///a#-x",
        "file:///a#--upload-pack=x",
        "file:///a#a..b",
        "file:///a#a b",
        "file:///a#a*",
        "file:///a#^a",
        "file:///a#@{u}",
        "file:///a#a.lock",
        "file:///a#/a",
        "file:///a#:../b",
        "file:///a#:a/../b",
        "file:///a#:.git",
        "file:///a#:a//b",
        "file:///a#:a\x07b",
        "file:///a#:" + "a" * 300,
        "file:///a#:" + "a/" * 30,
    ],
)
def test_what_git_ssh_or_a_terminal_could_take_for_more_is_refused(named: str) -> None:
    with pytest.raises(RepositoryError) as caught:
        repository_of(named)
    assert str(caught.value).isprintable()
    assert "secret" not in str(caught.value)


@given(st.text(), st.text(), st.text())
def test_whatever_is_accepted_cannot_be_an_option(url: str, ref: str, path: str) -> None:
    try:
        found = repository_of(f"ssh://{url}", ref, path)
    except RepositoryError as error:
        assert not CONTROL.search(str(error))
        return
    assert "".join(found).isprintable()
    assert not any(part.startswith("-") for part in (found.ref, *found.url.split("/")[2:4]))
    assert ".." not in found.path.split("/")
    assert repositories.place_of(found).name.isascii()


def test_repositories_have_places_of_their_own() -> None:
    every = [
        Repository(url, ref, path)
        for url in ("file:///a", "file:///A", "https://host.example/a")
        for ref in ("", "a", "b")
        for path in ("", "a")
    ]
    assert len({repositories.place_of(one) for one in every}) == len(every)
