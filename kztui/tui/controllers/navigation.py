"""Navigation: selecting, jumping, back and forward, moving between panes, filtering, closing layers."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from kztui.session.history import Location
from kztui.session.session import Session
from kztui.tui.pane_layout import INDEX
from kztui.tui.view_state import Highlighter

if TYPE_CHECKING:
    from kztui.tui.main_screen import MainScreen

PANES = (*INDEX, "reader", "links")


class NavigationController:
    """Moves the session, and shows the result in the reader and the Links pane."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen

    def open(self, location: Location | None) -> None:
        """Begin at the target that was asked for, else at the location that was saved, else at the beginning."""
        screen = self._screen
        at, session = screen.options.at, screen.session
        if at in screen.article.items:
            screen.reader.show(at)
            screen.update(session.select(at))
        elif location is not None:
            self.show(session.restore(screen.article, location), location)
        else:
            screen.update(session)

    def select(self, target: str, at: int, shown: bool) -> None:
        """A pane's cursor is on `target`; unless it is `shown` there, the reader shows it, link number `at` current."""
        screen = self._screen
        if shown:
            screen.update(screen.session.select(target))
            return
        # Moving in an index must not lose the location that was being read.
        reading = replace(screen.here, pane="reader", selected=screen.reader.here)
        session = screen.session.select(target, reading)
        screen.reader.show(target, at)
        screen.update(session)

    def jump(
        self, target: str, at: int = -1, highlighter: Highlighter | None = None, session: Session | None = None
    ) -> None:
        """Go to an item: to its link number `at`, or to what `highlighter` first finds in it.

        The jump is made in `session`, where that is not the screen's. An unknown target is reported, and nothing moves.
        """
        screen = self._screen
        if ":" in target and screen.options.library and screen.library.open(target):
            return
        session = (session or screen.session).jump(screen.article, target, screen.here)
        if session is None:
            screen.status.say(f"This article has no item “{target}”", warn=True)
            return
        screen.reader.show(target, at, highlighter)
        screen.links.set_subject(target)
        screen.focus_pane(session.pane)
        screen.update(session)

    def back(self) -> None:
        """Go back to the location before, be it in another article of the library."""
        if self._screen.options.library and self._screen.library.back():
            return
        self._move(self._screen.session.back(self._screen.article, self._screen.here), "No earlier location")

    def forward(self) -> None:
        """Go forward to the location gone back from last."""
        self._move(self._screen.session.forward(self._screen.article, self._screen.here), "No later location")

    def _move(self, moved: tuple[Session, Location] | None, otherwise: str) -> None:
        """Show a location of the history, or a message where there is none."""
        if moved is None:
            self._screen.status.say(otherwise)
        else:
            self.show(*moved)

    def show(self, session: Session, location: Location) -> None:
        """Show a location exactly as it was left."""
        screen = self._screen
        screen.reader.restore(location)
        if location.selected not in screen.article.items:
            session = session.select(screen.reader.here)
        screen.links.restore(location)
        screen.focus_pane(session.pane)
        screen.update(session.focus(screen.pane.id or "reader"))

    def focused(self, pane: str) -> None:
        """A pane has got the focus, by whatever means."""
        if pane != self._screen.session.pane:
            self._screen.update(self._screen.session.focus(pane))

    def next_pane(self, step: int) -> None:
        """Go `step` panes further on, round and round."""
        screen = self._screen
        names = [*PANES, *(["timeline"] if screen.session.timeline else [])]
        here = screen.pane.id or "reader"
        screen.focus_pane(names[(names.index(here) + step) % len(names)])

    def filter(self) -> None:
        """List only what is linked to the selection, too."""
        screen = self._screen
        screen.update(screen.session.filter())
        if not screen.session.filters:
            return
        count = len(screen.session.listed(screen.article) or ())
        names = " and to ".join(map(screen.status.name_of, screen.session.filters))
        key = screen.status.key_of("clear_filter")
        filters = screen.session.filters
        message = f"{count} items linked to {names}; {key} clears the filter"
        screen.status.say(message, holds=lambda: screen.session.filters == filters)

    def clear_filter(self) -> None:
        """List everything."""
        self._screen.update(self._screen.session.clear_filter())

    def toggle_maximized(self) -> None:
        """Maximize the focused pane, or restore it."""
        self._screen.lay_out(self._screen.session.toggle_maximized())

    def close_layer(self) -> None:
        """Close what lies on top; at the outermost nothing happens, least of all quitting."""
        screen = self._screen
        if screen.options.library and screen.library.requests.give_up():
            return
        session = screen.session.close_layer()
        if screen.session.peek or screen.session.maximized:
            screen.lay_out(session)
        elif screen.reader.link >= 0:
            screen.reader.move(0)
        else:
            screen.focus_pane(session.pane)
            screen.update(session)
