"""What the text of a posting says of the job: place, remote work, terms, seniority, pay.

Every rule reads one sentence of folded text, and requires words around the value that make it a
statement about the job: a city alone is no workplace, nor "6 mois" alone a duration. What
contradicts itself, or is only said of the team, counts as not stated. The rules come from reading
50 postings of beta.gouv.fr by hand; ``python -m tests.benchmarks.inference`` measures how much
they find. No rule relates words more than 130 characters apart, so that the time is linear in the
length of the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jobtui.inference import codes
from jobtui.inference.domain import domain_of_role
from jobtui.inference.duration import duration_of
from jobtui.inference.pay import pay_of
from jobtui.inference.remote_work import remote_of
from jobtui.inference.rhythm import rhythm_of
from jobtui.inference.seniority import seniority_of
from jobtui.inference.sentences import folded_line, sentences_of
from jobtui.inference.start import start_of
from jobtui.inference.workplace import places_of

if TYPE_CHECKING:
    from jobtui.postings.terms import Duration, Pay, WorkingTime


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

    *body* is Markdown, *language* that of the posting (ISO 639-1), empty if it is not known.
    """
    heading = folded_line(title if title == role else f"{role} / {title}")
    sentences = sentences_of(body)
    texts = [sentence.text for sentence in sentences]
    domain = domain_of_role(role or title)
    remote = codes.remote(remote_of(sentences))
    return Inferred(
        domains=(domain,) if domain else (),
        places=tuple(places_of(sentences)),
        remote=remote.degree,
        remote_days=remote.days,
        pay=codes.pay(pay_of(texts)),
        duration=codes.duration(duration_of([heading, *texts])),
        working_time=codes.working_time(rhythm_of([heading, *texts])),
        starts=start_of(texts),
        seniority=seniority_of(heading, sentences),
    )
