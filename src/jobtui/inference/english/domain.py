"""The domain of a job, as the head of its English title tells it.

In English the head stands last: a technical support developer develops, a product manager of a
data portfolio does not analyse data. What follows "for", "at" or a comma only qualifies it.
"""

from __future__ import annotations

from jobtui.text.folding import fold
from jobtui.text.patterns import late

_DOMAINS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("coaching", (r"coach", r"mentor", r"trainer")),
    (
        "data",
        (
            r"data (?:scientist|analyst|engineer|architect|specialist|steward|science|analytics)",
            r"(?:business|product|web) analyst",
            r"statistician",
            r"analytics \w+",
            r"machine learning \w+",
            r"geomatician",
            r"(?:gis|geospatial) (?:analyst|engineer|specialist|developer)",
            r"search engineer",
        ),
    ),
    (
        "product",
        (
            r"product (?:manager|owner|lead|management|strategist|director)",
            r"chief product officer",
            r"(?:project|program|programme|delivery) manager",
            r"scrum master",
            r"(?:project|program) lead",
        ),
    ),
    (
        "design",
        (
            r"designers?",
            r"design",
            r"(?:ux|ui)(?: \w+)?",
            r"user (?:research|experience)\w*",
            r"(?:design |ux |user )?researcher",
            r"illustrat\w+",
            r"art director",
            r"animator",
            r"logos?",
            r"icons?",
            r"branding",
            r"mock-?ups?",
            r"visuals?",
            r"graphics?",
            r"artist",
            r"redesign",
            r"interface",
            r"theme",
            r"artwork",
            r"mascot",
            r"stickers?",
            r"iconography",
            r"wireframes?",
            r"prototyp\w+",
            r"usability \w+",
            r"accessibility specialist",
        ),
    ),
    (
        "deployment",
        (
            r"business developer",
            r"business development(?: \w+)?",
            r"partnerships?(?: \w+)?",
            r"sales(?: \w+)?",
            r"marketing(?: \w+)?",
            r"growth(?: \w+)?",
            r"customer success(?: [\w ]+)?",
            r"account (?:manager|executive)",
            r"outreach(?: \w+)?",
            r"sales representative",
        ),
    ),
    (
        "development",
        (
            r"developers?",
            r"programmer",
            r"engineers?",
            r"engineering(?: manager)?",
            r"dev",
            r"sre",
            r"devops(?: \w+)?",
            r"(?:software|solutions?|systems?|cloud|security|technical|"
            r"enterprise)(?: \w+)? architect",
            r"tech(?:nical)? lead",
            r"cto",
            r"webmaster",
            r"sys(?:tems? )?admin(?:istrator)?",
            r"front-?end",
            r"back-?end",
            r"full[- ]?stack",
            r"coder",
            r"data engineer",
            r"information technology specialist",
        ),
    ),
    (
        "support",
        (
            r"support (?:engineer|specialist|agent|analyst|technician|lead)",
            r"support",
            r"help ?desk(?: \w+)?",
            r"customer (?:support|service|care|claims?)(?: \w+)?",
            r"contact cent(?:er|re)(?: \w+)?",
        ),
    ),
    (
        "community",
        (
            r"community(?: \w+)?",
            r"communications?(?: \w+)?",
            r"social media(?: \w+)?",
            r"(?:events?|engagement)(?: \w+)?",
            r"content (?:writer|strategist|manager|creator|designer)",
        ),
    ),
    (
        "other",
        (
            r"recruiter",
            r"recruitment",
            r"talent(?: \w+)?",
            r"people operations(?: \w+)?",
            r"(?:human resources|hr)(?: \w+)?",
            r"accountant",
            r"(?:financial )?controller",
            r"finance(?: \w+)?",
            r"lawyer",
            r"counsel",
            r"paralegal",
            r"(?:policy|legal|procurement|strategic|services) (?:analyst|advisor|"
            r"adviser|lead|manager|specialist)",
            r"(?:executive |administrative )?assistant",
            r"coordinator",
            r"translator",
            r"(?:technical |copy)?writer",
            r"administrat\w+(?: specialist)?",
            r"operations(?: \w+)?",
            r"office manager",
            r"advis[oe]r",
        ),
    ),
)
# What is in none of them; asked where nothing else is found.
_OTHER = late(
    r"\b(?:director|chief|strategist|supervisor|specialist|lead|manager|analyst|consultant|officer|"
    r"executive|agent|clerk|representative|expert|head)\b"
)
_PATTERNS = tuple((late(rf"\b(?:{'|'.join(words)})\b"), domain) for domain, words in _DOMAINS)
_OPENING = late(
    r"^(?:(?:we are |we're )?(?:looking for|hiring|seeking)|call for proposals ?:?|"
    r"needed|wanted ?:?)"
    r" (?:an? |someone to |for )?"
)
_QUALIFIED = late(r" (?:for|at|in|with|to|on|of|from|needed|wanted|who|that) |,| - | – |\(|/| \| ")


def domain_of_role(role: str) -> str:
    """Return the domain that the head of a title names, or an empty text."""
    title = _OPENING.sub("", fold(role)).rpartition(":")[2].strip()
    for part in (*_QUALIFIED.split(title), title):
        found = [
            (match.end(), -match.start(), -rank, domain)
            for rank, (words, domain) in enumerate(_PATTERNS)
            for match in words.finditer(part)
        ]
        if found:
            return max(found)[3]
    return "other" if _OTHER.search(title) else ""
