"""Every command of the screen, declared once: keys, footer, help, palette and README all follow from this table."""

from typing import NamedTuple

from textual.binding import Binding, BindingType
from textual.keys import format_key


class Command(NamedTuple):
    """One thing the reader can ask for. Its id is also the name of the action that does it."""

    id: str
    keys: str
    """Textual's key names, split by commas; the first is the one shown."""
    name: str
    """One or two words, for the footer."""
    help: str
    """What it does, in one sentence without a full stop."""
    group: str
    scope: str = "screen"
    """Where it is bound: `app`, `screen`, or `pane` (any pane), or the name of one pane."""
    footer: int = 0
    """Its place among the keys in the footer; 0 for none."""


SHEETS = "Sheets"
MOVE, GO, FIND, CITE, SHOW, PROGRAM = "Move", "Follow and return", "Find", "Cite", "Look", "kztui"
GROUPS = (MOVE, GO, FIND, CITE, SHOW, PROGRAM)
"""The groups of the reading room, in the order of the help; sheets have their own keys."""

COMMANDS: tuple[Command, ...] = (
    Command("down", "j,down", "down", "Move down", MOVE, "pane"),
    Command("up", "k,up", "up", "Move up", MOVE, "pane"),
    Command("half_page_down", "ctrl+d", "half page down", "Move half a page down", MOVE, "pane"),
    Command("half_page_up", "ctrl+u", "half page up", "Move half a page up", MOVE, "pane"),
    Command("page_down", "space,pagedown,ctrl+f", "page down", "Move a page down", MOVE, "pane"),
    Command("page_up", "b,pageup,ctrl+b", "page up", "Move a page up", MOVE, "pane"),
    Command("first", "g,home", "first", "Go to the beginning", MOVE, "pane"),
    Command("last", "G,end", "last", "Go to the end", MOVE, "pane"),
    Command("pane_1", "1", "Sections", "Go to the Sections pane", MOVE),
    Command("pane_2", "2", "Events", "Go to the Events pane", MOVE),
    Command("pane_3", "3", "Actors", "Go to the Actors pane", MOVE),
    Command("pane_4", "4", "Places …", "Go to the pane of places, terms and claims", MOVE),
    Command("pane_5", "5", "Read", "Go to the reader", MOVE),
    Command("pane_6", "6", "Links", "Go to the Links pane", MOVE),
    Command("next_pane", "tab", "next pane", "Go to the next pane", MOVE),
    Command("previous_pane", "shift+tab", "previous pane", "Go to the pane before", MOVE),
    Command("open", "enter", "open", "Open what the cursor is on, or follow the current link", GO, "pane", 2),
    Command("next_link", "l,right", "next link", "Go to the next link in the text", GO, "reader", 4),
    Command("previous_link", "h,left", "link before", "Go to the link before", GO, "reader"),
    Command("back", "H,backspace,ctrl+o,alt+left", "back", "Go back to the place before", GO, footer=3),
    Command("forward", "L,alt+right", "forward", "Go forward again", GO),
    Command("peek", "K", "peek", "Look at the linked item without leaving", GO),
    Command(
        "find", "slash,ctrl+t", "find", "Find anything: items, names in any spelling, words of the text", FIND, footer=1
    ),
    Command("next_hit", "n", "next hit", "Go to the next hit of the last search", FIND),
    Command("previous_hit", "N", "hit before", "Go to the hit before", FIND),
    Command(
        "narrow",
        "f",
        "linked only",
        "List only what is linked to the selection; again with another one narrows more",
        FIND,
        footer=5,
    ),
    Command("widen", "F", "all again", "List everything again", FIND),
    Command("bookmark", "m", "bookmark", "Set or remove a bookmark here", FIND),
    Command("bookmarks", "apostrophe", "bookmarks", "Choose among the bookmarks", FIND),
    Command("cite", "y,c", "cite", "Copy the citation of the place you are reading", CITE, footer=6),
    Command("cite_as", "Y", "copy as …", "Choose a form and a style, and copy", CITE),
    Command("mark", "v", "mark", "Mark for a batch; the cite key then copies all that is marked", CITE),
    Command("timeline", "t", "timeline", "Show or hide the timeline of events", SHOW, footer=7),
    Command("original", "s", "original", "Show your own copy of the original beside our words", SHOW),
    Command("page_of_article", "o", "web page", "Open the article's page in the browser", SHOW),
    Command("zoom", "z", "zoom", "Give the pane the whole screen, or give it back", SHOW),
    Command("themes", "T", "theme", "Choose the colours", SHOW),
    Command("reload", "ctrl+r", "reload", "Read the article's files again", SHOW),
    Command("redraw", "ctrl+l", "redraw", "Draw the whole screen again", SHOW),
    Command("palette", "ctrl+p,colon", "commands", "Choose a command by name", PROGRAM),
    Command("help", "question_mark,f1", "help", "Show every key", PROGRAM, footer=8),
    Command("leave", "escape", "leave", "Leave one layer: a sheet, the zoom, the narrowing, the current link", PROGRAM),
    Command("copy_selected", "ctrl+c,super+c", "copy text", "Copy the text selected with the mouse", PROGRAM),
    Command("suspend", "ctrl+z", "suspend", "Put kztui to sleep; fg wakes it", PROGRAM, "app"),
    Command("quit", "q,ctrl+q", "quit", "Leave kztui", PROGRAM, "app"),
    Command("next_date", "right_curly_bracket", "next date", "Go to the next date", MOVE, "timeline"),
    Command("previous_date", "left_curly_bracket", "date before", "Go to the date before", MOVE, "timeline"),
    Command("later", "l,right", "later", "Pan the timeline to a later time", MOVE, "timeline"),
    Command("earlier", "h,left", "earlier", "Pan the timeline to an earlier time", MOVE, "timeline"),
    Command("undated", "u", "undated", "Go to the events without a date, and back to the dated ones", MOVE, "timeline"),
    Command("zoom_in", "plus,equals_sign", "zoom in", "Zoom in: years, quarters, months, days", SHOW, "timeline"),
    Command("zoom_out", "minus", "zoom out", "Zoom out: months, quarters, years, decades", SHOW, "timeline"),
    Command("fit", "0", "fit", "Show the time of most events; pressed again, of all", SHOW, "timeline"),
    Command("lanes", "a", "lanes", "Gather events by actor, or by kind again", SHOW, "timeline"),
    Command("close", "escape,q", "close", "Close the sheet", SHEETS, "sheet"),
    Command("quit_here", "ctrl+q", "quit", "Leave kztui from within a sheet", SHEETS, "sheet"),
    Command("find_go", "enter", "go", "Go to the hit", SHEETS, "finder", 1),
    Command("find_cite", "ctrl+y", "cite", "Copy the hit's citation without leaving", SHEETS, "finder", 2),
    Command("find_kind", "tab", "kind", "Search one kind of item only, and the next", SHEETS, "finder", 3),
    Command("find_kind_back", "shift+tab", "kind before", "Search the kind before", SHEETS, "finder"),
    Command("find_down", "down,ctrl+n", "next", "Move to the next hit", SHEETS, "finder"),
    Command(
        "find_up",
        "up,ctrl+p",
        "before",
        "Move to the hit before; in an empty line, to an earlier query",
        SHEETS,
        "finder",
    ),
    Command("find_page_down", "pagedown", "page down", "Move a page of hits down", SHEETS, "finder"),
    Command("find_page_up", "pageup", "page up", "Move a page of hits up", SHEETS, "finder"),
    Command("find_leave", "escape", "leave", "Leave all as it was", SHEETS, "finder", 4),
    Command(
        "copy_form",
        "enter",
        "copy",
        "Copy the form under the cursor; its letter copies it at once",
        SHEETS,
        "copy sheet",
    ),
    Command("next_form", "down", "next form", "Look at the next form", SHEETS, "copy sheet"),
    Command("form_before", "up", "form before", "Look at the form before", SHEETS, "copy sheet"),
    Command("more_of_form", "pagedown", "scroll", "Scroll the text of a long form on", SHEETS, "copy sheet"),
    Command("less_of_form", "pageup", "scroll back", "Scroll it back", SHEETS, "copy sheet"),
    Command("style_before", "left,less_than_sign", "style before", "Cite in the style before", SHEETS, "copy sheet"),
    Command("style_after", "right,greater_than_sign", "next style", "Cite in the next style", SHEETS, "copy sheet"),
    Command("save_text", "s", "save", "Save the text to a file", SHEETS, "text that could not be copied"),
)
BY_ID = {command.id: command for command in COMMANDS}


def bindings(scope: str) -> list[BindingType]:
    """Textual's bindings of the commands of one scope; each has its command's id, so that a keymap can move it.

    Those of the finder come before the keys by which its line is edited, wherever they are moved.
    """
    first = scope == "finder"
    return [
        Binding(command.keys, command.id, command.name, show=False, priority=first, id=command.id, tooltip=command.help)
        for command in COMMANDS
        if command.scope == scope
    ]


_SHOWN = {
    "enter": "⏎",
    "escape": "Esc",
    "tab": "Tab",
    "space": "Space",
    "backspace": "Backspace",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
}


def shown(key: str) -> str:
    """A key as a person reads it: `ctrl+d` gives `Ctrl+D`, `slash` gives `/`."""
    *modifiers, last = key.strip().split("+")
    name = _SHOWN.get(last) or format_key(last)
    if last not in _SHOWN:
        name = name.capitalize() if len(name) > 1 else name.upper() if modifiers else name
    return "+".join([modifier.capitalize() for modifier in modifiers] + [name])
