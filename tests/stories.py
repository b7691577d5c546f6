"""Stories for the screen: a reader sits down before an article, presses keys, and looks at what is shown."""

import asyncio
import base64
import re
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar
from unittest.mock import patch

from textual import events
from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual.app import App, ScreenStackError
from textual.geometry import Region
from textual.keys import key_to_character
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from idle_loop import idle, run, turns
from kztui.files.load import Loaded, load
from kztui.session.history import Location
from kztui.tui.app import KztuiApp
from kztui.tui.controllers import reloading, views
from kztui.tui.main_screen import MainScreen
from kztui.tui.options import Options
from kztui.tui.panes.index import IndexPane
from kztui.tui.panes.links import LinksPane
from kztui.tui.panes.reader import ReaderPane
from kztui.tui.widgets import bars, pane
from kztui.tui.widgets.pane import Pane
from parsed_stylesheets import parsed_once

# The card that comes by itself belongs to those who wait; a story that wants it sets another pause.
views.PEEK_SECONDS = 1000.0

REPOSITORY = Path(__file__).parents[1]
ZENN = REPOSITORY / "content" / "zenn-2013"
OSC52 = re.compile(r"\x1b\]52;c;([A-Za-z0-9+/=]*)(?:\x07|\x1b\\)")
PATIENCE = 60.0
NEVER = 3600.0
Kind = TypeVar("Kind", bound=Widget)
Size = tuple[int, int]


def send_key(app: App[Any], key: str) -> None:
    """Give the program a key, by Textual's name for it, as its driver does."""
    event = events.Key(key, key_to_character(key))
    event.set_sender(app)
    driver = app._driver
    assert driver is not None
    driver.send_message(event)


class Reader:
    """The one who reads: presses keys and clicks, and sees the screen as text."""

    def __init__(self, app: KztuiApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot
        self.sent: list[str] = []
        self._drawn: list[Strip] = []
        self._drawn_at = -1
        driver = app._driver
        assert driver is not None
        # What is written past Textual's drawing, such as a text for the clipboard.
        driver.write = self.sent.append  # type: ignore[method-assign,assignment] # a headless driver writes nowhere

    @property
    def main_screen(self) -> MainScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    @property
    def top_screen(self) -> Screen[object]:
        """Whatever lies on top: a dialog, or the main screen itself."""
        return self.app.screen

    @property
    def reader(self) -> ReaderPane:
        return self.main_screen.reader

    @property
    def links(self) -> LinksPane:
        return self.main_screen.links

    def index(self, name: str) -> IndexPane:
        return self.main_screen.query_one(f"#{name}", IndexPane)

    def widget(self, name: str, kind: type[Kind]) -> Kind:
        """A widget of the screen on top."""
        return self.top_screen.query_one(f"#{name}", kind)

    @property
    def place(self) -> Location:
        """All that back must bring back."""
        return self.main_screen.here

    @property
    def focused(self) -> str:
        return self.main_screen.pane.id or ""

    @property
    def lines(self) -> list[str]:
        return [strip.text.rstrip() for strip in self._strips]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def shown(self, name: str) -> list[str]:
        """The lines of one pane, its frame included; none where it is not on the screen."""
        region = self.widget(name, Pane).region
        strips = self._strips
        return [strip.crop(region.x, region.right).text for strip in strips[region.y : region.bottom]]

    @property
    def _strips(self) -> list[Strip]:
        """The screen on top, and the ones below it where it lets them be seen; drawn once where one looks again."""
        if self._drawn_at != (turn := turns()):
            visible_screen_stack.set(self.app._background_screens)
            self._drawn, self._drawn_at = self.top_screen._compositor.render_strips(), turn
        return self._drawn

    @property
    def clipboard(self) -> str | None:
        """What was last sent to the terminal's clipboard."""
        sent = OSC52.findall("".join(self.sent))
        return base64.b64decode(sent[-1]).decode() if sent else None

    @property
    def messages(self) -> str:
        """What the status bar shows, as one line."""
        bar = next(iter(self.top_screen.query("#bottom")), None)
        return " ".join(line.strip() for line in self.lines[-(bar.region.height if bar else 1) :])

    async def press(self, *keys: str) -> None:
        for key in keys:
            send_key(self.app, key)
            await self.settle()

    async def settle(self) -> None:
        """Let every message be heard, and all that is said in answer to it, and paint where something waits for it."""
        await idle()
        while (screen := self.top_screen).is_running and (screen._layout_required or screen._callbacks):
            screen._on_timer_update()
            await idle()

    async def type(self, text: str) -> None:
        """Type as fast as the program can read: that letters lead where they lead one by one has a test of its own."""
        for letter in text:
            send_key(self.app, "space" if letter == " " else letter)
        await self.settle()

    async def find(self, query: str) -> None:
        """Ask the finder and go to its first result."""
        await self.press("slash", "ctrl+u")
        await self.type(query)
        await self.press("enter")

    async def go(self, target: str) -> None:
        """Jump to an item, as whatever links to it does."""
        self.main_screen.navigation.jump(target)
        await self.settle()

    async def click(self, name: str, x: int, y: int) -> None:
        """Click on a cell of a pane, counted from its upper left corner."""
        await self.pilot.click(f"#{name}", offset=(x, y))
        await self.settle()

    async def resize(self, *sizes: Size) -> None:
        for size in sizes:
            await self.pilot.resize_terminal(*size)
            await self.until(lambda size=size: tuple(self.main_screen.size) == size)  # type: ignore[misc] # mypy cannot infer it
            await self.settle()

    async def until(self, seen: Callable[[], object]) -> None:
        """Wait for what another thread or a timer brings."""
        end = time.monotonic() + PATIENCE
        while True:
            # While one screen takes another's place, there is none to look at.
            with suppress(ScreenStackError):
                await self.settle()
                if seen():
                    return
                assert time.monotonic() < end, f"waited in vain; the screen shows:\n{self.text}"
            await asyncio.sleep(0.02)


Story = Callable[[Reader], Awaitable[None]]


@cache
def load_once(article: Path) -> Loaded:
    """An article of the repository, loaded once for all stories of a process: nothing can change it."""
    return load(article)


def play(
    story: Story,
    article: Path = ZENN,
    size: Size = (120, 40),
    options: Options | None = None,
    prepared: bool = False,
    painted: bool = False,
) -> int:
    """Open the article on a screen of columns by rows, and tell the story; gives the exit code.

    With an unkept draft in `options`, that is opened instead. What the program prepares in the background is made when
    it is needed, unless it is to be `prepared`; the screen is drawn where the story looks, unless every change is to be
    `painted`.
    """

    async def played() -> int:
        wanted = options or Options(clipboard="osc52", osc52=True)
        if wanted.unkept:
            app = KztuiApp(wanted.unkept.load(), wanted)
        else:
            app = KztuiApp(
                (load_once if REPOSITORY in article.parents else load)(article), wanted._replace(path=article)
            )
        async with app.run_test(size=size) as pilot:
            reader = Reader(app, pilot)
            await reader.settle()
            await story(reader)
        app.main_screen.save_at_exit()
        return app.return_code or 0

    later = patch.object(reloading, "AFTER_FIRST_PAINT", reloading.AFTER_FIRST_PAINT if prepared else NEVER)
    # The program looks through all objects for garbage when an article is read anew. Here that would be all that pytest
    # and the tests hold, for each edit; that the memory is freed is seen from outside, in robust/test_long_session.py.
    garbage = patch.object(reloading, "gc", SimpleNamespace(get_freeze_count=lambda: 0, freeze=lambda: None))
    with later, garbage, parsed_once(), nullcontext() if painted else _paints_nothing():
        return run(played())


@contextmanager
def _paints_nothing() -> Iterator[None]:
    """Draw nothing that changed for a terminal that is not there: a reader who looks draws the whole screen."""

    def paint(compositor: Compositor, *_: object, **__: object) -> None:
        compositor._dirty_regions.clear()

    with (
        patch.object(Compositor, "render_update", paint),
        patch.object(pane, "dirty_regions", _changed_lines),
        patch.object(bars, "dirty_regions", _changed_lines),
    ):
        yield


def _changed_lines(before: Sequence[Strip], after: Sequence[Strip]) -> list[Region]:
    """In place of the cells that changed, which take long to find, the lines."""
    return [
        Region(0, y, new.cell_length, 1) for y, (old, new) in enumerate(zip(before, after, strict=True)) if old != new
    ]
