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
        lambda: _("Show the filters and move there, or hide them"),
        footer=True,
    ),
    Action(
        "open_only",
        ("O",),
        lambda: _("open only"),
        lambda: _("Show only open postings, or all"),
        footer=True,
    ),
    Action(
        "sort",
        ("s",),
        lambda: _("sort"),
        lambda: _("Next sort order: relevance, newest, oldest, closing soon, title"),
        footer=True,
    ),
    Action(
        "drop_filters",
        ("X",),
        lambda: _("clear filters"),
        lambda: _("Clear all filters, keep the search words"),
    ),
    Action(
        "clear_search",
        ("C",),
        lambda: _("clear search"),
        lambda: _("Clear the search words, keep the filters"),
    ),
    Action("redraw", ("ctrl+l",), lambda: _("redraw"), lambda: _("Redraw the screen")),
    Action("reload", ("r",), lambda: _("reload"), lambda: _("Reload changed files")),
    Action(
        "sync",
        ("F",),
        lambda: _("fetch"),
        lambda: _("Fetch new postings from the git sources; Esc cancels"),
    ),
    Action(
        "explain",
        ("w",),
        lambda: _("why"),
        lambda: _("Explain why this posting matches"),
    ),
    Action(
        "problems",
        ("P",),
        lambda: _("problems"),
        lambda: _("List problems in the files"),
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
        "palette", ("ctrl+p", "colon"), lambda: _("commands"), lambda: _("Find a command by name")
    ),
    Action(
        "help", ("question_mark", "f1"), lambda: _("help"), lambda: _("List all keys"), footer=True
    ),
    Action(
        "suspend", ("ctrl+z",), lambda: _("suspend"), lambda: _("Suspend to the shell; fg resumes")
    ),
    Action("quit", ("q", "ctrl+q"), lambda: _("quit"), lambda: _("Quit jobtui"), footer=True),
    Action(
        "down", ("down", "j"), lambda: _("down"), lambda: _("Move to the next row or line"), "move"
    ),
    Action(
        "up", ("up", "k"), lambda: _("up"), lambda: _("Move to the previous row or line"), "move"
    ),
    Action(
        "page_down",
        ("pagedown", "ctrl+f", "space"),
        lambda: _("page down"),
        lambda: _("Move one page down (Space: not in the filters)"),
        "move",
    ),
    Action(
        "page_up", ("pageup", "ctrl+b"), lambda: _("page up"), lambda: _("Move one page up"), "move"
    ),
    Action(
        "half_down",
        ("ctrl+d",),
        lambda: _("half a page down"),
        lambda: _("Move half a page down"),
        "move",
    ),
    Action(
        "half_up",
        ("ctrl+u",),
        lambda: _("half a page up"),
        lambda: _("Move half a page up"),
        "move",
    ),
    Action(
        "first", ("home", "g"), lambda: _("first"), lambda: _("Go to the first row or line"), "move"
    ),
    Action(
        "last", ("end", "G"), lambda: _("last"), lambda: _("Go to the last row or line"), "move"
    ),
    Action(
        "read",
        ("enter", "l", "right"),
        lambda: _("read"),
        lambda: _("Read the posting at full width"),
        "list",
        footer=True,
    ),
    Action(
        "text_down",
        ("J", "shift+down"),
        lambda: _("text down"),
        lambda: _("Scroll the text down without leaving the list"),
        "list",
    ),
    Action(
        "text_up",
        ("K", "shift+up"),
        lambda: _("text up"),
        lambda: _("Scroll the text up without leaving the list"),
        "list",
    ),
    Action(
        "choose",
        ("enter", "space"),
        lambda: _("toggle"),
        lambda: _("Select or clear a value; fold or unfold a group"),
        "sidebar",
        footer=True,
    ),
    Action(
        "fold", ("left", "h"), lambda: _("fold"), lambda: _("Fold the group of values"), "sidebar"
    ),
    Action(
        "unfold",
        ("right", "l"),
        lambda: _("unfold"),
        lambda: _("Unfold the group of values"),
        "sidebar",
    ),
    Action(
        "narrow",
        ("n",),
        lambda: _("narrow"),
        lambda: _("Type to narrow the values of a group; Enter keeps, Esc cancels"),
        "sidebar",
        footer=True,
    ),
    Action(
        "full",
        ("enter",),
        lambda: _("full width"),
        lambda: _("Toggle full width"),
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
        lambda: _("List the links and their addresses; choose one by its number"),
        "detail",
    ),
    Action(
        "find",
        ("slash",),
        lambda: _("find"),
        lambda: _("Find in the text as you type; Enter keeps the highlights, Esc clears them"),
        "detail",
        footer=True,
        overrides="search",
    ),
    Action(
        "next_match",
        ("n",),
        lambda: _("next match"),
        lambda: _("Go to the next match in the text, or of the search words"),
        "detail",
        footer=True,
    ),
    Action(
        "previous_match",
        ("N",),
        lambda: _("previous match"),
        lambda: _("Go to the previous match in the text, or of the search words"),
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
        lambda: _("Go to the section on missions, whatever its heading; again: to the next one"),
        "detail",
    ),
    Action(
        "to_profile",
        ("2",),
        lambda: _("profile"),
        lambda: _("Go to the section on the required profile"),
        "detail",
    ),
    Action(
        "to_conditions",
        ("3",),
        lambda: _("conditions"),
        lambda: _("Go to the section on conditions"),
        "detail",
    ),
    Action(
        "to_apply",
        ("4",),
        lambda: _("how to apply"),
        lambda: _("Go to the section on how to apply"),
        "detail",
    ),
    Action(
        "open_page",
        ("o",),
        lambda: _("open page"),
        lambda: _("Open its page (in the text: the selected link) in the browser"),
    ),
    Action(
        "apply",
        ("a",),
        lambda: _("apply"),
        lambda: _("Apply: open the form, or an email with recipient and subject filled in"),
    ),
    Action(
        "star",
        ("asterisk",),
        lambda: _("star"),
        lambda: _("Star or unstar the posting"),
    ),
    Action(
        "hide",
        ("H",),
        lambda: _("hide"),
        lambda: _("Hide or unhide the posting"),
    ),
    Action("seen", ("u",), lambda: _("seen"), lambda: _("Mark the posting as seen or unseen")),
    Action("note", ("m",), lambda: _("note"), lambda: _("Write a note about the posting")),
    Action(
        "stage",
        ("S",),
        lambda: _("stage"),
        lambda: _("Set the stage of your application and the date you applied"),
    ),
    Action("undo", ("U",), lambda: _("undo"), lambda: _("Undo the last mark")),
    Action(
        "save_search",
        ("W",),
        lambda: _("save search"),
        lambda: _("Save this search"),
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
        lambda: _("Rename the saved search under the cursor"),
        "sidebar",
    ),
    Action(
        "copy_link",
        ("y",),
        lambda: _("copy link"),
        lambda: _("Copy the selected link, else the address to apply to or that of the page"),
    ),
    Action(
        "copy_view",
        ("Y",),
        lambda: _("copy command"),
        lambda: _("Copy the command line that reproduces this view"),
    ),
    Action("copy_path", ("p",), lambda: _("copy path"), lambda: _("Show and copy the file path")),
    Action(
        "edit",
        ("e",),
        lambda: _("edit"),
        lambda: _("Open the file in $VISUAL or $EDITOR"),
    ),
    Action("show_raw", ("v",), lambda: _("raw file"), lambda: _("Show the raw file")),
    Action(
        "pipe",
        ("vertical_line",),
        lambda: _("pipe"),
        lambda: _("Pipe the posting as Markdown to a command and show its output"),
    ),
)
