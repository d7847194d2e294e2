"""Where a job is done, as English sentences state it; see ``inference.workplace``."""

from __future__ import annotations

from jobtui.inference.workplace import WorkplaceRules
from jobtui.text.patterns import late

_JOB = (
    r"(?:positions?|roles?|jobs?|openings?|internships?|posts?|contracts?|candidates?|applicants?|"
    r"you|staff)"
)
_OFFICE = r"(?:offices?|headquarters|hq|hub|studio|campus|locations)"
_AT = r"(?:\b(?:in|at|from|near|outside|of|within|around|the|downtown|central|greater)|[:,(–—-])"
_NEAR = r"[^;!?]{0,70}?"
RULES = WorkplaceRules(
    label=late(
        r"^(?:.{0,40} : )?"
        r"(?:📍 ?)?"
        r"(?:(?:job |work |duty |office |primary )?location(?:s|\(s\))?(?: and [a-z ]{3,20})?|"
        r"where(?: is this (?:position|role|job) (?:located|based))?|based in|workplace|"
        r"place of work|duty station|city|worksite|office|onsite|on-site|address)"
        r"(?: \([^()]{0,30}\))? ?[?:—–-](?! ?(?:anywhere|worldwide|fully remote))[^!?]{0,110}$"
    ),
    heading=late(r"^(?:(?:job |work )?locations?|where|workplace|address|place of work)$"),
    before=late(
        # "the position is based in Perth", "candidates must be located in Perth", "based in Perth"
        rf"(?:\b{_JOB}\b[^;!?]{{0,60}}?|^(?:.{{0,40}} : )?)"
        rf"\b(?:based|located|situated|stationed|performed|available|be|live|reside|work) {_AT}"
        rf"(?:{_NEAR}{_AT})? ?$"
        # "join us in our Perth office", "work from our office in Perth", "our offices are in Perth"
        rf"|\b(?:our|the|its|an?) {_OFFICE}\b{_NEAR}{_AT} ?$|\b(?:in|from|at|to) (?:our|the) $"
        r"|\bjoin (?:us|our team|the team) (?:\w+ ){0,2}?in $|\bout of our $"
        r"|\bhave (?:offices|locations) in $|\b(?:our|the) home base is in $|📍\W{0,3}$"
        # "we are hiring developers in Perth"
        r"|\b(?:hiring|recruiting|accepting applications (?:for|from))\b[^;.!?:]{0,60} in $"
        rf"|\b(?:on-?site|in[ -]person|in the office|hybrid)\b{_NEAR}{_AT} ?$"
        rf"|\b[1-5] days? (?:a|per|each) week {_AT}(?:{_NEAR}{_AT})? ?$"
        r"|\b(?:relocat\w+|commute) (?:\w+ )?to $"
        # "10 Main Street, Perth"
        r"|\b[0-9]{1,5},? (?:[a-z0-9.]+ ){1,4}(?:street|st|avenue|ave|road|rd|lane|drive|square|"
        r"boulevard|blvd|way|plaza)\b[^;!?]{0,40}$"
    ),
    rarely=late(
        r"\b(?:occasional\w*|sometimes|optional\w*|travel\w*|trips?|interviews?|meetings?|"
        r"retreats?|"
        r"offsites?|conferences?|quarterly|once a (?:month|quarter|year)|yearly|annual\w*|"
        r"for example|such as|outside of|elsewhere|customers?|clients?|users|deploy\w*|not need|"
        r"do(?:es)? not (?:have|require)|need not|locality pay|salary range)\b"
    ),
    often=late(r"\b(?:a|per|each|every) week\b|\bweekly\b|\bphysically based\b"),
    others=late(
        r"\b(?:(?:we are|we're)(?! (?:\w+ )?(?:hiring|recruiting|accepting))|"
        r"company|firm|organi[sz]ation|startup|agency|studio"
        r"|(?<!join our )(?<!join the )teams?|members|"
        r"colleagues|founders|customers|clients|users|(?<!hiring )(?<!recruiting )people|project|"
        r"collective) "
        r"(?:\S+ ){0,5}?(?:is|are|based|located|situated|works?|in)\b"
        r"|\b(?:interviews?|apply|(?<!accepting )applications?|resume|submit|university of|"
        r"city of|state of|"
        r"ministry of|accords?|department of|governor|general|within the)\b"
    ),
)
