"""What the text of a posting says of the job: place, remote work, terms, seniority, pay.

Every rule reads one sentence of folded text, and wants words around that make it a statement on
the job: a city alone is no place of work, nor "6 mois" alone a duration. What contradicts itself,
and what is only said of the team, is not stated. The rules were made from reading 50 postings of
beta.gouv.fr by hand; ``python -m tests.benchmarks.inference`` says how much they find. No rule
looks at words more than 130 characters apart, so that the time is linear in the text's length.
"""

from __future__ import annotations

from jobtui.inference import contract_terms
from jobtui.inference.remote_work import remote_of
from jobtui.inference.seniority import seniority_of
from jobtui.inference.sentences import Sentence, folded_line, sentences_of
from jobtui.inference.workplace import places_of


def infer(title: str, role: str, body: str) -> tuple[tuple[str, str], ...]:
    """Return (kind, canonical value) pairs in the order of ``inferred.KINDS``; several for places.

    *body* is Markdown. The values are codes that ``inferred.told`` says in the user's words.
    """
    heading = folded_line(title if title == role else f"{role} / {title}")
    sentences = sentences_of(body)
    with_title = [Sentence(heading, "titre"), *sentences]
    found = [("place", place) for place in places_of(sentences)]
    one_each = {
        "remote": remote_of(sentences),
        "duration": contract_terms.duration_of(sentence.text for sentence in with_title),
        "rhythm": contract_terms.rhythm_of(sentence.text for sentence in with_title),
        "start": contract_terms.start_of(sentence.text for sentence in sentences),
        "seniority": seniority_of(heading, sentences),
        "pay": contract_terms.pay_of(sentence.text for sentence in sentences),
    }
    return (*found, *((kind, value) for kind, value in one_each.items() if value))
