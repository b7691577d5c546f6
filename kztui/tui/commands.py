"""Every command of the screen, declared once: keys, footer, help, palette and README all follow from this table."""

from msgspec import Struct
from textual.binding import Binding, BindingType
from textual.keys import format_key

from kztui.article.kinds import KINDS
from kztui.article.kinds.item import Item


class Command(Struct, frozen=True):
    """A command that a key runs: Textual's action of its id, or what the table of its screen has under its id."""

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
    """Its place among the keys in the footer, where it is of use; 0 for none."""


DIALOGS = "Dialogs"
MOVE, GO, FIND, CITE, SHOW, PROGRAM = "Move", "Follow and return", "Find", "Cite", "View", "kztui"
ENCODING = "encode mode"
"""The scope of the keys that hold in all panes of the encode mode."""
ORIGINAL = "original words"
"""The scope of the keys that select words of the original."""
FIELDS = "item fields"
"""The scope of the keys that edit the fields of an item."""
GROUPS = (MOVE, GO, FIND, CITE, SHOW, PROGRAM)
"""The groups of the main screen's commands, in the order of the help. Dialogs have their own keys."""
ENCODE = "Encode"
"""The group of the commands of the encode mode, which has a screen of its own."""

INDEXED_KINDS: tuple[type[Item], ...] = tuple(
    sorted((kind for kind in KINDS if kind.has_index), key=lambda kind: (not kind.index_key, kind.index_key))
)
"""The kinds that have an index pane, in the order of these."""
_INDEX_PANES = [
    Command(f"{kind.plural}_pane", kind.index_key, name, f"Go to the {name} pane", MOVE)
    for kind in INDEXED_KINDS
    for name in [kind.plural.capitalize()]
    if kind.index_key
]

_ENCODE_ROWS: tuple[tuple[str, str, str, str, str, int], ...] = (
    ("accept", "a", "accept", "Accept the candidate", ENCODING, 1),
    ("reject", "x", "reject", "Reject the candidate; its links become plain words", ENCODING, 2),
    ("next_own_kind", "c", "kind", "Give the item the next kind, such as person or group", ENCODING, 7),
    ("other_sort", "C", "sort", "Make it another sort of item, such as an actor or a place", ENCODING, 9),
    ("put_off", "full_stop", "later", "Put off what the cursor is on, to the end", ENCODING, 8),
    ("select_words", "v", "select words", "Select words of the original", ENCODING, 4),
    ("edit_fields", "f", "fields", "Edit the fields of the item in hand", ENCODING, 3),
    ("edit_metadata", "m", "metadata", "Edit title, authors, date of the article", ENCODING, 13),
    ("write_paragraph", "w", "write", "Write the paraphrase of the paragraph", ENCODING, 5),
    ("new_item", "n", "new", "Add an item, a section or a paragraph by its name", ENCODING, 6),
    ("next_paragraph", "right_curly_bracket", "next paragraph", "Show the next paragraph", ENCODING, 0),
    ("previous_paragraph", "left_curly_bracket", "previous paragraph", "Show the paragraph before", ENCODING, 0),
    ("encode_reload", "ctrl+r", "reload", "Read the article's files again", ENCODING, 0),
    ("encode_redraw", "ctrl+l", "redraw", "Redraw the screen", ENCODING, 0),
    ("encode_palette", "ctrl+p,colon", "commands", "Choose a command by its name", ENCODING, 0),
    ("open_editor", "e", "editor", "Open your editor at the line ($EDITOR)", ENCODING, 18),
    ("link_all", "L", "link all", "Link the words linked last wherever they stand", ENCODING, 19),
    ("rename_item", "R", "rename", "Give the item another id; its links follow", ENCODING, 10),
    ("merge_items", "M", "merge", "Merge the item into another one", ENCODING, 11),
    ("delete_item", "d", "delete", "Delete the item; its links become plain words", ENCODING, 12),
    ("undo", "u", "undo", "Take back the last edit", ENCODING, 25),
    ("redo", "U", "redo", "Make the edit again that was taken back", ENCODING, 15),
    ("accept_all", "A", "accept all", "Accept all candidates of this sort, at the second press", ENCODING, 16),
    ("reject_all", "X", "reject all", "Reject all candidates of this sort, at the second press", ENCODING, 17),
    ("split_item", "S", "split", "Make an item of its own of one of its names", ENCODING, 20),
    ("choose_kind", "K", "kind of item", "Choose what kind of item it is", ENCODING, 21),
    ("unlink_item", "D", "unlink", "Take the item out of this paragraph: links become words", ENCODING, 22),
    ("earlier_in_list", "less_than_sign", "earlier", "Move the item up in its list", ENCODING, 23),
    ("later_in_list", "greater_than_sign", "later", "Move the item down in its list", ENCODING, 24),
    ("take_item", "slash", "find", "Take any item in hand", ENCODING, 14),
    ("next_encode_pane", "tab", "next pane", "Go to the next pane", ENCODING, 0),
    ("previous_encode_pane", "shift+tab", "previous pane", "Go to the previous pane", ENCODING, 0),
    ("release", "escape", "cancel", "Go back to the list", ENCODING, 0),
    ("leave_encoding", "E", "leave", "Leave the encode mode; everything is saved", ENCODING, 26),
    ("encode_help", "question_mark,f1", "help", "Show every key", ENCODING, 30),
    ("next_unit", "l,right", "next word", "Move a word on; link the words that were taken", ORIGINAL, 2),
    ("previous_unit", "h,left", "previous word", "Move a word back", ORIGINAL, 0),
    ("next_word", "w", "next word", "Move to the next run of letters", ORIGINAL, 0),
    ("previous_word", "b", "previous word", "Move to the previous run of letters", ORIGINAL, 0),
    ("end_of_word", "e", "event", "Move to the next word; make an event of words that were taken", ORIGINAL, 0),
    ("first_unit", "0", "first word", "Move to the first word of the paragraph", ORIGINAL, 8),
    ("last_unit", "dollar_sign", "last word", "Move to the last word of the paragraph", ORIGINAL, 0),
    ("next_sentence", "right_parenthesis", "next sentence", "Move to the next sentence", ORIGINAL, 0),
    ("previous_sentence", "left_parenthesis", "previous sentence", "Move to the previous sentence", ORIGINAL, 0),
    ("extend", "v", "extend", "Select from this word on, or stop", ORIGINAL, 3),
    ("make_actor", "a", "actor", "Make an actor of the words that were taken", ORIGINAL, 5),
    ("make_place", "p", "place", "Make a place of the words that were taken", ORIGINAL, 6),
    ("make_term", "t", "term", "Make a term of the words that were taken", ORIGINAL, 7),
    ("make_claim", "c", "claim", "Make a claim of the words that were taken", ORIGINAL, 9),
    ("quote_words", "quotation_mark", "quote", "Copy the words that are selected with their citation", ORIGINAL, 10),
    ("remove_value", "x", "remove", "Remove the value under the cursor", FIELDS, 2),
)
"""Of each its id, keys, name, help, scope and place in the footer, as `Command` has them."""

_DIALOG_ROWS: tuple[tuple[str, str, str, str, str], ...] = (
    ("copy_form", "enter", "copy", "Copy the form under the cursor; its letter copies it at once", "copy dialog"),
    ("next_form", "down", "next form", "Go to the next form", "copy dialog"),
    ("previous_form", "up", "previous form", "Go to the previous form", "copy dialog"),
    ("scroll_form_down", "pagedown", "scroll down", "Scroll a long form down", "copy dialog"),
    ("scroll_form_up", "pageup", "scroll up", "Scroll it up again", "copy dialog"),
    ("previous_style", "left,less_than_sign", "previous style", "Use the previous style", "copy dialog"),
    ("next_style", "right,greater_than_sign", "next style", "Use the next style", "copy dialog"),
    ("write_text", "ctrl+s", "write", "Write the paragraph; Esc does so too", "paragraph dialog"),
    ("complete_link", "tab", "link", "Link the name that is underlined, or complete a link", "paragraph dialog"),
    ("keep_link_words", "enter", "your words", "Link words behind [[ as they are", "paragraph dialog"),
    ("next_offer", "down", "next", "Go to the next item that a link can lead to", "paragraph dialog"),
    ("previous_offer", "up", "previous", "Go to the item before", "paragraph dialog"),
    ("give_link_words", "vertical_line", "words", "Complete the link, and give it words", "paragraph dialog"),
    ("link_names", "ctrl+l", "link names", "Link all exact names of items", "paragraph dialog"),
)
"""The same of two dialogs, without a place."""

COMMANDS: tuple[Command, ...] = (
    Command("down", "j,down", "down", "Move down", MOVE, "pane"),
    Command("up", "k,up", "up", "Move up", MOVE, "pane"),
    Command("half_page_down", "ctrl+d", "half page down", "Move half a page down", MOVE, "pane"),
    Command("half_page_up", "ctrl+u", "half page up", "Move half a page up", MOVE, "pane"),
    Command("page_down", "space,pagedown,ctrl+f", "page down", "Move a page down", MOVE, "pane"),
    Command("page_up", "b,pageup,ctrl+b", "page up", "Move a page up", MOVE, "pane"),
    Command("first", "g,home", "first", "Go to the beginning", MOVE, "pane"),
    Command("last", "G,end", "last", "Go to the end", MOVE, "pane"),
    *_INDEX_PANES,
    Command("links_pane", "7", "Links", "Go to the Links pane", MOVE),
    Command("reader_pane", "0", "Read", "Go to the reader", MOVE),
    Command("next_pane", "tab", "next pane", "Go to the next pane", MOVE),
    Command("previous_pane", "shift+tab", "previous pane", "Go to the previous pane", MOVE),
    Command("open", "enter", "open", "Open what the cursor is on, or follow the current link", GO, "pane", 10),
    Command("next_link", "l,right", "next link", "Go to the next link in the text", GO, "reader", 2),
    Command("previous_link", "h,left", "previous link", "Go to the previous link", GO, "reader"),
    Command("back", "H,backspace,ctrl+o,alt+left", "back", "Go back to the previous location", GO, footer=14),
    Command("forward", "L,alt+right", "forward", "Go forward to the next location", GO),
    Command("peek", "K", "peek", "Preview the linked item", GO, footer=12),
    Command("path", "p", "path to …", "Show how this item is connected with another", GO, footer=23),
    Command(
        "find",
        "slash,ctrl+t",
        "find",
        "Find anything: items, names in any spelling, words of the text",
        FIND,
        footer=11,
    ),
    Command("next_result", "n", "next result", "Go to the next result of the last search", FIND, footer=19),
    Command("previous_result", "N", "previous result", "Go to the previous result", FIND),
    Command(
        "filter",
        "f",
        "filter",
        "Filter to what is linked to the current item; on another item, filter further",
        FIND,
        footer=16,
    ),
    Command("clear_filter", "F", "clear filter", "Clear the filter", FIND, footer=15),
    Command("articles", "A", "articles", "Go to another article, of the library or of those read before", FIND),
    Command("join", "J", "join", "Decide what in other articles of the library is the same as this item", FIND),
    Command("library_timeline", "9", "library in time", "Show the events of all articles of the library in time", SHOW),
    Command("bookmark", "m", "bookmark", "Set or remove a bookmark here", FIND),
    Command("bookmarks", "apostrophe", "bookmarks", "Go to a bookmark", FIND),
    Command("my_note", "i", "my note", "Write your own note on the current item", FIND),
    Command("article_note", "I", "note on the article", "Write your own note on the article as a whole", FIND),
    Command("notes", "D", "notes", "List the editor's notes, disagreements among them, and your own", FIND),
    Command("cite", "y,c", "cite", "Copy the citation of the place you are reading", CITE, footer=17),
    Command("copy_as", "Y", "copy as …", "Copy in another form or style", CITE),
    Command(
        "copy_quote", "quotation_mark", "quote", "Copy the words of the original with their citation", CITE, footer=18
    ),
    Command(
        "add_to_selection",
        "v",
        "select",
        "Add to or remove from the selection, which the cite key copies",
        CITE,
        footer=22,
    ),
    Command("compare", "V", "compare", "Compare the two selected items side by side", SHOW, footer=20),
    Command("all_names", "a", "all names", "Show all other names on a card, or one line of them", SHOW, "reader", 13),
    Command("timeline", "t,8", "timeline", "Show or hide the timeline of events", SHOW, footer=21),
    Command("original", "s", "original", "Show the original beside the paraphrase", SHOW),
    Command("attach_original", "S", "attach original", "Attach your copy of the original to this article", SHOW),
    Command("open_web_page", "o", "web page", "Open the article's web page in the browser", SHOW),
    Command("maximize", "z", "maximize", "Maximize or restore the pane", SHOW),
    Command("narrower", "less_than_sign", "narrower", "Make the column narrower; its border can be dragged, too", SHOW),
    Command("wider", "greater_than_sign", "wider", "Make the column wider", SHOW),
    Command("change_theme", "T", "theme", "Change theme", SHOW),
    Command("reload", "ctrl+r", "reload", "Reload the article", SHOW),
    Command("redraw", "ctrl+l", "redraw", "Redraw the screen", SHOW),
    Command("palette", "ctrl+p,colon", "commands", "Choose a command by name", PROGRAM),
    Command("help", "question_mark,f1", "help", "Show every key", PROGRAM, footer=30),
    Command("encode", "E", "encode", "Encode: review candidates and write, beside the original", PROGRAM, footer=24),
    Command("keep", "ctrl+s", "keep", "Keep an unkept draft: write it into a folder", PROGRAM, footer=1),
    Command("save_page", "P", "save page", "Save the article as one page to share, for any browser", PROGRAM),
    Command(
        "cancel", "escape", "cancel", "Close or cancel: dialog, maximized pane, current link, filter", PROGRAM, footer=9
    ),
    Command("copy_selected", "ctrl+c,super+c", "copy text", "Copy the text selected with the mouse", PROGRAM),
    Command("suspend", "ctrl+z", "suspend", "Suspend (resume with fg)", PROGRAM, "app"),
    Command("quit", "q,ctrl+q", "quit", "Quit kztui", PROGRAM, "app"),
    Command("regroup", "r", "group", "Group claims by source or by kind", SHOW, "claims", 8),
    Command("next_date", "right_curly_bracket", "next event", "Go to the next event by date", MOVE, "timeline", 3),
    Command(
        "previous_date", "left_curly_bracket", "previous event", "Go to the previous event by date", MOVE, "timeline", 4
    ),
    Command("later", "l,right", "later", "Pan the timeline to a later time", MOVE, "timeline"),
    Command("earlier", "h,left", "earlier", "Pan the timeline to an earlier time", MOVE, "timeline"),
    Command(
        "undated", "u", "undated", "Go to the events without a date, and back to the dated ones", MOVE, "timeline", 7
    ),
    Command("zoom_in", "plus,equals_sign", "zoom in", "Zoom in: years, quarters, months, days", SHOW, "timeline", 5),
    Command(
        "zoom_out", "minus", "zoom out", "Zoom out: months, quarters, years, up to all events", SHOW, "timeline", 6
    ),
    Command("fit", "w", "fit", "Show the time of most events; pressed again, of all", SHOW, "timeline"),
    Command("lanes", "a", "lanes", "Group events by actor, or by kind again", SHOW, "timeline", 25),
    Command("close", "escape,q", "close", "Close the dialog", DIALOGS, "dialog"),
    Command("quit_from_dialog", "ctrl+q", "quit", "Quit kztui from a dialog", DIALOGS, "dialog"),
    Command("open_result", "enter", "go", "Go to the result", DIALOGS, "finder", 1),
    Command("cite_result", "ctrl+y", "cite", "Copy the citation of the result, and stay", DIALOGS, "finder", 2),
    Command("next_kind", "tab", "kind", "Search one kind of item only, then the next kind", DIALOGS, "finder", 3),
    Command("previous_kind", "shift+tab", "previous kind", "Search the previous kind", DIALOGS, "finder"),
    Command("next_row", "down,ctrl+n", "next", "Move to the next result", DIALOGS, "finder"),
    Command(
        "previous_row",
        "up,ctrl+p",
        "previous",
        "Move to the previous result; in an empty line, to an earlier query",
        DIALOGS,
        "finder",
    ),
    Command("results_page_down", "pagedown", "page down", "Move a page of results down", DIALOGS, "finder"),
    Command("results_page_up", "pageup", "page up", "Move a page of results up", DIALOGS, "finder"),
    Command("change_scope", "ctrl+l", "all articles", "Search the library, or this article", DIALOGS, "finder", 6),
    Command("next_article", "l,right", "next", "Go to what the next article says", DIALOGS, "library table"),
    Command("previous_article", "h,left", "previous", "Go to the article before", DIALOGS, "library table"),
    Command("find_row", "slash", "find", "Find an event by its words", DIALOGS, "library table"),
    Command("cite_statement", "y", "cite", "Copy the citation of what an article says", DIALOGS, "library table"),
    Command("same", "s", "same", "Both are the same thing", DIALOGS, "join dialog", 1),
    Command("different", "d", "different", "They differ, and are never joined", DIALOGS, "join dialog", 2),
    Command("unsure", "question_mark", "unsure", "Nobody can tell; it is proposed no more", DIALOGS, "join dialog", 3),
    Command("undo_join", "u", "undo", "Take the last verdict back", DIALOGS, "join dialog", 4),
    Command("next_proposal", "j,down,right,l", "next", "Go to the next proposal", DIALOGS, "join dialog", 5),
    Command("previous_proposal", "k,up,left,h", "previous", "Go to the previous proposal", DIALOGS, "join dialog", 6),
    Command("query_help", "f1", "filters", "Show what a query may be: words, kinds and filters", DIALOGS, "finder", 4),
    Command("close_finder", "escape", "close", "Close the finder", DIALOGS, "finder", 5),
    *(Command(*row[:4], DIALOGS, row[4]) for row in _DIALOG_ROWS if row[4] == "copy dialog"),
    Command("cite_path", "y", "cite", "Copy the path with the citation of its paragraphs", DIALOGS, "paths dialog"),
    Command("next_path", "l,right", "next path", "Go to the next path", DIALOGS, "paths dialog"),
    Command("previous_path", "h,left", "previous path", "Go to the previous path", DIALOGS, "paths dialog"),
    Command("toggle_mentions", "m", "mentions", "Look along mentions too, or leave them out", DIALOGS, "paths dialog"),
    Command("complete_path", "tab", "complete", "Complete the path", DIALOGS, "path dialog"),
    Command("first_column", "h,left", "first", "Go to the first item's column", DIALOGS, "compare dialog"),
    Command("second_column", "l,right", "second", "Go to the second item's column", DIALOGS, "compare dialog"),
    Command("keep_note", "ctrl+s", "keep", "Keep the note and close; Esc does so too", DIALOGS, "note dialog"),
    Command("answer_yes", "enter,y,L", "yes", "Say yes to what is asked", DIALOGS, "question dialog"),
    Command("answer_no", "escape,n,q", "no", "Say no to it", DIALOGS, "question dialog"),
    Command("save_text", "s", "save", "Save the text to a file", DIALOGS, "failed copy dialog"),
    *(Command(*row[:4], ENCODE, *row[4:]) for row in _ENCODE_ROWS),
    *(Command(*row[:4], DIALOGS, row[4]) for row in _DIALOG_ROWS if row[4] == "paragraph dialog"),
)
BY_ID = {command.id: command for command in COMMANDS}
_SCREENS = ("screen", "encode mode")
"""The scopes whose commands are run by the `action_run` of a screen, from a table, not each by a method of its own."""


def bindings(scope: str) -> list[BindingType]:
    """Textual's bindings of the commands of one scope; each has its command's id, so that a keymap can move it.

    Those of the finder and of the dialog for a path have priority over the keys that edit their line.
    """
    first = scope in {"finder", "path dialog", "paragraph dialog"}
    action = "run('{}')" if scope in _SCREENS else "{}"
    return [
        Binding(keys, action.format(name), label, show=False, priority=first, id=name, tooltip=tooltip)
        for name, keys, label, tooltip in ((c.id, c.keys, c.name, c.help) for c in COMMANDS if c.scope == scope)
    ]


# Where we write a key in another way than Textual.
_SHOWN = {"backspace": "Backspace", "pagedown": "PgDn", "pageup": "PgUp"}


def shown(key: str) -> str:
    """A key as a person reads it: `ctrl+d` gives `Ctrl+D`, `slash` gives `/`."""
    *modifiers, last = key.strip().split("+")
    name = _SHOWN.get(last) or format_key(last)
    if last not in _SHOWN:
        name = name.capitalize() if len(name) > 1 else name.upper() if modifiers else name
    return "+".join([modifier.capitalize() for modifier in modifiers] + [name])
