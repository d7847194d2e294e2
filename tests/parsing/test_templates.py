"""What is taken out of a text that a site generator would replace."""

from __future__ import annotations

import pytest

from jobtui.parsing.bodies import plain_body
from jobtui.parsing.yaml_strings import Value

VALUES = (
    Value("place", ("Bath",), 1),
    Value("state", ("open",), 1),
    Value("towns", ("Bath", "York"), 2, True),
    Value("extra", ("pay: 40 000",), 1, True, (Value("pay", ("40 000",), 1),)),
)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("In {{ page.place }}.", "In Bath."),
        ("In {{ .Params.place }}.", "In Bath."),
        ("In {{ place | upcase }}.", "In Bath."),
        ("Pay: {{ page.extra.pay }}", "Pay: 40 000"),
        ("{{ page.nothing | default: 'anywhere' }}", "anywhere"),
        ("a {{ site.baseurl }}b", "a b"),
        ("a <!-- fully remote --> b", "a  b"),
        ("a {% comment ---- %} fully remote {% endcomment %} b", "a  b"),
        ("a {# fully remote #} b", "a  b"),
        ("a {{/* fully remote */}} b", "a  b"),
        ("a {{</* fully remote */>}} b", "a  b"),
        ("{% if page.state == 'open' %}yes{% else %}no{% endif %}", "yes"),
        ("{% if page.state != 'open' %}no{% elsif page.place %}yes{% endif %}", "yes"),
        ("{% unless page.filled %}yes{% endunless %}", "yes"),
        ("{% if site.hiring %}yes{% else %}no{% endif %}", "yes"),
        ("See [benefits]({% link pages/benefits.md %}).", "See benefits."),
        ("![logo]({{ site.logo }})text", "text"),
        ("{% include job/apply_button.html %}", ""),
        (
            "{% include button.html url='https://a.example/x' text='Apply' %}",
            "[Apply](https://a.example/x)",
        ),
        (
            '{{< button label="Apply now" href="https://a.example/x" >}}',
            "[Apply now](https://a.example/x)",
        ),
        (
            '{{< button href="https://a.example/x" >}}Apply here{{< /button >}}',
            "[Apply here](https://a.example/x)",
        ),
        ('{{% mail "jobs@a.example" %}}', "[jobs@a.example](mailto:jobs@a.example)"),
        ("{{< note >}}Read *this*.{{< /note >}}", "Read *this*."),
        ('{{< figure src="https://a.example/x.png" title="Us" >}}', ""),
        ('{{ button(text="Go", url="https://a.example/x") }}', "[Go](https://a.example/x)"),
        ('A [link](https://a.example){: .btn target="_blank"}', "A [link](https://a.example)"),
        ("{{ unclosed and {% too", "{{ unclosed and {% too"),
        ("## Title {#anchor}", "## Title"),
        ("[Apply](https://a.example){.btn .big}", "[Apply](https://a.example)"),
        ("{% for x in page.towns %}* {{ x }}\n{% endfor %}", "* Bath\n* York\n"),
        ("{% for x in site.jobs %}* {{ x.title }}\n{% endfor %}", ""),
        ('{{ nothing or "anywhere" }}', "anywhere"),
        ("{{ 'now' | date: '%Y' }}", ""),
        ("{{ if .Params.nothing }}fully remote{{ else }}here{{ end }}", "here"),
        ('{% cta "Apply now", "https://a.example/x" %}', "[Apply now](https://a.example/x)"),
        ('<JobButton link="https://a.example/x">Go</JobButton>', "[Go](https://a.example/x)"),
        ("<script setup>\nconst remote = 1\n</script>\nText", "\nText"),
        (":::tip[Read this]\nText\n:::", "Read this\nText\n"),
        ("[[_TOC_]]\nText", "\nText"),
    ],
)
def test_only_what_a_reader_of_the_site_sees_is_left(text: str, left: str) -> None:
    assert plain_body(text, VALUES, "a.md") == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("import { Apply } from '../x'\n\nWe build.", "We build."),
        ("import {\n  A,\n  B,\n} from 'x'\nexport const a = 1\n\nWe build.", "We build."),
        ("export const a = [\n  {\n\n    b: 1 },\n]\n\nWe build.", "We build."),
        ("We import tea.\n\nimport duties are low", "We import tea.\n\nimport duties are low"),
        ('<Apply url="https://a.example/x" />', "[Apply](https://a.example/x)"),
        ("<Card title={'Team'}>We build.</Card>", "Team\n\nWe build."),
        ('<Button href="https://a.example/x">Send it</Button>', "[Send it](https://a.example/x)"),
        ("Hi{' '}there {/* fully remote */}in {frontmatter.place}", "Hi there in Bath"),
    ],
)
def test_components_of_mdx_stay_as_links_and_words(text: str, left: str) -> None:
    assert plain_body(text, VALUES, "a.mdx") == left
