"""Synonyms of job titles, skills and contracts: each form of a group finds the others."""

from __future__ import annotations

# Any of a group finds the others, ranked below the word itself; a form of several words is found in
# headings alone, where it names the job.
SYNONYMS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("dev", "developpeur", "developer"), "the usual short form, and the English word"),
    (("bizdev", "business developer", "business developpeur", "charge de deploiement"),
     "the site's own name for who brings a product to its users"),
    (("po", "product owner", "chef de produit", "product manager", "responsable de produit"),
     "one job under its English and French names"),
    (("ux", "user experience", "experience utilisateur"), "English initials"),
    (("ui", "user interface"), "English initials"),
    (("js", "javascript"), "the usual short form"),
    (("ts", "typescript"), "the usual short form"),
    (("k8s", "kubernetes"), "numeronym"),
    (("ror", "ruby on rails", "rails"), "the framework is called by either name"),
    (("postgres", "postgresql"), "the usual short form"),
    (("node", "node.js", "nodejs"), "written either way"),
    (("vue", "vue.js", "vuejs"), "written either way"),
    (("react", "react.js", "reactjs"), "written either way"),
    (("stage", "stagiaire"), "the contract and who has it"),
    (("freelance", "independant", "prestataire"), "one status under three names"),
    (("alternance", "apprentissage", "apprenti", "alternant"), "one contract under two names"),
    (("teletravail", "remote", "a distance"), "the French word, the English one, and a phrase"),
    (("devops", "sre", "administrateur systeme"), "who runs what others write"),
    (("cto", "directeur technique"), "English initials"),
    (("rh", "ressources humaines"), "initials"),
    (("ia", "intelligence artificielle"), "initials"),
    (("datascientist", "data scientist", "data scientiste"), "written either way"),
)  # fmt: skip
