"""A file of memories that is damaged, from the future, or written by someone else."""

import json
import os
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kztui.session.state import NOTHING, Reading
from kztui.session.state_file import StateFile
from remembering import FULL, aside, bookmark, bookmarks, loaded


@pytest.fixture
def path() -> Path:
    return Path(os.environ["KZTUI_STATE"])


def test_cut_off_at_any_byte_it_is_whole_or_set_aside(path: Path) -> None:
    whole = msgspec.json.encode(FULL) + b"\n"
    for length in range(len(whole) + 1):
        path.write_bytes(whole[:length])
        memory, message = StateFile.load()
        if length >= len(whole) - 1:
            assert (memory.state, message) == (FULL, None)
            continue
        [set_aside] = aside(path)
        assert set_aside.read_bytes() == whole[:length]
        assert message == f"What earlier sessions remembered was damaged; it is set aside as {set_aside}"
        assert memory.state == NOTHING
        bookmark(memory, "p7")
        assert memory.save() is None
        assert bookmarks(loaded()) == {"p7"}
        set_aside.unlink()


@pytest.mark.parametrize(
    "content",
    [
        "[]",
        "{}",
        '{"version": "1"}',
        '{"version": 0}',
        '{"version": -3}',
        '{"version": 1, "style": 7}',
        '{"version": 1, "articles": [1]}',
        '{"version": 1, "articles": {"a": {"bookmarks": {"p1": "yes"}}}}',
        '{"version": 1, "articles": {"a": {"position": {"block": -7}}}}',
        '{"version": 1, "articles": {"a": {"position": {"block": 1e300}}}}',
        '{"version": 1, "articles": {"a": {"used": true}}}',
        '{"version": 1, "x": ' + "[" * 100_000,
        '{"version": 1, "style": "\ud800"}'.encode("utf-8", "surrogatepass"),
        b"\xff\xfe{\x00}\x00",
        b"\x00" * 4096,
    ],
)
def test_what_is_no_state_is_set_aside(content: str | bytes, path: Path) -> None:
    raw = content.encode() if isinstance(content, str) else content
    path.write_bytes(raw)
    memory, message = StateFile.load()
    assert message is not None
    assert memory.state == NOTHING
    assert not path.exists()
    assert [file.read_bytes() for file in aside(path)] == [raw]


def test_each_damaged_file_is_kept(path: Path) -> None:
    for number in range(3):
        path.write_text(str(number))
        StateFile.load()
    assert sorted(file.read_text() for file in aside(path)) == ["0", "1", "2"]


def test_damage_while_running_loses_nothing_of_what_is_known(path: Path) -> None:
    memory = loaded()
    bookmark(memory, "p1")
    memory.save()
    path.write_text("{")
    bookmark(memory, "p2")
    message = memory.save()
    assert message is not None
    assert "set aside" in message
    assert bookmarks(loaded()) == {"p1", "p2"}


def test_a_file_taken_away_while_running_is_written_anew(path: Path) -> None:
    memory = loaded()
    bookmark(memory, "p1")
    memory.save()
    path.unlink()
    bookmark(memory, "p2")
    assert memory.save() is None
    assert bookmarks(loaded()) == {"p1", "p2"}


def test_a_file_from_the_future_is_left_alone_at_every_moment(path: Path) -> None:
    future = '{"version": 2, "what": "nobody knows"}'
    memory = loaded()
    path.write_text(future)
    bookmark(memory, "p1")
    message = f"{path} is from a newer kztui: it is left alone, and nothing of this session is remembered"
    assert memory.save() == message
    memory, said = StateFile.load()
    assert (memory.state, said) == (NOTHING, message)
    bookmark(memory, "p1")
    assert memory.save() == message
    assert bookmarks(memory) == {"p1"}
    assert path.read_text() == future
    assert aside(path) == []


def test_texts_are_made_safe_and_short(path: Path) -> None:
    label = "one\x1b[2J\u202e two" + "x" * 2000
    state = NOTHING.bookmarked("har\x07bour", "p\x1b3", label, 0).searched("har\x07bour", "a\nb")
    path.write_bytes(msgspec.json.encode(state))
    [(article, reading)] = loaded().state.articles.items()
    [(target, mark)] = reading.bookmarks.items()
    for text in (article, target, mark.label, *reading.queries):
        assert text.isprintable()
        assert len(text) <= 500
    assert mark.label.endswith("xxx")


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["version", "articles", "style", "bookmarks", "x"]), inner, max_size=4)
        ),
    )
)
def test_no_content_is_in_the_way(path: Path, content: object) -> None:
    path.write_text(json.dumps({"version": 1, "articles": {"x": content}}))
    memory, message = StateFile.load()
    assert (message is None) == path.exists()
    assert isinstance(memory.state.of("x"), Reading)
    memory.change(lambda state: state.bookmarked("x", "p1", "", 0))
    assert memory.save() is None
    assert "p1" in loaded().state.of("x").bookmarks
