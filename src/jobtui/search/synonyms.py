"""Words of the trade: what people call the same job, skill or idea.

Collected from the headings of postings, French and English, in which one job has many names. Forms
are separated by ";". Inflections need no form of their own, and a form of several words is found
where they follow one another, or are written as one word.
"""

from __future__ import annotations

from functools import cache

from jobtui.text.folding import fold


def _groups(text: str) -> tuple[tuple[str, ...], ...]:
    lines = text.replace(";\n", ";").strip().splitlines()
    return tuple(tuple(form.strip() for form in line.split(";")) for line in lines)


# Names of jobs: any form of a group finds the others. A job that only the text names is mostly that
# of a colleague, so it counts less there.
JOBS = _groups("""
dev; développeur; developer; programmeur; ingénieur logiciel; software engineer
bizdev; biz dev; business dev; business developer; business développeur; chargé de déploiement;
    responsable de déploiement; chargé de développement
po; product owner; chef de produit; product manager; responsable de produit; chargé de produit;
    responsable produit; chef produit
ux; ux designer; user experience; expérience utilisateur; user research; recherche utilisateur;
    ux research; ux researcher; ergonome
designer; design; designeur
product designer; product design; designer produit; design produit
graphiste; graphic designer; webdesigner; directeur artistique
com; comm; communication; chargé de communication; communication officer
community manager; animateur de communauté; animation de communauté; chargé de communauté;
    gestionnaire de communauté
support; assistance; assistance utilisateurs; support utilisateurs; helpdesk; customer support;
    service client
customer success; customer success manager; relation client
growth; growth hacker; growth hacking; chargé de croissance; chargé d'acquisition
seo; référencement; référencement naturel; search engine optimization
tech lead; lead tech; lead dev; lead développeur; lead developer; développeur principal;
    responsable technique; référent technique
cto; directeur technique; chief technology officer
devops; sre; ops; sysadmin; admin sys; adminsys; admin système; administrateur système;
    ingénieur système; administrateur réseau; system administrator; responsable d'exploitation;
    site reliability engineer
data scientist; datascientist; data scientiste; datascience; data science; science des données
data analyst; data analyste; analyste de données; analyste data
data engineer; ingénieur données; ingénieur data; data ingénieur; ingénieur de données
chef de projet; project manager; chargé de projet; responsable de projet
coach; coaching; coach agile; scrum master; agile coach
juriste; juridique; legal; lawyer
rh; ressources humaines; human resources; recruteur; chargé de recrutement
testeur; qa; quality assurance; assurance qualité; responsable qualité
ux writer; rédacteur; copywriter; content designer; content manager
géomaticien; géomatique; sig; gis; données géographiques; information géographique
intrapreneur; entrepreneur associé
""")
# Names of other jobs that end in the name of a job: a title with one of them does not name it.
OTHER_JOBS = {
    "dev": (
        "business dev",
        "business developer",
        "business développeur",
        "biz dev",
        "biz developer",
    )
}
# Skills, tools, contracts and ideas.
WORDS = _groups("""
full stack; back et front
no code; nocode; low code; lowcode
front; frontend; intégrateur
back; backend
mobile; ios; android
ui; user interface; interface utilisateur
data; données
ia; intelligence artificielle; artificial intelligence; machine learning; ml;
    apprentissage automatique; deep learning; data science; science des données
sécurité; cybersécurité; cyber; ssi; infosec; security
js; javascript
ts; typescript
k8s; kubernetes
ror; ruby on rails; rails
postgres; postgresql
node; node.js; nodejs; node js
vue; vue.js; vuejs; vue js
react; react.js; reactjs; react js
next.js; nextjs; next js
nuxt; nuxt.js; nuxtjs; nuxt js
svelte; sveltekit
golang; langage go
stage; stagiaire; internship; intern
freelance; indépendant; prestataire
alternance; alternant; apprenti; contrat d'apprentissage; apprenticeship
cdi; contrat à durée indéterminée; permanent contract
cdd; contrat à durée déterminée; fixed-term contract
télétravail; remote; à distance; distanciel; work from home
temps partiel; mi-temps; part time; part-time
débutant; junior; entry level
senior; expérimenté; confirmé; experienced
accessibilité; a11y; rgaa; accessibility
open source; logiciel libre; free software
écologie; écologique; ecology; ecological
éducation; éducatif; enseignement; education
santé; médical; health; healthcare
""")
# What is near to a job without being the same: found below all that is the same.
RELATED = _groups("""
data scientist; data analyst; data engineer; machine learning; statisticien; search engineer
data analyst; data scientist; data engineer; statisticien; chargé d'études
data engineer; data scientist; data analyst
ia; data scientist; data analyst; data engineer
communication; community manager; rédacteur; marketing; growth
community manager; communication; animation
po; intrapreneur; chef de projet; product officer; responsable de portefeuille
bizdev; growth; customer success; commercial; partenariats; chargé d'acquisition
designer; graphiste; directeur artistique; ui
devops; cto; tech lead
handicap; accessibilité
""")


def with_accents(word: str) -> str:
    """Return a folded word as it is written, if the tables have it; others as they are."""
    return _written().get(word, word)


@cache
def _written() -> dict[str, str]:
    words = (word for forms in (*JOBS, *WORDS) for form in forms for word in form.split())
    return {key: word for word in words if (key := fold(word)) != word}
