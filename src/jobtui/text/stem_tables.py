"""The tables of the French stemmer, in folded letters: irregular words, exceptions, endings.

Compiled by hand for the vocabulary of job postings, and checked against those of beta.gouv.fr:
``tests/text/test_tokenizer.py`` lists the forms that must meet and those that must not.
"""

from __future__ import annotations

from typing import Final


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _pairs(table: str) -> dict[str, str]:
    """Return lines of `masculine form form...` as a map of form to masculine."""
    return {
        form: words[0]
        for words in (line.split() for line in table.strip().splitlines())
        for form in words[1:]
    }


# Determiners and pronouns, then words that no safe rule covers: the neutral form comes first.
# The singular is enough wherever the plural only adds an s.
IRREGULAR: Final = _pairs("""
le la les
un une uns unes
il elle ils elles iel iels
ce cet cette ces
celui celle ceux celles celleux
tout toute tous toutes toustes
son sa ses
mon ma mes
ton ta tes
de du des
au aux
notre nos
votre vos
lequel laquelle lesquels lesquelles
tel telle
aucun aucune
chacun chacune
nul nulle
agent agente
allemand allemande
adroit adroite
argentin argentine
assis assise
avocat avocate
ami amie
beau belle bel
blanc blanche
blond blonde
bon bonne
breton bretonne
bref breve
cadet cadette
candidat candidate
champion championne
chaud chaude
chef cheffe chefe
ciel cieux
citadin citadine
civil civile
clair claire
compact compacte
compagnon compagne
complet complete
concret concrete
copain copine
correct correcte
cousin cousine
debrouillard debrouillarde
delicat delicate
designer designeur designeuse
woman women
arzt arztin arztinnen arzte
anwalt anwaltin anwaltinnen anwalte
kollege kollegin kolleginnen kollegen
child children
direct directe
indirect indirecte
discret discrete
distinct distincte
divers diverse
docteur doctoresse
doux douce
elu elue
espagnol espagnole
etroit etroite
exact exacte
fait faite
faux fausse
favori favorite
feminin feminine
flamand flamande
fort forte
fou folle
franc franche
froid froide
futur future
geant geante
gentil gentille
gourmand gourmande
grand grande
gras grasse
gratuit gratuite
grec grecque
gros grosse
haut haute
hote hotesse
inedit inedite
inquiet inquiete
intact intacte
interdit interdite
jumeau jumelle
junior juniore
laic laique
latin latine
laureat laureate
leader leadeur leadeuse
lourd lourde
long longue
maire mairesse
maitre maitresse
malin maligne
manager manageur manageuse
marchand marchande
masculin masculine
mignon mignonne
montagnard montagnarde
mort morte
mou molle
muet muette
naif naive
net nette
neuf neuve
noir noire
normand normande
nouveau nouvelle nouvel
parfait parfaite
imparfait imparfaite
partisan partisane
patron patronne
paysan paysanne
pareil pareille
petit petite
pieton pietonne
plein pleine
poete poetesse
pret prete
profond profonde
public publique
restreint restreinte
rond ronde
saint sainte
satisfait satisfaite
abstrait abstraite
sec seche
second seconde
secret secrete
senior seniore
serein sereine
seul seule
sourd sourde
strict stricte
succinct succincte
sujet sujette
suspect suspecte
turc turque
uni unie
vert verte
veuf veuve
vieux vieille vieil
vif vive
voisin voisine
travail travaux
bail baux
corail coraux
email emaux
mal maux
vitrail vitraux
jeu jeux
enjeu enjeux
lieu lieux
milieu milieux
feu feux
voeu voeux
aveu aveux
cheveu cheveux
neveu neveux
adieu adieux
dieu dieux
chou choux
bijou bijoux
genou genoux
caillou cailloux
oeil yeux
""")

# Words with a misleading ending: no plural, no feminine, or a noun that is also a verb.
KEEP: Final = _words("""
dans sans plus sous nous vous vers hors lors alors mais puis depuis jamais moins tres apres
aupres pres toujours ailleurs plusieurs volontiers selon tandis hormis dehors envers desormais
neanmoins gratis hebdo gens fils bras gros clos repos propos heros dos chaos cours parcours
concours recours secours discours temps printemps contretemps corps mars univers travers revers
tiers ours velours poids fonds remords mets puits legs sens encens suspens acces succes proces
progres exces deces expres congres express atlas canvas alias cas repas embarras fracas
tracas matelas campus bonus virus focus status processus consensus cursus versus corpus
refus abus dessus inclus exclus confus diffus opus nexus syllabus radius prospectus
terminus lapsus hiatus rebus blocus malus quitus divers assis avis devis permis tennis oasis
iris souris colis tapis croquis logis gris paris pays bis analysis basis thesis redis parvis
postgres kubernetes jenkins windows rails axios keras pandas devops macos centos saas paas
iaas faas cors news sales aws analytics ethos pathos bordeaux taux gis
idee cree creee free tree entree rentree armee duree donnee musee lycee annee vallee
trophee coffee journee soiree matinee pensee
appelle rappelle excelle signale alerte concerte motive partie domaine personne colonne
matrice patrice beatrice cicatrice
""")

# Plurals in -ais and -ois; every other word with these endings keeps its s (français, mois).
PLURALS_IN_IS: Final = _words("""
essais delais quais vrais balais minerais deblais remblais emplois lois envois convois tournois
rois amis ennemis demis soucis
""")

# Endings whose s is part of the word: process, français, chinois, compris, requis, précis, soumis.
SINGULAR_S: Final = ("ss", "ais", "ois", "pris", "quis", "cis", "mis", "ys")

# (feminine ending, neutral ending, letters required before it), the longest first.
GENDER_ENDINGS: Final = (
    ("struite", "struit", 2),
    ("jointe", "joint", 0),
    ("duite", "duit", 2),
    ("crite", "crit", 0),
    ("cluse", "clus", 2),
    ("quise", "quis", 1),
    ("trice", "teu", 2),
    ("drice", "deu", 3),
    ("prise", "pris", 0),
    ("erte", "ert", 2),
    ("cise", "cis", 3),
    ("mise", "mis", 0),
    ("euse", "eu", 3),
    ("eure", "eu", 3),
    ("enne", "en", 2),
    ("elle", "el", 2),
    ("ante", "ant", 3),
    ("ente", "ent", 3),
    ("aine", "ain", 3),
    ("aise", "ais", 4),
    ("oise", "ois", 3),
    ("ere", "er", 2),
    ("ive", "if", 3),
    ("ale", "al", 2),
    ("eur", "eu", 3),
    ("eux", "eu", 3),
    ("ee", "e", 2),
    ("ie", "i", 3),
    ("ue", "u", 3),
    # English: business and businesses, coach and coaches
    ("sse", "ss", 2),
    ("che", "ch", 2),
    # German: Entwicklerin, Administratorin, Praktikantin, Assistentin, Spezialistin
    ("innen", "in", 4),
    ("antin", "ant", 4),
    ("entin", "ent", 4),
    ("istin", "ist", 3),
    ("ystin", "yst", 3),
    ("ektin", "ekt", 3),
    ("eurin", "eu", 3),
    ("erin", "er", 3),
    ("orin", "or", 4),
    ("ungen", "ung", 3),
    ("heiten", "heit", 3),
    ("keiten", "keit", 3),
    ("ekte", "ekt", 3),
    # Spanish: desarrolladora, desarrolladores, ingeniera, abogada, técnica, psicóloga
    ("dora", "dor", 2),
    ("tora", "tor", 2),
    ("sora", "sor", 2),
    ("dore", "dor", 3),
    ("tore", "tor", 3),
    ("sore", "sor", 3),
    ("aria", "ario", 3),
    ("era", "ero", 4),
    ("ada", "ado", 3),
    ("ica", "ico", 3),
    ("oga", "ogo", 3),
)
NOT_FEMININE: Final = (
    *("mente", "gue", "que", "argentin", "constantin", "florentin", "serpentin", "valentin"),
    *("adamantin", "brigantin", "diamantin", "bisontin", "augustin", "celestin", "clandestin"),
    *("destin", "festin", "intestin", "pelerin", "souverin", "margarin", "tamarin"),
)

# (half-typed ending of one gender, what the other gender has in its place)
HALF_ENDINGS: Final = (
    ("eus", "eu"),
    ("tr", "teu"),
    ("tri", "teu"),
    ("tric", "teu"),
    ("te", "tri"),
    ("teu", "tri"),
    ("dri", "deu"),
    ("dric", "deu"),
    ("de", "dri"),
    ("deu", "dri"),
    ("iv", "if"),
    ("enn", "en"),
    ("ell", "el"),
    ("au", "al"),
    ("euri", "eur"),
    ("y", "ie"),
    ("ie", "y"),
    ("dora", "dor"),
    ("era", "ero"),
    ("erin", "er"),
    ("euric", "eur"),
    ("eureu", "eur"),
    ("eureus", "eur"),
)
