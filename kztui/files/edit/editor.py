"""Edits of one article, made and taken back.

    editor = ArticleEditor(Path("my-article"), Journal(folder, locked))
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

from collections.abc import Iterable
from pathlib import Path

from kztui.files.edit.article_files import ArticleFiles, EditRefusedError, read_article_files
from kztui.files.edit.operation import Operation
from kztui.files.edit.plan import EditPlan, plan_edit
from kztui.files.edit.splices import rebased
from kztui.files.edit.writing import content_of, write_changes
from kztui.files.folders import bundled


class ArticleEditor:
    """Edits the article at a path, a file or a folder."""

    def __init__(self, path: Path) -> None:
        """Raises EditRefusedError where the article is a bundled one, cannot be read, or cannot be shown."""
        if is_bundled(path):
            raise EditRefusedError("the bundled article is never changed: copy its folder, and edit the copy")
        self.path = path
        self.files: ArticleFiles = read_article_files(path)

    def plan(self, operation: Operation) -> EditPlan:
        """The plan of an operation on the files as they are by now. Raises EditRefusedError as `plan_edit` does."""
        self.refresh()
        return plan_edit(self.files, operation)

    def edit(self, operation: Operation) -> EditPlan:
        """Do an operation. Raises EditRefusedError where it cannot be done; then nothing has changed."""
        return self.apply(plan_edit(self.files, operation))

    def apply(self, plan: EditPlan) -> EditPlan:
        """Write the files of a plan; gives the plan as it was carried out.

        Where another program has changed the files since, the operation is done again on what is there by now, unless
        the very lines that it changes have changed. Raises EditRefusedError then, or where a file cannot be written.
        """
        known = plan.before
        self.refresh()
        if self.files.contents != known.contents:
            _refuse_conflict(plan, self.files)
            plan = plan_edit(self.files, plan.operation)
        if not plan.is_empty:
            self._write(plan)
        return plan

    def refresh(self) -> ArticleFiles:
        """The files as they are on the disk by now. Raises EditRefusedError where they hold no article any more."""
        found = read_article_files(self.path) if self._has_changed() else self.files
        self.files = found
        return found

    def _has_changed(self) -> bool:
        known = self.files.contents
        if self.path.is_dir():
            names = {entry for entry in self.path.glob("*.toml") if entry.name[0] != "."}
            if names - set(known):
                return True
        return any(content_of(path) != content for path, content in known.items())

    def _write(self, plan: EditPlan) -> None:
        contents = {change.path: plan.after.contents.get(change.path) for change in plan.changes}
        write_changes(plan.changes, contents)
        self.files = plan.after


def is_bundled(path: Path) -> bool:
    """Whether a path is that of a bundled article, or of one of its files."""
    real = path.resolve()
    return any(real == each or each in real.parents for each in (known.resolve() for known in bundled()))


def _refuse_conflict(plan: EditPlan, now: ArticleFiles) -> None:
    """Raises EditRefusedError where the lines that a plan changes are not as they were planned."""
    changed: Iterable[str] = (
        change.path.name
        for change in plan.changes
        if change.path not in now.contents
        or rebased(change.splices, plan.before.contents.get(change.path, b""), now.contents[change.path]) is None
    )
    if name := next(iter(changed), ""):
        raise EditRefusedError(f"not done: {name} has been changed in the same lines by another program")
