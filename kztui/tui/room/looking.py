"""Looking: peek, timeline, the original beside our words, the article's page, help, reloading."""

from textual import work

from kztui.article.load import Loaded, load
from kztui.article.problems import LoadError
from kztui.tui.room.moving import Moving
from kztui.tui.room.seeking import Seeking

WEB = ("https://", "http://")


class Looking(Seeking, Moving):
    """The commands that show something more."""

    def action_peek(self) -> None:
        if self.wish.peek:
            self.plan(peek=False)
            return
        link = self.reader.current_link
        target = link.target if link and self.pane is self.reader else self.selected
        if target not in self.article.items:
            self.say("Nothing to peek at: l goes to the next link")
            return
        self.peeked.show(target)
        self.plan(peek=True)

    def action_help(self) -> None:
        from kztui.tui.sheets.help import HelpSheet  # noqa: PLC0415 (only for those who ask)

        pane = self.pane
        title = pane.title or "Read"
        self.app.push_screen(HelpSheet(self.ink, pane.id or "", title, self.options.keys))

    def action_page_of_article(self) -> None:
        url = self.article.publication.URL
        if not url.startswith(WEB):
            self.say(
                "This article names no page on the web" if not url else f"Not opened: {url} is no web page", warn=True
            )
            return
        self.say(f"Opening {url}")
        self.app.open_url(url)

    def action_original(self) -> None:
        if self.reader.originals is not None:
            self.reader.set_originals(None)
        elif self.options.source is None:
            self.say("Attach your own copy of the article: kztui --source FILE")
        else:
            self._lay_beside()

    @work(thread=True, exclusive=True, group="original", exit_on_error=False)
    def _lay_beside(self) -> None:
        from kztui.article.source import find_paragraphs, read_copy  # noqa: PLC0415 (only for readers with a copy)

        source = self.options.source
        try:
            found = find_paragraphs(read_copy(source), self.article) if source else {}
        except OSError as error:
            self.app.call_from_thread(self.say, f"Your copy cannot be read: {error.strerror}", True)
            return
        self.app.call_from_thread(self._show_originals, found)

    def _show_originals(self, found: dict[int, str]) -> None:
        total = len(self.article.paragraphs)
        self.reader.set_originals(found)
        self.say(f"{len(found)} of {total} paragraphs found in your copy", warn=len(found) < total)

    def action_timeline(self) -> None:
        self.plan(timeline=not self.wish.timeline)
        self.to_pane("timeline" if self.wish.timeline else "reader")

    def action_reload(self) -> None:
        if self.options.path is not None:
            self._read_again()

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
            self.app.call_from_thread(self.say, f"Kept the last good view. {where}: {first.message}{more}", True)
            return
        self.app.call_from_thread(self.move_to, loaded)

    def move_to(self, loaded: Loaded) -> None:
        """Go on with the article as it is now, in place."""
