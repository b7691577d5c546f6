"""The reader's own notes in a running kztui: one file an article, in the data folder, which nothing ever empties.

The file is named after the article's id. Several articles with one id have a file each, with a number; which is whose
stands in the files.
"""

import os
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import reduce
from itertools import chain, count
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from kztui.session.notes import VERSION, ArticleNotes, read_notes
from kztui.session.notes_folder import notes_folder
from kztui.session.state import ArticleKey, is_gone
from kztui.session.storage import DamagedError, locked, read_bytes, reason_of, replace_file, shown_path

NotesChange = Callable[[ArticleNotes], ArticleNotes]

LONGEST_NAME = 180
"""Bytes of an id that are a file's name; a longer one is cut, and its digest added."""


class NotesFile:
    """The notes on one article in memory, and their file.

        file, message = NotesFile.open(ArticleKey("harbour", path_key(path)), "Harbours")
        file.change(lambda notes: notes.renamed("baku", "baku-port"))
        message = file.save()

    A message is one line that says why notes cannot be read or written; nothing here raises. All methods may be called
    from several threads.
    """

    def __init__(self, key: ArticleKey, title: str, folder: Path | None, without: str | None = None) -> None:
        """Keep the notes in `folder`; in memory only where that is None, for the reason `without`."""
        self._key = key
        self._title = title
        self._folder = folder
        self._without = without
        self._notes = self._saved = ArticleNotes(version=VERSION, id=key.id, path=key.path, title=title)
        self._pending: tuple[NotesChange, ...] = ()
        self._changing = Lock()
        self._saving = Lock()

    @classmethod
    def open(
        cls, key: ArticleKey, title: str = "", env: Mapping[str, str] | None = None
    ) -> "tuple[NotesFile, str | None]":
        """Read the notes on an article, and a message if that fails. Nothing is written.

        An article without notes takes over a copy of those on an article with the same id whose path is gone: it is
        taken for moved.
        """
        folder = notes_folder(env)
        if isinstance(folder, str):
            return cls(key, title, None, folder), None
        file = cls(key, title, folder)
        try:
            found = file._find(folder)
        except (OSError, ValueError) as error:
            return file, f"Notes cannot be read: {shown_path(folder)}: {reason_of(error)}"
        file._notes = file._saved = found.notes
        return file, found.message

    @property
    def notes(self) -> ArticleNotes:
        """The notes with all changes of this session, saved or not."""
        return self._notes

    @property
    def without(self) -> str | None:
        """Why the notes are kept in memory only; None where they have a file."""
        return self._without

    @property
    def unsaved(self) -> bool:
        """Whether a change is not on disk."""
        return bool(self._pending)

    def change(self, change: NotesChange) -> None:
        """Change the notes, in memory at once and on disk with the next `save`."""
        with self._changing:
            self._notes = change(self._notes)
            self._pending = (*self._pending, change)

    def save(self) -> str | None:
        """Make the changes since the last time on top of what is on disk by now; why that failed, or None."""
        with self._saving:
            pending, folder = self._pending, self._folder
            if folder is None or not pending:
                return self._without
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                with locked(folder / "lock"):
                    merged = self._merge(folder, pending)
            except TimeoutError:
                return f"Notes not saved yet: another kztui has locked {shown_path(folder)}"
            except (OSError, ValueError) as error:
                return f"Notes not saved: {shown_path(folder)}: {reason_of(error)}"
            with self._changing:
                self._saved, self._pending = merged, self._pending[len(pending) :]
                self._notes = _replayed(merged, self._pending)
            return None

    def _merge(self, folder: Path, pending: tuple[NotesChange, ...]) -> ArticleNotes:
        """Make the pending changes on top of what is on disk, and return the result. Only while holding the lock."""
        found = self._find(folder)
        merged = replace(_replayed(found.notes, pending), title=self._title or found.notes.title)
        if merged.notes or found.path.exists():
            replace_file(found.path, msgspec.json.format(msgspec.json.encode(merged)) + b"\n")
            for path in found.others:
                path.unlink(missing_ok=True)
        return merged

    def _find(self, folder: Path) -> "_Found":
        """The article's file with its notes, or the one to make and what it begins with.

        A file that cannot be read, or is from a newer kztui, is left as it is. Raises OSError when the folder cannot
        be listed.
        """
        names = _names(folder, self._key.id)
        own: list[tuple[Path, ArticleNotes]] = []
        moved: list[tuple[float, ArticleNotes]] = []
        messages: list[str] = []
        for path in map(folder.joinpath, names):
            try:
                notes = read_notes(read_bytes(path) or b"")
            except OSError as error:
                messages.append(f"{shown_path(path)} cannot be read: {reason_of(error)}; it is left as it is")
                continue
            except (DamagedError, msgspec.MsgspecError, ValueError, RecursionError):
                messages.append(f"{shown_path(path)} is damaged or newer; it is left, and notes go to another file")
                continue
            if notes.id == self._key.id and notes.path == self._key.path:
                own.append((path, notes))
            elif notes.id == self._key.id and is_gone(notes.path):
                moved.append((path.stat().st_mtime, notes))
        if own:
            (path, notes), *others = own
            # Two files come about where one could not be read for a while.
            return _Found(
                path, reduce(ArticleNotes.with_all, (more for _, more in others), notes), [p for p, _ in others]
            )
        notes = self._saved  # where the file has gone, it is written again
        if moved and not notes.notes:
            notes = replace(max(moved, key=lambda pair: pair[0])[1], path=self._key.path)
        return _Found(folder / _free_name(self._key.id, names), notes, message=next(iter(messages), None))


class _Found(NamedTuple):
    path: Path
    notes: ArticleNotes
    others: Sequence[Path] = ()
    """Further files of the same article, whose notes are among `notes`."""
    message: str | None = None


def _replayed(notes: ArticleNotes, changes: tuple[NotesChange, ...]) -> ArticleNotes:
    for change in changes:
        notes = change(notes)
    return notes


def _stem(article_id: str) -> str:
    """What the names of files for articles with that id begin with; no id has a stop in it."""
    raw = article_id.encode()
    if len(raw) <= LONGEST_NAME:
        return article_id
    from hashlib import sha256  # noqa: PLC0415 - few ids are so long

    return f"{raw[:LONGEST_NAME].decode(errors='ignore')}-{sha256(raw).hexdigest()[:16]}"


def _names(folder: Path, article_id: str) -> list[str]:
    """The files there are for articles with that id, whatever the case of its letters: some file systems ignore it."""
    pattern = re.compile(rf"{re.escape(_stem(article_id))}(?:\.[0-9]+)?\.json", re.IGNORECASE)
    try:
        found = [name for name in os.listdir(folder) if pattern.fullmatch(name)]  # noqa: PTH208 - names alone
        return sorted(found, key=lambda name: (len(name), name))
    except FileNotFoundError:
        return []


def _free_name(article_id: str, taken: Collection[str]) -> str:
    stem, folded = _stem(article_id), {name.casefold() for name in taken}
    names = chain([f"{stem}.json"], (f"{stem}.{number}.json" for number in count(2)))
    return next(name for name in names if name.casefold() not in folded)
