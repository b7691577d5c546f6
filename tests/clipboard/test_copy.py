"""What is copied, and what is said where nothing is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.clipboard.copy import Mode, copy
from kztui.clipboard.osc52 import osc52_sequence
from kztui.clipboard.outcome import CopyStatus
from kztui.clipboard.paste_safety import paste_safe

KEPT = "as it is:\tЖаңаөзен, नमस्ते, 👩\u200d🔬, می\u200cخواهم, e\u0301\n"
FAR = {"SSH_TTY": "/dev/pts/9"}


def test_switched_off_is_reported_and_nothing_is_sent() -> None:
    written: list[str] = []
    outcome = copy("words", mode="off", terminal=written.append, osc52=True, env=FAR)
    assert outcome.status is CopyStatus.FAILED
    assert outcome.message == "Not copied: the clipboard is switched off in the settings"
    assert (outcome.text, written) == ("words", [])


@pytest.mark.parametrize("text", ["", "\x1b", "\u200b\x00"])
def test_nothing_is_not_copied(text: str) -> None:
    written: list[str] = []
    assert copy(text, terminal=written.append, osc52=True, env=FAR).message == "Nothing to copy"
    assert written == []


@pytest.mark.parametrize("mode", ["auto", "tmux", "native", "osc52", "off"])
def test_no_mode_raises_where_there_is_nothing(mode: Mode) -> None:
    outcome = copy("words", mode=mode, env={"PATH": ""})
    assert outcome.status is CopyStatus.FAILED
    assert outcome.message.startswith("Not copied: ")


@pytest.mark.parametrize(
    ("text", "pasted"),
    [
        ("one\x1b[201~; reboot\n", "one; reboot\n"),
        ("one\x1b[20\x1b[201~1~two", "one[201~two"),
        ("\x9b201~one\x9b31mtwo", "one31mtwo"),
        ("one\r\ntwo\rthree\x85four\u2028five", "one\ntwo\nthree\nfour\nfive"),
        ("a\x00b\x07c\x1b]52;c;aGk=\x07d\x7fe", "abc]52;c;aGk=de"),
        ("abc\u202edcba\u2066x\u2069", "abcdcbax"),
        ("half \ud800 a pair", "half  a pair"),
        (KEPT, KEPT),
    ],
)
def test_only_what_is_safe_to_paste_is_copied(text: str, pasted: str) -> None:
    written: list[str] = []
    outcome = copy(text, terminal=written.append, osc52=True, env=FAR)
    assert outcome.text == pasted
    assert written == [osc52_sequence(pasted)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("one\n  two\r\n\r\nthree\n", "one two three"),
        ("  a\tb\u2029c ", "a b c"),
        ("« two  blanks\u00a0»", "« two  blanks\u00a0»"),
    ],
)
def test_a_one_line_form_has_no_line_ends(text: str, line: str) -> None:
    assert paste_safe(text, one_line=True) == line
    assert copy(text, terminal=lambda _: None, env=FAR, one_line=True).text == line


@given(st.text(st.characters(codec=None, min_codepoint=0, max_codepoint=0x300) | st.characters()))
def test_no_text_can_command_a_terminal(text: str) -> None:
    for made_safe in (paste_safe(text), paste_safe(text, one_line=True)):
        assert not any((sign < " " and sign not in "\n\t") or "\x7f" <= sign <= "\x9f" for sign in made_safe)
        made_safe.encode()
        assert paste_safe(made_safe) == made_safe
    assert "\n" not in paste_safe(text, one_line=True)
    assert "\t" not in paste_safe(text, one_line=True)
