"""An edit planned: the splices that an operation makes of an article's files, checked before any of them is written."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from kztui.files.check import problems_of
from kztui.files.edit.article_documents import ArticleDocuments
from kztui.files.edit.article_files import ArticleFiles, EditRefusedError, added_errors
from kztui.files.edit.line_diff import unified_diff
from kztui.files.edit.operation import Operation
from kztui.files.edit.splices import Splice, Splices, digest, spliced
from kztui.files.load import collecting_later
from kztui.files.problems import NEWER_KEY
from kztui.files.sanitize import sanitize_text

NOTHING = ""
"""The digest of a file that is not there."""


class FileChange(Struct, frozen=True):
    """What happens to one file: the splices, and the SHA-256 of its bytes before and after; `NOTHING` for no file."""

    path: Path
    splices: Splices
    before: str
    after: str


class EditPlan(Struct, frozen=True):
    """An edit that can be made: the files before and after it, and what changes in each."""

    operation: Operation | None
    """What was asked for; None for an undo or redo."""
    summary: str
    before: ArticleFiles
    after: ArticleFiles
    changes: tuple[FileChange, ...]
    renamed: Mapping[str, str] = MappingProxyType({})
    """The targets that changed, each with the new one; with an empty one where there is none any more."""
    target: str = ""
    """The item to look at now; empty where it is none in particular."""
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return not self.changes

    def diff(self) -> str:
        """The change as a unified diff, without control characters; empty where there is none."""
        lines: list[str] = []
        for change in self.changes:
            old, new = (_lines(files.contents.get(change.path, b"")) for files in (self.before, self.after))
            lines += unified_diff(old, new, change.path.name)
        return "".join(f"{sanitize_text(line)}\n" for line in lines)


def _lines(content: bytes) -> list[str]:
    return [line.decode("utf-8", "replace") for line in content.splitlines()]


def plan_edit(files: ArticleFiles, operation: Operation) -> EditPlan:
    """The plan of an operation on these files; nothing is written.

    Raises EditRefusedError where it cannot be done, or would add an error.
    """
    with collecting_later():
        return _checked_plan(files, operation)


def _checked_plan(files: ArticleFiles, operation: Operation) -> EditPlan:
    plan = _planned(files, operation, newest_format=False)
    added = added_errors(files, plan.after)
    if any(finding.rule is NEWER_KEY for finding in added):
        plan = _planned(files, operation, newest_format=True)
        added = added_errors(files, plan.after)
    if added:
        messages = {(finding.rule.name, finding.message) for finding in added}
        located = [problem for problem in problems_of(plan.after.examined) if problem[4:6] in messages]
        reason = f"not done, as it would add {'an error' if len(added) == 1 else f'{len(added)} errors'}"
        raise EditRefusedError(reason, tuple(located))
    plan.after.loaded  # noqa: B018 - raises where there is no article any more
    return plan


def _planned(files: ArticleFiles, operation: Operation, *, newest_format: bool) -> EditPlan:
    documents = ArticleDocuments(files)
    outcome = operation.perform(documents)
    if newest_format:
        documents.raise_format()
    contents: dict[Path, bytes | None] = {}
    changes = []
    for path, splices in documents.changes().items():
        old = files.contents[path]
        new = contents[path] = spliced(old, splices)
        changes.append(FileChange(path, splices, digest(old), digest(new)))
    for path, text in documents.created.items():
        contents[path] = text.encode()
        changes.append(FileChange(path, (Splice(0, b"", text.encode()),), NOTHING, digest(text.encode())))
    after = files.with_contents(contents) if changes else files
    made = (outcome.summary, files, after, tuple(changes), outcome.renamed, outcome.target, outcome.notes)
    return EditPlan(operation, *made)
