"""What works in every pane and is about no posting: search, filters, files, the program."""

from __future__ import annotations

from jobtui.i18n import _
from jobtui.keymap.action import Action

EVERYWHERE: tuple[Action, ...] = (
    Action(
        "search",
        ("slash",),
        lambda: _("search"),
        lambda: _("Search as you type; Enter or ↓ goes to the results"),
        footer=5,
        synonyms=lambda: _("find look for query"),
    ),
    Action("next_pane", ("tab",), lambda: _("pane"), lambda: _("Go to the next pane"), footer=9),
    Action(
        "previous_pane",
        ("shift+tab",),
        lambda: _("previous pane"),
        lambda: _("Go to the previous pane"),
    ),
    Action(
        "filters",
        ("f",),
        lambda: _("filters"),
        lambda: _("Show the filters and move there, or hide them"),
        footer=6,
        synonyms=lambda: _("facets sidebar narrow"),
    ),
    Action(
        "layout",
        ("V",),
        lambda: _("layout"),
        lambda: _("Put the text beside the list, or below it"),
        synonyms=lambda: _("view split columns rows beside below"),
    ),
    Action(
        "open_only",
        ("O",),
        lambda: _("open only"),
        lambda: _("Show only open postings, or all"),
        footer=7,
        synonyms=lambda: _("hide closed expired only open"),
    ),
    Action(
        "sort",
        ("s",),
        lambda: _("sort"),
        lambda: _("Next sort order: relevance, newest, oldest, closing soon, title"),
        footer=8,
        synonyms=lambda: _("order newest oldest"),
    ),
    Action(
        "drop_filters",
        ("X",),
        lambda: _("clear filters"),
        lambda: _("Clear all filters, keep the search words"),
        synonyms=lambda: _("reset all"),
    ),
    Action(
        "as_typed",
        ("plus",),
        lambda: _("as typed"),
        lambda: _(
            "Drop what was understood last, a condition or spelling: search the words as typed"
        ),
    ),
    Action(
        "clear_search",
        ("C",),
        lambda: _("clear search"),
        lambda: _("Clear the search words, keep the filters"),
        synonyms=lambda: _("reset"),
    ),
    Action(
        "redraw",
        ("ctrl+l",),
        lambda: _("redraw"),
        lambda: _("Redraw the screen"),
        synonyms=lambda: _("repaint"),
    ),
    Action(
        "reload",
        ("r",),
        lambda: _("reload"),
        lambda: _("Reload changed files"),
        synonyms=lambda: _("refresh update"),
    ),
    Action(
        "sync",
        ("F",),
        lambda: _("fetch"),
        lambda: _("Fetch new postings from the git sources; Esc cancels"),
        synonyms=lambda: _("sync download pull update git"),
    ),
    Action(
        "add_source",
        ("ctrl+o",),
        lambda: _("add a source"),
        lambda: _("Add a folder or a git repository to the sources, and browse it as well"),
        synonyms=lambda: _("open folder repository directory another second"),
    ),
    Action(
        "explain",
        ("w",),
        lambda: _("why"),
        lambda: _("Explain why this posting matches"),
        synonyms=lambda: _("ranking score reason"),
    ),
    Action(
        "problems",
        ("P",),
        lambda: _("problems"),
        lambda: _("List problems in the files"),
        synonyms=lambda: _("errors warnings check"),
    ),
    Action(
        "stats",
        ("percent_sign",),
        lambda: _("figures"),
        lambda: _("Show figures about the results: months, domains, pay, technologies"),
        synonyms=lambda: _("statistics chart graph bars numbers"),
    ),
    Action(
        "back",
        ("escape",),
        lambda: _("back"),
        lambda: _(
            "Go back: clear the highlights, leave the text, the search box or the "
            "filters, then clear the search"
        ),
    ),
    Action(
        "palette",
        ("ctrl+p", "colon"),
        lambda: _("commands"),
        lambda: _("Find a command by name"),
        synonyms=lambda: _("actions menu"),
    ),
    Action(
        "help",
        ("question_mark", "f1"),
        lambda: _("help"),
        lambda: _("List all keys"),
        footer=10,
        synonyms=lambda: _("keys shortcuts manual syntax"),
    ),
    Action(
        "suspend",
        ("ctrl+z",),
        lambda: _("suspend"),
        lambda: _("Suspend to the shell; fg resumes"),
        synonyms=lambda: _("background shell"),
    ),
    Action(
        "quit",
        ("q", "ctrl+q"),
        lambda: _("quit"),
        lambda: _("Quit jobtui"),
        footer=11,
        synonyms=lambda: _("exit close leave"),
    ),
)
