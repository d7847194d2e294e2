from __future__ import annotations

import json
import time

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from jobtui import i18n
from jobtui.parsing import yaml_strings
from jobtui.parsing.frontmatter import Frontmatter, split
from jobtui.postings.model import Severity


@pytest.fixture(params=["C", "Python"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every test with both of the YAML parsers that PyYAML can come with."""
    if request.param == "Python":
        monkeypatch.setattr(yaml_strings, "_LOADER", yaml.SafeLoader)


def said(fields: Frontmatter) -> dict[str, tuple[str, ...]]:
    return {value.key: value.texts for value in fields.values}


def lines(fields: Frontmatter) -> dict[str, int]:
    return {value.key: value.line for value in fields.values}


def problem_lines(fields: Frontmatter) -> list[int]:
    return [problem.line for problem in fields.problems]


PLAIN = "---\nroles: développeuse\nopen: true\n---\n\nLe texte.\n"


def test_keys_have_texts_and_lines_and_the_rest_is_the_body() -> None:
    fields = split("a.md", PLAIN)
    assert said(fields) == {"roles": ("développeuse",), "open": ("true",)}
    assert lines(fields) == {"roles": 2, "open": 3}
    assert fields.body == "Le texte."
    assert fields.problems == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\n\n---\nroles: x\nopen: true\n---\n", {"roles": 4, "open": 5}),
        ("---\n\n\nroles: x\n\nopen: true\n---\n", {"roles": 4, "open": 6}),
        ("---\n# un mot\nroles: x # le rôle\n# deux\nopen: true\n---\n", {"roles": 3, "open": 5}),
        ("Relu hier\n\n---\nroles: x\nopen: true\n---\n", {"roles": 4, "open": 5}),
        ("------\nroles: x\nopen: true\n-----\n", {"roles": 2, "open": 3}),
        ("---   \nroles: x\nopen: true\n--- \n", {"roles": 2, "open": 3}),
        ("---\u00a0\nroles: x\nopen: true\n---\n", {"roles": 2, "open": 3}),
        ("\ufeff---\nroles: x\nopen: true\n---\n", {"roles": 2, "open": 3}),
        ("---\nroles: |\n  x\n  y\nopen: true\n---\n", {"roles": 2, "open": 5}),
        ("---\nroles:\n  - x\n\n  - y\nopen: true\n---\n", {"roles": 2, "open": 6}),
        ("---\nroles: a\u2028b\u0085c\nopen: true\n---\n", {"roles": 2, "open": 3}),
        ("---\nroles: x\nopen: true\n", {"roles": 2, "open": 3}),
    ],
)
def test_line_numbers_are_those_of_the_file(text: str, expected: dict[str, int]) -> None:
    assert lines(split("a.md", text)) == expected


@pytest.mark.parametrize("head", ["", "\n\n", "Une ligne égarée\n"])
@pytest.mark.parametrize("gap", ["", "\n\n"])
@pytest.mark.parametrize("comment", ["", "# à relire\n"])
@pytest.mark.parametrize(
    ("bad", "offset"),
    [
        ('title: "sans fin\n', 0),
        ("title: L'équipe : recherche\n", 0),
        ("title: [urgent] poste\n", 0),
        ("domaines: [Produit, Design\n", 0),
        ("title: @equipe\n", 0),
        ("title: `x`\n", 0),
    ],
)
def test_the_line_of_bad_yaml_is_exact(
    head: str, gap: str, comment: str, bad: str, offset: int
) -> None:
    before = f"{head}---\n{gap}{comment}roles: x\n"
    fields = split("a.md", f"{before}{bad}open: true\n---\nLe texte.\n")
    line = before.count("\n") + 1 + offset
    wrong = [problem for problem in fields.problems if problem.severity is Severity.ERROR]
    assert [problem.line for problem in wrong] == [line]
    assert said(fields)["roles"] == ("x",)
    assert said(fields)["open"] == ("true",)
    assert fields.body.endswith("Le texte.")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('title: "sans fin', "unclosed quotation mark"),
        ("title: L'équipe : recherche", "colon in a value without quotation marks"),
        ("title: @equipe", "a value starts with a character that needs quotation marks"),
        ("domaines: [Produit, Design", "unclosed bracket"),
    ],
)
def test_the_commonest_mistakes_are_told_in_plain_words(line: str, why: str) -> None:
    (problem,) = split("a.md", f"---\nroles: x\n{line}\nopen: true\n---\n").problems
    assert why in str(problem.message)


def test_of_an_unfinished_merge_the_first_side_counts() -> None:
    merged = "<<<<<<< HEAD\nopen: true\n||||||| a\n=======\nopen: false\n>>>>>>> b\njunior: true"
    found = split("a.md", f"---\nroles: x\n{merged}\n---\n")
    assert [(one.key, one.text) for one in found.values] == [
        ("roles", "x"),
        ("open", "true"),
        ("junior", "true"),
    ]
    (problem,) = found.problems
    assert (problem.line, "merge conflict" in str(problem.message)) == (3, True)


@pytest.mark.parametrize(
    ("line", "key", "texts"),
    [
        ('title: "sans fin', "title", ("sans fin",)),
        ("title: 'sans fin", "title", ("'sans fin",)),
        ("title: L'équipe : recherche", "title", ("L'équipe : recherche",)),
        ("title: [urgent] poste", "title", ("[urgent] poste",)),
        ("domaines: [Produit, Design", "domaines", ("Produit", "Design")),
        ("title: 'L'équipe'", "title", ("'L'équipe'",)),
        ('title: "Une" équipe', "title", ('"Une" équipe',)),
        ("title: %equipe", "title", ("%equipe",)),
        ("title: *équipe*", "title", ("*équipe*",)),
        ("title: > équipe", "title", ("> équipe",)),
        ("title: Une équipe\u00a0: la nôtre", "title", ("Une équipe\u00a0: la nôtre",)),
        ("title: \x1b[31mrouge", "title", ("[31mrouge",)),
    ],
)
def test_bad_yaml_is_read_as_simple_lines(line: str, key: str, texts: tuple[str, ...]) -> None:
    fields = split("a.md", f"---\nroles: x\n{line}\nopen: true\n---\n")
    assert said(fields)[key] in (texts, (texts[0].strip("'"),))
    assert said(fields)["open"] == ("true",)


def test_no_line_of_bad_yaml_is_lost() -> None:
    text = (
        "---\nsans clé\nroles développeuse\ntitle: L'équipe : recherche\n  et espère\n"
        "domaines:\n  - Produit\n  - 'Design'\nextra:\n  un: deux\n- trois\n---\n"
    )
    fields = split("a.md", text)
    everything = " ".join(f"{value.key} {value.text}" for value in fields.values)
    for word in ("sans clé", "développeuse", "recherche et espère", "Produit", "Design", "deux"):
        assert word in everything


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("roles: [a, b]", {"roles": ("a", "b")}),
        ("roles:\n- a\n- b", {"roles": ("a", "b")}),
        ("roles: {a: 1, b: 2}", {"roles": ("a: 1", "b: 2")}),
        ("roles: {a: {b: {c: d}}}", {"roles": ("a: b: c: d",)}),
        ("roles: {a: [], b: {}}", {"roles": ("a:", "b:")}),
        ("roles: [[a], [[b]]]", {"roles": ("a", "b")}),
        ("roles: []", {"roles": ()}),
        ("roles:", {"roles": ("",)}),
        ("roles: ~", {"roles": ("~",)}),
        ("roles: 2022", {"roles": ("2022",)}),
        ("roles: 0x1F", {"roles": ("0x1F",)}),
        ("roles: 2022-02-31", {"roles": ("2022-02-31",)}),
        ("date: 2022-05-31T12:32:22.536Z", {"date": ("2022-05-31T12:32:22.536Z",)}),
        ("open: true#", {"open": ("true#",)}),
        ("open: true #", {"open": ("true",)}),
        ("open: true # oui", {"open": ("true",)}),
        ('open: "true"', {"open": ("true",)}),
        ("startup : nom", {"startup": ("nom",)}),
        ("startup\u00a0: nom", {"startup": ("nom",)}),
        ("startup:\u00a0nom", {"startup": ("nom",)}),
        ("\u00a0startup\u202f:\u00a0nom", {"startup": ("nom",)}),
        ("\u200bstartup: nom", {"startup": ("nom",)}),
        ("startup:\tnom", {"startup": ("nom",)}),
        ("title: Équipe\u00a0:\u00a0la nôtre", {"title": ("Équipe\u00a0:\u00a0la nôtre",)}),
        ("title: |\n  a\n  b", {"title": ("a b",)}),
        ("title: >-\n  a\n  b", {"title": ("a b",)}),
        ('"title": x', {"title": ("x",)}),
        ("{title: x, open: true}", {"title": ("x",), "open": ("true",)}),
        ("? title\n: x", {"title": ("x",)}),
        ("a: &x vrai\nb: *x", {"a": ("vrai",), "b": ("vrai",)}),
        ("a: &x [u, v]\nb: *x", {"a": ("u", "v"), "b": ("u", "v")}),
        ("a: !!str 5", {"a": ("5",)}),
        ("a: rouge \x1b[31mvif", {"a": ("rouge [31mvif",)}),
        ("# rien", {}),
    ],
)
def test_values_stay_the_text_that_is_written(
    text: str, expected: dict[str, tuple[str, ...]]
) -> None:
    fields = split("a.md", f"---\n{text}\n---\n\nLe texte.\n")
    assert said(fields) == expected
    assert fields.problems == ()
    assert fields.body == "Le texte."


@pytest.mark.parametrize(
    "text",
    [
        "a: !!python/object/apply:os.system ['touch /tmp/x']",
        "a: !!python/name:os.system x",
        "a: !secret x",
    ],
)
def test_a_tag_is_told_and_not_obeyed(text: str) -> None:
    fields = split("a.md", f"---\nroles: x\n{text}\n---\n")
    assert [(problem.line, problem.field) for problem in fields.problems] == [(3, "a")]
    assert said(fields)["a"]


def test_a_missing_space_behind_a_known_key_is_told_and_mended() -> None:
    fields = split("a.md", "---\nroles: x\nopen:true\nadresse:inconnue\n---\n")
    assert said(fields) == {"roles": ("x",), "open": ("true",), "adresse": ("inconnue",)}
    problems = [(problem.line, problem.field) for problem in fields.problems]
    assert problems == [(3, "open"), (4, "adresse")]


def test_of_a_key_that_stands_twice_the_last_is_taken_and_the_first_kept() -> None:
    fields = split("a.md", "---\nroles: a\nopen: true\nroles: b\n---\n")
    assert said(fields) == {"open": ("true",), "roles": ("b",)}
    assert [(value.key, value.text) for value in fields.dropped] == [("roles", "a")]
    (problem,) = fields.problems
    assert (problem.line, problem.field, problem.guess) == (4, "roles", "b")
    assert "line 2" in str(problem.message)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("", ""),
        ("---", "---"),
        ("---\n", "---"),
        ("Le texte.", "Le texte."),
        ("# Un titre\n\nLe texte.\n\n---\n\nLa suite.\n", None),
        ("Le texte.\n---\nLa suite.\n---\nLa fin.\n", None),
        ("---\n\nLe texte, sous un trait.\n\n---\n\nLa suite.\n", None),
        ("---\n\n# Un titre\n\nLe texte.\n", None),
        ("Lieu : Paris\n---\nHoraires : 9 h\nSalaire : oui\n", None),
        ("Un\n---\n- une liste\n- deux\n---\nfin\n", None),
        ("un\ndeux\ntrois\nquatre\ncinq\nsix\n---\nroles: x\n---\n", None),
        ("***\nroles: x\n***\n", None),
    ],
)
def test_a_rule_is_no_frontmatter(text: str, body: str | None) -> None:
    fields = split("a.md", text)
    assert fields.values == ()
    assert fields.body == (text.strip("\n") if body is None else body)
    assert [str(problem.message) for problem in fields.problems] == ["no frontmatter"]


def test_empty_frontmatter_is_frontmatter() -> None:
    assert split("a.md", "---\n---\nLe texte.") == Frontmatter((), "Le texte.", ())


def test_stray_lines_before_the_first_fence_become_part_of_the_text() -> None:
    fields = split("a.md", "\nÀ publier lundi\nRelu\n\n---\nroles: x\n---\n\nLe texte.\n")
    assert said(fields) == {"roles": ("x",)}
    assert fields.body == "À publier lundi\nRelu\n\nLe texte."
    (problem,) = fields.problems
    assert (problem.line, problem.severity) == (2, Severity.WARNING)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("---\nroles: x\nopen: true\n\nLe texte.\n", "Le texte."),
        ("---\nroles: x\nopen: true\n\n## Titre\n\nLe texte.\n", "## Titre\n\nLe texte."),
        ("---\nroles: x\nopen: true\n\n# Titre\n\nLe texte.\n", "# Titre\n\nLe texte."),
        ("---\nroles: x\nopen: true\n\nLe texte.\n\n---\n\nFin.\n", "Le texte.\n\n---\n\nFin."),
        ("---\nroles: x\nopen: true\n\n## Titre\n\nUn.\n\n---\n", "## Titre\n\nUn.\n\n---"),
        ("---\nroles: x\nopen: true\n\n- un\n- deux\n", "- un\n- deux"),
        ("---\nroles: x\n\nopen: true\nLe texte.\n", "Le texte."),
        ("---\nroles: x\nopen: true\n", ""),
    ],
)
def test_without_a_closing_fence_the_first_lines_are_the_frontmatter(text: str, body: str) -> None:
    fields = split("a.md", text)
    assert said(fields) == {"roles": ("x",), "open": ("true",)}
    assert fields.body == body
    assert (fields.problems[0].line, fields.problems[0].severity) == (1, Severity.ERROR)
    assert len(fields.problems) == 1


def test_a_broken_first_line_does_not_hide_the_others() -> None:
    fields = split("a.md", "---\nroles développeuse\nopen: true\n---\nLe texte.\n")
    assert said(fields)["open"] == ("true",)
    assert fields.body == "Le texte."
    assert "développeuse" in fields.values[0].text


@pytest.mark.parametrize(
    "text",
    [
        "- a\n- b",
        "[a, b]",
        "? [a, b]\n: c",
        "? {a: b}\n: c",
        "a: " + "[" * 500 + "]" * 500,
        "a: " + "{b: " * 500 + "}" * 500,
        "a: [" + "x, " * 3000 + "]",
    ],
    ids=lambda text: text[:8],
)
def test_what_is_no_plain_mapping_is_an_error_on_its_line(text: str) -> None:
    fields = split("a.md", f"---\nroles: x\n---\n{text}\n")  # as a body it is none of our business
    assert fields.problems == ()
    fields = split("a.md", f"---\nopen: true\n{text}\n---\n")
    assert [problem.severity for problem in fields.problems] == [Severity.ERROR]
    assert said(fields)["open"][0].startswith("true")


def bomb() -> str:
    levels = ["a: &a [" + ", ".join(["boum"] * 9) + "]"]
    for one, other in zip("abcdefgh", "bcdefghi", strict=True):
        levels.append(f"{other}: &{other} [" + ", ".join([f"*{one}"] * 9) + "]")
    return "\n".join(levels)


@pytest.mark.parametrize(
    "text",
    [
        bomb(),
        "a: &a [*a, *a]",
        "a: " + "x" * 200_000,
        "a: |\n" + "  ligne\n" * 20_000,
        "a: " + "[" * 60_000,
        "a: " + '"' * 60_000,
        "\n".join(f"cle{n}: valeur" for n in range(5000)),
        "a:" + " " * 60_000 + "b",
        "x" * 60_000,
        "- " * 30_000,
        "&a " * 20_000,
        "? " * 30_000,
    ],
    ids=lambda text: text[:8],
)
def test_a_bomb_is_defused_in_no_time(text: str) -> None:
    begin = time.process_time()
    fields = split("a.md", f"---\nroles: x\n{text}\n---\nLe texte.\n")
    assert time.process_time() - begin < 10
    assert sum(len(value.text) for value in fields.values) < 1_000_000
    assert said(fields)["roles"]


def test_too_long_frontmatter_is_cut_at_a_line_and_told() -> None:
    text = "---\nroles: x\n" + "cle: valeur\n" * 10_000 + "---\nLe texte.\n"
    fields = split("a.md", text)
    assert said(fields)["cle"] == ("valeur",)
    assert "too long" in str(fields.problems[0].message)
    assert fields.body == "Le texte."


FRAGMENTS = r"""--- ---- : - # ' " [ ] { } & * ! | > % @ ` , ? ~ a é open roles true date: <<: &x *x
    !!python/object: 2022-02-31"""
FRAGMENT = st.sampled_from([*FRAGMENTS.split(), *"\n \t\0\u00a0\u2028\ufeff"])


@given(st.one_of(st.text(), st.lists(FRAGMENT, max_size=40).map("".join)))
@example("---\n\u0085: \n---")
@example("---\n&a : *a\n---")
@example("---\n? \n---")
def test_any_text_is_split_without_an_exception(text: str) -> None:
    for content in (text, f"---\n{text}\n---\nLe texte.", f"---\n{text}"):
        fields = split("a.md", content)
        count = content.count("\n") + 1
        for value in (*fields.values, *fields.dropped):
            assert 1 <= value.line <= count
            assert "\n" not in value.text
        assert all(1 <= line <= count for line in problem_lines(fields))


PAIR = st.tuples(
    st.from_regex(r"[a-z]{1,8}", fullmatch=True),
    st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=20),
)


@given(st.lists(PAIR, max_size=8))
def test_well_formed_frontmatter_is_read_line_by_line(pairs: list[tuple[str, str]]) -> None:
    written = [f"{key}{n}: {json.dumps(text)}" for n, (key, text) in enumerate(pairs)]
    fields = split("a.md", "\n".join(["---", *written, "---", "Le texte."]))
    assert [value.line for value in fields.values] == list(range(2, len(pairs) + 2))
    assert fields.problems == ()


# --- merge keys, aliases, ends ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x {open: true, roles: u}\n<<: *x\ntitle: t", {"open": "true", "roles": "u"}),
        ("a: &x {open: true, roles: u}\n<<: *x\nroles: own", {"open": "true", "roles": "own"}),
        ("a: &x {open: true, roles: u}\nroles: own\n<<: *x", {"open": "true", "roles": "own"}),
        ("<<: {open: true}\nroles: own", {"open": "true", "roles": "own"}),
        ("a: &x {roles: u}\nb: &y {roles: v, open: true}\n<<: [*x, *y]", {"roles": "u"}),
        ("a: &x {roles: u}\nb: &y {roles: v, open: true}\n\n<<: [*x, *y]", {"open": "true"}),
        ("<<: [{roles: u}, {open: true}]", {"roles": "u", "open": "true"}),
        ("a: &x {roles: u}\nb: &y {<<: *x, open: true}\n<<: *y", {"roles": "u", "open": "true"}),
        ("a: &x {roles: [u, v]}\n<<: *x", {"roles": "u, v"}),
        ("a: &x {u: 1, v: 2}\nb: {<<: *x, v: 3}", {"b": "v: 3, u: 1"}),
        ('"<<": text\nroles: u', {"<<": "text", "roles": "u"}),
    ],
)
def test_merge_keys_are_applied_and_own_keys_win(text: str, expected: dict[str, str]) -> None:
    fields = split("a.md", f"---\n{text}\n---\n\nLe texte.\n")
    found = {value.key: value.text for value in fields.values}
    assert found.items() >= expected.items()
    assert "<<" not in found or "<<" in expected
    assert fields.problems == ()
    assert fields.body == "Le texte."


def test_what_is_merged_has_the_line_where_it_is_written() -> None:
    text = "---\nbase: &b\n  open: true\n  contract: CDI\nroles: u\n<<: *b\n---\n"
    assert lines(split("a.md", text)) == {"base": 2, "open": 3, "contract": 4, "roles": 5}


def test_merging_is_bounded() -> None:
    keys = "".join(f"  k{number}: {'x' * 100}\n" for number in range(300))
    again = "".join(f"b{number}: &y{number}\n  <<: *x\n" for number in range(300))
    fields = split("a.md", f"---\na: &x\n{keys}{again}roles: u\n---\n")
    (problem,) = fields.problems
    assert "too many values" in str(problem.message)
    assert said(fields)["roles"] == ("u",)


TOLD_ONCE = [
    ("roles: *inconnu", 3, "alias *inconnu has no anchor &inconnu above it"),
    ("roles: *inconnu\ntags: [*inconnu, b]", 3, "alias *inconnu has no anchor"),
    ("<<: *inconnu", 3, "alias *inconnu has no anchor"),
    ("a: &x [*x]", 3, "alias *x has no anchor"),
    ("a: &x text\n<<: *x", 4, "<< can only merge a mapping"),
    ("a: &x [u]\n<<: [*x]", 4, "<< can only merge a mapping"),
    ("roles: a\nroles: b", 4, "duplicate key, also on line 3; keep one"),
    (
        "roles: a\nroles: b\nroles: c",
        5,
        "duplicate key, also on lines 3, 4; keep one",
    ),
    ("pay: {a: 1, a: 2, b: 3}", 3, "duplicate key a; keep one"),
    ("roles:\n\t- a\n\t- b", 4, "tab where YAML allows only spaces"),
    ("\troles: a", 3, "tab where YAML allows only spaces"),
    ("roles: a\n\ttitle: b", 4, "tab where YAML allows only spaces"),
    ("roles: a\n  title: b", 4, "the line is not indented like the ones above it"),
    ("roles:\n  - a\n title: b", 5, "the line is not indented like the ones above it"),
    ("roles:\n   - a\n  - b", 5, "the line is not indented like the ones above it"),
    ("roles: 'l'été'", 3, "text after the closing quotation mark"),
    ('roles: "a" b', 3, "text after the closing quotation mark"),
    ('roles: "a', 3, "unclosed quotation mark"),
    ("roles: [a, b", 3, "unclosed bracket"),
    ("roles: {a: b", 3, "unclosed bracket"),
    ("roles: ]", 3, "a value starts with an unmatched bracket or a comma"),
    ("roles: , a", 3, "a value starts with an unmatched bracket or a comma"),
    ("roles: *a*", 3, "a value that starts with * or & needs quotation marks"),
    ("roles: **a**", 3, "a value that starts with * or & needs quotation marks"),
    ("roles: & a", 3, "a value that starts with * or & needs quotation marks"),
    ("roles: | a", 3, "text after | or >"),
    ("roles: > a", 3, "text after | or >"),
    ("roles: - a", 3, "a list starts on the line after its key"),
    (r'roles: "a\q"', 3, "backslash in double quotation marks"),
    (r'roles: "a\xzz"', 3, "backslash in double quotation marks"),
    ("roles: a\ntitle\ntags: b", 4, "missing colon"),
    ("roles: !a!b c", 3, "a value that starts with ! needs quotation marks"),
    ("roles: a\n...\ntags: b", 4, "... ends the frontmatter, but more keys follow"),
]


@pytest.mark.parametrize(("text", "line", "why"), TOLD_ONCE)
def test_what_is_wrong_is_told_once_in_words_where_it_is(text: str, line: int, why: str) -> None:
    fields = split("a.md", f"---\nopen: true\n{text}\nstartup: s\n---\n\nLe texte.\n")
    (problem,) = fields.problems
    assert (problem.line, why in str(problem.message)) == (line, True), problem
    assert said(fields)["open"] == ("true",)
    assert said(fields)["startup"] == ("s",)
    assert fields.body == "Le texte."


def test_each_mistake_is_told_in_french(loader: None) -> None:
    i18n.use("fr", "iso")
    try:
        for text, _line, why in TOLD_ONCE:
            (problem,) = split("a.md", f"---\nopen: true\n{text}\nstartup: s\n---\n").problems
            assert why not in str(problem.message)
            assert " the " not in f" {problem.message} "
    finally:
        i18n.use("en", "iso")


@pytest.mark.parametrize(
    ("text", "body", "line"),
    [
        ("---\nroles: a\nopen: true\n...\n\nLe texte.\n", "Le texte.", 4),
        ("---\r\nroles: a\r\nopen: true\r\n...\r\nLe texte.\r\n", "Le texte.", 4),
        ("---\nroles: a\nopen: true\n...  \n\nUn.\n\n---\n\nDeux.", "Un.\n\n---\n\nDeux.", 4),
        ("---\nroles: a\nopen: true\n...", "", 4),
        ("---\nroles: a\nopen: true\n...\n---\nLe texte.", "Le texte.", 0),
        ("---\nroles: a\nopen: true\n---\nUn.\n...\nDeux.", "Un.\n...\nDeux.", 0),
    ],
)
def test_three_dots_end_the_frontmatter(text: str, body: str, line: int) -> None:
    fields = split("a.md", text)
    assert said(fields) == {"roles": ("a",), "open": ("true",)}
    assert fields.body.replace("\r\n", "\n") == body
    told = [(p.line, str(p.message)) for p in fields.problems]
    assert told == ([(line, "the frontmatter ends with ...; write --- instead")] if line else [])


def test_a_second_frontmatter_is_told() -> None:
    fields = split("a.md", "---\nroles: a\n---\nopen: true\nstartup: b\n---\nLe texte.\n")
    (problem,) = fields.problems
    assert problem.line == 4
    assert "after the closing ---" in str(problem.message)
    assert fields.body == "open: true\nstartup: b\n---\nLe texte."
    for body in (
        "Titre : a\n---\nb",
        "Équipe : a\n---\nb",
        "open: true",
        "open: true\n\nUn texte.\n\n---\nb",
    ):
        assert split("a.md", f"---\nroles: a\n---\n{body}\n").problems == ()
