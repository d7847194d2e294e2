"""Which files of a web site's checkout are postings."""

from __future__ import annotations

from pathlib import Path

import pytest

from jobtui.postings.filenames import Verdict, is_posting_name
from jobtui.postings.source_rules import SourceRules
from jobtui.sources import folders


def verdicts(top: Path, names: str, rules: SourceRules | None = None) -> dict[str, str]:
    """Make empty files, and return what their names say."""
    for name in names.split():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text("")
    source = folders.resolve(top)
    source = source._replace(rules=rules) if rules else source
    return {one.name: one.verdict.name for one in folders.postings(source)}


@pytest.mark.parametrize(
    "mark",
    ["_config.yml", "hugo.toml", ".eleventy.js", "eleventy.config.mjs", "astro.config.mjs"],
)
@pytest.mark.parametrize("folder", ["_jobs", "content/fr/offres-emploi", "src/content/stellen"])
def test_only_the_postings_of_a_site_are_read(tmp_path: Path, mark: str, folder: str) -> None:
    found = verdicts(tmp_path, f"{mark} {folder}/a.md _posts/b.md about.md layouts/jobs/c.html")
    assert found[f"{folder}/a.md"] == "POSTING"
    del found[f"{folder}/a.md"]
    assert {said for name, said in found.items() if name != mark} == {"OTHER"}


def test_a_site_without_a_folder_of_postings_is_read_with_doubt(tmp_path: Path) -> None:
    found = verdicts(tmp_path, "config.toml content/a.md content/work/b.md")
    assert found["content/a.md"] == found["content/work/b.md"] == "DOUBTFUL"


def test_in_a_plain_folder_every_file_is_a_posting_but_those_of_a_blog(tmp_path: Path) -> None:
    found = verdicts(tmp_path, "a.md freelance/b.md blog/c.md list.yml jobs.yml")
    assert found == {
        "a.md": "POSTING",
        "freelance/b.md": "POSTING",
        "blog/c.md": "DOUBTFUL",
        "list.yml": "POSTING",
        "jobs.yml": "POSTING",
    }


def test_jobs_beside_what_somebody_learned_are_a_resume(tmp_path: Path) -> None:
    found = verdicts(tmp_path / "a", "_config.yml _data/jobs.yml _data/education.yml")
    assert found["_data/jobs.yml"] == "OTHER"
    found = verdicts(tmp_path / "b", "_config.yml _data/jobs.yml _data/team.yml")
    assert found["_data/jobs.yml"] != "OTHER"


def test_pieces_of_text_that_pages_include_are_none_beside_the_pages(tmp_path: Path) -> None:
    found = verdicts(tmp_path / "a", "_config.yml _jobs/a.md _i18n/en/jobs/a.md _i18n/de/jobs/a.md")
    assert [name for name, said in found.items() if said == "POSTING"] == ["_jobs/a.md"]
    found = verdicts(tmp_path / "b", "_config.yml _i18n/en/jobs/a.md")
    assert found["_i18n/en/jobs/a.md"] == "POSTING"


def test_a_folder_of_docs_that_was_made_of_the_pages_is_none(tmp_path: Path) -> None:
    found = verdicts(tmp_path / "a", "hugo.toml content/jobs/a.md docs/jobs/a/index.html")
    assert [name for name, said in found.items() if said == "POSTING"] == ["content/jobs/a.md"]
    found = verdicts(tmp_path / "b", "hugo.toml content/jobs/a.md docs/jobs/b.md")
    assert found["docs/jobs/b.md"] == "POSTING"
    found = verdicts(tmp_path / "c", "hugo.toml docs/jobs/a.html docs/jobs/b.html")
    assert found["docs/jobs/a.html"] == "POSTING", "there is nothing else"


def test_a_site_is_known_by_its_folders_as_well(tmp_path: Path) -> None:
    found = verdicts(tmp_path, "content/jobs/a.md content/blog/b.md layouts/c.html")
    assert found == {
        "content/jobs/a.md": "POSTING",
        "content/blog/b.md": "OTHER",
        "layouts/c.html": "OTHER",
    }


def test_the_home_page_and_the_page_of_a_folder_are_read_with_doubt(tmp_path: Path) -> None:
    found = verdicts(tmp_path, "src/index.html positions/positions.md positions/sailor.md")
    assert found == {
        "src/index.html": "DOUBTFUL",
        "positions/positions.md": "DOUBTFUL",
        "positions/sailor.md": "POSTING",
    }


def test_the_page_of_a_list_is_doubtful_and_that_of_a_bundle_is_not(tmp_path: Path) -> None:
    found = verdicts(
        tmp_path, "jobs/index.md jobs/_index.md jobs/sailor/index.md jobs/sailor/tasks.md"
    )
    assert found["jobs/index.md"] == "DOUBTFUL"
    assert found["jobs/_index.md"] == "OTHER"
    assert found["jobs/sailor/index.md"] == "POSTING"


def test_pages_of_events_and_people_of_a_site_are_none(tmp_path: Path) -> None:
    names = "_config.yml _events/2024/a.md _people/b.md _layouts/job.html _posts/c.md"
    found = verdicts(tmp_path, names)
    assert {name for name, said in found.items() if said == "DOUBTFUL"} == {"_posts/c.md"}


def test_what_a_site_made_of_its_postings_is_not_read_again(tmp_path: Path) -> None:
    found = verdicts(tmp_path, "hugo.toml content/jobs/a.md public/jobs/a/index.html")
    assert found["content/jobs/a.md"] == "POSTING"
    assert found["public/jobs/a/index.html"] == "OTHER"


def test_the_checkout_of_a_site_may_be_named_after_postings(tmp_path: Path) -> None:
    found = verdicts(tmp_path / "careers", "_config.yml _jobs/a.md _posts/b.md")
    assert found["_jobs/a.md"] == "POSTING"
    assert found["_posts/b.md"] == "OTHER"


def test_a_page_named_after_the_postings_in_a_folder_is_doubtful(tmp_path: Path) -> None:
    found = verdicts(tmp_path, "careers.md about.md jobs/job.md")
    assert found == {"careers.md": "DOUBTFUL", "about.md": "DOUBTFUL", "jobs/job.md": "POSTING"}


def test_what_lies_beside_the_page_of_a_bundle_is_doubtful(tmp_path: Path) -> None:
    found = verdicts(tmp_path, "jobs/miller/index.md jobs/miller/photo.md jobs/cook.md")
    assert found.pop("jobs/miller/photo.md") == "DOUBTFUL"
    assert set(found.values()) == {"POSTING"}


def test_pages_about_careers_beside_the_postings_are_doubtful(tmp_path: Path) -> None:
    found = verdicts(tmp_path, "careers/benefits.md careers/positions/a.md")
    assert found == {"careers/benefits.md": "DOUBTFUL", "careers/positions/a.md": "POSTING"}


def test_the_settings_of_a_source_come_first(tmp_path: Path) -> None:
    names = "_config.yml jobs/a.md jobs/old/b.md pages/c.md jobs/_x.md"
    rules = SourceRules(include=("pages/*", "_x.md"))
    found = verdicts(tmp_path, names, rules)
    assert [name for name, said in found.items() if said == "POSTING"] == [
        "jobs/_x.md",
        "pages/c.md",
    ]
    found = verdicts(tmp_path, names, SourceRules(exclude=("jobs/old/*",)))
    assert [name for name, said in found.items() if said == "POSTING"] == ["jobs/a.md"]


def test_a_file_that_the_user_names_is_read_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "_index.md").write_text("")
    (entry,) = folders.postings(folders.resolve(tmp_path / "_index.md"))
    assert entry.verdict is Verdict.POSTING


@pytest.mark.parametrize(
    "name",
    ["_TEMPLATE.md", "zz_template_x.md", "job-template.md", "template-job.md", "modèle.md",
     "_index.md", "404.html", "package.json", "jobs.yml#1.md~", "jobtemplate.html",
     "2024-05-01-template.md", "2024-05-01-modelo.md", "stellenvorlage.md"],
)  # fmt: skip
def test_names_of_no_postings(name: str) -> None:
    assert not is_posting_name(name)


@pytest.mark.parametrize(
    "name",
    ["template-designer.md", "email-template-designer.md", "2024-05-01-modelmaker.md", "a.mdx",
     "a.html", "jobs.yml", "a.json", "a.csv", "2021-03-01-beta.gouv.fr"],
)  # fmt: skip
def test_names_of_possible_postings(name: str) -> None:
    assert is_posting_name(name)
