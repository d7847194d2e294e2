"""When a job starts, as English sentences state it; see ``inference.start``."""

from __future__ import annotations

from jobtui.inference.sentences import GAP
from jobtui.inference.start import StartRules
from jobtui.text.number_words import MONTHS
from jobtui.text.patterns import late

_MONTH = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_START = (
    r"(?:\b(?:(?:anticipated|expected|desired|earliest|planned|ideal|target|possible) start|"
    r"immediate start|start(?:ing)? dates?|date of (?:entry|start)|"
    r"(?:employment|position|role|job|contract|"
    r"internship|"
    r"project|work|term|fellowship|candidate)s?\b[^;!?]{0,30} (?:starts?|begins?|starting|"
    r"beginning|"
    r"commences?|commencing)|to start|available from|when|"
    r"(?:positions?|roles?|jobs?) (?:is |are )?available|start (?=immediately|asap"
    r"|as soon|right))\b"
    r"|^(?:.{0,40} : )?(?:starting|starts?|beginning|begin|availability|available)\b"
    r"|, (?:starting|beginning|commencing)\b)"
)
_PART = r"(?:mid|early|late|beginning of|end of|the month of)[- ]"
_DAY = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?"
RULES = StartRules(
    trigger=late(_START),
    soon=late(
        r"\bimmediate start\b|"
        rf"{_START}{GAP}{{0,60}}?\b(?:as soon as possible|asap|immediate(?:ly)?|right away|now\b|"
        r"at the earliest|soonest)"
    ),
    dated=late(
        rf"{_START}(?P<gap>[^;!]{{0,30}}?)(?:\b{_DAY} (?:of )?)?(?:\b{_PART})?\b(?P<month>{_MONTH})"
        rf"(?:(?: ?[-–—/,] ?| (?:or|and|to) ){_MONTH}){{0,3}}"
        r"(?: (?P<after>[0-3]?[0-9])(?:st|nd|rd|th)?\b)?(?:,? (?P<year>20[0-9]{2}))?\b"
    ),
    numbered=late(
        rf"{_START}[^;!]{{0,20}}?\b(?P<year>20[0-9]{{2}})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])\b"
    ),
    year=late(
        rf"{_START}[^;!]{{0,20}}?\b(?:early|beginning of|start of|january) (?P<year>20[0-9]{{2}})\b"
    ),
    question=late(r"\b(?:when|start(?: date)?|when do(?:es)? (?:it|the job|we) start) ?\?"),
    other=late(
        r"\b(?:interviews?|applications?|apply|until|before|by|deadline|since|ended|published|"
        r"reviewed|rolling)\b"
    ),
)
