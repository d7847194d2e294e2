"""The analyzer: which written forms meet, which do not, where they stand, and any text at all."""

from __future__ import annotations

import time
import unicodedata
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jobtui.text.folding import fold
from jobtui.text.highlight import spans
from jobtui.text.query_terms import STOP_WORDS, prefixes, query_terms
from jobtui.text.stem_tables import IRREGULAR
from jobtui.text.stemming import stem
from jobtui.text.tokenizer import chunks, tokens
from jobtui.text.tokens import Token


def _lines(table: str) -> list[str]:
    return table.strip().splitlines()


def _words(table: str) -> list[str]:
    return table.split()


# Each line: forms any two of which find each other, separated by two spaces or more.
MEET = _lines("""
développeur  développeuse  développeurs  développeuses  DEVELOPPEUR  developpeuse
développeur  développeur·se  développeu·r·se·s  développeur.euse  développeur·euse·s
développeuse  développeur(se)  développeuse·eur  Développeurs·ses  developpeurs.se(s)
développeur  développeur‧se  développeur•se  développeur⋅euse⋅s  développeu•se•r  développeur·e
développeuse  développeur/développeuse  développeurs/ses  développeureuse  développeur-se
chargé  chargée  chargés  chargées  chargé(e)  chargé.e  chargé·e·s  chargé-e  CHARGÉ·E  chargé.es
un  une  un(e)  un·e  un-e  un.e  UN·E  d'un·e  qu’un.e
chef  cheffe  chefs  cheffes  chef‧fe  chef(fe)  chef.fe  chef·fe·s  chef(fe)s  chef/cheffe
conseiller  conseillère  conseillères  conseiller-ère  conseiller·e·s  conseiller.ère.s
administrateur  administratrice  administrateur/trice  administrat.eur.rice  administrateurs·trices
intégrateur  intégratrice  intégrateur·rice  intégrateurices
opérateur  opératrices  opérateur‧ice  opérateur(ice)s
directeur  directrice  directrices  directeur·rice  directeur.trice  direct·eur·rice·s
utilisateur  utilisatrice  utilisatrices  utilisateurices  utilisateur(ice)s
rédacteur  rédactrice
animateur  animatrices  animateur-rice
formateur  formatrice
coordinateur  coordinatrice
coordonnateur  coordonnatrice
ambassadeur  ambassadrice  ambassadeur·rice
acteur  actrices
intrapreneur  intrapreneuse  intrapreneure  intrapreneur(e)  intrapreneurs·ses
entrepreneur  entrepreneuses  entrepreneur‧se
auto-entrepreneur  autoentrepreneuse  auto-entrepreneur‧se
designer  designers  designeur  designeuses  designer·euse·s
manager  manageuse  manager·euse
professeur  professeure
ingénieur  ingénieure  ingénieur-e  ingénieur·es
vendeur  vendeuses
le  la  les  le.la  la/le  le·la
celui  celle  celles  celui·celle  ceux·celles
tous  toutes  tout  tous·tes  toustes
il  elle  elle‧il  il/elle  iel
du  du·de
créatif  créative  créatif·ve  créatifs
actif  active  actives
administratif  administratives
expert  experte  expert(e)s  expertes
senior  seniors  senior·e  SENIOR·E
indépendant  indépendante  indépendants  indépendant·e  indépendant(e)s  indépendants.es
amené  amenée  amené-e  amené⋅e⋅s
placé  placé·e  placées
pris  prise  pris·e  prises
étudiant  étudiante  étudiant-e-s  étudiant.e
référent  référente  référent(e)s
agent  agente  agents  agent·es
salarié  salariée  salarié.es  salarié(e)s
français  française  françaises  français.es
nouveau  nouvelle  nouveaux  nouvelles  nouvel
beau  belle  belles
numérique  numériques
territorial  territoriale  territoriaux  territoriales  territorial(e)
social  sociaux  sociales
local  locale  locaux
professionnel  professionnelle  professionnelles  professionnel·les
actuel  actuelle  actuel·le
européen  européenne  européens
technicien  technicienne  techniciennes
citoyen  citoyenne  citoyen·ne·s
ancien  anciennes
heureux  heureuse  heureuses
curieux  curieuse  curieux·se  curieux.euse
rigoureux  rigoureuse  rigoureux/se
premier  première  premier-e  premières
familier  familière  familier·ère
public  publique  publics  publiques
produit  produits  produite  produit(s)
cadre  cadres
jeu  jeux
enjeu  enjeux
travail  travaux
réseau  réseaux
tableau  tableaux
convaincu  convaincue  convaincu·e  convaincus
issu  issue  issu·es
apprenti  apprentie  apprenti.e.s
candidat  candidate  candidat(e)s  candidat.e.s
humain  humaine  humaines
important  importante
présent  présente
petit  petite  petits
gratuit  gratuite
futur  future  futur·e
seul  seule  seul·e
emploi  emplois
loi  lois
mois  MOIS
cœur  coeur
œuvre  oeuvres
freelance  freelances
developer  developers
l’équipe  equipe  équipes  d'équipe  L'ÉQUIPE  lʼéquipe
aujourd’hui  aujourd'hui
O’Reilly  OReilly  o'reilly
full-stack  full stack  fullstack  Full-Stack  full‑stack
back-end  backend  back end
front-end  frontend  front end
e-mail  email  e-mails
start-up  startup  startups  start up  start-ups  Start​-up
open source  open-source  opensource
dev ops  devops  DevOps
Île-de-France  Ile de France  île-de-france
porte-parole  porteparole
beta.gouv.fr  BETA.GOUV.FR  https://beta.gouv.fr/  www.beta.gouv.fr
node.js  Node.JS  node‧js
C++  c++
C#  c#
.NET  .net
ré•utilisateurs  réutilisateur
""")

MEET_PAIRS = [
    (words[0].strip(), word.strip())
    for words in (line.split("  ") for line in MEET)
    for word in words[1:]
]

# Each line: two that never find each other.
APART = _lines("""
développement  développeur
developer  développeur
poste  postal
gestion  gestionnaire
produit  production
dirigeant  direction
port  porte
cours  course
mission  missionnaire
data  date
chef  chefferie
commun  commune
parti  partie
entrée  entre
donnée  donne
durée  dure
armée  arme
idée  ide
peu  peur
peur  peureux
heure  heureux
fonction  fonctionne
document  documenté
comment  commenté
appel  appelle
motif  motivé
person  personne
domain  domaine
matrice  mateur
vent  vente
droit  droite
suite  suit
retrait  retraite
sur  sûre
web  webs
api  apis
css  cs
js  j
process  proces
gis  gi
campus  camp
tennis  teni
accès  accent
business  busines
temps  temp
fonds  fond
conseil  conseille
langue  languette
équipe  équipement
recrute  recrutement
Java  JavaScript
C  C++
C  C#
F  F#
C++  C#
R  R&D
PHP  3.1
3.1  3.11
8.1  81
beta.gouv.fr  data.gouv.fr
beta.gouv.fr  beta gouv fr
le  chef-lieu
elle  ailes
full-stack  stack complet, fuller
h/f  hf
ça  cap
sa  SaaS
chargé  déchargé
manager  management
design  designer
testeur  test
santé  sans
deux  deuil
""")
APART_PAIRS = [tuple(line.split("  ")) for line in APART]
# Short technical words that gain or lose a letter: one of the two may be the other's plural.
PLURALS = {("web", "webs"), ("api", "apis")}


def terms_of(text: str) -> set[str]:
    return {token.term for token in tokens(text)}


def finds(question: str, text: str) -> bool:
    words = query_terms(question)
    here = terms_of(text)
    return bool(words) and all(term in here for word in words for term in word.terms)


def test_the_tables_are_as_large_as_they_claim() -> None:
    assert len(MEET_PAIRS) >= 170
    assert len(APART_PAIRS) >= 60


@pytest.mark.parametrize(("one", "other"), MEET_PAIRS)
def test_forms_that_meet(one: str, other: str) -> None:
    for a, b in ((one, other), (other, one)):
        assert finds(b, f"avant {a}, après")
        assert finds(a, f"avant {b}, après")
        assert finds(a, unicodedata.normalize("NFD", b))
        assert finds(unicodedata.normalize("NFD", a), b)


@pytest.mark.parametrize(("one", "other"), [p for p in APART_PAIRS if p not in PLURALS])
def test_forms_that_do_not_meet(one: str, other: str) -> None:
    assert not finds(one, other)
    assert not set(query_terms(one)[0].terms) & {
        term for word in query_terms(other) for term in word.terms
    }


INCLUSIVE = [
    ("développeur·se", "developpeur", "developpeuse"),
    ("développeu·r·se·s", "developpeur", "developpeuse"),
    ("développeuse·eur", "developpeur", "developpeuse"),
    ("developpeurs.se(s)", "developpeur", "developpeuse"),
    ("chargé(e)", "charge", "chargee"),
    ("chargé·e·s", "charge", "chargee"),
    ("candidat(e)s", "candidat", "candidate"),
    ("chef‧fe", "chef", "cheffe"),
    ("conseiller-ère", "conseiller", "conseillere"),
    ("conseiller.ère.s", "conseiller", "conseillere"),
    ("administrateur/trice", "administrateur", "administratrice"),
    ("administrat.eur.rice", "administrateur", "administratrice"),
    ("opérateur‧ice", "operateur", "operatrice"),
    ("utilisateurices", "utilisateur", "utilisatrice"),
    ("créatif·ve", "creatif", "creative"),
    ("pris·e", "pris", "prise"),
    ("le.la", "le", "la"),
    ("celui·celle", "celui", "celle"),
    ("un(e)", "un", "une"),
]


@pytest.mark.parametrize(("written", "masculine", "feminine"), INCLUSIVE)
def test_an_inclusive_form_is_one_token_over_its_whole_length(
    written: str, masculine: str, feminine: str
) -> None:
    text = f"«{written}», oui"
    [token, *others] = tokens(text)
    assert token == Token(stem(masculine), (masculine, feminine), 1, 1 + len(written))
    assert [other.term for other in others] == ["oui"]
    assert query_terms(written)[0].surface == masculine


def test_forms_without_a_common_stem_give_two_tokens_in_one_place() -> None:
    assert tokens("(dèv·e)") == [
        Token("dev", ("dev",), 1, 6),
        Token("deve", ("deve",), 1, 6),
    ]


SINGLE_WORDS = [
    ("fin.Le début", ["fin", "Le", "début"]),
    ("chef-lieu", ["chef-lieu", "chef", "lieu"]),
    ("dit-elle", ["dit", "elle"]),
    ("est-il", ["est", "il"]),
    ("va-t-il", ["va", "t", "il"]),
    ("rendez-vous", ["rendez-vous", "rendez", "vous"]),
    ("peut-être", ["peut-être", "peut", "être"]),
    ("celui-ci", ["celui", "ci"]),
    ("UX/UI", ["UX", "UI"]),
    ("CI/CD", ["CI", "CD"]),
    ("R&D", ["R&D"]),
    ("H/F", ["H", "F"]),
    ("A/A+", ["A", "A+"]),
    ("PHP 8.1", ["PHP", "8.1"]),
    ("10 Mbit/s", ["10", "Mbit", "s"]),
    ("le 12/03/2022", ["le", "12", "03", "2022"]),
    ("beta.gouv.fr.", ["beta.gouv.fr", "beta", "gouv"]),
    ("(beta.gouv.fr)", ["beta.gouv.fr", "beta", "gouv"]),
    ("fullstack", ["fullstack", "full", "stack"]),
    ("C#/.NET", ["C#", ".NET", "NET"]),
    ("l’API", ["API"]),
    ("jusqu’à", ["à"]),
    ("aujourd’hui", ["aujourd’hui"]),
    ("rapport_2021.pdf", ["rapport_2021.pdf", "rapport", "2021", "pdf"]),
    (
        "jean.dupont@beta.example,",
        ["jean.dupont@beta.example", "jean", "dupont", "beta.example", "beta", "example"],
    ),
    (
        "(https://x.example/a-b).",
        ["https://x.example/a-b", "https", "x.example", "x", "example", "a", "b"],
    ),
    ("**gras** _souligné_", ["gras", "souligné"]),
    ("e\u0301quipe\u0301.", ["e\u0301quipe\u0301"]),
    ("a\u00adcti\u200bon,", ["a\u00adcti\u200bon"]),
    ("œuvre d'art", ["œuvre", "art"]),
]


@pytest.mark.parametrize(("text", "written"), SINGLE_WORDS)
def test_offsets_cover_what_is_written(text: str, written: list[str]) -> None:
    covered = {text[token.start : token.end] for token in tokens(text)}
    assert covered == set(written) - {"https"}


@pytest.mark.parametrize(
    ("word", "same"),
    [(word, True) for word in _words("campus business process acces tennis web api css js data")]
    + [(word, True) for word in _words("temps cours corps mois français avis pays canvas redis")]
    + [("designers", False), ("freelances", False), ("tables", False)],
)
def test_only_a_plural_loses_its_s(word: str, same: bool) -> None:
    assert (stem(fold(word)) == fold(word)) is same


def test_stem_ends_whatever_the_irregular_table_says() -> None:
    for form, masculine in IRREGULAR.items():
        assert stem(form) == stem(masculine)
        assert masculine not in IRREGULAR


# Questions.


def test_stop_words_go_only_if_a_word_remains() -> None:
    assert [word.surface for word in query_terms("le chef de la data")] == ["chef", "data"]
    assert [word.surface for word in query_terms("un·e chef")] == ["chef"]
    [last] = query_terms("à la une")
    assert (last.surface, last.is_stop) == ("une", True)
    assert finds("à la une", "un article à la une")
    assert [word.surface for word in query_terms("C et R")] == ["c", "r"]


@pytest.mark.parametrize("text", ["", " ", "…", "·", "'", "((", "\u0301", "l'", "\u200b"])
def test_questions_without_a_word(text: str) -> None:
    assert [word.surface for word in query_terms(text)] in ([], ["l"])


def test_a_whole_is_required_and_its_parts_are_found() -> None:
    text = "écrire à data.gouv.fr et beta.example"
    assert not finds("beta.gouv.fr", text)
    assert finds("data.gouv.fr", text)
    assert finds("gouv", text)
    assert [word.terms for word in query_terms("data.gouv.fr")] == [("data.gouv.fr",)]
    assert [word.terms for word in query_terms("full stack")] == [("fullstack",)]
    assert finds("stack", "développeuse full-stack")
    assert not finds("full stack", "une stack full")


def test_a_word_knows_what_was_typed() -> None:
    question = "les Développeur·ses à Paris"
    [first, second] = query_terms(question)
    assert first.text == "Développeur·ses" == question[first.start : first.end]
    assert (first.surface, first.terms) == ("developpeur", (stem("developpeur"),))
    assert second.text == "Paris"


@pytest.mark.parametrize(
    ("typed", "surface"),
    [
        ("développeur·", "developpeur"),
        ("développeur·s", "developpeur"),
        ("développeur.eu", "developpeur"),
        ("développeu·r·s", "developpeur"),
        ("chargé(", "charge"),
        ("chargé(e", "charge"),
        ("conseiller-èr", "conseiller"),
        ("administrateur/tr", "administrateur"),
        ("beta.", "beta"),
        ("beta.go", "beta.go"),
        ("full-", "full"),
        ("full-st", "fullst"),
        ("l'éq", "eq"),
        ("jean.dupont@be", "jean.dupont@be"),
        ("https://x.ex", "x.ex"),
    ],
)
def test_half_typed_words_begin_a_surface(typed: str, surface: str) -> None:
    assert [word.surface for word in query_terms(typed)] == [surface]


TYPED = [
    *_words("""
développeuse développeur développeur·se développeuses développeu·r·se·s développeur/développeuse
directrice directeur directeur·rice utilisateurices administrat.eur.rice rédactrice créative actif
technicienne techniciens européenne professionnelle nouvelle nouveau nouvelles territoriaux
territoriales travaux travail cheffe chef·fe chargé(e)s chargées conseillère conseiller·e·s
première indépendante indépendant·e·s publique public designer designeuse designers heureuse
heureux réseaux jeux emplois française français numériques ambassadrice ambassadeur professeure
citoyen·ne beta.gouv.fr full-stack fullstack back-end backend front-end frontend start-up startup
porte-parole Île-de-France node.js jean.dupont@beta.example https://x.example/ab x.example
mon-site.gouv.fr mon-site@beta.example explique-nous vue‧js racontez-moi 2022-06-15
open-source rendez-vous aujourd'hui O'Reilly produits intrapreneuse salarié.es petite blanche
"""),
    "full stack",
    "open source",
    "back end",
    "la développeuse",
    "l’équipe produit",
]


def test_typing_key_by_key_never_loses_what_the_whole_word_finds() -> None:
    held = [tokens(text) for text in TYPED]
    lexicon = [[(s, t.term) for t in tokens_ for s in t.surfaces] for tokens_ in held]

    def found(question: str) -> set[int]:
        words = query_terms(question)
        hits = set(range(len(TYPED)))
        for word in words:
            last = word is words[-1]
            begun = word.prefixes
            terms = set(word.terms)
            reached = {term for pairs in lexicon for s, term in pairs if s.startswith(begun)}
            hits &= {
                number
                for number, tokens_ in enumerate(held)
                if terms <= (here := {t.term for t in tokens_}) or (last and reached & here)
            }
        return hits

    for word in TYPED:
        found_in_the_end = found(word)
        assert TYPED.index(word) in found_in_the_end
        for length in range(4, len(word)):
            lost = found_in_the_end - found(word[:length])
            assert not lost, (word[:length], [TYPED[number] for number in lost])


def test_prefixes_lead_to_the_other_gender() -> None:
    assert prefixes("directr") == ("directr", "directeu")
    assert "nouvelle" in prefixes("nouvea")
    assert prefixes("dir") == ("dir",)


# Marks.


def test_spans_mark_whole_words_and_merge_parts() -> None:
    text = "Développeur·se full-stack, développement"
    assert spans(text, {stem("developpeur")}) == [(0, 14)]
    assert spans(text, {"stack"}) == [(20, 25)]
    assert spans(text, {"fullstack", "stack"}) == [(15, 25)]
    assert spans(text, (), "devel") == [(0, 14), (27, 40)]
    assert spans(text, (), "developpeus") == [(0, 14)]
    assert spans(text, ()) == []


# Any text at all.

LETTERS = "aeéèsrxucçœæßŒ·•‧⋅./-()'’@&+# \u00a0\u200b\u00ad\u0301\u0300_0189ıİΣς\ufb01"
SOME_WORDS = st.sampled_from(
    [*TYPED, "développeur", "euse", "trice", "e", "s", "un", "https://", "www.", "a@b.fr", ".net"]
)
ANY_TEXT = st.one_of(
    st.text(),
    st.text(alphabet=LETTERS, max_size=40),
    st.text(alphabet=st.characters(), max_size=40),  # lone surrogates too
    st.lists(st.one_of(SOME_WORDS, st.sampled_from(LETTERS)), max_size=12).map("".join),
)


@given(ANY_TEXT)
@settings(max_examples=400, deadline=None)
@example("\ud800 \x00 \U0001f468\u200d\U0001f4bb")
@example("e" + "\u0301" * 200)
def test_offsets_and_terms_of_any_text(text: str) -> None:
    found = tokens(text)
    for token in found:
        assert 0 <= token.start < token.end <= len(text)
        assert token.term
        assert all(token.surfaces)
        assert fold(token.term) == token.term
        assert all(fold(surface) == surface for surface in token.surfaces)
    assert all(one.start <= other.start for one, other in pairwise(found))


COMPOUND_MATERIAL = (
    *_words("full stack stacks open source start up ile de france l’ d' net / - . , · ) ("),
    *(" ", "  ", "\n", "\u00a0"),
)


@given(ANY_TEXT)
@settings(max_examples=400, deadline=None)
@example("développeur.eu")
@example("administrat·eur·r")
@example("auto-entrepreneur·eu")
@example("full stacks")
def test_any_text_finds_itself(text: str) -> None:
    here = terms_of(text)
    words = query_terms(text)
    for word in words:
        assert word.terms
        assert set(word.terms) <= here
        assert word.text == text[word.start : word.end]
        assert word.text
        assert word.is_stop <= (word.surface in STOP_WORDS)
    assert bool(words) == bool(here)


def _ordered(text: str) -> list[str]:
    """Return the first term of each chunk, in the order of the text."""
    return [chunk.tokens[0].term for chunk in chunks(text).ordered if chunk.tokens]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("un poste full  stack à Paris", "un poste fullstack a paris"),
        ("l’open\nsource, full stacks/open source.", "l opensource fullstack opensource"),
        ("full stack.net", "fullstack net"),
        ("ile de france ou full de stack", "iledefrance ou full de stack"),
        ("full, stack et open", "full stack et open"),
        ("back end", "backend"),
        ("full", "full"),
    ],
)
def test_a_compound_with_spaces_replaces_its_words_in_the_order(text: str, terms: str) -> None:
    assert _ordered(text) == terms.split()


@given(st.one_of(ANY_TEXT, st.lists(st.sampled_from(COMPOUND_MATERIAL)).map("".join)))
@settings(deadline=None)
def test_chunks_hold_the_tokens_of_any_text(text: str) -> None:
    counted: Counter[str] = Counter()
    for chunk, times in chunks(text).counted.items():
        for token in chunk.tokens:
            counted[token.term] += times
    assert counted == Counter(token.term for token in tokens(text))


@given(ANY_TEXT)
@settings(deadline=None)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(ANY_TEXT, ANY_TEXT)
@settings(deadline=None)
def test_spans_of_any_text(text: str, question: str) -> None:
    terms = {term for word in query_terms(question) for term in word.terms}
    found = spans(text, terms, fold(question[:3]))
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))


FLOODS = [
    *_words("""
a· a( a. a- a@ a' l' a_ a& a++ ( ) aaaa développeur·se développeur( chef-e https://a www. a.fr/
a..... full· e\u0301 \u0301 teur eurice .net x@x.fr a.a@ 1. c#
"""),
    "full stack ",
    "full ",
    " ",
    "https://a" + ")" * 50,
    "\ud800",
    "\u200b",
]


@pytest.mark.hostile
@pytest.mark.parametrize("flood", FLOODS)
@pytest.mark.parametrize("function", [tokens, query_terms])
def test_time_grows_with_the_length(flood: str, function: object) -> None:
    assert callable(function)

    def seconds(length: int) -> float:
        text = flood * (length // len(flood))
        best = 60.0
        for _ in range(2):
            start = time.process_time()
            function(text)
            best = min(best, time.process_time() - start)
        return best

    # Eight times the text in four times eight the time: far from sixty-four times.
    assert seconds(8_000) <= 32 * seconds(1_000) + 0.01


@pytest.mark.parametrize("tail", ["", ")", "·", " x"])
def test_a_parenthesis_after_an_address(tail: str) -> None:
    text = "https://a" + ")" * 20_000 + tail
    assert tokens(text)[0].term == "a"


@pytest.mark.parametrize(
    "words",
    [
        "policy policies",
        "company companies",
        "agency agencies",
        "business businesses",
        "process processes",
        "coach coaches",
        "woman women",
        "entwickler entwicklerin entwicklerinnen",
        "ingenieur ingenieurin ingenieurinnen",
        "praktikant praktikantin",
        "ärztin arzt",
        "entwicklung entwicklungen",
        "desarrollador desarrolladora desarrolladores desarrolladoras",
        "ingeniero ingeniera ingenieros",
        "abogado abogadas",
        "técnico técnica",
        "psicólogo psicóloga",
        "enfermero enfermera",
    ],
)
def test_forms_of_english_german_and_spanish_meet(words: str) -> None:
    assert len({stem(fold(word)) for word in words.split()}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Entwickler:in",
        "Entwickler*innen",
        "EntwicklerInnen",
        "Entwickler/in",
        "Entwickler_innen",
        "Entwickler(in)",
        "Entwickler/-in",
    ],
)
def test_inclusive_forms_of_german_hold_the_word(text: str) -> None:
    assert "entwickler" in {token.term for token in tokens(text)}


@pytest.mark.parametrize(
    "text", ["desarrollador/a", "desarrollador(a)", "desarrolladores/as", "desarrollador@s"]
)
def test_inclusive_forms_of_spanish_hold_the_word(text: str) -> None:
    assert "desarrollador" in {token.term for token in tokens(text)}


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Projektmanagement", ["projekt", "management"]),
        ("Softwareentwicklerin", ["software", "entwickler"]),
        ("Entwicklungsleiter", ["entwicklung", "leiter"]),
        ("Datenschutz", ["daten", "schutz"]),
        ("Systemadministratorin", ["system", "administrator"]),
    ],
)
def test_parts_of_german_compounds_are_found(word: str, parts: list[str]) -> None:
    assert [token.term for token in tokens(word)][1:] == [stem(part) for part in parts]


@pytest.mark.parametrize("word", ["projecteur", "systematique", "development", "international"])
def test_words_of_other_languages_are_whole(word: str) -> None:
    assert len(tokens(word)) == 1


@pytest.mark.parametrize("text", ["the baker", "baker for bread", "Bäcker für Brot"])
def test_small_words_of_other_languages_ask_for_nothing(text: str) -> None:
    asked = [term.text for term in query_terms(text)]
    assert asked == [word for word in text.split() if word not in ("the", "for", "für")]
