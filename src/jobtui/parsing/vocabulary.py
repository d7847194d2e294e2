"""The field's words as tables: spellings on one side, the one form that is shown on the other.

Every key of these tables is folded (lower case, no accents, one space between words).
"""

from __future__ import annotations

import re

# --- keys of the frontmatter -------------------------------------------------------------------
# The order of the spellings of one field is the order in which they are believed.
FIELD_ALIASES: dict[str, tuple[str, ...]] = {
    "role": ("roles", "role", "poste", "metier"),
    "title": ("title", "titles", "titre"),
    "open": ("open", "ouvert"),
    "status": ("status", "statut"),
    "filled": ("poste_pourvu", "pourvu", "filled"),
    "published": ("date", "post_ouvert", "poste_ouvert", "published", "publication_date"),
    "closes": ("poste_ferme", "depublication_date", "post_ferme", "closes", "date_limite"),
    "team": ("equipe", "team", "organisation", "organization"),
    "friend": ("friend",),
    "startup": ("startup", "startups"),
    "incubator": ("incubator", "incubateur"),
    "contracts": ("contrat", "contrats", "contract"),
    "domains": ("domaines", "domaine", "domains", "domain"),
    "technologies": ("techno", "technos", "technologies", "technologie", "tech"),
    "junior": ("junior", "juniors"),
    "contacts": ("contact", "contacts"),
    "apply": ("externalurl", "external_url", "apply", "candidature"),
    "form": ("airtable_formulaire",),
}

FIELD_OF_KEY = {key: field for field, keys in FIELD_ALIASES.items() for key in keys}

TRUE_WORDS = frozenset({"true", "yes", "oui", "vrai", "on", "1", "y", "o"})
FALSE_WORDS = frozenset({"false", "no", "non", "faux", "off", "0", "n"})
NULL_WORDS = frozenset({"", "~", "null", "none", "nil"})

STATUS_WORDS: dict[str, tuple[str, bool]] = {
    # what `status:` says -> which statement it is, and its verdict
    **dict.fromkeys(("open", "opened", "ouvert", "ouverte", "true", "oui", "yes"), ("open", True)),
    **dict.fromkeys(("closed", "close", "ferme", "fermee", "false", "non", "no"), ("open", False)),
    **dict.fromkeys(("clos", "close", "expired", "expire", "archive", "draft"), ("open", False)),
    **dict.fromkeys(("filled", "pourvu", "pourvue", "poste pourvu"), ("filled", True)),
}


# --- contracts ---------------------------------------------------------------------------------
CONTRACTS: dict[str, tuple[str, ...]] = {
    "Indépendant": (
        r"ind[eé]p[ae]nd[ae]nt\w*",
        r"free-?\s?lances?",
        r"prestataires?",
        r"prestations?",
        r"auto-?\s?entrepreneu\w+",
        r"micro-?\s?entrepreneu\w+",
        r"portage( salarial)?",
    ),
    "CDI": (r"cdi", r"contrat a duree indeterminee"),
    "CDD": (r"cdd", r"contrat a duree determinee"),
    "Contractuel": (r"contractuel\w*", r"agents? contractuel\w*"),
    "Fonctionnaire": (r"fonctionn?aires?", r"titulaires?", r"detachement", r"mise a disposition"),
    "Stage": (r"stages?", r"stagiaires?"),
    "Apprentissage": (r"apprentissages?", r"alternan\w+", r"apprenti\w*"),
    "Vacation": (r"vacations?", r"vacataires?"),
    "Volontariat": (r"service civique", r"volontariat", r"benevol\w+"),
}
CONTRACT_PATTERNS = {
    name: re.compile(r"\b(?:" + "|".join(words) + r")\b") for name, words in CONTRACTS.items()
}

# --- technologies ------------------------------------------------------------------------------
TECHNOLOGIES: dict[str, tuple[str, ...]] = {
    "Angular": (r"angular(?:\.?js)?",),
    "Ansible": (r"ansible",),
    "Android": (r"android",),
    "AWS": (r"aws",),
    "Bash": (r"bash",),
    "C": (r"c(?![\w+#'’])",),
    "C#": (r"c#", r"c sharp"),
    "C++": (r"c\+\+", r"cpp"),
    "CSS": (r"css3?",),
    "Django": (r"django",),
    "Docker": (r"docker",),
    "Elasticsearch": (r"elastic ?search",),
    "Elixir": (r"elixir",),
    "Ember.js": (r"ember(?:\.?js)?",),
    "Express": (r"express(?:\.?js)?",),
    "FastAPI": (r"fast ?api",),
    "Flask": (r"flask",),
    "Flutter": (r"flutter",),
    "Git": (r"git",),
    "Go": (r"go(?:lang)?",),
    "GraphQL": (r"graphql",),
    "Hasura": (r"hasura",),
    "HTML": (r"html5?",),
    "iOS": (r"ios",),
    "Java": (r"java",),
    "JavaScript": (r"java ?script", r"js", r"ecmascript"),
    "Kotlin": (r"kotlin",),
    "Kubernetes": (r"kubernetes", r"k8s"),
    "Kurento": (r"kurento",),
    "Laravel": (r"laravel",),
    "Linux": (r"linux",),
    "Matomo": (r"matomo",),
    "Metabase": (r"metabase",),
    "MongoDB": (r"mongo ?db", r"mongo"),
    "MySQL": (r"my ?sql",),
    "NestJS": (r"nest\.?js",),
    "Next.js": (r"next\.?js",),
    "Nuxt": (r"nuxt(?:\.?js)?",),
    "Node.js": (r"node(?:[. ]?js)?",),
    ".NET": (r"\.net", r"dot ?net"),
    "NumPy": (r"numpy",),
    "Open edX": (r"open edx",),
    "OpenFisca": (r"openfisca",),
    "Pandas": (r"pandas",),
    "Perl": (r"perl",),
    "Phoenix": (r"phoenix",),
    "PHP": (r"php(?: ?[578](?:\.\d)?)?",),
    "PostGIS": (r"post ?gis",),
    "PostgreSQL": (r"postgre(?:s|sql)?", r"postgres ?sql"),
    "Python": (r"python ?[23]?(?:\.\d+)?",),
    "Qt": (r"qt[456]?",),
    "R": (r"r(?![\w&'’/.])",),
    "RabbitMQ": (r"rabbit ?mq",),
    "Ramda": (r"ramda",),
    "React": (r"react(?:[. ]?js)?(?![ -]native)",),
    "React Native": (r"react[ -]native",),
    "Redis": (r"redis",),
    "Redux": (r"redux",),
    "Ruby": (r"ruby(?! on rails)",),
    "Ruby on Rails": (r"ruby on rails", r"rails", r"ror"),
    "Rust": (r"rust",),
    "Scala": (r"scala",),
    "Spring": (r"spring(?: ?boot)?",),
    "SQL": (r"sql",),
    "Svelte": (r"svelte(?![ -]?kit)(?:\.?js)?",),
    "SvelteKit": (r"svelte[ -]?kit",),
    "Swift": (r"swift",),
    "Symfony": (r"symfony",),
    "Tailwind": (r"tailwind(?: ?css)?",),
    "Terraform": (r"terraform",),
    "TypeScript": (r"type ?scri?y?pt", r"ts"),
    "Vue.js": (r"vue(?:[. ]?js)?",),
    "WordPress": (r"word ?press",),
}
TECHNOLOGY_PATTERN = re.compile(
    r"(?<![\w.#+&])(?:"
    + "|".join(
        f"(?P<t{number}>{'|'.join(spellings)})"
        for number, spellings in enumerate(TECHNOLOGIES.values())
    )
    + r")(?![\w#+]|\.\w)"
)
TECHNOLOGY_NAMES = tuple(TECHNOLOGIES)
# Words of a `techno:` that name no technology.
_NO_TECHNOLOGY = """
stack choix libre libres technologique technologiques ouvert ouverts ouverte parmi les des solutions
solution logiciel logiciels open source marche bon bonne niveau souhaite souhaitee en du de la le un
une et ou fullstack full front back end frontend backend web autre autres etc framework selon a
definir discuter equipe dev developpement outils langage langages au votre tout toute toutes
technologies technologie techno technos experience connaissance connaissances moderne modernes data
"""
NO_TECHNOLOGY = frozenset(_NO_TECHNOLOGY.split())
