"""Where finders look: items, bookmarks, commands, themes, and what each says when it has nothing."""

import pytest

from caspian import caspian
from kztui.article.item_kinds import ITEM_KINDS
from kztui.article.table import ItemKind
from kztui.manual.pages import TOPICS
from kztui.search.index import Index
from kztui.tui.commands import COMMANDS, DIALOGS, ENCODE
from kztui.tui.finder_sources import FinderResults, FinderSource, bookmarked, item_row, items, themes
from kztui.tui.palette_source import commands

ARTICLE = caspian()
INDEX = Index.of(ARTICLE)


def never() -> bool:
    return False


def everything(recent: tuple[str, ...] = (), bookmarks: tuple[str, ...] = ()) -> FinderSource:
    return items(ARTICLE, lambda: INDEX, recent, bookmarks)


def targets(results: FinderResults) -> list[str]:
    return [row.target for row in results.rows]


def test_an_empty_query_offers_what_was_visited_last_then_the_bookmarks() -> None:
    source = everything(("baku", "gone", "dyakov"), ("dyakov", "hotline"))
    assert targets(source.find("", None, never)) == ["baku", "dyakov", "hotline"]
    assert targets(source.find("  ", "actor", never)) == ["dyakov"]


def test_an_empty_query_offers_all_where_nothing_was_visited() -> None:
    found = everything().find("", None, never)
    assert targets(found) == list(ARTICLE.items)
    assert found.total == everything().of == len(ARTICLE.items)


@pytest.mark.parametrize("kind", ITEM_KINDS)
def test_one_kind_is_searched_where_one_is_wanted(kind: ItemKind) -> None:
    found = everything().find("", kind, never)
    assert targets(found) == [item.id for item in ARTICLE.of_kind(kind)]
    assert {row.kind for row in found.rows} == {kind}


def test_names_in_any_spelling_lead_to_the_item() -> None:
    for query in ("diakov", "Дьяков", "dyakof", "commodore"):
        assert targets(everything().find(query, None, never))[0] == "dyakov"


def test_a_row_tells_its_kind_when_and_where_and_lights_what_matches() -> None:
    row = next(row for row in everything().find("ferry", None, never).rows if row.target == "ferry-loss")
    assert (row.kind, row.right) == ("event", "17 November 1998 · ¶1")
    assert [row.label[start:end] for start, end in row.spans] == ["ferry"]
    assert item_row(ARTICLE, "ferry-loss").right == row.right


def test_words_of_the_text_come_with_what_stands_around_them() -> None:
    row = next(row for row in everything().find("pier", None, never).rows if row.target == "p3")
    assert [row.snippet[start:end] for start, end in row.snippet_spans] == ["pier"]


def test_results_light_the_query_s_words_in_any_text() -> None:
    highlighter = everything().find("fog", None, never).highlighter
    assert highlighter is not None
    assert [(start, end) for start, end in highlighter("no fog here")] == [(3, 6)]


def test_no_results_come_with_the_nearest_name_where_there_is_one() -> None:
    found = everything().find("qqqxxyy", None, never)
    assert (found.rows, found.total) == ([], 0)
    assert found.message.startswith("No results")


def test_a_word_that_names_a_filter_offers_it_first_and_a_claim_names_its_source() -> None:
    rows = everything().find("figures", None, never).rows
    assert (rows[0].kind, rows[0].target) == ("filter", "type:figure ")
    rows = everything().find("by:caspian", None, never).rows
    claims = [row for row in rows if row.kind == "claim"]
    assert claims
    assert all(row.label.startswith("Caspian Rescue Observatory: ") for row in claims)


def test_kinds_of_the_query_count_more_than_the_chosen_one() -> None:
    found = everything().find("claim: baku", "event", never)
    assert (found.kinds, found.allowed) == (("claim",), ("claim",))
    assert everything().find("baku", "event", never).kinds == ("event",)
    found = everything().find("type:figure", "event", never)
    assert (found.kinds, found.allowed) == ((), ("claim",))
    nothing = everything().find("pier", "term", never)
    assert nothing.rows == []
    assert nothing.message.startswith("No term has these words; ⇥ goes on to")


def test_bookmarks_are_offered_in_their_order_and_searched_among_themselves() -> None:
    source = bookmarked(ARTICLE, lambda: INDEX, ("hotline", "gone", "baku"))
    assert source.of == 2
    assert targets(source.find("", None, never)) == ["hotline", "baku"]
    assert targets(source.find("baku", None, never)) == ["baku"]
    assert source.find("dyakov", None, never).message == "No bookmark matches"
    assert bookmarked(ARTICLE, lambda: INDEX, ()).find("", None, never).message == "No bookmarks yet"


def test_the_palette_offers_every_command_of_the_main_screen_with_its_key() -> None:
    source = commands(lambda command: f"key of {command.id}", everything())
    rows = source.find("", None, never).rows
    offered = {row.target: row for row in rows if row.kind == "command"}
    others = {command.id: command for command in COMMANDS if command.group not in {DIALOGS, ENCODE}}
    assert set(offered) == set(others)
    for name, command in others.items():
        assert (offered[name].label, offered[name].right) == (command.help, f"key of {name}")


def test_the_palette_finds_commands_by_any_of_their_words_and_then_items() -> None:
    found = commands(lambda command: "", everything()).find("hotline", None, never)
    assert [row.kind for row in found.rows][:1] == ["term"]
    narrowed = commands(lambda command: "", everything()).find("linked CURRENT", None, never)
    assert targets(narrowed)[0] == "filter"
    assert [narrowed.rows[0].label[start:end] for start, end in narrowed.rows[0].spans] == ["linked", "current"]


def test_the_palette_offers_the_pages_of_the_manual_after_the_commands() -> None:
    source = commands(lambda command: "", everything())
    rows = [row for row in source.find("", None, never).rows if row.kind == "manual"]
    assert [row.target for row in rows] == list(TOPICS)
    assert [row.label for row in rows][:2] == ["The screen", "Keys"]
    assert source.find("manual settings", None, never).rows[0].target == "settings"
    found = source.find("manual QUERY", None, never).rows
    assert [(row.kind, row.target) for row in found][:1] == [("manual", "search")]
    assert [found[0].label[start:end] for start, end in found[0].spans] == []


def test_themes_begin_with_our_own_and_tell_which_is_in_use() -> None:
    source = themes(["nord", "kztui-light", "dracula", "kztui-dark"], "nord")
    found = source.find("", None, never)
    assert targets(found) == ["kztui-dark", "kztui-light", "dracula", "nord"]
    assert [row.right for row in found.rows] == ["", "", "", "in use"]
    assert targets(source.find("LIGHT", None, never)) == ["kztui-light"]
    assert source.find("neon", None, never).message == "No theme of that name"
