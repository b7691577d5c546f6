"""A file of state_files that is damaged, from the future, or written by someone else."""

import json
import os
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kztui.session.state import EMPTY, ArticleKey, ArticleState
from kztui.session.state_file import StateFile
from saved_state import FULL, add_bookmark, bookmarks, loaded, moved_away


@pytest.fixture
def path() -> Path:
    return Path(os.environ["KZTUI_STATE"])


def test_cut_off_at_any_byte_it_is_whole_or_set_aside(path: Path) -> None:
    whole = msgspec.json.encode(FULL) + b"\n"
    for length in range(len(whole) + 1):
        path.write_bytes(whole[:length])
        state_file, message = StateFile.load()
        if length >= len(whole) - 1:
            assert (state_file.state, message) == (FULL, None)
            continue
        [moved] = moved_away(path)
        assert moved.read_bytes() == whole[:length]
        assert message == f"state.json was damaged; it was moved to {moved}"
        assert state_file.state == EMPTY
        add_bookmark(state_file, "p7")
        assert state_file.save() is None
        assert bookmarks(loaded()) == {"p7"}
        moved.unlink()


@pytest.mark.parametrize(
    "content",
    [
        "[]",
        "{}",
        '{"version": "1"}',
        '{"version": 0}',
        '{"version": -3}',
        *(
            content
            for version, inner in ((1, "%s"), (2, '{"/a": %s}'))
            for content in (
                f'{{"version": {version}, "style": 7}}',
                f'{{"version": {version}, "articles": [1]}}',
                *(
                    f'{{"version": {version}, "articles": {{"a": {inner % state}}}}}'
                    for state in (
                        '{"bookmarks": {"p1": "yes"}}',
                        '{"position": {"block": -7}}',
                        '{"position": {"block": 1e300}}',
                        '{"used": true}',
                    )
                ),
                f'{{"version": {version}, "x": ' + "[" * 100_000,
                f'{{"version": {version}, "style": "\ud800"}}'.encode("utf-8", "surrogatepass"),
            )
        ),
        b"\xff\xfe{\x00}\x00",
        b"\x00" * 4096,
    ],
)
def test_what_is_no_state_is_set_aside(content: str | bytes, path: Path) -> None:
    raw = content.encode() if isinstance(content, str) else content
    path.write_bytes(raw)
    state_file, message = StateFile.load()
    assert message is not None
    assert state_file.state == EMPTY
    assert not path.exists()
    assert [file.read_bytes() for file in moved_away(path)] == [raw]


def test_each_damaged_file_is_kept(path: Path) -> None:
    for number in range(3):
        path.write_text(str(number))
        StateFile.load()
    assert sorted(file.read_text() for file in moved_away(path)) == ["0", "1", "2"]


def test_damage_while_running_loses_nothing_of_what_is_known(path: Path) -> None:
    state_file = loaded()
    add_bookmark(state_file, "p1")
    state_file.save()
    path.write_text("{")
    add_bookmark(state_file, "p2")
    message = state_file.save()
    assert message is not None
    assert "it was moved to" in message
    assert bookmarks(loaded()) == {"p1", "p2"}


def test_a_file_taken_away_while_running_is_written_anew(path: Path) -> None:
    state_file = loaded()
    add_bookmark(state_file, "p1")
    state_file.save()
    path.unlink()
    add_bookmark(state_file, "p2")
    assert state_file.save() is None
    assert bookmarks(loaded()) == {"p1", "p2"}


def test_a_file_from_the_future_is_left_alone_at_every_moment(path: Path) -> None:
    future = '{"version": 3, "what": "nobody knows"}'
    state_file = loaded()
    path.write_text(future)
    add_bookmark(state_file, "p1")
    message = f"{path} is from a newer kztui: it is left unchanged, and position and bookmarks are not saved"
    assert state_file.save() == message
    state_file, said = StateFile.load()
    assert (state_file.state, said) == (EMPTY, message)
    add_bookmark(state_file, "p1")
    assert state_file.save() == message
    assert bookmarks(state_file) == {"p1"}
    assert path.read_text() == future
    assert moved_away(path) == []


def test_texts_are_made_safe_and_short(path: Path) -> None:
    label = "one\x1b[2J\u202e two" + "x" * 2000
    key = ArticleKey("har\x07bour", "/harbour\x1b.toml")
    state = EMPTY.with_bookmark(key, "p\x1b3", label, 0).with_query(key, "a\nb")
    path.write_bytes(msgspec.json.encode(state))
    [(article, paths)] = loaded().state.articles.items()
    [(place, reading)] = paths.items()
    [(target, mark)] = reading.bookmarks.items()
    for text in (article, place, target, mark.label, *reading.queries):
        assert text.isprintable()
        assert len(text) <= 500
    assert mark.label.endswith("xxx")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["version", "articles", "style", "bookmarks", "x"]), inner, max_size=4)
        ),
    )
)
def test_any_content_is_read_or_moved_away(path: Path, content: object) -> None:
    for data in ({"version": 1, "articles": {"x": content}}, {"version": 2, "articles": {"x": {"/x": content}}}):
        path.write_text(json.dumps(data))
        state_file, message = StateFile.load()
        assert (message is None) == path.exists()
        key = ArticleKey("x", "/x")
        assert isinstance(state_file.open_article(key), ArticleState)
        add_bookmark(state_file, "p1", key)
        assert state_file.save() is None
        assert "p1" in bookmarks(loaded(), key)
