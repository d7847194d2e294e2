"""The table of everything that a user can do, with its default keys.

Bindings, palette, footer, help screen, README and manual are made from it, by `bindings`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from jobtui.i18n import _

PANES = ("list", "sidebar", "detail")


class Action(NamedTuple):
    """One thing a user can do.

    ``name`` is the method ``action_<name>`` of the screen or, with a ``pane``, of that pane.
    ``keys`` are Textual's names of keys; the footer and sentences show the first one.
    """

    name: str
    keys: tuple[str, ...]
    label: Callable[[], str]
    help: Callable[[], str]
    pane: str = ""  # one of PANES, "move" for each of them, or empty: everywhere
    footer: bool = False
    overrides: str = ""  # the action for everywhere whose keys it may take in its pane


ACTIONS: tuple[Action, ...] = (
    Action(
        "search",
        ("slash",),
        lambda: _("search"),
        lambda: _("Search as you type; Enter or ↓ goes to the results"),
        footer=True,
    ),
    Action("next_pane", ("tab",), lambda: _("pane"), lambda: _("Go to the next pane"), footer=True),
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
        lambda: _("Show the filters and go there, or hide them"),
        footer=True,
    ),
    Action(
        "open_only",
        ("O",),
        lambda: _("only open"),
        lambda: _("Show only what one can apply to, or everything"),
        footer=True,
    ),
    Action(
        "sort",
        ("s",),
        lambda: _("order"),
        lambda: _("Next order: relevance, newest, oldest, closing soon, title"),
        footer=True,
    ),
    Action(
        "drop_filters",
        ("X",),
        lambda: _("drop filters"),
        lambda: _("Drop every filter; the search text stays"),
    ),
    Action(
        "clear_search",
        ("C",),
        lambda: _("clear search"),
        lambda: _("Clear the words that are searched for; the filters stay"),
    ),
    Action("redraw", ("ctrl+l",), lambda: _("redraw"), lambda: _("Draw the screen anew")),
    Action("reload", ("r",), lambda: _("reload"), lambda: _("Read again the files that changed")),
    Action(
        "sync",
        ("F",),
        lambda: _("fetch"),
        lambda: _("Fetch the newest postings of the git sources; Escape gives up"),
    ),
    Action(
        "explain",
        ("w",),
        lambda: _("why"),
        lambda: _("Say why the posting is there and where it stands"),
    ),
    Action(
        "problems",
        ("P",),
        lambda: _("problems"),
        lambda: _("List what could not be understood in the files"),
    ),
    Action(
        "back",
        ("escape",),
        lambda: _("back"),
        lambda: _(
            "Step back: drop what was found, leave the text, the search box, the filters, "
            "then clear the search"
        ),
    ),
    Action(
        "palette", ("ctrl+p", "colon"), lambda: _("commands"), lambda: _("Find any command by name")
    ),
    Action(
        "help", ("question_mark", "f1"), lambda: _("keys"), lambda: _("List every key"), footer=True
    ),
    Action(
        "suspend", ("ctrl+z",), lambda: _("suspend"), lambda: _("Back to the shell; fg comes back")
    ),
    Action("quit", ("q", "ctrl+q"), lambda: _("quit"), lambda: _("Leave jobtui"), footer=True),
    Action("down", ("down", "j"), lambda: _("down"), lambda: _("Next row or line"), "move"),
    Action("up", ("up", "k"), lambda: _("up"), lambda: _("Previous row or line"), "move"),
    Action(
        "page_down",
        ("pagedown", "ctrl+f", "space"),
        lambda: _("page down"),
        lambda: _("One page down (space: not in the filters)"),
        "move",
    ),
    Action("page_up", ("pageup", "ctrl+b"), lambda: _("page up"), lambda: _("One page up"), "move"),
    Action(
        "half_down",
        ("ctrl+d",),
        lambda: _("half a page down"),
        lambda: _("Half a page down"),
        "move",
    ),
    Action(
        "half_up", ("ctrl+u",), lambda: _("half a page up"), lambda: _("Half a page up"), "move"
    ),
    Action("first", ("home", "g"), lambda: _("first"), lambda: _("First row or line"), "move"),
    Action("last", ("end", "G"), lambda: _("last"), lambda: _("Last row or line"), "move"),
    Action(
        "read",
        ("enter", "l", "right"),
        lambda: _("read"),
        lambda: _("Read the posting in full width"),
        "list",
        footer=True,
    ),
    Action(
        "text_down",
        ("J", "shift+down"),
        lambda: _("text down"),
        lambda: _("Scroll the text, staying in the list"),
        "list",
    ),
    Action(
        "text_up",
        ("K", "shift+up"),
        lambda: _("text up"),
        lambda: _("Scroll the text back, staying in the list"),
        "list",
    ),
    Action(
        "choose",
        ("enter", "space"),
        lambda: _("choose"),
        lambda: _("Choose or drop a value; fold or unfold a heading"),
        "sidebar",
        footer=True,
    ),
    Action("fold", ("left", "h"), lambda: _("fold"), lambda: _("Fold the facet"), "sidebar"),
    Action("unfold", ("right", "l"), lambda: _("unfold"), lambda: _("Unfold the facet"), "sidebar"),
    Action(
        "narrow",
        ("n",),
        lambda: _("narrow"),
        lambda: _("Type to narrow the values of the facet; Enter keeps, Escape drops"),
        "sidebar",
        footer=True,
    ),
    Action(
        "full",
        ("enter",),
        lambda: _("full width"),
        lambda: _("Full width, or back to the panes"),
        "detail",
    ),
    Action(
        "next_link",
        ("right", "l"),
        lambda: _("next link"),
        lambda: _("Go to the next link"),
        "detail",
        footer=True,
    ),
    Action(
        "previous_link",
        ("left", "h"),
        lambda: _("previous link"),
        lambda: _("Go to the previous link"),
        "detail",
    ),
    Action(
        "links",
        ("L",),
        lambda: _("links"),
        lambda: _("List the links with their addresses, to choose one by its number"),
        "detail",
    ),
    Action(
        "find",
        ("slash",),
        lambda: _("find"),
        lambda: _("Find in the text as you type; Enter keeps the marks, Escape drops them"),
        "detail",
        footer=True,
        overrides="search",
    ),
    Action(
        "next_match",
        ("n",),
        lambda: _("next match"),
        lambda: _("Go to what was found next, or to the next word of the search"),
        "detail",
        footer=True,
    ),
    Action(
        "previous_match",
        ("N",),
        lambda: _("previous match"),
        lambda: _("Go to what was found before, or to the previous word of the search"),
        "detail",
    ),
    Action(
        "next_section",
        ("right_square_bracket",),
        lambda: _("next section"),
        lambda: _("Go to the next heading"),
        "detail",
    ),
    Action(
        "previous_section",
        ("left_square_bracket",),
        lambda: _("previous section"),
        lambda: _("Go to the previous heading"),
        "detail",
    ),
    Action(
        "to_missions",
        ("1",),
        lambda: _("missions"),
        lambda: _("Go to the missions, whatever the heading calls them; again: to the next such"),
        "detail",
    ),
    Action(
        "to_profile",
        ("2",),
        lambda: _("profile"),
        lambda: _("Go to the profile that is looked for"),
        "detail",
    ),
    Action(
        "to_conditions",
        ("3",),
        lambda: _("conditions"),
        lambda: _("Go to the conditions"),
        "detail",
    ),
    Action(
        "to_apply",
        ("4",),
        lambda: _("how to apply"),
        lambda: _("Go to how to apply"),
        "detail",
    ),
    Action(
        "open_page",
        ("o",),
        lambda: _("open"),
        lambda: _("Open its page (in the text: the chosen link) in the browser"),
    ),
    Action(
        "apply",
        ("a",),
        lambda: _("apply"),
        lambda: _("Apply: open the form, or a mail with recipient and subject"),
    ),
    Action(
        "star",
        ("asterisk",),
        lambda: _("star"),
        lambda: _("Give the posting a star, or take it back"),
    ),
    Action(
        "hide",
        ("H",),
        lambda: _("hide"),
        lambda: _("Hide the posting, or show a hidden one again"),
    ),
    Action(
        "seen", ("u",), lambda: _("seen"), lambda: _("Mark the posting as not seen, or as seen")
    ),
    Action("note", ("m",), lambda: _("note"), lambda: _("Write a note on the posting")),
    Action(
        "stage",
        ("S",),
        lambda: _("stage"),
        lambda: _("Say how far the application has come, and when you applied"),
    ),
    Action("undo", ("U",), lambda: _("undo"), lambda: _("Take the last mark back")),
    Action(
        "save_search",
        ("W",),
        lambda: _("save search"),
        lambda: _("Save the question under a name"),
    ),
    Action(
        "delete_search",
        ("D",),
        lambda: _("delete search"),
        lambda: _("Delete the saved search under the cursor"),
        "sidebar",
    ),
    Action(
        "rename_search",
        ("f2",),
        lambda: _("rename search"),
        lambda: _("Give the saved search under the cursor another name"),
        "sidebar",
    ),
    Action(
        "copy_link",
        ("y",),
        lambda: _("copy link"),
        lambda: _("Copy the chosen link, else the way to apply or the page's address"),
    ),
    Action(
        "copy_view",
        ("Y",),
        lambda: _("copy view"),
        lambda: _("Copy the command line that shows this very view"),
    ),
    Action("copy_path", ("p",), lambda: _("path"), lambda: _("Show and copy the file's path")),
    Action(
        "edit",
        ("e",),
        lambda: _("edit"),
        lambda: _("Open the file in $VISUAL or $EDITOR"),
    ),
    Action("show_raw", ("v",), lambda: _("raw file"), lambda: _("Show the file as it is written")),
    Action(
        "pipe",
        ("vertical_line",),
        lambda: _("pipe"),
        lambda: _("Give the posting as Markdown to a command, and show what it says"),
    ),
)
