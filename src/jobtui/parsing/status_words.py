"""Words of the frontmatter that say whether one can apply, in seven languages.

All of them are folded: lower case, no accents, one space between words.
"""

from __future__ import annotations

import re
from enum import Enum

from jobtui.text.edit_distance import distance
from jobtui.text.folding import fold
from jobtui.text.patterns import late

TRUE_WORDS = frozenset({"true", "yes", "oui", "vrai", "on", "1", "y", "o", "ja", "wahr", "si"})
FALSE_WORDS = frozenset({"false", "no", "non", "faux", "off", "0", "n", "nein", "falsch"})


class Sense(Enum):
    """What a word of ``status`` states; the values are the keys of ``[sources.NAME.status]``."""

    OPEN = "open"
    UPCOMING = "upcoming"
    CLOSED = "closed"
    FILLED = "filled"


_WORDS = {
    Sense.OPEN: """open|opened|ouvert|ouverte|true|oui|yes|searching|active|live|hiring|now hiring
        |recruiting|published|vacant|unfilled|reopened|available
        |current|ongoing|accepting applications|wanted|en cours|online|visible|public|enabled
        |applications open|open for applications|we are hiring|apply now|accepting
        |recrutement en cours|candidatures ouvertes|ouvert aux candidatures|en ligne|disponible
        |zu besetzen|zu vergeben|gesucht|bewerbung moglich|laufend|frei|se busca|libre|en proceso
        |publie|publiee|actif|a pourvoir|ausgeschrieben|offen|aktiv|veroffentlicht
        |abierto|abierta|activo|activa|vacante|vigente
        |publicado|publicada|en curso|en plazo|plazo abierto|convocatoria abierta
        |evergreen|rolling|always open|permanently open|accepting candidates|looking for candidates
        |aperto|aperta|aperte|attivo|attiva|in corso|aberto|aberta|ativo|ativa|em andamento
        |disponivel|actueel|geopend|lopend|openstaand|ouvertes|ouverts|offene stelle""",
    Sense.UPCOMING: """upcoming|scheduled|coming soon|soon|planned|future|a venir|bientot|prevu
        |prevue|demnachst|geplant|proximamente|proximo|programado|opening soon|not yet open
        |prochainement|en preparation|in kurze|bald|in planung|en breve|to be published
        |not yet published|opens soon|a paraitre|binnenkort|gepland|prossimamente|em breve""",
    Sense.CLOSED: """closed|close|ferme|fermee|false|non|no|clos|close|expired|expire|expiree
        |not open|no longer available|archive|archived|archivee|draft
        |inactive|cancelled|canceled|annule|annulee|suspended
        |suspendu|paused|on hold|withdrawn|unpublished|private|hidden|past|ended|deleted|brouillon
        |applications closed|closed for applications|not accepting applications|not hiring|offline
        |disabled|removed|retired|terminated|stopped|deactivated|candidatures closes|cloture
        |cloturee|termine|terminee|retire|retiree|suspendue|hors ligne|desactive
        |zuruckgezogen|beendet|pausiert|deaktiviert|gestoppt|suspendido|retirado|terminado
        |pausado|desactivado|vencido|vencida|caducada|cancelada|finalizada|inactiva
        |inactif|geschlossen|archiviert|entwurf|inaktiv|abgelaufen|cerrado|cerrada|archivado
        |borrador|inactivo|cancelado|caducado|finalizado|unlisted|interviewing|in review|reviewing
        |under review|shortlisting|screening|review|closing|clotures|cloturees|fermees|fermes
        |abgeschlossen|frist abgelaufen|plazo cerrado|fuera de plazo|plazo finalizado
        |cerradas|gesloten|verlopen|vervallen|ingetrokken|chiuso|chiusa|chiuse|scaduto|scaduta
        |annullato|ritirato|encerrado|encerrada|fechado|fechada|expirado|expirada|bozza
        |rascunho|concept""",
    Sense.FILLED: """filled|solved|hired|completed|complete|resolved|done|found|taken
        |position filled|role filled|filled internally|appointed|assigned|recruited
        |offer accepted|pourvu|pourvue|poste pourvu|attribue
        |attribuee|recrute|recrutee|besetzt|stelle besetzt|vergeben|cubierto|cubierta|ocupado
        |ocupada|asignado|asignada|adjudicada|contratado|contratada|vervuld|ingevuld|coperto
        |coperta|assegnato|assegnata|preenchido|preenchida|staffed|placed""",
}
STATUS_WORDS = {
    " ".join(word.split()): meaning
    for meaning, words in _WORDS.items()
    for word in words.split("|")
}
_SHORTEST_SLIP = 4  # letters of a word that may be a slip
# In place of a date: none is known yet.
_NO_DATE = late(
    r"(?:tbd|tba|tbc|n/?a|none|nil|null|to be (?:determined|announced|confirmed|defined)"
    r"|rolling(?: basis)?|never|open|no (?:deadline|closing date)"
    r"|(?:open )?until (?:it is )?filled|ongoing|continuous"
    r"|open[- ]ended|unknown|not yet|asap|pending"
    r"|a (?:definir|determiner|preciser|venir)|non (?:precise|defini)e?|des que possible"
    r"|jusqu'a pourvoi|offen|laufend|unbefristet|bis auf weiteres|noch offen|folgt"
    r"|por (?:determinar|definir|confirmar)|sin fecha|abierto|hasta cubrir|false|no|non|nein"
    r"|[-–—?.x/]+|yyyy\W?mm\W?dd|jj\W?mm\W?aaaa)(?: [a-z]{2,4}| *[?.!])?"
)


_SIGNS = late(r"[^\w\s/|,()-]+")  # 🟢, ✅, !
_FILLERS = frozenset(
    """the a is are now currently has have been this job position role vacancy posting applications
    application call still stelle die ist la le les las el poste offre plaza candidatures""".split()
)


def status_word(text: str, own: dict[str, Sense] | None = None) -> Sense | None:
    """Return what the text of ``status:`` states, None if it is unknown or names two things.

    *own* are the words of the source's settings, folded; they win.
    """
    known = {**STATUS_WORDS, **(own or {})}
    word = " ".join(re.sub(r"[_-]+", " ", _SIGNS.sub(" ", fold(text))).split())
    if word in known:
        return known[word]
    told = " ".join(part for part in word.split() if part not in _FILLERS)
    if told in known:
        return known[told]
    named = {known[part] for part in re.split(r" ?[/|,] ?| or | ou ", word) if part in known}
    if len(named) > 1:
        return None
    first = re.match(r"[a-z]*", word)
    return known.get(first[0] if first else "")


def nearest_status(text: str) -> str:
    """Return the word for a status that *text* is but for a letter; empty if it is none's slip."""
    word = fold(text).strip()
    if len(word) < _SHORTEST_SLIP:
        return ""
    return next((known for known in STATUS_WORDS if distance(word, known, most=1) == 1), "")


def is_no_date(text: str) -> bool:
    """Whether *text* says that there is no date, or none yet."""
    return _NO_DATE.fullmatch(fold(text).strip()) is not None
