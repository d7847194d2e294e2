"""Places and remote work as frontmatter states them: "Berlin, Germany", "Remote (EU)", "hybrid"."""

from __future__ import annotations

import re
from typing import NamedTuple

from jobtui.parsing.status_words import FALSE_WORDS, TRUE_WORDS
from jobtui.text.folding import fold
from jobtui.text.patterns import late

_SEPARATOR = late(r"[;|\n•/]|\s+-\s+|\s+(?:or|and|et|ou|und|oder|y|o)\s+")
_MOST_PLACES, _LONGEST = 30, 80
_WITH_REGION = 3  # parts of "city, region, country"
_BRACKETS = late(r"[(\[][^()\[\]]*[)\]]")
_BRACKET = late(r"[()\[\]]")
_POSTAL = late(r"^(?:[a-z]{1,2}-)?\d{4,5}\s+(?=\D)|\s+\d{5}(?:-\d{4})?$|\s+cedex.*$", re.I)
# What is in a town rather than one: of several parts of a location it is left out.
_INSTITUTION = late(
    r"\b(?:universit\w+|college|school|institut\w*|laborator\w+|lab|labs|cent(?:er|re)|hospital"
    r"|museum|library|department|faculty|campus|building|floor|office of|initiative|ministry"
    r"|hochschule|fakultat|klinikum|zentrum|haus|gebaude|amt|centro|facultad|ecole|hopital)\b"
)
_WHERE = late(
    r"^(?:(?:our )?(?:offices?|hq|headquarters?)(?: (?:available|located))?(?: (?:in|is|at))?"
    r"|based (?:in|at)|located in|near|greater|in and around|around)\s+(?=\S)",
    re.IGNORECASE,
)
_POSTCODE = late(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}")  # of the United Kingdom
_STREET = late(r"^\d{1,3}\s?(?:bis|ter)?,?\s|\b(?:rue|avenue|street|strasse|calle|quai|road)\b")
_STATE = late(r"[A-Z]{2}(?:\s+\d{5})?")
_REMOTE = late(
    r"\b(?:remote\w*|virtual|anywhere|telecommut\w+|distributed|work(?:ing)? from (?:home|anywhere)"
    r"|home-?\s?office|homeoffice|tele-?travail|a distance|teletrabajo|remoto|en remoto"
    r"|ortsunabhangig|partout|everywhere|worldwide)\b"
)
_HYBRID = late(r"\b(?:hybrid\w*|hibrid\w+|partial\w*|partiel\w*|teilweise|parcial)\b")
_CHOICE = late(
    r"\b(?:possible|optional|option|flexible|friendly|allowed|ok|moglich|posible|negotiable)\b"
)
_ON_SITE = late(
    r"\b(?:on-?\s?site|office|in-?\s?person|in-?\s?office|sur (?:site|place)|presentiel"
    r"|presencial|vor ort|prasenz|buro|bureau|oficina)\b"
)
_ON_SITE_KEY = late(r"on[-_ ]?site")
_WHENCE_KEY = late(r"remote[-_ ]?(?:region|location)")  # from where one may work
_CHOICE_KEY = late(r"possible|option|allow|friendly|moglich|posible|(?:^|[-_ .])ok$")
_NO_PLACE = late(r"\b(?:in (?:the )?office|weeks?|days?|jours?|semaine|tage?n?|woche|dias?)\b")
_ENTIRELY = late(r"100 ?%|\bfull\w*|\bonly\b|\b(?:complet|total|integral)\w*|\bkomplett\b")
_DAYS = late(r"(\d)(?:\s?(?:-|–|to|a|bis|ou|or)\s?(\d))? ?(?:days?|jours?|tage?n?|dias?|d|j)\b")
# Second parts of "city, country" that are no second city: countries and the states of the USA
# and Canada, in four languages. Chosen by hand; two capital letters count as a state as well.
_REGIONS = frozenset(
    """germany|deutschland|allemagne|alemania|france|frankreich|francia|spain|espana|espagne|spanien
    |united kingdom|uk|great britain|england|scotland|wales|northern ireland|ireland|irlande|irland
    |united states|united states of america|usa|u.s.|u.s.a.|etats-unis|estados unidos|canada|kanada
    |austria|osterreich|autriche|switzerland|schweiz|suisse|suiza|belgium|belgique|belgien|belgica
    |netherlands|the netherlands|pays-bas|niederlande|luxembourg|italy|italie|italien|italia
    |portugal|poland|pologne|polen|czech republic|czechia|slovakia|hungary|romania|bulgaria|greece
    |denmark|danemark|danemark|sweden|suede|schweden|norway|norvege|norwegen|finland|finlande
    |estonia|latvia|lithuania|ukraine|turkey|israel|india|inde|china|japan|singapore|australia
    |new zealand|brazil|bresil|brasil|mexico|mexique|argentina|chile|colombia|peru|uruguay|kenya
    |croatia|kroatien|croatie|croacia|serbia|serbie|slovenia|bosnia and herzegovina|montenegro
    |albania|north macedonia|kosovo|moldova|belarus|armenia|iceland|island|malta|cyprus|monaco
    |liechtenstein|andorra|russia|pakistan|bangladesh|sri lanka|nepal|vietnam|thailand|malaysia
    |indonesia|philippines|south korea|taiwan|saudi arabia|united arab emirates|uae|qatar|lebanon
    |jordan|algeria|algerie|senegal|cote d'ivoire|ivory coast|ghana|ethiopia|tanzania|uganda|rwanda
    |cameroon|cameroun|ecuador|bolivia|paraguay|venezuela|costa rica|panama|guatemala|puerto rico
    |dominican republic|bavaria|bayern|hessen|sachsen|brandenburg|niedersachsen|thuringen
    |nigeria|south africa|morocco|maroc|tunisia|tunisie|egypt|eu|europe|europa|worldwide
    |alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|hawaii|idaho
    |illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota
    |mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york state
    |north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina
    |south dakota|tennessee|texas|utah|vermont|virginia|west virginia|wisconsin|wyoming|ontario
    |quebec|british columbia|alberta|manitoba|nova scotia|new brunswick|saskatchewan""".replace(
        "\n", ""
    )
    .replace("    ", "")
    .split("|")
)


class Workplace(NamedTuple):
    """Places, and what the same text says of remote work: a code of ``terms.REMOTE``."""

    places: tuple[str, ...] = ()
    remote: str = ""
    remote_days: tuple[float, float] | None = None


def workplace_of(texts: tuple[str, ...]) -> Workplace:
    """Return the places that *texts* of a location name, and what they say of remote work."""
    places: dict[str, None] = {}
    remotes: list[str] = []
    days = None
    for part in (part for text in texts for part in _SEPARATOR.split(_without_house(text[:2000]))):
        folded = fold(part)
        is_remote, is_hybrid = _REMOTE.search(folded), _HYBRID.search(folded)
        if is_hybrid:
            remotes.append("partial")
            days = days or _days(folded)
        bare = _BRACKETS.sub(" ", part)
        if is_remote and (_REMOTE.search(fold(bare)) or not bare.strip(" ,")):
            remotes.append("full" if not is_hybrid else "partial")
            places.update(dict.fromkeys(_towns(bare)))
            continue
        if is_remote:  # "Boston (virtual)"
            remotes.append("possible")
        if is_hybrid and _HYBRID.search(fold(bare)):  # "Hybrid (Hull)"
            places.update(dict.fromkeys(_towns(_BRACKET.sub(",", part))))
            continue
        places.update(dict.fromkeys(_places(bare)))
    found = tuple(places)[:_MOST_PLACES]
    if "full" in remotes and all(map(_is_region, found)):  # "Remote - US"
        return Workplace((), "full")
    if "partial" in remotes:
        return Workplace(found, "partial", days)
    if not remotes:
        return Workplace(found)
    return Workplace(found, "possible" if found or "full" not in remotes else "full")


def _of_work(folded: str) -> bool:
    return _REMOTE.search(folded) is not None or _HYBRID.search(folded) is not None


def _towns(text: str) -> list[str]:
    """Return the towns that are listed beside words for remote work: "Remote, Hull, UK"."""
    if "," not in text:
        return []
    from jobtui.inference.gazetteer import place_named

    others = ",".join(one for one in text.split(",") if not _of_work(fold(one)))
    return [one for one in _places(others) if place_named(one) and not _is_region(one)]


def _without_house(text: str) -> str:
    """Return a location without the institution before its town: "Shell Institute, Hull, UK"."""
    tokens = text.split(",")
    kept = [token for token in tokens if not _INSTITUTION.search(fold(token))]
    has_town = any(token.strip() and not _is_region(token.strip()) for token in kept)
    return ",".join(kept) if has_town else text


def _places(text: str) -> list[str]:
    """Return the places of one part: a city without its country, or several cities."""
    tokens = [_WHERE.sub("", token.strip(" :*_()\t–—-")) for token in text.split(",")]
    tokens = [token if token.count(".") > 1 else token.rstrip(".") for token in tokens]
    tokens = [token for token in tokens if not _POSTCODE.fullmatch(token)]
    tokens = [token for token in tokens if token]
    tokens = [token for token in tokens if not (len(tokens) > 1 and _STREET.search(fold(token)))]
    tokens = [token for token in tokens if not _ON_SITE.fullmatch(fold(token))]
    tokens = [token for token in tokens if not _NO_PLACE.search(fold(token))]
    tokens = [token for token in tokens if not _CHOICE.fullmatch(fold(token))]
    if len(tokens) == _WITH_REGION and _is_region(tokens[-1]):  # Munich, Bavaria, Germany
        tokens = tokens[:1]
    cities = [token for at, token in enumerate(tokens) if at == 0 or not _is_region(token)]
    named = [" ".join(_POSTAL.sub("", city).split()) for city in cities]
    return [city for city in named if city and len(city) <= _LONGEST and not city.isdigit()]


def _is_region(token: str) -> bool:
    """Whether a text names a country or a state rather than a city."""
    if fold(token) in _REGIONS or _STATE.fullmatch(token.replace(".", "")):
        return True
    state, _blank, country = token.rpartition(" ")  # "BC Canada"
    return bool(state) and _is_region(country) and _is_region(state)


class StatedRemote(NamedTuple):
    """What a key about remote work says: a code of ``terms.REMOTE``, and days a week."""

    remote: str
    remote_days: tuple[float, float] | None = None


def remote_of(text: str, key: str = "") -> StatedRemote | None:
    """Return what the value of a key such as ``remote`` or ``workplace`` says; None if nothing.

    The *key* tells what ``true`` means: ``hybrid``, ``on_site`` and ``remote_possible`` state
    other degrees than ``remote``, and are no statement where they are false.
    """
    word = " ".join(re.sub(r"[_]+", " ", fold(text)).split())
    if word in TRUE_WORDS or word in FALSE_WORDS:
        return _of_truth(fold(key), word in TRUE_WORDS)
    if days := _days(word):
        return StatedRemote("partial", days)
    if _HYBRID.search(word):
        return StatedRemote("partial")
    if _ON_SITE.search(word):
        return StatedRemote("possible" if _REMOTE.search(word) else "no")
    if _CHOICE.search(word):
        return StatedRemote("possible")
    if _REMOTE.search(word) or _ENTIRELY.search(word) or _WHENCE_KEY.match(fold(key)):
        return StatedRemote("full")
    return None


def _of_truth(key: str, is_true: bool) -> StatedRemote | None:
    if _HYBRID.search(key):
        return StatedRemote("partial") if is_true else None
    if _ON_SITE_KEY.search(key):
        return StatedRemote("no") if is_true else None
    if not is_true:
        return StatedRemote("no")
    return StatedRemote("possible" if _CHOICE_KEY.search(key) else "full")


def _days(folded: str) -> tuple[float, float] | None:
    found = _DAYS.search(folded)
    if found is None:
        return None
    least, most = float(found[1]), float(found[2] or found[1])
    return (least, most) if 0 < least <= most <= 5 else None
