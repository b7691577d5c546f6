"""Keys that come faster than they are answered do what they would do one by one."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from threading import Thread
from typing import Any, cast

import pytest
from textual import events
from textual.app import App
from textual.keys import key_to_character

from caspian import CASPIAN
from kztui.tui.textual_compat import terminal_events
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


class Node:
    """A widget, screen or application that runs what is posted to it, unless it has gone since it took it."""

    focused = None

    def __init__(self, running: bool) -> None:
        self.running = running
        self.timers = 0

    @property
    def screen(self) -> "Node":
        return self

    def post_message(self, message: Any) -> bool:
        if self.running:
            asyncio.get_running_loop().call_soon(lambda: asyncio.ensure_future(message.callback()))
        return True

    def set_timer(self, delay: float, callback: Callable[[], Awaitable[None]]) -> None:
        self.timers += 1
        asyncio.get_running_loop().call_later(delay, lambda: asyncio.ensure_future(callback()))


@pytest.mark.parametrize("running", [True, False], ids=["handled", "the widgets have gone"])
def test_every_key_is_forwarded_in_order(running: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal_events, "PATIENCE", 0.02)
    forwarded: list[str] = []
    node = Node(running)

    async def press() -> None:
        async def forward(key: events.Key) -> None:
            forwarded.append(key.key)

        keys = terminal_events.KeyQueue(cast("App[int]", node), forward)
        for key in "abcde":
            await keys.press(events.Key(key, key))
        for _ in range(500):
            if len(forwarded) == 5:
                return
            await asyncio.sleep(0.01)

    asyncio.run(press())
    assert forwarded == list("abcde")
    assert node.timers <= 20, "one timer at a time"


def test_keys_are_read_by_one_thread_while_another_handles_them() -> None:
    keys = [events.Key(str(number), None) for number in range(3000)]
    queue = terminal_events.KeyQueue(cast("App[int]", Node(running=True)), cast("Any", None))

    def read() -> None:
        for key in keys:
            queue.read(key)

    reading = Thread(target=read)
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        reading.start()
        while reading.is_alive():
            queue._handled(events.Key("elsewhere", None))
    finally:
        sys.setswitchinterval(before)
    assert queue.before(keys[-1]) == keys[:-1]
