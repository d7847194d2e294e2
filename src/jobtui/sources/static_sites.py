"""Which files of a checkout of a web site are postings, by the names of folders alone.

Sites made with Jekyll, Hugo, Eleventy, Astro, Zola and the like keep postings in a folder named
after them, beside blog posts, pages and templates.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from jobtui.parsing.job_folders import is_jobs_name, plain_name
from jobtui.postings.filenames import DATED_NAME, Verdict, is_data, is_html, is_index

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

# Folders of a site that hold other things than postings.
_OTHERS = frozenset(
    """posts blog blogs news articles article drafts events event people team teams authors
        author pages docs doc documentation press press-releases about services projects
        case-studies portfolio testimonials faq legal actualites actus evenements equipe
        aktuelles neuigkeiten noticias publications podcasts talks tags categories taxonomies
        includes layouts archetypes themes partials templates template i18n components snippets
        scss sass static assets public dist build site wiki guides handbook talents""".split()
)
_NEVER = frozenset(
    "includes layouts archetypes themes partials templates components snippets sass scss".split()
)
# Those of which no page is a posting: a blog has some now and then.
_ONLY_OTHERS = frozenset(
    """events event evenements people team teams equipe authors author press press-releases
    testimonials podcasts talks tags categories taxonomies i18n startups incubators incubateurs
    organisations organizations sponsors partners partenaires membres members""".split()
)
_GENERATED = frozenset("public dist build site static resources".split())  # copies of pages
_SITE_FILES = frozenset(
    """_config.yml _config.yaml _config.toml hugo.toml hugo.yaml hugo.yml hugo.json zola.toml
    .eleventy.js .eleventy.cjs eleventy.config.js eleventy.config.cjs eleventy.config.mjs
    eleventy.config.ts astro.config.mjs astro.config.js astro.config.ts astro.config.cjs
    astro.config.mts gatsby-config.js gatsby-config.ts next.config.js next.config.mjs
    next.config.ts nuxt.config.js nuxt.config.ts docusaurus.config.js docusaurus.config.ts
    svelte.config.js mkdocs.yml pelicanconf.py antora.yml book.toml""".split()
)
_CONFIGS = frozenset("config.toml config.yaml config.yml config.json".split())
_SITE_FOLDERS = frozenset("_layouts _includes _posts archetypes layouts themes content".split())
# Names at the top of a checkout by which a web site is recognized.
MARKS = (*_SITE_FILES, *_CONFIGS, *_SITE_FOLDERS)
# Data beside which jobs.yml is the past of a person: a résumé made with a site's generator.
_OF_RESUMES = frozenset(
    """resume cv curriculum education educations academics skills skill certifications certificates
    degrees languages-spoken formations competences diplomes""".split()
)
_TRANSLATED = "_i18n"  # of Jekyll: pieces of pages in several languages
_HOME_FOLDERS = frozenset(("", "src", "app", "web", "www", "html", "website", "frontend"))
_FEW = 3  # files beside the page of a bundle; of a list there are more


def is_site_file(name: str) -> bool:
    """Whether a file at the top of a checkout says which generator makes the site."""
    return name in _SITE_FILES or name in _CONFIGS


def is_site(marks: Collection[str]) -> bool:
    """Whether those of MARKS that are at the top of a folder make it the checkout of a site."""
    if not _SITE_FILES.isdisjoint(marks):
        return True
    if "content" in marks and not _CONFIGS.isdisjoint(marks):
        return True
    return len(_SITE_FOLDERS.intersection(marks)) > 1


def judge(names: Iterable[str], marks: Collection[str], own: str) -> Callable[[str], Verdict]:
    """Return what tells of each of *names*, paths within a source, whether it is a posting.

    *marks* are those of MARKS at the top of the source, *own* is the name of its folder.
    """
    return _Layout(names, is_site(marks), is_jobs_name(own)).verdict


class _Layout:
    """The folders of a source, and what each holds."""

    def __init__(self, names: Iterable[str], site: bool, own_jobs: bool) -> None:
        self._site, self._own_jobs = site, own_jobs
        listed = list(names)
        self._counts = Counter(name.rpartition("/")[0] for name in listed)
        self._paged = {name.rpartition("/")[0] for name in listed if is_index(name)}
        self._above = {above for folder in self._counts for above in _folders_above(folder)}
        self._names = listed
        self._is_docs_built = site and all(
            is_html(name) for name in listed if name.startswith("docs/")
        )
        roots = {root for folder in self._counts if (root := _jobs_root(folder))}
        self._has_jobs = bool(roots)
        self._has_own = not all(map(self._is_built, roots))
        self._has_untranslated = not all(map(_is_translation, roots))
        self._outer = {above for root in roots for above in _folders_above(root)}
        self._verdicts = {folder: self._of_folder(folder) for folder in self._counts}

    def verdict(self, name: str) -> Verdict:
        """Return what the name of a file of the source says."""
        folder, _slash, base = name.rpartition("/")
        found = self._verdicts.get(folder, Verdict.DOUBTFUL)
        if found is Verdict.POSTING:
            if is_index(base):
                is_home = is_html(base) and folder in _HOME_FOLDERS
                is_other = is_home or self._is_list(folder)
            else:
                is_other = (
                    self._is_list_name(name)
                    or self._is_in_bundle(folder)
                    or _is_page_of_folder(folder, base)
                )
            return Verdict.DOUBTFUL if is_other else found
        if is_data(base) and is_jobs_name(base.partition(".")[0]):
            return Verdict.OTHER if folder in self._resumes else Verdict.DOUBTFUL
        return found

    @cached_property
    def _resumes(self) -> set[str]:
        """The folders of data in which a résumé is; asked for where one has ``jobs.yml``."""
        found = (name.rpartition("/") for name in self._names if is_data(name))
        return {
            folder
            for folder, _slash, base in found
            if plain_name(base.partition(".")[0]) in _OF_RESUMES
        }

    def _is_built(self, folder: str) -> bool:
        """Whether a folder of a site holds what was made of its pages."""
        top = folder.partition("/")[0]
        return plain_name(top) in _GENERATED or (self._is_docs_built and top == "docs")

    def _of_folder(self, folder: str) -> Verdict:
        root = _jobs_root(folder)
        if root:
            if not _NEVER.isdisjoint(map(plain_name, root.split("/"))):
                return Verdict.OTHER
            if self._site and self._has_own and self._is_built(root):
                return Verdict.OTHER
            if self._has_untranslated and _is_translation(root):
                return Verdict.OTHER
            return Verdict.DOUBTFUL if root in self._outer else Verdict.POSTING
        if self._own_jobs and not self._site:
            return Verdict.POSTING
        if self._site and self._has_jobs:
            return Verdict.OTHER
        names = set(map(plain_name, folder.split("/")))
        if self._site and not (_NEVER | _ONLY_OTHERS).isdisjoint(names):
            return Verdict.OTHER
        is_beside = self._site or self._has_jobs
        if is_beside or not _OTHERS.isdisjoint(names):
            return Verdict.DOUBTFUL
        return Verdict.POSTING

    def _is_list_name(self, name: str) -> bool:
        """Whether a page is named after postings that are in a folder elsewhere: ``careers.md``."""
        folder, _slash, base = name.rpartition("/")
        is_apart = self._has_jobs and not _jobs_root(folder)
        return is_apart and is_jobs_name(base.partition(".")[0])

    def _is_in_bundle(self, folder: str) -> bool:
        """Whether the files of *folder* belong to its page, which is one posting."""
        name = folder.rpartition("/")[2]
        is_bundle = folder in self._paged and _jobs_root(folder) and not is_jobs_name(name)
        return bool(is_bundle) and not self._is_list(folder)

    def _is_list(self, folder: str) -> bool:
        """Whether the page of *folder* is one of a list: it stands among postings.

        The page of one posting is alone in its folder, or has a file or two beside it.
        """
        beside, is_above = self._counts[folder] - 1, folder in self._above
        name = folder.rpartition("/")[2]
        if not folder or is_jobs_name(name):
            return beside > 0 or is_above or bool(folder)
        return is_above or (beside >= _FEW and DATED_NAME.match(name) is None)


def _folders_above(folder: str) -> Iterator[str]:
    while folder:
        folder = folder.rpartition("/")[0]
        yield folder


def _is_page_of_folder(folder: str, base: str) -> bool:
    """Whether a page is named as its folder of postings is: ``positions/positions.md``."""
    own, name = folder.rpartition("/")[2].strip("_"), base.partition(".")[0].strip("_")
    return own.lower() == name.lower() and is_jobs_name(own)


def _is_translation(folder: str) -> bool:
    """Whether a folder holds pieces of text that pages elsewhere include."""
    return _TRANSLATED in folder.split("/")


def _jobs_root(folder: str) -> str:
    """Return the innermost of a folder and those above it that is named after postings."""
    while folder and not is_jobs_name(folder.rpartition("/")[2]):
        folder = folder.rpartition("/")[0]
    return folder
