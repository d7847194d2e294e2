"""What the text of a posting says of the job: place, remote work, terms, seniority, pay.

Every rule reads one sentence of folded text, and requires words around the value that make it a
statement about the job: a city alone is no workplace, nor "6 mois" alone a duration. What
contradicts itself, or is only said of the team, counts as not stated. The rules come from reading
50 postings of beta.gouv.fr by hand; ``python -m tests.benchmarks.inference`` measures how much
they find. No rule relates words more than 130 characters apart, so that the time is linear in the
length of the text.
"""

from __future__ import annotations

from jobtui.inference.duration import duration_of
from jobtui.inference.pay import pay_of
from jobtui.inference.remote_work import remote_of
from jobtui.inference.rhythm import rhythm_of
from jobtui.inference.seniority import seniority_of
from jobtui.inference.sentences import folded_line, sentences_of
from jobtui.inference.start import start_of
from jobtui.inference.workplace import places_of


def infer(title: str, role: str, body: str) -> tuple[tuple[str, str], ...]:
    """Return (kind, code) pairs in the order of ``inferred_values.KINDS``; several for places.

    *body* is Markdown. ``inferred_values.inferred_text`` puts the codes into the user's words.
    """
    heading = folded_line(title if title == role else f"{role} / {title}")
    sentences = sentences_of(body)
    texts = [sentence.text for sentence in sentences]
    found = [("place", place) for place in places_of(sentences)]
    one_each = {
        "remote": remote_of(sentences),
        "duration": duration_of([heading, *texts]),
        "rhythm": rhythm_of([heading, *texts]),
        "start": start_of(texts),
        "seniority": seniority_of(heading, sentences),
        "pay": pay_of(texts),
    }
    return (*found, *((kind, value) for kind, value in one_each.items() if value))
