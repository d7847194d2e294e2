"""How experienced a candidate has to be, as role and text state it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jobtui.inference.sentences import Sentence

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

    *heading* is folded. In the text the word must describe the person sought, or begin a line of
    the profile; if both senior and junior are sought, nothing is stated.
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
