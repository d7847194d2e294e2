"""What sentences say of a job, and what they only seem to say; every sentence is invented."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobtui.inference import codes
from jobtui.inference.infer import infer
from jobtui.postings import terms
from jobtui.postings.terms import Duration, Pay, WorkingTime
from tests.inference.test_duration import DURATIONS, NO_DURATIONS
from tests.inference.test_pay import NO_PAY, PAY
from tests.inference.test_start import NO_STARTS, STARTS
from tests.inference.test_workplace import NO_PLACES, PLACES


def found(kind: str, body: str, role: str = "Poste") -> object:
    """Return what is read in the text, None if nothing is."""
    inferred = infer(role, role, body)
    field = {"place": "places", "rhythm": "working_time", "start": "starts"}.get(kind, kind)
    return getattr(inferred, field) or None


def value(kind: str, code: str) -> object:
    """Return the value that a short code stands for, None for an empty one."""
    if kind == "place":
        return tuple(code.split(", ")) if code else None
    named = {"rhythm": "working_time"}.get(kind, kind)
    convert = getattr(codes, named, str)
    return convert(code) if code else None


@pytest.mark.parametrize(
    ("kind", "body", "code"),
    [
        (kind, *case)
        for kind, cases in (
            ("place", PLACES),
            ("duration", DURATIONS),
            ("start", STARTS),
            ("pay", PAY),
        )
        for case in cases
    ],
)
def test_what_a_sentence_states_is_found(kind: str, body: str, code: str) -> None:
    assert found(kind, body) == value(kind, code)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (kind, body)
        for kind, bodies in (
            ("place", NO_PLACES),
            ("duration", NO_DURATIONS),
            ("start", NO_STARTS),
            ("pay", NO_PAY),
        )
        for body in bodies
    ],
)
def test_what_is_not_said_of_the_job_is_not_stated(kind: str, body: str) -> None:
    assert found(kind, body) is None


@pytest.mark.parametrize(
    ("role", "kind", "code"),
    [
        ("Designer, CDD de 20 mois", "duration", "20m"),
        ("Dev – 4 jours par semaine", "rhythm", "4"),
        ("Chargé de déploiement au 3/5e", "rhythm", "3"),
    ],
)
def test_terms_are_read_from_the_title_too(role: str, kind: str, code: str) -> None:
    assert found(kind, "", role) == value(kind, code)


def test_marks_links_and_wrapped_lines_do_not_matter() -> None:
    wrapped = "- **Poste** basé à [Nantes](https://x.example/a) pour\n  un contrat de\n  6 mois"
    found = infer("Dev", "Dev", wrapped)
    assert (found.places, found.duration) == (("Nantes",), Duration(6, 6))


@pytest.mark.parametrize(
    ("convert", "code", "expected"),
    [
        (codes.remote, "fully", codes.Remote("full")),
        (codes.remote, "2", codes.Remote("partial", (2, 2))),
        (codes.remote, "-3", codes.Remote("partial", (0, 3))),
        (codes.duration, "6m+", Duration(6, 6, True)),
        (codes.duration, ">6m", Duration(6, None)),
        (codes.duration, "-12m", Duration(None, 12)),
        (codes.duration, "1y", Duration(12, 12)),
        (codes.duration, "<2022-11", None),
        (codes.working_time, "full", WorkingTime(5, 5)),
        (codes.working_time, "part", WorkingTime()),
        (codes.working_time, "4+", WorkingTime(4, 5)),
        (codes.working_time, "2.5-3", WorkingTime(2.5, 3)),
        (codes.pay, "450-550/day", Pay(450, 550, "EUR", "day")),
        (codes.pay, "-600/month", Pay(None, 600, "EUR", "month")),
        (codes.pay, "400-/day", Pay(400, None, "EUR", "day")),
        (codes.pay, "577.5/day", Pay(577.5, 577.5, "EUR", "day")),
        (codes.pay, "90000/year USD", Pay(90_000, 90_000, "USD", "year")),
        (codes.pay, "", None),
    ],
)
def test_short_codes_are_values(
    convert: Callable[[str], object], code: str, expected: object
) -> None:
    assert convert(code) == expected


WORDS = st.sampled_from(
    "poste basé à Paris Lyon, télétravail 100 % 4 jours par semaine / contrat de 6 mois "
    "démarrage dès que possible septembre 2022 TJM entre 400 et 500 € . ; : - # \n \n\n senior 3/5 "
    "présence temps plein ( ) [ ] ]( < > ** ou K€ 0 99999999999 ². ٣ jusqu'à".split(" ")
)


@given(st.one_of(st.text(), st.lists(WORDS, max_size=60).map(" ".join)), st.text(max_size=40))
@settings(max_examples=200)
def test_any_text_gives_values_that_can_be_told(body: str, title: str) -> None:
    found = infer(title, "", body)
    assert all(place == place.strip() and place.isprintable() for place in found.places)
    assert found.remote in ("", *terms.REMOTE)


@pytest.mark.hostile
@pytest.mark.parametrize(
    "piece",
    [
        *("a", " ", "\n", "1", "(", "](", "[", "<", "# ", "- ", ". ", "é", "0 ", "\u00b7e", "4/5 "),
        *("poste ", "poste basé à ", "Paris, ", "à Paris ou ", "presence "),
        *("télétravail ", "télétravail est ", "travail a distance ", "jusqu'à 3 "),
        *("contrat de ", "mission 6 ", "6 mois ", "4 jours par semaine ", "3 a "),
        *("début ", "démarrage ", "date de ", "tjm ", "400 € ", "1 000", "10.000", "€ jour "),
        *("recherche un ", "senior ", "junior senior ", "profil ", "temps partiel "),
        *("https://", "lieu : ", "lieu : a\n", "# lieu\n", "début mars\n", "4 jours/semaine. "),
    ],
)
def test_the_time_is_linear_in_the_length(piece: str) -> None:
    def seconds(size: int) -> float:
        body = piece * (size // len(piece))
        begin = time.process_time()
        infer("Dev", "Dev", body)
        return time.process_time() - begin

    small = max(seconds(25_000), 0.01)
    assert seconds(400_000) < 16 * small * 4 + 1
