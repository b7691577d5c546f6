"""The `joins.toml` of a library on the disk: verdicts are recorded, taken back, and follow the edits of articles.

Changes go through the journal of edits, as those of articles do: a crash leaves the old file or the new one, and what
was recorded can be taken back, in this session or a later one.
"""

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from kztui.files.edit.article_files import EditRefusedError
from kztui.files.edit.editor import NothingToReverseError
from kztui.files.edit.history import reversed_changes, to_undo
from kztui.files.edit.journal import Action, Journal, JournalRecord
from kztui.files.edit.line_diff import unified_diff
from kztui.files.edit.plan import NOTHING, FileChange
from kztui.files.edit.recovery import recover
from kztui.files.edit.splices import changed_lines, digest, spliced
from kztui.files.edit.writing import content_of, digest_of, write_changes
from kztui.files.folders import JOINS, library_around
from kztui.files.problems import problem_line
from kztui.files.sanitize import sanitize_text
from kztui.library.joins import Join, JoinsDocument
from kztui.session.edit_journal import article_journal


class JoinsChange(NamedTuple):
    """A change of the file that was planned, and not written yet."""

    summary: str
    before: bytes
    after: bytes

    @property
    def is_needed(self) -> bool:
        """Whether it changes anything."""
        return self.before != self.after

    def diff(self) -> str:
        """The change as a unified diff, without control characters; empty where there is none."""
        old, new = (content.decode("utf-8", "replace").splitlines() for content in (self.before, self.after))
        lines = unified_diff(old, new, JOINS)
        return "".join(f"{sanitize_text(line)}\n" for line in lines)


class JoinsFile:
    """The verdicts of the library in the folder `library`; without a journal, what is recorded is undone by hand."""

    def __init__(self, library: Path, journal: Journal | None = None) -> None:
        self.path = library / JOINS
        self.journal = journal or Journal()

    def document(self) -> JoinsDocument:
        """The file as it is by now; empty where there is none."""
        return JoinsDocument(content_of(self.path) or b"", str(self.path))

    def record(self, join: Join) -> bool:
        """Record a verdict; gives whether the file changed. Raises EditRefusedError where it cannot be written."""
        return self._change(lambda document: document.with_join(join), _summary(join))

    def preview(self, join: Join) -> JoinsChange:
        """What `record` would do. Raises EditRefusedError where the file is not one to be changed."""
        before = content_of(self.path) or b""
        return JoinsChange(_summary(join), before, self._readable(before).with_join(join))

    def follow_edit(self, article: str, now: str, renamed: Mapping[str, str]) -> bool:
        """Let the verdicts follow an edit of an article, as `JoinsDocument.renamed`; gives whether any had to."""
        moved = {old: new for old, new in renamed.items() if new and new != old}
        if not self.path.is_file() or (article == now and not moved):
            return False
        summary = f"verdicts follow an edit of {now}"
        return self._change(lambda document: document.renamed(article, now, moved), summary)

    def undo(self) -> str:
        """Take the last change back; gives its summary.

        Raises NothingToReverseError where there is none, EditRefusedError where its lines have changed since.
        """
        with self.journal.locked():
            record, change, after = self._undone()
            self._write("undo", record.number, record.summary, change, after)
            return record.summary

    def preview_undo(self) -> JoinsChange:
        """What `undo` would do. Raises as that does."""
        with self.journal.locked():
            record, _, after = self._undone()
            return JoinsChange(record.summary, content_of(self.path) or b"", after or b"")

    def _undone(self) -> tuple[JournalRecord, FileChange, bytes | None]:
        """The record that is next to be taken back, what that changes, and the content then; None for no file."""
        recover(self.journal)
        index = to_undo(self.journal)
        if index is None:
            raise NothingToReverseError("no verdict was recorded here that could be taken back")
        (change,) = reversed_changes(self.journal, index)
        after = None if change.after == NOTHING else spliced(content_of(self.path) or b"", change.splices)
        return self.journal.records[index], change, after

    def _change(self, edit: Callable[[JoinsDocument], bytes], summary: str) -> bool:
        with self.journal.locked():
            recover(self.journal)
            before = content_of(self.path)
            after = edit(self._readable(before or b""))
            if after == (before or b""):
                return False
            change = FileChange(self.path, changed_lines(before or b"", after), digest_of(before), digest(after))
            number = max((record.number for record in self.journal.records), default=0) + 1
            self._write("edit", number, summary, change, after)
            return True

    def _readable(self, content: bytes) -> JoinsDocument:
        """The content to be changed. Raises EditRefusedError where it is no TOML."""
        document = JoinsDocument(content, str(self.path))
        if not document.is_readable:
            raise EditRefusedError(problem_line(document.problems[0]))
        return document

    def _write(self, action: Action, number: int, summary: str, change: FileChange, after: bytes | None) -> None:
        self.journal.begin(JournalRecord(action, number, summary, int(time.time()), (change,)))
        try:
            write_changes((change,), {self.path: after})
        except EditRefusedError:
            self.journal.finish({}, done=False)
            raise
        self.journal.finish({self.path: after}, done=True)


def _summary(join: Join) -> str:
    return f"{join.a} and {join.b}: {join.verdict}"


def joins_file(library: Path, env: Mapping[str, str] | None = None) -> tuple[JoinsFile, str | None]:
    """The verdicts of a library with their journal, and a message where that is in memory alone."""
    journal, message = article_journal(library / JOINS, env)
    return JoinsFile(library, journal), message


def verdicts_follow_edit(article: Path, was: str, now: str, renamed: Mapping[str, str]) -> str:
    """Let the verdicts of the library around an article follow an edit of it; a message where that was not possible.

    `was` is the id of the article before the edit and `now` after it.
    """
    library = library_around(article)
    if library is None:
        return ""
    try:
        joins_file(library)[0].follow_edit(was, now, renamed)
    except EditRefusedError as error:
        return f"the verdicts of the library could not follow: {error}"
    return ""
