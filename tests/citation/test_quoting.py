"""Quotes: which words of the original an item means, in whose quotation marks, and who is cited for them."""

import pytest

from kztui.article.article import Article
from kztui.article.kinds.actor import Actor
from kztui.article.kinds.claim import Claim
from kztui.article.kinds.place import Place
from kztui.article.kinds.section import Paragraph, Section
from kztui.article.kinds.term import Term
from kztui.article.model import article_file
from kztui.article.publication import Name, Publication
from kztui.article.quotes import OriginalParagraph, Quote
from kztui.article.quotes import words as fingerprint_words
from kztui.citation.csl.rich_text import QuotationMarks
from kztui.citation.errors import CitationError
from kztui.citation.formats.quoted_text import quote
from kztui.citation.quotation import NO_SPEAKER, SeveralPassagesError, find_passages, pages_of, selected_passage
from kztui.citation.quotation_marks import quoted, whole_marks, within_marks
from kztui.citation.request import CitationRequest

TEXTS = {
    1: "The ferry to Kuhl sank at night. Nobody was on board but the cook, Mr. Odo Brandt, who swam.",
    2: "Mayor Ilse Thorn said that “the ‘old’ ferry was paid for” and left. Her office (and the harbour’s) was shut. "
    "Kuhl waited.",
    3: "In 1931 Kuhl had three ferries.",
}
ORIGINALS = {number: OriginalParagraph(text) for number, text in TEXTS.items()}
ENGLISH = QuotationMarks("“", "”", "‘", "’")


def words(number: int, text: str) -> Quote:
    """The quote of some words of a paragraph."""
    first = len(fingerprint_words(TEXTS[number].partition(text)[0])) + 1
    return Quote(paragraph=number, words=(first, first + len(fingerprint_words(text)) - 1))


def article(language: str = "en-US") -> Article:
    paragraphs = [Paragraph(number=number, text="Retold.") for number in TEXTS]
    return Article(
        article_file(
            Publication(
                id="vale2019",
                type="article-magazine",
                title="Ferries",
                author=(Name(family="Vale", given="Ida"),),
                container_title="Weekly",
                issued="2019-05-02",
                language=language,
            ),
            Section(id="loss", title="Loss", paragraphs=tuple(paragraphs[:2])),
            Section(id="rest", title="Rest", printed=False, paragraphs=tuple(paragraphs[2:])),
            Actor(id="thorn", name="Ilse Thorn", aliases=("Mayor Thorn",), kind="person", paragraphs=(2,)),
            Actor(id="vale", name="Ida Vale", kind="person"),
            Actor(id="brandt", name="Odo Brandt", kind="person", paragraphs=(1,)),
            Place(id="kuhl", name="Kuhl", paragraphs=(1, 2)),
            Term(id="wreck", name="Wreck", paragraphs=(1,)),
            Claim(
                id="paid", kind="statement", by="thorn", quotes=(words(2, "the ‘old’ ferry was paid for” and left"),)
            ),
            Claim(id="old", kind="statement", by="thorn", quotes=(words(2, "ferry was paid"),)),
            Claim(id="sank", kind="assessment", by="vale", quotes=(words(1, "The ferry to Kuhl sank"),)),
            Claim(id="long", kind="figure", by="vale", quotes=(Quote(paragraph=3, words=(2, 40)),)),
            Claim(id="lost", kind="figure", by="vale", text="Three.", paragraphs=(9,)),
            format=2,
        )
    )


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("most in “need” of a “revival of ‘true’ zeal”", "“most in ‘need’ of a ‘revival of “true” zeal’”"),
        ("it's the mayors' «\u00a0day\u00a0»", "“it's the mayors' ‘day’”"),
        ("„Nein“, rief ‚einer‘", "“‘Nein’, rief ‘einer’”"),
        ("»Ja«, sagte er; ”hej” sa hon", "“‘Ja’, sagte er; ‘hej’ sa hon”"),
        ('"so", he said, isn’t it', "“‘so’, he said, isn’t it”"),
        ("’tis “unclosed", "“’tis “unclosed”"),
    ],
)
def test_marks_within_a_quote_turn(text: str, turned: str) -> None:
    assert quoted(text, 0, len(text), ENGLISH) == turned


def test_halves_of_a_pair_are_completed() -> None:
    text = "He said “it is (very) low and we wait” today."
    assert quoted(text, text.index("we"), text.index("."), ENGLISH) == "“‘we wait’ today”"
    assert quoted(text, text.index("said"), text.index(" (very"), ENGLISH) == "“said ‘it is’”"
    start, end = whole_marks(text, text.index("it is"), text.index(") low"))
    assert text[start:end] == "it is (very)"
    assert within_marks(text, start, end)
    assert not within_marks(text, 0, len(text))


@pytest.mark.parametrize("text", ["“" * 40_000, "“”" * 20_000, "«(" * 20_000 + "»" * 20_000, "'a " * 12_000])
def test_marks_of_any_text_are_matched_in_bounded_time(text: str) -> None:
    assert quoted(text, 0, len(text), ENGLISH).startswith("“")


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("paid", ["“the ‘old’ ferry was paid for” and left"]),
        ("sank", ["The ferry to Kuhl sank"]),
        ("brandt", ["Nobody was on board but the cook, Mr. Odo Brandt, who swam."]),
        ("wreck", [TEXTS[1]]),
        ("p3", [TEXTS[3]]),
        ("loss", [TEXTS[1], TEXTS[2]]),
    ],
)
def test_the_words_that_an_item_means(target: str, found: list[str]) -> None:
    passages = find_passages(article(), target, ORIGINALS)
    assert [passage.words for passage in passages] == found
    assert [bool(passage.hint) for passage in passages] == [target == "wreck"] * len(found)


def test_of_several_sentences_the_reader_chooses() -> None:
    with pytest.raises(SeveralPassagesError) as caught:
        find_passages(article(), "kuhl", ORIGINALS)
    assert [passage.words for passage in caught.value.passages] == ["The ferry to Kuhl sank at night.", "Kuhl waited."]


@pytest.mark.parametrize(
    ("target", "reason"), [("lost", "lacks ¶9"), ("vale", "no paragraph"), ("long", "has 6 words"), ("x", "no “x”")]
)
def test_why_there_is_nothing_to_quote(target: str, reason: str) -> None:
    with pytest.raises(CitationError, match=reason):
        find_passages(article(), target, ORIGINALS)


def test_a_selection_is_found_and_completed_or_refused() -> None:
    passage = selected_passage(article(), "errY  to".replace("Y", "y"), ORIGINALS)
    assert (passage.paragraph, passage.words) == (1, "ferry to")
    assert selected_passage(article(), "Kuhl", ORIGINALS, near=3).paragraph == 3
    assert selected_passage(article(), "ferry was paid", ORIGINALS).speaker == "thorn"
    assert selected_passage(Article(article_file(article().publication)), "was paid", ORIGINALS).hint == NO_SPEAKER
    with pytest.raises(CitationError, match="not in the original"):
        selected_passage(article(), "Retold", ORIGINALS)


@pytest.mark.parametrize(
    ("style", "cited"),
    [
        ("chicago-author-date", "“ferry was paid” (Thorn, quoted in Vale 2019, under “Loss,” para. 2)"),
        ("apa", "“ferry was paid” (Thorn, as cited in Vale, 2019, Loss section, para. 2)"),
        ("mla", "“ferry was paid” (Thorn qtd. in Vale)"),
        ("harvard", "“ferry was paid” (Thorn, quoted in Vale, 2019, Loss section, para. 2)"),
        ("ieee", "“ferry was paid” (Thorn, quoted in [1, Para. 2])"),
        (
            "chicago-notes",
            "“ferry was paid” (Ilse Thorn, quoted in Ida Vale, “Ferries,” Weekly, May 2, 2019, under “Loss,” para. 2)",
        ),
    ],
)
def test_words_of_others_are_quoted_as_each_manual_wants(style: str, cited: str) -> None:
    (passage,) = find_passages(article(), "old", ORIGINALS)
    assert quote(article(), passage, CitationRequest(style)).text == cited


def test_reported_words_are_cited_and_the_authors_own_are_not() -> None:
    request = CitationRequest("chicago-author-date")
    (passage,) = find_passages(article(), "paid", ORIGINALS)
    reported = "“‘the “old” ferry was paid for’ and left” (Thorn, cited in Vale 2019, under “Loss,” para. 2)"
    assert quote(article(), passage, request).text == reported
    (passage,) = find_passages(article(), "sank", ORIGINALS)
    assert quote(article(), passage, request).text == "“The ferry to Kuhl sank” (Vale 2019, under “Loss,” para. 1)"
    assert quote(article(), passage, CitationRequest("ieee")).text == "“The ferry to Kuhl sank” [1, Para. 1]"


@pytest.mark.parametrize(
    ("language", "locale", "begin"),
    [("de", "", "„The"), ("ru-RU", "", "«The"), ("en-GB", "", "‘The"), ("kk", "", "“The"), ("de", "en-US", "“The")],
)
def test_the_marks_are_those_of_the_language(language: str, locale: str, begin: str) -> None:
    (passage,) = find_passages(article(language), "sank", ORIGINALS)
    assert quote(article(language), passage, CitationRequest("apa", locale=locale)).text.startswith(begin)


def test_formats_are_escaped_and_pages_are_named() -> None:
    originals = {3: OriginalParagraph("In *1931* <b>Kuhl</b> had “three”.", page="12")}
    (passage,) = find_passages(article(), "p3", originals)
    request = CitationRequest("apa", format="html")
    assert quote(article(), passage, request, pages_of(originals)).text == (
        "“In *1931* &lt;b&gt;Kuhl&lt;/b&gt; had ‘three’.” (Vale, 2019, p. 12)"
    )
    assert quote(article(), passage, CitationRequest("nature", format="html")).text.endswith("‘three’.”<sup>1</sup>")
    assert r"\*1931\*" in quote(article(), passage, request._replace(format="markdown")).text
