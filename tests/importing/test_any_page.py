"""Whatever a page, Markdown or text holds, it becomes a draft that loads, or is refused: by a grammar, and mutated.

`KZTUI_LONG=1` runs the long form: tens of thousands of sources.
"""

import os
import random
import re
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from kztui.files.check import check
from kztui.files.load import load_texts
from kztui.importing.draft import make_draft
from kztui.importing.readers import read_here
from kztui.importing.source import OriginalError, Source

LONG = os.environ.get("KZTUI_LONG") == "1"
CASES = 10_000 if LONG else 25
SECONDS = 2.0
"""Of processor time for a source of a few kilobytes."""
SHAPES = [path for path in (Path(__file__).parent / "shapes").iterdir() if path.suffix in {".html", ".md", ".txt"}]

pytestmark = [pytest.mark.long, pytest.mark.once, pytest.mark.timeout(3600 if LONG else 300)]

SENTENCES = (
    "The harbour council of Reed Bay met on 3 May 2011 and voted by 12 to 7 for the new quay.",
    "“Nobody had asked the pilots,” Mira Halvorsen, who leads the guild, said on Tuesday.",
    "Совет порта Тростниковой бухты собрался в мае 2011 года, заявил его глава Иван Ветров.",
    "理事会は2011年5月3日に新しい桟橋を承認した。",
    "قال المجلس إن الرصيف الجديد سيفتح في عام 2012.",
    "Costs rose to $4.5 million, up 20 %, see [1] and (Halvorsen 2009, pp. 4–6).",
)
SIGNS = (
    *(
        "&",
        "&amp;",
        "&#999999999999;",
        "&#x110000;",
        "&#0;",
        "&notanentity;",
        "<",
        ">",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
    ),
    *("--!>", "<?xml version='1.0'?>", "<!DOCTYPE x [<!ENTITY e 'y'>]>", "</p>", "</div>", "</", "<p", "\0", "\x1b[2J"),
    *(
        "\x85",
        "\u2028",
        "\u202e",
        "\u200b",
        "\ufeff",
        "e\u0301" * 3,
        "\U0001f469\u200d\U0001f4bb",
        "\r\n",
        "\t",
        "|",
        "#",
    ),
    *(
        "[[x]]",
        "[x](y)",
        "![x](y)",
        "^[a]",
        "```",
        "---\n",
        "* * *\n",
        "> ",
        "1. ",
        "\n\n",
        "    ",
        "\\",
        "'",
        '"',
        "“",
        "…",
    ),
)
TAGS = (
    *(
        "p",
        "div",
        "article",
        "main",
        "section",
        "h1",
        "h2",
        "h7",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "table",
        "tr",
        "td",
        "th",
    ),
    *(
        "blockquote",
        "figure",
        "figcaption",
        "aside",
        "nav",
        "footer",
        "form",
        "select",
        "textarea",
        "noscript",
        "template",
    ),
    *(
        "b",
        "i",
        "a",
        "sup",
        "sub",
        "span",
        "br",
        "hr",
        "img",
        "iframe",
        "svg",
        "math",
        "script",
        "style",
        "title",
        "x-y",
    ),
)
ATTRIBUTES = (
    *(
        "class='comments'",
        "class=article-body",
        "id=main",
        "hidden",
        "style='display:none'",
        "aria-hidden=true",
        "lang=ru",
    ),
    *(
        "href='#fn1'",
        "href=javascript:x",
        "id=fn1",
        "itemprop=author",
        "rel=author",
        "dir=rtl",
        "a=b c",
        "='",
        "colspan=9e9",
    ),
)
HEADS = (
    *(
        "<meta charset=utf-7>",
        "<meta charset=punycode>",
        "<base href='http://[x'>",
        "<link rel=canonical href='//x y'>",
    ),
    *("<meta name=author content='Ada, Bela; and Cleo'>", "<meta name=citation_date content='2011/02/31'>"),
    *("<meta property=og:title content='&lt;b&gt;'>", "<meta name=citation_doi content=' doi:10.1/x'>"),
    "<script type=application/ld+json>{'@type':</script>",
    '<script type=application/ld+json>{"@graph":[{"author":[[{"name":7}]],"datePublished":{"a":1}}]}</script>',
)


def element(chance: random.Random, depth: int = 0) -> str:
    """An element of the grammar, or a text; half of them are not closed as they should be."""
    if depth > 6 or chance.random() < 0.35:
        text = " ".join(chance.choices(SENTENCES, k=chance.choice((1, 1, 2, 4))))
        at = chance.randrange(len(text))
        return text[:at] + chance.choice((*SIGNS, *[""] * 20)) + text[at:]
    tag = chance.choice(TAGS)
    attributes = " ".join(chance.choices(ATTRIBUTES, k=chance.choice((0, 0, 0, 1, 3))))
    inner = "".join(element(chance, depth + 1) for _ in range(chance.choice((1, 1, 2, 3))))
    end = chance.choice((f"</{tag}>", f"</{tag}>", f"</{tag}>", "", f"</{chance.choice(TAGS)}>"))
    return f"<{tag} {attributes}>{inner}{end}"


def page(chance: random.Random) -> Source:
    head = "".join(chance.choices(HEADS, k=chance.randrange(4)))
    body = "".join(element(chance) for _ in range(chance.randrange(1, 6)))
    data = f"<html><head>{head}</head><body>{body}".encode(chance.choice(("utf-8", "utf-16")), "replace")
    return Source("page.html", data, charset=chance.choice(("", "", "utf-8", "idna", "windows-1251")))


def plain(chance: random.Random) -> Source:
    """A text or Markdown whose lines begin with signs of both."""
    lines = (chance.choice((*SIGNS, *[""] * 30)) + chance.choice(SENTENCES) for _ in range(chance.randrange(1, 12)))
    text = "".join(line + chance.choice(("\n\n", "\n\n", "\n", " ", chance.choice(SIGNS))) for line in lines)
    return Source(chance.choice(("page.md", "page.txt")), text.encode("utf-8", "replace"))


def mutated(chance: random.Random) -> Source:
    """A page of the collection with some of its pieces lost, doubled or exchanged, or cut off."""
    path = chance.choice(SHAPES)
    raw = path.read_bytes()
    pieces = re.split(rb"(?=<)|(?<=>)|\n", raw)
    for _ in range(chance.choice((1, 2, 5, 20))):
        at, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        pieces[at] = chance.choice((b"", pieces[other], pieces[at] * 2, chance.choice(SIGNS).encode(), pieces[at][:3]))
    return Source(path.name, b"".join(pieces)[: chance.choice((len(raw), 10**6, 10**6))])


@pytest.mark.parametrize("make", [page, plain, mutated])
def test_any_source_becomes_a_sound_draft_or_is_refused(make: Callable[[random.Random], Source]) -> None:
    drafts = 0
    for seed in range(CASES):
        source = make(random.Random(seed))  # noqa: S311 - repeatable cases, no secrets
        start = time.process_time()
        try:
            draft = make_draft(read_here(source), source)
        except OriginalError:
            continue
        if draft.files:
            drafts += 1
            loaded = load_texts(Path("page"), draft.files)
            errors = [problem for problem in check(loaded) if problem.severity == "error"]
            assert errors == [], (seed, errors)
        signs = {sign for text in draft.files.values() for sign in text} - {"\n"}
        assert not [sign for sign in signs if unicodedata.category(sign) == "Cc"], seed
        assert time.process_time() - start < SECONDS, seed
    assert drafts > CASES // 4
