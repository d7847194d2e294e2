"""Five invented postings as files, and the day as of which they are looked at."""

from __future__ import annotations

from datetime import date

DAY = date(2024, 5, 1)

POSTINGS = {
    "2024-04-20-dev-phare.md": """\
---
roles: Développeur·se Python
startup: Phare
open: true
contrat: indépendant
techno: Python, Django
junior: true
contact: phare@port.example
couleur: bleue
---
# Le projet

Le phare éclaire la côte. Lire [la carte](https://carte.example/phare) et https://brume.example.

<!--more-->

## Postuler

Écrivez-nous :rocket:
""",
    "2024-04-10-design-phare.md": """\
---
roles: Designer UX/UI
startup: Phare
open: false
contrat: CDD
---
Nous cherchons une personne qui dessine des écrans pour les développeuses.
""",
    "2024-03-01-coach-digue.md": """\
---
roles: Coach produit
friend: Digue commune
open: true
poste_ferme: 2024-04-01
---
La digue tient bon.
""",
    "2023-02-02-deploiement-digue.md": """\
---
roles: Chargé·e de déploiement
friend: Digue commune
open: true
poste_pourvu: true
---
Aller voir les ports. [red]pas rouge[/red]
""",
    "2022-01-01-rien-dit.md": """\
---
title: Une annonce qui ne dit rien
---
Rien.
""",
}
