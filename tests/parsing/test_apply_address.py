from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.parsing.apply_address import apply_in, apply_of, form_to_apply, ways_in

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
        ("[Apply now](https://x.example/p/42)", "https://x.example/p/42"),
        ("Apply online at https://x.example/p/42.", "https://x.example/p/42"),
        ("[Jetzt bewerben](https://x.example/p/42)", "https://x.example/p/42"),
        ("Apply your skills. Our code: https://x.example/p/42", ""),
        ("Send a resume and a cover letter to rh@x.example.", "rh@x.example"),
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
        # who reads what is sent there hires nobody
        ("CV à rh@x.example. Vos données : dpo@x.example", "rh@x.example"),
        ("Signaler un abus : abuse@x.example", ""),
        (
            "Déposez votre dossier sur https://x.example/recrutement",
            "https://x.example/recrutement",
        ),
        (
            "To apply, fill in https://docs.google.com/forms/d/e/1/viewform",
            "https://docs.google.com/forms/d/e/1/viewform",
        ),
        ("To apply, read https://docs.example/apply", ""),
    ],
)
def test_the_address_near_the_words_of_applying_wins(body: str, way: str) -> None:
    assert apply_in(body).first == way


def test_a_form_that_the_file_announces_wins_over_an_address() -> None:
    body = f"## Le formulaire\n\n{FORM}\n\n## Candidater\n\nrh@x.example"
    assert apply_of(body, [], [], has_form=True).apply.first == FORM
    assert apply_in(body).first == "rh@x.example"
    assert apply_of("CV à rh@x.example", [], [], has_form=True).apply.first == "rh@x.example"


@pytest.mark.parametrize(
    ("body", "to", "cc"),
    [
        ("CV à a@x.example et b@x.example.", "a b", ""),
        ("CV à a@x.example, b@x.example et à c@x.example", "a b c", ""),
        ("CV à a@x.example ; b@x.example ou c@x.example", "a b c", ""),
        ("CV à a@x.example + b@x.example", "a b", ""),
        ("CV à [a@x.example](mailto:a@x.example) et [b@x.example](mailto:b@x.example)", "a b", ""),
        ("CV à [a et b](mailto:a@x.example;b@x.example)", "a b", ""),
        ("CV à [a@x.example, b@x.example](mailto:a@x.example,b@x.example)", "a b", ""),
        ("CV à :\n* Léa Roc : a@x.example\n* Max Le Bon : b@x.example", "a b", ""),
        ("CV à :\n\n- a@x.example\n\n- b@x.example", "a b", ""),
        ("CV à ROC, Léa (Port/Phare) <a@x.example>\n- Max <b@x.example>", "a b", ""),
        ("Postuler : a@x.example\n\nIntéressé·e ? Écrivez à b@x.example", "a b", ""),
        # copies
        ("CV à a@x.example cc b@x.example", "a", "b"),
        ("CV à a@x.example, copie b@x.example et c@x.example", "a", "b c"),
        ("CV à a@x.example avec en copie b@x.example", "a", "b"),
        ("CV à a@x.example, avec b@x.example en copie, et un mot", "a", "b"),
        ("CV à a@x.example, b@x.example et c@x.example en copie.", "a b", "c"),
        ("CV à a@x.example et mets en copie b@x.example", "a", "b"),
        ('CV : [ici](mailto:a@x.example) en mettant "b@x.example" en copie', "a", "b"),
        ("CV à a@x.example. Mettez b@x.example en copie.", "a", "b"),
        ("CV à a@x.example.\n\nMerci de mettre en copie b@x.example.", "a", "b"),
        ("Send your CV to a@x.example and b@x.example, copying c@x.example", "a b", "c"),
        ("Send your CV to a@x.example (cc: b@x.example)", "a", "b"),
        ("CV : [nous](mailto:a@x.example?cc=b@x.example&subject=Une candidature)", "a", "b"),
        ("CV : [nous](<mailto:a@x.example?subject=Un CV&CC=b@x.example,c@x.example>)", "a", "b c"),
        ('CV : <a href="mailto:a@x.example?cc=b@x.example&amp;subject=A">nous</a>', "a", "b"),
        (
            "CV : [a@x.example avec b@x.example en copie](mailto:a@x.example?cc=b@x.example)",
            "a",
            "b",
        ),
        ("CV : [nous](mailto:a@x.example?bcc=b@x.example)", "a", ""),
        # the same twice, in whatever case
        ("CV à a@x.example ou A@x.example", "a", ""),
        ("CV à a@x.example, copie A@x.example", "a", ""),
        # others, for something else
        ("CV à a@x.example avec vos liens. Le support : b@x.example", "a", ""),
        ("CV à a@x.example\n\nUne question ? Écrivez à b@x.example", "a", ""),
        ("L'équipe : b@x.example\n\n## Postuler\n\na@x.example", "a", ""),
        ("CV à a@x.example\n\n## Le service\n\nContact : b@x.example", "a", ""),
    ],
)
def test_all_recipients_and_copies_are_found(body: str, to: str, cc: str) -> None:
    found = apply_in(body)
    names = [" ".join(one.partition("@")[0] for one in people) for people in (found.to, found.cc)]
    assert names == [to, cc]


@pytest.mark.parametrize(
    ("body", "by_mail"),
    [
        (f"CV à a@x.example ou postulez ici : {FORM}", True),
        (f"Candidatez [ici]({FORM}), ou envoyez un CV à a@x.example", False),
    ],
)
def test_a_form_stands_beside_a_mail(body: str, by_mail: bool) -> None:
    found = apply_in(body)
    assert (found.to, found.url, found.by_mail) == (("a@x.example",), FORM, by_mail)


PAGE = "https://x.example/offre"


@pytest.mark.parametrize(
    ("body", "stated", "contacts", "to", "url"),
    [
        ("CV à b@x.example", [PAGE], [], "b", PAGE),
        ("Contact : b@x.example", [PAGE], [], "", PAGE),
        ("CV à a@x.example et b@x.example", [], ["a@x.example"], "a b", ""),
        ("CV à b@x.example", [], ["a@x.example"], "a b", ""),
        ("Le support : b@x.example", [], ["a@x.example"], "a", ""),
        (f"Postulez ici : {FORM}", [], ["a@x.example"], "", FORM),
    ],
)
def test_what_the_frontmatter_states_comes_first(
    body: str, stated: list[str], contacts: list[str], to: str, url: str
) -> None:
    found = apply_of(body, stated, contacts).apply
    assert (" ".join(one[0] for one in found.to), found.url) == (to, url)


@pytest.mark.parametrize(
    ("body", "asked"),
    [
        ("CV à a@x.example\n\nUne question ? Écrivez à b@x.example", ("b@x.example",)),
        ("Pour toute question : candidatures@x.example", ()),
        ("Question ou CV : a@x.example", ()),
    ],
)
def test_who_answers_questions_is_a_contact(body: str, asked: tuple[str, ...]) -> None:
    assert apply_of(body, [], []).questions_to == asked


def test_no_more_than_eight_are_written_to() -> None:
    people = ", ".join(f"p{number}@x.example" for number in range(99))
    assert len(apply_in(f"CV à {people}").to) == 8


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
    assert form_to_apply(ways_in(body)) == form


@given(st.text(max_size=300))
def test_any_text_is_searched(body: str) -> None:
    way = apply_in(body + "\n\nPostuler : https://form.x.example/\x1b[31m\u202e").first
    assert "\x1b" not in way
    assert "\u202e" not in way


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "a.",
        "@",
        "a@",
        "a@a.",
        "https://",
        "postuler ",
        "\n",
        "\n ",
        "#",
        " at ",
        "a@a.fr ",
        "[a](mailto:a@a.fr?cc=",
    ],
)
def test_no_text_takes_long(piece: str) -> None:
    begin = time.process_time()
    apply_in(piece * (200_000 // len(piece)))
    assert time.process_time() - begin < 5
