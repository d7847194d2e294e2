"""The spellings of the frontmatter's keys: one table for all sites, in four languages.

The first spelling of a field is that of schema.org's JobPosting where it has one
(https://schema.org/JobPosting); the others are those of sites that were read. A dot stands between
the keys of nested mappings. Case, accents, blanks, hyphens and underscores do not count.
"""

from __future__ import annotations

import re

from jobtui.text.folding import fold

# field -> spellings of its key, the most trusted first. A new spelling goes here.
_SPELLINGS: dict[str, str] = {
    "role": """roles role poste metier role_name job_role relevantOccupation relevantOccupation.name
        rolle puesto rol intitule_du_poste pd_job_title""",
    "title": """title titles titre jobTitle job_title position position_title name nom intitule
        intitule_poste titel stelle stellentitel bezeichnung titulo cargo""",
    "open": """open ouvert is_open active actif is_active live is_live hiring is_hiring available
        recruiting offen aktiv abierto abierta activo activa publie
        accepting_applications""",
    "shut": """archived is_archived archive closed is_closed expired is_expired ferme archiviert
        geschlossen cerrado cerrada archivado archivada inactive""",
    "hidden": """draft is_draft hidden unpublished private brouillon entwurf borrador disabled
        unlisted""",
    "status": """jobStatus job_status status statut state etat posting_status estado stand
        publication_status creativeWorkStatus""",
    "filled": """poste_pourvu pourvu filled is_filled position_filled hired besetzt cubierto
        cubierta vergeben""",
    "published": """datePosted date post_ouvert poste_ouvert published published_at published_on
        date_published publication_date publicationDate publishDate pubdate posted posted_at
        posted_on posted_date date_posted postedDate publish_date date_publication
        date_de_publication publie_le created created_at date_created datum veroffentlicht
        veroffentlicht_am veroffentlichungsdatum erstellt fecha fecha_publicacion
        fecha_de_publicacion publicado""",
    "opens": """opens opens_at opens_on open_date opening_date date_open date_opens openDate
        applications_open application_open application_start_date
        applicationStartDate start_accepting
        ouverture date_ouverture date_d_ouverture ouvre_le
        bewerbungsstart bewerbungsbeginn apertura fecha_apertura fecha_de_apertura""",
    "closes": """validThrough poste_ferme depublication_date post_ferme closes closes_at closes_on
        close_date closing_date closing date_close date_closes closeDate closingDate deadline
        application_deadline applicationDeadline apply_by applyBy apply_before apply_until due_date
        due expires expires_at expires_on expiry expiry_date expiryDate expiration_date
        expirationDate expiration valid_through valid_until validUntil end_date_posting
        date_limite date_limite_candidature date_limite_de_candidature date_cloture date_de_cloture
        cloture fin_de_publication date_fin_publication ferme_le
        bewerbungsfrist bewerbungsschluss frist einsendeschluss ablaufdatum gultig_bis
        fecha_limite fecha_cierre fecha_de_cierre cierre plazo vence caduca""",
    "organisation": """hiringOrganization.name hiringOrganization hiring_organization
        hiring_organization_name equipe organisation organization organisation_name
        organization_name org org_name company company_name companyName company.name employer
        employer_name employer.name hiring_org entreprise employeur societe structure agency
        institution unternehmen firma arbeitgeber organisationsname empresa empleador organizacion
        organization.name organisation.name agence team team_name""",
    "friend": "friend",
    "startup": "startup startups",
    "incubator": "incubator incubateur",
    "contracts": """employmentType contrat contrats contract contracts contract_type contractType
        type_contrat type_de_contrat employment_type employment commitment job_type jobType
        appointment_type engagement_type type_of_contract position_type nature_du_contrat type
        conditions anstellungsart vertragsart beschaftigungsart arbeitsverhaltnis vertrag
        tipo_de_contrato tipo_contrato contrato jornada""",
    "domains": """occupationalCategory domaines domaine domains domain department departments
        category categories job_category discipline filiere famille bereich abteilung fachbereich
        kategorie area departamento categoria""",
    "technologies": """techno technos technologies technologie tech technology tech_stack stack
        techstack langages languages_used technologien tecnologias tecnologia""",
    "tags": "keywords tags tag labels topics mots_cles schlagworte schlagworter etiquetas",
    "places": """jobLocation.address.addressLocality jobLocation.addressLocality jobLocation.address
        jobLocation.name jobLocation job_location place places location locations
        location.city location.name locations.city locations.name location.address.addressLocality
        lieu lieux lieu_de_travail lieu_travail localisation
        ville villes city cities office offices site work_location address.addressLocality
        standort standorte ort arbeitsort dienstort einsatzort stadt lugar ubicacion ciudad
        localidad sede applicantLocationRequirements.name""",
    "remote": """jobLocationType remote is_remote remote_ok remote_friendly remote_policy
        remotePolicy remote_work work_from_home wfh telecommute teletravail distanciel
        a_distance workplace workplace_type workplaceType work_type workType work_model
        work_mode working_model location_type homeoffice home_office remote_arbeit fernarbeit
        arbeitsmodell teletrabajo remoto modalidad""",
    "pay": """baseSalary.value.value baseSalary.value baseSalary salary salaire salary_range
        salaryRange pay pay_range compensation remuneration wage stipend gratification tjm
        rate hourly_rate day_rate estimatedSalary fourchette_salaire gehalt gehaltsspanne lohn
        vergutung verdienst salario sueldo retribucion remuneracion""",
    "pay_min": """baseSalary.value.minValue baseSalary.minValue salary_min min_salary min_payrange
        salaryMin minSalary salary.min salary_from salary.from pay_min pay.min compensation_min
        compensation.min salaire_min salaire_minimum gehalt_min salario_min salario_minimo""",
    "pay_max": """baseSalary.value.maxValue baseSalary.maxValue salary_max max_salary max_payrange
        salaryMax maxSalary salary.max salary_to salary.to pay_max pay.max compensation_max
        compensation.max salaire_max salaire_maximum gehalt_max salario_max salario_maximo""",
    "pay_currency": """baseSalary.currency salaryCurrency salary_currency currency salary.currency
        pay.currency compensation.currency devise wahrung moneda""",
    "pay_unit": """baseSalary.value.unitText baseSalary.unitText salary_unit salary_period
        salary.unit salary.period pay_period pay_unit pay.unit compensation.unit
        compensation.period""",
    "duration": """duration duree duree_mission duree_contrat contract_length contract_duration
        length term_length dauer laufzeit vertragsdauer duracion""",
    "working_time": """workHours work_hours working_time working_hours hours temps_de_travail
        rythme quotite arbeitszeit arbeitspensum pensum wochenstunden horario""",
    "starts": """jobStartDate start_date startDate starts starts_on start date_debut
        date_de_debut date_prise_de_poste prise_de_poste debut demarrage eintrittsdatum
        startdatum arbeitsbeginn beginn fecha_inicio fecha_de_inicio inicio incorporacion""",
    "seniority": """experienceRequirements seniority experience_level level job_level career_level
        niveau experience niveau_experience senioritat erfahrung karrierestufe nivel experiencia""",
    "junior": "junior juniors junior_welcome entry_level",
    "language": "inLanguage language lang locale langue sprache idioma hreflang",
    "positions": """totalJobOpenings positions num_vacancies number_of_positions vacancies openings
        number_of_openings headcount nombre_de_postes nb_postes anzahl_stellen plazas vacantes""",
    "contacts": """applicationContact contact contacts contact_email contactEmail contact.email
        applicationContact.email applicationContact.url email e_mail mail courriel kontakt
        ansprechpartner contacto correo hiring_manager_email recruiter_email""",
    "apply": """externalurl external_url apply apply_url applyUrl apply_link
        applyLink apply_to application application_link application_url applicationUrl
        application_form applyForm apply_form apply_email apply_at apply_here applyHere
        application.url application.link application.email apply.url apply.link apply.email
        how_to_apply howToApply to_apply candidature candidater postuler lien_candidature
        url_candidature lien_de_candidature comment_postuler form_url form_link
        careers_url bewerbung bewerbung_an bewerbungslink bewerbungsadresse solicitud aplicar
        enlace_solicitud candidatura url_solicitud""",
    "form": "airtable_formulaire",
    "page": """sameAs url source_url sourceUrl link job_url jobUrl posting_url canonical
        canonical_url""",
    "translation": "translationKey translation_key translation_id ref_id",
}  # fmt: skip
# Sites put the fields of a posting into these mappings: Zola, Hugo, and others.
_WRAPPERS = ("extra.", "params.", "taxonomies.", "data.", "meta.", "job.", "posting.", "position.")

NULL_WORDS = frozenset({"", "~", "null", "none", "nil", "undefined"})


def plain_key(key: str) -> str:
    """Return what all spellings of a key have in common."""
    return re.sub(r"[\s_\-]+", "", fold(key).replace("ß", "ss"))


def _table() -> dict[str, tuple[str, ...]]:
    return {
        field: tuple(dict.fromkeys(map(plain_key, spellings.split())))
        for field, spellings in _SPELLINGS.items()
    }


FIELD_ALIASES = _table()
FIELD_OF_KEY = {key: field for field, keys in FIELD_ALIASES.items() for key in keys}


# Fields by the names that the settings of a source give them: those of the JSON keys.
NAMED_FIELDS = {
    name: "page" if name == "url" else name
    for name in """title role published opens closes open status filled organisation startup
        incubator contracts domains technologies tags places remote pay pay_min pay_max
        pay_currency pay_unit
        duration working_time starts seniority junior language positions apply contacts url
        translation""".split()
}
# Keys that tell frontmatter from other text: those of the site that jobtui was made for.
TELLING_KEYS = tuple(
    """roles role poste metier title titles titre open ouvert status statut poste_pourvu pourvu
    filled date post_ouvert poste_ouvert published publication_date poste_ferme depublication_date
    post_ferme closes date_limite equipe team organisation organization friend startup startups
    incubator incubateur contrat contrats contract domaines domaine domains domain techno technos
    technologies technologie tech junior juniors contact contacts externalurl external_url apply
    candidature airtable_formulaire""".split()
)


def without_wrapper(key: str) -> str:
    """Return a plain key without the mapping around it that says nothing."""
    return next((key[len(one) :] for one in _WRAPPERS if key.startswith(one)), key)
