"""`kztui edit`: change an article's files by small named operations, take them back, and list them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kztui.cli.edit_operations import NEED_ORIGINALS, operation_of
from kztui.cli.load import article_key, original_path, read_originals, resolve_article_path
from kztui.cli.output import CommandError, ExitCode, Output, StyledText, write_message
from kztui.files.edit.article_files import EditRefusedError
from kztui.files.edit.editor import ArticleEditor, NothingToReverseError
from kztui.files.edit.field_edits import SetField
from kztui.files.edit.operation import Operation
from kztui.files.edit.plan import EditPlan
from kztui.files.folders import library_around
from kztui.files.problems import WRONG_TYPE
from kztui.session.edit_journal import article_journal
from kztui.session.followed_edits import follow_edit

if TYPE_CHECKING:
    from argparse import Namespace

MOST_STEPS = 10_000


def run(options: "Namespace", out: Output) -> ExitCode:
    """Make an edit and say what it did; with `--dry-run` print the diff alone.

    Raises CommandError, with the reason, where the edit is refused.
    """
    path = resolve_article_path(options.article)
    journal, message = article_journal(path)
    try:
        editor = ArticleEditor(path, journal)
        if editor.recovered:
            write_message(f"kztui edit: {editor.recovered}")
        if options.operation == "log":
            return _log(editor, options, out)
        if options.operation in {"undo", "redo"}:
            return _reverse(editor, options, out)
        plan = _edit(editor, options)
    except NothingToReverseError as error:
        raise CommandError(f"kztui edit: {error.reason}", ExitCode.NOT_FOUND) from error
    except EditRefusedError as error:
        raise CommandError(f"kztui edit: {error}") from error
    if message and not options.dry_run and not plan.is_empty:
        write_message(f"kztui edit: {message}")
    return _done([plan], options, out)


def _edit(editor: ArticleEditor, options: "Namespace") -> EditPlan:
    """Make the edit, or plan it. Raises EditRefusedError where that cannot be done, CommandError for wrong words."""
    operation = operation_of(options.operation, options.operands, options, _originals(editor, options))
    try:
        plan = editor.plan(operation)
    except EditRefusedError as error:
        again = _as_text(operation, options)
        if again is None or not any(problem.rule == WRONG_TYPE.name for problem in error.problems):
            raise
        plan = editor.plan(again)
    return plan if options.dry_run else _followed(editor.files.loaded, editor.apply(plan))


def _as_text(operation: Operation, options: "Namespace") -> SetField | None:
    """The same with a value as text, which was taken for a number or the like."""
    if not isinstance(operation, SetField) or isinstance(operation.value, str) or len(options.operands) < 3:
        return None
    return SetField(operation.target, operation.field, options.operands[2], operation.how)


def _originals(editor: ArticleEditor, options: "Namespace") -> Mapping[int, str]:
    """The paragraphs of the reader's own original, where the operation looks words up and there is one."""
    if options.operation not in NEED_ORIGINALS:
        return {}
    loaded = editor.files.loaded
    path = original_path(options.original, loaded)
    if path is None:
        return {}
    found = read_originals(loaded.article, path, "kztui edit: to look words up in")
    return {number: paragraph.text for number, paragraph in found.items()}


def _followed(before: Any, plan: EditPlan) -> EditPlan:
    """The plan, after the reader's notes and bookmarks and the verdicts of its library have followed it."""
    was, now = article_key(before), article_key(plan.after.loaded)
    messages = follow_edit(was, now, before.article.publication.title, plan.renamed)
    if library_around(plan.after.path) is not None:
        from kztui.library.joins_file import verdicts_follow_edit  # noqa: PLC0415 - most articles are in no library

        messages.append(verdicts_follow_edit(plan.after.path, was.id, now.id, plan.renamed))
    for message in filter(None, messages):
        write_message(f"kztui edit: {message}")
    return plan


def _reverse(editor: ArticleEditor, options: "Namespace", out: Output) -> ExitCode:
    """Take edits back or make them again. Raises EditRefusedError where the first of them cannot be."""
    words = options.operands
    if len(words) > 1 or not all(word.isascii() and word.isdecimal() and 0 < int(word) < MOST_STEPS for word in words):
        raise CommandError(f"kztui edit: {options.operation} takes how many edits, a number of 1 or more")
    if options.dry_run:
        return _done([editor.plan_reverse(options.operation)], options, out)
    plans: list[EditPlan] = []
    try:
        for _ in range(int(words[0]) if words else 1):
            before = editor.files.loaded
            plans.append(_followed(before, editor.undo() if options.operation == "undo" else editor.redo()))
    except NothingToReverseError:
        if not plans:
            raise
    except EditRefusedError as error:
        if not plans:
            raise
        _done(plans, options, out)
        raise CommandError(f"kztui edit: {error}") from error
    return _done(plans, options, out)


def _done(plans: list[EditPlan], options: "Namespace", out: Output) -> ExitCode:
    """Write what was done, or would be: the diff to standard output, all else to standard error."""
    if options.json:
        out.json([_plan_json(plan, options) for plan in plans] if len(plans) > 1 else _plan_json(plans[0], options))
    for plan in plans:
        if options.dry_run and not options.json:
            out.diff(plan.diff())
        summary = "nothing to do" if plan.is_empty else plan.summary
        if options.operation in {"undo", "redo"}:
            summary = f"{'taken back' if options.operation == 'undo' else 'made again'}: {plan.summary}"
        unwritten = " (nothing is written)" if options.dry_run and not plan.is_empty else ""
        write_message("\n".join((f"kztui edit: {summary}{unwritten}", *plan.notes)))
    return ExitCode.NOT_FOUND if all(plan.is_empty for plan in plans) else ExitCode.OK


def _plan_json(plan: EditPlan, options: "Namespace") -> dict[str, Any]:
    return {
        "operation": options.operation,
        "done": not plan.is_empty and not options.dry_run,
        "summary": plan.summary,
        "target": plan.target,
        "files": [str(change.path) for change in plan.changes],
        "renamed": dict(plan.renamed),
        "notes": list(plan.notes),
        "diff": plan.diff(),
    }


def _log(editor: ArticleEditor, options: "Namespace", out: Output) -> ExitCode:
    """Write the edits, the last one first."""
    import time  # noqa: PLC0415 - only the log has times

    edits = editor.log()
    if options.json:
        out.json([edit._asdict() for edit in edits])
    else:
        for edit in edits:
            when = time.strftime("%Y-%m-%d %H:%M", time.localtime(edit.time))
            out.line(
                f"{edit.number:4}  ", StyledText(when, "dim"), f"  {edit.summary}{'  (undone)' if edit.undone else ''}"
            )
    return ExitCode.OK if edits else ExitCode.NOT_FOUND
