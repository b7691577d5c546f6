"""Keeping: what the reader leaves behind comes back with the next start, and never stands in the way of reading."""

import time
from contextlib import suppress

from textual import work

from kztui.session.article_key import ArticleKey, path_key
from kztui.session.history import History
from kztui.session.state import SavedPosition
from kztui.session.state_file import Change, StateFile
from kztui.tui.controllers.base import Location
from kztui.tui.controllers.status import MESSAGE_SECONDS
from kztui.tui.controllers.views import ViewsMixin
from kztui.tui.panes.links import LinksPlace
from kztui.tui.panes.reader import ReaderPlace

SAVE_SECONDS = 20.0


def position(place: Location) -> SavedPosition:
    """A place as it is kept on disk."""
    reader = place.reader
    return SavedPosition(
        pane=place.pane,
        selected=place.selected,
        page=reader.page,
        block=reader.block,
        offset=reader.offset,
        top_block=reader.top_block,
        top_offset=reader.top_offset,
        link=reader.link,
        subject=place.links.subject,
        entry=place.links.entry,
    )


def place(kept: SavedPosition) -> Location:
    """A kept position as a place of the room."""
    reader = ReaderPlace(kept.page, kept.block, kept.offset, kept.top_block, kept.top_offset, kept.link)
    return Location(kept.pane, kept.selected, reader, LinksPlace(kept.subject, kept.entry))


class PersistenceMixin(ViewsMixin):
    """Reads the state when the room opens, changes it as things happen, writes it off the UI thread."""

    memory: StateFile | None = None

    _path_key = ""

    @property
    def article_key(self) -> ArticleKey:
        return ArticleKey(self.article.publication.id, self._path_key)

    def open_at_start(self) -> None:
        """The remembered place, unless a target was asked for: that one wins."""
        memory = self.memory = self.options.memory
        if memory is None:
            super().open_at_start()
            return
        self._path_key = path_key(self.loaded.examined.path)
        reading = memory.open_article(self.article_key)
        self.style = self.options.style or memory.state.style or self.style
        self.bookmarks = tuple(reading.bookmarks)
        self.queries = tuple(reversed(reading.queries))
        self.recent = list(reading.recent)
        self.history = History(tuple(map(place, reading.back)), tuple(map(place, reading.forward)))
        super().open_at_start()
        kept = reading.position
        if kept and not self.options.at and kept.selected in self.article.items:
            self.restore(place(kept))
        for line in self.options.messages:
            self.say(line, warn=True)
        if not memory.state.greeted and not self.options.messages:
            self._greet()

    def _greet(self) -> None:
        self.newcomer = True
        self.set_timer(MESSAGE_SECONDS, self._greeted)
        self.change(lambda state: state.with_greeting())

    def _greeted(self) -> None:
        self.newcomer = False
        self.hints()

    def change(self, change: Change) -> None:
        """Remember something; it is written by and by."""
        if self.memory is not None:
            self.memory.change(change)
            self.save()

    @work(thread=True, exclusive=True, group="save", exit_on_error=False)
    def save(self) -> None:
        memory = self.memory
        message = memory.save() if memory is not None else None
        if message and message != self._complained:
            self._complained = message
            self.app.call_from_thread(self.say, message, True)

    _complained = ""

    def remember(self) -> None:
        style = self.style
        self.change(lambda state: state.with_style(style))

    def remember_theme(self, theme: str) -> None:
        self.change(lambda state: state.with_theme(theme))

    def visited(self, target: str) -> None:
        super().visited(target)
        if self.memory is not None:
            self.memory.change(lambda state: state.with_visit(self.article_key, target))

    def searched(self, query: str) -> None:
        super().searched(query)
        self.change(lambda state: state.with_query(self.article_key, query))

    def toggle_bookmark(self, target: str) -> bool:
        kept = super().toggle_bookmark(target)
        label, now = self.article.label(target), int(time.time())
        if kept:
            self.change(lambda state: state.with_bookmark(self.article_key, target, label, now))
        else:
            self.change(lambda state: state.without_bookmark(self.article_key, target))
        return kept

    def on_mount(self) -> None:
        self.set_interval(SAVE_SECONDS, self._keep_place)

    def _keep_place(self) -> None:
        self._note_place()
        self.save()

    def _note_place(self) -> None:
        if self.memory is None:
            return
        here = position(self.place())
        behind = tuple(map(position, self.history.behind))
        ahead = tuple(map(position, self.history.ahead))
        now = int(time.time())
        if self.memory.state.article(self.article_key).position != here:
            self.memory.change(lambda state: state.with_position(self.article_key, here, behind, ahead, now))

    def leave_for_good(self) -> None:
        """Write down where the reader is; called when the program ends, whatever ended it."""
        if self.memory is not None:
            with suppress(Exception):  # the widgets may be gone already: then the last place written stands
                self._note_place()
            self.memory.save()
