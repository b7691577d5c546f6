"""The reading room's state and the one way it changes: a selection, a trail, and a view handed down to every pane."""

from collections.abc import Sequence
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.layout import Layout
from textual.screen import Screen

from kztui.article.article import Article
from kztui.article.load import Loaded
from kztui.article.model import Claim, Paragraph
from kztui.citation.cite import DEFAULT_STYLE
from kztui.tui.bars import BottomBar, TopBar
from kztui.tui.commands import BY_ID, COMMANDS, bindings, shown
from kztui.tui.floor import INDEX, Wish, plan
from kztui.tui.frame.pane import Pane
from kztui.tui.frame.rows import IndexPane
from kztui.tui.lines import Parts
from kztui.tui.messages import Hover, Jump, Say, Select
from kztui.tui.options import Options
from kztui.tui.palette import KIND_SIGN, Palette
from kztui.tui.panes.indexes import ActorsPane, EventsPane, OthersPane, SectionsPane
from kztui.tui.panes.links import LinksPane, LinksPlace
from kztui.tui.panes.reader import ReaderPane, ReaderPlace
from kztui.tui.placing import RegionLayout
from kztui.tui.trail import Trail
from kztui.tui.view import Lit, View

PANES = (*INDEX, "reader", "links")
MESSAGE_SECONDS = 5.0
RECENT = 40


class Place(NamedTuple):
    """All that back and forward bring back."""

    pane: str
    selected: str
    reader: ReaderPlace
    links: LinksPlace = LinksPlace()
    """Where one was in the Links pane, if one was there."""


class Room(Screen[None], inherit_bindings=False):
    """Panes post `Select`, `Jump` and `Say`; what follows from them is decided here."""

    BINDINGS = bindings("screen")
    AUTO_FOCUS = "#reader"

    def __init__(self, loaded: Loaded, options: Options, ink: Palette) -> None:
        super().__init__()
        self.loaded = loaded
        self.article: Article = loaded.article
        self.options = options
        self.ink = ink
        self.selected = ""
        self.narrowings: tuple[str, ...] = ()
        self.marked: tuple[str, ...] = ()
        self.bookmarks: tuple[str, ...] = ()
        self.lit: Lit | None = None
        self.recent: list[str] = []
        self.problems = 0
        self.style = options.style or DEFAULT_STYLE
        self.wish = Wish()
        self.trail: Trail[Place] = Trail()
        self._browsing = False
        """Whether the reader shows what another pane has come upon, not a place that was gone to."""
        self._said = 0
        self._regions = RegionLayout(lambda width, height: plan(width, height, self.wish))

    # What stands on the screen.

    def compose(self) -> ComposeResult:
        article = self.article
        self.top = TopBar("top")
        self.bottom = BottomBar("bottom", self.run_command)
        self.reader = ReaderPane("reader", article, self.options.measure)
        self.links = LinksPane("links", article)
        self.indexes: tuple[IndexPane, ...] = (
            SectionsPane("sections", article),
            EventsPane("events", article),
            ActorsPane("actors", article),
            OthersPane("others", article),
        )
        self.panes: list[Pane] = [*self.indexes, self.reader, self.links]
        self.wish = Wish(rows=self._rows())
        yield self.top
        yield from self.panes
        yield self.bottom

    @property
    def layout(self) -> Layout:
        return self._regions

    def on_mount(self) -> None:
        self.open_at_start()
        self.publish()

    def open_at_start(self) -> None:
        """Come in: at the target asked for, or at the beginning."""
        first = next(iter(self.article.sections), None)
        asked = self.options.at in self.article.items
        self.selected = self.options.at if asked else first.id if first else ""
        if asked:
            self.reader.show(self.selected)

    @property
    def pane(self) -> Pane:
        """The pane with the focus, the reader where there is none."""
        focused = self.focused
        return focused if isinstance(focused, Pane) else self.reader

    def plan(self, zoomed: bool | None = None, timeline: bool | None = None, peek: str | None = None) -> None:
        """Change what the floor plan depends on, and lay out anew if that changes anything."""
        was = self.wish
        wish = Wish(
            self.pane.id or "reader",
            was.zoomed if zoomed is None else zoomed,
            was.timeline if timeline is None else timeline,
            was.peek if peek is None else peek,
            was.rows,
        )
        if wish != self.wish:
            self.wish = wish
            self._clear_arrangement_cache()
            self.refresh(layout=True)

    def _rows(self) -> dict[str, int]:
        """How many rows each index pane could show; more than fit on any screen need no counting."""
        return {pane.id or "": min(len(pane.targets), 200) for pane in self.indexes}

    # The selection and everything that follows it.

    def publish(self) -> None:
        """Hand the state down to every pane."""
        view = View(
            palette=self.ink,
            selected=self.selected,
            linked=frozenset(self.article.graph.neighbours(self.selected)),
            narrowed=self.narrowed(),
            batch=self.marked,
            bookmarks=frozenset(self.bookmarks),
            lit=self.lit,
        )
        for pane in self.panes:
            pane.view = view
        self.title_line()
        self.hints()

    def narrowed(self) -> frozenset[str] | None:
        """The items linked to everything that the panes are narrowed to, or None for all."""
        if not self.narrowings:
            return None
        kept = [self.article.graph.neighbours(target) | {target} for target in self.narrowings]
        return frozenset(set.intersection(*kept))

    @on(Select)
    def select(self, message: Select) -> None:
        if not message.shown and not self._browsing:
            # What an index shows in passing must not cost the place that was being read.
            self.trail.leave(self.place()._replace(pane="reader", selected=self.reader.here))
        self._browsing = not message.shown
        self.selected = message.target
        if not message.shown:
            self.reader.show(message.target, message.at)
        self.publish()

    @on(Jump)
    def jump(self, message: Jump) -> None:
        self.go(message.target, message.at)

    def go(self, target: str, at: int = -1) -> None:
        """Jump to an item, remembering the place that is left. An unknown target is said, and nothing moves."""
        if target not in self.article.items:
            self.say(f"This article has no item “{target}”", warn=True)
            return
        self.trail.leave(self.place())
        self._browsing = False
        self.selected = target
        self.reader.show(target, at)
        self.reader.focus()
        self.visited(target)
        self.publish()

    def visited(self, target: str) -> None:
        """Remember what was opened last, newest first."""
        self.recent = [target, *(other for other in self.recent if other != target)][:RECENT]

    def place(self) -> Place:
        links = self.links.place() if self.pane is self.links else LinksPlace()
        return Place(self.pane.id or "reader", self.selected, self.reader.place(), links)

    def restore(self, place: Place) -> None:
        """Go to a place exactly as it was left."""
        self._browsing = False
        self.selected = place.selected if place.selected in self.article.items else self.selected
        self.reader.restore(place.reader)
        self.links.restore(place.links)
        self.to_pane(place.pane)
        self.publish()

    def to_pane(self, name: str) -> None:
        pane = next((pane for pane in self.panes if pane.id == name), self.reader)
        pane.focus()

    def on_descendant_focus(self) -> None:
        self.plan()
        self.publish()

    # What the two bars say.

    def title_line(self) -> None:
        ink = self.ink
        record = self.article.publication
        who = record.author[0].family or record.author[0].literal if record.author else record.id
        left: Parts = [(f"{who} {record.issued[:4]}".strip(), ink.strong)]
        left.append((f" · {record.printed_title or record.title}", ink.dim))
        right: Parts = []
        if self.narrowings:
            right.append((f"[linked to {' + '.join(map(self.article.label, self.narrowings))}]  ", ink.warn))
        right.append((" › ".join(self.crumbs()), ink.dim))
        if self.problems:
            right.append((f"  ⚠ {self.problems} problem{'s' * (self.problems != 1)}: kztui check", ink.warn))
        if self.marked:
            right.append((f"  ⧉ {len(self.marked)}", ink.mark))
        self.top.put(ink, left, right)

    def crumbs(self) -> Sequence[str]:
        """The way to where one reads: section, paragraph or card, and the current link."""
        here = self.article.items.get(self.reader.here)
        if here is None:
            return []
        section = self.article.section_of(here.number) if isinstance(here, Paragraph) else None
        steps = [section.caption] if section else []
        steps.append(self.crumb(here.id) if self.reader.on_card else here.caption)
        link = self.reader.current_link
        if link and link.target in self.article.items:
            steps.append(self.crumb(link.target))
        return steps

    def crumb(self, target: str) -> str:
        item = self.article.items[target]
        name = self.article.label(target) if isinstance(item, Claim) else item.caption
        return f"{KIND_SIGN[item.item_kind]} {name[:40]}"

    def hints(self) -> None:
        """The keys that matter, unless something is being said."""
        if not self._said:
            keys = sorted((command for command in COMMANDS if command.footer), key=lambda command: command.footer)
            rows = [(c.id, self.key_of(c.id), c.name) for c in keys if c.scope != "finder"]
            self.bottom.hints(self.ink, rows, [(self.style, self.ink.dim)])

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
            kind = [(f"{KIND_SIGN[item.item_kind]} {item.item_kind}  ", self.ink.kind(item.item_kind))]
            self.bottom.put(self.ink, [*kind, (self.article.label(item.id), self.ink.text)], [])

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
        self.bottom.say(self.ink, text, warn)
        self.set_timer(MESSAGE_SECONDS * (2 if warn else 1), lambda: self._unsay(said))

    def _unsay(self, said: int) -> None:
        if said == self._said:
            self._said = 0
            self.hints()

    def run_command(self, command: str) -> None:
        """Do what a key would do, wherever the command is bound."""
        self.call_later(self._run_command, command)

    async def _run_command(self, command: str) -> None:
        for node in (self.pane, self.reader, self, self.app):
            if hasattr(node, f"action_{command}"):
                await node.run_action(command)
                return
