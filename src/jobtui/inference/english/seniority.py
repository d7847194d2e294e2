"""How experienced a candidate has to be, as English postings state it; see ``seniority``."""

from __future__ import annotations

from collections.abc import Iterable

from jobtui.inference.seniority import LEVEL_OF, agreed, level_of_heading, level_of_years
from jobtui.inference.sentences import DASH, Sentence
from jobtui.text.patterns import late

WORDS = (
    *("senior", "junior", "experienced", "entry-level", "entry level", "mid-level", "years"),
    *("year", "graduate", "beginner", "no experience", "no prior", "no formal", "no previous"),
    *(
        "yrs",
        "first job",
        "juniors",
        "all levels",
        "early-career",
        "early career",
        "any level",
        "all experience",
        "seasoned",
    ),
    *("new grad", "students", "experience is not"),
)
_LEVELS = {
    "lead": late(
        r"\blead\b(?! (?:time|generation|designs?\b(?!er)))|\bprincipal\b|\bhead of\b|\bdirector\b|"
        r"\bchief\b|\b(?:staff|distinguished) (?:\w+ )?(?:engineer|developer|designer)"
    ),
    "senior": late(r"\b(?:senior|sr|experienced|seasoned)\b"),
    "mid": late(r"\b(?:mid[- ]level|intermediate|mid)\b"),
    "junior": late(r"\b(?:junior|jr|entry[- ]level|trainee|graduate|beginner)\b"),
}
_PERSON = (
    r"(?:\w+[- ]){0,4}?(?:\w*(?:er|or|ist|yst|ect|ian|cher|ant)s?|lead|professional|person|someone|"
    r"individual|candidates?|colleague)\b"
)
_SOUGHT = late(
    r"\b(?:looking for|hiring(?: for)?|seeking|need|recruiting|join us as|as|you are"
    r"|you're) (?:an? |our )?"
    rf"(?:[\w-]+,? ){{0,3}}?(?:(?P<s>senior(?:[- ]level)?|experienced|seasoned)|"
    r"(?P<m>mid[- ]level)|(?P<j>junior|entry[- ]level)) "
    rf"(?!leaders|officials|management|executives?|stakeholders|staff\b){_PERSON}"
    r"|^(?:[^:]{0,60} : )?(?:(?P<s2>experienced|senior)|(?P<j2>junior|entry[- ]level)) "
    r"(?!leaders|officials|management|executives?|stakeholders)[\w-]+(?: [\w-]+){0,4}$"
    r"|\bthis is an? (?:(?P<s3>senior)|(?P<m3>mid[- ]level)|(?P<j3>junior|entry[- ]level))[ -]"
    r"|\b(?:seniority(?: level)?|(?:experience |career |job )?level) ?: ?"
    r"(?:(?P<s4>senior)|(?P<m4>mid|intermediate)|(?P<j4>junior|entry))\b"
)
_NUMBER_WORDS = {
    word: n
    for n, word in enumerate("one two three four five six seven eight nine ten".split(), start=1)
}
_NUMBER = r"([0-9]{1,2}|" + "|".join(_NUMBER_WORDS) + r")"
_YEARS = late(
    rf"\b{_NUMBER}(?: ?\([0-9]+\))?(?: ?(?:{DASH}|to) ?{_NUMBER})? ?\+?(?: or more)? (?:full )?"
    r"(?:years?|yrs)(?: or more)?(?:'| of)?[^.;]{0,60}?\bexperience"
    rf"|\bexperience[^.;]{{0,60}}?(?:of|at least|minimum|for) {_NUMBER} ?\+? years"
    rf"|\bexperience(?: required| level)? ?: ?(?:at least |min\w* )?{_NUMBER}"
    rf"(?: ?(?:{DASH}|to) ?{_NUMBER})? ?\+? years"
    rf"|(?:^(?:[^:]{{0,60}} : )?(?:you have )?|\b(?:at least|minimum of) ){_NUMBER} ?\+? years "
    r"(?:working|in (?:an?|the) (?:similar|related|comparable))\b"
)
_OTHER_YEARS = late(
    r"\b(?:salar\w+|our team|we have|company|founded|team has|federal service|step|"
    r"grade|gs-?[0-9]+|"
    r"equivalent to)\b"
)
_JUNIORS = late(
    r"\b(?<!not an )(?<!not )entry[- ]level\b|\bearly[- ]career (?:applicants|candidates)\b"
    r"|\b(?:suitable|ideal|perfect|great|open) (?:for|to) (?:\w+ ){0,2}?(?:juniors?|beginners?|"
    r"graduates?|new grads?)\b|\bideal first job\b|\bjunior (?:or|to) mid\b"
    r"|\bthis is a junior\b|\bwelcome (?:\w+ )?(?:juniors?|beginners?|graduates|students)\b"
    r"|\b(?:0|zero) ?(?:-|to) ?[1-3] years"
    r"|\bno (?:prior |previous |professional |formal |specific )?experience (?:\w+ ){0,3}?"
    r"(?:required|necessary|needed|expected)|"
    r"\bexperience (?:\w+ )?(?:is )?not (?:required|necessary)"
    r"|\b(?:juniors?|beginners?|new grad\w*|recent graduates?|graduates|students) "
    r"(?:are |is |and \w+ (?:are )?)?(?:very |also |more than )?(?:welcome|encouraged|considered)"
    r"|\b(?:all|any|every) (?:levels? of (?:experience|seniority)|experience levels?|skill levels?)"
    r"|\b(?:looking for|hiring|seeking) (?:an? )?(?:\w+ ){0,2}(?:junior|recent graduates?|"
    r"new grads?|students?\b(?! to))"
)
_NOT_JUNIORS = late(r"\b(?:mentor\w*|manag\w+|supervis\w+|not just|no |lead\w* )")
_JUNIOR_HEADING = late(
    r"\b(?:junior|jr|entry[- ]level|intern|interns|internship|trainee|apprentice\w*|"
    r"graduate|student)\b"
)


def seniority_of(heading: str, sentences: Iterable[Sentence]) -> str:
    """Return ``lead``, ``senior``, ``mid``, ``junior`` or an empty text."""
    if (level := level_of_heading(heading, _LEVELS)) is not None:
        return level
    said: set[str] = set()
    years: set[str] = set()
    for text, _under in sentences:
        if match := _SOUGHT.search(text):
            said.add(LEVEL_OF[(match.lastgroup or "j")[0]])
        if level := _level_of_years(text):
            years.add(level)
    return agreed(said, years)


def juniors_welcome(heading: str, sentences: Iterable[Sentence]) -> bool:
    """Whether heading or text say that beginners may apply."""
    if _JUNIOR_HEADING.search(heading):
        return True
    for text, _under in sentences:
        match = _JUNIORS.search(text)
        if match and not _NOT_JUNIORS.search(text, 0, match.start()):
            return True
    return False


def _level_of_years(text: str) -> str:
    match = _YEARS.search(text)
    if match is None or _OTHER_YEARS.search(text):
        return ""
    return level_of_years(
        next(int(_NUMBER_WORDS.get(group, group)) for group in match.groups() if group)
    )
