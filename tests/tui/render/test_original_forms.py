"""The original in the reader: each paragraph set as what its source marks it as, links in it, and what is missing."""

from rich.style import Style

from kztui.article.article import Article
from kztui.article.kinds.actor import Actor
from kztui.article.kinds.section import Paragraph, Section
from kztui.article.model import article_file
from kztui.article.publication import Publication
from kztui.article.quotes import OriginalParagraph
from kztui.article.with_original import ArticleWithOriginal
from kztui.tui.render.page import NOT_WRITTEN, Page, article_page
from kztui.tui.render.page_lines import PageStyle, draw_lines
from kztui.tui.render.wrapped_page import Position, WrappedPage
from kztui.tui.theme import DARK, palette

ORIGINALS = {
    1: OriginalParagraph("The lock keepers asked Odalys Brenn for two things:"),
    2: OriginalParagraph("a night in every week without a ship to be let through", "list item"),
    3: OriginalParagraph("a lamp", "list item"),
    4: OriginalParagraph("We open the gate, and nobody opens the purse, said one", "quote"),
    5: OriginalParagraph("Pay by year", "caption"),
    6: OriginalParagraph("2003 | 40", "table row"),
    7: OriginalParagraph("2004 | 41", "table row"),
    8: OriginalParagraph("1 As told to a clerk.", "footnote"),
}


def page(originals: dict[int, OriginalParagraph], ours: str = "") -> Page:
    paragraphs = tuple(Paragraph(number=number, fingerprint="0" * 16) for number in (*ORIGINALS, 9))
    paragraphs += (Paragraph(number=10, text=ours, fingerprint="0" * 16),) if ours else ()
    items = (
        Section(id="s", title="Pay", paragraphs=paragraphs),
        Actor(id="brenn", name="Odalys Brenn", kind="person", paragraphs=(1,)),
    )
    article = Article(article_file(Publication(id="a", title="A"), *items, format=2))
    return article_page(ArticleWithOriginal(article, originals) if originals else article)


def lines(shown: Page, cells: int) -> list[str]:
    layout = WrappedPage(shown, cells)
    style = PageStyle(palette(DARK), lambda _: "actor", Position(0, 0), -1, False)
    return [
        "".join(text for text, _ in line).rstrip() for line in draw_lines(layout, Position(0, 0), (cells, 60), style)
    ]


def test_each_paragraph_is_set_as_what_it_is() -> None:
    assert [line.strip() for line in lines(page(ORIGINALS), 50)[4:]] == [
        "1  The lock keepers asked Odalys Brenn for two",
        "things:",
        "",
        "2  • a night in every week without a ship to",
        "be let through",
        "3  • a lamp",
        "",
        "4  ▎ We open the gate, and nobody opens the",
        "▎ purse, said one",
        "",
        "5    Pay by year",
        "",
        "6  ┊ 2003 | 40",
        "7  ┊ 2004 | 41",
        "",
        "8    1 As told to a clerk.",
        "",
        f"9  {NOT_WRITTEN}",
    ]


def test_its_lines_hang_below_the_first_and_fit_the_width() -> None:
    shown = lines(page(ORIGINALS), 50)
    first = next(at for at, line in enumerate(shown) if "• a night" in line)
    assert shown[first + 1].index("be let") == shown[first].index("a night")
    assert all(len(line) <= 30 for line in lines(page(ORIGINALS), 30))


def test_what_it_names_is_a_link() -> None:
    block = page(ORIGINALS)[2]
    assert [(block.text[link.start : link.end], link.target) for link in block.anchors] == [("Odalys Brenn", "brenn")]


def test_without_the_original_each_paragraph_says_that_it_is_not_written() -> None:
    shown = page({})
    assert [shown[at].text for at in range(2, len(shown))] == [NOT_WRITTEN] * 9


def test_between_paragraphs_of_ours_the_originals_are_dimmer() -> None:
    def styles(shown: Page) -> dict[str, Style]:
        """The style of each paragraph's first words, by the words."""
        layout, ink = WrappedPage(shown, 80), palette(DARK)
        style = PageStyle(ink, lambda _: "actor", Position(0, 0), -1, False)
        parts = [part for line in draw_lines(layout, Position(0, 0), (80, 60), style) for part in line]
        return {text.split()[0]: style for text, style in parts if text.split()}

    alone, between = styles(page(ORIGINALS)), styles(page(ORIGINALS, "Ours alone."))
    assert (alone["We"], between["We"], between["Ours"]) == (palette(DARK).text, palette(DARK).dim, palette(DARK).text)
