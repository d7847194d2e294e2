"""Folders and files that are named after postings: ``jobs``, ``offres-emploi``, ``stellen``."""

from __future__ import annotations

import re
from functools import lru_cache

# Names of folders and files of postings; case, accents, a leading "_" and the sign between
# words do not count.
_JOBS = frozenset(
    """job jobs career careers position positions vacancy vacancies opening openings
        job-opening job-openings open-positions open-roles opportunities job-opportunities
        posting postings job-posting job-postings job-board job-listing job-listings job-offers
        joblist roles hiring employment internship internships we-are-hiring
        offre offres offres-emploi offres-d-emploi offres-demploi emploi emplois recrutement
        recrutements poste postes carriere carrieres annonces nous-rejoindre stages
        stelle stellen stellenangebot stellenangebote stellenanzeige stellenanzeigen
        stellenausschreibung stellenausschreibungen karriere offene-stellen jobangebote
        empleo empleos trabajo trabajos vacante vacantes ofertas-empleo ofertas-de-empleo
        ofertas-de-trabajo puestos lavoro carriera posizioni-aperte offerte-di-lavoro
        vacature vacatures werken-bij praca kariera oferty-pracy pracovne-ponuky vagas emprego
        empregos concursos lavora-con-noi werken annunci-di-lavoro bandi-di-lavoro stellenboerse
        jobborse ausschreibungen ofertas bolsa-de-empleo bolsa-de-trabajo convocatorias vacancy-list
        work-with-us join-us join-our-team careers-list job-ads job-adverts fellowships""".split()
)


@lru_cache(maxsize=1000)
def is_jobs_name(name: str) -> bool:
    """Whether a folder or a file without its ending is named after postings."""
    return plain_name(name) in _JOBS


def plain_name(name: str) -> str:
    """Return a name in lower case, without accents, with one hyphen between words."""
    if name.isascii():
        lower = name.lower()  # the tables of accents are seldom needed
    else:
        from jobtui.text.folding import fold

        lower = fold(name)
    return re.sub(r"[\s_'’-]+", "-", lower).strip("-")
