"""A light stem for French that ignores gender and number, and nothing else.

    >>> stem("developpeuses"), stem("developpeur"), stem("developpement")
    ('developpeu', 'developpeu', 'developpement')
    >>> stem("territoriaux"), stem("territoriale"), stem("postes"), stem("campus")
    ('territorial', 'territorial', 'poste', 'campus')

Words come in folded (lower case, no accents) and leave as a term: not always a word, but the
same one for every form of an adjective or of the name of a trade. There is no dictionary: a word
goes through `_IRREGULAR`, then `_KEEP`, then one rule of number or gender, until nothing changes.
Each rule asks for a few letters before its ending, so that short words stay what they are.

Known limits, accepted because accents are folded first or because gender decides:
charge = chargé, presente = présent = présenté, cher = chère, issue = issu, active = activé = actif.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

LONGEST: Final = 40
"""Letters; anything longer is no French word and is left alone."""


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _pairs(table: str) -> dict[str, str]:
    """`masculine form form...` lines as a map of form to masculine."""
    return {
        form: words[0]
        for words in (line.split() for line in table.strip().splitlines())
        for form in words[1:]
    }


# Determiners and pronouns, then what no safe rule covers: first the neutral form, then the others.
# Singular forms are enough wherever the plural only adds an s.
_IRREGULAR: Final = _pairs("""
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

# Words an ending would mislead: no plural, no feminine, or a verb beside a noun.
_KEEP: Final = _words("""
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
_PLURALS_IN_IS: Final = _words("""
essais delais quais vrais balais minerais deblais remblais emplois lois envois convois tournois
rois amis ennemis demis soucis
""")

# Endings whose s is part of the word: process, français, chinois, compris, requis, précis, soumis.
_SINGULAR_S: Final = ("ss", "ais", "ois", "pris", "quis", "cis", "mis", "ys")

# (feminine ending, neutral ending, letters needed before it), the longest first.
_GENDER: Final = (
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
)
_NOT_FEMININE: Final = ("mente", "gue", "que")
_BY_LAST_TWO: Final = {
    last: tuple(rule for rule in _GENDER if rule[0].endswith(last))
    for last in {rule[0][-2:] for rule in _GENDER}
}


def _singular(word: str) -> str:
    """The word without its mark of the plural, or the word itself."""
    if word.endswith("aux"):
        if word.endswith(("eaux", "yaux")):
            return word[:-1]
        return word[:-2] + "l" if len(word) > 4 else word
    if not word.endswith("s") or (word.endswith(_SINGULAR_S) and word not in _PLURALS_IN_IS):
        return word
    return word[:-1]


def _neutral(word: str) -> str:
    """The word without its mark of the feminine, or the word itself."""
    if word.endswith(_NOT_FEMININE):
        return word
    for ending, neutral, before in _BY_LAST_TWO.get(word[-2:], ()):
        if word.endswith(ending) and len(word) >= len(ending) + before:
            return word[: -len(ending)] + neutral
    return word


def stem(word: str) -> str:
    """The gender- and number-neutral term of a folded word.

    Words of fewer than four letters, longer than `LONGEST`, or with anything but letters a-z come
    back unchanged (but for the pronouns and articles of the table). Never raises, never empty
    unless `word` is.
    """
    if not (word.isascii() and word.isalpha()) or len(word) > LONGEST:
        return word
    return _stem(word)


@lru_cache(maxsize=16384)
def _stem(word: str) -> str:
    while True:
        irregular = _IRREGULAR.get(word)
        if irregular is not None:
            word = irregular
        if len(word) < 4 or word in _KEEP:
            return word
        shorter = _singular(word)
        if shorter == word:
            shorter = _neutral(word)
        if shorter == word:
            return word
        word = shorter


@lru_cache(maxsize=1024)
def kindred(beginning: str) -> tuple[str, ...]:
    """Other beginnings that words of the same term may have, for a word typed so far.

    `directr` and `directe` are each on the way to a form of the same word, but neither begins the
    other's: the prefix search takes both. Folded beginnings of four letters or more; else empty.
    """
    if len(beginning) < 4:
        return ()
    found = [beginning[: -len(a)] + b for a, b in _HALVES if beginning.endswith(a)]
    for form, masculine in _IRREGULAR.items():
        if form.startswith(beginning):
            found.append(masculine)
        if masculine.startswith(beginning):
            found.append(form)
    return tuple(word for word in dict.fromkeys(found) if not word.startswith(beginning))


# Half-typed feminine ending and what a masculine form has in its place, and the other way.
_HALVES: Final = (
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
    ("euric", "eur"),
    ("eureu", "eur"),
    ("eureus", "eur"),
)


# Inclusive forms. What may follow a separator; a plural s is cut off before it is looked up.
ENDINGS: Final = _words("""
e ne le te se ve fe sse esse re rre ce che gue que ue ie ee ere iere ire ure eure ale ante ente
ande arde aine aise oise ise use ouse euse teuse rse ive ette ete otte tte lle nne
elle eille enne ienne eenne onne ice rice trice atrice drice ique
x s eur r eux teur er ier if f en ien an el al il au eau
""")
_OF_ANY: Final = _words("e ne le te se ve fe sse esse")
SURE: Final = frozenset("·(")  # hardly ever anything but an inclusive form
_FUSED: Final = re.compile(r"(\w+)(?:(eurice)|eureuse)s?")


def same(one: str, other: str) -> bool:
    """Whether two folded words are different forms of one term."""
    return one != other and stem(one) == stem(other)


def _without_s(word: str) -> str:
    return word[:-1] if word.endswith("s") and stem(word) == stem(word[:-1]) else word


def both(one: str, other: str) -> tuple[str, str]:
    """Masculine first, as far as endings tell."""
    feminine = one.rstrip("s").endswith(("e", "a")) and not other.rstrip("s").endswith(("e", "a"))
    return (other, one) if feminine else (one, other)


def _matching(word: str, ending: str) -> str | None:
    """The other gender of `word` that ends in `ending`, if the two have one stem."""
    for cut in range(min(5, len(word))):
        other = word[: len(word) - cut] + ending
        if same(word, other):
            return other
    return None


@lru_cache(maxsize=4096)
def written_out(word: str, endings: tuple[str, ...], separator: str) -> tuple[str, ...]:
    """The written forms that an inclusive form stands for, masculine first; empty if it is none.

    `word` is what stands before the first separator, which is `separator`; `endings` are the one
    to three folded parts after it, without separators.

    >>> written_out("conseiller", ("ere", "s"), "."), written_out("chef", ("lieu",), "-")
    (('conseiller', 'conseillere'), ())
    """
    if len(endings) > 1 and endings[-1] in ("s", "x"):
        endings = endings[:-1]
    if endings in (("s",), ("x",)):
        fits = separator in SURE or (separator == "." and len(word) > 3 and endings == ("s",))
        return (word,) if fits and stem(word + endings[0]) == stem(word) else ()
    word = _without_s(word)
    last = endings[-1]
    if last.endswith("s") and len(last) > 1:
        last = last[:-1]
    if last == "ice":
        last = "rice"
    if len(endings) == 1:
        return _one_ending(word, last, separator, plural=last != endings[0])
    if len(endings) == 2:  # développeu·r·se, administrat.eur.rice
        whole = word + endings[0]
        for other in (word + last, _matching(whole, last)):
            if other and same(whole, other):
                return both(whole, other)
    return ()


def _one_ending(word: str, ending: str, separator: str, plural: bool) -> tuple[str, ...]:
    if (ending == "r" and word.endswith("eu")) or (ending == "eur" and word.endswith("t")):
        return (word + ending,)
    if other := _matching(word, ending):
        return both(word, other)
    known = separator in SURE and ending in _OF_ANY
    if known or (separator in ".-" and ending == "e" and not plural and len(word) > 3):
        return (word, word + ending)
    return ()


def fused(word: str) -> tuple[str, ...]:
    """Both forms of `utilisateurices` or `développeureuse`; empty for any other word."""
    if (found := _FUSED.fullmatch(word)) is None:
        return ()
    masculine = found[1] + "eur"
    feminine = found[1] + ("rice" if found[2] else "euse")
    return (masculine, feminine) if same(masculine, feminine) else ()
