"""Looking: peek, timeline, the original beside our words, the article's page, help, reloading."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from kztui.files.load import Loaded, load
from kztui.files.problems import LoadError
from kztui.tui.controllers.navigation import NavigationMixin
from kztui.tui.controllers.search import SearchMixin
from kztui.tui.textual_compat.region_layout import lay_out_now

if TYPE_CHECKING:
    from kztui.tui.panes.card import CardPane
    from kztui.tui.panes.timeline import TimelinePane

Stamp = tuple[tuple[str, int], ...]
WEB = ("https://", "http://")
CONFIRM = 8.0
PAUSE = 1.2
"""Seconds on a link after which its card shows by itself."""
PEEK_FROM = 12
"""Lines of the reader from which it does: in fewer it would cover half of what is being read."""


class ViewsMixin(SearchMixin, NavigationMixin):
    """The commands that show something more."""

    _peeked: "CardPane | None" = None
    _timeline: "TimelinePane | None" = None
    _stay = 0
    _shown_url = ""

    def action_peek(self) -> None:
        if self.layout_state.peek:
            self.arrange_panes(peek="")
            return
        self._peek()

    def _peek(self) -> None:
        link = self.reader.current_link
        target = link.target if link and self.pane is self.reader else self.selected
        if target not in self.article.items:
            self.say("Nothing to peek at: l goes to the next link")
            return
        self._card().show(target)
        self.arrange_panes(peek="above" if self.reader.in_lower_half else "below")

    def _card(self) -> "CardPane":
        """The pane of the peek, mounted when it is first wanted."""
        if self._peeked is None:
            from kztui.tui.panes.card import CardPane  # noqa: PLC0415 (for those who peek)

            self._peeked = CardPane("peek", self.article, "Peek")
            self.panes.append(self._peeked)
            self.mount(self._peeked, before=self.bottom)
            self.publish()
        return self._peeked

    def publish(self) -> None:
        super().publish()
        self._peek_after_a_pause()

    def _peek_after_a_pause(self) -> None:
        """A link on which one stays shows its card; going on takes the card away."""
        link = self.reader.current_link
        self._stay += 1
        if self.layout_state.peek and self._peeked and not (link and link.target == self._peeked.target):
            self.arrange_panes(peek="")
        roomy = self.reader.size.height >= PEEK_FROM
        if link and roomy and self.pane is self.reader and not self.layout_state.peek:
            stay = self._stay
            self.set_timer(PAUSE, lambda: self._peek() if stay == self._stay else None)

    def action_help(self) -> None:
        from kztui.tui.dialogs.help_dialog import HelpDialog  # noqa: PLC0415 (only for those who ask)

        pane = self.pane
        title = pane.title or "Read"
        self.app.push_screen(HelpDialog(self.theme, pane.id or "", title, self.options.keys))

    def action_page_of_article(self) -> None:
        url = self.article.publication.URL
        if not url.startswith(WEB):
            self.say(
                "This article names no page on the web" if not url else f"Not opened: {url} is no web page", warn=True
            )
            return
        if self._shown_url != url:
            self._shown_url = url
            self.say(f"Leads to {url} · {self.key_of('page_of_article')} again opens it in the browser")
            self.set_timer(CONFIRM, self._forget_url)
            return
        self._forget_url()
        self.say(f"Opening {url}")
        self.app.open_url(url)

    def _forget_url(self) -> None:
        self._shown_url = ""

    def action_original(self) -> None:
        if self.reader.originals is not None:
            self.reader.set_originals(None)
        elif self.options.original is None:
            self.say("No original attached. Start with: kztui --original FILE")
        else:
            self._lay_beside()

    @work(thread=True, exclusive=True, group="original", exit_on_error=False)
    def _lay_beside(self) -> None:
        from kztui.importing.original import OriginalError, find_paragraphs, read_original, summary  # noqa: PLC0415 (for an original)

        original = self.options.original
        try:
            found = find_paragraphs(read_original(original), self.article) if original else {}
        except OriginalError as error:
            self.app.call_from_thread(self.say, f"The original cannot be read: {error.problem.message}", True)
            return
        self.app.call_from_thread(self._show_originals, found, f"Original: {summary(found, self.article)}")

    def _show_originals(self, found: dict[int, str], message: str) -> None:
        self.reader.set_originals(found)
        self.say(message, warn=len(found) < len(self.article.paragraphs))

    def action_timeline(self) -> None:
        if self._timeline is None:
            # Most readers come for the text: the timeline is made for those who ask for it.
            from kztui.tui.panes.timeline import TimelinePane  # noqa: PLC0415

            self._timeline = TimelinePane("timeline", self.article)
            self.panes.append(self._timeline)
            self.mount(self._timeline, before=self.bottom)
            self.publish()
        self.arrange_panes(timeline=not self.layout_state.timeline)
        self.to_pane("timeline" if self.layout_state.timeline else "reader")

    def action_reload(self) -> None:
        self._read_again()

    def watch_files(self) -> None:
        """Look whether the article was saved since, and read it again if so."""
        path = self.options.path
        if path is not None and (stamp := _stamp(path)) != self._read_at:
            if self._read_at:
                self._read_again()
            self._read_at = stamp

    @work(thread=True, exclusive=True, group="reload", exit_on_error=False)
    def _read_again(self) -> None:
        if self.options.path is None:
            return
        try:
            loaded = load(self.options.path)
        except LoadError as error:
            first = error.problems[0]
            more = f" (and {len(error.problems) - 1} more)" if len(error.problems) > 1 else ""
            where = f"{first.file}:{first.line}:{first.column}"
            self.app.call_from_thread(self._keep_view, f"{where}: {first.message}{more}")
            return
        # In turn with the keys, none of which may find the panes half made.
        self.app.call_from_thread(self.call_next, self.move_to, loaded)

    def _keep_view(self, fault: str) -> None:
        """Go on showing what could be read last, and say so for as long as it lasts."""
        self.unread = True
        self.title_line()
        self.say(f"Kept the last good view. {fault}", warn=True)

    async def move_to(self, loaded: Loaded) -> None:
        """Go on with the article as it is now, in place: the panes are made anew, all that the reader did stays."""
        place, timeline = self.place(), self.layout_state.timeline
        self.set_article(loaded)
        self.ready.clear()
        try:
            await self.recompose()
            self.restore(place)
            if timeline:
                self.action_timeline()
            # Until the new panes have their places, the mouse would find the old ones there.
            lay_out_now(self)
        finally:
            self.ready.set()
        self.say("Read the article again")

    def set_article(self, loaded: Loaded) -> None:
        super().set_article(loaded)
        self._timeline = self._peeked = None

    _read_at: Stamp = ()


def _stamp(path: Path) -> Stamp:
    """What changes when a file of the article is saved."""
    files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    stamp: list[tuple[str, int]] = []
    for file in files:
        with suppress(OSError):
            stamp.append((file.name, file.stat().st_mtime_ns))
    return tuple(stamp)
