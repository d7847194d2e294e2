"""The configuration: two files and the environment, and one clear line for each thing wrong."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from jobtui import i18n
from jobtui.cli.arguments import UsageError
from jobtui.cli.sources import repositories_of, sources_of
from jobtui.config import describe, files, loader
from jobtui.config.settings import SETTINGS, KeySetting, SearchSetting, Settings, SourceSetting
from jobtui.files import safe_io
from jobtui.sources.folders import SAMPLE


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    yield
    i18n.use("", "iso")


def user_file(text: str = "") -> Path:
    file = files.user_file()
    assert file is not None
    return written(file, text)


def system_file(text: str = "") -> Path:
    file = files.system_file()
    assert file is not None
    return written(file, text)


def written(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    file.chmod(0o600)
    return file


def read() -> Settings:
    """Return the settings of a configuration in which nothing is wrong."""
    configuration = loader.read()
    assert configuration.problems == ()
    return configuration.settings


def said(text: str) -> list[str]:
    """Return what is wrong with a user's file, without its name."""
    file = user_file(text)
    problems = [str(problem) for problem in loader.read().problems]
    assert all(problem.startswith(f"{file}:") for problem in problems)
    return [problem.removeprefix(f"{file}:") for problem in problems]


# --- the table ----------------------------------------------------------------------------------


def test_the_table_has_each_setting_once_with_a_default_and_a_help() -> None:
    assert [setting.name for setting in SETTINGS] == list(Settings._fields)
    for setting in SETTINGS:
        assert setting.help()
        assert setting.kind.takes()
        assert setting.variable in ("", f"JOBTUI_{setting.name.upper()}")


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_each_example_is_right_and_changes_something(setting: object) -> None:
    (one,) = (each for each in SETTINGS if each is setting)
    user_file(one.example)
    value = getattr(read(), one.name)
    assert value != one.default
    assert type(value) is type(one.default)


# --- where settings come from -------------------------------------------------------------------


def test_without_a_file_every_setting_has_its_default() -> None:
    assert loader.read() == (Settings(), {}, ())


def test_the_user_wins_over_the_system_and_the_environment_over_both(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = system_file('sort = "title"\nlayout = "columns"\nmouse = false')
    second = user_file('\nsort = "newest"\nlayout = "rows"')
    monkeypatch.setenv("JOBTUI_SORT", "closing")
    configuration = loader.read()
    settings = configuration.settings
    assert (settings.sort, settings.layout, settings.mouse) == ("closing", "rows", False)
    assert configuration.origins == {
        ("sort",): "JOBTUI_SORT",
        ("layout",): f"{second}:3",
        ("mouse",): f"{first}:3",
    }


@pytest.mark.parametrize(
    ("variable", "text", "value"),
    [
        ("JOBTUI_COLUMNS", "id, title", ("id", "title")),
        ("JOBTUI_MOUSE", "0", False),
        ("JOBTUI_STOCK_DRIVER", "1", True),
        ("JOBTUI_STOCK_DRIVER", "On", True),
        ("JOBTUI_SOURCE", ":a:b c:", ("a", "b c")),
        ("JOBTUI_LANGUAGE", "fr", "fr"),
        ("JOBTUI_SORT", "", ""),
    ],
)
def test_variables(
    variable: str, text: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, text)
    assert getattr(read(), variable[7:].lower()) == value


def test_tables_are_joined_by_name() -> None:
    system_file('[sources]\na = "/srv/a"\nb = "/srv/b"\n[keys]\nreload = "F5"')
    user_file('[sources]\nb = "/own/b"\nc = "/own/c"\n[keys]\nquit = []')
    settings = read()
    assert settings.sources == (
        SourceSetting("a", "/srv/a"),
        SourceSetting("b", "/own/b"),
        SourceSetting("c", "/own/c"),
    )
    assert settings.keys == (KeySetting("reload", ("f5",)), KeySetting("quit", ()))


def test_a_list_replaces() -> None:
    system_file('sources = ["/srv/a"]')
    assert read().sources == (SourceSetting("/srv/a", "/srv/a"),)
    user_file('sources = ["/srv/b", "/srv/c"]')
    assert [source.path for source in read().sources] == ["/srv/b", "/srv/c"]


def test_paths_begin_at_the_files_folder() -> None:
    file = user_file('source = ["jobs", "./jobs"]\nsources = ["jobs", "~/jobs"]')
    settings = read()
    assert [one.path for one in settings.sources] == [str(file.parent / "jobs"), "~/jobs"]
    assert settings.source == ("jobs", str(file.parent / "jobs"))


def test_the_forms_of_sources_and_searches() -> None:
    user_file(
        '[sources]\na = { url = "https://x.example/a.git", ref = "main", folder = "b/_jobs" }\n'
        '[searches]\n"à faire" = "is:open"\ns = { query = "dev", sort = "title" }'
    )
    settings = read()
    assert settings.sources == (
        SourceSetting("a", "", "https://x.example/a.git", "main", "b/_jobs"),
    )
    assert settings.searches == (
        SearchSetting("à faire", "is:open"),
        SearchSetting("s", "dev", "title"),
    )


def test_keys_go_by_the_names_that_people_use() -> None:
    user_file(
        '[keys]\nreload = ["/", "Ctrl+R", "PgDn", "Shift+z"]\nsearch = []\nfind = []\npage_down=[]'
    )
    keys = dict(read().keys)
    assert keys["reload"] == ("slash", "ctrl+r", "pagedown", "Z")


# --- what is wrong ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\nsources = [", "2: invalid TOML: "),
        ("a = 1\n\na = 2", "3: invalid TOML: Cannot overwrite a value"),
        ("a = " + "9" * 5000, " invalid TOML: "),
        ("a = " + "[" * 9000, " nested too deeply"),
        ('\n\nsorrt = ""', '3: unknown setting "sorrt"; did you mean sort?'),
        ("xyz = 1", '1: unknown setting "xyz"; expected one of: source, sort, columns'),
        ('"a\\u001b[31m\\u202e" = 1', '1: unknown setting "a[31m"; expected one of: '),
        ('sort = "x"', '1: sort: unknown value "x"; expected one of: "", relevance, newest'),
        ('sort = "Newest"', '1: sort: unknown value "Newest"; did you mean newest?'),
        ("sort = 1", "1: sort: expected a string"),
        ("[sort]", "1: sort: expected a string"),
        ("mouse = 1", "1: mouse: expected true or false"),
        ('theme = "a/b"', '1: theme: "a/b" is not a name'),
        ('columns = "id"', "1: columns: expected a list of strings"),
        ("columns = []", "1: columns: at least one is required"),
        ('columns = [\n"id",\n"titel"]', '3: columns: unknown value "titel"; did you mean title?'),
        ('columns = ["id",\n"id"]', '2: columns: "id" is listed twice'),
        ("source = 1", "1: source: expected a list of strings"),
        ("sources = 1", "1: sources: expected a table"),
        ('sources = "/srv"', "1: sources: expected a table"),
        ("sources = [1]", "1: sources: expected a non-empty string"),
        ("[sources]\na = 1", "2: sources.a: expected a string, such as"),
        ("[sources]\na = {}", "2: sources.a: a source needs either path or url"),
        ('[sources]\n"" = "x"', "2: sources.: empty name"),
        ('[sources.a]\nurl = "x"\npath = "x"', "1: sources.a: a source needs either"),
        ('[sources.a]\nurl = "x"\nreff = "x"', '3: sources.a.reff: unknown key "reff"; did '),
        ('[sources.a]\nurl = "ext::sh -c x"', "2: sources.a.url: not a repository address"),
        ('[sources.a]\nurl = "--x"', "2: sources.a.url: not a repository address"),
        ('[sources.a]\nurl = "x"\nref = "-x"', "3: sources.a.ref: not a branch"),
        ('[sources.a]\nurl = "x"\nfolder = "a/../.."', "3: sources.a.folder: not a folder"),
        ('[searches]\na = ""', "2: searches.a.query: expected a non-empty string"),
        ("[searches.a]\nsort = 'title'", "1: searches.a: query is required"),
        ("[searches.a]\nquery='x'\nsort = 'titel'", "3: searches.a.sort: unknown value"),
        ('[keys]\nquitt = "q"', '2: keys.quitt: unknown action "quitt"; did you mean quit?'),
        ('[keys]\nquit = "Ctl+q"', '2: keys.quit: unknown key "Ctl+q"; keys are written like'),
        ('[keys]\nquit = [\n"q", "ab"]', '3: keys.quit: unknown key "ab"; keys are written like'),
        ("[keys]\nquit = 1", "2: keys.quit: expected a list of strings"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_line(text: str, message: str) -> None:
    (problem,) = said(text)
    assert problem.startswith(message)
    assert problem.isprintable()


def test_all_that_is_wrong_is_said_at_once_and_what_is_right_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = system_file('sortt = "x"\nlayout = "columns"')
    second = user_file('mouse = 1\n[searches]\na = 1\nb = "b"\n[keys]\nx = "x"')
    monkeypatch.setenv("JOBTUI_DATE_FORMAT", "lang")
    configuration = loader.read()
    assert [(one.where, one.is_users) for one in configuration.problems] == [
        (f"{first}:1", False),
        (f"{second}:1", True),
        (f"{second}:3", True),
        (f"{second}:6", True),
        ("JOBTUI_DATE_FORMAT", True),
    ]
    assert configuration.settings.layout == "columns"
    assert configuration.settings.searches == (SearchSetting("b", "b"),)


def test_a_key_that_would_do_two_things_is_a_conflict() -> None:
    (problem,) = said('[keys]\nreload = "f"')
    assert problem == '2: keys.reload: "f" is also a key of filters; change one of them'
    assert loader.read().settings.keys == ()
    assert said('[keys]\nreload = "f"\nfilters = "F9"') == []
    (problem,) = said('[keys]\nnarrow = "f"')  # a key for everywhere
    assert problem.startswith("2: keys.narrow: ")
    assert said('[keys]\nnarrow = "N"') == []  # a key of another pane
    assert said('[keys]\nnarrow = "j"') == []  # a key for moving, which the pane then takes
    system_file('[keys]\nreload = "Z"')
    (problem,) = said('[keys]\nexplain = "Z"')
    assert problem.startswith("2: keys.explain: ")


def test_a_variable_that_is_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in {setting.variable for setting in SETTINGS if setting.variable}:
        monkeypatch.setenv(variable, "\udcff\x1b[31m,\udcfe")
    problems = loader.read().problems
    assert len(problems) >= len([setting for setting in SETTINGS if setting.variable]) - 1
    assert all(str(problem).isprintable() for problem in problems)


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"a = 1\nb = '\xe9'"])
def test_what_is_no_text(raw: bytes) -> None:
    file = user_file()
    file.write_bytes(raw)
    (problem,) = loader.read().problems
    assert str(problem) == f"{file}:{1 + raw.count(10)}: not UTF-8"


def test_a_mark_of_byte_order_and_line_ends_of_windows_are_fine() -> None:
    user_file().write_bytes(b'\xef\xbb\xbfsort = "title"\r\nmouse = false\r\n')
    assert read()[1] == "title"


def test_a_folder_a_pipe_and_a_file_without_end_in_place_of_the_file() -> None:
    file = user_file()
    file.unlink()
    file.mkdir()
    assert str(loader.read().problems[0]) == f"{file}: not a file"
    file.rmdir()
    os.mkfifo(file)
    assert str(loader.read().problems[0]) == f"{file}: not a file"
    file.unlink()
    file.symlink_to("/dev/zero")
    assert str(loader.read().problems[0]) == f"{file}: not a file"
    file.unlink()
    user_file("#" * 1_000_001)
    assert "too long" in str(loader.read().problems[0])


@given(st.binary(max_size=80) | st.text().map(lambda text: text.encode("utf-8", "replace")))
@how(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_file_breaks_the_reading(raw: bytes) -> None:
    user_file().write_bytes(raw)
    assert all(str(problem).isprintable() for problem in loader.read().problems)


NAMES = st.sampled_from([setting.name for setting in SETTINGS])
PARTS = st.sampled_from("true 1 1.5 '' 'a' [] ['a'] ['f','f'] {} [{}] {a=1} {quit='q'}".split())


@given(st.dictionaries(NAMES, PARTS))
@how(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_value_breaks_the_reading(stated: dict[str, str]) -> None:
    user_file("".join(f"{name} = {value}\n" for name, value in stated.items()))
    configuration = loader.read()
    for name, value in zip(Settings._fields, configuration.settings, strict=True):
        assert type(value) is type(getattr(Settings(), name))


# --- whose file it is ---------------------------------------------------------------------------


@pytest.mark.parametrize("mode", [0o602, 0o622, 0o666])
def test_a_users_file_that_others_can_write_is_not_read(mode: int) -> None:
    file = user_file('sort = "title"')
    file.chmod(mode)
    configuration = loader.read()
    assert configuration.settings == Settings()
    (problem,) = configuration.problems
    assert str(problem).startswith(f"{file}: not read: ")
    assert problem.is_users


def test_the_systems_file_is_the_administrators_business() -> None:
    system_file('sort = "title"').chmod(0o666)
    assert read().sort == "title"


def status(mode: int, uid: int, gid: int = 7) -> os.stat_result:
    return os.stat_result((stat.S_IFREG | mode, 0, 0, 1, uid, gid, 0, 0, 0, 0))


def test_whose_files_are_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    import grp
    import pwd

    user = pwd.struct_passwd(("ada", "x", 1000, 7, "", "/", "/bin/sh"))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(pwd, "getpwuid", lambda _uid: user)
    group = ["ada", []]
    monkeypatch.setattr(
        grp, "getgrgid", lambda gid: grp.struct_group((group[0], "x", gid, group[1]))
    )
    assert safe_io.may_configure(status(0o600, 1000))
    assert safe_io.may_configure(status(0o644, 0))
    assert not safe_io.may_configure(status(0o600, 1001))
    assert not safe_io.may_configure(status(0o602, 1000))
    assert not safe_io.may_configure(status(0o646, 0))
    assert safe_io.may_configure(status(0o664, 1000))  # the user's own group
    assert not safe_io.may_configure(status(0o664, 1000, gid=8))
    group[1] = ["ada", "bob"]
    assert not safe_io.may_configure(status(0o664, 1000))
    group[:] = ["staff", []]
    assert not safe_io.may_configure(status(0o664, 1000))


def test_a_variable_names_another_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    user_file("broken")
    other = written(tmp_path / "other.toml", 'sort = "title"')
    monkeypatch.setenv("JOBTUI_CONFIG", str(other))
    assert read().sort == "title"
    monkeypatch.setenv("JOBTUI_CONFIG", "/dev/null")
    assert read() == Settings()
    monkeypatch.setenv("JOBTUI_CONFIG", str(tmp_path / "none"))
    (problem,) = loader.read().problems
    assert str(problem) == f"{tmp_path / 'none'}: no such file (set by JOBTUI_CONFIG)"


# --- what the settings are for ------------------------------------------------------------------


def test_arguments_then_environment_then_settings_then_sample(
    postings: Path, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def roots(named: list[str] | None = None) -> list[str]:
        return [source.root for source in sources_of(named, read())]

    assert roots() == [str(SAMPLE)]
    user_file(f'[sources]\nmine = "{postings}"\nsite = "{checkout}"')
    assert roots() == [str(postings), str(checkout)]
    user_file(f'source = ["mine"]\n[sources]\nmine = "{postings}"\nsite = "{checkout}"')
    assert roots() == [str(postings)]
    monkeypatch.setenv("JOBTUI_SOURCE", f":{checkout}:mine:")
    assert roots() == [str(checkout), str(postings)]
    assert roots(["site"]) == [str(checkout)]
    assert roots([str(SAMPLE)]) == [str(SAMPLE)]
    with pytest.raises(UsageError, match="no such file or folder; did you mean mine"):
        roots(["mien"])


def test_the_same_source_twice_is_one(postings: Path) -> None:
    assert len(sources_of([str(postings), f"{postings}/"], Settings())) == 1


@pytest.mark.process
def test_a_source_may_be_a_repository(tmp_path: Path) -> None:
    user_file(f'[sources.site]\nurl = "file://{tmp_path}/no.git"\nref = "main"')
    with pytest.raises(UsageError, match=r"file://.*/no\.git#main: "):
        sources_of(None, read())
    (repository,) = repositories_of((), "", "", read())
    assert repository == (f"file://{tmp_path}/no.git", "main", "")
    assert repositories_of(["site"], "other", "", read()) == [repository._replace(ref="other")]
    with pytest.raises(UsageError, match="address of a git repository"):
        repositories_of((), "", "", Settings())


def test_an_address_in_the_environment_is_not_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOBTUI_SOURCE", "https://x.example/a.git#main:content")
    assert read().source == ("https://x.example/a.git#main:content",)


# --- the file that explains ---------------------------------------------------------------------


def test_the_template_sets_nothing_and_each_line_of_it_can_be_set() -> None:
    text = "".join(f"{line}\n" for line in describe.template())
    assert max(map(len, text.splitlines())) <= 100
    user_file(text)
    assert loader.read() == (Settings(), {}, ())
    lines = [line[1:] if line[:2] not in ("# ", "") else line for line in text.splitlines()]
    user_file("\n".join(lines))
    configuration = loader.read()
    assert configuration.problems == ()
    assert {path[0] for path in configuration.origins} == set(Settings._fields)
    defaults = configuration.settings._replace(sources=(), searches=(), keys=())
    assert defaults == Settings()
