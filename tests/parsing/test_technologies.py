from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.parsing.technologies import technologies_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Python / Django / PostgreSQL", ["Python", "Django", "PostgreSQL"]),
        ("React-Redux", ["React", "Redux"]),
        ("React - Scala - Typescript", ["React", "Scala", "TypeScript"]),
        ("Choix libre", []),
        ("Choix technologiques ouverts", []),
        ("Typescrypt", ["TypeScript"]),
        ("nodeJS, Vue.js", ["Node.js", "Vue.js"]),
        ("Node, node.js, NODE.JS", ["Node.js"]),
        ("Ruby on Rails", ["Ruby on Rails"]),
        ("ruby, rails", ["Ruby", "Ruby on Rails"]),
        ("Java, JavaScript", ["Java", "JavaScript"]),
        ("C, C++, C#", ["C", "C++", "C#"]),
        ("C++ / Qt", ["C++", "Qt"]),
        ("C++ + Python", ["C++", "Python"]),
        ("C#/.NET", ["C#", ".NET"]),
        ("React+Redux", ["React", "Redux"]),
        ("R, SQL", ["R", "SQL"]),
        ("Svelte / Svelte-kit", ["Svelte", "SvelteKit"]),
        ("Stack Javascript (React) + ElasticSearch", ["JavaScript", "React", "Elasticsearch"]),
        ("PHP 7 (Laravel)", ["PHP", "Laravel"]),
        ("Python et/ou JavaScript", ["Python", "JavaScript"]),
        ("Elm, PureScript", ["Elm", "PureScript"]),
        ("bon niveau en JavaScript souhaité", ["JavaScript"]),
        ("", []),
    ],
)
def test_technologies_are_known_by_their_usual_name(text: str, names: list[str]) -> None:
    assert list(technologies_of((text,))) == names


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    technologies_of((text,))
