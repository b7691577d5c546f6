"""Operations on an article in each layout: what they change, what follows, and what stays as it is."""

from pathlib import Path

import pytest

from edited import VARIANTS, edited_copy
from kztui.article.article import Article
from kztui.files.edit.article_files import ArticleFiles, EditRefusedError, read_article_files
from kztui.files.edit.editor import ArticleEditor
from kztui.files.edit.field_edits import SetField
from kztui.files.edit.naming import Rename
from kztui.files.edit.operation import Operation
from kztui.files.edit.plan import plan_edit
from kztui.files.edit.review import Accept, Delete, Reject


@pytest.fixture(params=VARIANTS, scope="module")
def files(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> ArticleFiles:
    return read_article_files(edited_copy(request.param, tmp_path_factory.mktemp("article")))


def after(files: ArticleFiles, operation: Operation) -> Article:
    plan = plan_edit(files, operation)
    assert not plan.after.errors
    assert {line_ends(content) for content in plan.after.contents.values()} <= {
        line_ends(content) for content in files.contents.values()
    }
    return plan.after.loaded.article


def line_ends(content: bytes) -> bool:
    assert content.count(b"\r\n") in {0, content.count(b"\n")}
    return b"\r\n" in content


def targets_of(article: Article) -> set[str]:
    return {side.other for target in article.items for side in article.graph.sides(target)}


def test_accepting_takes_one_key_away(files: ArticleFiles) -> None:
    plan = plan_edit(files, Accept(("board", "tons")))
    article = plan.after.loaded.article
    assert not article.items["board"].is_open
    assert not article.items["tons"].is_open
    assert article.items["berth"].is_open
    splices = [splice for change in plan.changes for splice in change.splices]
    assert len(splices) == 2
    assert all(b'review = "open"' in splice.old and not splice.new for splice in splices)


def test_a_rejected_candidate_leaves_plain_words_and_is_remembered(files: ArticleFiles) -> None:
    article = after(files, Reject(("board",)))
    assert "board" not in targets_of(article)
    assert article.file.review is not None
    assert article.file.review.rejected[-1] == f"actor:{files.loaded.article.caption('board')}"
    assert "Harbour" in article.linked(article.paragraphs[1].text).plain
    assert [part.actor for part in article.events[0].participants] == ["pilots"]


def test_a_deleted_item_is_named_nowhere(files: ArticleFiles) -> None:
    before = files.loaded.article
    article = after(files, Delete(("pilots",)))
    assert "pilots" not in targets_of(article)
    assert article.linked(article.paragraphs[3].text).plain == before.linked(before.paragraphs[3].text).plain
    assert len(article.items) == len(before.items) - 1


def test_a_deleted_paragraph_is_numbered_nowhere(files: ArticleFiles) -> None:
    article = after(files, Delete(("p2",)))
    assert all(2 not in item.numbers for item in article.items.values())


def test_a_renamed_item_is_followed_by_all_that_names_it(files: ArticleFiles) -> None:
    before = files.loaded.article
    for old in ("pilots", "closure", "tons", "start", "bay"):
        article = after(files, Rename(old, "other-name"))
        assert len(article.graph.sides("other-name")) == len(before.graph.sides(old))
        assert old not in article.items


def test_an_item_takes_no_id_that_is_taken_or_unfit(files: ArticleFiles) -> None:
    for target, new in (("pilots", "board"), ("pilots", "p7"), ("pilots", "two words"), ("p1", "first"), ("no", "x")):
        with pytest.raises(EditRefusedError):
            plan_edit(files, Rename(target, new))


def test_fields_are_set_added_to_and_removed(files: ArticleFiles) -> None:
    assert after(files, SetField("pilots", "note", 'He "said" \\ so.')).items["pilots"].note == 'He "said" \\ so.'
    assert after(files, SetField("pilots", "paragraphs", 2, "append")).items["pilots"].paragraphs == (1, 2, 3)
    assert after(files, SetField("pilots", "aliases", "P.", "append")).items["pilots"].aliases[-1] == "P."
    assert after(files, SetField("pilots", "aliases", "pilots", "remove")).items["pilots"].aliases == ("the pilots",)
    assert [
        p.actor for p in after(files, SetField("closure", "participants", "board", "remove")).events[0].participants
    ]
    assert after(files, SetField("closure", "participants", {"actor": "union"}, "append")).events[0].participants[2:]
    assert after(files, SetField("bay", "aliases", "The Bay", "append")).items["bay"].aliases == ("The Bay",)
    assert after(files, SetField("quay", "within")).graph.count == files.loaded.article.graph.count - 1
    assert after(files, SetField("closure", "date", "early September 2011")).events[0].date == "2011-09~"
    assert after(files, SetField("article", "URL", "https://example.org/a")).publication.URL == "https://example.org/a"
    assert after(files, SetField("article", "issued", "May 5, 2020")).publication.issued == "2020-05-05"


def test_an_edit_that_adds_an_error_is_refused_with_its_reason(files: ArticleFiles) -> None:
    with pytest.raises(EditRefusedError, match="no key place"):
        plan_edit(files, SetField("quay", "place", "bay"))
    with pytest.raises(EditRefusedError, match="no item atlantis"):
        plan_edit(files, SetField("quay", "within", "atlantis"))
    with pytest.raises(EditRefusedError, match="cannot be read as a date"):
        plan_edit(files, SetField("closure", "date", "some day"))


def test_the_bundled_article_is_never_edited() -> None:
    content = Path(__file__).parents[3] / "content" / "zenn-2013"
    for path in (content, content / "article.toml"):
        with pytest.raises(EditRefusedError, match="bundled"):
            ArticleEditor(path)


def test_what_another_program_has_written_meanwhile_is_kept(tmp_path: Path) -> None:
    editor = ArticleEditor(edited_copy("parts", tmp_path))
    people = editor.path / "people.toml"
    planned = editor.plan(SetField("pilots", "name", "Pilots"))
    people.write_text(people.read_text().replace("# Those who act.", "# Those who act, and more."))
    editor.apply(planned)
    assert people.read_text().startswith("# Those who act, and more.")
    assert 'name = "Pilots"' in people.read_text()


def test_an_edit_of_lines_that_have_changed_meanwhile_is_refused(tmp_path: Path) -> None:
    editor = ArticleEditor(edited_copy("parts", tmp_path))
    people = editor.path / "people.toml"
    planned = editor.plan(SetField("pilots", "name", "Pilots"))
    people.write_text(people.read_text().replace("Sound Pilots", "All Pilots"))
    with pytest.raises(EditRefusedError, match=r"people\.toml has been changed in the same lines"):
        editor.apply(planned)
    assert "All Pilots" in people.read_text()
