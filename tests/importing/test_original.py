"""The reader's own copy: paragraphs are found by what they say, and never guessed."""

import html
import textwrap
from pathlib import Path

import pytest

from kztui.article.article import Article
from kztui.article.quotes import fingerprint
from kztui.files.load import load
from kztui.importing.original import find_paragraphs, read_original, summary
from kztui.importing.source import OriginalError

ORIGINAL = {
    1: "A lighthouse is a promise – kept at night – that the shore will not move; no-one thanks it by day.",
    2: "Keepers write logs. In 1899, keeper Ødegård’s log counts 1,204 ships, “all of them lucky”, and one whale.",
    3: "When the lamp went electric, the keepers’ houses emptied. Their counter-arguments, from Ålesund, are lost.",
    4: "What remains is a white tower, a well-kept path, and an argument about who should paint it.",
}


TEXT = "\n".join(ORIGINAL.values())
ESCAPED = [html.escape(text) for text in ORIGINAL.values()]
HEAD = 'format = 1\n[article]\nid = "light"\ntitle = "Lights"\n[[sections]]\nid = "all"\ntitle = "All"\n'


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Article:
    """An article about another original, which is not in it."""
    paragraphs = [
        f'[[sections.paragraphs]]\nnumber = {number}\ntext = "Retold."\nfingerprint = "{fingerprint(text)}"\n'
        for number, text in ORIGINAL.items()
    ]
    path = tmp_path_factory.mktemp("light") / "article.toml"
    path.write_text(HEAD + "".join(paragraphs))
    return load(path).article


def wrapped(width: int) -> str:
    return "\n\n".join(textwrap.fill(text, width, break_on_hyphens=True) for text in ORIGINAL.values())


def page(*blocks: str) -> str:
    style = "<style>p { color: red }</style><script>document.write('<p>A lighthouse</p>')</script>"
    return f"<!DOCTYPE html><html><head><title>Lights</title>{style}</head><body>{''.join(blocks)}</body></html>"


MARKDOWN = f"""---
title: Lights
---
# The Lights of 1899

{ORIGINAL[1]}[^1]

## A short history

{ORIGINAL[2].replace("Ødegård", "[**Ødegård**](https://keepers.example/a_(b)?x=1 'In 1899')")}[2](#n)

{ORIGINAL[3].replace("electric", "[electric][l]").replace("Ålesund", "*Ålesund*").replace("Th", "**T**h")}<sup>3</sup>

> {ORIGINAL[4].replace("tower", "[[tower-of-1899|tower]]").replace("paint it", "paint&nbsp;it¹²")}

[^1]: From the log.
[l]: https://lamp.example/42
"""

COPIES = {
    "a paragraph on each line": TEXT,
    "blank lines between": TEXT.replace("\n", "\n\n"),
    "wrapped lines": wrapped(40),
    "wrapped without blank lines": wrapped(50).replace("\n\n", "\n"),
    "indented, with page numbers around": "LIGHTS\n\n 12 \n\n" + textwrap.indent(wrapped(60), "    ") + "\n\n13\n",
    "headings on the line": f"THE LIGHTS: {TEXT}".replace("\nWhen", "\nA SHORT HISTORY – When"),
    "a heading, wrapped": textwrap.fill(f"THE LIGHTS: {ORIGINAL[1]}", 30) + "\n\n" + wrapped(30),
    "other quotes, case and line ends": TEXT.replace("\n", "\r\n\r\n").replace("’", "'").replace("“", '"').upper(),
    "words divided at line ends": TEXT.replace("emptied", "emp-\ntied").replace("lighthouse", "light-\n  house"),
    "words wrapped at their hyphens": TEXT.replace("counter-", "counter-\n").replace("well-", "well-\n"),
    "Markdown": MARKDOWN,
    "Markdown, wrapped within its links": "\n\n".join(
        textwrap.fill(text, 20, break_long_words=False, break_on_hyphens=False)
        for text in (
            ORIGINAL[1].replace("the shore will not move", "[the shore will not move](https://shore.example/1)"),
            ORIGINAL[2].replace("one whale", "[one whale][whale 7]"),
            ORIGINAL[3].replace("the keepers’ houses emptied", "**the keepers’ houses emptied**"),
            ORIGINAL[4].replace("should paint it", "[should paint it](<https://paint.example/a_b> 'Who?')"),
        )
    ),
    "a page": page(*(f"<p>{text}</p>" for text in ESCAPED)),
    "a page with marks in words": page(*(f"<p><b>{text[:1]}</b>{text[1:9]}<i>{text[9:]}</i></p>" for text in ESCAPED)),
    "a page with footnotes": page(*(f"<div>{text}<sup><a href='#n'>1</a></sup></div>" for text in ESCAPED)),
    "a page with line breaks": page("<div>" + "<br/><br/>".join(ESCAPED) + "</div>"),
    "a page without paragraphs' ends": page("<p>" + "<p>".join(ESCAPED)),
    "a page with soft hyphens": page(*(f"<p>{text.replace('light', 'li&shy;ght')}</p>" for text in ESCAPED)),
}


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES.keys())
def test_every_paragraph_is_found(copy: str, article: Article, tmp_path: Path) -> None:
    path = tmp_path / "copy"
    path.write_text(copy, encoding="utf-8", newline="")
    found = find_paragraphs(read_original(path), article)
    assert list(found) == [1, 2, 3, 4]
    assert summary(found, article) == "4 of 4 paragraphs found"
    for number, text in found.items():
        assert fingerprint(text) == fingerprint(ORIGINAL[number])
        assert "\n" not in text
        assert not text.startswith(("THE LIGHTS", "A SHORT"))


def test_the_text_found_is_the_copy_s_own(article: Article) -> None:
    assert find_paragraphs(TEXT, article) == ORIGINAL


def test_what_does_not_match_is_not_guessed(article: Article) -> None:
    copy = "\n\n".join([ORIGINAL[1], ORIGINAL[2].replace("one whale", "two whales"), ORIGINAL[4]])
    found = find_paragraphs(copy, article)
    assert list(found) == [1, 4]
    assert summary(found, article) == "2 of 4 paragraphs found"
    assert find_paragraphs("", article) == {}


def test_a_fingerprint_sees_letters_and_digits_alone() -> None:
    assert fingerprint("Ｆｕｌｌ-width, CASE…") == fingerprint("full width case")
    assert fingerprint("ﬁne") == fingerprint("fine")
    assert fingerprint("one two") != fingerprint("onetwo")
    assert fingerprint("") == "e3b0c44298fc1c14"


def test_an_article_without_fingerprints_says_so() -> None:
    article = load(Path(__file__).parents[1] / "files" / "valid" / "caspian-2021.toml").article
    assert find_paragraphs("anything", article) == {}
    assert summary({}, article) == "the article has no fingerprints to find its paragraphs by"


def test_a_page_may_declare_its_encoding(article: Article, tmp_path: Path) -> None:
    path = tmp_path / "copy.html"
    source = page('<meta charset="windows-1252">', *(f"<p>{text}</p>" for text in ORIGINAL.values()))
    path.write_bytes(source.encode("cp1252"))
    assert len(find_paragraphs(read_original(path), article)) == 4


@pytest.mark.parametrize(
    "raw",
    [b"caf\xe9", b"\xff\xfec\x00a\x00f\x00\xe9\x00", b"<html><meta charset=nonsense>caf\xe9", b"<html>caf\xe9"],
)
def test_a_copy_in_another_encoding_is_read(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "copy"
    path.write_bytes(raw)
    assert read_original(path).strip() == "café"


def test_a_copy_must_be_a_file(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nothing"):
        with pytest.raises(OriginalError):
            read_original(path)


def test_an_original_cannot_control_the_terminal(article: Article, tmp_path: Path) -> None:
    path = tmp_path / "copy"
    path.write_text(ORIGINAL[1].replace(" is ", " \x1b[2J is \u202e"))
    assert all(text.isprintable() for text in find_paragraphs(read_original(path), article).values())
