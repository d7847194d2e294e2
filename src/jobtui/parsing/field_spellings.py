"""The spellings of the frontmatter's keys: one table for all sites, in four languages and the
usual ones of Dutch, Italian and Portuguese.

The first spelling of a field is that of schema.org's JobPosting where it has one
(https://schema.org/JobPosting); the others are those of sites that were read. A dot stands between
the keys of nested mappings. Case, accents, blanks, hyphens and underscores do not count.
"""

from __future__ import annotations

# field -> spellings of its key, the most trusted first. A new spelling goes here.
SPELLINGS: dict[str, str] = {
    "role": """roles role poste metier role_name job_role relevantOccupation
        relevantOccupation.name rolle puesto rol intitule_du_poste pd_job_title funzione beroep""",
    "title": """title titles titre jobTitle job_title position position_title name nom intitule
        intitule_poste titel stelle stellentitel bezeichnung titulo cargo posting_title
        vacancy_title vacancy role_title offer_title job_name opening_title headline
        titre_du_poste nombre_del_puesto puesto_de_trabajo stellenbezeichnung jobtitel
        titre_offre functie functietitel functienaam titolo posizione titolo_della_posizione vaga
        denominacion denominacion_del_puesto nombre_puesto titulo_del_puesto titulo_da_vaga
        ausschreibungstitel positionsbezeichnung job_heading job_posting_title post_title
        designation""",
    "open": """open ouvert is_open active actif is_active live is_live hiring is_hiring available
        recruiting offen aktiv abierto abierta activo activa publie accepting_applications
        ouverte is_published enabled currently_hiring is_currently_hiring position_open
        is_position_open job_open has_job vacant is_vacant is_listed aperta aperto attiva attivo
        aberta aberto ativa ativo actief geopend open_for_applications applications_are_open""",
    "shut": """archived is_archived archive closed is_closed expired is_expired ferme archiviert
        geschlossen cerrado cerrada archivado archivada inactive offline gesloten verlopen chiuso
        chiusa scaduto scaduta encerrada encerrado fechada fechado expirada expirado
        cerrada_la_convocatoria ended is_archived_job applications_closed""",
    "hidden": """draft is_draft hidden unpublished private brouillon entwurf borrador disabled
        unlisted bozza rascunho visible is_visible show display displayed""",
    "status": """jobStatus job_status status statut state etat posting_status estado stand
        publication_status creativeWorkStatus hiring_status recruitment_status recruiting_status
        vacancy_status position_status stato situacao situacion ausschreibungsstatus etat_offre
        statut_offre human_status""",
    "filled": """poste_pourvu pourvu filled is_filled position_filled hired besetzt cubierto
        cubierta vergeben pourvue vervuld ingevuld is_hired coperta coperto preenchida
        preenchido""",
    "published": """datePosted date post_ouvert poste_ouvert published published_at published_on
        date_published publication_date publicationDate publishDate pubdate posted posted_at
        posted_on posted_date date_posted postedDate publish_date date_publication
        date_de_publication publie_le created created_at date_created datum veroffentlicht
        veroffentlicht_am veroffentlichungsdatum erstellt fecha fecha_publicacion
        fecha_de_publicacion publicado first_published first_published_at date_listed
        listing_date listed_on listed date_added added online_seit publiziert_am
        erscheinungsdatum mise_en_ligne date_de_mise_en_ligne date_parution publicada
        publicado_el date_added_at added_at released_date release_date published_date
        date_of_publication
        plaatsingsdatum publicatiedatum geplaatst geplaatst_op data_pubblicazione
        data_di_pubblicazione pubblicato pubblicato_il data_publicacao data_de_publicacao
        publicado_em veroffentlichung ausschreibungsdatum inserted_at date_created_at
        posting_date date_posting posted_time data""",
    "opens": """opens opens_at opens_on open_date opening_date date_open date_opens openDate
        applications_open application_open application_start_date applicationStartDate
        start_accepting ouverture date_ouverture date_d_ouverture ouvre_le bewerbungsstart
        bewerbungsbeginn apertura fecha_apertura fecha_de_apertura opened opened_at opened_on
        open_from applications_from ausschreibungsbeginn applications_open_from opens_from
        startdatum_bewerbung registration_start_date data_apertura data_abertura inicio_de_plazo""",
    "closes": """validThrough poste_ferme depublication_date post_ferme closes closes_at
        closes_on close_date closing_date closing date_close date_closes closeDate closingDate
        deadline application_deadline applicationDeadline apply_by applyBy apply_before
        apply_until due_date due expires expires_at expires_on expiry expiry_date expiryDate
        expiration_date expirationDate expiration valid_through valid_until validUntil
        end_date_posting date_limite date_limite_candidature date_limite_de_candidature
        date_cloture date_de_cloture cloture fin_de_publication date_fin_publication ferme_le
        bewerbungsfrist bewerbungsschluss frist einsendeschluss ablaufdatum gultig_bis
        fecha_limite fecha_cierre fecha_de_cierre cierre plazo vence caduca close_at closed_at
        closed_on last_day_to_apply last_date_to_apply last_date apply_deadline
        submission_deadline deadline_date open_until active_until valid_to unpublish_date
        unpublishDate bewerbung_bis bewerbungsende anzeigenschluss date_butoir date_d_expiration
        fin_candidature date_fin_candidature limite_de_candidature fecha_vencimiento
        fecha_de_vencimiento vencimiento fin_de_plazo cutoff_date closing_on closes_by
        deadline_on sluitingsdatum reageren_voor reageren_tot solliciteren_voor uiterste_datum
        scadenza data_scadenza data_di_scadenza termine_candidature prazo data_limite
        data_de_encerramento data_encerramento prazo_de_candidatura fecha_fin
        fecha_limite_de_solicitud plazo_de_solicitud fin_plazo ausschreibungsende
        bewerbungstermin annahmeschluss bewerbungsschluss_am expired_at expired_on expire_date
        expires_date date_expiration date_expires posting_end_date posting_end
        registration_end_date application_end_date application_close_date
        application_closing_date applications_close applications_close_on applications_due
        end_of_applications open_through posting_expires job_expires last_date_of_application
        application_due application_due_date accepting_until accept_until until until_date""",
    "organisation": """hiringOrganization.name hiringOrganization hiring_organization
        hiring_organization_name equipe organisation organization organisation_name
        organization_name org org_name company company_name companyName company.name employer
        employer_name employer.name hiring_org entreprise employeur societe structure agency
        institution unternehmen firma arbeitgeber organisationsname empresa empleador
        organizacion organization.name organisation.name agence team team_name subcompany
        companies organisations organizations hiring_company recruteur organisme collectivite
        etablissement unternehmensname firmenname dienststelle entidad institucion compania
        employer_title hiring_company_name company_title organisatie werkgever bedrijf
        bedrijfsnaam gemeente azienda ente impresa datore_di_lavoro organizzazione empregador
        organizacao empleadora ayuntamiento organismo_convocante einrichtung trager hochschule
        universitat institut employeur_nom nom_entreprise nom_employeur nom_de_l_entreprise
        ministere collectivite_territoriale org_title university hiring_agency""",
    "friend": "friend",
    "startup": "startup startups",
    "incubator": "incubator incubateur",
    "contracts": """employmentType contrat contrats contract contracts contract_type contractType
        type_contrat type_de_contrat employment_type employment commitment job_type jobType
        appointment_type engagement_type type_of_contract position_type nature_du_contrat type
        conditions anstellungsart vertragsart beschaftigungsart arbeitsverhaltnis vertrag
        tipo_de_contrato tipo_contrato contrato jornada employment_type_code employment_types
        employmentTypes jobTypes vertragstyp vertragsform befristung beschaftigung
        art_der_anstellung modalidad_de_contratacion relacion_laboral tipo dienstverband
        soort_contract contractvorm aanstelling contratto tipo_contratto tipo_di_contratto
        contratto_di_lavoro
        tipo_de_vinculo vinculo regime_contratual type_of_employment vinculacion
        tipo_de_vinculacion beschaftigungsverhaltnis arbeitsvertrag contract_kind
        job_category_type hiring_type nature_contrat""",
    "domains": """occupationalCategory domaines domaine domains domain department departments
        category categories job_category discipline filiere famille bereich abteilung fachbereich
        kategorie area departamento categoria function job_function jobFunction tatigkeitsfeld
        berufsfeld fachgebiet secteur_activite specialite vakgebied settore area_funzionale""",
    "technologies": """techno technos technologies technologie tech technology tech_stack stack
        techstack langages languages_used technologien tecnologias tecnologia""",
    "tags": "keywords tags tag labels topics mots_cles schlagworte schlagworter etiquetas",
    "places": """jobLocation.address.addressLocality jobLocation.addressLocality
        jobLocation.address jobLocation.name jobLocation job_location place places location
        locations location.city location.name locations.city locations.name
        location.address.addressLocality lieu lieux lieu_de_travail lieu_travail localisation
        ville villes city cities office offices site work_location address.addressLocality
        standort standorte ort arbeitsort dienstort einsatzort stadt lugar ubicacion ciudad
        localidad sede applicantLocationRequirements.name where based_in workplace_location
        workLocation duty_station all_locations location_name location_city sites lieu_d_exercice
        lieu_de_la_mission localite implantation arbeitsorte einsatzorte dienstsitz
        lugar_de_trabajo poblacion municipio localizacion plaats standplaats locatie werklocatie
        werkplek luogo luogo_di_lavoro sede_di_lavoro citta localita localizacao
        local_de_trabalho cidade municipality job_city job_place work_city primary_location
        postal_city addresslocality address_locality lieu_de_poste affectation
        residence_administrative lieu_poste zona provincia local""",
    "remote": """on_site onsite jobLocationType remote is_remote remote_ok remote_friendly
        remote_policy remotePolicy remote_work work_from_home wfh telecommute teletravail
        distanciel a_distance workplace workplace_type workplaceType work_type workType
        work_model work_mode working_model location_type homeoffice home_office remote_arbeit
        fernarbeit arbeitsmodell teletrabajo remoto modalidad telecommuting hybrid remote_type
        remote_status remote_option remote_options remote_allowed remote_possible allow_remote
        allows_remote mobiles_arbeiten telearbeit teletravail_possible home_office_moglich
        homeoffice_moglich a_distancia trabajo_remoto thuiswerken telelavoro smart_working
        trabalho_remoto teletrabalho regime_de_trabalho work_arrangement workplace_model
        work_location_type remote_work_policy location_policy regime remote_region remote_regions
        remote_location remote_locations""",
    "pay": """baseSalary.value.value baseSalary.value baseSalary salary salaire salary_range
        salaryRange pay pay_range compensation remuneration wage stipend gratification tjm rate
        hourly_rate day_rate estimatedSalary fourchette_salaire gehalt gehaltsspanne lohn
        vergutung verdienst salario sueldo retribucion remuneracion salary_scale salary_band
        pay_rate pay_scale compensation_range daily_rate budget entgelt jahresgehalt monatsgehalt
        stundenlohn bruttogehalt salaire_brut remuneration_brute indemnite salario_bruto
        sueldo_bruto salario_anual salaris salarisindicatie loon retribuzione stipendio compenso
        ral vencimento remuneracao salary_text salary_info pay_info pay_range_text besoldung
        eingruppierung entgeltgruppe verguetung bezahlung traitement salaire_annuel""",
    "pay_min": """baseSalary.value.minValue baseSalary.minValue salary_min min_salary
        min_payrange salaryMin minSalary salary.min salary_from salary.from pay_min pay.min
        compensation_min compensation.min salaire_min salaire_minimum gehalt_min salario_min
        salario_minimo minimum_salary salary_minimum salary_low min_pay base_salary_min
        salaris_min salary_range.min salary_range_min minimum_pay lower_salary""",
    "pay_max": """baseSalary.value.maxValue baseSalary.maxValue salary_max max_salary
        max_payrange salaryMax maxSalary salary.max salary_to salary.to pay_max pay.max
        compensation_max compensation.max salaire_max salaire_maximum gehalt_max salario_max
        salario_maximo maximum_salary salary_maximum salary_high max_pay base_salary_max
        salaris_max salary_range.max salary_range_max maximum_pay upper_salary""",
    "pay_currency": """baseSalary.currency salaryCurrency salary_currency currency
        salary.currency pay.currency compensation.currency devise wahrung moneda""",
    "pay_unit": """baseSalary.value.unitText baseSalary.unitText salary_unit salary_period
        salary.unit salary.period pay_period pay_unit pay.unit compensation.unit
        compensation.period""",
    "duration": """duration duree duree_mission duree_contrat contract_length contract_duration
        length term_length dauer laufzeit vertragsdauer duracion contract_term duree_du_contrat
        vertragslaufzeit duracion_del_contrato contractduur durata duracao duree_du_poste""",
    "working_time": """workHours work_hours working_time working_hours hours temps_de_travail
        rythme quotite arbeitszeit arbeitspensum pensum wochenstunden horario schedule
        work_schedule hours_per_week weekly_hours workload fte percentage stellenumfang umfang
        arbeitsumfang zeitmodell wochenarbeitszeit temps_travail duree_hebdomadaire
        jornada_laboral dedicacion uren uren_per_week orario beschaftigungsumfang
        wochenstundenzahl aantal_uren""",
    "starts": """jobStartDate start_date startDate starts starts_on start date_debut
        date_de_debut date_prise_de_poste prise_de_poste debut demarrage eintrittsdatum
        startdatum arbeitsbeginn beginn fecha_inicio fecha_de_inicio inicio incorporacion
        starting starting_date available_from earliest_start expected_start expected_start_date
        date_de_prise_de_poste date_demarrage startzeitpunkt einstieg einstellungsdatum
        besetzung_ab zu_besetzen_ab fecha_de_incorporacion fecha_incorporacion comienzo
        ingangsdatum data_inizio data_de_inicio date_de_prise_de_fonction prise_de_fonction
        dienstantritt stellenantritt available_date""",
    "seniority": """experienceRequirements seniority experience_level level job_level
        career_level niveau experience niveau_experience senioritat erfahrung karrierestufe nivel
        experiencia experience_code seniority_level berufserfahrung karrierelevel""",
    "junior": "junior juniors junior_welcome entry_level",
    "language": """inLanguage language lang locale langue sprache idioma hreflang taal lingua
        idioma_oferta language_code""",
    "positions": """totalJobOpenings positions num_vacancies number_of_positions vacancies
        openings number_of_openings headcount nombre_de_postes nb_postes anzahl_stellen plazas
        vacantes vacancy_count number_of_vacancies no_of_positions nombre_postes nb_de_postes
        stellenanzahl numero_de_plazas num_plazas posti aantal number_of_openings_available
        n_vagas""",
    "contacts": """applicationContact contact contacts contact_email contactEmail contact.email
        applicationContact.email applicationContact.url email e_mail mail courriel kontakt
        ansprechpartner contacto correo hiring_manager_email recruiter_email contact_person
        contact_mail contact_info recruiter hiring_manager kontaktperson ansprechperson
        ansprechpartnerin personne_a_contacter adresse_mail email_contact correo_electronico
        persona_de_contacto contactpersoon contatto contatti contato referente
        applicationcontact.name contact_link contact_url email_address mail_address""",
    "apply": """externalurl external_url careers_apply_url apply apply_url applyUrl apply_link
        applyLink apply_to application application_link application_url applicationUrl
        application_form applyForm apply_form apply_email apply_at apply_here applyHere
        application.url application.link application.email apply.url apply.link apply.email
        how_to_apply howToApply to_apply candidature candidater postuler lien_candidature
        url_candidature lien_de_candidature comment_postuler form_url form_link careers_url
        bewerbung bewerbung_an bewerbungslink bewerbungsadresse solicitud aplicar
        enlace_solicitud candidatura url_solicitud application_email application_website
        application_instructions apply_instructions apply_online apply_via apply_now
        submission_url link_to_apply online_application onlinebewerbung bewerbungsformular
        bewerben bewerbungs_url bewerbung_url bewerbung_email bewerbungsmail bewerbungs_email
        comment_candidater modalites_de_candidature pour_postuler email_candidature
        mail_candidature formulaire formulaire_candidature como_aplicar como_postular inscripcion
        enlace_de_solicitud correo_solicitud postular solliciteren sollicitatie sollicitatielink
        solliciteer_link solliciteer candidature_a candidature_link candidati link_candidatura
        email_candidatura invio_candidature candidate_se link_de_inscricao inscricao
        forma_de_solicitud solicitudes solicitar enlace_inscripcion apply_through apply_by_email
        submit_to send_to send_application_to send_applications_to send_cv_to send_resume_to
        apply_website apply_page apply_mail application_mail application_form_url
        application_page application_portal job_application_url applynow_url direct_apply_url
        lien_postuler lien_pour_postuler bewerbungsportal bewerbungskontakt redirect_url
        job_apply_url careersite_job_apply_url external_apply_url external_apply_link
        external_link cta_url cta_link cta.url cta.link cta.href button_url button_link button.url
        button.link apply_href form google_form typeform lever_url greenhouse_url workable_url""",
    "form": "airtable_formulaire",
    "page": """sameAs url source_url sourceUrl link job_url jobUrl posting_url canonical
        canonical_url absolute_url hosted_url hostedUrl shortlink job_posting_url offer_url
        job_page job_link posting_link offer_link careersite_job_url web_url website_url_job
        html_url details_url detail_url vacancy_url permalink_url ad_url href redirect_to
        redirect_link""",
    "translation": """translationKey translation_key translation_id ref_id translation_of""",
}  # fmt: skip
