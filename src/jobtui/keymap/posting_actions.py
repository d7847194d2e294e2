"""What is done with the selected posting, or with the search, in every pane."""

from __future__ import annotations

from jobtui.i18n import _
from jobtui.keymap.action import Action

ON_POSTINGS: tuple[Action, ...] = (
    Action(
        "open_page",
        ("o",),
        lambda: _("open page"),
        lambda: _("Open its page (in the text: the selected link) in the browser"),
        synonyms=lambda: _("browser website url"),
    ),
    Action(
        "apply",
        ("a",),
        lambda: _("apply"),
        lambda: _("Apply: open the form, or an email with recipient and subject filled in"),
        footer=2,
        synonyms=lambda: _("send email form candidate"),
    ),
    Action(
        "star",
        ("asterisk",),
        lambda: _("star"),
        lambda: _("Star or unstar the posting"),
        footer=3,
        synonyms=lambda: _("bookmark favourite like save"),
    ),
    Action(
        "hide",
        ("H",),
        lambda: _("hide"),
        lambda: _("Hide or unhide the posting"),
        synonyms=lambda: _("ignore dismiss discard remove"),
    ),
    Action(
        "seen",
        ("u",),
        lambda: _("seen"),
        lambda: _("Mark the posting as seen or unseen"),
        synonyms=lambda: _("read unread new"),
    ),
    Action(
        "note",
        ("m",),
        lambda: _("note"),
        lambda: _("Write a note about the posting"),
        synonyms=lambda: _("comment annotate remark"),
    ),
    Action(
        "stage",
        ("S",),
        lambda: _("stage"),
        lambda: _("Set the stage of your application and the date you applied"),
        footer=4,
        synonyms=lambda: _("mark applied interview offer rejected status of my application"),
    ),
    Action(
        "undo",
        ("U",),
        lambda: _("undo"),
        lambda: _("Undo the last mark"),
        synonyms=lambda: _("revert back"),
    ),
    Action(
        "save_search",
        ("W",),
        lambda: _("save search"),
        lambda: _("Save this search"),
        synonyms=lambda: _("alert bookmark query"),
    ),
    Action(
        "similar",
        ("M",),
        lambda: _("more like this"),
        lambda: _("Search for the postings that are like this one"),
    ),
    Action(
        "copy_link",
        ("y",),
        lambda: _("copy link"),
        lambda: _("Copy the selected link, else the address to apply to or that of the page"),
        synonyms=lambda: _("clipboard yank url"),
    ),
    Action(
        "copy_view",
        ("Y",),
        lambda: _("copy command"),
        lambda: _("Copy the command line that reproduces this view"),
    ),
    Action(
        "copy_path",
        ("p",),
        lambda: _("copy path"),
        lambda: _("Show and copy the file path"),
        synonyms=lambda: _("file name location"),
    ),
    Action(
        "edit",
        ("e",),
        lambda: _("edit"),
        lambda: _("Open the file in $VISUAL or $EDITOR"),
        synonyms=lambda: _("editor vim change"),
    ),
    Action(
        "show_raw",
        ("v",),
        lambda: _("raw file"),
        lambda: _("Show the raw file"),
        synonyms=lambda: _("source markdown frontmatter"),
    ),
    Action(
        "pipe",
        ("vertical_line",),
        lambda: _("pipe"),
        lambda: _("Pipe the posting as Markdown to a command and show its output"),
        synonyms=lambda: _("shell command print"),
    ),
)
