"""Which edits of a journal can be taken back or made again, and what that changes in the files as they are by now."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from kztui.files.edit.article_files import EditRefusedError
from kztui.files.edit.journal import Journal, JournalRecord
from kztui.files.edit.plan import NOTHING, FileChange
from kztui.files.edit.splices import Splice, Splices, changed_lines, digest, inverse, line_number, rebased, spliced
from kztui.files.edit.writing import content_of, digest_of


class LoggedEdit(NamedTuple):
    """An edit in the journal: its number, when it was made (seconds since 1970), its summary, and if it is undone."""

    number: int
    time: int
    summary: str
    undone: bool


class _Stacks(NamedTuple):
    """The records to reverse for the next undo and redo, each by its index, the last one first to go."""

    undo: list[int]
    redo: list[int]


def _stacks(records: Sequence[JournalRecord]) -> _Stacks:
    undo: list[int] = []
    redo: list[int] = []
    for index, record in enumerate(records):
        if record.action == "edit":
            redo.clear()
        stack = redo if record.action == "redo" else undo if record.action == "undo" else []
        if stack:
            stack.pop()
        (redo if record.action == "undo" else undo).append(index)
    return _Stacks(undo, redo)


def to_undo(journal: Journal) -> int | None:
    """The index of the record that the next undo reverses; None where there is none."""
    return next(reversed(_stacks(journal.records).undo), None)


def to_redo(journal: Journal) -> int | None:
    """The index of the record that the next redo reverses; None where there is none."""
    return next(reversed(_stacks(journal.records).redo), None)


def logged(journal: Journal) -> list[LoggedEdit]:
    """The edits in the journal, the last one first; those that later ones have replaced are left out."""
    undo, redo = _stacks(journal.records)
    found = [(index, False) for index in undo] + [(index, True) for index in reversed(redo)]
    records = journal.records
    return [LoggedEdit(*_named(records[index]), undone) for index, undone in reversed(found)]


def _named(record: JournalRecord) -> tuple[int, int, str]:
    return record.number, record.time, record.summary


def external_changes(journal: Journal, paths: Sequence[Path]) -> tuple[FileChange, ...]:
    """What other programs have changed in files since the last edit, as far as that is known."""
    found = []
    for path in paths:
        known, now = journal.content(path), content_of(path)
        if known is not None and now is not None and known != now:
            found.append(FileChange(path, changed_lines(known, now), digest(known), digest(now)))
    return tuple(found)


def reversed_changes(journal: Journal, index: int) -> tuple[FileChange, ...]:
    """What takes the record at `index` back in the files as they are by now.

    Raises EditRefusedError where a line that it changed has changed since; the message names the edit and the line.
    """
    record = journal.records[index]
    found = []
    for change in record.changes:
        now = content_of(change.path)
        splices = _reversed(change, now, _content_after(journal, index, change))
        if isinstance(splices, str):
            does = "made again" if record.action == "undo" else "taken back"
            raise EditRefusedError(f"“{record.summary}” cannot be {does}: {splices} since")
        after = NOTHING if change.before == NOTHING else digest(spliced(now or b"", splices))
        found.append(FileChange(change.path, splices, digest_of(now), after))
    return tuple(found)


def _reversed(change: FileChange, now: bytes | None, base: bytes | None) -> Splices | str:
    """The splices that take a change back; a text that says where, if its lines have changed."""
    name = change.path.name
    wanted = inverse(change.splices)
    if now is None or change.after == NOTHING:
        return wanted if now is None and change.after == NOTHING else f"{name} has been removed or made anew"
    if digest(now) == change.after:
        return wanted
    if base is None or change.before == NOTHING:
        return f"{name} has changed"
    moved = rebased(wanted, base, now)
    if moved is not None:
        return moved
    first = next((splice for splice in wanted if rebased((splice,), base, now) is None), Splice(0, b"", b""))
    return f"line {line_number(base, first.start)} of {name} has changed"


def _content_after(journal: Journal, index: int, change: FileChange) -> bytes | None:
    """What a file held just after the record at `index`; None where that cannot be told."""
    content = journal.content(change.path)
    if content is None:
        return None
    try:
        for record in reversed(journal.records[index + 1 :]):
            for changes in (record.changes, record.external):
                for later in changes:
                    if later.path == change.path:
                        content = spliced(content, inverse(later.splices))
    except ValueError:
        return None
    return content if digest(content) == change.after else None
