"""Which keys quit where the event loop is too busy to handle them: those that would quit without losing anything."""

from textual.events import Key

from caspian import CASPIAN
from kztui.tui.quitting import may_quit
from stories import Reader, play


def quits(reader: Reader, *keys: str) -> bool:
    """Whether the last of the keys quits once those before it have been handled."""
    *before, last = (Key(key, key if len(key) == 1 else None) for key in keys)
    return may_quit(reader.app, last, before)


def test_a_key_quits_unless_it_may_be_a_letter_or_is_to_ask() -> None:
    async def story(reader: Reader) -> None:
        for keys in (["q"], ["ctrl+q"], ["й"], ["j", "l", "enter", "t", "q"], ["E", "q"], ["о", "й"]):
            assert quits(reader, *keys), keys
        # A query leaves nothing to keep.
        for keys in (["j", "slash", "ctrl+q"], ["slash", "x", "ж", "ctrl+q"], ["slash", "x", "escape", "j", "q"]):
            assert quits(reader, *keys), keys
        # Where the finder may be open or not, only a key that types nothing quits.
        assert quits(reader, "slash", "x", "enter", "ctrl+q")
        for keys in (["enter", "q"], ["enter", "E", "q"], ["enter", "E", "ctrl+q"]):
            assert not quits(reader, "slash", "x", *keys), keys
        # A letter in the finder or a note, an item that is accepted, a bookmark that is set, a key that does nothing.
        for keys in (["slash", "q"], ["j", "i", "j", "ctrl+q"], ["E", "a", "q"], ["m", "q"], ["!", "q"], ["j"]):
            assert not quits(reader, *keys), keys
        for keys in (["slash", "escape", "i", "ctrl+q"], ["slash", "enter", "m", "ctrl+q"], ["i", "slash", "ctrl+q"]):
            assert not quits(reader, *keys), keys
        await reader.press("slash")
        assert quits(reader, "ctrl+q")
        assert not quits(reader, "q")
        assert quits(reader, "slash", "x", "ctrl+q")
        assert quits(reader, "escape", "q")
        assert quits(reader, "x", "enter", "ctrl+q")
        assert not quits(reader, "x", "enter", "q")
        await reader.press("escape", "colon")
        assert quits(reader, "x", "ctrl+q")
        assert not quits(reader, "x", "enter", "ctrl+q")  # a command may do anything
        await reader.press("escape", "E")
        assert quits(reader, "q")
        assert quits(reader, "E", "q")
        assert not quits(reader, "x", "q")
        reader.main_screen.notes.save_now = lambda: False  # type: ignore[method-assign] # a full disk
        assert not quits(reader, "ctrl+q")

    play(story, CASPIAN)
