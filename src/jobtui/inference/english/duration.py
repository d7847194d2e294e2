"""How long a job lasts, as English sentences state it; see ``inference.duration``."""

from __future__ import annotations

import re

from jobtui.inference.duration import DurationRules
from jobtui.inference.sentences import DASH, GAP
from jobtui.text.number_words import ENGLISH_NUMBERS

_COUNT = r"(?:[1-9][0-9]?|" + "|".join(ENGLISH_NUMBERS) + r")"
_SPAN = (
    rf"\b(?P<low>{_COUNT})(?:(?: ?(?:{DASH}|/) ?| (?:to|or) )(?P<high>{_COUNT}))?[ -]?"
    r"(?P<unit>months?|years?|yrs?|weeks?)\b"
    rf"(?: (?:to|or) (?P<years>{_COUNT}) years?\b)?"
)
RULES = DurationRules(
    of_job=re.compile(
        r"\b(?:contracts?|duration|length|term|internships?|apprenticeships?|traineeships?|"
        r"positions?|"
        r"roles?|appointments?|engagement|assignment|fellowship|project|temporary|fixed[- ]term|"
        r"freelance|residency|lasting|not to exceed|nte|secondment|maternity cover)\b"
        rf"(?P<gap>{GAP}{{0,60}}?){_SPAN}"
    ),
    renewed=re.compile(
        rf"(?P<gap>){_SPAN},? (?:\(?renewable|\(?extend|with (?:the )?(?:possibility|option|"
        rf"possible))"
    ),
    rhythm=re.compile(
        rf"(?P<gap>){_SPAN}[ -](?!old\b)(?:\w+[ -]){{0,2}}?"
        r"(?:contract|term|internship|appointment|assignment|engagement|project|role|"
        r"position|secondment|placement|freelance)\b"
    ),
    other=re.compile(
        r"\b(?:experience|last|past|next|within|after|every|each|ago|since|aged?|old|notice|"
        r"probation\w*|trial|vacation|leave|per|salary|degree|serve|requires?|"
        r"minimum of [0-9]+ years)\b"
    ),
    behind=re.compile(
        r"[-+ ]*(?:of |in )?(?:\w+ )?(?:experience|working|work history|old|notice|ago|after|later|"
        r"probation|trial|into|from now|prior|degree|university|college|roadmap|plan)\b"
    ),
    elsewhere=re.compile(
        r"\b(?:years? (?:of|in|'s)|experience|we have been|founded|probationary|warranty|"
        r"paid leave)\b"
    ),
    renewable=re.compile(r"(?<!non-)(?<!not )\b(?:renew|extend|extension|prolong)"),
    least=re.compile(r"\b(?:at least|minimum(?: of)?|min\.?|longer than|no less than)(?: an?)? ?$"),
    least_behind=re.compile(r"^ ?(?:\(?min|or more|\+)"),
    most=re.compile(r"\b(?:up to|maximum(?: of)?|max\.?|not to exceed|nte|at most)(?: an?)? ?$"),
)
