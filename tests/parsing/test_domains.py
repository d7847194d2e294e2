from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.inference.domain import domain_of_role
from jobtui.parsing.domains import domains_of


@pytest.mark.parametrize(
    ("texts", "known", "strange"),
    [
        (("produit",), ["Produit"], []),
        (("PRODUIT", "Produit"), ["Produit"], []),
        (("Développement, Produit",), ["Développement", "Produit"], []),
        (("Développement et Produit",), ["Développement", "Produit"], []),
        (("deploiement / design",), ["Déploiement", "Design"], []),
        (("Intraprenariat",), ["Intraprenariat"], []),
        (("Pâtisserie", "Autre"), ["Autre"], ["Pâtisserie"]),
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
        ("un·e développeur·se full-stack", "Développement"),
        ("Une développeuse ou un développeur", "Développement"),
        ("développeur(se) React", "Développement"),
        ("DÉVELOPPEUSE - DÉVELOPPEUR", "Développement"),
        ("dév web", "Développement"),
        ("Expert·e Node.js", "Développement"),
        ("Administrateur/trice système", "Développement"),
        ("développeur·se et data", "Développement"),
        ("Développeuse front avec goût pour l'UI design", "Développement"),
        ("chargé.e de déploiement", "Déploiement"),
        ("chargé‧e de déploiement", "Déploiement"),
        ("chargée de développement territorial", "Déploiement"),
        ("chargée de développement produit", "Produit"),
        ("Business développeur.se", "Déploiement"),
        ("un(e) bizdev", "Déploiement"),
        ("UX/UI", "Design"),
        ("Product designer", "Design"),
        ("directrice artistique", "Design"),
        ("chef‧fe de produit", "Produit"),
        ("Chef(fe) de projet", "Produit"),
        ("Product Owner", "Produit"),
        ("Data product owner", "Produit"),
        ("Responsable de produit data", "Produit"),
        ("Data scientist", "Data"),
        ("data-analyst", "Data"),
        ("spécialiste des données géographiques", "Data"),
        ("Responsable du portefeuille data", ""),
        ("coach UX", "Coaching"),
        ("Chargée de communication", "Animation"),
        ("Chargé.e de communication et de déploiement", "Animation"),
        ("intrapreneur(se)", "Intraprenariat"),
        ("conseiller-ère", ""),
        ("Économiste", ""),
        ("", ""),
    ],
)
def test_the_head_of_a_role_names_its_domain(role: str, domain: str) -> None:
    assert domain_of_role(role) == domain


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    domains_of((text,))
    domain_of_role(text)
