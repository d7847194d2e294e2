"""What the text of a posting says of the job: place, remote work, terms, seniority, pay.

Every rule reads one sentence of folded text, and wants words around that make it a statement on
the job: a city alone is no place of work, nor "6 mois" alone a duration. What contradicts itself,
and what is only said of the team, is not stated. The rules were made from reading 50 postings of
beta.gouv.fr by hand; ``python -m tests.benchmarks.inference`` says how much they find. No rule
looks at words more than 130 characters apart, so that the time is linear in the text's length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from jobtui import terms
from jobtui.sentences import Sentence, plain, sentences_of
from jobtui.whereabouts import places_of, remote_of


def infer(title: str, role: str, body: str) -> tuple[tuple[str, str], ...]:
    """Return (kind, canonical value) pairs in the order of ``inferred.KINDS``; several for places.

    *body* is Markdown. The values are codes that ``inferred.told`` says in the user's words.
    """
    heading = plain(title if title == role else f"{role} / {title}")
    sentences = sentences_of(body)
    with_title = [Sentence(heading, "titre"), *sentences]
    found = [("place", place) for place in places_of(sentences)]
    one_each = {
        "remote": remote_of(sentences),
        "duration": terms.duration_of(sentence.text for sentence in with_title),
        "rhythm": terms.rhythm_of(sentence.text for sentence in with_title),
        "start": terms.start_of(sentence.text for sentence in sentences),
        "seniority": seniority_of(heading, sentences),
        "pay": terms.pay_of(sentence.text for sentence in sentences),
    }
    return (*found, *((kind, value) for kind, value in one_each.items() if value))


_SENIOR = r"seniors?|experimentee?s?|confirmee?s?"
_JUNIOR = r"juniors?|debutante?s?"
_LEVEL_WORDS = ("senior", "experimente", "confirme", "junior", "debutant", "diplome")
_LEVELS = {
    "lead": re.compile(r"\blead\b(?! (?:time|generation))|\bprincipale?\b|\bhead of\b"),
    "senior": re.compile(rf"\b(?:{_SENIOR})(?![a-z])"),
    "junior": re.compile(rf"\b(?:{_JUNIOR})(?![a-z])"),
}
_SOUGHT = re.compile(
    r"\b(?:recherch|recrut|cherch)\w* [^;:]{0,90}?"
    rf"\b(?:(?P<s>{_SENIOR})|(?P<j>{_JUNIOR}))(?![a-z])"
    rf"|^(?:[^:]{{0,60}} : )?(?:un )?profils? (?:recherche )?:? ?(?:plutot )?"
    rf"(?:(?P<s2>{_SENIOR})|(?P<j2>{_JUNIOR}))(?![a-z])"
    rf"|^(?:[^:]{{0,60}} : )?(?P<j3>jeunes? diplome)"
)
_OF_PROFILE = re.compile(r"profil|competence|recherch|vous|candidat|attend|atout|\btu\b|\btoi\b")
_CALLED = re.compile(
    r"^(?:[^:]{0,60} : )?(?:un |une |vous etes |tu es |un ou une |hard : )*"
    r"(?:dev|chef|product|designe|charge|data|coach|ux|ingenieur|responsable|lead)\S*"
    rf"[^;:,(]{{0,60}}?\b(?:(?P<s>{_SENIOR})|(?P<j>{_JUNIOR}))(?![a-z])"
)
_BOTH = re.compile(
    rf"(?:{_SENIOR})\b.{{0,60}}\b(?:{_JUNIOR})|(?:{_JUNIOR})\b.{{0,60}}\b(?:{_SENIOR})"
)


def seniority_of(heading: str, sentences: Iterable[Sentence]) -> str:
    """Return ``lead``, ``senior``, ``junior`` or an empty text: of the heading, else of the text.

    *heading* is folded. In the text the word must stand with whom is sought, or begin a line of
    the profile; where both senior and junior are sought, nothing is stated.
    """
    of_heading = [level for level, words in _LEVELS.items() if words.search(heading)]
    if of_heading:
        return "" if {"senior", "junior"} <= set(of_heading) else of_heading[0]
    said: set[str] = set()
    for text, under in sentences:
        if not any(word in text for word in _LEVEL_WORDS):
            continue
        match = _SOUGHT.search(text) or (_OF_PROFILE.search(under) and _CALLED.search(text))
        if not match:
            continue
        if _BOTH.search(text):
            return ""
        said.add("senior" if (match.lastgroup or "").startswith("s") else "junior")
    return said.pop() if len(said) == 1 else ""
