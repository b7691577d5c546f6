"""Opens and closes the card of a link, the timeline, web page and help."""

import os
from functools import partial
from typing import TYPE_CHECKING

from kztui.tui.widgets.bars import CONFIRM_SECONDS

# Each method imports what it uses: nothing here is needed for the first paint, which imports delay.
# ruff: noqa: PLC0415
if TYPE_CHECKING:
    from kztui.tui.main_screen import MainScreen
    from kztui.tui.panes.card import CardPane
    from kztui.tui.panes.timeline import TimelinePane
    from kztui.tui.widgets.pane import Pane

PEEK_SECONDS = 1.2
"""Seconds on a link after which its card is shown by itself; a debounce: each move to another link begins anew."""
PEEK_LINES = 12
"""Lines of the reader from which it is: in fewer it would cover half of what is being read."""


class ViewsController:
    """Opens and closes what is shown besides the panes that are always there."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen
        self._card: CardPane | None = None
        self._timeline: TimelinePane | None = None
        self._pauses = 0
        self._confirmed_url = ""

    def set_article(self) -> None:
        """Drop the panes of another version of the article."""
        self._card = self._timeline = None

    # The original, on cards.

    def read_copy(self) -> bool:
        """Read the copy of the original that is known, if any; whether it has any of the article. In a worker."""
        screen = self._screen
        stated = screen.loaded.article.file.original
        if not (screen.options.original or screen.persistence.original or (stated and stated.file)):
            return False
        return screen.original.read_quietly()

    def show_article(self) -> None:
        """Show the same article in all panes anew: the original's words, or notes, were joined to it."""
        screen = self._screen
        for index in screen.indexes:
            index.set_article(screen.article)
        screen.links.article = screen.article
        screen.links.redraw()
        screen.reader.article = screen.article
        screen.reader.set_originals(screen.reader.originals)
        for pane in (self._card, self._timeline):
            if pane is not None:
                pane.set_article(screen.article)

    def open_panes(self) -> "list[Pane]":
        """New panes in place of those that are open besides the permanent ones."""
        return [self._new_timeline()] if self._screen.session.timeline else []

    # The card of a linked item.

    def toggle_peek(self) -> None:
        """Show or hide the card of the current link, or of the selected item."""
        screen, target = self._screen, self._peek_target
        if screen.session.peek:
            self._close_peek()
        elif target and target == screen.reader.here:
            next_link = screen.status.key_of("next_link")
            message = f"{screen.status.name_of(target)} is open already; {next_link} goes to a link to peek at"
            screen.status.say(message, holds=lambda: self._peek_target == target)
        else:
            self._peek()

    @property
    def _peek_target(self) -> str:
        """The item whose card would be shown: that of the current link, or the selected one."""
        screen = self._screen
        link = screen.reader.current_link
        return link.target if link and screen.pane is screen.reader else screen.session.selected

    def _close_peek(self) -> None:
        self._screen.lay_out(self._screen.session.show_peek(""))

    def _peek(self) -> None:
        screen, target = self._screen, self._peek_target
        if target not in screen.article.items:
            screen.status.say(f"Nothing to peek at: {screen.status.key_of('next_link')} goes to the next link")
            return
        if self._card is None:
            from kztui.tui.panes.card import CardPane

            self._card = CardPane("peek", screen.article, "Peek")
            screen.add_pane(self._card)
        self._card.show(target)
        screen.lay_out(screen.session.show_peek("above" if screen.reader.in_lower_half else "below"))

    def follow_link(self) -> None:
        """Show the card of the current link after `PEEK_SECONDS`; hide that of another one."""
        screen = self._screen
        link = screen.reader.current_link
        self._pauses += 1
        if screen.session.peek and self._card and not (link and link.target == self._card.target):
            self._close_peek()
        roomy = screen.reader.size.height >= PEEK_LINES
        if link and roomy and screen.pane is screen.reader and not screen.session.peek:
            pause = self._pauses
            screen.set_timer(PEEK_SECONDS, lambda: self._peek() if pause == self._pauses else None)

    # The timeline.

    def toggle_timeline(self) -> None:
        """Show the timeline and go there, or hide it and go to the reader."""
        screen = self._screen
        if self._timeline is None:
            screen.add_pane(self._new_timeline())
        session = screen.session.toggle_timeline()
        screen.focus_pane(session.pane)
        screen.update(session)

    def _new_timeline(self) -> "TimelinePane":
        """The pane of the timeline, created when it is first shown."""
        from kztui.tui.panes.timeline import TimelinePane

        self._timeline = TimelinePane("timeline", self._screen.article)
        return self._timeline

    # Outside and above.

    def compare(self) -> None:
        """Compare the two selected items; say what is missing where there are not two."""
        from kztui.article.comparison import compare
        from kztui.tui.dialogs.compare_dialog import CompareDialog

        screen = self._screen
        marks = screen.session.marks
        if len(marks) != 2 and screen.options.library and screen.library.tables.compare(screen.current):
            return
        if len(marks) != 2:
            key = screen.status.key_of("add_to_selection")
            change = "takes the current one out of it again" if len(marks) > 2 else "adds the current one"
            screen.status.say(f"Two items are compared, and the selection has {len(marks) or 'none'}: {key} {change}")
            return
        dialog = CompareDialog(screen.theme, screen.article, compare(screen.article, *marks))
        screen.app.push_screen(dialog, lambda target: screen.navigation.jump(target) if target else None)

    def open_web_page(self) -> None:
        """Open the article's page in the browser, at the second press of the key; the first says where it leads."""
        from kztui.article.web_address import WebAddressError, web_address

        screen, url = self._screen, self._screen.article.publication.URL
        if not url:
            screen.status.say("This article has no web page", warn=True)
            return
        try:
            address = web_address(url)
        except WebAddressError as error:
            screen.status.say(f"Not opened: {error} ({url})", warn=True)
            return
        if self._confirmed_url != address.url:
            self._confirmed_url = address.url
            key = screen.status.key_of("open_web_page")
            warning = f", which {address.warning}" if address.warning else ""
            text = f"Press {key} again to open {address.host}{warning} ({address.url})"
            screen.status.say(text, warn=bool(address.warning))
            screen.set_timer(CONFIRM_SECONDS, self._forget_url)
        else:
            self._forget_url()
            screen.status.say(f"Opening {address.host} …")
            work = partial(self._open_address, address.host, address.url)
            screen.run_worker(work, group="browser", exclusive=True, thread=True, exit_on_error=False)

    def _open_address(self, host: str, url: str) -> None:
        """Open an address, in a worker, and say what became of that."""
        from kztui.tui.browser import open_in_browser

        app = self._screen.app
        if app.is_web:  # served to a browser, which opens it itself
            app.call_from_thread(app.open_url, url)
            return
        opened, message = open_in_browser(url, os.environ)
        text = f"Opened {host} ({message})" if opened else f"Not opened: {message}. The address is {url}"
        app.call_from_thread(self._screen.status.say, text, not opened)

    def _forget_url(self) -> None:
        self._confirmed_url = ""

    def encode(self) -> None:
        """Turn to the encode mode, or to what is needed first."""
        from kztui.tui.controllers.encoding import EncodingController

        EncodingController(self._screen).enter()

    def edit_file(self) -> None:
        """Open the reader's editor at the line of the current item."""
        from kztui.tui.controllers.encoding import EncodingController

        EncodingController(self._screen).edit_file()

    def help(self) -> None:
        """Show every key, those of the focused pane first."""
        from kztui.tui.dialogs.help_dialog import HelpDialog

        screen, pane = self._screen, self._screen.pane
        here, where = screen.status.commands_of_use(), (pane.id or "", pane.title or "Read")
        screen.app.push_screen(HelpDialog(screen.theme, *where, screen.options.keys, here))
