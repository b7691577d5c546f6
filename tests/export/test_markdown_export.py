"""Markdown: one document whose every mark is meant."""

import re

from msgspec import convert

from export_fixtures import sole
from kztui.article.article import Article
from kztui.article.model import ArticleFile


def test_every_paragraph_has_its_footnote_in_markdown(any_article: Article) -> None:
    text = sole(any_article, "markdown")
    for number in any_article.paragraphs:
        assert re.search(rf"^\[\^p{number}\]: Paragraph {number} ", text, re.MULTILINE)
    cited = set(re.findall(r"\[\^p(\d+)\](?!:)", text))
    assert cited == {str(number) for number in any_article.paragraphs}


def test_every_link_in_markdown_leads_to_an_anchor(any_article: Article) -> None:
    text = sole(any_article, "markdown")
    anchors = set(re.findall(r'<a id="([^"]+)"></a>', text))
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors
    assert len(anchors) == len(any_article.items)


def test_marks_in_the_text_are_no_marks_in_markdown() -> None:
    wild = "1. *not* a list, [no](link), <b>no tag</b>, `code`, # head & a_b"
    file = {"sections": ({"id": "s", "paragraphs": ({"number": 1, "text": wild},)},)}
    text = sole(Article(convert({"article": {"id": "x"}, **file}, ArticleFile)), "markdown")
    assert r"1\. \*not\* a list, \[no\](link), \<b\>no tag\</b\>, \`code\`, \# head \& a\_b[^p1]" in text
