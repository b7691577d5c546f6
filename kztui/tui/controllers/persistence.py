"""Saves the session, in the background, and restores it at the next start."""

import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kztui.session.history import Location
from kztui.session.saved_session import changes, restored, visits
from kztui.session.session import Session
from kztui.session.state import ArticleKey, AttachedOriginal, RecentArticle, kept_path, path_key
from kztui.session.state_file import Change, StateFile
from kztui.tui.widgets.bars import WARNING_SECONDS

if TYPE_CHECKING:
    from kztui.tui.main_screen import MainScreen

SAVE_SECONDS = 20.0
POSITION_SECONDS = 0.1
"""How long it may take to find out where the reader is, while the event loop is busy."""
EXIT_PATIENCE = 0.3
"""How many seconds a reader who leaves waits for another program that is writing the same file."""
WORKER_PATIENCE = 8.0
"""How many seconds a worker waits for another writer, whose disk may be busy with other files."""


class PersistenceController:
    """Reads the state file when the screen opens, changes it as the session changes, writes it off the UI thread."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen
        self._file = screen.options.state_file
        self._path = path_key(screen.loaded.examined.path) if self._file else ""
        self._reported = ""
        self._is_open = False
        """Whether the article stands where it was left, so that there is a position to save."""
        self._acts = 0
        """How often the reader did something that is to be saved; of what became of it, the last is said."""

    @property
    def _key(self) -> ArticleKey:
        return ArticleKey(self._screen.article.publication.id, self._path)

    @property
    def original(self) -> AttachedOriginal | None:
        """The reader's own copy of the original, where one was attached to this article."""
        return self._file.state.article(self._key).original if self._file else None

    @property
    def recent_articles(self) -> list[RecentArticle]:
        """The other articles that were read and are still there, the last one first."""
        found = self._file.state.recent_articles() if self._file else []
        return [article for article in found if article.key != self._key and kept_path(article.key.path)]

    def save_position(self) -> None:
        """Save where the reader is, as before another article is opened."""
        if self._file is not None:
            self.record_position()
            self._save()

    def set_path(self, path: Path) -> None:
        """Keep the state of the article at `path` from now on, even where that of the one before was not kept."""
        if self._screen.options.unkept:
            self._file, _ = StateFile.load()
        self._path = path_key(path) if self._file else ""

    def attach(self, original: AttachedOriginal) -> None:
        """Remember the reader's own copy of the original."""
        key = self._key
        self._change([lambda state: state.with_original(key, original)])

    def rename(self, old: str, new: str) -> None:
        """Have what the reader has of an item follow its new id: bookmarks, selection, visits and history."""
        # Only an editor renames items, and few readers are one.
        from kztui.session.renaming import renamed_in_session, renamed_in_state  # noqa: PLC0415

        screen, key = self._screen, self._key
        screen.session = renamed_in_session(screen.session, old, new)
        self._change([lambda state: renamed_in_state(state, key, old, new)])

    def open(self) -> Location | None:
        """Give the screen the session that was saved of its article; the location to open at, if one was saved."""
        screen = self._screen
        if self._file is None:
            return None
        saved = self._file.open_article(self._key)
        self._opened()
        state = self._file.state
        style = screen.options.style or state.style or screen.session.style
        session = replace(screen.session, style=style, columns=state.columns, grouping=state.grouping)
        screen.session = restored(session, saved, screen.article)
        known = saved.position is not None and saved.position.selected in screen.article.items
        return saved.position if known and not screen.options.at else None

    def _opened(self) -> None:
        """Note that the article is read now."""
        record, key, now = self._screen.loaded.article.publication, self._key, int(time.time())
        if self._file is not None:
            self._file.change(lambda state: state.with_opened(key, record.printed_title or record.title, now))

    def start(self) -> None:
        """Report what could not be read, one after another, or greet at the first start; save every `SAVE_SECONDS`."""
        screen, self._is_open = self._screen, True
        for number, line in enumerate(screen.options.messages):
            say = partial(screen.status.say, line, warn=True)
            screen.set_timer(number * WARNING_SECONDS, say) if number else say()
        if self._file is not None and not self._file.state.greeted and not screen.options.messages:
            screen.status.greet()
            self._change([lambda state: state.with_greeting()], asked=False)
        screen.set_interval(SAVE_SECONDS, self.save_position)

    def begin_saving(self, path: Path) -> None:
        """Save from now on what was only in memory: the article is at `path` now."""
        before = Session(style=self._screen.session.style)
        self._file, _ = StateFile.load()
        self._path = path_key(path)
        self._opened()
        self.record(before, self._screen.session)

    def record(self, before: Session, after: Session) -> None:
        """Save how the session has changed: visits with the next save, all else at once."""
        if self._file is None or after is before:
            return
        for change in visits(before, after, self._key):
            self._file.change(change)
        found = changes(before, after, self._key, self._screen.loaded.article, int(time.time()))
        self._change(found, asked=after.queries == before.queries)

    def set_theme(self, theme: str) -> None:
        """Save the theme that the reader chose."""
        self._change([lambda state: state.with_theme(theme)])

    def _change(self, changes: list[Change], asked: bool = True) -> None:
        """Make changes and save them; where that fails, it is said each time if the reader `asked` for them."""
        if self._file is not None and changes:
            for change in changes:
                self._file.change(change)
            if asked:
                self.say_when_saved("")
            else:
                self._save()

    def say_when_saved(self, done: str, until: str = "") -> None:
        """Save, and say what was done once it is on disk; else that and why it is not.

        `until` is said where nothing is to be on disk: by the reader's choice, or as the draft is not kept yet. What
        was said meanwhile stays, unless something was not saved.
        """
        self._acts += 1
        write = partial(self._write_asked, self._acts, self._screen.status.messages_shown, done, until)
        self._screen.run_worker(write, group="asked save", exclusive=True, thread=True, exit_on_error=False)

    def _write_asked(self, act: int, shown: int, done: str, until: str) -> None:
        file = self._file
        message = file.save(WORKER_PATIENCE) if file is not None else None
        why = file.why_unsaved if file is not None else ""
        kept = file is not None and file.is_kept
        if why:
            text = f"{done}, but not on disk: {why}" if done else f"Not saved: {why}"
        else:
            text = " · ".join(filter(None, (done if kept else done + until, message)))
        if text:
            is_news = not (why or message)
            self._screen.app.call_from_thread(self._say, act, shown if is_news else -1, text, bool(message))

    def _say(self, act: int, shown: int, text: str, warn: bool) -> None:
        """Say what came of the last act, unless more than `shown` messages were shown meanwhile; -1 says it anyway."""
        if act == self._acts and shown in {-1, self._screen.status.messages_shown}:
            self._screen.status.say(text, warn)

    def _save(self) -> None:
        self._screen.run_worker(self._write, group="save", exclusive=True, thread=True, exit_on_error=False)

    def _write(self) -> None:
        message = self._file.save(WORKER_PATIENCE) if self._file is not None else None
        if message and message != self._reported:
            self._reported = message
            self._screen.app.call_from_thread(self._screen.status.say, message, True)

    def record_position(self) -> None:
        """Take note of where the reader is, as before the panes are replaced; the next save writes it."""
        if self._file is None:
            return
        key, here, history, now = self._key, self._screen.here, self._screen.session.history, int(time.time())
        if self._file.state.article(key).position != here:
            self._file.change(lambda state: state.with_position(key, here, history.earlier, history.later, now))

    def save_at_exit(self, busy: bool = False) -> str:
        """Save the session and where the reader is; called when the program ends, whatever ended it.

        `busy` where the event loop is. What could not be saved, and why; nothing where all was, or nothing was to be.
        """
        if self._file is None:
            return ""
        if not busy:
            self._record_last_position()
        elif self._is_open and self._screen.ready.is_set():
            # To find out where a cursor is may take as long as what the loop is busy with.
            asked = Thread(target=self._record_last_position, daemon=True)
            asked.start()
            asked.join(POSITION_SECONDS)
        self._file.save(EXIT_PATIENCE)
        parts = self._file.unsaved_parts if self._file.why_unsaved else []
        return f"not saved: {', '.join(parts)}: {self._file.why_unsaved}" if parts else ""

    def _record_last_position(self) -> None:
        with suppress(Exception):  # the widgets may be gone already: then the location saved last is kept
            self.record_position()
