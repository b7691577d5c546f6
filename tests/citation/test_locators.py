"""Where a citation points: paragraphs from targets and numbers, and how each style takes them."""

from typing import cast

import pytest
from msgspec.structs import replace

from kztui.article.article import Article
from kztui.article.ids import fold_ranges
from kztui.article.kinds.actor import Actor
from kztui.article.kinds.claim import Claim
from kztui.article.kinds.event import Event
from kztui.article.kinds.place import Place
from kztui.article.kinds.section import Paragraph, Section
from kztui.article.model import ArticleFile, article_file
from kztui.article.publication import Name, Publication
from kztui.citation.cite import cite, cite_each
from kztui.citation.errors import CitationError
from kztui.citation.locator import Locator, of_numbers, of_targets, read_numbers
from kztui.citation.locator_styles import locator_form
from kztui.citation.request import CitationRequest, LocatorPolicy
from kztui.citation.styles import SHORT_NAMES, find_style


def paragraphs(*numbers: int) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(number=number, text=f"What stands in {number}.") for number in numbers)


ARTICLE = Article(
    article_file(
        Publication(
            id="doe2014",
            type="article-magazine",
            title="Rivers of the steppe",
            author=(Name(family="Doe", given="Ann"),),
            issued="2014-03-21",
            container_title="Weekly",
            URL="https://www.example.org/rivers",
            language="en-US",
        ),
        *(
            Section(id="lead", title="Abstract", paragraphs=paragraphs(1)),
            Section(id="past", title="Background", paragraphs=paragraphs(2, 3, 4, 5)),
            Section(id="future", title="What “may” come", paragraphs=paragraphs(6, 7)),
            Section(id="rest", paragraphs=paragraphs(8)),
        ),
        *(Event(id="flood", title="The flood", date="2012", paragraphs=(3, 4)),),
        *(Actor(id="council", name="Water Council", kind="agency", paragraphs=(2, 6)),),
        *(Place(id="delta", name="The delta"),),
        *(Claim(id="half", kind="figure", text="Half of it is gone.", paragraphs=(7,)),),
    )
)


@pytest.mark.parametrize(
    ("numbers", "text"),
    [((4,), "4"), ((4, 5), "4–5"), ((4, 5, 6), "4–6"), ((2, 4, 5, 6), "2, 4–6"), ((6, 2, 4, 2), "2, 4, 6"), ((), "")],
)
def test_numbers_as_one_writes_them(numbers: tuple[int, ...], text: str) -> None:
    assert fold_ranges(numbers) == text


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1", (1,)),
        ("1-2", (1, 2)),
        ("4", (4,)),
        ("4-6", (4, 5, 6)),
        ("2, 4–6", (2, 4, 5, 6)),
        (" p3 , ¶5 ", (3, 5)),
        ("4—5", (4, 5)),
        ("p4-p5", (4, 5)),
    ],
)
def test_numbers_as_one_types_them(text: str, numbers: tuple[int, ...]) -> None:
    assert read_numbers(text) == numbers


@pytest.mark.parametrize("text", ["", "x", "6-4", "0", "4-", "-4", "4..6", "1-99999999", "٤"])
def test_what_names_no_paragraphs(text: str) -> None:
    with pytest.raises(CitationError):
        read_numbers(text)


@pytest.mark.parametrize(
    ("targets", "where"),
    [
        ([], Locator()),
        (["p3"], Locator((3,), "Background", (2,))),
        (["past"], Locator((2, 3, 4, 5), "Background", (1, 2, 3, 4), entire_section=True)),
        (["lead"], Locator((1,), "Abstract", (1,))),
        (["flood"], Locator((3, 4), "Background", (2, 3))),
        (["council"], Locator((2, 6))),
        (["half"], Locator((7,), "What “may” come", (2,))),
        (["p8"], Locator((8,))),
        (["p7", "p6"], Locator((6, 7), "What “may” come", (1, 2), entire_section=True)),
        (["delta"], Locator()),
    ],
)
def test_targets_stand_for_paragraphs(targets: list[str], where: Locator) -> None:
    assert of_targets(ARTICLE, targets) == where


def test_an_unknown_target_is_refused_with_the_nearest() -> None:
    with pytest.raises(CitationError, match=r"flod.*did you mean flood") as caught:
        of_targets(ARTICLE, ["flod"])
    assert caught.value.nearest == ("flood",)


def test_a_paragraph_that_is_not_there_is_refused() -> None:
    with pytest.raises(CitationError, match="no paragraph 9–11; it has 1–8"):
        of_numbers(ARTICLE, (8, 9, 10, 11))


def test_an_article_without_paragraphs_takes_any() -> None:
    bare = Article(ArticleFile(article=ARTICLE.publication))
    assert of_numbers(bare, (4,)) == Locator((4,))


@pytest.mark.parametrize(
    ("style", "target", "text"),
    [
        ("apa", "p3", "(Doe, 2014, Background section, para. 2)"),
        ("apa", "flood", "(Doe, 2014, Background section, paras. 2–3)"),
        ("apa", "past", "(Doe, 2014, Background section)"),
        ("apa", "lead", "(Doe, 2014, Abstract section, para. 1)"),
        ("apa", "council", "(Doe, 2014, paras. 2, 6)"),
        ("apa", "p8", "(Doe, 2014, para. 8)"),
        ("apa", "half", "(Doe, 2014, What “may” come section, para. 2)"),
        ("harvard", "flood", "(Doe, 2014, Background section, paras 2–3)"),
        ("chicago-author-date", "p3", "(Doe 2014, under “Background,” para. 2)"),
        ("chicago-author-date", "past", "(Doe 2014, under “Background”)"),
        ("chicago-author-date", "p7", "(Doe 2014, under “What ‘may’ come,” para. 2)"),
        ("ieee", "flood", "[1, Paras. 3–4]"),
        ("mla", "p3", "(Doe)"),
        ("vancouver", "p3", "(1)"),
        ("nature", "p3", "1"),
    ],
)
def test_each_style_takes_a_place_as_its_manual_wants(style: str, target: str, text: str) -> None:
    assert cite(ARTICLE, [target], CitationRequest(style)).text == text


def test_chicago_puts_the_place_before_the_url() -> None:
    begin = "Ann Doe, “Rivers of the Steppe,” Weekly, March 21, 2014, "
    url = "https://www.example.org/rivers."
    assert cite(ARTICLE, ["p3"]).text == f"{begin}under “Background,” para. 2, {url}"
    assert cite(ARTICLE, ["past"]).text == f"{begin}under “Background,” {url}"
    assert cite(ARTICLE, ["council"]).text == f"{begin}paras. 2, 6, {url}"
    assert cite(ARTICLE).text == f"{begin}{url}"


def test_oscola_takes_the_running_number() -> None:
    assert " para 3 <" in cite(ARTICLE, ["p3"], CitationRequest("oscola")).text


@pytest.mark.parametrize(
    ("style", "text"),
    [("apa", "(Doe, 2014, para. 3)"), ("mla", "(Doe, par. 3)"), ("chicago-author-date", "(Doe 2014, para. 3)")],
)
def test_the_plain_locator_of_csl(style: str, text: str) -> None:
    assert cite(ARTICLE, ["p3"], CitationRequest(style, locator="csl")).text == text


@pytest.mark.parametrize("style", SHORT_NAMES)
def test_no_locator_when_none_is_wanted(style: str) -> None:
    citation = cite(ARTICLE, ["p3"], CitationRequest(style, locator="none"))
    assert citation == cite(ARTICLE, [], CitationRequest(style))
    assert citation.hints == ()


def test_a_snippet_names_the_place_unless_none_is_wanted() -> None:
    assert cite(ARTICLE, ["p3"], CitationRequest(format="pandoc")).text == "[@doe2014, para. 3]"
    assert cite(ARTICLE, ["p3"], CitationRequest(format="pandoc", locator="none")).text == "[@doe2014]"


def test_paragraphs_that_are_asked_for_stand_in_place_of_the_targets_own() -> None:
    assert cite(ARTICLE, ["flood"], CitationRequest("ieee", paragraphs=(2, 4, 5))).text == "[1, Paras. 2, 4–5]"


@pytest.mark.parametrize(
    ("wanted", "hint"),
    [
        (CitationRequest("mla"), "MLA gives no locator for paragraphs that the source does not number"),
        (CitationRequest("vancouver"), "the style vancouver gives no locators"),
        (CitationRequest("vancouver", locator="csl"), "the style vancouver gives no locators"),
        (CitationRequest("apa", form="entry"), "an entry names the whole article; the locator belongs to the citation"),
    ],
)
def test_the_reader_is_told_why_there_is_no_locator(wanted: CitationRequest, hint: str) -> None:
    assert cite(ARTICLE, ["p3"], wanted).hints == (hint,)


@pytest.mark.parametrize("style", ["apa", "harvard", "chicago-author-date", "chicago-notes", "ieee", "oscola"])
def test_nothing_is_said_where_the_style_prints_the_place(style: str) -> None:
    assert cite(ARTICLE, ["flood"], CitationRequest(style)).hints == ()
    assert cite(ARTICLE, ["flood"], CitationRequest(style, locator="csl")).hints == ()


@pytest.mark.parametrize(
    "wanted", [CitationRequest("mla"), CitationRequest("vancouver"), CitationRequest("apa", form="entry")]
)
def test_nothing_is_said_where_no_place_was_meant(wanted: CitationRequest) -> None:
    assert cite(ARTICLE, [], wanted).hints == ()


def test_headings_are_named_in_english_alone() -> None:
    german = cite(ARTICLE, ["p3"], CitationRequest("apa", locale="de-DE")).text
    assert "section" not in german
    assert german == "(Doe, 2014, Abs. 3)"


@pytest.mark.parametrize(
    ("style", "policy", "text"),
    [
        ("apa", "article", "(Doe, 2014, para. 3)"),
        ("chicago-author-date", "article", "(Doe 2014, para. 3)"),
        ("apa", "section", "(Doe, 2014, Background section, para. 2)"),
        ("chicago-author-date", "section", "(Doe 2014, under “Background,” para. 2)"),
        ("ieee", "section", "[1, Background section, para. 2]"),
        ("mla", "section", "(Doe, Background section, par. 2)"),
    ],
)
def test_a_reader_can_have_one_way_of_counting_in_all_styles(style: str, policy: LocatorPolicy, text: str) -> None:
    assert cite(ARTICLE, ["p3"], CitationRequest(style, locator=policy)).text == text


@pytest.mark.parametrize("style", ["apa", "harvard", "chicago-author-date", "chicago-notes", "ieee", "oscola"])
@pytest.mark.parametrize("policy", ["auto", "section"])
def test_a_heading_of_ours_is_never_cited_and_places_under_several_are_counted_through(
    style: str, policy: LocatorPolicy
) -> None:
    lead, *rest = ARTICLE.of(Section)
    ours = Article(article_file(ARTICLE.publication, replace(lead, printed=False), *rest, format=2))
    for numbers in ((1,), (1, 2), (5, 6), (7, 8)):
        text = cite(ours, (), CitationRequest(style, locator=policy, paragraphs=numbers)).text
        assert f" {fold_ranges(numbers)}" in text
        assert not any(heading in text for heading in ("Abstract", "Background", "come"))


def test_both_numbers_of_a_place_and_the_reason_for_the_one_that_is_copied() -> None:
    assert of_numbers(ARTICLE, (3,)).place == "¶3 = Background, para. 2"
    assert of_numbers(ARTICLE, (3, 4), {3: "12", 4: "13"}).place == "¶3–4 = Background, paras. 2–3 = pp. 12-13"
    assert of_numbers(ARTICLE, (2, 3, 4, 5)).place == "¶2–5 = Background"
    assert of_numbers(ARTICLE, (8,)).place == "¶8"
    reasons = [
        ("apa", "auto", "counts paragraphs under their heading"),
        ("ieee", "auto", "counts paragraphs through the article"),
        ("apa", "article", "the settings ask"),
        ("ieee", "section", "the settings ask"),
    ]
    for style, policy, reason in reasons:
        place = cite(ARTICLE, ["p3"], CitationRequest(style, locator=cast("LocatorPolicy", policy))).place
        assert place.startswith("¶3 = Background, para. 2: ")
        assert reason in place
    assert "several headings" in cite(ARTICLE, ["council"], CitationRequest("apa")).place
    assert cite(ARTICLE, ["p3"], CitationRequest("mla")).place == ""


@pytest.mark.parametrize(
    ("style", "text"),
    [("apa", "(Doe, 2014, pp. 12–13)"), ("mla", "(Doe 12–13)"), ("chicago-author-date", "(Doe 2014, 12–13)")],
)
def test_pages_of_the_copy_go_before_paragraphs(style: str, text: str) -> None:
    pages = {2: "11", 3: "12", 4: "13"}
    assert cite(ARTICLE, ["flood"], CitationRequest(style), pages).text == text
    assert (
        cite(ARTICLE, ["flood"], CitationRequest(style), {3: "12"}).text
        == cite(ARTICLE, ["flood"], CitationRequest(style)).text
    )
    assert "12" not in cite(ARTICLE, ["flood"], CitationRequest(style, locator="article"), pages).text
    assert cite(ARTICLE, ["p3"], CitationRequest(style, format="pandoc"), {3: "xii"}).text == "[@doe2014, p. xii]"


def test_variants_of_a_style_follow_its_manual() -> None:
    assert locator_form(find_style("apa-annotated-bibliography")) == "section"
    assert locator_form(find_style("chicago-notes-bibliography-17th-edition")) == "under"
    assert locator_form(find_style("ieee")) == "number"


def test_a_batch_is_in_order_and_without_doubles() -> None:
    wanted = CitationRequest("apa")
    texts = [citation.text for citation in cite_each(ARTICLE, ["half", "p3", "lead", "p3", "half"], wanted)]
    assert texts == [
        "(Doe, 2014, What “may” come section, para. 2)",
        "(Doe, 2014, Background section, para. 2)",
        "(Doe, 2014, Abstract section, para. 1)",
    ]
    (entry,) = cite_each(ARTICLE, ["half", "p3"], wanted._replace(form="entry"))
    assert len(entry.hints) == 1
    assert cite_each(ARTICLE, [], wanted) == [cite(ARTICLE, [], wanted)]
