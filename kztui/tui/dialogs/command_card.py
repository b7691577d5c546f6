"""A command, a page of the manual, or a sentence of the original, as a card for the preview of the finder."""

from kztui.manual.pages import ManualPage
from kztui.tui.commands import Command
from kztui.tui.render.page import Block, Page

WHERE = {"app": "everywhere", "screen": "everywhere", "pane": "in every pane"}


def command_page(command: Command, keys: str) -> Page:
    """The card of a command; `keys` are those the command has now, as a person reads them."""
    where = WHERE.get(command.scope, f"in the {command.scope}")
    return Page(
        "",
        [
            Block("title", f"{command.name[:1].upper()}{command.name[1:]}"),
            Block("byline", f"command · {command.group}"),
            Block("words", f"{command.help}.", space=1),
            Block("row", keys, label="keys", space=1),
            Block("row", where, label="works"),
            Block("row", command.id, label="in the config"),
        ],
    )


def manual_card(page: ManualPage) -> Page:
    """The card of a page of the manual: what is in it, and the command that prints it."""
    return Page(
        "",
        [
            Block("title", page.title),
            Block("byline", "page of the manual"),
            Block("words", page.summary, space=1),
            Block("row", f"kztui help {page.topic}", label="in a shell", space=1),
        ],
    )


def sentence_card(place: str, sentence: str) -> Page:
    """The card of a sentence of the original: all of it, and where it stands."""
    return Page("", [Block("byline", f"{place} · your copy of the original"), Block("words", sentence, space=1)])


def filter_card(label: str, count: str) -> Page:
    """The card of a filter: the filter, what it means, and how many items it lets through."""
    written, _, meaning = label.partition("  ")
    return Page(
        "",
        [
            Block("title", written),
            Block("byline", "filter"),
            Block("words", f"{meaning[:1].upper()}{meaning[1:]} · {count} item{'s' * (count != '1')}", space=1),
            Block("words", "Enter puts it into the query, where more words can follow.", space=1),
        ],
    )


def own_note_card(label: str, known: str, text: str) -> Page:
    """The card of a note on what is no item of the article, or none any more: what that is, and the note."""
    return Page(
        "",
        [
            Block("title", label),
            Block("byline", known),
            Block("words", text, space=1),
            Block("words", "Enter opens your note, to change, move or remove it.", space=1),
        ],
    )
