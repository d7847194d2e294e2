"""Postings made by a seeded generator: French-like words with Zipf frequencies, none copied."""

from __future__ import annotations

import random
from itertools import accumulate
from pathlib import Path

_SYLLABLES = """
ba be bi bo bu ca ce ci co cu da de di do du fa fe fi fo ga ge go gra gri la le li lo lu ma me mi mo
mu na ne ni no nu pa pe pi po pra pri pro ra re ri ro ru sa se si so su ta te ti to tra tri tu va ve
vi vo blé clé é chan chou plan ment tion teur sion eau ouil ier
""".split()
_ENDINGS = ("", "", "", "s", "e", "es", "ment", "tion", "eur", "euse", "ique", "able", "é", "ée")
_ROLES = (
    *("Développeur·se {}", "Développeuse ou développeur {}", "Chargé(e) de déploiement {}"),
    *("Chef·fe de produit {}", "Coach {}", "Data analyst {}", "Business developer {}"),
    *(
        "Intrapreneur·e {}",
        "Responsable {}",
        "Conseiller·ère {}",
        "Designer {}",
        "Product owner {}",
    ),
)
_TECHNOLOGIES = (
    "Python",
    "Django",
    "React",
    "Node.js",
    "Ruby on Rails",
    "PostgreSQL",
    "Vue.js",
    "Java",
)
_CONTRACTS = ("indépendant", "CDD", "stage", "freelance", "")


class Generator:
    """Makes postings; the same seed makes the same ones."""

    def __init__(self, seed: int = 1, words: int = 12_000) -> None:
        self._random = random.Random(seed)
        made: dict[str, None] = {}
        while len(made) < words:
            length = self._random.choice((1, 2, 2, 3, 3, 4))
            stem = "".join(self._random.choice(_SYLLABLES) for _syllable in range(length))
            made[stem + self._random.choice(_ENDINGS)] = None
        self.words = list(made)
        self._weights = list(accumulate(1 / rank for rank in range(1, words + 1)))

    def text(self, words: int) -> str:
        """Return a text of so many words, in sentences and paragraphs."""
        chosen = self._random.choices(self.words, cum_weights=self._weights, k=words)
        sentences = [
            " ".join(chosen[at : at + 14]).capitalize() + "." for at in range(0, words, 14)
        ]
        return "\n\n".join(" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4))

    def posting(self, number: int) -> tuple[str, str]:
        """Return a file's name and content."""
        pick = self._random.choice
        topic = self._random.choices(self.words, cum_weights=self._weights)[0]
        year, month, day = pick(range(2016, 2026)), pick(range(1, 13)), pick(range(1, 29))
        head = {
            "roles": pick(_ROLES).format(topic),
            "startup": f"startup-{number % 300}",
            "open": pick(("true", "false", "false", "false")),
            "contrat": pick(_CONTRACTS),
            "techno": pick(_TECHNOLOGIES) if number % 3 else "",
        }
        lines = [f"{key}: {value}" for key, value in head.items() if value]
        body = self.text(pick((300, 500, 700, 1100)))
        name = f"{year}-{month:02}-{day:02}-p{number}.md"
        return name, "---\n" + "\n".join(lines) + f"\n---\n\n{body}\n"

    def questions(self, count: int) -> list[str]:
        """Return questions of one to three words, rare and frequent ones mixed."""
        known = (
            "developpeuse",
            "deploiement",
            "designer",
            "chef de produit",
            "python",
            "django",
            "stage",
        )
        made = list(known)
        while len(made) < count:
            words = [
                self.words[int(len(self.words) ** self._random.random()) - 1] for _n in range(3)
            ]
            made.append(" ".join(words[: self._random.choice((1, 1, 2, 3))]))
        return made[:count]


def write(folder: Path, count: int, seed: int = 1) -> Generator:
    """Write *count* postings into *folder*, a thousand a subfolder; return their generator."""
    generator = Generator(seed)
    for number in range(count):
        name, content = generator.posting(number)
        target = folder / f"{number // 1000:03}"
        target.mkdir(parents=True, exist_ok=True)
        (target / name).write_text(content, "utf-8")
    return generator
