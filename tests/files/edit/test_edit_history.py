"""Edits taken back and made again, interrupted at any moment, and made beside other programs."""

import errno
import itertools
import os
import re
from collections import Counter
from collections.abc import Callable, Collection
from contextlib import suppress
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edited import VARIANTS, edited_copy
from kztui.files.edit.article_files import EditRefusedError, read_article_files
from kztui.files.edit.editor import ArticleEditor
from kztui.files.edit.field_edits import SetField
from kztui.files.edit.journal import Journal
from kztui.files.edit.merging import MergeItems, SplitItem
from kztui.files.edit.moving import MoveToKind, Reorder
from kztui.files.edit.naming import Rename
from kztui.files.edit.new_items import AddItem
from kztui.files.edit.operation import Operation
from kztui.files.edit.plan import plan_edit
from kztui.files.edit.review import Accept, Delete, Reject
from kztui.files.edit.splices import spliced
from kztui.files.edit.text_edits import LinkWords, UnlinkWords, WriteParagraph

pytestmark = pytest.mark.once

TARGETS = st.sampled_from(["pilots", "board", "union", "quay", "bay", "closure", "berth", "tons", "p2", "end", "new"])
TEXT = st.text(st.sampled_from("ab \"'\\\n[]|é"), max_size=12).map(lambda text: f"{text}.")
OPERATIONS: st.SearchStrategy[Operation] = st.one_of(
    st.builds(lambda target: Accept((target,)), TARGETS),
    st.builds(lambda target: Reject((target,)), TARGETS),
    st.builds(lambda target: Delete((target,)), TARGETS),
    st.builds(Rename, TARGETS, st.sampled_from(["new", "other"])),
    st.builds(MergeItems, TARGETS, TARGETS),
    st.builds(SplitItem, TARGETS, st.sampled_from(["the pilots", "union"])),
    st.builds(MoveToKind, TARGETS, st.sampled_from(["actor", "place", "event", "term"])),
    st.builds(Reorder, TARGETS, TARGETS),
    st.builds(AddItem, st.sampled_from(["actor", "place", "claim", "paragraph", "section"]), TEXT, st.just(2)),
    st.builds(SetField, TARGETS, st.sampled_from(["note", "name", "date", "summary"]), st.none() | TEXT),
    st.builds(SetField, TARGETS, st.just("aliases"), TEXT, st.sampled_from(["append", "remove"])),
    st.builds(WriteParagraph, st.integers(1, 4), TEXT),
    st.builds(lambda number, target: LinkWords(number, target, "hired"), st.integers(1, 3), TARGETS),
    st.builds(UnlinkWords, st.integers(1, 3), TARGETS),
)


def contents(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in ([path] if path.is_file() else path.iterdir())}


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(VARIANTS)), st.lists(OPERATIONS, min_size=1, max_size=5))
def test_undo_of_all_edits_gives_every_byte_back_and_redo_every_change(variant: str, steps: list[Operation]) -> None:
    with TemporaryDirectory() as folder:
        path = edited_copy(variant, Path(folder))
        editor = ArticleEditor(path)
        versions = [contents(path)]
        for operation in steps:
            try:
                plan = editor.edit(operation)
            except EditRefusedError:
                assert contents(path) == versions[-1]
                continue
            for change in plan.changes:
                assert spliced(plan.before.contents.get(change.path, b""), change.splices) == change.path.read_bytes()
            if not plan.is_empty:
                versions.append(contents(path))
        for before in reversed(versions[:-1]):
            editor.undo()
            assert contents(path) == before
        for after in versions[1:]:
            editor.redo()
            assert contents(path) == after
        assert not read_article_files(path).errors


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_rename_of_every_id_there_and_back_changes_nothing(variant: str, tmp_path: Path) -> None:
    first = files = read_article_files(edited_copy(variant, tmp_path))
    ids = [item.id for item in files.loaded.article.items.values() if item.id_key == "id"]
    for old, new in [*((each, f"{each}-x") for each in ids), *((f"{each}-x", each) for each in ids)]:
        files = plan_edit(files, Rename(old, new)).after
    assert files.contents == first.contents


def test_an_edit_changes_only_lines_that_hold_the_item_or_what_names_it(tmp_path: Path) -> None:
    files = read_article_files(edited_copy("parts-crlf", tmp_path))
    for target in ("pilots", "quay", "bay", "closure", "tons"):
        removed = [
            line for line in plan_edit(files, Rename(target, "x")).diff().splitlines() if re.match(r"-(?!--)", line)
        ]
        assert removed
        assert all(re.search(rf"\b{target}\b", line) for line in removed)
    plan = plan_edit(files, Accept(("board",)))
    assert [line for line in plan.diff().splitlines() if re.match(r"[+-](?![+-]{2})", line)] == ['-review = "open"']


def lines_about(text: str, names: Collection[str]) -> set[int]:
    """The lines, from 0, of the tables of these items, by id or number, that name one, or that hold no value."""
    found = set()
    names_one = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, names))})(?![\w-])").search
    is_item = is_part = False
    lines = text.splitlines()
    for at, line in enumerate(lines):
        if header := re.fullmatch(r"\[+[\w.]+\]+ *(#.*)?", line):
            following = itertools.takewhile(lambda line: not re.match(r"\[+[\w.]+\]", line), lines[at + 1 :])
            is_part = any(re.match(r"\W*(id|number|actor|to)\W* = ", each) and names_one(each) for each in following)
            is_item = is_part if "." not in header[0].partition("#")[0] else is_item
        empty = re.fullmatch(r"(format = \d|\[review\]|rejected = .*|\w+ = \[|\]|#.*|)", line.strip())
        if is_item or is_part or names_one(line) or empty:
            found.add(at)
    return found


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(["interleaved", "parts", "parts-crlf"]), OPERATIONS)
def test_an_edit_changes_only_tables_of_its_item_and_lines_that_name_it(variant: str, operation: Operation) -> None:
    with TemporaryDirectory() as folder:
        files = read_article_files(edited_copy(variant, Path(folder)))
        try:
            plan = plan_edit(files, operation)
        except EditRefusedError:
            return
        values = [getattr(operation, name) for name in operation.__struct_fields__]
        said = {str(each) for value in values for each in (value if isinstance(value, tuple) else (value,))}
        known = {*files.loaded.article.items, "1", "2", "3"}
        names = {each.removeprefix("p") if each == "p2" else each for each in said & known}
        names |= {*plan.renamed.values(), plan.target} - {""}
        assert names or plan.is_empty
        for change in plan.changes:
            old, new = (
                version.contents.get(change.path, b"").decode("utf-8-sig").splitlines()
                for version in (plan.before, plan.after)
            )
            if isinstance(operation, Reorder):
                assert Counter(filter(None, old)) == Counter(filter(None, new))
                continue
            for tag, low, high, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
                if tag == "insert":
                    assert set(range(start, end)) <= lines_about("\n".join(new), names), plan.diff()
                elif tag != "equal":
                    assert set(range(low, high)) <= lines_about("\n".join(old), names), plan.diff()


def test_files_that_an_edit_leaves_alone_are_found_as_wrong_as_a_fresh_reading_finds_them(tmp_path: Path) -> None:
    article = edited_copy("parts", tmp_path)
    places = article / "rest.toml"
    places.write_text(f'{places.read_text()}\n[[places]]\nid = "cape"\nnmae = "x"\nname = "Ca\\u202epe"\n')
    editor = ArticleEditor(article)
    for operation in (Accept(("board",)), Rename("union", "pilots-union")):
        plan = editor.edit(operation)
        fresh = read_article_files(article)
        assert plan.after.findings == fresh.findings
        assert plan.after.examined.file == fresh.examined.file
        assert {"unknown-key", "unsafe-character"} <= {finding.rule.name for finding in plan.after.findings}


class _Killed(BaseException):
    """Stands for the end of the process: whatever it does to files after it fails too."""


WRITES = ("open", "fsync", "replace", "unlink")


def killed_at(count: int, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Let the write number `count` fail, and all behind it; gives how many there were."""
    done = 0

    def failing(write: Callable[..., object]) -> Callable[..., object]:
        def attempt(*arguments: object, **options: object) -> object:
            nonlocal done
            is_read = write is originals["open"] and not int(str(arguments[1])) & (os.O_WRONLY | os.O_RDWR)
            if not is_read:
                done += 1
                if done >= count:
                    raise _Killed
            return write(*arguments, **options)

        return attempt

    originals = {name: getattr(os, name) for name in WRITES}
    for name in WRITES:
        monkeypatch.setattr(os, name, failing(originals[name]))
    return lambda: done


@pytest.mark.parametrize("step", ["edit", "undo", "redo"])
def test_killed_at_any_write_all_files_are_old_or_all_are_new_at_the_next_start(step: str, tmp_path: Path) -> None:
    source = edited_copy("parts", tmp_path / "source")
    operation = MergeItems("pilots", "union")
    steps = [lambda editor: editor.edit(operation), ArticleEditor.undo, ArticleEditor.redo]
    before = ["edit", "undo", "redo"].index(step)
    states = [contents(source)] * 2
    plan = plan_edit(read_article_files(source), operation)
    states[(before + 1) % 2] = {path.name: content for path, content in plan.after.contents.items()}
    old, new = states
    assert sum(old[name] != new[name] for name in old) > 2
    outcomes = []
    for count in range(1, 100):
        article, state = edited_copy("parts", tmp_path / f"at{count}"), tmp_path / f"at{count}" / "state" / "a.jsonl"
        editor = ArticleEditor(article, Journal(state))
        for each in steps[:before]:
            each(editor)
        assert contents(article) == old
        with pytest.MonkeyPatch.context() as patch:
            writes = killed_at(count, patch)
            with suppress(_Killed):
                steps[before](editor)
            finished = writes() < count
        started = ArticleEditor(article, Journal(state))
        assert contents(article) in (old, new), f"write {count}"
        outcomes.append(contents(article) == new)
        if outcomes[-1]:
            (started.redo if step == "undo" else started.undo)()
            assert contents(article) == old
        if finished:
            break
    assert finished
    assert outcomes == sorted(outcomes)
    assert outcomes.count(True) > 2


def test_another_kztui_goes_on_where_one_has_ended(tmp_path: Path) -> None:
    article, journal = edited_copy("parts", tmp_path), tmp_path / "state" / "a.jsonl"
    before = contents(article)
    ArticleEditor(article, Journal(journal)).edit(Accept(("board",)))
    editor = ArticleEditor(article, Journal(journal))
    editor.edit(Rename("board", "harbour-board"))
    ArticleEditor(article, Journal(journal)).undo()
    assert [(edit.number, edit.summary, edit.undone) for edit in editor.log()] == [
        (2, "renamed board to harbour-board", True),
        (1, "accepted board", False),
    ]
    editor.undo()
    assert contents(article) == before
    assert editor.edit(Delete(("union",))).target == ""
    assert editor.undo().target == "union"
    with pytest.raises(EditRefusedError, match="nothing to undo"):
        editor.undo()
    assert editor.redo().summary == "deleted union"


def test_a_journal_that_was_cut_off_is_read_up_to_there(tmp_path: Path) -> None:
    article, journal = edited_copy("parts", tmp_path), tmp_path / "a.jsonl"
    editor = ArticleEditor(article, Journal(journal))
    editor.edit(Accept(("board",)))
    with journal.open("ab") as file:
        file.write(b'{"type":"edit","action":"ed')
    other = ArticleEditor(article, Journal(journal))
    other.edit(Accept(("berth",)))
    other.undo()
    other.undo()
    assert {item.id for item in other.files.loaded.article.items.values() if item.is_open} == {"board", "berth", "tons"}


def test_what_another_program_writes_between_edits_is_lost_by_neither(tmp_path: Path) -> None:
    article = edited_copy("parts", tmp_path)
    editor = ArticleEditor(article, Journal(tmp_path / "a.jsonl"))
    people = article / "people.toml"
    editor.edit(Accept(("board",)))
    people.write_text(people.read_text().replace("# Those who act.", "# Those who act.\n# And others."))
    editor.edit(SetField("union", "note", "Founded late."))
    people.write_text(f'{people.read_text()}\n[[actors]]\nid = "crew"\nname = "Crew"\nkind = "group"\n')
    editor.undo()
    ArticleEditor(article, Journal(tmp_path / "a.jsonl")).undo()
    text = people.read_text()
    assert "# And others." in text
    assert 'id = "crew"' in text
    assert "Founded late" not in text
    assert 'review = "open"' in text.partition('id = "board"')[2].partition("\n[[")[0]


def test_undo_of_lines_that_have_changed_since_is_refused_and_names_the_edit(tmp_path: Path) -> None:
    article = edited_copy("parts", tmp_path)
    editor = ArticleEditor(article, Journal(tmp_path / "a.jsonl"))
    people = article / "people.toml"
    committed = people.read_bytes()
    editor.edit(SetField("board", "name", "The Board"))
    people.write_bytes(committed)
    with pytest.raises(
        EditRefusedError, match=r"“set name of board” cannot be taken back: line 13 of people\.toml has"
    ):
        editor.undo()
    assert people.read_bytes() == committed
    editor.edit(Accept(("board",)))
    editor.undo()
    assert people.read_bytes() == committed


def test_a_full_disk_or_a_read_only_folder_is_said_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = edited_copy("parts", tmp_path)
    before = contents(article)
    for name, number, said in (
        ("fsync", errno.ENOSPC, "No space left"),
        ("open", errno.EROFS, "Read-only file system"),
    ):
        real = getattr(os, name)

        def refuse(*arguments: object, real: Callable[..., int] = real, number: int = number) -> int:
            if len(arguments) > 1 and not int(str(arguments[1])) & os.O_WRONLY:
                return real(*arguments)
            raise OSError(number, os.strerror(number))

        editor = ArticleEditor(article)
        with monkeypatch.context() as patch:
            patch.setattr(os, name, refuse)
            with pytest.raises(EditRefusedError, match=f"nothing was changed: {said}"):
                editor.edit(Rename("pilots", "sound-pilots"))
        assert contents(article) == before
        assert not editor.log()


def test_a_read_only_file_is_left_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = ArticleEditor(edited_copy("parts", tmp_path))
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "rest.toml")
    with pytest.raises(EditRefusedError, match=r"rest\.toml is read-only"):
        editor.edit(Rename("pilots", "sound-pilots"))
    assert "sound-pilots" not in read_article_files(editor.path).loaded.article.items
