"""`kztui edit`: its words, what it writes and says, and what a reader keeps that follows."""

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from command_line import RunCommand
from edited import LAYOUTS, edited_copy
from kztui.cli.commands import EDIT_OPERATIONS
from kztui.cli.edit_operations import OPERATIONS, toml_value
from kztui.cli.output import ExitCode
from kztui.files.folders import shared_copies
from kztui.files.load import load
from kztui.session import storage
from kztui.session.edit_journal import article_journal
from kztui.session.history import Location
from kztui.session.notes import ReaderNote
from kztui.session.notes_file import NotesFile
from kztui.session.state import ArticleKey, path_key
from kztui.session.state_file import StateFile


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = edited_copy("parts", tmp_path)
    monkeypatch.setenv("KZTUI_ARTICLE", str(path))
    return path


def texts(path: Path) -> str:
    return "".join(file.read_text() for file in sorted(path.glob("*.toml")))


def test_every_operation_is_declared_once() -> None:
    assert set(EDIT_OPERATIONS) == {*OPERATIONS, "undo", "redo", "log"}


DONE = {
    "accept board tons": ("accepted board, tons", 'review = "open"'),
    "reject board": ("rejected board", "actor:Harbour Board"),
    "rename pilots sea-pilots": ("renamed pilots to sea-pilots", "[[sea-pilots|pilots]]"),
    "merge pilots union": ("merged pilots into union", '"Sound Pilots"'),
    "split pilots crew": ("split crew from pilots", 'id = "crew"'),
    "move berth actor:group": ("moved berth to the actors", 'kind = "group"'),
    "reorder union pilots": ("moved union before pilots", ""),
    "delete closure": ("deleted closure", "The Closing of the quay hurt"),
    "set closure date early_May_2011": ("set date of closure", 'date = "2011-05~"'),
    "set bay name 2011": ("set name of bay", 'name = "2011"'),
    "set pilots aliases crew --append": ("added to aliases of pilots", '"crew"'),
    "set pilots aliases pilots --remove": ("removed from aliases of pilots", 'aliases = ["the pilots"]'),
    "set quay within --remove": ("set within of quay", ""),
    "set article URL https://example.org/": ("set URL of article", 'URL = "https://example.org/"'),
    "add actor Ferry_Line --paragraph 2 --words 1-2 --field kind=outlet": ("added actor ferry-line", "[1, 2]"),
    "link 1 hired union": ("linked 1 mention to union", "[[union|hired]]"),
    "link ¶2 4-5 bay": ("linked 1 mention to bay", "words = [4, 5]"),
    "unlink p3 closure": ("unlinked 1 mention of closure", "The Closing of the quay hurt"),
    "write 2 So_it_was.": ("wrote paragraph 2", "So it was."),
}


@pytest.mark.parametrize("line", DONE)
def test_an_operation_is_done_said_and_taken_back(line: str, article: Path, kztui: RunCommand) -> None:
    said, found = DONE[line]
    before = texts(article)
    words = ["edit", *(word.replace("_", " ") for word in line.split()), "--article", str(article)]
    planned = kztui(*words, "--dry-run")
    assert (planned.code, texts(article)) == (ExitCode.OK, before)
    assert planned.out.startswith("--- a/")
    done = kztui(*words)
    assert (done.code, done.out) == (ExitCode.OK, "")
    assert done.err.startswith(f"kztui edit: {said}\n")
    assert found in texts(article) != before
    assert kztui("edit", "undo", "--article", str(article)).err == f"kztui edit: taken back: {said}\n"
    assert texts(article) == before


REFUSED = {
    "accept nobody": "there is no item nobody",
    "accept": "accept takes TARGET…",
    "rename pilots": "rename takes TARGET ID",
    "rename pilots quay": "the id quay is taken",
    "rename pilots p4": "an id has letters",
    "set quay place bay": "a place has no key place",
    "set closure date someday": "cannot be read as a date",
    "write nine x": "a paragraph is a number",
    "move pilots animal": "there is no kind animal",
    "reject pilots": "no open candidate",
    "link 1 nowhere union": "no unlinked words “nowhere”",
    "add actor A --words 1-2": "--words needs --paragraph",
    "add actor A --paragraph 1 --words 3-2": "words are counted from 1",
    "undo some": "a number of 1 or more",
}


@pytest.mark.parametrize("line", REFUSED)
def test_what_cannot_be_done_is_refused_with_its_reason(line: str, article: Path, kztui: RunCommand) -> None:
    before = texts(article)
    result = kztui("edit", *line.split(), "--article", str(article))
    assert (result.code, result.out, texts(article)) == (ExitCode.USAGE, "", before)
    assert REFUSED[line] in result.err


def test_where_there_is_nothing_to_do_the_exit_code_says_so(article: Path, kztui: RunCommand) -> None:
    for line in ("accept pilots", "fix-ids", "undo", "redo", "log"):
        assert kztui("edit", *line.split(), "--article", str(article)).code == ExitCode.NOT_FOUND


def test_the_bundled_article_is_left_alone(run: RunCommand) -> None:
    result = run("edit", "rename", "zenn", "jacob-zenn")
    assert (result.code, result.err) == (
        ExitCode.USAGE,
        "kztui edit: the bundled article is never changed: copy its folder, and edit the copy\n",
    )


def test_the_copy_of_a_shared_article_is_not_edited_as_the_next_copy_would_replace_it(run: RunCommand) -> None:
    path = edited_copy("parts", shared_copies() / "3f2a")
    before = texts(path)
    result = run("edit", "rename", "pilots", "crew", "--article", str(path))
    assert (result.code, texts(path)) == (ExitCode.USAGE, before)
    assert "a copy from a shared library" in result.err


def test_a_paragraph_is_written_from_standard_input(
    article: Path, kztui: RunCommand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("From [[quay|there]]\non.\n"))
    assert kztui("edit", "write", "2", "--article", str(article)).code == ExitCode.OK
    assert load(article).article.paragraphs[2].text == "From [[quay|there]]\non."
    for stdin, said in ((io.TextIOWrapper(io.BytesIO(b"\xff")), "not UTF-8"), (None, "no standard input")):
        monkeypatch.setattr(sys, "stdin", stdin)
        assert said in kztui("edit", "write", "2", "--article", str(article)).err
    assert "not UTF-8" in kztui("edit", "write", "2", "a\udcff", "--article", str(article)).err


def test_several_edits_are_taken_back_at_once_and_listed(article: Path, kztui: RunCommand) -> None:
    before = texts(article)
    for line in ("accept board", "rename board the-board"):
        kztui("edit", *line.split(), "--article", str(article))
    logged = json.loads(kztui("edit", "log", "--json", "--article", str(article)).out)
    assert [entry["summary"] for entry in logged] == ["renamed board to the-board", "accepted board"]
    undone = json.loads(kztui("edit", "undo", "2", "--json", "--article", str(article)).out)
    assert [plan["renamed"] for plan in undone] == [{"the-board": "board"}, {}]
    assert texts(article) == before
    assert "(undone)" in kztui("edit", "log", "--article", str(article)).out


def test_without_a_state_undo_is_said_to_end_with_the_session(
    article: Path, kztui: RunCommand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KZTUI_STATE", "/dev/null")
    assert "no state is kept" in kztui("edit", "accept", "board", "--article", str(article)).err


def test_notes_bookmarks_history_and_selection_follow_a_renamed_item(article: Path, kztui: RunCommand) -> None:
    key = ArticleKey("lind2020", path_key(article))
    file, _ = StateFile.load()
    file.change(lambda state: state.with_bookmark(key, "pilots", "Sound Pilots", 1))
    here = Location(selected="pilots", page="pilots")
    file.change(lambda state: state.with_position(key, here, (here,), (), 1))
    file.change(lambda state: state.with_marks(key, ("board", "pilots")))
    file.save()
    notes, _ = NotesFile.open(key)
    notes.change(lambda known: known.with_note("pilots", ReaderNote(text="Who?", made=1, changed=1)))
    notes.save()
    kztui("edit", "rename", "pilots", "sea-pilots", "--article", str(article))
    saved = StateFile.load()[0].state.article(key)
    assert list(saved.bookmarks) == ["sea-pilots"]
    assert saved.marks == ("board", "sea-pilots")
    assert saved.position == Location(selected="sea-pilots", page="sea-pilots") == saved.back[0]
    assert NotesFile.open(key)[0].notes.texts == {"sea-pilots": "Who?"}
    kztui("edit", "undo", "--article", str(article))
    assert NotesFile.open(key)[0].notes.texts == {"pilots": "Who?"}


def test_state_and_notes_follow_an_article_that_has_another_id(article: Path, kztui: RunCommand) -> None:
    key, new = ArticleKey("lind2020", path_key(article)), ArticleKey("lind2021", path_key(article))
    file, _ = StateFile.load()
    file.change(lambda state: state.with_bookmark(key, "pilots", "Sound Pilots", 1))
    file.save()
    notes, _ = NotesFile.open(key)
    notes.change(lambda known: known.with_note("quay", ReaderNote(text="Where?", made=1, changed=1)))
    notes.save()
    assert kztui("edit", "set", "article", "id", "lind2021", "--article", str(article)).code == ExitCode.OK
    assert list(StateFile.load()[0].state.article(new).bookmarks) == ["pilots"]
    assert NotesFile.open(new)[0].notes.texts == {"quay": "Where?"}


def test_two_programs_never_edit_at_once(article: Path, kztui: RunCommand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "TIMEOUT", 0.0)
    journal, _ = article_journal(article)
    with journal.locked():
        result = kztui("edit", "accept", "board", "--article", str(article))
    assert (result.code, "another kztui is just editing" in result.err) == (ExitCode.USAGE, True)


KILLED = """
import os, signal, sys
from pathlib import Path
from kztui.cli.main import main

replace = Path.replace

def die(path, target):
    replace(path, target)
    os.kill(os.getpid(), signal.SIGKILL)

Path.replace = die
main(["edit", "rename", "pilots", "sea-pilots"])
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no such signal on Windows")
def test_what_a_killed_process_has_left_is_finished_before_the_article_is_read(
    article: Path, kztui: RunCommand
) -> None:
    environment = {**os.environ, "KZTUI_ARTICLE": str(article)}
    before = texts(article)
    done = subprocess.run([sys.executable, "-c", KILLED], env=environment, check=False)
    assert done.returncode == -signal.SIGKILL
    assert {"[[pilots" in texts(article), "sea-pilots" in texts(article)} == {True}
    checked = kztui("check", str(article))
    assert checked.code == ExitCode.OK
    assert checked.err.startswith("kztui: finished an interrupted edit: renamed pilots to sea-pilots\n")
    assert "[[pilots" not in texts(article)
    assert not list(article.glob(".*"))
    assert kztui("edit", "undo", "--article", str(article)).code == ExitCode.OK
    assert texts(article) == before


def test_a_draft_is_edited_as_it_is_written(tmp_path: Path, run: RunCommand) -> None:
    draft, source = tmp_path / "draft", LAYOUTS.parents[2] / "importing" / "originals" / "canal.html"
    assert run("new", str(source), "-o", str(draft)).code == ExitCode.OK
    before = texts(draft)
    items = [item for item in load(draft).article.items.values() if item.is_open]
    actors = [item.id for item in items if item.item_kind == "actor"]
    claims = [item.id for item in items if item.item_kind == "claim"]
    lines = [
        ["accept", *claims, *actors],
        ["delete", actors[0]],
        ["merge", actors[1], actors[2]],
        ["move", actors[3], "place"],
        ["write", "1", f"The [[{actors[2]}]] came."],
        ["link", "2", "1-2", actors[2]],
    ]
    for line in lines:
        result = run("edit", *line, "--article", str(draft))
        assert result.code == ExitCode.OK, result.err
    article = load(draft).article
    assert not {actors[0], actors[1]} & set(article.items)
    assert article.items[actors[3]].item_kind == "place"
    assert {1, 2} <= set(article.items[actors[2]].numbers)
    assert run("check", str(draft)).code == ExitCode.OK
    assert run("edit", "undo", str(len(lines)), "--article", str(draft)).code == ExitCode.OK
    assert texts(draft) == before


def test_a_value_is_toml_if_it_is_some_and_else_a_text() -> None:
    values = {"3": 3, "[1, 2]": [1, 2], "{ a = 'x' }": {"a": "x"}, "true": True, "May 2011": "May 2011"}
    values |= {"2011-05-01": "2011-05-01", '"3"': "3", "a\nb = 1": "a\nb = 1", "1\nb = 1": "1\nb = 1", "": ""}
    assert {text: toml_value(text) for text in values} == values


def test_the_verdicts_of_a_library_follow_and_come_back(article: Path, kztui: RunCommand) -> None:
    joins = article.parent / "joins.toml"
    article_id = load(article).article.publication.id
    joins.write_text(f'[[joins]]\na = "{article_id}:pilots"\nb = "zz:crew"  # who else\nverdict = "same"\n')
    before = joins.read_text()
    where = ("--article", str(article))
    assert kztui("edit", "rename", "pilots", "sea-pilots", *where).code == ExitCode.OK
    assert joins.read_text() == before.replace(":pilots", ":sea-pilots")
    assert kztui("edit", "set", "article", "id", "otherwise", *where).code == ExitCode.OK
    assert '"otherwise:sea-pilots"' in joins.read_text()
    assert kztui("edit", "undo", "2", *where).code == ExitCode.OK
    assert joins.read_text() == before
    joins.write_text("<<<<<<< ours\n")
    said = kztui("edit", "rename", "pilots", "sea-pilots", *where).err
    assert "the verdicts of the library could not follow" in said
