"""How long a job lasts, as English sentences state it; see ``inference.duration``."""

from __future__ import annotations

from jobtui.inference.duration import DurationRules
from jobtui.inference.sentences import DASH, GAP
from jobtui.text.number_words import ENGLISH_NUMBERS
from jobtui.text.patterns import late

_COUNT = r"(?:[1-9][0-9]?|" + "|".join(ENGLISH_NUMBERS) + r")"
_SPAN = (
    rf"\b(?P<low>{_COUNT})(?:(?: ?(?:{DASH}|/) ?| (?:to|or) )(?P<high>{_COUNT}))?[ -]?"
    r"(?P<unit>months?|years?|yrs?|weeks?)\b"
    rf"(?: (?:to|or) (?P<years>{_COUNT}) years?\b)?"
)
RULES = DurationRules(
    of_job=late(
        r"\b(?:contracts?|duration|length|term|internships?|apprenticeships?|traineeships?|"
        r"positions?|"
        r"roles?|appointments?|engagement|assignment|fellowship|project|temporary|fixed[- ]term|"
        r"freelance|residency|lasting|not to exceed|nte|secondment|maternity cover)\b"
        rf"(?P<gap>{GAP}{{0,60}}?){_SPAN}"
    ),
    renewed=late(
        rf"(?P<gap>){_SPAN},? (?:\(?renewable|\(?extend|with (?:the )?(?:possibility|option|"
        rf"possible))"
    ),
    rhythm=late(
        rf"(?P<gap>){_SPAN}[ -](?!old\b)(?:\w+[ -]){{0,2}}?"
        r"(?:contract|term|internship|appointment|assignment|engagement|project|role|"
        r"position|secondment|placement|freelance)\b"
    ),
    other=late(
        r"\b(?:experience|last|past|next|within|after|every|each|ago|since|aged?|old|notice|"
        r"probation\w*|trial|vacation|leave|per|salary|degree|serve|requires?|"
        r"minimum of [0-9]+ years)\b"
    ),
    behind=late(
        r"[-+ ]*(?:of |in )?(?:\w+ )?(?:experience|working|work history|old|notice|ago|after|later|"
        r"probation|trial|into|from now|prior|degree|university|college|roadmap|plan)\b"
    ),
    elsewhere=late(
        r"\b(?:years? (?:of|in|'s)|experience|we have been|founded|probationary|warranty|"
        r"paid leave)\b"
    ),
    renewable=late(r"(?<!non-)(?<!not )\b(?:renew|extend|extension|prolong)"),
    least=late(r"\b(?:at least|minimum(?: of)?|min\.?|longer than|no less than)(?: an?)? ?$"),
    least_behind=late(r"^ ?(?:\(?min|or more|\+)"),
    most=late(r"\b(?:up to|maximum(?: of)?|max\.?|not to exceed|nte|at most)(?: an?)? ?$"),
)
