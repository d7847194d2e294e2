from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.parsing.apply_address import form_to_apply, way_to_apply

FORM = "https://formulaires.example/f/1"


@pytest.mark.parametrize(
    ("body", "way"),
    [
        ("", ""),
        ("Rien à dire.", ""),
        ("Pour postuler : rh@x.example.", "rh@x.example"),
        ("Écrivez-nous à [rh@x.example](mailto:rh@x.example?subject=Bonjour).", "rh@x.example"),
        ("CV : <mailto:rh@x.example?cc=b@x.example&subject=A&bcc=c@x.example>", "rh@x.example"),
        ("CV : [nous](MAILTO:?cc=b@x.example)", ""),
        ("Envoyez un CV à <rh@x.example>", "rh@x.example"),
        ("Envoyez un CV à `rh@x.example`", "rh@x.example"),
        ("Envoyez un CV à **rh@x.example**", "rh@x.example"),
        ('Un CV à <a href="mailto:rh@x.example">nous</a>', "rh@x.example"),
        ("CV à rh@x.example;copie@x.example", "rh@x.example"),
        ("CV à rh@x.exam\u200bple", "rh@x.example"),
        ("CV à rh [at] x.example", "rh@x.example"),
        ("CV à rh(at)x.example", "rh@x.example"),
        ("CV à rh arobase x.example", "rh@x.example"),
        ("## Candidater\n\nrh@x.example", "rh@x.example"),
        ("## Candidater\n\nÀ nous.\n\nrh@x.example", "rh@x.example"),
        (f"Remplissez le formulaire : {FORM}.", FORM),
        (f"Candidatez [ici]({FORM}) !", FORM),
        ("Candidatez sur https://x.example/p/42, avant mardi.", "https://x.example/p/42"),
        ("Postulez ici :\n[Notre site](https://x.example/p/42)", "https://x.example/p/42"),
        ("Postuler : https://docs.x.example/recrutement/salaires ou rh@x.example", "rh@x.example"),
        ("Postuler : https://github.com/x/recrutement puis rh@x.example", "rh@x.example"),
        # an article, a site's first page or a part of a page is no form
        ("## Postuler\n\nÀ lire : https://blog.x.example/2020/nous-recrutons/", ""),
        ("## Postuler\n\nNous faisons https://www.demarches-simplifiees.fr/.", ""),
        ("## [](https://pad.x.example/p#ta-candidature)ta candidature", ""),
        (
            "## Postuler\n\nLà : https://www.demarches-simplifiees.fr/commencer/phare",
            "https://www.demarches-simplifiees.fr/commencer/phare",
        ),
        # where a link is not what it looks like, the mail would go where it leads
        ("CV à [rh@x.example](mailto:rh@y.example?subject=CV)", "rh@y.example"),
        ("CV à [`rh@x.example`](<mailto:rh@y.example>)", "rh@y.example"),
        ("CV à [rh@x.example](<>)", "rh@x.example"),
        ("CV à [rh@x.example](mailto:)", "rh@x.example"),
        # the last of equals, the first of one place
        ("CV à a@x.example\n\nCV à b@x.example", "b@x.example"),
        ("## Postuler\n\nÀ :\n\na@x.example\n\nb@x.example", "a@x.example"),
        ("CV à a@x.example, copie b@x.example", "a@x.example"),
        # words that mean applying before words that may mean anything
        ("Pour candidater : a@x.example\n\nIntéressé·e ? Contactez b@x.example", "a@x.example"),
        (
            "## Postuler\n\nCV à a@x.example\n\nUne question ? Écrivez à b@x.example",
            "a@x.example",
        ),
        ("## Postuler\n\nPour toute question ou prise de contact : a@x.example", "a@x.example"),
        ("Le service : support@x.example\n\n## Postuler\n\nrh@x.example", "rh@x.example"),
        ("## Postuler\n\nrh@x.example\n\n## Le service\n\nsupport@x.example", "rh@x.example"),
        # an address anywhere, if need be
        ("Notre équipe : equipe@x.example", "equipe@x.example"),
        ("Notre site : https://x.example", ""),
    ],
)
def test_the_address_near_the_words_of_applying_wins(body: str, way: str) -> None:
    assert way_to_apply(body) == way


def test_a_form_that_the_file_announces_wins_over_an_address() -> None:
    body = f"## Le formulaire\n\n{FORM}\n\n## Candidater\n\nrh@x.example"
    assert way_to_apply(body, form_only=True) == FORM
    assert way_to_apply(body) == "rh@x.example"
    assert way_to_apply("CV à rh@x.example", form_only=True) == "rh@x.example"


@pytest.mark.parametrize(
    ("body", "form"),
    [
        (f"Pour postuler : {FORM}", FORM),
        (f"Notre formulaire d'inscription : {FORM}", ""),
        ("Pour postuler : rh@x.example", ""),
        ("", ""),
    ],
)
def test_a_form_is_plainly_for_applying_or_it_does_not_count(body: str, form: str) -> None:
    assert form_to_apply(body) == form


@given(st.text(max_size=300))
def test_any_text_is_searched(body: str) -> None:
    way = way_to_apply(body + "\n\nPostuler : https://form.x.example/\x1b[31m\u202e")
    assert "\x1b" not in way
    assert "\u202e" not in way


@pytest.mark.parametrize(
    "piece", ["a", "a.", "@", "a@", "a@a.", "https://", "postuler ", "\n", "\n ", "#", " at "]
)
def test_no_text_takes_long(piece: str) -> None:
    begin = time.process_time()
    way_to_apply(piece * (200_000 // len(piece)))
    assert time.process_time() - begin < 5
