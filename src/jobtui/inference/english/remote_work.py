"""How much of a job is done remotely, as English sentences state it; see ``remote_work``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jobtui.inference.sentences import DASH, Sentence, holds_any
from jobtui.text.number_words import ENGLISH_NUMBERS
from jobtui.text.patterns import late

WORDS = (
    *("remote", "remotely", "remote-", "telework", "telecommut", "from home", "anywhere"),
    *("hybrid", "on-site", "onsite", "on site", "in-person", "in person", "distribut"),
    *("worldwide", "in-office", "in the office", "in office", "in our office", "home-based"),
    *("wfh", "from-home", "office-based", "office based"),
)
# What is written for remote work; the patterns below see the first of them only.
_TELE = "remote"
_AS_TELE = late(
    r"\bremotely\b|\btele-?work(?:ing)?\b|\btelecommut\w+|\bwork(?:ing)?[- ]from[- ]home\b|\bwfh\b|"
    r"\bhome[- ]based\b"
)
_JOB = r"(?:positions?|roles?|jobs?|internship|opportunity|work|it)"
_COUNT = "one|two|three|four|five"
_NUMBER = rf"([1-5](?:\.5)?|{_COUNT})(?:(?: ?{DASH} ?| (?:to|or) )([1-5]|{_COUNT}))?"
_A_WEEK = r"(?:/| ?(?:a|per|each) )week"
_DAYS = late(
    rf"\b(up to )?{_NUMBER} days?(?: ?{_A_WEEK})?(?: of)? (?:{_TELE}|at home)"
    rf"|\b{_TELE}(?: \w+){{0,3}}?[ ,(]{{1,3}}(up to )?{_NUMBER} days? ?{_A_WEEK}"
    r"(?! (?:in|at|on)\b)"
)
_REFUSED = late(
    rf"\b(?:not|isn't) (?:a |be )?(?:fully )?(?:{_TELE}|eligible for {_TELE})"
    rf"|\b{_TELE}(?: (?:job|work|working|option))? ?: ?(?:no|none|not)\b"
    rf"|\b(?:this|it) is an? (?:[\w-]+,? ){{0,3}}?(?:on-?site|in-office|office-based) {_JOB}"
    rf"|(?:\b{_JOB} (?:is|are|will be) (?:fully )?|^)office[- ]based\b"
    r"|\bworkplace(?: type)? ?: ?(?:in[- ](?:the )?office|office|on-?site)\b"
    r"|\brequires? (?:an? )?(?:on-?site|in-person|in-office) presence(?![^.;]{0,30}\b[1-4] days)"
    rf"|\bno {_TELE}|\b{_TELE} (?:work )?is not (?:possible|available|an option)"
    rf"|\b(?:{_JOB} (?:is|are|will be) |^|fully |100 ?% |must (?:be|work) )(?:on-?site|on site|"
    rf"in-person|in-office)"
    r"\b(?! (?:visits?|meetings?|interviews?|or|and|/))"
)
_FULLY = late(
    rf"\b(?:100 ?%|fully|completely|entirely|full[- ]time) {_TELE}\b(?! (?:team|compan|organi))"
    rf"|\b{_TELE}[- ]only|\b{_JOB} (?:is|are|will be|can be) (?:an? )?(?:fully |100 ?% )?{_TELE}"
    r"(?! (?:or|troubl|first|team|organi|compan))"
    rf"|\b(?:locations?|where|workplace|office)(?: \w+){{0,2}}? ?[:?—–] ?(?:fully |100 ?% )?"
    rf"(?:{_TELE}|anywhere|worldwide)(?! (?:or|possible|ok|friendly|optional|considered))"
    rf"|\b(?:this|an?) (?:[\w-]+,? ){{0,4}}?{_TELE},? (?:[\w-]+ )?(?:{_JOB}|program)\b"
    r"|\b(?:work|performed|done|be based|located|live) (?:\w+ )?(?:from |in )?anywhere\b"
    rf"|^\(?{_TELE}\)?[.,]?$|^{_TELE}(?:,? ?\([a-z .,/]{{2,30}}\)|, [a-z .,/]{{2,30}})$"
    rf"|^(?!some|occasional|no )(?:[\w-]+ ){{0,3}}?{_TELE} {_JOB}\b"
    r"(?! (?:possib|is|optional|option|policy|sites?))"
    rf"|^{_TELE}[- ]first\b|\(remote\)|\bcandidates? (?:\w+ )?anywhere\b"
)
_PARTLY = late(
    rf"\bhybrid\b(?! of)|\b(?:partly|partially|part-?time) {_TELE}"
    rf"|\b(?:[1-4]|{_COUNT})(?: ?(?:{DASH}|to) ?(?:[1-4]|{_COUNT}))? days? ?{_A_WEEK} (?:in|at) "
    r"(?:the|our|an?) (?:\w+ )?office"
    rf"|\b[1-4] days? (?:on-?site|in (?:the|our) office)|\bmix of {_TELE} and\b"
)
_WELCOME = (
    r"(?:possible|ok|okay|friendly|welcome|considered|negotiable|available|allowed|optional|"
    r"an option|flexible|offered|preferred|eligible|options?)\b"
)
_POSSIBLE = late(
    rf"\b{_TELE}(?:[- ](?!not|first|team)[\w']+){{0,5}}?[- ]{_WELCOME}|\bor (?:fully |"
    rf"full-time )?{_TELE}"
    rf"|\b(?:possib\w+|option|able|ability|open|opportunity|choose|can|may|eligible)"
    rf"(?: \w+){{0,4}}? (?:to |of |for )?(?:work )?(?:{_TELE})\b"
    rf"|\b{_TELE} or\b|\bon-?site or {_TELE}|\b{_TELE} / [a-z]|[a-z)] / {_TELE}\b"
    rf"|\b(?:some|occasional(?:ly)?) {_TELE}(?: work|[.,;]|$)|\b{_TELE}(?: \w+)? ?: ?yes\b"
    rf"|\beligible for {_TELE}|\b{_TELE}[- ]eligible"
)
_TEAM = late(
    r"\b(?:we|we're|team|company|organi[sz]ation) [^;!?]{0,60}?"
    r"(?:\b(?:remote|distributed)(?:-first)? (?:team|company|organi[sz]ation)|\bremote-first\b|"
    r"\bwork\w* (?:distributedly|remotely)|\b(?:is|are) (?:fully |all )?(?:remote|distributed)\b)"
)
_NOT_THIS_JOB = late(
    r"\b(?:experience|thrive|tools?|environment where|interviews?|troubleshoot\w*|access|sensing|"
    r"areas|communities|customers|users|some of|most of|ability to|comfortable|if)\b"
)
_CHOICE = late(r"\b(?:possib\w+|optional\w*|negotiable|considered|may|can)\b.{0,25}$|\bor $")
_CHOICE_AFTER = late(r"[^.;]{0,12}\b(?:possible|optional|negotiable|considered|an option)\b")


def remote_of(heading: str, sentences: Iterable[Sentence]) -> str:
    """Return ``fully``, ``mostly``, ``partly``, ``possible``, ``no``, or remote days a week."""
    said: dict[str, None] = {}
    of_team = ""
    if holds_any(heading, WORDS):
        sentences = (Sentence(heading), *sentences)
    for text, _under in sentences:
        if code := _remote(text):
            said[code] = None
        elif not of_team and (match := _TEAM.search(text)):
            of_team = "" if _NOT_THIS_JOB.search(text, 0, match.end()) else "mostly"
    days = [code for code in said if code[-1].isdigit()]
    if len(days) > 1 or ("no" in said and len(said) > 1):
        return ""
    if "fully" in said and ("partly" in said or days):
        return "partly" if "partly" in said else "possible"
    order = (*days, "no", "partly", "fully", "possible")
    return next((code for code in order if code in said), of_team)


def _remote(text: str) -> str:
    text = _AS_TELE.sub(_TELE, text)
    if match := _DAYS.search(text):
        up_to, low, high, after, low_after, high_after = match.groups()
        low, high = (
            str(ENGLISH_NUMBERS.get(number, number)) if number else ""
            for number in (low or low_after, high or high_after)
        )
        return f"-{high or low}" if up_to or after else f"{low}-{high}" if high else low
    if _search(_REFUSED, text):
        return "no"
    if _search(_PARTLY, text):
        return "partly"
    if full := _search(_FULLY, text):
        is_choice = _CHOICE.search(text[: full.start()]) or _CHOICE_AFTER.match(text, full.end())
        return "possible" if is_choice and "anywhere" not in full[0] else "fully"
    return "possible" if _search(_POSSIBLE, text) else ""


def _search(words: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the first match, unless the words before it are about somebody else."""
    match = words.search(text)
    return None if match is None or _NOT_THIS_JOB.search(text, 0, match.start()) else match
