"""German compounds in one word: their parts, so that "Projekt" finds "Projektmanagement".

A word is taken apart where both parts are known, or where it begins with one that no other
language has.
"""

from __future__ import annotations

from typing import Final

from jobtui.text.stemming import stem

SHORTEST_GERMAN: Final = 9  # letters of a compound; each part has at least four of them
_SHORTEST_PART: Final = 4
_LONGEST: Final = 40
_LINKED_BY_S: Final = ("ung", "heit", "keit", "schaft", "ion", "tat", "arbeit", "beruf", "betrieb")
_LINKS: Final = ("", "s", "n", "en", "es", "er")  # between the parts: Entwicklung-s-leiter


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Folded stems that stand in compounds of job postings; chosen by hand. Those of the first list are
# German alone, so that what follows may be anything.
_GERMAN: Final = _words("""
projekt produkt entwicklung entwickler entwicklerin softwareentwicklung daten datenbank anwendung
leiter leiterin leitung berater beraterin beratung verwaltung sicherheit vertrieb verkauf einkauf
kunden kundendienst kundenbetreuung betreuung beruf berufs anwalt abteilung bereich fach
fachkraft kraft ingenieur ingenieurin techniker technikerin technik
informatik informatiker wirtschaft
buchhaltung buchhalter rechnung finanz finanzen steuer recht rechts offentlichkeit arbeit
forschung forscher wissenschaft bildung ausbildung weiterbildung schulung lehrer lehrerin
pflege kranken gesundheit sozial kinder jugend familien umwelt energie verkehr bahn
planung planer planerin steuerung prufung prufer qualitat netzwerk rechner schnittstellen
fuhrung fuhrungskraft mitarbeiter mitarbeiterin sachbearbeiter sachbearbeiterin sachbearbeitung
referent referentin assistenz gestaltung gestalter gestalterin werkstatt lager logistik
veranstaltung gemeinschaft verein stiftung stelle stellen aufgaben erfahrung kenntnisse
betrieb betriebs bau maschinen maschinenbau elektro elektronik mechanik fahrzeug
oberflachen benutzer nutzer barrierefreiheit verantwortung verantwortliche fachfrau fachmann
kaufmann kauffrau handel handels spezialist spezialistin kommunikation redaktion redakteur
""")
_SHARED: Final = _words("""
software hardware system systems service support design designer designerin manager managerin
management marketing media team test tester testerin cloud web online internet digital
digitalisierung administration administrator administratorin architekt architektin
architektur analyse analyst analystin programmierer programmiererin programm plattform
portal server backend frontend
content community event international junior senior lead trainer trainerin coach agentur
assistent assistentin direktor direktorin sekretariat material
""")
_KNOWN: Final = _GERMAN | _SHARED
_BEGINNINGS: Final = frozenset(word[:_SHORTEST_PART] for word in _KNOWN)
_SUFFIXES: Final = ("iv", "lich", "ell", "isch", "ung")  # no second part: qualitatives, beruflich


def german_parts(word: str) -> tuple[str, str] | None:
    """Return the two parts of a folded German compound, None for any other word."""
    if word[:_SHORTEST_PART] not in _BEGINNINGS or len(word) > _LONGEST or not word.isascii():
        return None
    cuts = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    for cut in reversed(cuts):
        first, last = word[:cut], word[cut:]
        if _is_known(first) and not _KNOWN.isdisjoint((last, stem(last))):
            return (first, last)
    for cut in reversed(cuts):
        first, last = word[:cut], word[cut:]
        if first in _GERMAN and not last.startswith(_SUFFIXES):
            link = first.endswith(_LINKED_BY_S) and last.startswith("s")
            return (first + "s", last[1:]) if link else (first, last)
    return None


def _is_known(first: str) -> bool:
    """Whether the first part is a known word, with or without letters that link it."""
    return any(first.removesuffix(link) in _KNOWN for link in _LINKS)
