"""What works in one pane, or moves in each of them."""

from __future__ import annotations

from jobtui.i18n import _
from jobtui.keymap.action import Action

IN_PANES: tuple[Action, ...] = (
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
        lambda: _("Move one page down (Space: in the text)"),
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
        footer=1,
        synonyms=lambda: _("open full screen text"),
    ),
    Action(
        "select",
        ("space", "x"),
        lambda: _("select"),
        lambda: _("Select the row, to act on several at once; Esc clears"),
        "list",
        synonyms=lambda: _("mark several multiple rows bulk"),
    ),
    Action(
        "select_all",
        ("ctrl+a",),
        lambda: _("select all"),
        lambda: _("Select all rows, or none"),
        "list",
        synonyms=lambda: _("mark everything bulk"),
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
        footer=1,
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
        footer=2,
    ),
    Action(
        "full",
        ("enter",),
        lambda: _("wide"),
        lambda: _("Give the text the full width, or take it back"),
        "detail",
        footer=1,
    ),
    Action(
        "next_link",
        ("right", "l"),
        lambda: _("next link"),
        lambda: _("Go to the next link"),
        "detail",
        footer=12,
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
        synonyms=lambda: _("urls addresses"),
    ),
    Action(
        "find",
        ("slash",),
        lambda: _("find"),
        lambda: _("Find in the text as you type; Enter keeps the highlights, Esc clears them"),
        "detail",
        footer=5,
        overrides="search",
        synonyms=lambda: _("search in text"),
    ),
    Action(
        "next_match",
        ("n",),
        lambda: _("next match"),
        lambda: _("Go to the next match in the text, or of the search words"),
        "detail",
        footer=12,
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
)
