"""The way to apply, where only the text of a posting says it."""

from __future__ import annotations

import re

from jobtui.french import fold

EMAIL = re.compile(r"(?<![\w.+/@-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,6}[A-Za-z]{2,24}(?![\w@])")
ADDRESS = re.compile(r"https?://[^\s<>\"'`\])}|]{3,2000}", re.IGNORECASE)
_APPLYING = re.compile(
    r"\b(?:candidat|postul|envoye[rz]?|envoie|ecri(?:re|vez|s)\b|cv\b|formulaire|adresse[rz]?"
    r"|contacte[rz]?|interesse|deposer|apply)"
)
_FORM = re.compile(
    r"airtable\.com|typeform|framaforms|forms?\.|/forms?/|docs\.google\.com/forms|formulaire"
    r"|welcomekit|welcometothejungle|place-emploi-public|tally\.so|demarches-simplifiees|recrut|jobs?\b"
    r"|postuler|candidat|apply",
    re.IGNORECASE,
)


def way_to_apply(body: str, form_only: bool = False) -> str:
    """Return the address that *body* names for applying, or an empty text.

    A form or e-mail address near words such as "candidater" or "CV" wins, the last such place
    before the first (postings end with how to apply); then any e-mail address. With
    *form_only* (the file says that there is a form), forms come first wherever they stand.
    """
    paragraphs = re.split(r"\n(?=\s*#)|\n\s*\n", body)
    forms: list[str] = []
    near: list[str] = []
    anywhere: list[str] = []
    applying = False
    for paragraph in paragraphs:
        heading = paragraph.lstrip().startswith("#")
        told = bool(_APPLYING.search(fold(paragraph)))
        applying = told or (applying and not heading)
        emails = [found[0] for found in EMAIL.finditer(paragraph)]
        links = [found[0].rstrip(".,;:!?*_") for found in ADDRESS.finditer(paragraph)]
        form_links = [link for link in links if _FORM.search(link)]
        if form_only:
            forms += form_links
        if applying:
            near += [*form_links, *emails][:1]
        anywhere += emails
    for found in (forms, near[-1:], anywhere[-1:]):
        if found:
            return found[0]
    return ""
