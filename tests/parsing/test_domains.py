from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.inference.domain import domain_of_role
from jobtui.parsing.domains import domains_of


@pytest.mark.parametrize(
    ("texts", "known", "strange"),
    [
        (("produit",), ["product"], []),
        (("PRODUIT", "Produit"), ["product"], []),
        (("Développement, Produit",), ["development", "product"], []),
        (("Développement et Produit",), ["development", "product"], []),
        (("deploiement / design",), ["deployment", "design"], []),
        (("Intraprenariat",), ["Intraprenariat"], []),
        (("Pâtisserie", "Autre"), ["other"], ["Pâtisserie"]),
        ((" , ",), [], []),
    ],
)
def test_domains_are_known_and_others_are_told(
    texts: tuple[str, ...], known: list[str], strange: list[str]
) -> None:
    assert domains_of(texts) == (tuple(known), tuple(strange))


@pytest.mark.parametrize(
    ("role", "domain"),
    [
        ("un·e développeur·se full-stack", "development"),
        ("Une développeuse ou un développeur", "development"),
        ("développeur(se) React", "development"),
        ("DÉVELOPPEUSE - DÉVELOPPEUR", "development"),
        ("dév web", "development"),
        ("Expert·e Node.js", "development"),
        ("Administrateur/trice système", "development"),
        ("développeur·se et data", "development"),
        ("Conceptrice d'interaction", "design"),
        ("Gestionnaire principal de produit", "product"),
        ("Chef de l'ingénierie", "development"),
        ("Adjoint·e de direction", "other"),
        ("Coordonnatrice des opérations", "other"),
        ("Chargé d'études statistiques", "data"),
        ("Formatrice au numérique", "coaching"),
        ("Testeuse QA", "development"),
        ("Responsable de la sécurité des systèmes d'information", "development"),
        ("Technicien support", "support"),
        ("Conseillère clientèle", "support"),
        ("Rédacteur technique", "other"),
        ("Responsable RH", "other"),
        ("Chargé·e d'accompagnement des communes", "deployment"),
        ("Développeuse front avec goût pour l'UI design", "development"),
        ("chargé.e de déploiement", "deployment"),
        ("chargé‧e de déploiement", "deployment"),
        ("chargée de développement territorial", "deployment"),
        ("chargée de développement produit", "product"),
        ("Business développeur.se", "deployment"),
        ("un(e) bizdev", "deployment"),
        ("UX/UI", "design"),
        ("Product designer", "design"),
        ("directrice artistique", "design"),
        ("chef‧fe de produit", "product"),
        ("Chef(fe) de projet", "product"),
        ("Product Owner", "product"),
        ("Data product owner", "product"),
        ("Responsable de produit data", "product"),
        ("Data scientist", "data"),
        ("data-analyst", "data"),
        ("spécialiste des données géographiques", "data"),
        ("coach UX", "coaching"),
        ("Chargée de communication", "community"),
        ("Chargé.e de communication et de déploiement", "community"),
        ("intrapreneur(se)", "Intraprenariat"),
        ("conseiller-ère", ""),
        ("Économiste", "other"),
        ("", ""),
    ],
)
def test_the_head_of_a_role_names_its_domain(role: str, domain: str) -> None:
    assert domain_of_role(role) == domain


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    domains_of((text,))
    domain_of_role(text)
