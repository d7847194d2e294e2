"""The contracts that a job is offered with, as English postings state them; see ``contract``."""

from __future__ import annotations

from collections.abc import Iterable

from jobtui.inference.contract import code_of
from jobtui.inference.sentences import Sentence, holds_any
from jobtui.text.patterns import late

_KINDS: dict[str, str] = {
    "permanent": r"permanent|perm|indefinite(?:-term)?|open[- ]ended|indeterminate",
    "fixed-term": (
        r"fixed[- ]term|(?:limited|time|term)[- ](?:term|limited)|"
        r"(?<!long[- ])term(?=[- ](?:position|appointment|role|contract)| of (?:[0-9]|one|two))|"
        r"(?:[0-9]{1,2}|one|two|three|four|six|nine|twelve)[- ](?:month|year)"
        r"(?:[- ][a-z-]+){0,2}?[- ](?:term|contract)|"
        r"(?:maternity|paternity|parental)(?: leave)? cover|(?<=type: )term|(?<=type : )term"
    ),
    "freelance": r"freelanc\w+|self-employed|(?:independent )?contractors?",
    "internship": r"internships?|interns?",
    "apprenticeship": r"apprenticeships?|apprentices?",
    "temporary": r"temporary|temp(?! (?:files?|folder|agency))|seasonal|casual",
    "volunteer": r"volunteers?|voluntary|unpaid|pro[- ]bono",
}
WORDS = (
    *("permanent", "perm", "indefinite", "open-ended", "open ended", "indeterminate"),
    *("fixed-term", "fixed term", "limited", "term", "freelanc", "self-employed", "contractor"),
    *("intern", "interns", "internship", "apprentice", "temporary", "temp", "seasonal", "casual"),
    *("volunt", "unpaid", "pro bono", "pro-bono", "maternity", "parental", "not to exceed", "nte"),
    *("month", "year"),
)
_KIND_OF_WORD = late(
    r"\b(?=[acfilmnopstuv0-9])(?:"
    + "|".join(f"(?P<{name.replace('-', '_')}>{words})" for name, words in _KINDS.items())
    + r")(?!\w)"
)
_JOB = (
    r"(?:positions?|roles?|jobs?|internship|opportunity|opening|appointments?|post|contract|hire)"
)
# A label before a contract: "Employment type: permanent".
_LABEL = late(
    r"\b(?:(?:employment|contract|job|position|appointment|work|role) (?:type|status|terms?|basis)|"
    r"type of (?:employment|contract|position|appointment)|tenure|duration|type|contract|"
    r"employment|appointment) ?(?::|—|–| - )[^;:.]{0,40}$"
)
# Words that offer a job, up to the contract.
_OFFERED = late(
    # "this is a permanent role", "this position is temporary"
    rf"(?:\b(?:this|the|these|our) (?:\w+ ){{0,2}}?(?:is|are|{_JOB} (?:is|are|will be)) "
    # "we are hiring a freelance designer", "looking for interns"
    r"|\b(?:hiring|looking for|seeking|offering|offers?|need|recruiting) (?!to )"
    # "on a freelance basis", "join us as a volunteer", "to fill multiple term appointments"
    r"|\b(?:on|for|as|with|fill) (?=an? |multiple |[\w-]+,? )"
    r")(?:[\w-]+,? ){0,5}$"
)
# A line of terms: "permanent", "(temporary)", "full-time, permanent position".
_LINE = late(r"^(?:[^:]{0,60} : )?\(?(?:[\w-]+,? ){0,5}$")
# A word that needs one of these behind it, unless it stands behind a label.
_OF_A_JOB = late(
    rf"\S*(?:[, /]+(?:and |or )?[\w-]+){{0,4}}?[, ]+(?:{_JOB}|basis|employment|program(?:me)?|"
    r"work(?! (?:visas?|permits?|orders?)))\b"
    r"|[^ ]*\)?[.;,]?$|\S* \((?:m|f|w|d)/"
)
# ... but for a term, which may end the sentence: "a two-year term", "fixed-term (18 months)".
_TERM_ENDS = late(r" ?(?:$|[.;,]| ?\(?[0-9]| and (?:is|reports|will)\b|\bwith\b)")
_LIMITED = late(r"\b(?:not to exceed|nte) (?:[0-9]{1,2}|one|two|three|four) (?:months?|years?)\b")
_NOT_THIS_JOB = late(
    r"\b(?:manag\w+|supervis\w+|oversee\w*|run|developed by|previous|past|former|other|not|no|non|"
    r"our (?:interns|volunteers|contractors)|by volunteers|experience (?:as|with|in)|teams? of|"
    r"if you|community|work with|working with|support|mentor\w*|employees or|staff and|leave)\b"
)
_ABOUT_THEM = late(r" (?:teams?|programs?|manager|coordinator|management|relations)\b")
_ALONE = late(r"(?:$|[.;]| ?\(?[0-9]| ?: ?[0-9])")  # behind "Paid internship", "Temporary"
_INTERNSHIP = late(
    r"\b(?:this|our|the) internship\b(?! programs?\b)|\binterns? will\b|\baccepted interns\b"
)


def contracts_of(heading: str, sentences: Iterable[Sentence]) -> tuple[str, ...]:
    """Return the codes of all contracts that are offered, in the order of ``_KINDS``."""
    found: set[str] = set()
    for match in _KIND_OF_WORD.finditer(heading) if holds_any(heading, WORDS) else ():
        if not _ABOUT_THEM.match(heading, match.end()):
            found.add(code_of(match))
    for text, _under in sentences:
        if _INTERNSHIP.search(text):
            found.add("internship")
        if "exceed" in text or "nte" in text:
            found |= {"fixed-term"} if _LIMITED.search(text) else set()
        found |= _stated(text)
    return tuple(name for name in _KINDS if name in found)


def _stated(text: str) -> set[str]:
    """Return the contracts that one sentence offers."""
    found: set[str] = set()
    for kind in _KIND_OF_WORD.finditer(text):
        start = max(0, kind.start() - _REACH)
        if _LABEL.search(text, start, kind.start()):
            found.add(code_of(kind))
            continue
        offered = _OFFERED.search(text, start, kind.start())
        is_person = offered is not None and kind.lastgroup in _PERSONS
        words = offered or _LINE.search(text, start, kind.start())
        if words is None or _NOT_THIS_JOB.search(
            text, max(0, words.start() - _BEFORE), kind.start()
        ):
            continue
        ends = _TERM_ENDS if kind.lastgroup == "fixed_term" else _ALONE
        is_term = kind.start() - words.start() <= _SHORT and ends.match(text, kind.end())
        if is_person or is_term or _OF_A_JOB.match(text, kind.start()):
            found.add(code_of(kind))
    return found


_SHORT = 60  # characters before a contract that ends its sentence
_PERSONS = ("freelance", "internship", "apprenticeship", "volunteer")
_REACH = 90  # characters before a contract that may offer it
_BEFORE = 30  # characters before those that may say that it is somebody else's
