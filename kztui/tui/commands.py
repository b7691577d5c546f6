"""Every command of the screen, declared once in `data/commands.tsv`: keys, help, palette and manual follow from it."""

from collections.abc import Iterator
from functools import partial, reduce

from msgspec import Struct
from textual.actions import parse
from textual.binding import Binding, BindingType
from textual.keys import format_key

from kztui.article.data_tables import rows
from kztui.article.kinds import KINDS
from kztui.article.kinds.item import Item


class Command(Struct, frozen=True):
    """A command that a key runs."""

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
    does: str = ""
    """What it runs: Textual's action, empty for the one of its id; on a screen a method of it or of a controller."""

    @property
    def action(self) -> str:
        """The action that its keys run, with its arguments; the commands of a screen are all run by one."""
        return f"run('{self.id}')" if self.scope in _SCREENS else self.does or self.id

    def bound(self, screen: object) -> "partial[None]":
        """The method of the screen, or of a controller of it, that does the command, with its arguments."""
        path, method, arguments = parse(self.does)
        owner = reduce(getattr, filter(None, path.split(".")), screen)
        return partial(getattr(owner, method), *arguments)

    def runs_on(self, node: object) -> bool:
        """Whether a widget has the action."""
        return hasattr(node, f"action_{self.action.partition('(')[0]}")


MOVE = "Move"
GROUPS = (MOVE, "Follow and return", "Find", "Cite", "View", "kztui")
"""The groups of the main screen's commands, in the order of the help."""
DIALOGS = "Dialogs"
"""The group of the commands of dialogs, which have their own keys."""
ENCODE = "Encode"
"""The group of the commands of the encode mode, which has a screen of its own."""
ENCODING = "encode mode"
"""The scope of the keys that hold in all panes of the encode mode."""

INDEXED_KINDS: tuple[type[Item], ...] = tuple(
    sorted((kind for kind in KINDS if kind.has_index), key=lambda kind: (not kind.index_key, kind.index_key))
)
"""The kinds that have an index pane, in the order of these."""
_INDEX_PANES = [
    Command(
        f"{kind.plural}_pane", kind.index_key, name, f"Go to the {name} pane", MOVE, does=f"focus_pane('{kind.plural}')"
    )
    for kind in INDEXED_KINDS
    for name in [kind.plural.capitalize()]
    if kind.index_key
]


def _declared() -> Iterator[Command]:
    """The commands of the table; those that go to an index pane stand before the other panes."""
    for name, keys, label, sentence, group, scope, footer, does in rows("tui/data/commands.tsv"):
        if name == "links_pane":
            yield from _INDEX_PANES
        yield Command(name, keys, label, sentence, group, scope, int(footer or 0), does)


COMMANDS = tuple(_declared())
BY_ID = {command.id: command for command in COMMANDS}
_SCREENS = ("screen", ENCODING)
"""The scopes whose commands are run by the `action_run` of a screen, not each by an action of its own."""


def bindings(scope: str) -> list[BindingType]:
    """Textual's bindings of the commands of one scope; each has its command's id, so that a keymap can move it.

    Those of the finder and of the dialog for a path have priority over the keys that edit their line.
    """
    first = scope in {"finder", "path dialog", "paragraph dialog"}
    return [
        Binding(each.keys, each.action, each.name, show=False, priority=first, id=each.id, tooltip=each.help)
        for each in COMMANDS
        if each.scope == scope
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
