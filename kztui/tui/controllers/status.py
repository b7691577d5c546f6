"""Telling: the line above says where one is, the line below what one can do, and for a while what has just happened."""

from collections.abc import Sequence

from textual import on
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from kztui.article.article import Article
from kztui.citation.request import DEFAULT_STYLE
from kztui.tui.commands import BY_ID, COMMANDS, shown
from kztui.tui.errors import internal_error
from kztui.tui.messages import Hover, Say
from kztui.tui.options import Options
from kztui.tui.panes.reader import ReaderPane
from kztui.tui.render.cells import crop
from kztui.tui.render.styled_text import Parts
from kztui.tui.theme import KIND_SIGN, Palette
from kztui.tui.widgets.status_bar import StatusBar
from kztui.tui.widgets.title_bar import TitleBar

MESSAGE_SECONDS = 5.0
GREETING = {
    "find": "find",
    "next_link": "next link",
    "open": "follows it",
    "back": "back",
    "cite": "cite",
    "help": "help",
}
"""The commands that matter most to a newcomer, and what they are called."""


class StatusMixin(Screen[None], inherit_bindings=False):
    """A screen with two bars, and the state that they tell of."""

    reader: ReaderPane

    def __init__(self, article: Article, options: Options, theme: Palette) -> None:
        super().__init__()
        self.article = article
        self.options = options
        self.theme = theme
        self.style = options.style or DEFAULT_STYLE
        self.narrowings: tuple[str, ...] = ()
        self.marked: tuple[str, ...] = ()
        self.problems = 0
        self.unread = False
        """Whether the files as they are now leave no article to show, and the last good view stands for them."""
        self.newcomer = False
        """Whether the keys that matter most are shown to somebody who starts for the first time."""
        self._said = 0

    def make_bars(self) -> None:
        """Make the two bars, to be composed among the other widgets."""
        self.top = TitleBar("top")
        self.bottom = StatusBar("bottom", self.run_command)

    def run_command(self, command: str) -> None:
        """Do what the key of a command would do."""
        raise NotImplementedError

    def tell(self) -> None:
        """Bring both bars up to date."""
        self.title_line()
        self.hints()

    def title_line(self) -> None:
        theme = self.theme
        record = self.article.publication
        who = record.author[0].family or record.author[0].literal if record.author else record.id
        left: Parts = [(f"{who} {record.issued[:4]}".strip(), theme.strong)]
        left.append((f" · {record.printed_title or record.title}", theme.dim))
        right: Parts = []
        if self.narrowings:
            right.append((f"[linked to {' + '.join(map(self.called, self.narrowings))}]  ", theme.warn))
        right.append((" › ".join(self.crumbs()), theme.dim))
        if self.unread:
            right.append(("  ⚠ last good view: kztui check", theme.warn))
        elif self.problems:
            right.append((f"  ⚠ {self.problems} problem{'s' * (self.problems != 1)}: kztui check", theme.warn))
        if self.marked:
            right.append((f"  ✓ {len(self.marked)}", theme.mark))
        self.top.put(theme, left, right)

    def crumbs(self) -> Sequence[str]:
        """The way to where one reads: section, paragraph or card, and the current link."""
        here = self.article.items.get(self.reader.here)
        if here is None:
            return []
        section = self.article.section_around(here.id)
        steps = [section.caption] if section else []
        steps.append(self.crumb(here.id) if self.reader.on_card else here.caption)
        link = self.reader.current_link
        if link and link.target in self.article.items:
            steps.append(self.crumb(link.target))
        return steps

    def called(self, target: str) -> str:
        """What a message calls the item: a paragraph by its number, for its words would fill the line."""
        return crop(self.article.link_label(target), 60)

    def crumb(self, target: str) -> str:
        item = self.article.items[target]
        name = self.article.link_label(target)
        return name if name.startswith(item.sign) else f"{KIND_SIGN[item.item_kind]} {name[:40]}"

    def hints(self) -> None:
        """The keys that matter, unless something is being said."""
        if self._said:
            return
        if self.newcomer:
            rows = [(command, self.key_of(command), words) for command, words in GREETING.items()]
            self.bottom.hints(self.theme, rows, [], "Welcome.")
            return
        keys = sorted((command for command in COMMANDS if command.footer), key=lambda command: command.footer)
        rows = [(c.id, self.key_of(c.id), c.name) for c in keys if c.scope != "finder"]
        self.bottom.hints(self.theme, rows, [(self.style, self.theme.dim)])

    def key_of(self, command: str) -> str:
        """The first key of a command, as remapped, as a person reads it."""
        keys = self.options.keys.get(command) or BY_ID[command].keys
        return shown(keys.split(",")[0])

    @on(Hover)
    def hover(self, message: Hover) -> None:
        """Say what a link leads to while the mouse is over it."""
        item = self.article.items.get(message.target)
        if item is None:
            self.hints()
        elif not self._said:
            kind = [(f"{KIND_SIGN[item.item_kind]} {item.item_kind}  ", self.theme.kind(item.item_kind))]
            self.bottom.show(self.theme, [*kind, (self.article.label(item.id), self.theme.text)])

    @on(Say)
    def on_say(self, message: Say) -> None:
        self.say(message.text, message.warn)

    def say(self, text: str, warn: bool = False) -> None:
        """One line for a while, in the place of the key hints, on whatever sheet lies on top."""
        above = self.app.screen
        if above is not self and hasattr(above, "say"):
            above.say(text, warn)
            return
        self._said += 1
        said = self._said
        self.bottom.say(self.theme, text, warn)
        self.set_timer(MESSAGE_SECONDS * (2 if warn else 1), lambda: self._unsay(said))

    @on(Worker.StateChanged)
    def say_fault(self, event: Worker.StateChanged) -> None:
        """What fails in the background is said: a key that does nothing would leave its reader guessing."""
        if event.state is WorkerState.ERROR:
            self.say(internal_error(event.worker.error), warn=True)

    def _unsay(self, said: int) -> None:
        if said == self._said:
            self._said = 0
            self.hints()
