"""Technologies: their spellings, and the one name that is shown.

A spelling is one to three words of folded text, letters, digits, ``+`` and ``#`` only: ``node.js``
and ``node-js`` are written ``nodejs`` or ``node js`` here. Versions need no spelling of their own
("python 3.9", "php7"). The table holds what public postings name; a word that no row has is kept
as written in a list of the frontmatter, and ignored in a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from jobtui.text.patterns import late

# Name -> its spellings besides its own letters.
_SPELLINGS: dict[str, str] = {
    # languages
    "ABAP": "", "Ada": "", "Bash": "", "C": "", "C#": "c#, csharp, c sharp", "C++": "c++, cpp",
    "Clojure": "", "COBOL": "", "CSS": "feuilles de style", "Dart": "", "Elixir": "", "Elm": "",
    "Erlang": "",
    "F#": "f#", "Fortran": "", "Go": "golang", "Groovy": "", "Haskell": "", "HTML": "", "Java": "",
    "JavaScript": "js, java script, ecmascript, es6, es7, es2015, vanilla js, vanillajs, javascipt",
    "Julia": "", "Kotlin": "", "Lua": "", "MATLAB": "", "Objective-C": "", "OCaml": "", "Perl": "",
    "PHP": "", "PL/SQL": "pl sql", "PowerShell": "", "PureScript": "", "Python": "", "R": "",
    "Ruby": "", "Rust": "", "SAS": "", "Scala": "", "Shell": "shell scripting", "Solidity": "",
    "SPARQL": "", "SQL": "", "Swift": "", "TypeScript": "ts, type script, typescrypt", "VBA": "",
    "WebAssembly": "wasm", "WinDev": "", "XSLT": "",
    # the web, in front
    "Alpine.js": "", "Angular": "angular js", "Apollo": "", "Astro": "", "Backbone.js": "",
    "Bootstrap": "", "Cypress": "", "D3.js": "d3", "Ember.js": "ember", "Eleventy": "",
    "Gatsby": "", "Hotwire": "hotwire turbo", "HTMX": "", "Hugo": "", "Jekyll": "", "Jest": "",
    "jQuery": "", "Leaflet": "", "Less": "", "Mapbox": "", "MapLibre": "", "MobX": "",
    "Next.js": "next, next js", "Nuxt": "nuxtjs, nuxt js", "OpenLayers": "open layers",
    "Playwright": "", "Preact": "", "Ramda": "", "React": "reactjs, react js",
    "React Native": "reactnative", "Redux": "", "RxJS": "", "Sapper": "", "Sass": "scss",
    "Selenium": "", "Storybook": "", "Stimulus": "stimulusjs", "Svelte": "sveltejs, svelte js",
    "SvelteKit": "svelte kit", "Tachyons": "", "Tailwind": "tailwindcss, tailwind css",
    "Babel": "", "Electron": "", "Mocha": "",
    "Puppeteer": "", "Tauri": "", "Vite": "vitejs, vite js", "Vitest": "",
    "Yarn": "", "Three.js": "", "Vue.js": "vue, vue js", "Vuetify": "", "Vuex": "",
    "Webpack": "", "WebRTC": "", "WebSocket": "websockets",
    # the web, behind
    "Alembic": "", "Memcached": "", "Mongoose": "", "Sequelize": "",
    "TypeORM": "", "Varnish": "", "Hotjar": "", "Google Analytics": "", "OpenSearch": "",
    "ASP.NET": "asp net", "Celery": "", "Deno": "", "Devise": "", "Django": "",
    "Django REST framework": "drf, django rest", "Drupal": "", "Express": "expressjs, express js",
    "FastAPI": "fast api", "Fastify": "", "Flask": "", "GraphQL": "graphqi", "gRPC": "",
    "hapi": "hapijs, hapi js", "Hasura": "", "Hibernate": "", "Jakarta EE": "java ee, jee, j2ee",
    "Keycloak": "", "Knex.js": "", "Koa": "koajs", "Laravel": "", "LDAP": "", "NestJS": "nest js",
    ".NET": "net, dotnet, net core, dotnet core", "Node.js": "node, node js", "OAuth": "oauth2",
    "Open edX": "openedx", "OpenID Connect": "oidc", "Phoenix": "", "Play": "play framework",
    "Prisma": "", "Quarkus": "", "RSpec": "", "Ruby on Rails": "rails, ror", "SAML": "",
    "Serverless": "", "Sidekiq": "", "Sinatra": "", "Spring": "springboot, spring boot",
    "CakePHP": "", "CodeIgniter": "", "Joomla": "", "JUnit": "", "Magento": "", "Micronaut": "",
    "Odoo": "", "OpenAPI": "", "PHPUnit": "", "PrestaShop": "", "pytest": "", "Salesforce": "",
    "Struts": "", "Swagger": "", "TYPO3": "", "Wagtail": "", "Zend": "",
    "SQLAlchemy": "", "Strapi": "", "Symfony": "symphony", "Tomcat": "", "WordPress": "",
    # data
    "Airflow": "apache airflow", "Algolia": "", "BigQuery": "", "Cassandra": "", "Dash": "",
    "dbt": "", "Databricks": "", "Elasticsearch": "elastic search", "ELK": "", "fairseq": "",
    "FAISS": "", "Grist": "", "Hadoop": "", "Haystack": "", "Hive": "", "InfluxDB": "",
    "Jupyter": "", "Kafka": "apache kafka", "Keras": "", "Kibana": "", "LangChain": "",
    "Looker": "looker studio, data studio", "MariaDB": "", "Matomo": "", "MeiliSearch": "",
    "Metabase": "", "MongoDB": "mongo", "MySQL": "", "Neo4j": "", "NumPy": "", "OpenFisca": "",
    "Oracle": "oracle database", "Pandas": "", "Plausible": "", "Plotly": "", "PostGIS": "",
    "PostgreSQL": "postgres, postgre, postgresql, postgres sql", "PostgREST": "",
    "Power BI": "powerbi", "Publicodes": "", "Pydantic": "", "PySpark": "",
    "PyTorch": "torch", "QGIS": "", "Qlik": "qlikview, qlik sense", "RabbitMQ": "", "Redis": "",
    "scikit-learn": "sklearn, scikit", "SciPy": "", "Sentence-BERT": "sbert", "Snowflake": "",
    "Solr": "", "spaCy": "", "Spark": "apache spark", "SQLite": "", "SQL Server": "mssql",
    "Streamlit": "", "Superset": "", "Tableau": "tableau software", "Talend": "",
    "TensorFlow": "", "Transformers": "", "Trino": "",
    "Apache Beam": "", "ArcGIS": "", "ClickHouse": "", "CockroachDB": "", "CouchDB": "", "Dask": "",
    "DuckDB": "", "DynamoDB": "", "Firebase": "", "Flink": "apache flink", "GDAL": "",
    "GeoServer": "", "LightGBM": "", "Logstash": "", "MinIO": "", "MLflow": "",
    "NiFi": "apache nifi",
    "OpenCV": "", "Polars": "", "Shiny": "r shiny", "SPSS": "", "Stata": "", "Supabase": "",
    "tidyverse": "", "XGBoost": "",
    # design
    "Adobe XD": "", "Axure": "", "Balsamiq": "", "Figma": "", "Illustrator": "", "InDesign": "",
    "Blender": "", "Framer": "", "GIMP": "", "Inkscape": "", "Penpot": "",
    "Webflow": "", "InVision": "", "Photoshop": "", "Sketch": "", "Zeplin": "",
    # what runs it
    "Android": "", "Ansible": "", "Apache": "", "ArgoCD": "argo cd", "AWS": "amazon web services",
    "Azure": "microsoft azure, azur", "CircleCI": "", "Clever Cloud": "clevercloud",
    "CloudFoundry": "cloud foundry", "Consul": "", "Debian": "", "Discourse": "",
    "Docker": "docker compose, dockercompose, dockerfile, dockerise, dockerises, dockerisee, "
    "dockerisees, dockerized", "Dokku": "", "Flutter": "", "Git": "",
    "GCP": "google cloud, google cloud platform", "GitHub Actions": "", "GitLab": "gitlab ci",
    "Grafana": "", "HAProxy": "", "Helm": "", "Heroku": "", "Ionic": "", "iOS": "",
    "Jenkins": "", "Kong": "", "Kubernetes": "k8s", "Kurento": "", "Linux": "gnu linux",
    "Netdata": "", "Netlify": "", "Nginx": "", "OpenShift": "", "OpenStack": "", "Packer": "",
    "Pulumi": "", "Puppet": "", "Qt": "", "Rancher": "", "Scalingo": "", "Sentry": "",
    "SonarQube": "", "Splunk": "", "Telegraf": "", "Terraform": "", "Traefik": "",
    "Ubuntu": "", "Unity": "",
    "Unix": "", "Unreal Engine": "", "Vagrant": "", "Vault": "", "Vercel": "", "Vitess": "",
    "CentOS": "", "Cloudflare": "", "Cucumber": "", "Datadog": "", "DigitalOcean": "",
    "FreeBSD": "", "Istio": "", "Jetpack Compose": "", "Nagios": "", "New Relic": "",
    "OpenTelemetry": "", "Podman": "", "Postman": "", "Proxmox": "", "RHEL": "red hat",
    "SaltStack": "", "Scaleway": "", "SwiftUI": "", "VirtualBox": "", "Zabbix": "",
    "VMware": "", "Windows Server": "", "Xamarin": "", "Prometheus": "",
}  # fmt: skip
# Spellings that are words of everyday French or English, or of other trades: they name a technology
# only beside others.
_EVERYDAY = frozenset(
    """
    ada apache apollo astro azur bootstrap c cassandra celery consul cypress dart dash devise
    discourse ember express git gitlab go groovy haystack helm hive hotwire hugo illustrator ionic
    jest julia koa kong less looker net next oracle packer phoenix plausible play postgre prisma
    puppet r rails rancher rust sapper sas sass sentry serverless shell sketch snowflake spark
    spring stimulus swift symphony tableau torch transformers ts unity vault vue windowsserver
    babel blender cucumber electron firebase framer mocha postman shiny vite yarn
    """.split()
)
_TOKEN = late(r"[a-z0-9]+(?:[.·_][a-z0-9]+)*[+#]*")
_VERSION = late(r"(?<=[a-z])\d+(?:[._]\d+)*$")
_NO_LETTERS = late(r"[^a-z0-9+#]+")


def _key(text: str) -> str:
    return _NO_LETTERS.sub("", text.lower())


def _names() -> Iterator[tuple[str, str]]:
    """Yield pairs of a spelling, in words, and the name."""
    for name, spellings in _SPELLINGS.items():
        written = [name.lower(), *(one.strip() for one in spellings.split(",") if one.strip())]
        if name.endswith(".js"):
            written += [name[:-3].lower() + " js"]
        for one in written:
            yield one, name


_NAMED = tuple(_names())
_NAME_OF: dict[str, str] = {_key(written): name for written, name in _NAMED}
# First words of spellings of several words -> how many words the longest has.
_WORDS_FROM: dict[str, int] = {}
for _written, _name in _NAMED:
    _words = _written.replace("-", " ").split()
    if len(_words) > 1:
        _WORDS_FROM[_words[0]] = max(len(_words), _WORDS_FROM.get(_words[0], 1))
# Words of everyday French that are too frequent to look for; they are found beside others.
_FIRST = late(r"[ .-]")
_TOO_FREQUENT = frozenset(
    "c d3 r go net less next play ts express c++ c# f# hive dash apache vue vite new red".split()
)
# What to look for, as ``Sentences.holding`` takes it.
WORDS = (
    *dict.fromkeys(
        first
        for written, _n in _NAMED
        if (first := _FIRST.split(written)[0]) and first not in _TOO_FREQUENT
    ),
    *(" r ", " r.", "vue.", "vuejs", "vue,", "vue)", "vue/", "c++", "c#", ".net"),
)


class NamedTechnology(NamedTuple):
    """A technology that a text names, and where."""

    name: str
    start: int
    end: int
    is_everyday: bool  # the word may mean something else


def names_in(folded: str) -> list[NamedTechnology]:
    """Return the technologies that a folded text names, in its order, the longest names first."""
    found: list[NamedTechnology] = []
    end = 0
    for token in _TOKEN.finditer(folded):
        written = token[0]
        is_known = written in _STARTS or not (written.isalpha() or "0" <= written[0] <= "9")
        is_article = len(written) == 1 and folded.startswith("'", token.end())  # "c'est"
        if is_known and not is_article and token.start() >= end:
            for named in _named(folded, token):
                found.append(named)
                end = named.end
    return found


def _named(folded: str, token: re.Match[str]) -> Iterator[NamedTechnology]:
    """Yield what the words from a token on name."""
    start, written = token.start(), token[0]
    if count := _WORDS_FROM.get(written):
        words = _WORDS.match(folded, start)
        ends = [end.end() for end in _WORD_END.finditer(words[0])][:count] if words else []
        for length in reversed(ends):
            key = _key(folded[start : start + length])
            if length > len(written) and key in _NAME_OF:
                yield NamedTechnology(_NAME_OF[key], start, start + length, key in _EVERYDAY)
                return
    for key in _keys(written):
        if key in _NAME_OF and (key != "net" or folded[:start].endswith(".")):
            yield NamedTechnology(_NAME_OF[key], start, token.end(), key in _EVERYDAY)
            return
    if not written.isalnum():
        for part in _PART.finditer(written):  # "django.python", "l'angular"
            if part[0] in _NAME_OF and len(part[0]) > _SHORT:
                name, at = _NAME_OF[part[0]], start + part.start()
                yield NamedTechnology(name, at, start + part.end(), part[0] in _EVERYDAY)


def _keys(token: str) -> Iterator[str]:
    """Yield what a token may be known by: all of it, without a version, without signs."""
    is_plain = token.isalnum()
    yield token if is_plain else _key(token)
    if token[-1].isdigit():
        yield _key(_VERSION.sub("", token))
    if not is_plain:
        yield token.rstrip("+#")


_STARTS = frozenset(_NAME_OF) | frozenset(_WORDS_FROM)
_WORDS = late(r"[a-z0-9.·+#]+(?:[ -][a-z0-9.·+#]+){1,2}")
_WORD_END = late(r"(?=[ -]|$)")
_PART = late(r"[a-z0-9+#]+")
_SHORT = 2  # letters of a part that may be anything
