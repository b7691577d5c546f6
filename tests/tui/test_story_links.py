"""Stories of linked panes: one move moves all, rows are marked and counted as the graph has it, and lists narrow."""

import re

import pytest

from caspian import CASPIAN
from kztui.article.article import Article
from kztui.article.card import linked_items
from stories import Reader, play

INDEXES = {"1": "sections", "2": "events", "3": "actors", "4": "claims", "5": "places", "6": "terms"}


def listed(reader: Reader, name: str) -> list[str]:
    """The items of an index pane, headings left out."""
    return [row for row in reader.index(name)._rows if not row.startswith("#")]


def marked(reader: Reader, name: str) -> list[str]:
    """The rows in view that are marked as linked."""
    return [line for line in reader.shown(name)[1:-1] if re.match(r"^.. ?● |^.[▌▏ ]● ", line)]


def title(reader: Reader, name: str) -> str:
    return reader.shown(name)[0]


def linked(article: Article, target: str) -> set[str]:
    return article.around(target)


def in_step(reader: Reader) -> None:
    """Every pane stands where the selection is."""
    screen, selected = reader.main_screen, reader.place.selected
    assert all(pane.current_view.selected == selected for pane in screen.panes)
    for name in INDEXES.values():
        pane = reader.index(name)
        if pane.row_of(selected) in listed(reader, name):
            assert pane.current() == pane.row_of(selected)
    assert reader.reader.here == selected or reader.reader.current_link is not None


@pytest.mark.parametrize("key", ["2", "3", "4", "5", "6"])
def test_moving_in_an_index_shows_each_card_at_once_and_all_panes_keep_step(key: str) -> None:
    async def story(reader: Reader) -> None:
        name = INDEXES[key]
        await reader.press(key, "g")
        seen = []
        for _ in listed(reader, name):
            target = reader.index(name).current()
            seen.append(target)
            assert reader.place.selected == reader.reader.here == target
            assert reader.focused == name
            assert reader.main_screen.article.label(target)[:12] in " ".join(reader.shown("reader"))
            in_step(reader)
            await reader.press("j")
        assert seen == listed(reader, name)

    play(story, CASPIAN)


def test_moving_in_the_text_moves_the_indexes() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("G")
        assert reader.place.selected == "p6"
        assert reader.index("sections").current() == "outlook"
        await reader.press("g", "l")
        assert reader.place.selected == "caspian"
        assert reader.index("places").current() == "caspian"
        in_step(reader)

    play(story, CASPIAN)


@pytest.mark.parametrize("target", ["dyakov", "baku", "joint-drills", "observatory", "p3", "the-sea", "fog-season"])
def test_rows_are_marked_and_counted_as_the_graph_has_it(target: str) -> None:
    async def story(reader: Reader) -> None:
        await reader.go(target)
        article = reader.main_screen.article
        for name in INDEXES.values():
            expected = linked(article, target) & set(listed(reader, name))
            assert len(marked(reader, name)) == len(expected), (name, reader.text)
            total = len(listed(reader, name))
            counted = f"{len(expected)} of {total} ●" if expected else f" {total} "
            assert counted in title(reader, name)

    play(story, CASPIAN, size=(160, 80))


def test_a_section_marks_and_lists_what_its_paragraphs_name() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("1", "j")
        article = reader.main_screen.article
        section = article.sections[1]
        assert reader.place.selected == section.id
        named: set[str] = set().union(*(article.graph.neighbours(each.id) for each in section.paragraphs))
        await reader.press("f")
        for name in ("events", "actors", "claims", "places", "terms"):
            rows = listed(reader, name)
            assert rows
            assert set(rows) <= named

    play(story)


@pytest.mark.parametrize("target", ["zhanaozen", "aktobe-bombings"])
def test_the_links_pane_counts_and_lists_every_linked_item_once(target: str) -> None:
    async def story(reader: Reader) -> None:
        await reader.go(target)
        groups = linked_items(reader.main_screen.article, target)
        count = sum(map(len, groups.values()))
        assert re.search(rf"\b{count} ╮$", title(reader, "links"))
        await reader.press("7", "g")
        walked = []
        for _ in range(count):
            walked.append(reader.place.selected)
            await reader.press("j")
        assert walked == [linked.item.id for entries in groups.values() for linked in entries]
        assert set(walked) == {side.other for side in reader.main_screen.article.graph.sides(target)}
        assert reader.links.subject == target

    play(story)


@pytest.mark.parametrize("size", [(100, 60), (120, 60), (200, 60)])
def test_a_paragraph_in_the_links_pane_is_shown_by_the_words_around_the_link(size: tuple[int, int]) -> None:
    async def story(reader: Reader) -> None:
        await reader.go("zhanaozen")
        article = reader.main_screen.article
        lines = [line.strip("│┃▏▌ ") for line in reader.shown("links")]
        places = [number for number, line in enumerate(lines) if re.match(r"¶\d+  ", line)]
        said = []
        for linked in linked_items(article, "zhanaozen")["in the text"]:
            item = article.items[linked.item.id]
            linked_texts = [article.linked(text) for text in item.prose]
            words = [plain[start:end] for plain, spans in linked_texts for start, end, _ in spans]
            said.append(words[linked.at].split()[0])
        assert len(places) == len(said) > 0
        for number, word in zip(places, said, strict=True):
            assert word in f"{lines[number]} {lines[number + 1]}"

    play(story, size=size)


def test_moving_in_the_links_pane_shows_the_other_ends_and_keeps_the_list() -> None:
    async def story(reader: Reader) -> None:
        await reader.go("dyakov")
        before = title(reader, "links")
        await reader.press("7", "j", "j")
        assert reader.place.selected != "dyakov"
        assert title(reader, "links") == before
        in_step(reader)

    play(story, CASPIAN)


def test_opening_an_entry_of_the_links_pane_lists_the_links_of_what_was_opened() -> None:
    async def story(reader: Reader) -> None:
        await reader.go("dyakov")
        await reader.press("7", "j", "enter")
        assert reader.links.subject == reader.place.selected != "dyakov"
        count = len({side.other for side in reader.main_screen.article.graph.sides(reader.links.subject)})
        assert re.search(rf"\b{count} ╮$", title(reader, "links"))

    play(story, CASPIAN)


def test_only_what_is_linked_is_listed_then_less_by_a_second_wish_then_all_again() -> None:
    async def story(reader: Reader) -> None:
        article = reader.main_screen.article
        everything = {name: listed(reader, name) for name in INDEXES.values()}
        await reader.go("dyakov")
        await reader.press("f")
        first = linked(article, "dyakov") | {"dyakov"}
        for name, rows in everything.items():
            assert listed(reader, name) == [row for row in rows if row in first]
            assert f"{len(listed(reader, name))} of {len(rows)}" in title(reader, name)
        assert "[linked to Commodore Fyodor Dyakov]" in reader.lines[0]
        assert f"{len(first)} items" in reader.messages
        await reader.go("observatory")
        await reader.press("f")
        both = first & (linked(article, "observatory") | {"observatory"})
        for name, rows in everything.items():
            assert listed(reader, name) == [row for row in rows if row in both]
        assert "[linked to Commodore Fyodor Dyakov + Caspian Rescue Observatory]" in reader.lines[0]
        await reader.press("F")
        assert {name: listed(reader, name) for name in INDEXES.values()} == everything
        assert "linked to" not in reader.lines[0]

    play(story, CASPIAN, size=(200, 50))


def test_a_paragraph_is_called_by_its_number() -> None:
    async def story(reader: Reader) -> None:
        await reader.go("p3")
        await reader.press("f")
        assert "[linked to ¶3]" in reader.lines[0]
        assert "linked to ¶3;" in reader.messages
        await reader.press("v")
        await reader.until(lambda: reader.messages.startswith("Added ¶3 to the selection: 1 selected"))
        await reader.press("m")
        await reader.until(lambda: "Bookmark set at ¶3" in reader.messages)

    play(story, CASPIAN)


def test_a_narrowed_list_without_a_row_says_so_and_its_keys_do_no_harm() -> None:
    async def story(reader: Reader) -> None:
        await reader.go("astrakhan")
        await reader.press("f")
        empty = [name for name in INDEXES.values() if not listed(reader, name)]
        assert empty
        for name in empty:
            whole = reader.shown(name)
            assert "none linked" in " ".join(whole) if len(whole) > 1 else " 0 of " in whole[0]
            reader.main_screen.focus_pane(name)
            await reader.press("j", "k", "G", "g", "enter", "space")
        assert reader.place.selected == "astrakhan"

    play(story, CASPIAN)


@pytest.mark.parametrize("key", ["3", "4", "5"])
def test_the_cursor_stands_on_an_item_and_never_on_a_heading(key: str) -> None:
    async def story(reader: Reader) -> None:
        await reader.press(key)
        first = listed(reader, INDEXES[key])[0]
        assert reader.index(INDEXES[key]).current() == first
        await reader.press("enter")
        assert reader.place.selected == first

    play(story, CASPIAN)


def test_only_the_row_of_the_selection_is_lit_in_panes_without_the_focus() -> None:
    async def story(reader: Reader) -> None:
        await reader.go("dyakov")
        edges = {name: reader.index(name).render_line(1 + reader.index(name).cursor) for name in INDEXES.values()}
        trace = reader.main_screen.theme.unfocused_cursor.bgcolor
        highlighted = [
            name for name, strip in edges.items() if any(s.style and s.style.bgcolor == trace for s in strip)
        ]
        assert highlighted == ["actors"]

    play(story, CASPIAN)


def test_every_pane_is_reached_by_its_number_and_by_walking_round() -> None:
    async def story(reader: Reader) -> None:
        names = ["sections", "events", "actors", "claims", "places", "terms", "reader", "links"]
        for number, name in zip("12345607", names, strict=True):
            await reader.press(number)
            assert reader.focused == name
            assert "▌" in "".join(reader.shown(name)) or name == "reader"
        await reader.press("0")
        walked = []
        for _ in names:
            await reader.press("tab")
            walked.append(reader.focused)
        assert walked == ["links", *names[:-1]]
        await reader.press("shift+tab")
        assert reader.focused == "terms"

    play(story, CASPIAN)


def test_the_way_to_where_one_is_stands_above() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("G")
        assert reader.lines[0].endswith("Outlook › ¶6")
        await reader.press("h")
        assert reader.lines[0].endswith("Outlook › ¶6 › ❝ As long as no one is in charge, the sea")

    play(story, CASPIAN, size=(160, 40))


def test_claims_name_their_source_and_are_grouped_by_source_or_by_kind() -> None:
    async def story(reader: Reader) -> None:
        pane = reader.index("claims")
        await reader.press("4", "j")
        here = pane.current()
        assert reader.shown("claims")[1].split()[1:3] == ["Jacob", "Zenn"]
        assert "Zenn " in reader.shown("claims")[3]
        await reader.press("r")
        assert [row for row in pane._rows if row.startswith("#")] == [
            "#figures",
            "#statements",
            "#assessments",
            "#forecasts",
        ]
        assert pane.current() == here
        await reader.press("z")
        row = next(line for line in reader.shown("claims") if "▌" in line)
        assert re.search(r"▌ +Zenn +4 killed · Four French .* 2012-03 +¶3 ", row)
        await reader.press("r")
        groups = [row for row in pane._rows if row.startswith("#")]
        assert groups[0] == "#Jacob Zenn"
        assert len(groups) > 5

    play(story)
