"""Technologies: their spellings, and the one name that is shown.

The patterns are for folded text (lower case, no accents).
"""

from __future__ import annotations

import re

from jobtui.text.folding import fold

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
_PATTERN = re.compile(
    r"(?<![\w.#+&])(?:"
    + "|".join(
        f"(?P<t{number}>{'|'.join(spellings)})"
        for number, spellings in enumerate(TECHNOLOGIES.values())
    )
    + r")(?![\w#+]|\.\w)"
)
_NAMES = tuple(TECHNOLOGIES)
# Words of a list of technologies that name none.
_NO_TECHNOLOGY = frozenset(
    """
stack choix libre libres technologique technologiques ouvert ouverts ouverte parmi les des solutions
solution logiciel logiciels open source marche bon bonne niveau souhaite souhaitee en du de la le un
une et ou fullstack full front back end frontend backend web autre autres etc framework selon a
definir discuter equipe dev developpement outils langage langages au votre tout toute toutes
technologies technologie techno technos experience connaissance connaissances moderne modernes data
""".split()
)
_SEPARATORS = re.compile(r"[,;/|\n]|\s[-+&•]\s|(?<=\w)\+(?=\w)|\b(?:et|ou|and|or)\b")


def technologies_of(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the technologies in *texts*: known ones by their usual name, others as written."""
    found: dict[str, None] = {}
    for text in texts:
        for part in _SEPARATORS.split(text):
            part = part.strip(" ()").rstrip(" .)")
            folded = fold(part)
            names = [
                _NAMES[int(match.lastgroup[1:])]
                for match in _PATTERN.finditer(folded)
                if match.lastgroup
            ]
            found.update(dict.fromkeys(names))
            words = [w for w in re.split(r"[\s()]+", folded) if w]
            if not names and 0 < len(words) <= 2 and not _NO_TECHNOLOGY.intersection(words):
                found[part] = None
    return tuple(found)
