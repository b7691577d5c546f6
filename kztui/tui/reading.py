"""The reading room: the one screen of linked panes. It owns the selection and the trail, and hands all state down."""

from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.geometry import NULL_OFFSET, NULL_SPACING, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.screen import Screen
from textual.widget import Widget

from kztui.article.article import Article
from kztui.article.load import Loaded
from kztui.article.model import Claim, Paragraph
from kztui.tui.bars import BottomBar, TopBar
from kztui.tui.commands import BY_ID, COMMANDS, bindings, shown
from kztui.tui.floor import INDEX, Wish, plan
from kztui.tui.lines import Parts
from kztui.tui.messages import Jump, Say, Select
from kztui.tui.options import Options
from kztui.tui.palette import KIND_SIGN, Palette
from kztui.tui.panes.index import IndexPane
from kztui.tui.panes.indexes import ActorsPane, EventsPane, OthersPane, SectionsPane
from kztui.tui.panes.links import LinksPane
from kztui.tui.panes.pane import Pane
from kztui.tui.panes.reader import ReaderPane, ReaderPlace
from kztui.tui.trail import Trail
from kztui.tui.view import View

PANES = (*INDEX, "reader", "links")
MESSAGE_SECONDS = 5.0


class Place(NamedTuple):
    """All that back and forward bring back."""

    pane: str
    selected: str
    reader: ReaderPlace


class FloorLayout(Layout):
    """Puts the screen's panes where the floor plan says."""

    name = "floor"

    def __init__(self, wish: Wish) -> None:
        self.wish = wish

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        regions = plan(size.width, size.height, self.wish)
        return [
            WidgetPlacement(regions[child.id], NULL_OFFSET, NULL_SPACING, child)
            for child in children
            if child.id in regions
        ]


class ReadingScreen(Screen[None], inherit_bindings=False):
    """Panes post `Select`, `Jump` and `Say`; everything that follows from them is decided here."""

    BINDINGS = bindings("screen")
    AUTO_FOCUS = ""

    def __init__(self, loaded: Loaded, options: Options, ink: Palette) -> None:
        super().__init__()
        self.loaded = loaded
        self.article: Article = loaded.article
        self.options = options
        self.ink = ink
        self.selected = ""
        self.narrowings: tuple[str, ...] = ()
        self.marked: tuple[str, ...] = ()
        self.zoomed = False
        self.trail: Trail[Place] = Trail()
        self._floor = FloorLayout(Wish())
        self._said = 0

    # What stands on the screen.

    def compose(self) -> ComposeResult:
        article = self.article
        self.top = TopBar("top")
        self.bottom = BottomBar("bottom", self.run_command)
        self.reader = ReaderPane("reader", article)
        self.links = LinksPane("links", article)
        self.indexes: tuple[IndexPane, ...] = (
            SectionsPane("sections", article),
            EventsPane("events", article),
            ActorsPane("actors", article),
            OthersPane("others", article),
        )
        self.panes: tuple[Pane, ...] = (*self.indexes, self.reader, self.links)
        yield self.top
        yield from self.panes
        yield self.bottom

    @property
    def layout(self) -> Layout:
        return self._floor

    def on_mount(self) -> None:
        first = next(iter(self.article.sections), None)
        start = self.options.at if self.options.at in self.article.items else first.id if first else ""
        self.reader.focus()
        self._wish()
        self.selected = start
        if self.options.at:
            self.reader.show(start)
        self.publish()

    @property
    def pane(self) -> Pane:
        """The pane with the focus, the reader where there is none."""
        focused = self.focused
        return focused if isinstance(focused, Pane) else self.reader

    def _wish(self) -> None:
        """Tell the floor plan what has changed, and lay out anew if that changes it."""
        rows = {pane.id or "": min(len(pane.targets), 200) for pane in self.indexes}
        wish = Wish(self.pane.id or "reader", self.zoomed, False, rows)
        if wish != self._floor.wish:
            self._floor.wish = wish
            self._clear_arrangement_cache()
            self.refresh(layout=True)

    # The selection and everything that follows it.

    def publish(self) -> None:
        """Hand the state down to every pane."""
        graph = self.article.graph
        view = View(
            palette=self.ink,
            selected=self.selected,
            linked=frozenset(graph.neighbours(self.selected)),
            narrowed=self._narrowed(),
            batch=self.marked,
        )
        for pane in self.panes:
            pane.view = view
        self._title()
        self._hints()

    def _narrowed(self) -> frozenset[str] | None:
        if not self.narrowings:
            return None
        graph = self.article.graph
        kept = [graph.neighbours(target) | {target} for target in self.narrowings]
        return frozenset(set.intersection(*map(set, kept)))

    @on(Select)
    def select(self, message: Select) -> None:
        self.selected = message.target
        if not message.shown:
            self.reader.show(message.target, message.at)
        self.publish()

    @on(Jump)
    def jump(self, message: Jump) -> None:
        self.go(message.target, message.at)

    def go(self, target: str, at: int = -1) -> None:
        """Jump to an item, remembering the place that is left. Raises nothing: an unknown target is said."""
        if target not in self.article.items:
            self.say(f"This article has no item “{target}”", warn=True)
            return
        self.trail.leave(self.place())
        self.selected = target
        self.reader.show(target, at)
        self.reader.focus()
        self.publish()

    def place(self) -> Place:
        return Place(self.pane.id or "reader", self.selected, self.reader.place())

    def restore(self, place: Place) -> None:
        """Go to a place exactly as it was left."""
        self.selected = place.selected
        self.reader.restore(place.reader)
        self.query_one(f"#{place.pane}").focus()
        self.publish()

    # What the two bars say.

    def _title(self) -> None:
        ink = self.ink
        record = self.article.publication
        who = record.author[0].family or record.author[0].literal if record.author else record.id
        name = f"{who} {record.issued[:4]}".strip()
        problems = len(self.loaded.problems)
        left: Parts = [(name, ink.strong), (f" · {record.printed_title or record.title}", ink.dim)]
        right = self._crumbs()
        if self.narrowings:
            right = [(f"linked to {' + '.join(map(self.article.label, self.narrowings))} ", ink.warn), *right]
        if problems:
            right.append((f"  {problems} problems: kztui check", ink.warn))
        if self.marked:
            right.append((f"  ⧉ {len(self.marked)}", ink.mark))
        self.top.put(ink, left, right)

    def _crumbs(self) -> Parts:
        ink = self.ink
        here = self.article.items.get(self.reader.here)
        if here is None:
            return []
        section = self.article.section_of(here.number) if isinstance(here, Paragraph) else None
        steps = [section.caption] if section else []
        if self.reader.on_card:
            steps.append(f"{KIND_SIGN[here.item_kind]} {self.article.label(here.id)[:40]}")
        else:
            steps.append(here.caption)
        anchor = self.reader.current_link
        if anchor and anchor.target in self.article.items:
            target = self.article.items[anchor.target]
            name = self.article.label(anchor.target) if isinstance(target, Claim) else target.caption
            steps.append(f"{KIND_SIGN[target.item_kind]} {name[:40]}")
        return [(" › ".join(steps), ink.dim)]

    def _hints(self) -> None:
        if self._said:
            return
        keys = sorted((c for c in COMMANDS if c.footer), key=lambda command: command.footer)
        hints = [(c.id, self.key_of(c.id), c.name) for c in keys]
        self.bottom.hints(self.ink, hints, [("Chicago notes", self.ink.dim)])

    def key_of(self, command: str) -> str:
        """The first key of a command, as remapped, as a person reads it."""
        keys = self.options.keys.get(command) or BY_ID[command].keys
        return shown(keys.split(",")[0])

    @on(Say)
    def on_say(self, message: Say) -> None:
        self.say(message.text, message.warn)

    def say(self, text: str, warn: bool = False) -> None:
        """One line for a while, in the place of the key hints."""
        self._said += 1
        said = self._said
        self.bottom.say(self.ink, text, warn)
        self.set_timer(MESSAGE_SECONDS * (2 if warn else 1), lambda: self._unsay(said))

    def _unsay(self, said: int) -> None:
        if said == self._said:
            self._said = 0
            self._hints()

    def run_command(self, command: str) -> None:
        """Do what a key would do, wherever the command is bound."""
        self.call_later(self._run, command)

    async def _run(self, command: str) -> None:
        for node in (self.pane, self, self.app):
            if hasattr(node, f"action_{command}"):
                await node.run_action(command)
                return

    # Commands.

    def on_descendant_focus(self) -> None:
        self._wish()
        if self.reader.is_mounted:
            self.publish()

    def _to_pane(self, name: str) -> None:
        self.query_one(f"#{name}").focus()

    def action_pane_1(self) -> None:
        self._to_pane("sections")

    def action_pane_2(self) -> None:
        self._to_pane("events")

    def action_pane_3(self) -> None:
        self._to_pane("actors")

    def action_pane_4(self) -> None:
        self._to_pane("others")

    def action_pane_5(self) -> None:
        self._to_pane("reader")

    def action_pane_6(self) -> None:
        self._to_pane("links")

    def action_next_pane(self) -> None:
        self._to_pane(PANES[(PANES.index(self.pane.id or "reader") + 1) % len(PANES)])

    def action_previous_pane(self) -> None:
        self._to_pane(PANES[PANES.index(self.pane.id or "reader") - 1])

    def action_back(self) -> None:
        place = self.trail.back(self.place())
        if place is None:
            self.say("This is where you came in")
        else:
            self.restore(place)

    def action_forward(self) -> None:
        place = self.trail.forward(self.place())
        if place is None:
            self.say("Nothing further on: forward undoes back")
        else:
            self.restore(place)

    def action_narrow(self) -> None:
        if self.selected not in self.narrowings:
            self.narrowings = (*self.narrowings, self.selected)
        self.publish()

    def action_widen(self) -> None:
        self.narrowings = ()
        self.publish()

    def action_zoom(self) -> None:
        self.zoomed = not self.zoomed
        self._wish()

    def action_redraw(self) -> None:
        self.refresh(layout=True)

    def action_leave(self) -> None:
        if self.zoomed:
            self.action_zoom()
        elif self.narrowings:
            self.action_widen()
        elif self.reader.link >= 0:
            self.reader.move(0)
