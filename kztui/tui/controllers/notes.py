"""The reader's own notes: read in the background, written in a dialog, listed together with the editor's."""

import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kztui.article.article import WHOLE_ARTICLE
from kztui.session.notes import ReaderNote
from kztui.session.notes_file import NotesFile
from kztui.session.state import ArticleKey, path_key
from kztui.tui.render.cells import crop
from kztui.tui.widgets.bars import CONFIRM_SECONDS

if TYPE_CHECKING:
    from kztui.tui.dialogs.note_dialog import NoteDialog
    from kztui.tui.main_screen import MainScreen

AGAIN_SECONDS = 20.0
"""After how long notes that could not be saved are tried again."""


class NotesController:
    """Holds the files of all articles whose notes were read since the start: none is left before it is saved."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen
        self._files: dict[ArticleKey, NotesFile] = {}
        self._messages: set[str] = set()
        self._warned = 0.0
        self._dialog: NoteDialog | None = None
        """The one that was opened last."""

    @property
    def _key(self) -> ArticleKey:
        screen = self._screen
        path = "" if screen.options.unkept else path_key(screen.loaded.examined.path)
        return ArticleKey(screen.loaded.article.publication.id, path)

    @property
    def file(self) -> NotesFile:
        """The notes on the article that is shown, read when first asked for; those on an unkept draft have no file."""
        key, title = self._key, self._title
        if key not in self._files:
            if self._screen.options.unkept:
                self._files[key] = NotesFile(key, title, None, "the draft is not kept yet")
            else:
                self._files[key], message = NotesFile.open(key, title)
                if message:
                    self._messages.add(message)
        return self._files[key]

    @property
    def _title(self) -> str:
        record = self._screen.loaded.article.publication
        return record.printed_title or record.title or record.id

    def read(self) -> None:
        """Read the notes, in a worker, and show them."""
        if self.file.notes.notes or self._messages:
            self._screen.app.call_from_thread(self.show)

    def show(self) -> None:
        """Show the notes as they are now, where they are not shown yet, and say what could not be read."""
        screen, texts = self._screen, dict(self.file.notes.texts)
        if texts != screen.article.reader_notes:
            screen.set_notes(texts)
            screen.views.show_article()
            screen.search.set_article()
            # Ready before the next letter in the finder.
            prepare = screen.search.index
            screen.run_worker(lambda: prepare().prepare(), group="prepare", thread=True, exit_on_error=False)
        for message in self._messages:
            screen.status.say(message, warn=True)
        self._messages.clear()

    def rename(self, old: str, new: str) -> None:
        """Have the note on an item follow its new id."""
        if old in self.file.notes.notes:
            self.file.change(lambda notes: notes.renamed(old, new))
            self.file.save()

    # Writing.

    def edit_article(self) -> None:
        """Write a note on the article as a whole."""
        self.edit(WHOLE_ARTICLE)

    def edit(self, target: str = "") -> None:
        """Write a note on `target`, by default on what is being read."""
        screen = self._screen
        target = target or screen.current
        if not target:
            screen.status.say("Nothing here to write a note on")
            return
        self.show()
        known = self.file.notes.notes.get(target)
        text = known.text if known else ""
        from kztui.tui.dialogs.note_dialog import NoteDialog  # noqa: PLC0415 - most sessions write none

        dialog = self._dialog = NoteDialog(screen.theme, self._about(target), text, partial(self._keep, target))
        screen.app.push_screen(dialog, partial(self._report, target, text))

    def _about(self, target: str) -> str:
        """What the note is on: kind and name, or what they were."""
        if target == WHOLE_ARTICLE:
            return f"the article as a whole · {crop(self._title, 60)}"
        item = self._screen.article.items.get(target)
        if item is None:
            note = self.file.notes.notes.get(target, ReaderNote(text=""))
            return f"{note.kind or 'item'} · {note.label or target} (no longer in the article)"
        return f"{item.sign} {item.item_kind} · {self._screen.status.name_of(target)}"

    def _keep(self, target: str, text: str, before: str) -> str:
        """Keep a text that was made from `before`; why it is not on disk, or nothing where it is or need not be."""
        item, now = self._screen.loaded.article.items.get(target), int(time.time())
        note = self.file.notes.notes.get(target, ReaderNote(text=""))
        if item is not None:  # its label now; without the original's words
            label = self._screen.loaded.article.link_label(target)
            note = ReaderNote(text="", kind=item.item_kind, label=label)
        elif target == WHOLE_ARTICLE:
            note = ReaderNote(text="", label=self._title)
        note = ReaderNote(text=text, kind=note.kind, label=note.label, made=now, changed=now)
        if text != before.strip():
            self.file.change(lambda notes: notes.with_note(target, note, before))
        message = self.file.save()
        if self.file.without is not None:
            return ""
        if message:
            self._screen.set_timer(AGAIN_SECONDS, self._save_again)
        return message or ""

    def _save_again(self) -> None:
        failed = [file for file in self._unsaved() if file.save()]
        if failed:
            self._screen.set_timer(AGAIN_SECONDS, self._save_again)

    def _unsaved(self) -> list[NotesFile]:
        """The files with changes that are not on disk and could be."""
        return [file for file in self._files.values() if file.unsaved and file.without is None]

    def _report(self, target: str, before: str, text: str | None) -> None:
        """Show the note, and say what became of it."""
        screen, file = self._screen, self.file
        here = screen.reader.location
        self.show()
        if text is None or text == before:
            return
        if target == WHOLE_ARTICLE and not here.page:  # it stands above all that can be read
            added = _lines(text) - _lines(before)
            top = max(0, here.top_block + added) if here.top_block else 0
            screen.reader.restore(replace(here, block=max(0, here.block + added), top_block=top))
        name, without = screen.status.name_of(target), file.without
        if target == WHOLE_ARTICLE:
            name = "the article"
        elif target not in screen.article.items:
            name = f"what is no longer in the article: {file.notes.notes[target].label or target}" if text else "it"
        done = f"Kept your note on {name}" if text else f"Removed your note on {name}"
        if screen.options.unkept:
            key = screen.status.key_of("keep")
            screen.status.say(f"{done}: it is saved with the draft, which {key} keeps" if text else done)
        elif without:
            screen.status.say(f"{done}. {without}", warn=True)
        elif file.unsaved:
            screen.status.say(f"{done} in memory only: {file.save()}", warn=True)
        else:
            screen.status.say(done)

    # Keeping.

    def keep_draft(self) -> None:
        """Save the notes on a draft that was kept just now."""
        draft = self._files.pop(ArticleKey(self._key.id, ""), None)
        if draft is not None and draft.notes.notes:
            self.file.change(lambda notes: notes.with_all(draft.notes))
            self._save_again()

    def count_unkept(self) -> int:
        """How many notes there are on a draft that is not kept yet."""
        return len(self.file.notes.notes) if self._screen.options.unkept else 0

    def save_now(self) -> bool:
        """Save what is not on disk yet; whether all is."""
        return not [file for file in self._unsaved() if file.save()]

    def may_quit(self) -> bool:
        """Whether all notes are on disk, or the reader was told a moment ago that they are not; else it is said now."""
        failed = [message for file in self._unsaved() if (message := file.save())]
        if not failed or time.monotonic() - self._warned < CONFIRM_SECONDS:
            return True
        self._warned = time.monotonic()
        again = self._screen.status.key_of("quit")
        self._screen.status.say(f"{again} again quits without your last notes. {failed[0]}", warn=True)
        return False

    def save_at_exit(self) -> str:
        """Keep what is being written, and save all notes; called when the program ends, whatever ended it.

        What could not be saved, and why; nothing where all was.
        """
        with suppress(Exception):  # the widgets may be gone already: then what was kept after the last pause counts
            if self._dialog is not None and self._dialog in self._screen.app.screen_stack:
                self._dialog.keep()
        failed = [message for file in self._unsaved() if (message := file.save())]
        return f"your last notes are lost. {failed[0]}" if failed else ""

    # The list.

    def list(self) -> None:
        """Choose among the editor's notes and the reader's own."""
        from kztui.tui.notes_source import notes_source  # noqa: PLC0415 - the search is not needed to write

        self.show()
        screen = self._screen
        mine = self.file.notes.notes
        screen.search.open_finder(notes_source(screen.article, mine, screen.status.key_of("my_note")))


def _lines(text: str) -> int:
    """The lines of a note, each of which is a block of the page."""
    return sum(bool(line.strip()) for line in text.splitlines())
