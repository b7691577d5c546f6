"""Metadata from the exports of reference managers: CSL JSON, BibTeX and RIS."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from kztui.article.publication import Publication
from kztui.citation.csl_item import csl_item
from kztui.citation.formats.ris import ris
from kztui.importing.bibliography import BibliographyError, metadata_of_bibtex, metadata_of_csl, metadata_of_ris
from kztui.importing.publication_fields import publication_fields
from kztui.importing.reading import Metadata

AAS, LIND = {"family": "Aas", "given": "Jørun"}, {"family": "Lind", "given": "Per", "non-dropping-particle": "van der"}
BOARD = {"literal": "Board of Boats and Quays"}
BIBTEX = r"""@comment{by hand}
@string{hs = "Harbour Studies"}
@Article{aas2014,
  author = {Aas, J{\o}run and {Board of Boats and Quays} and van der Lind, Per},
  title = "The {Quays} of L{\"u}nde --- \& what they cost",
  journal = hs # { Quarterly}, year = 2014, month = jun, volume = {7}, number = 2,
  pages = {31--44}, doi = {10.5555/lunde_7.2}, url = {https://post.example/a\_b~c},
  abstract = {Sentences of the publisher.}, note = {Mine.}
}
"""
CSL = """[{"id": "aas", "type": "report", "title": "The quays", "author": [{"family": "Aas", "given": "Jørun"},
{"literal": "Board of Boats and Quays"}], "issued": {"date-parts": [[2014, 6, 3]]}, "accessed": {"raw": "2015-01-02"},
"page": "31-44", "abstract": "No.", "custom": 1}]"""
RIS = """TY  - JOUR
AU  - Aas, Jørun
AU  - van der Lind, Per
TI  - The quays
JO  - Harbour Studies
PY  - 2014/06/03/
SP  - 31
EP  - 44
N2  - Sentences of the publisher.
ER  -\x20
TY  - BOOK
TI  - Another
ER  -
"""


def test_bibtex_is_read_with_its_strings_accents_and_braces() -> None:
    assert metadata_of_bibtex(BIBTEX) == {
        "type": "article-journal",
        "title": "The Quays of Lünde — & what they cost",
        "author": [AAS, BOARD, LIND],
        "container-title": "Harbour Studies Quarterly",
        "volume": "7",
        "issue": "2",
        "page": "31–44",
        "DOI": "10.5555/lunde_7.2",
        "URL": "https://post.example/a_b~c",
        "issued": "2014-06",
    }


def test_csl_json_is_taken_as_it_is_without_the_publishers_sentences() -> None:
    found = metadata_of_csl(CSL)
    assert found.pop("id") == "aas"
    assert found == {
        "type": "report",
        "title": "The quays",
        "author": [AAS, BOARD],
        "issued": "2014-06-03",
        "accessed": "2015-01-02",
        "page": "31-44",
    }


def test_the_fields_of_csl_json_that_zotero_keeps_in_a_note_or_names_otherwise_are_taken() -> None:
    note = "A gift.\\nevent-date: 2014-05-30\\nreviewed-author: Lind || Per\\nvolume: 9\\nmood: low"
    text = f'{{"title": "Quays", "volume": "7", "journalAbbreviation": "Harb. St.", "event": "Fair", "note": "{note}"}}'
    assert metadata_of_csl(text) == {
        "title": "Quays",
        "volume": "7",
        "container-title-short": "Harb. St.",
        "event-title": "Fair",
        "event-date": "2014-05-30",
        "reviewed-author": [{"family": "Lind", "given": "Per"}],
    }


def test_the_first_record_of_ris_is_read() -> None:
    assert metadata_of_ris(RIS) == {
        "type": "article-journal",
        "title": "The quays",
        "author": [AAS, LIND],
        "container-title": "Harbour Studies",
        "issued": "2014-06-03",
        "page": "31–44",
    }


@pytest.mark.parametrize("read", [metadata_of_csl, metadata_of_bibtex, metadata_of_ris])
@pytest.mark.parametrize("text", ["", "{}", "[1]", "@", "@article{x", "TY", "\0", '{"title": ' + "[" * 9000])
def test_what_is_no_export_is_refused_in_words(read: Callable[[str], Metadata], text: str) -> None:
    with pytest.raises(BibliographyError, match=r"is wanted|is not JSON"):
        read(text)


def test_no_value_is_kept_that_check_refuses() -> None:
    wrong = {"URL": "javascript:x", "DOI": "none", "issued": "soon", "type": "thing", "author": [{"given": "A"}]}
    written = publication_fields({**wrong, "language": "no such"}, "Quays")
    assert written == {"id": "article", "type": "document", "title": "Quays"}


@pytest.mark.parametrize(
    ("date", "edtf"),
    [
        ({"date-parts": [[1931]], "season": 2}, "1931-22"),
        ({"date-parts": [[1931]], "season": "9" * 5000}, "1931"),
        ({"date-parts": [[float("inf")]]}, ""),
        ({"date-parts": [["1931", "0"]], "season": "Fall"}, "1931-23"),
        ({"date-parts": [[1931, 16, 1]]}, "1931-24"),
        ({"date-parts": [[1931, 5]], "circa": True}, "1931-05~"),
        ({"date-parts": [[-31, 9, 2]]}, "-0030-09-02"),
        ({"date-parts": [[1931], [1934]], "circa": 1}, "1931~/1934~"),
        ({"date-parts": [[1931, 4], [0, 0]]}, "1931-04/.."),
        ({"date-parts": [[1934], [1931]]}, "1931/1934"),
        ({"date-parts": [[1931, 4, 31]]}, ""),
        ({"date-parts": [[9999]]}, ""),
        ({"date-parts": [[{}]]}, ""),
        ({"literal": "forthcoming"}, ""),
        ({"raw": "193X"}, "193X"),
        ({"edtf": "1931-21/1932-22", "date-parts": [[1931], [1932]]}, "1931-21/1932-22"),
    ],
)
def test_dates_of_csl_json_keep_what_they_say(date: dict[str, Any], edtf: str) -> None:
    assert metadata_of_csl(json.dumps({"title": "Quays", "issued": date})).get("issued", "") == edtf


@pytest.mark.parametrize(
    ("read", "text", "issued", "status"),
    [
        (metadata_of_csl, '{"title": "Quays", "issued": {"literal": "In press"}}', "", "in press"),
        (metadata_of_csl, '{"title": "Quays", "issued": "à paraître"}', "", "à paraître"),
        (metadata_of_csl, '{"title": "Quays", "issued": {"raw": "n.d."}}', "", ""),
        (metadata_of_csl, '{"title": "Quays", "issued": {"literal": "in press"}, "status": "ahead"}', "", "ahead"),
        (metadata_of_csl, '{"title": "Quays", "issued": {"date-parts": [["1931"]]}}', "1931", ""),
        (metadata_of_bibtex, "@article{x, title = {Quays}, year = {in press}}", "", "in press"),
        (metadata_of_bibtex, "@article{x, title = {Quays}, date = {1931}, pubstate = {inpress}}", "1931", "in press"),
        (metadata_of_bibtex, "@article{x, title = {Quays}, pubstate = {ahead of print}}", "", "ahead of print"),
        (metadata_of_ris, "TY  - JOUR\nTI  - Quays\nPY  - forthcoming\nER  - ", "", "forthcoming"),
        (metadata_of_ris, "TY  - JOUR\nTI  - Quays\nPY  - 1931\nER  - ", "1931", ""),
    ],
)
def test_what_is_not_published_yet_has_a_status(
    read: Callable[[str], Metadata], text: str, issued: str, status: str
) -> None:
    found = read(text)
    assert (found.get("issued", ""), found.get("status", "")) == (issued, status)


@pytest.mark.parametrize("edtf", ["193X", "1931-21/1932-22", "1931/..", "../1931", "1931-05?", "1931~/1934", "-0030"])
def test_edtf_dates_of_biblatex_stay_as_they_are(edtf: str) -> None:
    read = metadata_of_bibtex(f"@book{{x, title = {{Quays}}, date = {{{edtf}}}, origdate = {{{edtf}}}}}")
    assert (read["issued"], read["original-date"]) == (edtf, edtf)


@pytest.mark.parametrize(
    "date",
    [
        *("1931", "1931-05-06", "1931-05~", "1931-24", "-0030-09", "1931-05-06/1931-06-02"),
        *("-0043/-0040", "-0043-03-15/-0043-04", "-0043/0010", "-0043~/-0040~"),
    ],
)
def test_a_date_comes_back_from_our_own_ris(date: str) -> None:
    written = ris(csl_item(Publication(id="x", title="Quays", issued=date)))
    assert metadata_of_ris(written)["issued"] == date


def test_what_our_own_ris_says_in_words_keeps_its_era() -> None:
    written = ris(csl_item(Publication(id="x", title="Quays", issued="-0043-03/..")))
    assert metadata_of_ris(written)["issued"] == "-0043-03"
