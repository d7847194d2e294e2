"""What is a posting, where the name of a file leaves that open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobtui.parsing.field_names import FIELD_OF_KEY, field_of, plain_key
from jobtui.text.folding import fold
from jobtui.text.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jobtui.parsing.yaml_strings import Value

_TITLES = ("title", "role")
# Fields that only postings have, and those of which other pages have one now and then.
_STRONG = frozenset(
    """closes contracts pay pay_min pay_max apply filled positions working_time remote form startup
    starts""".split()
)
_WEAK = frozenset(
    """organisation places seniority status open shut opens contacts domains technologies
    duration""".split()
)
_ENOUGH = 2  # weak fields
_ALSO_OTHER = frozenset(  # spellings of strong fields that pages of any kind have as well
    """type stack start starts name expires expiration rate hours apply level tipo budget schedule
    hybrid where workload function listed headline externallink externalurl closedat""".split()
)
_KIND_KEYS = frozenset("layout type template collection category categories kind @type".split())
_JOB_WORD = late(
    r"\b(?:jobs?|job-?postings?|careers?|vacanc(?:y|ies)|positions?|openings?|offres?|emplois?"
    r"|recrutements?|stellen?(?:angebote?)?|karriere|empleos?|ofertas?)\b"
)
_OTHER_KIND = late(
    r"\b(?:events?|meetups?|news|blog|articles?|press(?: release)?|persons?|people|members?"
    r"|authors?|talks?|workshops?|webinars?|conferences?|evenements?|actualites?|actus?"
    r"|veranstaltung\w*|termine?|aktuelles|eventos?|noticias?|newsletter|podcasts?|testimonials?)\b"
)
_OTHER_LAYOUT = late(
    r"\b(?:\w*proposals?|projects?|courses?|trainings?|schools?|publications?|papers?|grants?"
    r"|products?|services?|tutorials?|galler(?:y|ies)|compan(?:y|ies)|profiles?|docs?|faqs?)\b"
)
_LAYOUT_KEYS = frozenset(("layout", "template", "collection", "kind"))
# Keys that pages of events have, and postings do not.
_OF_EVENTS = frozenset(
    """eventdate eventtype eventurl rrule speaker speakers venue agenda rsvp when starttime endtime
    time.start time.end repeated
    enddate""".split()
)
# Keys of what other things have: pull requests and issues, books, papers, goods.
_OF_OTHERS = frozenset(
    """prnumber pullrequest mergedat issuenumber commits commitsha additions deletions isbn issn doi
    sku arxiv bibtex""".split()
)
_AUTHORS = frozenset("author authors auteur auteurs byline autor autores".split())
_LIST_TITLE = late(
    r"(?:(?:current|open|all|our|available|latest) )?(?:jobs|careers|positions|vacancies|openings"
    r"|opportunities|job (?:openings|board|listings|offers|opportunities|postings)|roles)"
    r"|jobs? (?:and|&) careers?|careers? (?:and|&) jobs?"
    r"|karriere|stellen(?:angebote|anzeigen|ausschreibungen)|offene stellen"
    r"|(?:nos )?offres(?: d'emplois?)?|recrutement|emplois"
    r"|empleos?|ofertas de (?:empleo|trabajo)|vacatures|vagas(?: de emprego)?"
)
# ... or of a posting for anybody, where only postings are.
_INVITATION = late(
    r"join (?:us|our team|the team)|(?:come )?work (?:with|for|at) us|nous rejoindre"
    r"|rejoignez[- ]nous|trabaja con nosotros|werken bij|lavora con noi|trabalhe conosco"
)
_TITLE_END = late(r"\s+(?:[|–—·:-]|at|chez|bei|en|bij)\s.*$")
_PLACEHOLDER = late(
    r"(?:example|sample|dummy) (?:job|position|posting|vacancy)(?: title)?"
    r"|(?:hiring org(?:anization)?\s*:\s*)?(?:the\s+|your\s+)?(?:job|position|role|posting)\s*"
    r"(?:title|name)(?:\s+here)?|title|titre|intitule(?: du poste)?|titre du poste|stellentitel"
    r"|titulo(?: del puesto)?|todo|tbd|xx{2,9}|lorem ipsum.*"
    r"|[\[<{(].*(?:title|titre|titulo|name).*[\]>})]"
)
# Titles of pages that every site has, and headings that stand above the title of any posting.
_PAGE_TITLE = late(
    r"(?:frequently asked questions|f\.?a\.?q\.?s?|about(?: us)?|contact(?: us)?|home(?: ?page)?"
    r"|imprint|impressum|privacy(?: policy| notice)?|terms(?: of (?:use|service)| and conditions)?"
    r"|page not found|foire aux questions|questions frequentes|a propos|qui sommes[- ]nous"
    r"|mentions legales|plan du site|accueil|uber uns|ueber uns|kontakt|datenschutz(?:erklarung)?"
    r"|haufige fragen|startseite|sobre nosotros|quienes somos|contacto|aviso legal|inicio"
    r"|preguntas frecuentes)[ ?!.]*"
)
_GENERAL_HEADING = late(
    r"(?:the |this |about the |votre |le |la |l'|zur |die |el |la )?"
    r"(?:(?:job|position|role|vacancy|career|opening|posting) ?"
    r"(?:details?|descriptions?|information|overview|profile|summary|posting|opening|offer|vacancy)?"
    r"|details?|descriptions?|overview|vacancy details|we(?: are|'re) hiring!?"
    r"|offre(?: d'emploi| de stage)?|fiche de poste|detail(?:s)? (?:du poste|de l'offre)"
    r"|description du poste|descriptif(?: du poste| de l'offre)?|nous recrutons ?!?"
    r"|stellen(?:beschreibung|ausschreibung|anzeige|angebot|details)|wir suchen(?: dich)?!?"
    r"|descripcion(?: del puesto)?|detalles? (?:del puesto|de la oferta)"
    r"|oferta de (?:empleo|trabajo)"
    r"|vacature|functieomschrijving)"
)
_NO_WORD = late(r"[\W_]+")
_TEMPLATE_SIGN = late(r"\{\{|\{%|<%")
_LIST_LOOP = late(
    r"\{%-?\s*for\s+\w+\s+in\s+(?:site|collections|paginator|section|pages)\b"
    r"|\{\{-?\s*range\b|\{\{[<%]\s*(?:list|jobs?|positions?|careers?|openings?)[-_]?(?:list|s)?\s*[%>]\}\}"
)
_LISTS = frozenset(map(plain_key, "jobs positions postings openings vacancies offres".split()))


def is_posting(values: Iterable[Value], body: str, doubtful: bool) -> bool:
    """Whether a page is a posting; if *doubtful*, only if its keys say so.

    A template and the page of a list are none, wherever they are.
    """
    held = list(values)
    if _is_template(held):
        return False
    titles = [value.text for value in held if title_field(value.key)]
    is_page = bool(titles) and all(map(_is_page_title, titles))
    if not doubtful and not is_page and not _is_list(held, body):
        return True
    if any(_is_list_title(title) or _is_invitation(title) for title in titles):
        return False
    return is_told((value.key, value.text) for value in held)


def is_told(pairs: Iterable[tuple[str, str]]) -> bool:
    """Whether keys, with their texts, are those of a posting and of no other page."""
    weak, is_other, is_strong, is_loose = 0, False, False, False
    is_authored = is_placed = False
    for key, text in pairs:
        plain = plain_key(key)
        is_authored = is_authored or plain in _AUTHORS
        if plain in _KIND_KEYS:
            kind = fold(text[:200]).replace("_", " ")
            if _JOB_WORD.search(kind.replace("jobposting", "job")):
                return True
            is_other = is_other or _OTHER_KIND.search(kind) is not None
            if plain in _LAYOUT_KEYS:
                is_other = is_other or _OTHER_LAYOUT.search(kind) is not None
        is_other = is_other or plain in _OF_EVENTS or plain in _OF_OTHERS
        field = field_of(plain)
        is_placed = is_placed or field == "places"
        if plain in _ALSO_OTHER:
            is_loose = is_loose or field in _STRONG or field in _WEAK
        else:
            is_strong = is_strong or field in _STRONG
            weak += field in _WEAK
    if is_authored and not is_placed:
        weak -= 1  # a blog post, whose category and team are no posting's
    return not is_other and (is_strong or weak + is_loose >= _ENOUGH)


def title_field(key: str) -> bool:
    """Whether a key states the title or the role of a posting."""
    return FIELD_OF_KEY.get(plain_key(key)) in _TITLES


def _is_list_title(title: str) -> bool:
    """Whether a title is that of a page that lists postings: "Careers at Plum"."""
    return _LIST_TITLE.fullmatch(_plain_title(title)) is not None


def _is_invitation(title: str) -> bool:
    """Whether a title invites to a page of postings: "Join us"."""
    return _INVITATION.fullmatch(_plain_title(title)) is not None


def _plain_title(title: str) -> str:
    return _TITLE_END.sub("", fold(title[:200]).strip())


def _is_page_title(title: str) -> bool:
    """Whether a title is that of a page that every site has: "About us", "Open positions"."""
    plain = fold(title[:200]).strip()
    return bool(_PAGE_TITLE.fullmatch(plain) or _LIST_TITLE.fullmatch(plain))


def is_general_heading(heading: str) -> bool:
    """Whether a heading could stand above any posting: "Job details"."""
    return _GENERAL_HEADING.fullmatch(fold(heading[:200]).strip(" :.!")) is not None


def _is_template(values: list[Value]) -> bool:
    """Whether the title is one that nobody has filled in."""
    titles = [value.text for value in values if title_field(value.key)]
    return are_unfilled(titles) or any(_TEMPLATE_SIGN.search(title[:200]) for title in titles)


def are_unfilled(titles: Iterable[str]) -> bool:
    """Whether title and role are such as nobody has filled in: one "Job title", or each "…"."""
    folded = [plain for title in titles if (plain := fold(title[:200]).strip())]
    if folded and all(map(_NO_WORD.fullmatch, folded)):
        return True
    return any(_PLACEHOLDER.fullmatch(plain.partition("#")[0].strip()) for plain in folded)


def _is_list(values: list[Value], body: str) -> bool:
    if any(value.inner and plain_key(value.key) in _LISTS for value in values):
        return True
    return ("{%" in body or "{{" in body) and _LIST_LOOP.search(body) is not None
