"""Stories of odd input: keys under a Cyrillic layout, and a mouse that presses before it has ever moved."""

from time import process_time

import pytest
from textual import events

from caspian import CASPIAN
from kztui.tui.commands import COMMANDS
from kztui.tui.cyrillic_layout import CyrillicLayout
from kztui.tui.dialogs.copy_dialog import CopyDialog
from kztui.tui.dialogs.finder import FinderDialog
from kztui.tui.options import Options
from kztui.tui.widgets.query_input import LONGEST_PASTE, QueryInput
from stories import Reader, play


def translated(key: str, *, typed: bool = False, before: str = "", language: str = "") -> tuple[str, str | None]:
    layout = CyrillicLayout(own={"ъ"}, language=language)
    for letter in before:
        layout.translated(events.Key(letter, letter), typed=True)
    found = layout.translated(events.Key(key, key if len(key) == 1 else None), typed)
    return found.key, found.character


@pytest.mark.parametrize(
    ("key", "name", "character"),
    [
        ("о", "j", "j"),
        ("П", "G", "G"),
        ("Х", "left_curly_bracket", "{"),
        ("Э", "quotation_mark", '"'),
        ("ә", "2", "2"),
        ("ctrl+в", "ctrl+d", None),
        ("j", "j", "j"),
        ("ъ", "ъ", "ъ"),
        ("full_stop", "full_stop", None),
    ],
)
def test_a_key_is_taken_by_its_position(key: str, name: str, character: str | None) -> None:
    assert translated(key) == (name, character)


def test_what_is_typed_stays_as_it_is_but_tells_the_layout() -> None:
    assert translated("о", typed=True) == ("о", "о")
    assert translated("full_stop", before="о") == ("slash", "/")
    assert translated("comma", before="о") == ("question_mark", "?")
    assert translated("full_stop", before="j") == ("full_stop", None)


@pytest.mark.parametrize(
    ("key", "name", "before", "language"),
    [
        ("і", "s", "", ""),  # Ukraine
        ("І", "S", "є", "kk"),
        ("і", "b", "ў", ""),  # Belarus
        ("і", "b", "ы", "be"),
        ("і", "3", "қ", ""),  # Kazakhstan
        ("і", "3", "ы", ""),
        ("і", "3", "", "kk"),
        ("full_stop", "7", "ң", ""),
        ("comma", "6", "ыі", ""),
        ("quotation_mark", "1", "һ", ""),
        ("numero_sign", "slash", "ә", ""),
        ("quotation_mark", "quotation_mark", "ы", "ru"),
        ("full_stop", "full_stop", "қj", ""),
    ],
)
def test_a_key_that_layouts_have_in_several_positions_is_taken_by_the_letters_before(
    key: str, name: str, before: str, language: str
) -> None:
    assert translated(key, before=before, language=language)[0] == name


def test_every_letter_that_is_a_key_has_a_position_in_the_layout() -> None:
    letters = {key for command in COMMANDS for key in command.keys.split(",") if len(key) == 1 and key.isalpha()}
    reached = {translated(letter)[0] for low in "йцукенгшщзхъфывапролджэячсмитьбю" for letter in (low, low.upper())}
    assert letters <= reached


def test_every_pane_and_dialog_takes_keys_by_position_and_typed_text_as_it_is() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("2", "о")
        assert reader.main_screen.session.selected == "joint-drills"
        await reader.press("е")
        assert reader.focused == "timeline"
        await reader.press("Х")
        assert reader.main_screen.session.selected == "ferry-loss"
        await reader.press("full_stop")
        finder = reader.top_screen
        assert isinstance(finder, FinderDialog)
        await reader.press("с", "н")
        assert finder.query_line.value == "сн"
        await reader.press("escape", "Н")
        assert isinstance(reader.top_screen, CopyDialog)
        await reader.press("й")
        assert reader.app.screen_stack == [reader.main_screen]

    play(story, CASPIAN)


def mouse(kind: type[events.MouseEvent], x: int, y: int) -> events.MouseEvent:
    return kind(None, x, y, 0, 0, 1, False, False, False, x, y)


def test_a_drag_selects_from_where_it_began_though_the_mouse_never_moved_before() -> None:
    async def story(reader: Reader) -> None:
        lines = reader.lines
        y = next(at for at, line in enumerate(lines) if "Caspian" in line[40:] and at > 2)
        x = lines[y].index("Caspian", 40)
        for kind, column in ((events.MouseDown, x), (events.MouseMove, x + 7), (events.MouseUp, x + 7)):
            event = mouse(kind, column, y)
            event.set_sender(reader.app)
            reader.app._driver.send_message(event)  # type: ignore[union-attr] # a headless driver is there
            await reader.settle()
        assert reader.top_screen.get_selected_text() == "Caspian"

    play(story, CASPIAN, options=Options(clipboard="osc52", osc52=True))


def test_a_large_paste_is_taken_or_refused_in_a_moment_with_a_word_on_it() -> None:
    async def pasted(reader: Reader, text: str) -> float:
        before = process_time()
        reader.app.post_message(events.Paste(text))
        await reader.until(lambda: "were pasted" in reader.text or "was pasted" in reader.text)
        return process_time() - before

    async def story(reader: Reader) -> None:
        for text in ("quay " * 400_000, "界" * 700_000, "a\n" * 500_000):
            await reader.press("slash")
            assert await pasted(reader, text) < 0.5
            assert len(reader.top_screen.query_one(QueryInput).value) <= LONGEST_PASTE
            await reader.press("escape")
            await reader.go("baku")
            await reader.press("i")
            assert await pasted(reader, text) < 0.5
            assert "Nothing was pasted: " in reader.text
            reader.app.post_message(events.Paste("Ask the harbour office."))
            await reader.until(lambda: "Ask the harbour office." in reader.text)
            await reader.press("ctrl+u", "escape")

    play(story, CASPIAN)
