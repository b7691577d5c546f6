"""Answers and pastes are never keys, however they are cut into pieces, and nothing that comes is a fault."""

import time
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from kztui.tui.textual_compat.driver import InputDecoder
from kztui.tui.textual_compat.input_parser import MOST_COLUMNS, MOST_ROWS, TolerantParser
from kztui.tui.textual_compat.input_scanner import PASTE_SECONDS, SEQUENCE_SECONDS


def heard(*pieces: str) -> list[str]:
    """What becomes of what comes: keys by name, pastes in quotes."""
    parser = TolerantParser()
    return told(message for piece in pieces for message in parser.feed(piece))


def told(found: Iterable[Message]) -> list[str]:
    return [
        event.key if isinstance(event, events.Key) else repr(event.text)
        for event in found
        if isinstance(event, events.Key | events.Paste)
    ]


class Timed:
    """A parser to which pieces come at certain times."""

    def __init__(self) -> None:
        self.now = 100.0
        self.parser = TolerantParser(clock=lambda: self.now)

    def heard(self, *pieces: str | float) -> list[str]:
        """What becomes of pieces, with pauses in seconds between them."""
        found: list[Message] = []
        for piece in pieces:
            if isinstance(piece, str):
                found += self.parser.feed(piece)
            else:
                self.now += piece
                found += self.parser.tick()
        return told(found)


@pytest.mark.parametrize("cut", range(1, 12))
def test_an_answer_is_no_key_wherever_it_is_cut(cut: int) -> None:
    answer = "\x1b[?62;22;52c"
    if cut < 3:
        assert heard("j", answer, "k") == ["j", "k"]
    else:
        assert heard("j" + answer[:cut], answer[cut:] + "k") == ["j", "k"]


IN_EIGHT_BITS = [
    *("[?62;22c", "]52;c;cXFx\x07", "]11;rgb:ff/ff/ff\x1b\\", "P>|term q\x1b\\"),
    *("_Gq\x1b\\", "^q\x1b\\", "Xq\x1b\\", "\\"),
]


@pytest.mark.parametrize("answer", IN_EIGHT_BITS)
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
@pytest.mark.parametrize("cut", [1, 2, 3, 6])
def test_an_answer_with_controls_of_eight_bits_is_no_key(answer: str, encoding: str, cut: int) -> None:
    eight_bits = chr(ord(answer[0]) + 0x40) + answer[1:].replace("\x1b\\", "\x9c")
    raw, decode = b"j" + eight_bits.encode(encoding) + b"k", InputDecoder().decode
    assert heard(*(text for piece in (raw[:cut], raw[cut:]) if (text := decode(piece)))) == ["j", "k"]


def test_eight_bits_in_a_paste_are_text() -> None:
    assert heard("\x9b200~a\x9b2Jb\x1b[201~j") == [repr("a\x9b2Jb"), "j"]


@pytest.mark.parametrize("end", "~ABCDEFHPQRS")
@pytest.mark.parametrize("number", [34, 35, 99, 106, 113, 300])
@pytest.mark.parametrize("more", ["", ";2", ";1:1"])
def test_a_numbered_key_that_is_not_known_types_no_character(number: int, end: str, more: str) -> None:
    pressed = heard("j", f"\x1b[{number}{more}{end}", "k")
    assert all(len(key) > 1 and "quot" not in key and "number" not in key for key in pressed[1:-1])
    assert (pressed[0], pressed[-1]) == ("j", "k")


def test_numbered_keys_that_are_known_are_pressed() -> None:
    assert heard("\x1b[15~", "\x1b[3~", "\x1b[1;5A", "\x1b[A", "\x1b[25~", "\x1b[34~", "\x1b[3$", "\x1b[113u") == [
        *("f5", "delete", "ctrl+up", "up", "f13", "f20", "shift+delete", "q")
    ]


@pytest.mark.parametrize("sequence", ["\x1b[3$y", "\x1b[7$q", "\x1b[23$;2q", "\x1b[24$}"])
def test_no_part_of_a_sequence_is_a_key(sequence: str) -> None:
    assert heard("j", sequence, "k") == ["j", "k"]


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


ANSWERS = {
    "OSC 52": "\x1b]52;c;cXVpdA==\x1b\\",
    "OSC 52, BEL": "\x1b]52;c;cXVpdA==\x07",
    "OSC 11": "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
    "OSC 4": "\x1b]4;7;rgb:ffff/ffff/ffff\x07",
    "title": "\x1b]lkztui: Zürich q\x1b\\",
    "icon": "\x1b]Lquit\x1b\\",
    "XTVERSION": "\x1bP>|XTerm(390)\x1b\\",
    "XTGETTCAP": "\x1bP1+r4d73=1b5d\x1b\\",
    "DECRQSS": "\x1bP1$r0;4:3m\x1b\\",
    "DA3": "\x1bP!|7E565445\x1b\\",
    "graphics": "\x1b_Gi=31;OK\x1b\\",
    "PM": "\x1b^quit\x1b\\",
    "SOS": "\x1bXquit\x1b\\",
    "DA1": "\x1b[?62;22;52c",
    "DA2": "\x1b[>41;390;0c",
    "DSR": "\x1b[0n",
    "colour scheme": "\x1b[?997;1n",
    "kitty flags": "\x1b[?25u",
    "window in pixels": "\x1b[4;480;640t",
    "window in cells": "\x1b[8;24;80t",
    "DECRPM": "\x1b[?2027;3$y",
    "ANSI mode": "\x1b[4;2$y",
    "DECRQCRA": "\x1bP1!~0000\x1b\\",
    "no known one": "\x1b[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15q",
    "a private one": "\x1b[=1;2'|",
    "a key released": "\x1b[113;1:3u",
    "an arrow released": "\x1b[1;1:3A",
    "delete released": "\x1b[3;5:3~",
    "a letter released": "\x1b[106:74;2:3;74u",
    "a mouse far away": f"\x1b[<0;{'9' * 400};3M",
    "a large screen": "\x1b[48;9999;9999;99990;99990t",
    "a wide screen": f"\x1b[48;24;{MOST_COLUMNS + 1};0;0t",
    "a high screen": f"\x1b[48;{MOST_ROWS + 1};80;0;0t",
    "no screen": "\x1b[48;0;80;0;0t",
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_answers_and_unknown_sequences_press_nothing_however_they_are_cut(answer: str) -> None:
    assert heard(*f"j{answer}k") == ["j", "k"]
    sent = f"j{answer}k".encode()
    for cut in range(1, len(sent)):
        decoder, parser = InputDecoder(), TolerantParser()
        texts = [text for piece in (sent[:cut], sent[cut:]) if (text := decoder.decode(piece))]
        found = [message for text in texts for message in parser.feed(text)]
        assert told(found) == ["j", "k"], cut
        assert not [event for event in found if isinstance(event, events.Resize)]


def test_a_pause_within_a_sequence_presses_nothing() -> None:
    """A slow line delivers a sequence in pieces; one that is cut off does not take the keys after it along."""
    for answer in ANSWERS.values():
        for cut in range(3, len(answer)):
            assert Timed().heard(answer[:cut], SEQUENCE_SECONDS / 2, answer[cut:], "k") == ["k"]
            assert Timed().heard(answer[:cut], SEQUENCE_SECONDS, "k") in (["k"], ["escape", "k"])


@pytest.mark.parametrize("beginning", ["\x1b[", "\x1b[" + "1;" * 50_000, "\x1b]52;c;", "\x1bP", "\x1b_G"])
def test_what_is_too_long_is_dropped_whole_and_in_time_that_grows_with_its_length(beginning: str) -> None:
    sent = beginning + "7" * 100_000 + "\x1b\\"
    parser = TolerantParser()
    start = time.process_time()
    pieces = (sent[at : at + 1000] for at in range(0, len(sent), 1000))
    assert told(message for piece in (*pieces, "k") for message in parser.feed(piece)) == ["k"]
    assert time.process_time() - start < 0.5


def test_keys_of_the_kitty_protocol_are_pressed_held_and_composed() -> None:
    assert heard("\x1b[106;1:1u", "\x1b[106;1:2u", "\x1b[106;1:3u") == ["j", "j"]
    assert heard("\x1b[1;3:1D\x1b[3;1:2~") == ["alt+left", "delete"]
    composed = "".join(map(chr, range(0x4E00, 0x4E28)))
    assert heard(f"\x1b[0;;{':'.join(str(ord(letter)) for letter in composed)}u") == list(composed)


def test_keys_of_consoles_and_of_rxvt_are_keys() -> None:
    assert heard("\x1b[[A", "\x1b[3$", "\x1bOP", "\x1b[24~") == ["f1", "shift+delete", "f1", "f12"]


def test_escape_and_alt_are_told_apart_by_time() -> None:
    assert Timed().heard("\x1b", 0.05, "j") == ["alt+j"]
    assert Timed().heard("\x1b", 0.2, "j") == ["escape", "j"]
    assert Timed().heard("\x1b\x1b[A", "\x1b", "\x1b", 0.2) == ["escape", "up", "escape", "escape"]
    assert Timed().heard("\x1bP", SEQUENCE_SECONDS, "j") == ["alt+shift+p", "j"]
    assert Timed().heard("\x1bj\x1b[A") == ["alt+j", "up"]


def test_a_paste_without_its_end_ends_after_a_pause() -> None:
    timed = Timed()
    assert timed.heard("\x1b[200~one", "two\x1b[201", PASTE_SECONDS, "j") == ["'onetwo\ufffd[201'", "j"]
    # Keys that are typed meanwhile do not put it off.
    assert timed.heard("\x1b[200~a", 0.4, "j", 0.4, "j", 0.4, "k") == ["'ajj'", "k"]
    assert timed.heard("\x1b[201~", "j") == ["j"]


def test_the_rest_of_a_paste_that_a_slow_line_delivers_late_is_no_key() -> None:
    rest = "quit " * 20
    assert Timed().heard("\x1b[200~one", 1.5, rest, "q\x1b[201~", "j") == ["'one'", repr(f"{rest}q"), "j"]
    assert Timed().heard("\x1b[200~one", 1.5, "q\x1b[201~", "j") == ["'one'", "'q'", "j"]
    assert Timed().heard("\x1b[200~one", 1.5, "j", rest[:3]) == ["'one'", "j", "q", "u", "i"]


def test_a_large_paste_is_read_in_time_that_grows_with_its_length() -> None:
    text = "harbour\n" * 250_000
    sent = f"\x1b[200~{text}\x1b[201~"
    parser = TolerantParser()
    start = time.process_time()
    found = [message for at in range(0, len(sent), 4096) for message in parser.feed(sent[at : at + 4096])]
    assert time.process_time() - start < 0.2
    assert [event.text for event in found if isinstance(event, events.Paste)] == [text]


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
