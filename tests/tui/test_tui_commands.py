"""The table of commands: every id does something where it says, no key does two things, and help has its sentence."""

from collections import Counter
from inspect import signature
from pathlib import Path

import pytest
from textual.actions import parse
from textual.binding import Binding

from kztui.tui.app import KztuiApp
from kztui.tui.commands import BY_ID, COMMANDS, DIALOGS, ENCODE, GROUPS, Command, bindings, shown
from kztui.tui.dialogs.compare_dialog import CompareDialog
from kztui.tui.dialogs.copy_dialog import CopyDialog
from kztui.tui.dialogs.dialog import Dialog
from kztui.tui.dialogs.finder import FinderDialog
from kztui.tui.dialogs.item_paths_dialog import ItemPathsDialog
from kztui.tui.dialogs.join_dialog import JoinDialog
from kztui.tui.dialogs.library_table_dialog import LibraryTableDialog
from kztui.tui.dialogs.line_dialog import PathDialog
from kztui.tui.dialogs.note_dialog import NoteDialog
from kztui.tui.dialogs.question_dialog import QuestionDialog
from kztui.tui.dialogs.text_dialog import TextDialog
from kztui.tui.encode.encode_screen import EncodeScreen
from kztui.tui.encode.paragraph_dialog import ParagraphDialog
from kztui.tui.keymap import normal
from kztui.tui.main_screen import MainScreen
from kztui.tui.panes.index import IndexPane
from kztui.tui.panes.item_facts import ItemFactsPane
from kztui.tui.panes.original_words import OriginalWordsPane
from kztui.tui.panes.reader import ReaderPane
from kztui.tui.panes.timeline import TimelinePane
from kztui.tui.widgets.pane import Pane
from stories import Reader, play

CLASSES: dict[str, type] = {
    "app": KztuiApp,
    "screen": MainScreen,
    "pane": Pane,
    "reader": ReaderPane,
    "claims": IndexPane,
    "timeline": TimelinePane,
    "dialog": Dialog,
    "finder": FinderDialog,
    "compare dialog": CompareDialog,
    "copy dialog": CopyDialog,
    "failed copy dialog": TextDialog,
    "join dialog": JoinDialog,
    "library table": LibraryTableDialog,
    "note dialog": NoteDialog,
    "path dialog": PathDialog,
    "paths dialog": ItemPathsDialog,
    "encode mode": EncodeScreen,
    "original words": OriginalWordsPane,
    "item fields": ItemFactsPane,
    "question dialog": QuestionDialog,
    "paragraph dialog": ParagraphDialog,
}
MAIN_SCOPES = ("pane", "screen", "app")
"""Where a key of a pane goes on to when the pane itself does not know it."""
ENCODE_SCOPES = ("encode mode", "original words", "item fields")
SCREENS = ("screen", "encode mode")
SCOPES = tuple(dict.fromkeys(command.scope for command in COMMANDS))


def keys(scope: str) -> list[str]:
    return [key for command in COMMANDS if command.scope == scope for key in command.keys.split(",")]


def test_every_id_stands_once() -> None:
    assert [name for name, count in Counter(command.id for command in COMMANDS).items() if count > 1] == []
    assert len(BY_ID) == len(COMMANDS)


@pytest.mark.parametrize("command", [each for each in COMMANDS if each.scope not in SCREENS], ids=lambda each: each.id)
def test_a_command_is_an_action_where_its_scope_says(command: Command) -> None:
    _, name, arguments = parse(command.action)
    signature(getattr(CLASSES[command.scope], f"action_{name}")).bind(None, *arguments)


def assert_it_has_methods(screen: object, scope: str) -> None:
    """Each command of the scope is a method of the screen or of a controller, which takes the command's arguments."""
    commands = [command for command in COMMANDS if command.scope == scope]
    assert commands
    for command in commands:
        bound = command.bound(screen)
        signature(bound.func).bind(*bound.args)


def test_the_main_screen_has_a_method_for_each_of_its_commands() -> None:
    async def story(reader: Reader) -> None:
        assert_it_has_methods(reader.main_screen, "screen")

    play(story)


def test_the_encode_mode_has_a_method_for_each_of_its_commands(draft: Path) -> None:
    async def story(reader: Reader) -> None:
        await reader.press("E")
        assert_it_has_methods(reader.top_screen, "encode mode")

    play(story, draft)


@pytest.mark.parametrize("command", COMMANDS, ids=[command.id for command in COMMANDS])
def test_a_command_says_in_one_sentence_what_it_does(command: Command) -> None:
    assert command.help[0].isupper()
    assert not command.help.endswith(".")
    assert len(command.help) > len(command.name)
    assert command.group in {*GROUPS, DIALOGS, ENCODE}
    assert (command.group == ENCODE) == (command.scope in ENCODE_SCOPES)
    assert (command.group == DIALOGS) == (
        command.scope not in {*MAIN_SCOPES, *ENCODE_SCOPES} and not issubclass(CLASSES[command.scope], Pane)
    )


@pytest.mark.parametrize("command", COMMANDS, ids=[command.id for command in COMMANDS])
def test_keys_have_their_proper_names_and_can_be_shown(command: Command) -> None:
    for key in command.keys.split(","):
        assert normal(key) == key
        assert shown(key)
        assert "_" not in shown(key)


@pytest.mark.parametrize("scope", SCOPES)
def test_no_key_is_bound_twice_in_a_scope(scope: str) -> None:
    assert [key for key, count in Counter(keys(scope)).items() if count > 1] == []


@pytest.mark.parametrize(
    "scope",
    [scope for scope in SCOPES if issubclass(CLASSES[scope], Pane) and scope not in ENCODE_SCOPES],
)
def test_no_key_of_a_pane_hides_one_of_the_main_screen(scope: str) -> None:
    around = MAIN_SCOPES[MAIN_SCOPES.index(scope) + 1 :] if scope in MAIN_SCOPES else MAIN_SCOPES
    assert around
    assert {other: set(keys(scope)) & set(keys(other)) for other in around} == {other: set() for other in around}


def test_a_dialog_is_closed_by_q_and_left_with_the_program_by_ctrl_q_and_hides_no_other() -> None:
    dialogs = [scope for scope in SCOPES if issubclass(CLASSES[scope], Dialog)]
    assert {key for scope in dialogs for key in keys(scope)} & set(keys("app")) == {"q", "ctrl+q"}
    assert BY_ID["quit_from_dialog"].keys == "ctrl+q"


def test_terminals_cannot_tell_these_keys_apart_so_none_is_the_only_one() -> None:
    same = {"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+left_square_bracket"}
    assert [command.id for command in COMMANDS if set(command.keys.split(",")) <= same] == []


def test_places_in_the_footer_are_given_once_in_each_scope_that_has_one() -> None:
    main = Counter(command.footer for command in COMMANDS if command.footer and command.group in GROUPS)
    finder = Counter(command.footer for command in COMMANDS if command.footer and command.scope == "finder")
    encode = Counter(command.footer for command in COMMANDS if command.footer and command.scope == "encode mode")
    assert set(main.values()) == set(finder.values()) == set(encode.values()) == {1}


def test_no_key_of_the_encode_mode_is_one_of_its_panes() -> None:
    assert {scope: set(keys(scope)) & set(keys("encode mode")) for scope in ("pane", "app")} == {
        "pane": set(),
        "app": set(),
    }


def test_bindings_carry_the_id_so_that_a_keymap_can_move_them() -> None:
    for scope in SCOPES:
        for binding, command in zip(bindings(scope), (c for c in COMMANDS if c.scope == scope), strict=True):
            assert isinstance(binding, Binding)
            action = f"run('{command.id}')" if scope in {"screen", "encode mode"} else command.does or command.id
            assert (binding.id, binding.action, binding.key) == (command.id, action, command.keys)


@pytest.mark.parametrize(
    ("key", "read"),
    [
        ("slash", "/"),
        ("ctrl+d", "Ctrl+D"),
        ("alt+left", "Alt+←"),
        ("shift+tab", "Shift+Tab"),
        ("G", "G"),
        ("g", "g"),
        ("f1", "F1"),
        ("f", "f"),
        ("enter", "⏎"),
        ("question_mark", "?"),
        ("less_than_sign", "<"),
        ("plus", "+"),
        ("right_curly_bracket", "}"),
    ],
)
def test_a_key_is_shown_as_a_person_reads_it(key: str, read: str) -> None:
    assert shown(key) == read
