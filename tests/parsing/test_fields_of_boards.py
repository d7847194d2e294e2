"""Frontmatter as other sites write it: keys, nested mappings, terms; every posting is invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jobtui.inference.language import language_of
from jobtui.parsing.field_names import FIELD_ALIASES, NAMED_FIELDS, plain_key
from jobtui.parsing.frontmatter import split
from jobtui.parsing.key_report import key_report
from jobtui.parsing.posting import read
from jobtui.parsing.title_remarks import remote_in_title
from jobtui.postings.model import Posting, Status, status_of
from jobtui.postings.source_rules import SourceRules
from jobtui.postings.terms import Duration, Pay, WorkingTime
from tests.posting_files import fronted

DAY = date(2026, 11, 28)


def board_posting(
    folder: Path, *lines: str, body: str = "We build boats.", **rules: object
) -> Posting:
    """Return the posting of a file with these lines of frontmatter."""
    file = folder / "potter.md"
    file.write_text(fronted("title: Potter", *lines, body=body), "utf-8")
    return read(str(file), "potter.md", rules=SourceRules()._replace(**rules)).posting  # type: ignore[arg-type]


def test_no_key_is_of_two_fields() -> None:
    every = [key for keys in FIELD_ALIASES.values() for key in keys]
    assert len(every) == len(set(every))
    assert every == list(map(plain_key, every))
    assert set(NAMED_FIELDS.values()) <= set(FIELD_ALIASES)


@pytest.mark.parametrize(
    ("lines", "field", "value"),
    [
        (("company: Deep Sea",), "organisation", "Deep Sea"),
        (
            ("hiringOrganization:", "  name: Deep Sea", "  url: https://x.example"),
            "organisation",
            "Deep Sea",
        ),
        (("Unternehmen: Deep Sea",), "organisation", "Deep Sea"),
        (("location: Berlin, Germany",), "places", ("Berlin",)),
        (("location: 'Bath; York'",), "places", ("Bath", "York")),
        (
            ("location: San Francisco, CA; Washington, DC",),
            "places",
            ("San Francisco", "Washington"),
        ),
        (("lieu: 12 rue des Lilas, 75011 Paris",), "places", ("Paris",)),
        (
            (
                "jobLocation:",
                "  - address: {addressLocality: Leeds}",
                "  - address: {addressLocality: Hull}",
            ),
            "places",
            ("Leeds", "Hull"),
        ),
        (
            (
                "extra:",
                "  location: Oslo",
            ),
            "places",
            ("Oslo",),
        ),
        (("remote: true",), "remote", "full"),
        (("remote: false",), "remote", "no"),
        (("workplace: hybrid",), "remote", "partial"),
        (("jobLocationType: TELECOMMUTE",), "remote", "full"),
        (("workType: office",), "remote", "no"),
        (("remote_policy: 2 days a week",), "remote_days", (2, 2)),
        (("location: Remote (EU)",), "remote", "full"),
        (("location: Boston (virtual)",), "remote", "possible"),
        (("location: Remote - US",), "remote", "full"),
        (("location: Remote - US",), "places", ()),
        (("location: 'Remote, Full-time, US'",), "places", ()),
        (
            ("location: 'Virtual (100% Remote), Boston, MA; Chicago, IL'",),
            "places",
            ("Boston", "Chicago"),
        ),
        (("location: 'Virtual (100% Remote), Boston, MA; Chicago, IL'",), "remote", "possible"),
        (("location: Munich, Bavaria, Germany",), "places", ("Munich",)),
        (("location: On-site, Leeds",), "places", ("Leeds",)),
        (("location: 'Shell Institute for Sea and Sand, Hull, MA'",), "places", ("Hull",)),
        (("location: University of Sand",), "places", ("University of Sand",)),
        (
            ("location: 'Offices available in Hull, London, and Washington D.C.'",),
            "places",
            ("Hull", "London", "Washington D.C."),
        ),
        (("location: 'Hull, BC Canada'",), "places", ("Hull",)),
        (("location: 'Vauxhall, London, SW8 2LX'",), "places", ("Vauxhall", "London")),
        (("plaats: Zandrijk",), "places", ("Zandrijk",)),
        (("local: Porto, Portugal",), "places", ("Porto",)),
        (("remote_region: Worldwide",), "remote", "full"),
        (("regime: híbrido",), "remote", "partial"),
        (("werkgever: Gemeente Zandrijk",), "organisation", "Gemeente Zandrijk"),
        (("azienda: Ponte Vero",), "organisation", "Ponte Vero"),
        (("Einrichtung: Universität Sandfurt",), "organisation", "Universität Sandfurt"),
        (("sluitingsdatum: 14 december 2026",), "closes", date(2026, 12, 14)),
        (("scadenza: 20 dicembre 2026",), "closes", date(2026, 12, 20)),
        (("prazo: 15 de dezembro de 2026",), "closes", date(2026, 12, 15)),
        (("until: 2026-12-15",), "closes", date(2026, 12, 15)),
        (("data: 2026-11-05",), "published", date(2026, 11, 5)),
        (("data: {n: 3}",), "published", None),
        (("tipo_contratto: tempo indeterminato",), "contracts", ("permanent",)),
        (("dienstverband: vast",), "contracts", ("permanent",)),
        (("solliciteren: https://x.example/1",), "apply_to", "https://x.example/1"),
        (("contact: {Apply here: 'https://x.example/2'}",), "apply_to", "https://x.example/2"),
        (("how_to_apply: a@x.example", "how_to_apply:"), "apply_to", "a@x.example"),
        (("language: {code: en, label: English}",), "language", "en"),
        (("show: Evening news",), "extra", (("show", "Evening news"),)),
        (("vacant: 3",), "extra", (("vacant", "3"),)),
        (("how_to_apply: 'a [at] sea [dot] example'",), "apply_to", "a@sea.example"),
        (("how_to_apply: Write to a(at)sea.example",), "apply_to", "a@sea.example"),
        (("contact: 'Ada <a :at: sea.example>'",), "apply_to", "a@sea.example"),
        (("cta: {text: Apply, link: 'https://x.example/3'}",), "apply_to", "https://x.example/3"),
        (("location: Hybrid (Leeds)",), "places", ("Leeds",)),
        (("location: 'Leeds, hybrid'",), "places", ("Leeds",)),
        (("location: 'Washington, D.C.'",), "places", ("Washington",)),
        (("closes: Dec-15-2026",), "closes", date(2026, 12, 15)),
        (("addedAt: 2026-11-05",), "published", date(2026, 11, 5)),
        (("locations:", "  - city: Rome", "  - city: Milan"), "places", ("Rome", "Milan")),
        (("tjm: 450 €",), "pay", Pay(450, 450, "EUR", "day", "450 €")),
        (("salary: £45,000",), "pay", Pay(45000, 45000, "GBP", "year", "£45,000")),
        (
            ("salary_min: '42,000'", "salary_max: '48,500'"),
            "pay",
            Pay(42000, 48500, "", "year", "42,000–48,500"),
        ),
        (
            ("gehalt: 48.000 bis 54.000 Euro im Jahr",),
            "pay",
            Pay(48000, 54000, "EUR", "year", "48.000 bis 54.000 Euro im Jahr"),
        ),
        (
            ("pay: up to 600 € a month",),
            "pay",
            Pay(None, 600, "EUR", "month", "up to 600 € a month"),
        ),
        (("compensation: gratis",), "pay", Pay(text="gratis")),
        (("duration: 6-12 months, renewable",), "duration", Duration(6, 12, True)),
        (("dauer: 2 Jahre",), "duration", Duration(24, 24)),
        (("employmentType: FULL_TIME",), "working_time", WorkingTime(5, 5)),
        (("employmentType: [INTERN, PART_TIME]",), "contracts", ("internship",)),
        (("contract: Permanent, full-time",), "contracts", ("permanent",)),
        (("Vertragsart: unbefristet",), "contracts", ("permanent",)),
        (("tipo_contrato: indefinido",), "contracts", ("permanent",)),
        (("type: section",), "contracts", ()),
        (("start_date: ASAP",), "starts", "asap"),
        (("eintrittsdatum: 1. Januar 2027",), "starts", "2027-01-01"),
        (("start_date: September 2027",), "starts", "2027-09"),
        (("experience_level: Senior",), "seniority", "senior"),
        (("lang: en-GB",), "language", "en"),
        (("num_vacancies: '3'",), "positions", 3),
        (("tags: logo, branding",), "tags", ("logo", "branding")),
        (("keywords: [logo, branding]",), "tags", ("logo", "branding")),
        (("url: https://deep.example/jobs/1",), "url", "https://deep.example/jobs/1"),
        (
            ("apply_url: https://deep.example/a", "contact_email: a@deep.example"),
            "apply_to",
            "https://deep.example/a",
        ),
        (("how_to_apply: Ada Moss <ada@deep.example>",), "apply_to", "ada@deep.example"),
        (("opens: 2026-11-20",), "opens", date(2026, 11, 20)),
        (("validThrough: 2026-12-05",), "closes", date(2026, 12, 5)),
        (("closes: tbd",), "closes", None),
        (("fecha_limite: 31 de diciembre de 2026",), "closes", date(2026, 12, 31)),
        (("deadline: '11:59 PM EST, December 15, 2026'",), "closes", date(2026, 12, 15)),
        (("deadline: November 30 - December 15, 2026",), "closes", date(2026, 12, 15)),
        (("deadline: 15-Dec-2026",), "closes", date(2026, 12, 15)),
        (("deadline: '20261215'",), "closes", date(2026, 12, 15)),
        (("frist: 15.12.26",), "closes", date(2026, 12, 15)),
        (("location: 'London, 3 days/week in office'",), "places", ("London",)),
        (("dates: {posted: 2026-10-10, closes: 2026-12-10}",), "closes", date(2026, 12, 10)),
        (("Closes On: 2026-12-10",), "closes", date(2026, 12, 10)),
        (("Remote?: 'Yes'",), "remote", "full"),
        (("remote: false", "hybrid: true", "on_site: false"), "remote", "partial"),
        (("on_site: true",), "remote", "no"),
        (("remote_possible: true",), "remote", "possible"),
        (("work_type: part-time",), "working_time", WorkingTime()),
        (("hours_per_week: 32-40",), "working_time", WorkingTime(4, 5)),
        (("pensum: 80%",), "working_time", WorkingTime(4, 4)),
        (("fte: 0.8",), "working_time", WorkingTime(4, 4)),
        (("jornada: completa",), "working_time", WorkingTime(5, 5)),
        (("departments: [{id: 9, name: Kitchen}]",), "domains", ("Kitchen",)),
        (("offices: [{id: 3, name: Bonn}]",), "places", ("Bonn",)),
        (("companies: [{name: Deep Sea}]",), "organisation", "Deep Sea"),
        (("application: {method: email, address: a@x.example}",), "apply_to", "a@x.example"),
        (("apply: {email: a@x.example}",), "apply_to", "a@x.example"),
        (("apply_url: '{{ site.url }}/apply'",), "apply_to", ""),
        (
            ("pay: {min: 20, max: 25, currency: NOK, interval: per-hour}",),
            "pay",
            Pay(20, 25, "NOK", "hour", "20–25"),
        ),
        (
            ("salary_min: $ 42,000", "salary_max: $ 48,000"),
            "pay",
            Pay(42000, 48000, "USD", "year", "$ 42,000–$ 48,000"),
        ),
        (
            ("salary: £32,000", "salaryMin: 32000", "salaryMax: 34000"),
            "pay",
            Pay(32000, 34000, "GBP", "year", "£32,000"),
        ),
        (
            ("gehalt: EG 13 (54.000 – 72.000 € im Jahr)",),
            "pay",
            Pay(54000, 72000, "EUR", "year", "EG 13 (54.000 – 72.000 € im Jahr)"),
        ),
    ],
)
def test_keys_of_other_boards_fill_the_fields(
    tmp_path: Path, lines: tuple[str, ...], field: str, value: object
) -> None:
    posting = board_posting(tmp_path, *lines)
    assert getattr(posting, field) == value
    assert not any(problem.severity.value == "error" for problem in posting.problems)


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        (("status: searching",), Status.OPEN),
        (("status: solved",), Status.FILLED),
        (("archived: false",), Status.OPEN),
        (("archived: true",), Status.CLOSED),
        (("draft: true", "open: true"), Status.CLOSED),
        (("draft: false",), Status.UNKNOWN),
        (("published: true",), Status.OPEN),
        (("published: false",), Status.CLOSED),
        (("extra:", "  active: true"), Status.OPEN),
        (("state: upcoming",), Status.UPCOMING),
        (("filled: 2026-01-01",), Status.FILLED),
        (("status: not open",), Status.CLOSED),
        (("deadline: Rolling basis", "open: true"), Status.OPEN),
        (("opens: 2027-01-01", "closes: 2027-02-01"), Status.UPCOMING),
        (("closes: 2026-12-01",), Status.OPEN),
        (("closes: 2026-11-27",), Status.EXPIRED),
        (("closes: soonish", "open: true"), Status.UNKNOWN),
        (("state: closed", "closes: 2026-12-24"), Status.CLOSED),
        (("status: {label: Open, color: green}",), Status.OPEN),
        (("jobTitle: '[Closed] Potter'",), Status.CLOSED),
        (("jobTitle: Potter (filled)",), Status.FILLED),
        (("jobTitle: Potter - position filled",), Status.FILLED),
        (("jobTitle: Potter (open plan)",), Status.UNKNOWN),
        (("deadline: 14 or 15 December 2026 or 1 May 2027",), Status.UNKNOWN),
        (("title2: x",), Status.UNKNOWN),
        (("closes: December 2026",), Status.OPEN),
        (("closes: November 2026",), Status.OPEN),
        (("closes: 2026-10",), Status.EXPIRED),
        (("closes: 2026",), Status.OPEN),
        (("closes: 2025",), Status.EXPIRED),
        (("opens: January 2027",), Status.UPCOMING),
        (("isPublished: true",), Status.OPEN),
        (("currentlyHiring: false",), Status.CLOSED),
        (("visible: true", "status: solved"), Status.FILLED),
        (("visible: true",), Status.UNKNOWN),
        (("visible: false",), Status.CLOSED),
        (("status: 🟢 Open",), Status.OPEN),
        (("status: Live!",), Status.OPEN),
        (("status: Applications are closed",), Status.CLOSED),
        (("status: evergreen",), Status.OPEN),
        (("status: to be published",), Status.UPCOMING),
        (("Status: Abgeschlossen",), Status.CLOSED),
        (("estado: plazo cerrado",), Status.CLOSED),
        (("status: gesloten",), Status.CLOSED),
        (("stato: aperto",), Status.OPEN),
        (("situação: encerrada",), Status.CLOSED),
        (("status: vervuld",), Status.FILLED),
    ],
)
def test_words_and_days_of_other_boards_tell_the_status(
    tmp_path: Path, lines: tuple[str, ...], status: Status
) -> None:
    assert status_of(board_posting(tmp_path, *lines), DAY).status is status


@pytest.mark.parametrize(
    ("body", "closes"),
    [
        ("Apply by December 15, 2026: https://x.example", date(2026, 12, 15)),
        ("* Bewerbungsfrist: 05.12.2026", date(2026, 12, 5)),
        ("Apply by [mail](mailto:a@x.example) until 5 December 2026.", date(2026, 12, 5)),
        ("Fecha límite: 31 de diciembre de 2026", date(2026, 12, 31)),
        ("Our last product launched on December 15, 2026.", None),
        ("Deadline: 1 December 2026. Deadline: 2 December 2026.", None),
    ],
)
def test_a_closing_date_may_stand_in_the_text(
    tmp_path: Path, body: str, closes: date | None
) -> None:
    posting = board_posting(tmp_path, body=f"We look for you and your friends. {body}")
    assert posting.closes == closes
    assert ("closes" in posting.inferred) is (closes is not None)


def test_the_settings_of_a_source_teach_keys_and_words(tmp_path: Path) -> None:
    posting = board_posting(
        tmp_path,
        "headline: Master potter",
        "venue: {town: Hull}",
        "status: gone",
        fields=(("title", ("headline",)), ("places", ("venue.town",))),
        status=(("filled", ("gone",)),),
        language="de",
    )
    assert (posting.title, posting.places, posting.language) == ("Master potter", ("Hull",), "de")
    assert status_of(posting, DAY).status is Status.FILLED


@pytest.mark.parametrize(
    ("lines", "status"), [((), Status.OPEN), (("open: false",), Status.CLOSED)]
)
def test_a_source_says_what_silence_means(
    tmp_path: Path, lines: tuple[str, ...], status: Status
) -> None:
    assert status_of(board_posting(tmp_path, *lines, unstated="open"), DAY).status is status


@pytest.mark.parametrize(
    ("name", "language"),
    [("en/jobs/a.md", "en"), ("jobs/a.fr.md", "fr"), ("content/de-DE/a.md", "de"), ("a.md", "en")],
)
def test_the_language_is_that_of_the_path_else_of_the_words(
    tmp_path: Path, name: str, language: str
) -> None:
    file = tmp_path / "a.md"
    file.write_text(fronted("title: Baker", body="You will bake the bread that we sell."), "utf-8")
    assert read(str(file), name).posting.language == language


def test_an_ambiguous_day_is_read_and_told(tmp_path: Path) -> None:
    posting = board_posting(tmp_path, "date: 3/4/2026", body="You will bake the bread for us.")
    assert posting.published == date(2026, 3, 4)
    assert [problem.guess for problem in posting.problems] == ["2026-03-04"]


def test_the_report_of_keys_names_the_fields_that_take_them() -> None:
    texts = ["title: A\nvenue:\n  town: Hull\nsize: 3", "title: B\nsize: 3"]
    read_files = [split("a.md", f"---\n{text}\n---\n") for text in texts]
    rules = SourceRules(fields=(("places", ("venue.town",)),))
    assert [tuple(use) for use in key_report((one, rules) for one in read_files)] == [
        ("size", 2, "", ("3",)),
        ("title", 2, "title", ("A", "B")),
        ("venue.town", 1, "places", ("Hull",)),
    ]


GERMAN = "Wir suchen dich für unser Team, und du bist bei uns willkommen. "
SPANISH = "Buscamos una persona para nuestro equipo, que tiene su sitio con nosotros. "
ENGLISH = "We are looking for a person who likes the sea and our ships. "


@pytest.mark.parametrize(
    ("body", "field", "value"),
    [
        (GERMAN + "Du arbeitest bis zu 3 Tage pro Woche im Homeoffice.", "remote_days", (0, 3)),
        (GERMAN + "Die Arbeit ist komplett remote.", "remote", "full"),
        (GERMAN + "Homeoffice ist möglich.", "remote", "possible"),
        (GERMAN + "Die Stelle ist unbefristet.", "contracts", ("permanent",)),
        (GERMAN + "Die Stelle ist auf 2 Jahre befristet.", "duration", Duration(24, 24)),
        (GERMAN + "Die Stelle ist in Vollzeit oder Teilzeit.", "working_time", WorkingTime()),
        (GERMAN + "Beginn zum nächstmöglichen Zeitpunkt.", "starts", "asap"),
        (GERMAN + "Wir suchen ab dem 1. März 2027.", "starts", "2027-03-01"),
        (
            GERMAN + "Das Gehalt liegt zwischen 54.000 und 62.000 Euro brutto im Jahr.",
            "pay",
            Pay(54000, 62000, "EUR", "year"),
        ),
        (SPANISH + "El trabajo es 100 % remoto.", "remote", "full"),
        (SPANISH + "Contrato indefinido, jornada completa.", "contracts", ("permanent",)),
        (SPANISH + "Contrato indefinido, jornada completa.", "working_time", WorkingTime(5, 5)),
        (SPANISH + "Incorporación inmediata.", "starts", "asap"),
        (SPANISH + "\n\nUbicación: Valencia", "places", ("Valencia",)),
        (ENGLISH + "\n\n- Location: Split, Croatia", "places", ("Split",)),
        (ENGLISH + "\n\n**Hours:** 20 hours per week", "working_time", WorkingTime(2.5, 2.5)),
        (ENGLISH + "\n\n**Note:** permanent", "contracts", ()),
    ],
)
def test_usual_forms_and_labelled_lines_are_read(
    tmp_path: Path, body: str, field: str, value: object
) -> None:
    posting = board_posting(tmp_path, body=body)
    assert getattr(posting, field) == value


def test_labelled_lines_of_german_texts_state_place_and_pay(tmp_path: Path) -> None:
    body = (
        "Wir suchen dich.\n\n* Ort: Unser Haus ist in Dresden.\n* **Gehalt:** 48.000 Euro im Jahr"
    )
    posting = board_posting(tmp_path, body=body)
    assert (posting.language, posting.places) == ("de", ("Dresden",))
    assert posting.pay == Pay(48000, 48000, "EUR", "year")
    assert {"places", "pay"} <= set(posting.inferred)


@pytest.mark.parametrize(
    ("title", "remote"),
    [
        ("Keeper (work from home)", "full"),
        ("Keeper (100% remote)", "full"),
        ("Keeper (m/w/d)", ""),
        ("Keeper (Leeds)", ""),
        ("Keeper", ""),
    ],
)
def test_brackets_of_a_title_may_name_remote_work(title: str, remote: str) -> None:
    assert remote_in_title(title) == remote


def test_a_language_that_is_not_known_is_not_told() -> None:
    slovak = "Hľadáme človeka, ktorý má rád more. Napíš nám ešte dnes, čakáme na teba."
    assert language_of(slovak) == ""
    assert language_of("Pracovná ponuka už nie je aktuálna") == ""
    assert language_of("Systemadministrator (m/w/d)") == ""
    assert (
        language_of("![](data:image/png;base64," + "A9d/" * 2000 + ") Nous et vous aimons la mer.")
        == "fr"
    )
    assert language_of("We look for a baker who likes the sea.") == "en"
