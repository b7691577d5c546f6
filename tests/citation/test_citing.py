"""Styles by name, the CSL item of a publication, and what no citation can be given for."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kztui.article.article import Article
from kztui.article.model import ArticleFile
from kztui.article.publication import Name, Publication
from kztui.citation.cite import cite
from kztui.citation.csl_item import csl_date, csl_item, percent_encoded
from kztui.citation.errors import CitationError
from kztui.citation.request import FORMS, LOCATOR_POLICIES, Citation, CitationRequest, Form
from kztui.citation.styles import ALIASES, SHORT_NAMES, every_id, find_style, list_styles

PUBLICATION = Publication(
    id="doe2014",
    type="article-magazine",
    title="Rivers of\nthe steppe",
    printed_title="Rivers of the Steppe",
    author=(Name(family="Doe", given="Ann"), Name(literal="Water Council")),
    issued="2014-03-21",
    container_title="Weekly",
    URL="https://www.example.org/it’s",
    language="en-US",
    volume=3,
)
ARTICLE = Article(ArticleFile(article=PUBLICATION))

AAS = {"family": "Aas", "given": "Ida"}


@pytest.mark.parametrize("name", SHORT_NAMES)
def test_every_short_name_is_there(name: str) -> None:
    assert find_style(name).path.is_file()
    assert list_styles()[name]
    assert cite(ARTICLE, [], CitationRequest(name)).text
    assert "Doe" in cite(ARTICLE, [], CitationRequest(name, form="entry")).text


@pytest.mark.parametrize(
    ("name", "csl_id"),
    [
        ("chicago", "chicago-author-date"),
        ("nlm", "nlm-citation-sequence"),
        ("APA", "apa"),
        ("vancouver-brackets", "nlm-citation-sequence-brackets"),
        ("nature-digest", "nature"),
        ("aaa", "american-anthropological-association"),
        ("chicago-notes-bibliography", "chicago-notes-bibliography"),
    ],
)
def test_aliases_renamed_and_dependent_styles(name: str, csl_id: str) -> None:
    assert find_style(name).csl_id == csl_id


def test_there_are_thousands_of_styles() -> None:
    assert len(every_id()) > 10_000
    assert set(ALIASES.values()) <= set(SHORT_NAMES)


def test_british_styles_are_british() -> None:
    assert "‘" in cite(ARTICLE, [], CitationRequest("harvard", form="entry")).text


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("chicagoo", "chicago"),
        ("harvrd", "harvard"),
        ("natur", "nature"),
        ("apa 7th", "apa"),
        ("MLA9", "mla"),
        ("chicago notes 18", "chicago-notes"),
        ("turabian", "turabian-author-date"),
        ("american medical", "american-medical-association"),
    ],
)
def test_an_unknown_style_is_refused_with_the_nearest(name: str, near: str) -> None:
    with pytest.raises(CitationError, match=f"no style “{name}”; did you mean .*{near}") as caught:
        find_style(name)
    assert near in caught.value.nearest


@pytest.mark.parametrize("name", ["xyz", "foo", "banana", "qwerty", "n", "", "-", "x" * 5000])
def test_where_no_style_is_near_none_is_suggested(name: str) -> None:
    with pytest.raises(CitationError, match=r"--list-styles lists the usual ones$") as caught:
        find_style(name)
    assert caught.value.nearest == ()


@pytest.mark.parametrize("name", ["", " ", "no/such/file.csl", "missing.csl"])
def test_a_style_that_is_not_there(name: str) -> None:
    with pytest.raises(CitationError):
        find_style(name)


def test_a_style_of_ones_own(tmp_path: Path) -> None:
    own = tmp_path / "own.csl"
    own.write_bytes(find_style("ieee").path.read_bytes())
    assert cite(ARTICLE, [], CitationRequest(str(own))).text == "[1]"


def test_a_dependent_style_of_ones_own(tmp_path: Path) -> None:
    own = tmp_path / "own.csl"
    own.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" default-locale="de-DE"><info>'
        '<link href="http://www.zotero.org/styles/apa" rel="independent-parent"/></info></style>',
        encoding="utf-8",
    )
    assert find_style(str(own)).csl_id == "apa"
    assert "2014, März 21" in cite(ARTICLE, [], CitationRequest(str(own), form="entry")).text


STYLE = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note">'
NO_STYLES = {
    "no XML": "no XML at all",
    "another kind of XML": "<html/>",
    "no layout": f"{STYLE}<citation/></style>",
    "a missing macro": f'{STYLE}<citation><layout><text macro="gone"/></layout></citation></style>',
    "a macro that calls itself": (
        f'{STYLE}<macro name="a"><text macro="a"/></macro>'
        '<citation><layout><text macro="a"/></layout></citation></style>'
    ),
    "a number that is none": (
        f'{STYLE}<citation et-al-min="many"><layout><names variable="author"/></layout></citation></style>'
    ),
    "nothing to print": f'{STYLE}<citation><layout><text variable="DOI"/></layout></citation></style>',
}


@pytest.mark.parametrize("content", NO_STYLES.values(), ids=NO_STYLES)
def test_a_file_that_is_no_style_is_an_honest_error(tmp_path: Path, content: str) -> None:
    own = tmp_path / "own.csl"
    own.write_text(content, encoding="utf-8")
    with pytest.raises(CitationError):
        cite(ARTICLE, [], CitationRequest(str(own)))


def test_elements_that_csl_does_not_know_are_passed_over(tmp_path: Path) -> None:
    own = tmp_path / "own.csl"
    own.write_text(
        f'{STYLE}<citation><layout><blink/><text variable="title"/><names variable="author"><institution/></names>'
        "</layout></citation></style>",
        encoding="utf-8",
    )
    assert cite(ARTICLE, [], CitationRequest(str(own))).text == "Rivers of the steppeAnn Doe, Water Council"


def test_a_citation_has_no_blank_after_its_first_field_where_entries_do(tmp_path: Path) -> None:
    own = tmp_path / "own.csl"
    layout = '<layout><text value="1."/><text variable="title"/></layout>'
    own.write_text(
        f'{STYLE}<citation>{layout}</citation><bibliography second-field-align="flush">{layout}</bibliography></style>',
        encoding="utf-8",
    )
    assert cite(ARTICLE, [], CitationRequest(str(own))).text == "1.Rivers of the steppe"
    assert cite(ARTICLE, [], CitationRequest(str(own), form="entry")).text == "1. Rivers of the steppe"


@pytest.mark.parametrize(
    ("first", "text"), [(1, "Ann Doe et al."), (2, "Ann Doe, Water Council"), (3, "Ann Doe, Water Council")]
)
def test_names_are_left_out_only_where_some_are_left(first: int, text: str, tmp_path: Path) -> None:
    own = tmp_path / "own.csl"
    names = f'<names variable="author"><name et-al-min="2" et-al-use-first="{first}"/></names>'
    own.write_text(f"{STYLE}<citation><layout>{names}</layout></citation></style>", encoding="utf-8")
    assert cite(ARTICLE, [], CitationRequest(str(own))).text == text


@pytest.mark.parametrize(
    ("variable", "text"), [("issue", "."), ("page", "."), ("locator", "para."), ("paragraph", "para.")]
)
def test_a_label_stands_only_where_its_number_does(variable: str, text: str, tmp_path: Path) -> None:
    own = tmp_path / "own.csl"
    label = f'<label variable="{variable}" form="short" strip-periods="true"/><text value="."/>'
    own.write_text(f"{STYLE}<citation><layout>{label}</layout></citation></style>", encoding="utf-8")
    assert cite(ARTICLE, [], CitationRequest(str(own), paragraphs=(1,), locator="csl")).text == text


@pytest.mark.parametrize(("least", "first", "text"), [(3, 1, "2"), (2, 1, "1")])
def test_a_style_may_ask_how_many_names_it_prints(least: int, first: int, text: str, tmp_path: Path) -> None:
    own = tmp_path / "own.csl"
    name = f'<name form="count" et-al-min="{least}" et-al-use-first="{first}"/>'
    names = f'<names variable="author">{name}</names>'
    own.write_text(f"{STYLE}<citation><layout>{names}</layout></citation></style>", encoding="utf-8")
    assert cite(ARTICLE, [], CitationRequest(str(own))).text == text


def test_a_date_without_its_year_ends_without_the_comma_before_it(tmp_path: Path) -> None:
    own = tmp_path / "own.csl"
    date = '<date variable="issued" form="text" date-parts="month-day"/><text value="|"/>'
    own.write_text(f"{STYLE}<citation><layout>{date}</layout></citation></style>", encoding="utf-8")
    assert cite(ARTICLE, [], CitationRequest(str(own))).text == "March 21|"


def test_a_style_for_notes_alone_has_no_entry(tmp_path: Path) -> None:
    own = tmp_path / "own.csl"
    own.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note"><citation><layout suffix=".">'
        '<text variable="title"/></layout></citation></style>',
        encoding="utf-8",
    )
    assert cite(ARTICLE, [], CitationRequest(str(own))).text == "Rivers of the steppe."
    with pytest.raises(CitationError, match="no bibliography"):
        cite(ARTICLE, [], CitationRequest(str(own), form="entry"))


def test_an_unknown_locale_is_refused() -> None:
    with pytest.raises(CitationError, match="no locale “xx-YY”"):
        cite(ARTICLE, [], CitationRequest("apa", locale="xx-YY"))


def test_another_locale() -> None:
    assert "2014, март 21" in cite(ARTICLE, [], CitationRequest("apa", form="entry", locale="ru-RU")).text


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(CitationError, match="no format “bibtx”; did you mean bibtex"):
        cite(ARTICLE, [], CitationRequest(format="bibtx"))


def test_the_item_of_a_publication() -> None:
    assert csl_item(PUBLICATION) == {
        "id": "doe2014",
        "type": "article-magazine",
        "title": "Rivers of the steppe",
        "author": [{"family": "Doe", "given": "Ann"}, {"literal": "Water Council"}],
        "issued": {"date-parts": [[2014, 3, 21]]},
        "container-title": "Weekly",
        "URL": "https://www.example.org/it%E2%80%99s",
        "language": "en-US",
        "volume": 3,
    }


def test_the_day_of_access_is_the_records_or_the_readers_and_never_invented() -> None:
    assert "accessed" not in csl_item(PUBLICATION)
    assert csl_item(PUBLICATION, "2024-05-06")["accessed"] == {"date-parts": [[2024, 5, 6]]}
    assert "6 May 2024" in cite(ARTICLE, [], CitationRequest("harvard", form="entry", accessed="2024-05-06")).text
    with pytest.raises(CitationError, match="is no date"):
        cite(ARTICLE, [], CitationRequest(accessed="yesterday"))


@pytest.mark.parametrize(
    ("note", "right"),
    [
        ("event-date: 2014-05", {"event-date": {"date-parts": [[2014, 5]]}}),
        ("event-date: in May", {"event-date": {"literal": "in May"}}),
        ("issued: in press\nBlue cover.", {"note": "Blue cover.", "issued": {"literal": "in press"}}),
        ("Bought in Lünde.\nPMID: 12", {"note": "Bought in Lünde.", "PMID": "12"}),
        ("Seen {:genre: Map} twice", {"note": "Seen twice", "genre": "Map"}),
        ("translator: Aas || Ida\ntranslator: Quay Board", {"translator": [AAS, {"literal": "Quay Board"}]}),
        ("title: Other\ntype: map", {"note": "type: map"}),
        ("Read again: no doubt", {"note": "Read again: no doubt"}),
    ],
)
def test_the_fields_in_a_note_are_cited_where_the_record_has_none(note: str, right: dict[str, object]) -> None:
    record = Publication(id="x", type="book", title="Quays", note=note)
    assert csl_item(record) == {"id": "x", "type": "book", "title": "Quays", **right}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("style", SHORT_NAMES)
def test_a_doubtful_date_is_printed_as_one_or_it_is_said(style: str, form: Form) -> None:
    def cited(issued: str) -> Citation:
        doubtful = msgspec.structs.replace(PUBLICATION, type="article-journal", issued=issued)
        return cite(Article(ArticleFile(article=doubtful)), [], CitationRequest(style, form=form))

    about, certain = cited("2011~"), cited("2011")
    said = f"the style {style} does not say that the date is approximate"
    assert (said in about.hints) == (about.text == certain.text and "2011" in certain.text)
    assert said not in certain.hints


def test_a_printed_title_stands_in_for_a_missing_one() -> None:
    assert csl_item(Publication(id="x", printed_title="On Water"))["title"] == "On Water"


@pytest.mark.parametrize(("language", "tag"), [("Russian", "ru"), ("the language of the hills", "und")])
def test_a_language_that_is_no_tag_is_not_taken_for_english(language: str, tag: str) -> None:
    assert csl_item(Publication(id="x", language=language))["language"] == tag


@pytest.mark.parametrize(
    ("edtf", "csl"),
    [
        ("2013-09-04", {"date-parts": [[2013, 9, 4]]}),
        ("2013-09", {"date-parts": [[2013, 9]]}),
        ("2013", {"date-parts": [[2013]]}),
        ("2011-06/2011-07", {"date-parts": [[2011, 6], [2011, 7]]}),
        ("2013-09/2013-10-05", {"date-parts": [[2013, 9], [2013, 10]]}),
        ("2013/2013-10", {"date-parts": [[2013]]}),
        ("2011-09~", {"date-parts": [[2011, 9]], "circa": True}),
        ("2012?", {"date-parts": [[2012]], "circa": True}),
        ("2011-23", {"date-parts": [[2011]], "season": 3}),
        ("-0043", {"date-parts": [[-44]]}),
        ("201X", {"literal": "2010s"}),
        ("2011/..", {"literal": "from 2011 on"}),
    ],
)
def test_dates_from_edtf(edtf: str, csl: dict[str, object]) -> None:
    assert csl_date(edtf) == csl


@pytest.mark.parametrize(
    ("url", "encoded"),
    [
        ("https://e.org/a’b", "https://e.org/a%E2%80%99b"),
        ("https://e.org/a%E2%80%99b?q=1&r=%20#x", "https://e.org/a%E2%80%99b?q=1&r=%20#x"),
        ("https://e.org/50% of it", "https://e.org/50%25%20of%20it"),
    ],
)
def test_urls_are_encoded_once(url: str, encoded: str) -> None:
    assert percent_encoded(url) == encoded
    assert percent_encoded(encoded) == encoded


@pytest.mark.parametrize("style", SHORT_NAMES)
def test_one_line_whatever_the_article_says(style: str) -> None:
    odd = Publication(id="x", type="article-magazine", title='A\r\n"b" <i>c</i> & * _ [d](e)\t$', issued="2011/2012")
    # Each format meets each form, and each form each way to give the place.
    for form in FORMS:
        for number, kind in enumerate(("text", "markdown", "html", "link", "pandoc", "latex")):
            policy = LOCATOR_POLICIES[number % len(LOCATOR_POLICIES)]
            wish = CitationRequest(style, form=form, locator=policy, format=kind)
            text = cite(Article(ArticleFile(article=odd)), [], wish).text
            assert text == " ".join(text.split())
            assert text


def test_the_barest_article_can_be_cited_or_refused_honestly() -> None:
    bare = Article(ArticleFile(article=Publication(id="x")))
    with pytest.raises(CitationError, match="prints no citation"):
        cite(bare, [], CitationRequest("mla"))
    assert cite(bare, [], CitationRequest("apa")).text == "(n.d.)"


def test_warm_rendering_is_fast_enough_to_follow_a_key() -> None:
    cite(ARTICLE, [])
    best = min(_seconds() for _ in range(5))
    assert best < 0.05


def _seconds() -> float:
    start = time.perf_counter()
    cite(ARTICLE, [])
    return time.perf_counter() - start


def test_asking_for_a_link_or_a_record_brings_in_no_citation_processor() -> None:
    program = (
        "import sys\n"
        "from kztui.article.article import Article\n"
        "from kztui.article.model import ArticleFile\n"
        "from kztui.article.publication import Publication\n"
        "from kztui.citation.cite import cite\n"
        "from kztui.citation.request import CitationRequest\n"
        "article = Article(ArticleFile(article=Publication(id='x', title='A title', issued='2012')))\n"
        "print(*(cite(article, [], CitationRequest(format=name)).text for name in ('link', 'csl-json')))\n"
        "sys.exit('citeproc.model' in sys.modules or 'textual' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "A title" in done.stdout


def _sayable(one: dict[str, Any]) -> bool:
    """Whether all its dates are written the same in both: none in words, before Christ, or two of them about."""
    dates = [one[name] for field in Publication.DATES if (name := field.replace("_", "-")) in one]
    moments = [date.get("date-parts", [[0]]) for date in dates]
    return all(parts[0][0] > 0 for parts in moments) and not any(
        date.get("circa") and len(parts) > 1 for date, parts in zip(dates, moments, strict=True)
    )


ITEMS = {
    key: one
    for name in ("csl/oracle.json", "csl/oracle_more.json")
    for key, one in json.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))["items"].items()
    if _sayable(one)
}


def edtf(csl: dict[str, Any]) -> str:
    """A CSL date as an article's file writes it."""
    moments = ["-".join([f"{moment[0]:04}", *(f"{part:02}" for part in moment[1:])]) for moment in csl["date-parts"]]
    return "/".join(moments) + (f"-2{csl['season']}" if csl.get("season") else "") + ("~" if csl.get("circa") else "")


def test_an_article_file_can_say_all_that_a_csl_item_says() -> None:
    assert len(ITEMS) > 50
    for key, wanted in ITEMS.items():
        assert_sayable(key, wanted)


def assert_sayable(key: str, wanted: dict[str, Any]) -> None:
    names = [name for field in Publication.DATES if (name := field.replace("_", "-")) in wanted]
    table = {**wanted, **{name: edtf(wanted[name]) for name in names}}
    right = {**wanted, "URL": percent_encoded(wanted["URL"])} if "URL" in wanted else wanted
    assert csl_item(msgspec.convert(table, Publication)) == right, key
