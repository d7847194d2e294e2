"""Examples of the query language, for help and palette: each can be run as it stands."""

from __future__ import annotations

from typing import NamedTuple

from jobtui.i18n import _


class Example(NamedTuple):
    """A query, what it finds, and what people call that beside."""

    query: str
    finds: str
    called: str = ""


def examples() -> tuple[Example, ...]:
    """Return the examples, the plainest first."""
    return (
        Example(_("developer"), _("The word in any gender, number or spelling, and its synonyms")),
        Example(_('"product manager"'), _("These words in this order")),
        Example(_("python OR ruby"), _("Either word")),
        Example(_("design -internship"), _("The first word without the second")),
        Example(_("(python OR ruby) senior"), _("Words in groups")),
        Example(_("dev*"), _("Words that begin so")),
        Example(_("develpper~"), _("Words that are spelt nearly so")),
        Example(_("title:design"), _("A word in the title; in the same way text and organisation")),
        Example(
            _("contract:freelance"), _("A contract; in the same way domain, tech, place, remote")
        ),
        Example(_("status:open"), _("What is open; a comma lists several values")),
        Example(
            _("closes:<7d"), _("What closes within 7 days"), _("closing soon this week deadline")
        ),
        Example(_("published:>=2022-03"), _("What was published since then")),
        Example(
            _("is:starred"),
            _("What you starred; also noted, seen, unseen, hidden"),
            _("stars bookmarks favourites marks"),
        ),
        Example(_("stage:applied"), _("Where you applied"), _("my applications sent")),
        Example(_("is:new"), _("What is new since your last visit")),
    )
