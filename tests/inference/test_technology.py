"""The technologies that a job works with; every sentence is invented."""

from __future__ import annotations

import pytest

from jobtui.inference.sentences import Sentences, folded_line
from jobtui.inference.technology import WORDS, technologies_of
from jobtui.inference.technology_names import names_in
from jobtui.text.folding import fold

NAMES = [
    ("node.js, Node JS et nodejs", "Node.js, Node.js, Node.js"),
    ("Ruby on Rails 7", "Ruby on Rails"),
    ("React Native", "React Native"),
    ("C++, C# et .NET", "C++, C#, .NET"),
    ("HTML5/CSS3", "HTML, CSS"),
    ("python3.11 ou PHP 8.2", "Python, PHP"),
    ("django/postgresql", "Django, PostgreSQL"),
    ("l'angular moderne", "Angular"),
    ("Power BI", "Power BI"),
    ("publi.codes", "Publicodes"),
    ("C'est le net", ""),
    ("", ""),
    ("Apache Beam et Scaleway", "Apache Beam, Scaleway"),
    ("vite.js, VirtualBox", "Vite, VirtualBox"),
]
OF_DEVELOPERS = [
    ("Développeur Django", "", "Django"),
    ("Dev full-stack JS", "", "JavaScript"),
    ("Dev", "## Stack\n- back : Django 4.2, Redis\n- front : Vue.js", "Django, Redis, Vue.js"),
    ("Dev", "Le site est écrit en Elixir, avec un peu de Rust.", "Elixir, Rust"),
    ("Dev", "Bonne maîtrise de HTML, CSS et JavaScript", "HTML, CSS, JavaScript"),
    ("Dev", "Maîtrise des applications dockerisées", "Docker"),
    ("Dev", "Vous savez programmer en R.", "R"),
    ("Dev", "## Profil\n- React\n- Git", "React, Git"),
    ("Dev", "Au moins un langage (nous utilisons Python)", "Python"),
    ("Dev", "La maîtrise d'Elasticsearch est un plus.", "Elasticsearch"),
    ("Dev", "12 développeurs Java travaillent ici.", ""),
    ("Dev", "L'équipe est composée de deux développeuses Python.", ""),
    ("Dev", "Un framework web moderne (Rails, Symfony, Django…)", ""),
    ("Dev", "Au moins deux langages parmi Python, JavaScript (Node.js), Java", ""),
    ("Dev", "Vous pourrez apprendre Kubernetes.", ""),
    ("Dev", "De l'administration système au CSS", ""),
    ("Dev", "Le dernier framework JS à la mode", ""),
    ("Dev", "La stack est à définir : Ruby, Python…", ""),
    ("Dev", "Objectif : ne jamais perdre de vue les usagers", ""),
    ("Dev", "Envoyez votre CV, avec pour objet « Django »", ""),
    ("Dev", "Pas de TypeScript", ""),
    ("Dev", "Vous serez formée à Kubernetes.", ""),
    ("Dev", "L'ancienne version était écrite en Perl.", ""),
    ("Dev", "Notre équipe compte un expert Kubernetes.", ""),
    ("Dev", "You will learn Haskell.", ""),
]
OF_OTHERS = [
    ("Cheffe de produit", "Le service est écrit en Python.", ""),
    ("Designer", "## Compétences\n- HTML, CSS", "HTML, CSS"),
    ("Designer", "Maîtrise de Figma", "Figma"),
    ("Chargé de croissance", "Connaissance de SQL", "SQL"),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_technologies_have_one_name(text: str, names: str) -> None:
    assert ", ".join(named.name for named in names_in(fold(text))) == names


@pytest.mark.parametrize(
    ("heading", "body", "names", "is_technical"),
    [(*case, True) for case in OF_DEVELOPERS] + [(*case, False) for case in OF_OTHERS],
)
def test_what_the_job_works_with_is_found(
    heading: str, body: str, names: str, is_technical: bool
) -> None:
    sentences = Sentences(body, WORDS).holding(WORDS)
    assert ", ".join(technologies_of(folded_line(heading), sentences, is_technical)) == names
