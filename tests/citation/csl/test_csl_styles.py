"""Small styles of our own, each for one rule of CSL 1.0.2, and styles that are meant to do harm."""

import os
from pathlib import Path
from typing import Any

import pytest

from kztui.article.publication import Publication
from kztui.citation.csl.context import Pinpoint
from kztui.citation.csl.output import OutputFormat
from kztui.citation.csl.render import render_citation, render_entry
from kztui.citation.csl.text_case import capitalized, lower, upper
from kztui.citation.csl_item import csl_item
from kztui.citation.errors import CitationError
from kztui.citation.styles import MAX_BYTES, CslStyle, find_style

Item = dict[str, Any]
STYLE = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="{cls}" default-locale="{locale}">{more}'
    "<citation {options}><layout {layout}>{body}</layout></citation></style>"
)
SMALL_CAPS = '<span style="font-variant:small-caps">'
BOARD = {"literal": "Board of Wells"}
AYLIN = {"family": "Aydın", "given": "Aylin"}
ITEM: Item = {
    "id": "x",
    "type": "book",
    "title": "On wells",
    "author": [BOARD, AYLIN],
    "issued": {"date-parts": [[2004]]},
    "language": "en",
}


def rendered(
    folder: Path, body: str, item: Item, style: dict[str, str] | None = None, output: OutputFormat = "html"
) -> str:
    """The citation of `item` in a style whose layout has the elements in `body`."""
    own = folder / "own.csl"
    parts = {"cls": "in-text", "locale": "en-US", "more": "", "options": "", "layout": ""} | (style or {})
    own.write_text(STYLE.format(body=body, **parts), encoding="utf-8")
    return render_citation(item, CslStyle("own", "own", own), output=output)


# What the layout holds; what it says of itself; the HTML. By the section of CSL 1.0.2 that rules.
RULES: dict[str, tuple[str, dict[str, str], Item, str]] = {
    "label: an abbreviation at the beginning of a value, which the label says again, is no part of it": (
        '<label variable="page"/><text variable="page" prefix=" "/><number variable="issue" prefix=", "/>',
        {},
        {"page": "pp. 12-14", "issue": "vol. 4"},
        "pages 12–14, vol. 4",
    ),
    "number: a hyphen after a backslash is part of one number": (
        '<label variable="page"/><number variable="page" form="ordinal"/><text variable="page-first" prefix=" "/>',
        {},
        {"page": r"14\-2"},
        "page14-2 14-2",
    ),
    "number: what is no digit, or too long for a number, has no ordinal": (
        '<number variable="volume" form="ordinal"/><number variable="issue" form="roman" prefix=", "/>',
        {},
        {"volume": "²", "issue": "9" * 5000},
        "<sup>2</sup>, " + "9" * 5000,
    ),
    "affixes: a mark that two of them print, with a blank between, is printed twice": (
        '<text variable="title" suffix="); "/><text value="here" prefix="; "/>',
        {"layout": 'prefix="("'},
        {},
        "(On wells); ; here",
    ),
    "name: the Hebrew “and” belongs to the word after it": (
        '<names variable="author"><name and="text" form="short"/></names>',
        {"locale": "he-IL"},
        {"author": [{"family": "חבר"}, {"family": "שכן"}]},
        "חבר ושכן",
    ),
    "name: an “and” with a blank of its own gets no other": (
        '<names variable="author"><name and="text" form="short"/></names>',
        {"locale": "he-IL", "more": '<locale><terms><term name="and">ו&#8200;</term></terms></locale>'},
        {"author": [{"family": "חבר"}, {"family": "שכן"}]},
        "חברו\u2008שכן",
    ),
    "number: what has an abbreviation of its own is in no other form, and in the plural": (
        '<number variable="volume" form="ordinal"/>',
        {},
        {"volume": "4, no. 11-12"},
        "4th, nos. 11–12",
    ),
    "affixes: those of a layout are within its formatting": (
        '<text variable="title"/>',
        {"layout": 'prefix="[" suffix="]" vertical-align="sup"'},
        {},
        "<sup>[On wells]</sup>",
    ),
    "affixes: those of other elements are outside of it": (
        '<text variable="title" prefix="[" suffix="]" font-style="italic"/>',
        {},
        {},
        "[<i>On wells</i>]",
    ),
    "name: an organisation has the formatting of names": (
        '<names variable="author"><name font-variant="small-caps" prefix="+"/></names>',
        {},
        {},
        f"+{SMALL_CAPS}Board of Wells</span>, +{SMALL_CAPS}Aylin Aydın</span>",
    ),
    "citeproc-js, nodecor: no formatting from outside, and the case stays": (
        '<text variable="title" font-style="italic" font-weight="bold" text-case="uppercase"/>',
        {},
        {"title": 'Wells of <span class="nodecor">the Steppe</span> dry up'},
        "<i><b>WELLS OF </b></i>the Steppe<i><b> DRY UP</b></i>",
    ),
    "text-case: capitals of the item's language": (
        '<text variable="title" text-case="uppercase"/>',
        {},
        {"title": "kıyı ve iskele", "language": "tr-TR"},
        "KIYI VE İSKELE",
    ),
    "formatting: an attribute means what it says, wherever it is": (
        '<group font-style="italic"><text variable="title" font-style="italic"/></group>',
        {"layout": 'font-style="italic"'},
        {"title": "On <i>Manas</i> wells"},
        "<i>On </i>Manas<i> wells</i>",
    ),
    "formatting: also the one that undoes another": (
        '<group font-weight="bold"><text variable="title" suffix=" "/><text value="4" font-weight="normal"/></group>',
        {},
        {},
        "<b>On wells </b>4",
    ),
    "citeproc-js: raised signs of a trade mark and of Kanbun are markup in HTML": (
        '<text variable="title"/>',
        {},
        {"title": "Pumpex™, Wellco℠, ㆒㆙"},
        "Pumpex<sup>TM</sup>, Wellco<sup>SM</sup>, <sup>一甲</sup>",
    ),
    "citeproc-js: superscript letters of a locale are markup in HTML": (
        '<number variable="edition" form="ordinal"/>',
        {"locale": "fr-FR"},
        {"edition": "1"},
        "1<sup>re</sup>",
    ),
    "citeproc-js: so are raised letters that Unicode does not decompose": (
        '<text variable="title"/>',
        {},
        {"title": "Naʿim\u02c0 and \u06e5"},
        "Naʿim<sup>\u0294</sup> and <sup>\u0648</sup>",
    ),
    "et-al: of no name there is nothing, nor an et al.": (
        (
            '<group delimiter="/"><names variable="author"><name et-al-min="2" et-al-use-first="0"/></names>'
            '<text variable="title"/></group>'
        ),
        {},
        {},
        "On wells",
    ),
    "name-part: also of names without an alphabet, and of a given name alone": (
        (
            '<names variable="author"><name><name-part name="family" font-weight="bold"/>'
            '<name-part name="given" font-style="italic"/></name></names>'
        ),
        {},
        {"author": [{"family": "山", "given": "花"}, {"given": "Aru"}]},
        "<b>山</b><i>花</i>, <i>Aru</i>",
    ),
    "locale: an empty default-locale is none": (
        '<text variable="title" text-case="title" quotes="true" suffix="."/>',
        {"locale": ""},
        {"language": ""},
        "“On Wells.”",
    ),
    "text-case: terms have those of the style's": (
        '<text term="in" text-case="uppercase" suffix=" "/><text variable="title" text-case="capitalize-first"/>',
        {},
        {"title": "iskele", "language": "az"},
        "IN İskele",
    ),
    "text-case: names too": (
        '<names variable="author"><name form="short"><name-part name="family" text-case="uppercase"/></name></names>',
        {},
        {"author": [{"literal": "İzmir birliği"}, {"family": "Demir"}], "language": "tr"},
        "İZMİR BİRLİĞİ, DEMİR",
    ),
    "et-al: only the two attributes together abbreviate": (
        '<names variable="author"><name et-al-min="2"/></names>',
        {},
        {},
        "Board of Wells, Aylin Aydın",
    ),
    "et-al: a term that the style leaves empty has no delimiter": (
        '<names variable="author" suffix="; "><name et-al-min="2" et-al-use-first="1"/></names><text value="7"/>',
        {"more": '<locale><terms><term name="et-al">\n </term></terms></locale>'},
        {"author": [{"family": "Aydın", "given": "A."}, BOARD]},
        "A. Aydın; 7",
    ),
    "substitute: of names without a variable too, and only the first that prints": (
        '<names><substitute><text value="N.N."/><text variable="title"/></substitute></names>',
        {},
        {},
        "N.N.",
    ),
    "substitute: a term": (
        '<names><substitute><text variable="genre"/><text term="anonymous"/><text value="?"/></substitute></names>',
        {},
        {},
        "anonymous",
    ),
    "substitute: a term that the style leaves empty ends the search": (
        (
            '<text value="By"/><names variable="editor"><substitute><text term="anonymous"/>'
            '<text variable="title"/></substitute></names>'
        ),
        {"more": '<locale><terms><term name="anonymous"/></terms></locale>'},
        {},
        "By",
    ),
    "display: a left margin begins a line": (
        '<text variable="title" display="block"/><text value="7" display="left-margin"/>',
        {},
        {},
        "On wells 7",
    ),
    "date-part: months from 13 or 21 on are seasons": (
        '<date variable="issued" form="text"/><date variable="accessed" form="text" prefix="; "/>',
        {"locale": "de-DE"},
        {"issued": {"date-parts": [[2003, 23], [2004, 21]]}, "accessed": {"date-parts": [[2005, 14]]}},
        "Herbst 2003–Frühjahr 2004; Sommer 2005",
    ),
    "date ranges: one without an end is open": (
        '<date variable="issued" form="text" date-parts="year" prefix="(" suffix=")"/>',
        {},
        {"issued": {"date-parts": [[2011], [0]]}},
        "(2011–)",
    ),
    "date ranges: and one without a beginning": (
        '<date variable="issued"><date-part name="month" suffix=" "/><date-part name="year"/></date>',
        {},
        {"issued": {"date-parts": [[], [2011, 5]]}},
        "–May 2011",
    ),
    "CSL-JSON: a raw date that was not parsed is printed as it is": (
        '<date variable="issued" form="numeric" date-parts="year"/>',
        {},
        {"issued": {"raw": "the dry year"}},
        "the dry year",
    ),
    "label: plural also with the word for “and” of the locale": (
        '<label variable="page" suffix=" "/><text variable="page"/>',
        {"locale": "es-ES"},
        {"page": "17 y 29"},
        "páginas 17 y 29",
    ),
    "citeproc-js: a quotation that begins with a tag is one": (
        '<text variable="title" quotes="true"/>',
        {},
        {"title": "<i>\"Dry\" wells</i> and <b>'full'</b>"},
        "“<i>‘Dry’ wells</i> and <b>‘full’</b>”",
    ),
    "name: the Italian particle de’ is a word of its own": (
        '<names variable="author"/>',
        {},
        {"author": [{"family": "de' Pozzi", "given": "Lia"}, {"family": "d'Acqua", "given": "Ugo"}]},
        "Lia de’ Pozzi, Ugo d’Acqua",
    ),
}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_of_csl_is_followed(rule: str, tmp_path: Path) -> None:
    body, style, item, right = RULES[rule]
    assert rendered(tmp_path, body, {**ITEM, **item}, style) == right


@pytest.mark.parametrize(
    ("locale", "locator", "right"),
    [
        ("en-US", "12", "p. 12"),
        ("en-US", "p. 12", "p. 12"),
        ("en-US", "vols. 2 and 3, p. 9", "vols. 2 and 3, p. 9"),
        ("de-DE", "Bd. 2", "Bd. 2"),
        ("en-US", "Bd. 2", "p. Bd. 2"),
    ],
)
def test_a_locator_that_says_its_type_has_no_other_label(locale: str, locator: str, right: str, tmp_path: Path) -> None:
    own = tmp_path / "own.csl"
    body = '<label variable="locator" form="short" suffix=" "/><text variable="locator"/>'
    own.write_text(STYLE.format(cls="note", locale=locale, more="", options="", layout="", body=body), encoding="utf-8")
    assert render_citation(ITEM, CslStyle("own", "own", own), Pinpoint("page", locator)) == right


@pytest.mark.parametrize("spelling", ["sub verbo", "sub-verbo"])
def test_a_term_has_the_spelling_of_either_version_of_csl(spelling: str, tmp_path: Path) -> None:
    term = f'<locale><terms><term name="{spelling}" form="short">at the word</term></terms></locale>'
    words = '<label variable="locator" form="short" suffix=" "/><text variable="locator"/>'
    body = f'<choose><if match="any" locator="page {spelling}">{words}</if></choose>'
    for more, right in (("", "s.v. pump"), (term, "at the word pump")):
        parts = {"cls": "note", "locale": "en-US", "more": more, "options": "", "layout": "", "body": body}
        own = tmp_path / f"{len(more)}.csl"
        own.write_text(STYLE.format(**parts), encoding="utf-8")
        for label in ("sub verbo", "sub-verbo"):
            assert render_citation(ITEM, CslStyle("own", "own", own), Pinpoint(label, "pump")) == right


def named(*families: str) -> list[dict[str, str]]:
    return [{"family": family, "given": "Aru"} for family in families]


@pytest.mark.parametrize(
    ("item", "label"),
    [
        ({"author": named("Tanner")}, "Tann04"),
        ({"author": named("Tanner", "Weller")}, "TaWe04"),
        ({"author": named("Tanner", "Weller", "O’Dell")}, "TaWO04"),
        ({"author": named("Tanner", "Weller", "Dell", "Serik", "Mey")}, "TWDS04"),
        ({"author": named("van der Berg")}, "Berg04"),
        ({"author": [], "editor": [BOARD]}, "Boar04"),
        ({"author": [], "title": "On wells"}, "Onwe04"),
        ({"author": named("Li"), "issued": None}, "Li"),
        ({"citation-label": "W1"}, "W1"),
    ],
)
def test_a_label_is_made_of_names_and_year(item: Item, label: str, tmp_path: Path) -> None:
    assert rendered(tmp_path, '<text variable="citation-label"/>', {**ITEM, **item}) == label


@pytest.mark.parametrize(
    ("language", "text", "capitals", "small"),
    [
        ("tr", "ilık sığınak", "İLIK SIĞINAK", "ilık sığınak"),
        ("az-Latn", "qızıl işıq", "QIZIL İŞIQ", "qızıl işıq"),
        ("en", "in Izmir", "IN IZMIR", "in izmir"),
        ("de", "Größe und Maß", "GRÖSSE UND MASS", "grösse und mass"),
        ("el", "Μάιος, νεράιδα ή άϋλος", "ΜΑΪΟΣ, ΝΕΡΑΪΔΑ Ή ΑΫΛΟΣ", "μαϊος, νεραϊδα ή αϋλος"),
        ("lt", "ki̇̀tas", "KÌTAS", "ki̇̀tas"),
        ("hy", "և", "ԵՎ", "եվ"),
        ("", "straße", "STRASSE", "strasse"),
    ],
)
def test_letters_change_their_case_as_the_language_does(language: str, text: str, capitals: str, small: str) -> None:
    assert upper(text, language) == capitals
    assert lower(capitals, language) == small


@pytest.mark.parametrize(
    ("language", "word", "right"),
    [("tr", "iyi", "İyi"), ("nl", "ijzer", "IJzer"), ("en", "ijzer", "Ijzer"), ("hr", "ǆep", "ǅep"), ("en", "", "")],
)
def test_a_word_begins_with_the_capital_of_its_language(language: str, word: str, right: str) -> None:
    assert capitalized(word, language) == right


DATE = '<date variable="issued" form="text"/>'
UNCERTAIN = '<choose><if is-uncertain-date="issued"><text term="circa" suffix=" "/></if></choose>'


@pytest.mark.parametrize(
    ("issued", "locale", "right"),
    [
        ("1999-21/2001-22", "en-US", "Spring 1999–Summer 2001"),
        ("1999-21/1999-23", "de-DE", "Frühjahr–Herbst 1999"),
        ("1999-21/2001-22", "fr-FR", "printemps 1999–été 2001"),
        ("1999-21/2001", "de-DE", "1999–2001"),
        ("1999-03/1999-23", "de-DE", "März–Herbst 1999"),
        ("2004-24/2004-24", "de-DE", "Winter 2004"),
        ("1987/..", "de-DE", "1987–"),
        ("1987-05/..", "fr-FR", "mai 1987–"),
        ("../1987-05-02", "de-DE", "–2. Mai 1987"),
        ("1987/", "de-DE", "1987–?"),
        ("/1987", "de-DE", "?–1987"),
        ("199X", "de-DE", "1990–1999"),
        ("19XX~", "de-DE", "circa 1900–1999"),
        ("-004X", "de-DE", "50 v. Chr.–41 v. Chr.".replace(" ", "\u00a0")),
        ("1987/..", "en-GB", "1987–"),
        ("1987/", "en-GB", "from 1987, end unknown"),
        ("199X~", "en-US", "about 1990s"),
    ],
)
def test_dates_that_csl_cannot_hold_are_written_in_the_locale_of_the_style(
    issued: str, locale: str, right: str, tmp_path: Path
) -> None:
    item = csl_item(Publication(id="x", type="book", issued=issued))
    assert rendered(tmp_path, UNCERTAIN + DATE, item, {"locale": locale}, "text") == right


DOUBLED = "".join(f'<macro name="m{at}"><text macro="m{at + 1}"/><text macro="m{at + 1}"/></macro>' for at in range(30))
LONG = "y" * 900_000
DEEP = 60
BRANCH = '<choose><if variable="title">{}</if></choose>'
HARM: dict[str, tuple[str, str, str]] = {
    "macros that double": ('<text macro="m0"/>', f'{DOUBLED}<macro name="m30"><text value="x"/></macro>', "steps"),
    "branches that are long": (BRANCH.format('<text value="x"/>' * 10_000), "", "steps"),
    "conditions that are long": (
        f'<choose>{f"""<if type="{"a " * 15_000}"/>""" * 9}<else/></choose>' * 10,
        "",
        "steps",
    ),
    "names that repeat": ('<names variable="author"/>' * 30_000, "", "steps"),
    "a long text that repeats": (
        '<text macro="long"/>' * 100,
        f'<macro name="long"><text value="{LONG}"/></macro>',
        "steps",
    ),
    "a long affix that repeats": (
        '<text macro="long"/>' * 9,
        f'<macro name="long"><text value="x" prefix="{LONG}"/></macro>',
        "steps|characters",
    ),
    "an element of thousands of attributes": (
        '<text variable="title" ' + " ".join(f'a{at}="x"' for at in range(9_000)) + "/>",
        "",
        "attributes",
    ),
    "macros in macros, each deep": (
        '<text macro="d0"/>',
        "".join(
            f'<macro name="d{at}">{"<group>" * DEEP}<text macro="d{at + 1}"/>{"</group>" * DEEP}</macro>'
            for at in range(60)
        ),
        "deep|calls itself",
    ),
}


@pytest.mark.parametrize("harm", HARM)
def test_a_style_that_never_ends_is_refused(harm: str, tmp_path: Path) -> None:
    body, more, message = HARM[harm]
    with pytest.raises(CitationError, match=message):
        rendered(tmp_path, body, ITEM, {"more": more})


def test_a_name_in_a_style_is_no_part_of_an_xpath_expression(tmp_path: Path) -> None:
    quote = """<text variable="title"/><date variable="issued" form="a'b"/><text term="a'b] | //*[@name='and"/>"""
    assert rendered(tmp_path, quote, ITEM) == "On wells"


@pytest.mark.parametrize("output", ["text", "markdown", "html"])
def test_what_a_style_prints_is_sanitized(output: OutputFormat, tmp_path: Path) -> None:
    value = '<text value="A&#x9b;2J&#x202e;b&#x85;c&#x200b;d" prefix="&#x2066;" suffix="&#x9d;"/>'
    printed = rendered(tmp_path, value, ITEM, output=output)
    assert printed == "A\ufffd2Jb cd\ufffd"


@pytest.mark.parametrize("entity", ['"x"', 'SYSTEM "/etc/hostname"'])
def test_a_style_with_entities_is_refused(entity: str, tmp_path: Path) -> None:
    own = tmp_path / "own.csl"
    body = STYLE.format(cls="note", locale="en-US", more="", options="", layout="", body='<text value="&e;"/>')
    own.write_text(f"<!DOCTYPE style [<!ENTITY e {entity}>]>{body}", encoding="utf-8")
    with pytest.raises(CitationError, match="document type"):
        render_citation(ITEM, find_style(str(own)))


@pytest.mark.parametrize(("language", "said"), [(' xml:lang="en"', "en"), ("", "every language")])
def test_two_locales_of_one_language_are_said_to_be_two(language: str, said: str, tmp_path: Path) -> None:
    more = f'<locale{language}><terms><term name="and">und</term></terms></locale>' * 2
    with pytest.raises(CitationError, match=f"two locale elements for {said}: put their terms into one"):
        rendered(tmp_path, '<text term="and"/>', ITEM, {"more": more})


def test_only_a_regular_file_of_a_sensible_size_is_read_as_a_style(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csl")
    (tmp_path / "folder.csl").mkdir()
    with (tmp_path / "large.csl").open("wb") as large:
        large.truncate(MAX_BYTES + 1)
    for name in (tmp_path / "pipe.csl", tmp_path / "folder.csl", Path("/dev/zero")):
        with pytest.raises(CitationError, match="no regular file"):
            find_style(str(name))
    with pytest.raises(CitationError, match="larger than"):
        find_style(str(tmp_path / "large.csl"))


def test_a_space_that_does_not_break_stays_one(tmp_path: Path) -> None:
    title = "The\u00a01600 eruption:\u202fa\u2009record of\n the  steppe"
    item = csl_item(Publication(id="x", type="book", title=title, language="en"))
    printed = rendered(tmp_path, '<text variable="title" text-case="title"/>', item)
    assert printed == "The\u00a01600 Eruption:\u202fA\u2009Record of the Steppe"
    assert "\u00a01600" in render_entry(item, find_style("apa"))
