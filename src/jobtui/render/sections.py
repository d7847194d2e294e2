"""The usual sections of a posting, whatever its headings call them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from functools import cache

from jobtui.text.folding import fold


class SectionKind(Enum):
    """What a reader looks for in a posting."""

    MISSIONS = "missions"
    PROFILE = "profile"
    CONDITIONS = "conditions"
    APPLY = "apply"


# Folded, one space between words, no other sign. Words that say two things are left out:
# "formation" is asked for in one posting and offered in the next.
SECTIONS: dict[SectionKind, tuple[str, ...]] = {
    SectionKind.MISSIONS: (
        r"(?<!notre )(?<!nos )missions?",  # those are the team's
        r"roles?",
        r"responsabilites?",
        r"activites?",
        r"taches?",
        r"fonctions?",
        r"^(?:le |the )?poste(?: propose)?",  # elsewhere it says whose team or pay it is
        r"(?:descripti(?:f|on)|presentation|contenu|objectifs?) (?:du|des|de l|de la|de) "
        r"(?:postes?|offre|stage|mission)",
        r"(?:votre|ton|le|un) quotidien",
        r"ce que (?:vous|tu) (?:ferez|feras|allez faire|vas faire)",
        r"sur quoi (?:vous|tu|allons|allez|vas)",
        # English
        r"responsibilit(?:y|ies)",
        r"duties",
        r"tasks?",
        r"job description",
        r"(?:about )?the (?:job|position)",
        r"what (?:you ll|you will) (?:do|be doing)",
    ),
    SectionKind.PROFILE: (
        r"profils?",
        r"competences?",
        r"experiences?",
        r"expertises?",
        r"qualites?",
        r"qualifications?",
        r"diplomes?",
        r"connaissances?",
        r"savoirs?(?: etre| faire)?",
        r"(?:pre ?requis|exigences?)",
        r"(?:vos |tes |les )?atouts?",
        r"(?:nos|les) attentes",
        r"a propos de (?:vous|toi)",
        r"qui (?:etes vous|es tu|cherchons nous|recherchons nous)",
        r"(?:ce poste|cette mission|cette offre) (?:est )?(?:faite? )?pour (?:vous|toi)",
        r"idealement (?:vous|tu)",  # goes on with "avez de l'expérience"
        # English
        r"profile",
        r"skills?",
        r"requirements?",
        r"about you",
        r"who you are",
        r"(?:what|who) we(?: a)?re looking for",
    ),
    SectionKind.CONDITIONS: (
        r"modalites?",
        r"conditions?",
        r"remunerations?",
        r"salaires?",
        r"tjm",
        r"contrats?",
        r"statuts?",
        r"embauche",
        r"dates?",
        r"durees?",
        r"delais?",
        r"quand",
        r"combien de temps",
        r"(?:temps|rythme|lieux?|cadre|environnement) de travail",  # not "environnement technique"
        r"lieux?",
        r"localisations?",
        r"horaires?",
        r"teletravail",
        r"travail a distance",
        r"deplacements?",
        r"avantages?",
        r"ce que nous (?:vous )?offrons",
        r"details? (?:pratiques?|techniques?|administratifs?|a connaitre)",
        r"(?:informations?|infos?) (?:pratiques?|complementaires?)",
        # English
        r"salary",
        r"compensation",
        r"benefits",
        r"perks",
        r"contract",
        r"location",
        r"start(?:ing)? date",
        r"remote work",
        r"what we offer",
    ),
    SectionKind.APPLY: (
        r"candidat(?:er|ez|e|ures?)",  # not "candidat", who has a profile
        r"postul(?:er|ez|e|ons)",
        r"contacts?",
        r"(?:nous )?contacter",
        r"contactez",
        r"(?:processus|procedure|process|etapes) (?:du|de) recrutement",
        r"(?:envie de|souhaite[zs]?|voulez|veux) (?:nous )?rejoindre",
        r"(?:(?<!pourquoi )nous rejoindre|rejoignez nous|rejoins nous)$",
        r"interesse(?: e)?(?: e?s)?$",
        # English
        r"(?:how to )?apply",
        r"(?:your )?application",
        r"(?:hiring|recruitment|interview) process",
        r"join us$",
    ),
}
_WORDS = re.compile(r"[^\W_]+")
_SHORT = 6  # words; a longer heading is a sentence, which says in its beginning what it is about
_BEGINNING = 4  # words


def sections(headings: Sequence[str]) -> Sequence[SectionKind | None]:
    """Return for each heading of a posting which usual section it opens, None for the others."""
    return [_kind(heading) for heading in headings]


def _kind(heading: str) -> SectionKind | None:
    """Return the kind whose words come first, so "Missions et modalités" tells of missions."""
    words = _WORDS.findall(fold(heading))
    looked_at = words if len(words) <= _SHORT else words[: _BEGINNING + 2]
    text = " ".join(looked_at)
    last = len(text) if len(words) <= _SHORT else len(" ".join(words[:_BEGINNING]))
    found = [
        (match.start(), -match.end(), number)
        for number, pattern in enumerate(_patterns())
        if (match := pattern.search(text)) and match.start() < last
    ]
    return tuple(SectionKind)[min(found)[2]] if found else None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(rf"(?<!\w)(?:{'|'.join(SECTIONS[kind])})(?!\w)") for kind in SectionKind
    )
