"""What the text of a posting says of the job: place, remote work, terms, seniority, pay.

Every rule reads one sentence of folded text, and requires words around the value that make it a
statement about the job: a city alone is no workplace, nor "6 mois" alone a duration. What
contradicts itself, or is only said of the team, counts as not stated. The rules come from reading
50 postings of beta.gouv.fr by hand; ``python -m tests.benchmarks.inference`` measures how much
they find. No rule relates words more than 130 characters apart, so that the time is linear in the
length of the text.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from jobtui.inference import codes
from jobtui.inference.french import RULES as FRENCH
from jobtui.inference.gazetteer import Places
from jobtui.inference.pay import WORDS as PAY_WORDS
from jobtui.inference.pay import pay_of
from jobtui.inference.positions import WORDS as POSITIONS_WORDS
from jobtui.inference.positions import positions_of
from jobtui.inference.rules import Rule, Rules
from jobtui.inference.sentences import Sentences, folded_line
from jobtui.inference.technology import WORDS as TECHNOLOGY_WORDS
from jobtui.inference.technology import technologies_of
from jobtui.inference.workplace import LABELLED, places_of, places_of_title

if TYPE_CHECKING:
    from jobtui.postings.terms import Duration, Pay, WorkingTime

_TECHNICAL = ("development", "data")  # domains


class Inferred(NamedTuple):
    """What was read in the text, by the names of the fields of ``Posting``.

    A posting takes a value where its frontmatter states none.
    """

    contracts: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    remote: str = ""
    remote_days: tuple[float, float] | None = None
    pay: Pay | None = None
    duration: Duration | None = None
    working_time: WorkingTime | None = None
    starts: str = ""
    seniority: str = ""
    junior: bool | None = None
    positions: int | None = None


def infer(title: str, role: str, body: str, language: str = "fr") -> Inferred:
    """Return what heading and text say.

    *body* is Markdown, *language* that of the posting (ISO 639-1), empty if it is not known. In a
    language without rules only amounts and labelled places are understood; a text too short to
    tell its language is read by all rules.
    """
    if language:
        return _infer(title, role, body, language)
    either = zip(*(_infer(title, role, body, code) for code in ("fr", "en")), strict=True)
    return Inferred(*(french or english for french, english in either))


def _infer(title: str, role: str, body: str, language: str) -> Inferred:
    heading = folded_line(title if title == role else f"{role} / {title}")
    rules = _rules_of(language)
    if rules is None:
        sentences = Sentences(body, PAY_WORDS)
        return Inferred(
            places=places_of(sentences, Places(body), LABELLED),
            pay=codes.pay(pay_of(sentences.holding(PAY_WORDS))),
        )
    sentences = Sentences(body, _words_of(rules))
    domain = rules.domain(role or title)
    contracts = rules.contracts.of(heading, sentences)
    remote = codes.remote(rules.remote.of(heading, sentences))
    return Inferred(
        contracts=contracts,
        domains=(domain,) if domain else (),
        technologies=technologies_of(
            heading, sentences.holding(TECHNOLOGY_WORDS), domain in _TECHNICAL
        ),
        places=places_of_title(heading, Places(f"{title}\n{role}"))
        or places_of(sentences, Places(body), rules.workplace),
        remote=remote.degree,
        remote_days=remote.days,
        pay=codes.pay(pay_of(sentences.holding(PAY_WORDS))),
        duration=codes.duration(rules.duration.of(heading, sentences)),
        working_time=codes.working_time(rules.working_time.of(heading, sentences)),
        starts=rules.starts.of(heading, sentences),
        seniority=rules.seniority.of(heading, sentences),
        junior=_juniors_may(contracts) or rules.juniors.of(heading, sentences) or None,
        positions=positions_of(sentences.holding(POSITIONS_WORDS)),
    )


def _juniors_may(contracts: tuple[str, ...]) -> bool:
    """Whether a contract is one for beginners."""
    return "internship" in contracts or "apprenticeship" in contracts


def _rules_of(language: str) -> Rules | None:
    """Return the rules of a language, None if there are none for it."""
    if language == "fr":
        return FRENCH
    if language == "en":
        from jobtui.inference.english.rules import RULES as ENGLISH

        return ENGLISH
    return None


@lru_cache
def _words_of(rules: Rules) -> tuple[str, ...]:
    found = [rule.words for rule in rules if isinstance(rule, Rule)]
    return tuple(chain(TECHNOLOGY_WORDS, PAY_WORDS, POSITIONS_WORDS, *found))
