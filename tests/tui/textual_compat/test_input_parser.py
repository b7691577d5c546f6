"""Answers and pastes are never keys, however they are cut into pieces, and nothing that comes is a fault."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from kztui.tui.textual_compat.driver import TolerantParser


def heard(*pieces: str) -> list[str]:
    """What becomes of what comes: keys by name, pastes in quotes."""
    parser = TolerantParser()
    found = [message for piece in pieces for message in parser.feed(piece)]
    return [
        event.key if isinstance(event, events.Key) else repr(event.text)
        for event in found
        if isinstance(event, events.Key | events.Paste)
    ]


@pytest.mark.parametrize("cut", range(1, 12))
def test_an_answer_is_no_key_wherever_it_is_cut(cut: int) -> None:
    answer = "\x1b[?62;22;52c"
    if cut < 3:
        assert heard("j", answer, "k") == ["j", "k"]
    else:
        assert heard("j" + answer[:cut], answer[cut:] + "k") == ["j", "k"]


@pytest.mark.parametrize("cut", range(1, 30))
def test_escapes_in_a_paste_are_text_wherever_it_is_cut(cut: int) -> None:
    pasted = "\x1b[200~a\x1b]52;c;aGk=\x07\x1b[2Jq\x1b[201~j"
    whole = heard(pasted)
    assert whole == ["'a\ufffd]52;c;aGk=\x07\ufffd[2Jq'".encode().decode().replace("\x07", "\\x07"), "j"]
    if cut > 5:
        assert heard(pasted[:cut], pasted[cut:]) == whole


def test_keys_are_keys() -> None:
    assert heard("jk\x1b[A\x1b[1;3D\x1b") == ["j", "k", "up", "alt+left"]


@pytest.mark.parametrize(
    "sequence",
    [
        "\x1b[97:65;2;65u",
        "\x1b[97;1;1114112u",
        "\x1b[97;1;9999999999999u",
        "\x1b[9999999999999u",
        "\x1b[97;1;55296u",
        "\x1b[48;24;80;0;0t\x1b[<0;3;3M",
        "\x1b[48;0;0;480;640t\x1b[<0;3;3M",
        "\x1b[M abc"[:-1],
    ],
)
def test_what_cannot_be_understood_presses_nothing(sequence: str) -> None:
    assert [key for key in heard("j" + sequence + "k") if key != "<ignore>"] == ["j", "k"]


PIECES = (
    "\x1b",
    "\x1b[",
    "\x1b[<",
    "\x1b[?",
    "\x1b[M",
    "\x1b[48;",
    "\x1bO",
    "\x1bP",
    "\x1b]",
    "\x1b[200~",
    "\x1b[201~",
)
ANYTHING = st.lists(
    st.sampled_from(
        [*PIECES, *"0123456789", ";", ":", "<", "$", "-", *"uytRMmABHPQS~cnq", " ", "\x07", "\ufffd", "é", "ж"]
    ),
    max_size=40,
).map("".join)


@given(ANYTHING, st.integers(0, 60))
def test_whatever_comes_the_next_key_is_heard(text: str, cut: int) -> None:
    parser = TolerantParser()
    for piece in (text[:cut], text[cut:], "\x1b[201~", "\x1b[A", "j"):
        if piece:
            last = list(parser.feed(piece))
    assert [event.key for event in last if isinstance(event, events.Key)][-1:] == ["j"]
