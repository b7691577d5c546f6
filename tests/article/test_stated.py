"""Which paragraphs state an item: since format 2 those of its quotes and links too."""

from kztui.article.article import Article
from kztui.article.kinds.actor import Actor
from kztui.article.kinds.claim import Claim
from kztui.article.kinds.section import Paragraph, Section
from kztui.article.model import ArticleTables, article_file
from kztui.article.publication import Publication
from kztui.article.quotes import Quote

BODY = Section(
    id="body",
    paragraphs=(
        Paragraph(number=1, text="[[crew]] and [[crew|they]]", note="[[owner]]"),
        Paragraph(number=2, text="[[owner]] said"),
        Paragraph(number=3, fingerprint="00112233445566ff"),
        Paragraph(number=4, text="[[crew]]"),
    ),
)
CREW = Actor(id="crew", paragraphs=(4, 2))
OWNER = Actor(id="owner", quotes=(Quote(paragraph=3, words=(1, 2)),))
SAID = Claim(id="said", kind="statement", quotes=(Quote(paragraph=3, words=(1, 2)),))


def tables(format_number: int) -> ArticleTables:
    return article_file(Publication(id="x"), BODY, CREW, OWNER, SAID, format=format_number)


def test_format_1_has_what_is_written() -> None:
    article = Article(tables(1))
    assert article.items["crew"] == CREW
    assert article.items["owner"].numbers == ()


def test_format_2_adds_quotes_and_links_behind_what_is_written() -> None:
    article = Article(tables(2))
    assert article.items["crew"].numbers == (4, 2, 1)
    assert article.items["owner"].numbers == (2, 3)
    assert article.of(Claim)[0].numbers == (3,)
    assert [link.other for link in article.graph.sides("owner") if link.heading == "stated in"] == ["p2", "p3"]
    assert article.file == tables(2)


def test_what_nobody_has_retold_is_counted() -> None:
    assert [item.id for item in Article(tables(2)).items.values() if item.is_unwritten] == ["p3", "said"]
