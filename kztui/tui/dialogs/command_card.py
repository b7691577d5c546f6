"""A command as a card, for the palette's preview: what it does, on which keys, where, and its name in the config."""

from kztui.tui.commands import Command
from kztui.tui.render.page import Block, Page

WHERE = {"app": "everywhere", "screen": "everywhere", "pane": "in every pane"}


def command_page(command: Command, keys: str) -> Page:
    """The card; `keys` are those the command has now, as a person reads them."""
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
