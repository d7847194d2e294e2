"""Which files of a folder can be postings, by their names.

Separate from parsing, so that looking for changes imports no YAML. A file of several postings
is ``jobs.yml``; the path of one of them is ``jobs.yml#sailor``, after its slug or number.
"""

import re
from enum import Enum
from typing import NamedTuple

DATED_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})[-_ ]?(.*)$")
_MARKDOWN = frozenset(("md", "markdown", "mdown", "mkd", "mdx"))
_HTML = frozenset(("html", "htm"))
_DATA = frozenset(("yml", "yaml", "json", "jsonld", "csv"))
_READ = _MARKDOWN | _HTML | _DATA
_NO_POSTINGS = frozenset(
    """readme license licence copying contributing changelog code_of_conduct security authors
        makefile dockerfile gemfile rakefile procfile vagrantfile as-of codeowners cname
        pull_request_template issue_template funding support governance maintainers summary
        404 500 search robots sitemap humans manifest package package-lock composer tsconfig
        jsconfig netlify vercel mkdocs docker-compose renovate lerna turbo babel.config
        imprint impressum datenschutz privacy privacy-policy mentions-legales accessibilite
        accessibility""".split()
)
_TEMPLATES = frozenset(
    "template templates modele modeles vorlage plantilla muster modelo modello sjabloon".split()
)
_TEMPLATE_WORD = r"templates?|modeles?|vorlage|plantilla|modelo"  # in jobtemplate
_TEMPLATE_ENDS = (*_TEMPLATES, "modèle", "modèles")
# What may stand beside "template" in the name of one.
_OF_TEMPLATES = frozenset(
    """job jobs posting postings post offer offre offres poste position positions career
        careers role vacancy opening stelle stellen empleo puesto new copy page example sample
        exemple default blank empty short long single en fr de es md the a""".split()
)
# In a dated name only these count as extensions: 2021-03-01-beta.gouv.fr has none.
_USUAL_ENDINGS = frozenset(
    """7z adoc avi avif bak bat bin bmp bz2 c cfg conf cpp css csv dat db doc docx eml epub exe
        gif go gz h htm html ico ics ini ipynb iso jar java jpeg jpg js json jsonl jsx key less lock
        log lua mjs mkv mov mp3 mp4 odp ods odt ogg orig pdf php pl png ppt pptx ps psd py pyc rar
        rb rs rst rtf sass scss sh sql sqlite svg swp tar tex tgz tif tiff tmp toml ts tsv tsx ttf
        txt vcf wav webm webp woff woff2 xls xlsx xml xz yaml yml zip zst""".split()
)
_TEMPLATE_PARTS = ("templ", "mod", "vorlage", "plantilla", "muster", "sjabl")  # of _TEMPLATES
_EXAMPLE_PARTS = (*_TEMPLATE_PARTS, "mpl", "beispiel", "ejemplo", "demo", "placeholder", "test")
_EXAMPLES = frozenset(
    "example examples sample samples exemple beispiel ejemplo demo placeholder test".split()
)


class Verdict(Enum):
    """What the name of a file says: a posting, one if its text says so too, or none."""

    POSTING = "posting"
    DOUBTFUL = "doubtful"
    OTHER = "other"


class EntryPath(NamedTuple):
    """The path of a file, and which of its postings is meant; empty if the file is one."""

    file: str
    key: str


def entry_path(path: str) -> EntryPath:
    """Return the parts of a posting's path, ``jobs.yml#sailor``."""
    file, sign, key = path.rpartition("#")
    if sign and key and "/" not in key and (is_data(file) or is_html(file)):
        return EntryPath(file, key)
    return EntryPath(path, "")


def file_of(path: str) -> str:
    """Return the path of the file that holds the posting at *path*."""
    return entry_path(path).file if "#" in path else path


def ending_of(name: str) -> str:
    """Return a file's usual ending in lower case, ``.html``; empty if it has none."""
    stem, dot, ending = name.rpartition("/")[2].rpartition(".")
    ending = ending.lower()
    is_usual = ending in _USUAL_ENDINGS or ending in _READ
    return f".{ending}" if dot and stem and is_usual else ""


def is_html(name: str) -> bool:
    """Whether a file is HTML, by its name."""
    return name.rpartition(".")[2].lower() in _HTML


def is_data(name: str) -> bool:
    """Whether a file is data that may list postings, by its name."""
    return name.rpartition(".")[2].lower() in _DATA


def is_known_other(name: str) -> bool:
    """Whether a file is a README or the like, which nobody takes for a posting."""
    base = name.rpartition("/")[2].lower()
    return base in _NO_POSTINGS or base.rpartition(".")[0] in _NO_POSTINGS


def is_page_ending(name: str) -> bool:
    """Whether files of this ending are Markdown or HTML."""
    ending = name.rpartition(".")[2].lower()
    return ending in _MARKDOWN or ending in _HTML


def is_index(name: str) -> bool:
    """Whether a file is the page of its folder: ``index.md``, ``index.fr.html``."""
    base = name.rpartition("/")[2].lower()
    return base.startswith("index.") and is_page_ending(base)


def is_posting_name(name: str) -> bool:
    """Whether a file of this name can be a posting: Markdown, HTML, data, or without an extension.

    In a dated name only usual extensions count: ``2021-03-01-beta.gouv.fr`` has none.
    """
    base = name.rpartition("/")[2]
    if base.startswith(".") or base.lower() in _NO_POSTINGS:
        return False
    stem, dot, ending = base.rpartition(".")
    if not dot or not stem:
        return base[0] != "_"
    ending = ending.lower()
    if ending in _READ:
        return stem.lower() not in _NO_POSTINGS and not is_template(stem)
    usual = ending in _USUAL_ENDINGS or base.endswith("~") or "#" in ending
    return not usual and DATED_NAME.match(base) is not None


def may_be_example(name: str) -> bool:
    """Whether a file's name says that it may be a template, though a posting can have it, too."""
    base = name.rpartition("/")[2].lower()
    if not any(part in base for part in _EXAMPLE_PARTS):
        return False
    words = _words(base)
    return not _EXAMPLES.isdisjoint(words) or not _TEMPLATES.isdisjoint(words)


def _words(base: str) -> list[str]:
    """Return the words of a file's name in lower case, without numbers."""
    plain = re.sub(_TEMPLATE_WORD, r" \g<0> ", base.lower().replace("è", "e"))
    return [word for word in re.split(r"[\W_\d]+", plain) if word]


def is_template(stem: str) -> bool:
    """Whether a file's name says that it is a template or belongs to the site itself.

    Site generators publish no file that begins with ``_``; ``_index`` is the page of a list.
    """
    if stem[0] == "_":
        return True
    lower = stem.lower()
    if stem[0].isdigit():  # nearly always a date, before the words of a title
        if not lower.rstrip("0123456789-_. ").endswith(_TEMPLATE_ENDS):
            return False
        words = _words(stem)
        return bool(words) and _TEMPLATES.issuperset(words)
    if not any(part in lower for part in _TEMPLATE_PARTS):
        return False
    words = _words(stem)
    if not words:
        return False
    if words[0] == "zz" or words[-1] in _TEMPLATES:
        return any(word in _TEMPLATES for word in words)
    return words[0] in _TEMPLATES and _OF_TEMPLATES.issuperset(words[1:])
