"""What a terminal sends is read whatever its bytes are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.tui.textual_compat.driver import InputDecoder


def decoded(*pieces: bytes) -> str:
    decoder = InputDecoder()
    return "".join(map(decoder.decode, pieces))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("жé港👩‍🚀".encode(), "жé港👩‍🚀"),
        (b"\xffj", "\ufffdj"),
        ("café".encode("latin-1") + b" j", "caf\ufffd j"),
        (b"\xe1j", "\ufffdj"),
        (b"\xe2\x82j", "\ufffdj"),
        (b"\xe2\x82\x1b[A", "\ufffd\x1b[A"),
        (b"\x1b[M \xa1\xa2j", "\x1b[M   j"),
        (b"\x1b[M#\xc3\xa9j", "\x1b[M   j"),
        (b"\x1b[M\xe0\x80\x80\x1b[M !!\xd0\xb6", "\x1b[M   \x1b[M   ж"),
        (b"\xed\xa0\x80j", "\ufffd\ufffd\ufffdj"),
    ],
)
def test_bytes_that_are_no_utf8_are_told_apart_from_what_follows(data: bytes, text: str) -> None:
    assert decoded(data) == text


@given(
    st.lists(st.sampled_from([b"\x1b", b"[", b"M", b"\x1b[M", b" ", b"\xd0", b"\xb6", b"\xff", b"\xe2\x82", b"j"])),
    st.data(),
)
def test_it_does_not_matter_how_the_bytes_are_cut(pieces: list[bytes], data: st.DataObject) -> None:
    whole = b"".join(pieces)
    cut = data.draw(st.integers(0, len(whole)))
    assert decoded(whole[:cut], whole[cut:]) == decoded(whole)
