"""Edits of one article, made and taken back.

    editor = ArticleEditor(Path("my-article"), journal)        # `session.edit_journal` gives the journal
    plan = editor.plan(Rename("dockers", "dock-workers"))      # nothing is written yet
    print(plan.summary, plan.notes, plan.diff())
    plan = editor.apply(plan)                                  # or editor.edit(operation), which is both
    plan.after.loaded                                          # the article as it is now
    plan.renamed                                               # targets that notes, bookmarks and history follow
    editor.undo(); editor.redo(); editor.log()

Whatever cannot be done raises EditRefusedError with the reason, and then no file has changed.

An operation is a value (`review`, `naming`, `field_edits`, `text_edits`, …). It collects splices in the documents of
the article's files: replacements of bytes, each at its byte span in one file. They are checked as a whole before any
file is written: an edit that adds an error is refused.
"""

import time
from collections.abc import Sequence
from pathlib import Path

from kztui.files.edit.article_files import ArticleFiles, EditRefusedError, read_article_files
from kztui.files.edit.history import LoggedEdit, external_changes, logged, reversed_changes, to_redo, to_undo
from kztui.files.edit.journal import Action, Journal, JournalRecord
from kztui.files.edit.operation import Operation
from kztui.files.edit.plan import NOTHING, EditPlan, FileChange, plan_edit
from kztui.files.edit.recovery import recover
from kztui.files.edit.splices import rebased, spliced
from kztui.files.edit.writing import content_of, write_changes
from kztui.files.folders import bundled, shared_copies
from kztui.files.source_files import UnreadableError, toml_files


class ArticleEditor:
    """Edits the article at a path, a file or a folder; without a journal, undo ends with this editor."""

    def __init__(self, path: Path, journal: Journal | None = None) -> None:
        """Finish or take back an edit that was interrupted.

        Raises EditRefusedError where the article is bundled, the copy of a shared one, or cannot be read or shown.
        """
        if reason := why_read_only(path):
            raise EditRefusedError(reason)
        self.path = path
        self.journal = journal or Journal()
        with self.journal.locked():
            self.recovered = recover(self.journal)
            """What was done about an interrupted edit, in one line; empty where there was none."""
        self.files: ArticleFiles = read_article_files(path)

    def plan(self, operation: Operation) -> EditPlan:
        """The plan of an operation on the files as they are by now. Raises EditRefusedError as `plan_edit` does."""
        self.refresh()
        return plan_edit(self.files, operation)

    def edit(self, operation: Operation) -> EditPlan:
        """Do an operation on the files as they are by now. Raises EditRefusedError where it cannot be done."""
        with self.journal.locked():
            self.recovered = recover(self.journal)
            return self._carry_out(self.plan(operation))

    def apply(self, plan: EditPlan) -> EditPlan:
        """Write the files of a plan; gives the plan as it was carried out.

        Where another program has changed the files since, the operation is done again on what is there by now, unless
        the very lines that it changes have changed. Raises EditRefusedError then, or where a file cannot be written.
        """
        with self.journal.locked():
            self.recovered = recover(self.journal)
            self.refresh()
            if self.files.contents != plan.before.contents:
                _refuse_conflict(plan, self.files)
                plan = plan_edit(self.files, plan.operation) if plan.operation else plan
            return self._carry_out(plan)

    def undo(self) -> EditPlan:
        """Take the last edit back. Raises EditRefusedError where there is none, or its lines have changed since."""
        return self._reverse("undo")

    def redo(self) -> EditPlan:
        """Make the edit again that was taken back last. Raises EditRefusedError as `undo` does."""
        return self._reverse("redo")

    def plan_reverse(self, action: Action) -> EditPlan:
        """What the next undo or redo would do. Raises EditRefusedError as these do."""
        with self.journal.locked():
            return self._plan_reverse(action)[0]

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit to make again, as far as this editor has read the journal."""
        return to_redo(self.journal) is not None

    def log(self) -> list[LoggedEdit]:
        """The edits that can be taken back or made again, the last one first."""
        with self.journal.locked():
            return logged(self.journal)

    def refresh(self) -> ArticleFiles:
        """The files as they are on the disk by now. Raises EditRefusedError where they hold no article any more."""
        if self._has_changed():
            self.files = read_article_files(self.path)
        return self.files

    def _has_changed(self) -> bool:
        try:
            if toml_files(self.path) != self.files.paths:
                return True
        except UnreadableError:  # whoever reads them says why
            return True
        return any(content_of(path) != content for path, content in self.files.contents.items())

    def _carry_out(self, plan: EditPlan) -> EditPlan:
        if not plan.is_empty:
            number = max((record.number for record in self.journal.records), default=0) + 1
            self._write(plan, "edit", number)
        return plan

    def _plan_reverse(self, action: Action) -> tuple[EditPlan, int]:
        """What the next undo or redo does, and the number of its edit."""
        index = to_undo(self.journal) if action == "undo" else to_redo(self.journal)
        if index is None:
            raise NothingToReverseError(f"there is nothing to {action}")
        record = self.journal.records[index]
        self.refresh()
        return _reversal(self.files, record, reversed_changes(self.journal, index)), record.number

    def _reverse(self, action: Action) -> EditPlan:
        with self.journal.locked():
            self.recovered = recover(self.journal)
            plan, number = self._plan_reverse(action)
            self._write(plan, action, number)
            return plan

    def _write(self, plan: EditPlan, action: Action, number: int) -> None:
        """Write the files, with the intent in the journal before, and a mark behind it."""
        changes = plan.changes
        contents = {change.path: plan.after.contents.get(change.path) for change in changes}
        others = external_changes(self.journal, self.files.paths)
        about = (dict(plan.renamed), plan.target)
        record = JournalRecord(action, number, plan.summary, int(time.time()), changes, others, *about)
        self.journal.begin(record)
        try:
            write_changes(changes, contents)
        except EditRefusedError:
            self.journal.finish({}, done=False)
            raise
        self.files = plan.after
        self.journal.finish({**self.files.contents, **contents}, done=True)


class NothingToReverseError(EditRefusedError):
    """There is no edit to take back, or to make again."""


def is_bundled(path: Path) -> bool:
    """Whether a path is that of a bundled article, or of one of its files."""
    real = path.resolve()
    return any(real == each or each in real.parents for each in (known.resolve() for known in bundled()))


def why_read_only(path: Path) -> str:
    """Why the article at a path is not to be changed; empty where it may be."""
    if is_bundled(path):
        return "the bundled article is never changed: copy its folder, and edit the copy"
    if shared_copies().resolve() in path.resolve().parents:
        return (
            "this is a copy from a shared library, which the next one would replace: edit the article in the folder"
            " that is written into the database"
        )
    return ""


def _reversal(files: ArticleFiles, record: JournalRecord, changes: Sequence[FileChange]) -> EditPlan:
    """The plan of taking a record back. Raises EditRefusedError where there would be no article any more."""
    contents = {
        change.path: None if change.after == NOTHING else spliced(files.contents.get(change.path, b""), change.splices)
        for change in changes
    }
    after = files.with_contents(contents)
    items = after.loaded.article.items
    renamed = {new: old for old, new in record.renamed.items() if new and old in items and new not in items}
    target = next((old for old, new in record.renamed.items() if new == record.target and old in items), record.target)
    return EditPlan(None, record.summary, files, after, tuple(changes), renamed, target if target in items else "")


def _refuse_conflict(plan: EditPlan, now: ArticleFiles) -> None:
    """Raises EditRefusedError where the lines that a plan changes are not as they were planned."""
    for change in plan.changes:
        before, content = plan.before.contents.get(change.path, b""), now.contents.get(change.path)
        if content is None or rebased(change.splices, before, content) is None:
            name = change.path.name
            raise EditRefusedError(f"not done: {name} has been changed in the same lines by another program")
