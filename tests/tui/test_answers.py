"""Answers and pastes are never keys, however they are cut into pieces."""

import pytest
from textual import events

from kztui.tui.answers import CarefulParser


def heard(*pieces: str) -> list[str]:
    """What becomes of what comes: keys by name, pastes in quotes."""
    parser = CarefulParser()
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
