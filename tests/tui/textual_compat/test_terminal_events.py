"""Keys that come faster than they are answered do what they would do one by one."""

from pathlib import Path

import pytest
from textual import events
from textual.keys import key_to_character

from caspian import CASPIAN
from stories import Reader, play


def at_once(reader: Reader, *keys: str) -> None:
    """Press all keys before the first is answered."""
    driver = reader.app._driver
    assert driver is not None
    for key in keys:
        event = events.Key(key, key_to_character(key))
        event.set_sender(reader.app)
        driver.send_message(event)


STORIES = [
    ("2", "j", "j", "enter"),
    ("3", "G", "enter", "1", "j"),
    ("2", "j", "enter", "H", "7", "j"),
    ("slash", *"baku", "enter", "0", "k"),
    ("question_mark", "escape", "2", "G"),
]


@pytest.mark.parametrize("keys", STORIES, ids=" ".join)
def test_keys_at_once_lead_where_they_lead_one_by_one(
    keys: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends: list[object] = []

    async def slowly(reader: Reader) -> None:
        await reader.press(*keys)
        ends.append((reader.place, reader.lines))

    async def quickly(reader: Reader) -> None:
        at_once(reader, *keys)
        await reader.until(lambda: (reader.place, reader.lines) == ends[0])

    play(slowly, CASPIAN)
    monkeypatch.setenv("KZTUI_STATE", str(tmp_path / "another.json"))
    play(quickly, CASPIAN)
