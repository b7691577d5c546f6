"""The reader's notes, selection and bookmarks as Markdown: each item once, with our words, the note and a citation."""

from command_line import RunCommand
from harbour import HARBOUR, harbour
from kztui.article.article import WHOLE_ARTICLE
from kztui.citation.cite import cite
from kztui.citation.request import CitationRequest
from kztui.export.formats import export
from kztui.files.load import load
from kztui.session.notes import ReaderNote
from kztui.session.notes_file import NotesFile
from kztui.session.state import ArticleKey, path_key
from kztui.session.state_file import StateFile


def written(notes: dict[str, str], bookmarks: tuple[str, ...] = (), selection: tuple[str, ...] = ()) -> str:
    return export(harbour().with_reader_notes(notes, bookmarks, selection), "notes").files[""]


def test_each_item_is_named_once_in_reading_order_with_its_citation() -> None:
    text = written({"dockers": "Ask them."}, ("p2", "dockers"), ("dockers", "p1"))
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        "## ¶1",
        "## ¶2",
        f"## {harbour().label('dockers')}",
    ]
    assert "paragraph · ¶1 · selected" in text
    assert "paragraph · ¶2 · bookmarked" in text
    assert "selected · bookmarked" in text
    assert "> Ask them.\n" in text
    for target in ("p1", "p2", "dockers"):
        citation = cite(harbour(), (target,), CitationRequest(format="markdown")).text.strip()
        assert f"Cite as: {citation}\n" in text


def test_a_note_on_the_article_as_a_whole_stands_first_and_is_not_said_to_be_lost() -> None:
    made = written({"dockers": "Ask them.", WHOLE_ARTICLE: "Read with care."})
    assert made.index("> Read with care.") < made.index("## ")
    assert made.count("Read with care.") == 1
    assert "Not in the article" not in made


def test_the_markdown_of_a_note_changes_nothing_outside_of_it() -> None:
    text = written({"dockers": "# Heading\n\n```\nopen fence", "gone": "Who?\n# was this"})
    after = text.partition("open fence\n")[2]
    assert "\n> # Heading\n> \n> ```\n> open fence\n\nCite as: " in text
    assert "```" not in after
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        text.splitlines()[0],
        f"## {harbour().label('dockers')}",
        "## gone",
    ]
    assert "Not in the article, or a candidate that nobody has accepted yet." in text


def test_the_command_takes_what_the_screen_has_saved(kztui: RunCommand) -> None:
    empty = kztui("export", "--to", "notes")
    assert "no notes, bookmarks or selection on this article yet" in empty.err
    key = ArticleKey(load(HARBOUR).article.publication.id, path_key(HARBOUR))
    notes, _ = NotesFile.open(key)
    notes.change(lambda before: before.with_note("dockers", ReaderNote(text="Ask them.")))
    notes.save()
    state, _ = StateFile.load()
    state.change(lambda before: before.with_bookmark(key, "p2", "", 0).with_marks(key, ("p1",)))
    state.save()
    assert kztui("export", "--to", "notes").out == written({"dockers": "Ask them."}, ("p2",), ("p1",))
