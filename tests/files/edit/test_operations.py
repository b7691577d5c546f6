"""Operations on an article in each layout: what they change, what follows, and what stays as it is."""

import shutil
from pathlib import Path
from time import process_time

import pytest
import tomli

from edited import VARIANTS, edited_copy
from harbour import HARBOUR
from kztui.article.article import Article
from kztui.article.kinds.place import Place
from kztui.files.edit.article_files import ArticleFiles, EditRefusedError, read_article_files
from kztui.files.edit.editor import ArticleEditor
from kztui.files.edit.field_edits import ARTICLE, SetEntry, SetField
from kztui.files.edit.merging import MergeItems, SplitItem
from kztui.files.edit.moving import MoveToKind, Reorder
from kztui.files.edit.naming import FixIds, Rename
from kztui.files.edit.new_items import AddItem
from kztui.files.edit.operation import Operation
from kztui.files.edit.plan import plan_edit
from kztui.files.edit.review import Accept, Delete, Reject
from kztui.files.edit.text_edits import LinkWords, UnlinkWords, WriteParagraph


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


@pytest.mark.parametrize("given", ["50.28, 57.17", "50.28 57.17", "+50.28; 57.17", [50.28, 57.17]])
@pytest.mark.parametrize("field", ["latitude", "longitude"])
def test_numbers_that_come_together_are_set_and_removed_together(
    field: str, given: object, files: ArticleFiles
) -> None:
    for target in ("quay", "bay"):
        place = after(files, SetField(target, field, given)).items[target]
        assert isinstance(place, Place)
        assert place.coordinates == (50.28, 57.17)


def test_one_of_two_numbers_is_set_where_the_other_is_there_and_else_both_are_asked_for(tmp_path: Path) -> None:
    files = read_article_files(edited_copy("interleaved", tmp_path))  # it has coordinates of the bay, none of the quay

    def bay(field: str, value: object) -> tuple[float | None, float | None]:
        place = after(files, SetField("bay", field, value)).items["bay"]
        assert isinstance(place, Place)
        return place.latitude, place.longitude

    assert bay("latitude", -3) == (-3, 11.75)
    assert bay("longitude", None) == (None, None)
    for field, value in (("latitude", 50.28), ("longitude", "57.17"), ("latitude", "1, 2, 3"), ("longitude", True)):
        with pytest.raises(EditRefusedError, match="latitude and longitude come together: give 2 numbers, such as"):
            plan_edit(files, SetField("quay", field, value))
    with pytest.raises(EditRefusedError, match="between -90 and 90"):
        plan_edit(files, SetField("quay", "latitude", "123.4, 5"))


def test_entries_of_lists_are_set_and_removed_where_they_stand(files: ArticleFiles) -> None:
    def closure(entry: SetEntry) -> list[tuple[str, str]]:
        return [(part.actor, part.role) for part in after(files, entry).events[0].participants]

    assert closure(SetEntry("closure", "participants", 0, "role", "chair")) == [("board", "chair"), ("pilots", "")]
    assert closure(SetEntry("closure", "participants", 1, "role", "guests")) == [
        ("board", "decided"),
        ("pilots", "guests"),
    ]
    assert closure(SetEntry("closure", "participants", 0, "role")) == [("board", ""), ("pilots", "")]
    assert closure(SetEntry("closure", "participants", 0)) == [("pilots", "")]
    assert closure(SetEntry("closure", "participants", 1, value={"actor": "union"})) == [
        ("board", "decided"),
        ("union", ""),
    ]
    assert after(files, SetEntry("pilots", "aliases", 1, value="P.")).items["pilots"].aliases == ("the pilots", "P.")
    named = after(files, SetField(ARTICLE, "author", {"literal": "Port Office"}, "append")).publication.author
    assert named[-1].plain == "Port Office"
    with pytest.raises(EditRefusedError, match="participants of closure has no entry 3"):
        plan_edit(files, SetEntry("closure", "participants", 2))
    with pytest.raises(EditRefusedError) as refused:
        plan_edit(files, SetEntry("closure", "participants", 0, "actor", "nobody"))
    assert refused.value.in_one_line.startswith("not done, as it would add an error: ")


def test_an_edit_that_adds_an_error_is_refused_with_its_reason(files: ArticleFiles) -> None:
    with pytest.raises(EditRefusedError, match="no key place"):
        plan_edit(files, SetField("quay", "place", "bay"))
    with pytest.raises(EditRefusedError, match="no item atlantis"):
        plan_edit(files, SetField("quay", "within", "atlantis"))
    with pytest.raises(EditRefusedError, match="cannot be read as a date"):
        plan_edit(files, SetField("closure", "date", "some day"))


def test_errors_that_are_there_already_hinder_no_edit(tmp_path: Path) -> None:
    path = edited_copy("parts", tmp_path)
    for file in path.iterdir():
        text = file.read_text().replace('"union"', '"the union"').replace("[[union|", "[[the union|")
        file.write_text(text.replace('date = "2019-10"', 'date = "20l9"'))
    files = read_article_files(path)
    assert {finding.rule.name for finding in files.errors} == {"bad-date", "id-form"}
    fixed = plan_edit(files, FixIds()).after
    assert [finding.rule.name for finding in fixed.errors] == ["bad-date"]
    assert "the-union" in fixed.contents[path / "sections.toml"].decode()
    assert plan_edit(files, Rename("the-union", "union")).target == "union"
    assert plan_edit(files, SetField("closure", "date", "2019-10")).after.errors != files.errors
    with pytest.raises(EditRefusedError, match="as it would add an error"):
        plan_edit(files, SetField("quay", "within", "quay"))


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


ORIGINALS = {2: "One two tons of quay seven eight nine at the Quay."}


def test_two_items_become_one_and_all_that_names_them_follows(files: ArticleFiles) -> None:
    article = after(files, MergeItems("pilots", "union"))
    assert "pilots" not in article.items
    union = article.items["union"]
    assert set(union.names) == {"Pilots' Union", "Sound Pilots", "the pilots", "pilots"}
    assert set(union.numbers) >= {1, 3}
    assert [reference.target for reference in union.references()] == ["board"]
    assert [part.actor for part in article.events[0].participants] == ["board", "union"]
    assert "pilots" not in targets_of(article)


def test_an_item_merged_into_one_that_it_names_names_nothing_twice(files: ArticleFiles) -> None:
    article = after(files, MergeItems("bay", "quay"))
    assert article.items["quay"].names == ("Old quay", "Long Bay")
    assert after(files, MergeItems("quay", "bay")).items["bay"].names == ("Long Bay", "Old quay")
    assert not list(article.items["quay"].references())


def test_with_each_doubling_of_their_lists_merging_two_items_takes_at_most_2_6_times_as_long(tmp_path: Path) -> None:
    head = '[article]\nid = "a"\ntype = "report"\ntitle = "T"\n[[actors]]\nid = "c"\nname = "C"\n'

    def took(size: int) -> float:
        relations = [[f'{{ to = "c", kind = "k{at}" }}' for at in range(first, size)] for first in (0, size // 2)]
        relations[1] += ['{ kind = "k0", to = "c" }', '{ to = "b", kind = "k" }']
        items = (f'[[actors]]\nid = "{each}"\nname = "{each}"\nrelations = [' for each in "ab")
        text = "".join(item + ", ".join(listed) + "]\n" for item, listed in zip(items, relations, strict=True))
        (tmp_path / "article.toml").write_text(head + text, encoding="utf-8")
        files = read_article_files(tmp_path)
        start = process_time()
        plan = plan_edit(files, MergeItems("b", "a"))
        seconds = process_time() - start
        kinds = [
            relation["kind"]
            for relation in tomli.loads(plan.after.contents[tmp_path / "article.toml"].decode())["actors"][1][
                "relations"
            ]
        ]
        assert kinds == [f"k{at}" for at in range(size)]
        return seconds

    took(10)
    small, large = zip(*((took(500 + attempt), took(8_000 + attempt)) for attempt in range(3)), strict=True)
    assert min(large) < 2.6**4 * min(small) + 0.02


def test_one_item_becomes_two(files: ArticleFiles) -> None:
    article = after(files, SplitItem("pilots", "the pilots"))
    assert article.items["the-pilots"].names == ("the pilots",)
    assert article.items["the-pilots"].kind == "group"
    assert article.items["pilots"].aliases == ("pilots",)
    quoted = after(files, SplitItem("berth", "tons", {2: ORIGINALS[2]}))
    assert [quote.paragraph for quote in quoted.items["tons-2"].quotes] == [2]
    assert not [quote for quote in quoted.items["berth"].quotes if quote.paragraph == 2]


def test_an_item_moved_to_another_kind_keeps_what_that_has(files: ArticleFiles) -> None:
    before = files.loaded.article
    place = after(files, MoveToKind("board", "place")).items["board"]
    assert (place.item_kind, place.main_text) == ("place", before.items["board"].main_text)
    actor = after(files, MoveToKind("berth", "actors", "group")).items["berth"]
    assert (actor.kind, actor.main_text) == ("group", "A place at the [[quay]].")
    assert actor.quotes == before.items["berth"].quotes
    claim = after(files, MoveToKind("union", "claim")).items["union"]
    assert (claim.kind, claim.main_text) == ("figure", "Pilots' Union")
    assert after(files, MoveToKind("pilots", "event")).items["pilots"].item_kind == "event"
    event = after(files, MoveToKind("tons", "event")).items["tons"]
    assert (event.item_kind, event.caption) == ("event", "tons")


def test_a_new_item_stands_with_those_of_its_kind(files: ArticleFiles) -> None:
    actor = after(files, AddItem("actor", "Ferry Line", 2, (1, 2), fields={"kind": "outlet"})).of_kind("actor")[-1]
    assert (actor.id, actor.kind, actor.numbers) == ("ferry-line", "outlet", (2,))
    assert actor.quotes[0].words == (1, 2)
    assert after(files, AddItem("term", "Berth", 2, (3, 3))).of_kind("term")[-1].id == "berth-2"
    claim = after(files, AddItem("claim", "", 2, (1, 3))).of_kind("claim")[-1]
    assert (claim.id, claim.is_unwritten) == ("claim-p2", True)
    with pytest.raises(EditRefusedError, match="taken"):
        plan_edit(files, AddItem("place", "Quay", fields={"id": "quay"}))


def test_paragraphs_and_sections_are_added_in_order(files: ArticleFiles) -> None:
    assert after(files, AddItem("paragraph", "More of the [[quay]].")).sections[-1].numbers[-1] == 4
    last = after(files, AddItem("section", "Thereafter")).sections[-1]
    assert (last.id, last.numbers) == ("thereafter", ())


def test_words_become_links_and_links_words(files: ArticleFiles) -> None:
    linked = after(files, LinkWords(1, "union", "hired"))
    assert "[[union|hired]]" in linked.paragraphs[1].text
    assert (
        linked.linked(linked.paragraphs[1].text).plain
        == files.loaded.article.linked(files.loaded.article.paragraphs[1].text).plain
    )
    unlinked = after(files, UnlinkWords(3, "closure"))
    assert unlinked.paragraphs[3].text.startswith("The Closing of the quay hurt")
    assert "[[union|hurt]]" in after(files, LinkWords(3, "union", positions=(6, 6))).paragraphs[3].text
    with pytest.raises(EditRefusedError, match="no unlinked words"):
        plan_edit(files, LinkWords(1, "union", "nobody"))


def test_a_link_in_a_paragraph_without_text_is_a_quote(files: ArticleFiles) -> None:
    quay = after(files, LinkWords(2, "bay", positions=(5, 5), alias=True, originals=ORIGINALS)).items["bay"]
    assert [quote.words for quote in quay.quotes] == [(5, 5)]
    assert (set(quay.numbers), quay.aliases) == ({1, 2}, ("quay",))
    sentence = LinkWords(2, "bay", positions=(1, 8), alias=True, originals=ORIGINALS)
    assert not after(files, sentence).items["bay"].aliases
    assert plan_edit(files, sentence).notes == ("no alias: a name has at most 7 words",)
    assert not after(files, UnlinkWords(2, "tons")).items["tons"].quotes
    assert plan_edit(files, LinkWords(2, "tons", positions=(7, 9))).is_empty
    beside = after(files, LinkWords(1, "union", positions=(4, 5), in_original=True)).items["union"]
    assert (beside.quotes[0].paragraph, beside.quotes[0].words) == (1, (4, 5))


def test_a_paragraph_is_written_as_its_author_has_it(files: ArticleFiles) -> None:
    text = (
        'It "closed": C:\\quay, [[closure|for good]], and ' + "so much else that it takes several lines " * 4 + '"so"'
    )
    for number in (1, 2, 3):
        article = after(files, WriteParagraph(number, text))
        assert article.linked(article.paragraphs[number].text).plain == article.linked(text).plain
    assert after(files, WriteParagraph(2, "Short.")).paragraphs[2].text == "Short."


def test_a_key_of_a_newer_format_raises_the_formats_number(tmp_path: Path) -> None:
    path = Path(shutil.copy(HARBOUR, tmp_path))
    files = read_article_files(path)
    assert after(files, AddItem("actor", "Ferrymen", 1, (1, 2), fields={"kind": "group"})).file.format == 2
    assert after(files, AddItem("actor", "Ferrymen", 1, fields={"kind": "group"})).file.format == 1


def test_a_new_kind_has_a_file_of_its_own_where_the_others_have(tmp_path: Path) -> None:
    path = edited_copy("parts", tmp_path)
    (path / "people.toml").rename(path / "actors.toml")
    rest = path / "rest.toml"
    rest.write_text(rest.read_text().partition("[[claims]]")[0])
    sections = path / "sections.toml"
    sections.write_text(sections.read_text().replace("[[tons]]", "nobody"))
    editor = ArticleEditor(path)
    editor.edit(AddItem("claim", "It sank.", 3, fields={"kind": "statement"}))
    assert (path / "claims.toml").read_text().startswith('[[claims]]\nid = "it-sank"\n')
    assert editor.files.loaded.article.items["it-sank"].numbers == (3,)
    editor.undo()
    assert not (path / "claims.toml").exists()
    editor.redo()
    assert (path / "claims.toml").exists()


def test_the_order_of_a_list_changes_and_nothing_else(files: ArticleFiles) -> None:
    for target, before, wanted in (("union", "pilots", "union"), ("pilots", "", "board"), ("board", "pilots", "board")):
        article = after(files, Reorder(target, before))
        assert article.of_kind("actor")[0].id == wanted
        assert {item.id for item in article.items.values()} == set(files.loaded.article.items)
