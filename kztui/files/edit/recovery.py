"""An edit that was interrupted, as by a crash, is finished or taken back: all files are new, or all are old."""

from collections.abc import Iterable
from pathlib import Path

from kztui.files.edit.journal import Journal
from kztui.files.edit.plan import NOTHING, FileChange
from kztui.files.edit.splices import inverse, spliced
from kztui.files.edit.writing import content_of, digest_of, remove_temporaries, write_changes


def recover(journal: Journal) -> str:
    """Finish or take back the edit that a journal says was begun; what was done, in one line, empty for nothing.

    Only while the journal is locked. Raises EditRefusedError where a file cannot be read or written.
    """
    record = journal.pending
    if record is None:
        return ""
    remove_temporaries(change.path for change in record.changes)
    states = {change.path: digest_of(content_of(change.path)) for change in record.changes}
    new = [change for change in record.changes if states[change.path] == change.after]
    old = [change for change in record.changes if states[change.path] == change.before]
    if len(new) + len(old) == len(record.changes) and new:
        _write(old)
        journal.finish(_contents(record.changes), done=True)
        return f"finished an interrupted edit: {record.summary}" if old else ""
    # A file that is neither has been changed since: what can be taken back is.
    _write([_reverse(change) for change in new])
    journal.finish({}, done=False)
    return f"took back an interrupted edit: {record.summary}"


def _reverse(change: FileChange) -> FileChange:
    return FileChange(change.path, inverse(change.splices), change.after, change.before)


def _contents(changes: Iterable[FileChange]) -> dict[Path, bytes | None]:
    return {change.path: content_of(change.path) for change in changes}


def _write(changes: list[FileChange]) -> None:
    contents: dict[Path, bytes | None] = {}
    for change in changes:
        content = spliced(content_of(change.path) or b"", change.splices)
        contents[change.path] = None if change.after == NOTHING else content
    write_changes(changes, contents)
