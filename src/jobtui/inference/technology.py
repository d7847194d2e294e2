"""The technologies that a job works with, as its heading and sentences state them.

What the role names counts, and what profile, stack and tasks name; not what the team consists of,
what one may learn, or one of several examples ("a modern framework such as …"). Where the role is
no technical one, only what a reader must know counts.
Sentences are folded text (see ``sentences``); the answers are names (``technology_names``).
"""

from __future__ import annotations

from collections.abc import Iterable

from jobtui.inference.sentences import Sentence, holds_any
from jobtui.inference.technology_names import WORDS as WORDS  # what to look for
from jobtui.inference.technology_names import NamedTechnology, names_in
from jobtui.text.patterns import late

_STACK = late(
    r"\b(?:stack|techno\w*|techniques?|pile|langages?|frameworks?|architecture|environnement tech|"
    r"front(?:-?end)?|back(?:-?end)?|infra\w*|ops|outils|logiciels)\b"
)
_SKILLS = late(
    r"\b(?:competences?|profil\w*|expertises?|savoirs?|experiences?|exige\w*|requis\w*|apprecie\w*|"
    r"atouts?|pre-?requis|connaissances?|qualites?|points sup\w*|plus si|idealement|maitris\w*|"
    r"bonus|skills?|qualifications?|requirements?)\b"
)
_KNOW_HOW = late(
    r"\b(?:maitris\w*|connaiss\w*|competences?|a l'aise|notions?|savoir|langages?|experiences?|"
    r"pratique\w*|knowledge|proficien\w*|skills?|experience)\b"
)
# Sentences that name technologies of somebody else, or an address.
_OTHERS = late(
    r"\b(?:[0-9]+|deux|trois|quatre|cinq|six|plusieurs) (?:\w+ )?"
    r"(?:dev\w*|ingenieure?s?|designers?|data\w*|personnes?)\b"
    r"|\bequipe (?:\w+ ){0,3}(?:est |actuelle )?(?:compos|constitu|form|compte\b)"
    r"|\b(?:ancien(?:ne)?|precedente?|old|former|previous) (?:version|site|application|app|code)\b"
    r"|\bpour objet\b|\benvo[iy]e\w* (?:\S+ ){0,3}(?:cv|candidature|linkedin|github)\b"
    r"|\bfork d|\bsous symfony [^;]{0,20}vers\b|\ba la mode\b|\bcontactez\b"
)
# One of several examples: "un framework moderne (…)", "au moins un langage parmi …".
_CHOICE = late(
    r"\b(?:un|une|deux|l'un\w*|quelques|differents|tout autre)\)? (?:\w+ ){0,3}?"
    r"(?:frameworks?|langages?|technologies|technos?|outils?|bibliotheques?|sgbd|cms)\b"
    r"[^;:.(]{0,60}?(?:\(|\btels? que|\bcomme\b|\btype\b|:|,)[^;)]{0,200}\)?"
    r"|\ba definir\b[^;]{0,300}|\btechnos?' qui ont fait\b[^;]{0,300}"
    r"|\([^()]{0,60}\bsera(?:it)? privilegie[^()]{0,80}\)|\bou (?:autre|equivalent)[^;]{0,40}"
    r"|\b(?:pas de|sans|plutot que|ou similaire|remplacer|migrer depuis|a la place de)\b[^;,]{0,40}"
    r"|\bserait envisage[^;]{0,60}"
)
_AMONG = late(r"\bparmi\b[^;]{0,300}")
_WE_USE = late(r"\b(?:nous utilisons|on utilise|utilise (?:par|sur|actuellement)|we use)\b")
_LEARN = late(
    r"\b(?:apprendr\w*|apprenez|decouvri\w*|(?:te|se|vous) former|formation (?:a|aux|en)|"
    r"(?:serez|seras) formee? (?:a|aux|en|sur)|(?:you will|you'll) (?:learn|be trained (?:in|on))|"
    r"s'initier|initiation|montee? en competences?)\b[^;]{0,60}"
)
# One of these stands in every match of the patterns, for speed.
_LEARN_WORDS = (
    *("appren", "decouvr", "former", "formation", "initi", "competence", "forme", "learn"),
    "trained",
)
_CHOICE_WORDS = (
    *("un ", "une ", "un)", "deux", "quelques", "differents", "tout autre", "l'un", "a definir"),
    *("techno", "privilegi", "ou autre", "ou equivalent", "pas de", "sans ", "plutot", "similaire"),
    *("remplacer", "migrer", "a la place", "envisage", "parmi"),
)
_NO_NAMES = ("vue", "css", "react")
_NO_NAME = late(
    r"(?:\b(?:en|de|la|point de|prise de|ma|une|leur) (?=vue\b(?![. ]?js))|\b(?:au|aux|"
    r"du) (?=css\b)"
    r"|\b(?=react (?:to|quickly|appropriately|fast|when|if)\b))"
)
_USED_WITH = late(
    r"\b(?:langages?|developp\w+|experiences?|code|ecrit\w*|maitris\w+|programm\w+|connaissances?) "
    r"(?:\w+ ){0,2}?(?:en|de|du|d'|sous|avec|with|in)? ?$"
)
_FEW_WORDS = 5  # of a line of a list
_NEAR = 42  # characters between two names of one list


def technologies_of(
    heading: str, sentences: Iterable[Sentence], is_technical: bool
) -> tuple[str, ...]:
    """Return the names of technologies, in the order of the text.

    *heading* is the folded role and title; *is_technical* says whether it is a developer's or
    analyst's role.
    """
    found: dict[str, None] = {}
    for name, *_span, is_everyday in names_in(heading):
        if is_technical or not is_everyday:
            found[name] = None
    for text, under in sentences:
        named = names_in(text)
        if not named or _OTHERS.search(text):
            continue
        is_stack = bool(_STACK.search(under))
        if is_technical or is_stack or _SKILLS.search(under) or _KNOW_HOW.search(text):
            found.update(dict.fromkeys(_worked_with(text, named, is_stack)))
    return tuple(found)


def _worked_with(text: str, named: list[NamedTechnology], is_stack: bool) -> list[str]:
    """Return those of the names of a sentence that the job works with."""
    dropped: list[tuple[int, int]] = []
    if holds_any(text, _LEARN_WORDS):
        dropped += [match.span() for match in _LEARN.finditer(text)]
    if holds_any(text, _CHOICE_WORDS) and not _WE_USE.search(text):
        dropped += [one.span() for words in (_CHOICE, _AMONG) for one in words.finditer(text)]
    if holds_any(text, _NO_NAMES):
        dropped += [(match.end(), match.end() + 4) for match in _NO_NAME.finditer(text)]
    is_list = is_stack or len(text.split()) <= _FEW_WORDS
    return [
        one.name
        for one in named
        if not any(start <= one.start < end for start, end in dropped)
        and (not one.is_everyday or is_list or _has_company(one, named) or _used(text, one.start))
    ]


def _used(text: str, start: int) -> bool:
    """Whether words before a name say that it is a technology, as in "expérience en R"."""
    return _USED_WITH.search(text, max(0, start - 30), start) is not None


def _has_company(one: NamedTechnology, named: list[NamedTechnology]) -> bool:
    """Whether a name that may be an everyday word stands near one that is not."""
    return any(
        not other.is_everyday and max(other.start - one.end, one.start - other.end) <= _NEAR
        for other in named
    )
