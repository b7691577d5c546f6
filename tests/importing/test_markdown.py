"""Markdown's marks: gone where they are some, left alone where they are none, and never a trap."""

from time import process_time

import pytest

from kztui.importing.markdown import strip_markdown


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("the [old quay](https://quay.example/a_(b)) stood", "the old quay stood"),
        ('the [old\nquay](https://quay.example "About 3 quays") stood', "the old\nquay stood"),
        ("the [quay](<https://quay.example/a b>), [sold][1] or [kept][]", "the quay, sold or kept"),
        ("a [deed [sic] of gift](#deed)", "a deed [sic] of gift"),
        ("a [[quay-of-2011|quay]] and [[pier]]", "a quay and [[pier]]"),
        ("![A map of 1901](map.png) Ships came.", " Ships came."),
        ("[![A map](map.png)](https://map.example)Ships came.", "Ships came."),
        ("So it was.[^1] And so[^note] on.^[Or so they say, [in 1902](x).]", "So it was. And so on."),
        ("So it was.[1](#fn1) And [[2]](https://w.example/Quay#cite_note-2) so on.", "So it was. And  so on."),
        (r"So it was.[\[3\]](#_ftn3 'note') And so on.", "So it was. And so on."),
        ("So it was.<sup>12</sup> And so on.¹³", "So it was. And so on."),
        ("[1]: https://quay.example\nSo it was.", "\nSo it was."),
        ("**Quays** are _so_ *un*real, `too`, and ***very*** __long__", "Quays are so unreal, too, and very long"),
        ("the snake_case_name and 2 < 3", "the snake_case_name and 2 < 3"),
        (r"5 \* 3, \[so\] \_it\_ was", "5 * 3, [so] _it_ was"),
        ("> So it\n> was.\n- and so", "So it\nwas.\nand so"),
        ("1. First it was", "First it was"),
        ("the quay<br/>of <em class='x'>Orrin</em>", "the quay of Orrin"),
        ("[small]{.smallcaps} words{#id}", "[small] words"),
        ("see <https://quay.example/x>", "see https://quay.example/x"),
        ("in [1989](https://y.example) and [the](x) 20 m² of 5² [4]", "in 1989 and the 20 m² of 5² [4]"),
    ],
)
def test_what_is_left_is_the_words(marked: str, plain: str) -> None:
    assert strip_markdown(marked) == plain


def test_entities_are_the_signs_that_they_stand_for() -> None:
    assert strip_markdown("Orrin &amp; Tarn &#8211; AT&T &copy &nosuch;") == "Orrin & Tarn – AT&T &copy &nosuch;"


TRAPS = (
    "[",
    "![",
    "[a",
    "[a](",
    "^[",
    "**a",
    "_a",
    " _a_",
    "<a",
    "`",
    "\\[",
    "> ",
    "&a",
    "[x]((",
    "[1](#",
    "[[a|",
    "a{.",
)


@pytest.mark.parametrize("piece", TRAPS)
def test_unclosed_marks_take_no_quadratic_time(piece: str) -> None:
    start = process_time()
    assert isinstance(strip_markdown(piece * 50_000), str)
    assert process_time() - start < 3
