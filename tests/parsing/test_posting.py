from __future__ import annotations

import os
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from jobtui.parsing.bodies import read_body
from jobtui.parsing.decoding import MOST_BYTES, UnreadableError, text_of
from jobtui.parsing.field_names import FIELD_ALIASES
from jobtui.parsing.posting import read
from jobtui.postings.model import Posting, Problem, Severity, Statement, Status, status_of
from jobtui.postings.terms import apply_at
from tests.posting_files import NAME, fronted, open_files, places, posting_of

TODAY = date(2022, 6, 15)
NAMED_DAY = date(2022, 5, 31)


def messages(posting: Posting) -> str:
    return " | ".join(str(problem) for problem in posting.problems)


def test_a_plain_posting_is_read_whole(tmp_path: Path) -> None:
    posting = posting_of(
        tmp_path,
        fronted(
            "roles: Chargé·e de déploiement",
            "title: Le Phare recrute",
            "open: true",
            "startup: phare",
            "contrat: indépendant",
            "domaines:",
            "  - Déploiement",
            "techno: Python",
            "junior: true",
            "contact: phare@cotes.example",
            "externalURL: https://cotes.example/offre",
        ),
    )
    assert posting == Posting(
        id="2022-05-31-une-annonce",
        path=str(tmp_path / NAME),
        title="Le Phare recrute",
        role="Chargé·e de déploiement",
        published=NAMED_DAY,
        said_open=(Statement("open", "true", True),),
        startup="phare",
        startup_key="phare",
        contracts=("freelance",),
        domains=("deployment",),
        technologies=("Python",),
        junior=True,
        apply=apply_at("https://cotes.example/offre"),
        contacts=("phare@cotes.example",),
    )


# --- title and role ------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["roles", "role", "Roles", "ROLE", "roles "])
def test_a_role_has_several_spellings_and_stands_in_for_a_title(tmp_path: Path, key: str) -> None:
    posting = posting_of(tmp_path, fronted(f"{key}: Développeur·se"))
    assert (posting.title, posting.role) == ("Développeur·se", "Développeur·se")
    assert posting.extra == ()


@pytest.mark.parametrize("key", ["title", "titles", "Title", "titre"])
def test_a_title_has_several_spellings(tmp_path: Path, key: str) -> None:
    posting = posting_of(tmp_path, fronted(f"{key}: Le Phare recrute", "roles: dev"))
    assert (posting.title, posting.role) == ("Le Phare recrute", "dev")


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("# Le titre", "Le titre"),
        ("#Le titre", "Le titre"),
        ("Du texte.\n\n## *Le* **titre** ##\n", "Le titre"),
        ("## [Le titre](https://x.example)\n", "Le titre"),
        ("# <b>Le</b> `titre`\n", "Le titre"),
        ("# un_nom_long\n", "un_nom_long"),
        ("#\n\nTexte.\n\n## Le titre\n", "Le titre"),
        ("```sh\n# commentaire\n```\n\n# Le titre\n", "Le titre"),
        ("# Le\x1b[31m titre", "Le[31m titre"),
        ("Du texte.", "Une annonce"),
    ],
)
def test_without_frontmatter_the_title_is_a_heading_or_the_file_name(
    tmp_path: Path, body: str, title: str
) -> None:
    posting = posting_of(tmp_path, body)
    assert posting.title == title
    assert posting.published == NAMED_DAY
    assert status_of(posting, TODAY).status is Status.UNKNOWN
    assert [str(problem.message) for problem in posting.problems] == ["no frontmatter"]


def test_a_heading_that_is_the_title_tells_of_the_job(tmp_path: Path) -> None:
    text = "# Développeuse senior (stage)\n\nNous construisons un phare avec vous.\n"
    posting = posting_of(tmp_path, text)
    assert (posting.domains, posting.seniority) == (("development",), "senior")
    assert (posting.contracts, posting.junior) == (("internship",), True)


def test_technologies_of_the_text_are_added_to_those_of_the_field(tmp_path: Path) -> None:
    text = fronted("role: Développeur", "techno: Python", body="Le code est écrit avec Django.")
    posting = posting_of(tmp_path, text)
    assert posting.technologies == ("Python", "Django")
    assert "technologies" in posting.inferred


def test_a_posting_without_role_or_title_says_so(tmp_path: Path) -> None:
    posting = posting_of(tmp_path, fronted("open: true", body="# Un titre"))
    assert posting.title == "Un titre"
    assert "neither roles nor title" in messages(posting)


@pytest.mark.parametrize("line", ["roles: 2022", "roles: true", "roles: 1e3", "roles: 2022-02-31"])
def test_a_role_that_looks_like_a_number_or_date_is_text(tmp_path: Path, line: str) -> None:
    assert posting_of(tmp_path, fronted(line)).role == line.removeprefix("roles: ")


def test_a_list_where_one_text_is_expected_is_joined_and_told(tmp_path: Path) -> None:
    posting = posting_of(tmp_path, fronted("open: true", "roles:", "  - dev", "  - coach"))
    assert posting.role == "dev / coach"
    assert places(posting) == [(3, "roles")]


def test_a_list_of_one_is_its_text_and_told(tmp_path: Path) -> None:
    posting = posting_of(tmp_path, fronted("roles: [dev]", "startup:", "  - phare"))
    assert (posting.role, posting.startup) == ("dev", "phare")
    assert places(posting) == [(2, "roles"), (3, "startup")]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("open: [1]",), (True,)),
        (("open: &a [oui]", "status: *a"), (True, True)),
        (("open: {}",), ()),
        (("open: [true, false]",), ()),
        (("open: {true: false}",), (True,)),
        (("status: [open, closed]",), ()),
    ],
)
def test_a_list_where_a_statement_is_expected_is_told(
    tmp_path: Path, lines: tuple[str, ...], said: tuple[bool, ...]
) -> None:
    posting = posting_of(tmp_path, fronted("roles: dev", *lines))
    assert tuple(one.verdict for one in posting.said_open) == said
    assert {line for line, _field in places(posting)} == set(range(3, 3 + len(lines)))


# --- open, status, filled ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "status", "reason"),
    [
        (("open: true",), Status.OPEN, "open is true"),
        (("open: false",), Status.CLOSED, "open is false"),
        (("open: true#",), Status.OPEN, "open is true#"),
        (("open: false #",), Status.CLOSED, "open is false"),
        (('open: "true"',), Status.OPEN, "open is true"),
        (("open: oui",), Status.OPEN, "open is oui"),
        (("Open: True",), Status.OPEN, "Open is True"),
        (("open:true",), Status.OPEN, "open is true"),
        (("open\u00a0:\u00a0true",), Status.OPEN, "open is true"),
        (("status: open",), Status.OPEN, "status is open"),
        (("open: true", "status: open"), Status.OPEN, "open is true"),
        (
            ("status: open", "open: false"),
            Status.CLOSED,
            "open is false, though status is open",
        ),
        (("open: true", "open: false"), Status.CLOSED, "open is false, though open is true"),
        (("open: false", "open: true"), Status.CLOSED, "open is false, though open is true"),
        (("open:",), Status.UNKNOWN, "neither open nor status is set"),
        (("open: peut-être",), Status.UNKNOWN, "neither open nor status is set"),
        ((), Status.UNKNOWN, "neither open nor status is set"),
        (
            ("open: true", "poste_pourvu: true"),
            Status.FILLED,
            "poste_pourvu is true, though open is true",
        ),
        (("open: true", "poste_pourvu: false"), Status.OPEN, "open is true"),
        (("status: pourvu",), Status.FILLED, "status is pourvu"),
        (
            ("open: true", "poste_ferme: 2022-06-14"),
            Status.EXPIRED,
            "the closing date 2022-06-14 (poste_ferme) has passed, though open is true",
        ),
        (
            ("open: true", "poste_ferme: 2022-06-15"),
            Status.OPEN,
            "open is true, until 2022-06-15 (poste_ferme)",
        ),
        (
            ("open: true", "depublication_date: 2022-06-13T07:20:34.719Z"),
            Status.EXPIRED,
            "the closing date 2022-06-13 (depublication_date) has passed, though open is true",
        ),
        (
            ("open: true", "poste_ferme: 2022-07-01", "depublication_date: 2022-06-01"),
            Status.EXPIRED,
            "the closing date 2022-06-01 (depublication_date) has passed, though open is true",
        ),
        (
            ("open: true", "poste_ferme: 2022-06-01", "poste_ferme: 2022-07-01"),
            Status.EXPIRED,
            "the closing date 2022-06-01 (poste_ferme) has passed, though open is true",
        ),
    ],
)
def test_a_status_comes_with_its_reason(
    tmp_path: Path, lines: tuple[str, ...], status: Status, reason: str
) -> None:
    ruling = status_of(posting_of(tmp_path, fronted("roles: dev", *lines)), TODAY)
    assert (ruling.status, ruling.reason) == (status, reason)


def test_a_contradiction_names_the_other_statement_and_its_line(tmp_path: Path) -> None:
    posting = posting_of(tmp_path, fronted("status: open", "roles: dev", "open: false"))
    assert places(posting) == [(2, "status")]
    assert "open, which is false on line 4" in messages(posting)


def test_what_is_neither_true_nor_false_is_an_error_and_kept(tmp_path: Path) -> None:
    posting = posting_of(tmp_path, fronted("roles: dev", "junior: parfois", "status: mystère"))
    assert places(posting) == [(3, "junior"), (4, "status")] or places(posting) == [
        (4, "status"),
        (3, "junior"),
    ]
    assert posting.junior is None
    assert ("junior", "parfois") in posting.written
    assert ("status", "mystère") in posting.extra


@pytest.mark.parametrize(
    ("text", "junior"), [("true", True), ("false", False), ("true#", True), ("", None)]
)
def test_junior_is_stated_or_not(tmp_path: Path, text: str, junior: bool | None) -> None:
    assert posting_of(tmp_path, fronted("roles: dev", f"junior: {text}")).junior is junior


# --- dates ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["date", "post_ouvert", "poste_ouvert"])
def test_the_day_in_the_frontmatter_wins_over_the_name_and_the_difference_is_told(
    tmp_path: Path, key: str
) -> None:
    posting = posting_of(tmp_path, fronted("roles: dev", f"{key}: 2022-04-01"))
    assert posting.published == date(2022, 4, 1)
    (problem,) = posting.problems
    assert (problem.line, problem.severity) == (3, Severity.INFO)
    assert "2022-05-31" in str(problem.message)


def test_dates_are_believed_in_the_order_of_the_table_and_the_others_kept(tmp_path: Path) -> None:
    lines = ("poste_ouvert: 2022-05-30", "date: 2022-05-31T10:00:00Z", "post_ouvert: 2022-05-29")
    posting = posting_of(tmp_path, fronted("roles: dev", *lines))
    assert posting.published == NAMED_DAY
    assert set(posting.extra) == {("poste_ouvert", "2022-05-30"), ("post_ouvert", "2022-05-29")}


@pytest.mark.parametrize("key", ["poste_ferme", "depublication_date"])
@pytest.mark.parametrize("text", ["2022-02-31", "bientôt", "[2022-06-01, 2022-06-02]"])
def test_a_closing_date_that_is_none_is_an_error_and_kept(
    tmp_path: Path, key: str, text: str
) -> None:
    posting = posting_of(tmp_path, fronted("roles: dev", "open: true", f"{key}: {text}"))
    assert posting.closes is None
    (problem,) = posting.problems
    assert (problem.line, problem.field, problem.severity) == (4, key, Severity.ERROR)
    assert posting.extra == ((key, text.strip("[]")),)
    assert status_of(posting, TODAY) == (Status.UNKNOWN, f"{key} is no date", key)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2022-05-31-annonce.md", NAMED_DAY),
        ("2022-05-31_annonce", NAMED_DAY),
        ("2022-05-31.md", NAMED_DAY),
        ("annonce.md", None),
        ("2022-02-31-annonce.md", None),
    ],
)
def test_without_a_date_the_file_name_says_the_day(
    tmp_path: Path, name: str, day: date | None
) -> None:
    posting = posting_of(tmp_path, fronted("roles: dev"), name)
    assert posting.published == day
    assert ("no date" in messages(posting)) == (day is None)


@pytest.mark.parametrize(
    ("name", "lines", "page"),
    [
        ("2022-05-31-une-annonce.md", (), "2022/05/31/une-annonce"),
        ("2022-05-31-une-annonce", (), "2022/05/31/une-annonce"),
        ("2022-05-31-une-annonce.md", ("date: 2022-04-01",), "2022/04/01/une-annonce"),
        ("2022-05-31-une-annonce.md", ("post_ouvert: 2022-04-01",), "2022/05/31/une-annonce"),
        ("2022-05-31-une annonce(é).md", (), "2022/05/31/une%20annonce%28%C3%A9%29"),
        ("0987-05-31-une-annonce.md", (), "0987/05/31/une-annonce"),
        ("2022-02-31-annonce.md", (), ""),
        ("annonce.md", (), ""),
    ],
)
def test_the_page_has_the_sites_address(
    tmp_path: Path, name: str, lines: tuple[str, ...], page: str
) -> None:
    site = "https://site.example"
    posting = posting_of(tmp_path, fronted("roles: dev", *lines), name, site)
    assert posting.url == (f"{site}/recrutement/{page}.html" if page else "")
    assert posting_of(tmp_path, fronted("roles: dev", *lines), name).url == ""


# --- startup, team, domains ----------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", '""', "''", "null", "~", "[]", "[null]", "Null # rien"])
def test_an_empty_startup_is_none(tmp_path: Path, text: str) -> None:
    posting = posting_of(tmp_path, fronted("roles: dev", f"startup: {text}"))
    assert (posting.startup, posting.startup_key, posting.extra) == ("", "", ())


def test_a_key_may_have_space_before_its_colon(tmp_path: Path) -> None:
    posting = posting_of(tmp_path, fronted("roles : dev", "startup : phare", "open : true"))
    assert (posting.startup, posting.problems) == ("phare", ())


@pytest.mark.parametrize(
    ("lines", "organisation", "extra"),
    [
        (("equipe: La Digue",), "La Digue", ()),
        (("friend: La Digue", "type: friend"), "La Digue", (("type", "friend"),)),
        (("equipe: La Digue", "friend: la digue"), "La Digue", ()),
        (("equipe: La Digue", "friend: L'Estran"), "La Digue", (("friend", "L'Estran"),)),
    ],
)
def test_a_team_or_friend_is_the_organisation(
    tmp_path: Path, lines: tuple[str, ...], organisation: str, extra: tuple[tuple[str, str], ...]
) -> None:
    posting = posting_of(tmp_path, fronted("roles: dev", *lines))
    assert (posting.organisation, posting.extra) == (organisation, extra)


@pytest.mark.parametrize(
    ("lines", "domains", "inferred"),
    [
        (("domaines:", "  - produit"), ("product",), False),
        (("domaine: Design",), ("design",), False),
        (("domaines: [Design, Autre]",), ("design", "other"), False),
        (("domaines: []",), ("coaching",), True),
        ((), ("coaching",), True),
    ],
)
def test_a_domain_that_is_not_stated_is_inferred_and_marked(
    tmp_path: Path, lines: tuple[str, ...], domains: tuple[str, ...], inferred: bool
) -> None:
    posting = posting_of(tmp_path, fronted("roles: coach", *lines))
    assert (posting.domains, "domains" in posting.inferred) == (domains, inferred)


def test_unknown_domains_and_contracts_are_shown_as_written_and_told(tmp_path: Path) -> None:
    posting = posting_of(
        tmp_path, fronted("roles: dev", "contrat: au noir", "domaines: [Design, Poterie]")
    )
    assert posting.contracts == ("au noir",)
    assert posting.domains == ("design", "Poterie")
    assert places(posting) == [(3, "contrat"), (4, "domaines")]
    assert all(problem.guess for problem in posting.problems)


def test_values_brought_to_another_form_are_kept_as_written(tmp_path: Path) -> None:
    posting = posting_of(
        tmp_path,
        fronted("roles: dev", "contrat: CDD 3 ans", "techno: Choix libre", "domaine: dev"),
    )
    assert posting.contracts == ("fixed-term",)
    assert posting.technologies == ()
    assert posting.written == (
        ("contrat", "CDD 3 ans"),
        ("domaine", "dev"),
        ("techno", "Choix libre"),
    )


@pytest.mark.parametrize("text", ["", "null", "[]", "[~]"])
def test_no_technology_is_no_problem(tmp_path: Path, text: str) -> None:
    posting = posting_of(tmp_path, fronted("roles: dev", f"techno: {text}"))
    assert (posting.technologies, posting.written, posting.problems) == ((), (), ())


def test_technologies_may_be_a_list_or_text(tmp_path: Path) -> None:
    text = posting_of(tmp_path, fronted("roles: dev", "techno: Python / Django"))
    items = posting_of(tmp_path, fronted("roles: dev", "techno:", "- Python", "- null", "- Django"))
    assert text.technologies == items.technologies == ("Python", "Django")


# --- contacts and applying -----------------------------------------------------------------------

FORM = "https://formulaires.example/f/1"


@pytest.mark.parametrize(
    ("lines", "body", "apply_to", "inferred"),
    [
        ((f"externalURL: {FORM}",), "", FORM, False),
        ((f"externalUrl: {FORM}",), "", FORM, False),
        (("externalURL: mailto:rh@x.example",), "", "rh@x.example", False),
        (("externalURL: x.example/offre",), "", "https://x.example/offre", False),
        (  # a site as a whole is what the job is about
            ("externalURL: https://x.example/",),
            "Envoyez un CV à rh@x.example.",
            "rh@x.example",
            True,
        ),
        (("externalURL: https://x.example",), "", "https://x.example", False),
        (("contact: rh@x.example",), "", "rh@x.example", False),
        (("contacts: Zoé <rh@x.example>",), "", "rh@x.example", False),
        (("contacts: zoe.petit",), "Envoyez un CV à rh@x.example.", "rh@x.example", True),
        (("contact: rh@x.example",), f"Pour postuler : {FORM}", FORM, True),
        (("contact: rh@x.example",), "Candidater : jury@x.example", "rh@x.example", True),
        (("airtable_formulaire: true",), f"Le formulaire : {FORM}", FORM, True),
        (
            ("airtable_formulaire: true", "contact: rh@x.example"),
            f"{FORM}\n\nCV à rh@x.example",
            FORM,
            True,
        ),
        (
            ("airtable_formulaire: false", "contact: rh@x.example"),
            "Bonjour",
            "rh@x.example",
            False,
        ),
        ((f"airtable_formulaire: {FORM}",), "", FORM, False),
        ((), "Écrivez à rh@x.example.", "rh@x.example", True),
        ((), "Rien.", "", False),
    ],
)
def test_the_way_to_apply_is_stated_or_found_in_the_text(
    tmp_path: Path, lines: tuple[str, ...], body: str, apply_to: str, inferred: bool
) -> None:
    posting = posting_of(tmp_path, fronted("roles: dev", *lines, body=body))
    assert (posting.apply_to, "apply" in posting.inferred) == (apply_to, inferred)


@pytest.mark.parametrize("text", ["javascript:alert(1)", "voir plus bas", "file:///etc/passwd"])
def test_an_address_that_is_none_is_an_error_and_kept(tmp_path: Path, text: str) -> None:
    posting = posting_of(tmp_path, fronted("roles: dev", f"externalURL: {text}", body="Rien."))
    assert (posting.apply_to, posting.extra) == ("", (("externalURL", text),))
    assert places(posting) == [(3, "externalURL")]


def test_contacts_of_both_spellings_are_joined(tmp_path: Path) -> None:
    posting = posting_of(
        tmp_path, fronted("roles: dev", "contacts: zoe.petit", "contact: rh@x.example")
    )
    assert posting.contacts == ("rh@x.example", "zoe.petit")


# --- nothing is lost -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (("salaire: 42", "ville: Brest"), "42 Brest"),
        (("a: {b: {c: d}}",), "b c d"),
        (("role: un", "roles: deux"), "un deux"),
        (("roles: un", "roles: deux"), "un deux"),
        (("title: un", "titles: deux", "roles: trois"), "un deux trois"),
        (("startup: un", "startups: deux"), "un deux"),
        ((f"externalURL: {FORM}", "externalUrl: https://x.example/2"), f"{FORM} x.example/2"),
        ((f"externalURL: {FORM}", "airtable_formulaire: https://y.example/3"), "y.example/3"),
        (("airtable_formulaire: sur demande",), "sur demande"),
        (("techno: Cobol moderne",), "Cobol moderne"),
        (("techno: Elixir (Phoenix, si possible)",), "Elixir si possible"),
        (("contrat: CDD, 3 ans", "contrats: au noir"), "CDD 3 ans au noir"),
        (("date: bientôt", "poste_ferme: plus tard"), "bientôt plus tard"),
        (("poste_ferme: 2022-07-01", "depublication_date: 2022-07-05"), "2022-07-01 2022-07-05"),
        (("title: L'équipe : recherche", "ville: Brest"), "recherche Brest"),
        (("pas de clé", "open: true"), "pas de clé"),
    ],
)
def test_no_key_is_lost(tmp_path: Path, lines: tuple[str, ...], kept: str) -> None:
    posting = posting_of(tmp_path, fronted(*lines))
    everything = str(posting._replace(problems=(), path=""))
    everything += "" if posting.closes is None else posting.closes.isoformat()
    for word in kept.split():
        assert word in everything


# --- files of every kind -------------------------------------------------------------------------

LATIN = "---\nroles: Chargée de déploiement\nopen: true\n---\n\nÀ bientôt.\n"


@pytest.mark.parametrize(
    ("raw", "guess"),
    [
        (LATIN.encode(), None),
        (LATIN.encode("utf-8-sig"), None),
        (LATIN.replace("\n", "\r\n").encode(), None),
        (LATIN.replace("\n", "\r").encode(), None),
        (LATIN.encode("cp1252"), "Windows-1252"),
        (LATIN.encode("utf-16"), "UTF-16"),
        (LATIN.encode("utf-16-be"), "UTF-16-BE"),
        (LATIN.encode("utf-16-le"), "UTF-16-LE"),
        (LATIN.encode("utf-32"), "UTF-32"),
    ],
    ids=["UTF-8", "mark", "CRLF", "CR", "Latin", "16", "16BE", "16LE", "32"],
)
def test_a_file_is_read_in_any_encoding_and_told_if_it_is_not_utf_8(
    tmp_path: Path, raw: bytes, guess: str | None
) -> None:
    posting = posting_of(tmp_path, raw)
    assert posting.role == "Chargée de déploiement"
    assert status_of(posting, TODAY).status is Status.OPEN
    assert [problem.guess for problem in posting.problems] == ([guess] if guess else [])
    assert read_body(posting.path) == "À bientôt."


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_the_line_of_a_bad_byte_is_exact(tmp_path: Path, end: bytes) -> None:
    lines = [b"---", b"roles: d\xe9veloppeuse", b"---", b""]
    posting = posting_of(tmp_path, end.join(lines))
    assert posting.role == "développeuse"
    assert posting.problems[0].line == 2


def test_one_bad_byte_does_not_spoil_the_others(tmp_path: Path) -> None:
    raw = fronted("roles: chargée de déploiement à côté").encode() + b"\xe9\n"
    posting = posting_of(tmp_path, raw)
    assert posting.role == "chargée de déploiement à côté"
    assert posting.problems[0].guess == "UTF-8"


def test_a_stray_nul_is_left_out_and_told(tmp_path: Path) -> None:
    posting = posting_of(tmp_path, fronted("roles: dev", "open: true\0").encode())
    assert (posting.role, places(posting)) == ("dev", [(3, "")])
    assert "\0" not in text_of(posting.path).text
    assert status_of(posting, TODAY).status is Status.OPEN


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"---", b"---\n---\n", b"\xef\xbb\xbf", b"\r"])
def test_an_empty_file_is_a_posting_named_like_the_file(tmp_path: Path, raw: bytes) -> None:
    posting = posting_of(tmp_path, raw)
    assert posting.title == "Une annonce"
    assert status_of(posting, TODAY).status is Status.UNKNOWN


def test_binary_data_is_a_posting_with_an_error(tmp_path: Path) -> None:
    posting = posting_of(tmp_path, bytes(range(256)) * 10 + b"\0" * 1000)
    assert [problem.severity for problem in posting.problems] == [Severity.ERROR]
    with pytest.raises(UnreadableError):
        read_body(posting.path)


def test_of_a_huge_file_the_beginning_is_read(tmp_path: Path) -> None:
    raw = fronted("roles: développeuse", body="é" * MOST_BYTES).encode()
    posting = posting_of(tmp_path, raw)
    assert posting.role == "développeuse"
    assert [str(problem.message) for problem in posting.problems] == [
        "larger than 2 MB; only the beginning is read"
    ]


@pytest.mark.parametrize("kind", ["folder", "fifo", "nothing", "dangling", "link to a folder"])
def test_what_is_no_file_is_a_posting_with_an_error_and_leaks_nothing(
    tmp_path: Path, kind: str
) -> None:
    path = tmp_path / NAME
    if kind == "folder":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    elif kind == "dangling":
        path.symlink_to("nowhere")
    elif kind == "link to a folder":
        path.symlink_to(tmp_path)
    before = open_files()
    for _time in range(5):
        posting = read(str(path), NAME).posting
    after = open_files()
    assert after == before
    assert posting.title == "Une annonce"
    (problem,) = posting.problems
    assert problem.severity is Severity.ERROR


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_a_posting_with_an_error(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_text(LATIN)
    path.chmod(0)
    (problem,) = read(str(path), NAME).posting.problems
    assert "permission" in str(problem.message)


@pytest.mark.parametrize(
    ("name", "identity", "title"),
    [
        ("2022-05-31-une_annonce.md", "2022-05-31-une_annonce", "Une annonce"),
        ("2022-05-31-beta.gouv", "2022-05-31-beta.gouv", "Beta.gouv"),
        ("annonce.MD", "annonce", "Annonce"),
        ("2022-05-31-.md", "2022-05-31-", "2022 05 31"),
        ("---.md", "---", "---"),
        ("\x1b]0;pris\x07.md", "]0;pris", "]0;pris"),
        ("rouge\x1b[31m.md", "rouge[31m", "Rouge[31m"),
        ("\u202egpj.md", "gpj", "Gpj"),
        ("caf\udce9.md", "caf\ufffd", "Caf\ufffd"),
        ("\u200b.md", ".md", ".md"),
        ("a\nb.md", "a b", "A b"),
    ],
)
def test_a_file_name_is_safe_to_show(tmp_path: Path, name: str, identity: str, title: str) -> None:
    posting = posting_of(tmp_path, "", name)
    assert (posting.id, posting.title) == (identity, title)
    assert Path(posting.path).exists()


def safe(value: object) -> bool:
    if isinstance(value, str):
        return not any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in value)
    if isinstance(value, Problem):
        return all(map(safe, value[1:]))
    return not isinstance(value, tuple) or all(map(safe, value))


KEYS = st.sampled_from([key for keys in FIELD_ALIASES.values() for key in keys] + ["autre", "a b"])
SCALARS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "true#",
            "2022-02-31",
            "[a, b]",
            "{a: b}",
            "!!python/object:x y",
            "&a b",
            "*a",
            '"',
            "|",
            ">",
        ]
    ),
    st.text(st.sampled_from("\x1b\x00\x9b\u202e\u200b\u2028\x85 a:#'\"[]{}\n\t@./"), max_size=20),
)
FRONTMATTER = st.lists(
    st.tuples(KEYS, st.sampled_from([": ", ":", " : ", ":\u00a0", ":\n  - "]), SCALARS).map(
        "".join
    ),
    max_size=8,
).map("\n".join)


@pytest.mark.hostile
@given(
    st.one_of(
        st.binary(max_size=300),
        st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.tuples(FRONTMATTER, st.text(max_size=80)).map(
            lambda both: f"---\n{both[0]}\n---\n{both[1]}".encode("utf-8", "surrogatepass")
        ),
        FRONTMATTER.map(lambda text: f"---\n{text}".encode("utf-8", "surrogatepass")),
    )
)
@example(b"---\nroles: x\nexternalURL: https://x.example/\x1b[31m\n---\n")
@example("---\nroles: x\n---\nPostuler : https://form.x.example/\x1b[31m\u202e".encode())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
def test_any_bytes_are_a_posting_and_no_field_steers_the_terminal(
    tmp_path: Path, raw: bytes
) -> None:
    posting = posting_of(tmp_path, raw, site="https://site.example")
    assert posting.title
    assert posting.id == "2022-05-31-une-annonce"
    assert safe(tuple(posting._replace(path="")))
    assert all(problem.line >= 1 for problem in posting.problems)
    status_of(posting, TODAY)


@pytest.mark.parametrize(
    "body",
    ["# a" + " " * 200_000 + "b", "# " + "<" * 200_000, "# " + "[" * 200_000, "\n" * 500_000],
    ids=["spaces", "tags", "links", "lines"],
)
def test_no_text_takes_long(tmp_path: Path, body: str) -> None:
    import time

    begin = time.process_time()
    posting_of(tmp_path, body)
    assert time.process_time() - begin < 5
