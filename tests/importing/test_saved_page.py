"""A saved page becomes the blocks of text that a browser would show."""

import pytest

from kztui.importing.saved_page import page_text


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("<p>One</p><p>Two</p>", ["One", "Two"]),
        ("<h2>Head</h2>and words<ul><li>a<li>b</ul>after", ["Head", "and words", "a", "b", "after"]),
        ("<table><tr><td>1<td>2<tr><th>3</table>", ["1", "2", "3"]),
        ("One<article>two</article>three<video>four</video>five", ["One", "two", "three", "four", "five"]),
        ("o<b>n</b>e <time>word</time>, <u>two</u> <var>x</var><wbr>y", ["one word, two xy"]),
        ("one<br>two<br/>three</br>", ["one\ntwo\nthree"]),
        ("a<sup>2</sup>, b<sup><a href='#1'>3</a></sup> c<sup>d</sup> <a>e</a>", ["a2, b cd e"]),
        ("a</sup> b <sup>c", ["a b c"]),
        ("shown<script>no</script><style>no</style> on</script> and on", ["shown on and on"]),
        ("<svg><style>no</style>no</svg>yes", ["yes"]),
        ("  many \n\t blanks <p> &amp; signs ", ["many blanks", "& signs"]),
        ("", []),
    ],
)
def test_blocks_are_apart_and_what_stands_in_a_line_is_not(source: str, blocks: list[str]) -> None:
    text = page_text(source)
    assert [block.strip() for block in text.split("\n\n") if block.strip()] == blocks
