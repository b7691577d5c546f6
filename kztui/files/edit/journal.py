"""The journal (write-ahead log) of an article's edits: what each changed, to undo it, and to finish it after a crash.

It is a file of JSON lines. The intent of an edit is on the disk before the first of the article's files is replaced,
and a mark follows when all of them are. Beside it stands what each file held after the last edit, so that changes by
other programs can be told from ours.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

from kztui.files.edit.article_files import EditRefusedError
from kztui.files.edit.plan import FileChange
from kztui.files.edit.splices import digest
from kztui.files.sanitize import sanitize_line

Lock = Callable[[Path], AbstractContextManager[None]]
Action = Literal["edit", "undo", "redo"]
MOST_BYTES = 16_000_000
"""How large a journal grows before its older half is dropped."""


class JournalRecord(Struct, frozen=True, tag="edit"):
    """One edit, undo or redo: which edit by its number, the changes of files, and those that others made before it."""

    action: Action
    number: int
    summary: str
    time: int
    changes: tuple[FileChange, ...]
    external: tuple[FileChange, ...] = ()
    renamed: dict[str, str] = {}
    target: str = ""


class _Mark(Struct, frozen=True, tag="mark"):
    """Whether the edit before it was carried out."""

    done: bool


_DECODER = msgspec.json.Decoder(JournalRecord | _Mark, dec_hook=lambda type_, value: type_(value))


def journal_name(path: Path) -> str:
    """The name of an article's journal, without an ending, from where the article is."""
    return digest(os.fsencode(os.path.realpath(path)))[:32]


class Journal:
    """The journal of one article, in the file `path`; in memory where there is none."""

    def __init__(self, path: Path | None = None, lock: Lock | None = None) -> None:
        self.path = path
        self._lock = lock
        self._size = 0
        self._torn = False
        self.records: list[JournalRecord] = []
        """The edits that were carried out, in order."""
        self.pending: JournalRecord | None = None
        """An edit that was begun, and may not have been carried out."""
        self._contents: dict[Path, bytes | None] = {}

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the journal, so that no other kztui edits the article, and read what others have added.

        Raises EditRefusedError where another one holds it, or its folder cannot be used.
        """
        with ExitStack() as held:
            if self.path is not None:
                try:
                    self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                    if self._lock:
                        held.enter_context(self._lock(self.path.with_suffix(".lock")))
                    self._read(self.path)
                except TimeoutError as error:
                    raise EditRefusedError("another kztui is just editing this article: try again") from error
                except OSError as error:
                    raise EditRefusedError(self._cannot_write(error)) from error
            yield

    def begin(self, record: JournalRecord) -> None:
        """Put what is to be done on the disk. Raises EditRefusedError where that cannot be written."""
        self.pending = record
        if self.path is not None:
            try:
                self._append(self.path, record, sync=True)
            except OSError as error:
                self.pending = None
                raise EditRefusedError(self._cannot_write(error)) from error

    def finish(self, contents: Mapping[Path, bytes | None], *, done: bool) -> None:
        """Note whether the edit was carried out, and what its files hold now."""
        record, self.pending = self.pending, None
        if done and record is not None:
            self.records.append(record)
            if self.path is None:
                self._bound_memory(record)
        changed = {path: content for path, content in contents.items() if self.content(path) != content}
        self._contents.update(changed)
        if self.path is None:
            return
        with suppress(OSError):  # the next start finds out by itself
            if done:
                self._keep(changed)
            self._append(self.path, _Mark(done), sync=False)

    def content(self, path: Path) -> bytes | None:
        """What a file held after the last edit, or when it was first edited; None where that is not known."""
        if path not in self._contents and self.path is not None:
            try:
                self._contents[path] = self._kept(path).read_bytes()
            except OSError:
                self._contents[path] = None
        return self._contents.get(path)

    def _kept(self, path: Path) -> Path:
        assert self.path is not None  # noqa: S101 - narrows the type; called where there is a file alone
        return self.path.with_name(f"{self.path.stem}.{digest(os.fsencode(path))[:16]}.last")

    def _keep(self, contents: Mapping[Path, bytes | None]) -> None:
        for path, content in contents.items():
            if content is None:
                self._kept(path).unlink(missing_ok=True)
            else:
                with open(self._kept(path), "wb", opener=_private) as file:
                    file.write(content)

    def _read(self, path: Path) -> None:
        size = path.stat().st_size if path.exists() else 0
        if size == self._size:
            return
        self.records, self.pending, self._contents = [], None, {}
        raw = path.read_bytes()
        self._size, self._torn = len(raw), not raw.endswith(b"\n")
        for line in raw.splitlines():
            with suppress(msgspec.MsgspecError, ValueError):  # a line that was cut off by a crash: nothing followed it
                entry = _DECODER.decode(line)
                if isinstance(entry, JournalRecord):
                    self.pending = entry
                    continue
                if entry.done and self.pending:
                    self.records.append(self.pending)
                self.pending = None

    def _append(self, path: Path, entry: JournalRecord | _Mark, *, sync: bool) -> None:
        if self._size > MOST_BYTES:
            self._drop_older_half(path)
        line = _line(entry)
        with open(path, "ab", opener=_private) as file:
            file.write(b"\n" + line if self._torn else line)
            file.flush()
            if sync:
                os.fsync(file.fileno())
            self._size, self._torn = file.tell(), False

    def _bound_memory(self, record: JournalRecord) -> None:
        """Drop the older half of a journal in memory, as of one in a file, once it is large."""
        self._size += len(_line(record))
        if self._size > MOST_BYTES:
            self.records = self.records[len(self.records) // 2 :]
            self._size = sum(len(_line(each)) for each in self.records)

    def _drop_older_half(self, path: Path) -> None:
        self.records = self.records[len(self.records) // 2 :]
        new = path.with_suffix(".new")
        with open(new, "wb", opener=_private) as file:
            file.writelines(_line(record) + _line(_Mark(done=True)) for record in self.records)
            file.flush()
            os.fsync(file.fileno())
            self._size = file.tell()
        new.replace(path)

    def _cannot_write(self, error: OSError) -> str:
        return f"nothing was changed: {error.strerror}: the journal {sanitize_line(str(self.path))} cannot be written"


def _line(entry: JournalRecord | _Mark) -> bytes:
    return msgspec.json.encode(entry, enc_hook=str) + b"\n"


def _private(path: Any, flags: int) -> int:
    return os.open(path, flags, 0o600)
