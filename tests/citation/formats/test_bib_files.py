"""BibTeX and BibLaTeX, read back by pybtex, pandoc and biber."""

import json
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from csl_items import ALL, ITEMS, every_type

from bibtex_reader import read_bibtex
from kztui.citation.csl_item import CslItem
from kztui.citation.errors import CitationError
from kztui.citation.formats.biblatex import biblatex
from kztui.citation.formats.bibtex import bibtex
from requirements import require_program


def test_pybtex_reads_every_item_of_the_bibtex() -> None:
    for item in ALL.values():
        pybtex_reads(item)


def pybtex_reads(item: CslItem) -> None:
    entries = read_bibtex(bibtex(item)).entries
    assert list(entries) == [item["id"]]
    entry = entries[item["id"]]
    assert len(entry.persons.get("author", [])) == len(
        item.get("author") or item.get("director") or item.get("interviewer") or ()
    )
    for person, name in zip(entry.persons.get("author", []), item.get("author", ()), strict=False):
        if "literal" in name:
            assert len(person.last_names) == 1
        elif name.get("given") and name.get("family"):
            assert person.last_names
    if item.get("issued", {}).get("date-parts"):
        assert entry.fields["year"].startswith(str(item["issued"]["date-parts"][0][0]))
    for field, value in entry.fields.items():
        assert value.replace(r"\{", "").count("{") == value.replace(r"\}", "").count("}"), field


def _pandoc(text: str, source: str) -> CslItem:
    (item,) = _pandoc_all(text, source)
    return item


@cache
def _pandoc_all(text: str, source: str) -> list[CslItem]:
    """What pandoc reads of a .bib file."""
    done = subprocess.run(
        [require_program("pandoc"), "-f", source, "-t", "csljson"],
        input=text,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "WARNING" not in done.stderr
    return list(json.loads(done.stdout))


READ_BACK = (
    "twenty5",
    "org",
    "cyr",
    "particles",
    "suffix3",
    "quotes1",
    "markup",
    "chapter",
    "thesis",
    "jrnldoi",
    "n-lit2",
)


@pytest.mark.xdist_group("pandoc")  # which reads all entries at once
@pytest.mark.parametrize("source", ["bibtex", "biblatex"])
@pytest.mark.parametrize("key", READ_BACK)
def test_pandoc_reads_the_same_names_titles_and_dates(key: str, source: str) -> None:
    item = ITEMS[key]
    text = "\n\n".join(map(bibtex if source == "bibtex" else biblatex, map(ITEMS.__getitem__, READ_BACK)))
    (read,) = (each for each in _pandoc_all(text, source) if each["id"] == item["id"])
    ours, theirs = (_plain(str(one["title"])) for one in (item, read))
    assert theirs.lower() == ours.lower()
    assert read["issued"]["date-parts"][0] == item["issued"]["date-parts"][0]
    for name, other in zip(item["author"], read["author"], strict=True):
        assert _family(name) == _family(other)
    for variable in ("DOI", "URL", "volume"):
        assert read.get(variable, item.get(variable)) == item.get(variable)


def _plain(title: str) -> str:
    return re.sub(r"<[^>]+>", "", title).replace("“", '"').replace("”", '"').replace("’", "'")


def _family(name: dict[str, str]) -> str:
    """The whole name, however its particles are told from its family name."""
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "literal", "suffix")
    return re.sub(r"[\s’']+", "", "".join(name.get(part, "") for part in parts))


def test_pandoc_reads_proper_names_in_titles_as_they_are() -> None:
    item = {**ITEMS["c-caps"], "issued": {"date-parts": [[2013, 9, 4]]}}
    for source, text in (("bibtex", bibtex(item)), ("biblatex", biblatex(item))):
        title = re.sub(r"<[^>]+>", "", _pandoc(text, source)["title"])
        assert title == "NATO, the EU and the iPhone: A USA of the mind" or title == item["title"]


def test_month_and_day_reach_pandoc() -> None:
    item = ITEMS["quotes1"]
    assert "  month = mar,\n  day = {21},\n" in bibtex(item)
    assert _pandoc(bibtex(item), "bibtex")["issued"] == {"date-parts": [[2014, 3, 21]]}


def _of_the_item(line: str) -> bool:
    """Whether biber complains of the item itself: one without a date, or with a volume `XII`."""
    return "Missing mandatory field" in line or "field 'volume' must be datatype 'integer'" in line


@pytest.mark.once
def test_biber_finds_nothing_wrong_with_any_entry(tmp_path: Path) -> None:
    biber = require_program("biber")
    source = tmp_path / "all.bib"
    source.write_text("\n\n".join(biblatex(item) for item in ALL.values()), encoding="utf-8")
    done = subprocess.run(
        [biber, "--tool", "--validate-datamodel", "--output-file", str(tmp_path / "out.bib"), str(source)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    said = [line for line in done.stdout.splitlines() if line.startswith(("WARN", "ERROR")) and not _of_the_item(line)]
    assert not said, "\n".join(said)
    assert done.returncode == 0
    assert (tmp_path / "out.bib").read_text(encoding="utf-8").count("\n@") >= len(ALL) - 1


def test_bibtex_escapes_what_latex_would_read() -> None:
    text = bibtex(every_type()["article-journal"])
    assert r"Q\&A: 100\% of \{braces\}, \$5 \& \#1\_x \textasciitilde{}" in text
    assert r"{Council for War and Peace, Ltd}" in text
    assert "  url = {https://www.example.org/a_b%20c?d=1&e=~f#g}," in text
    assert "  pages = {145--167}," in text


FULL = {
    **every_type()["book"],
    "title": "Rivers of the Steppe",
    "author": [{"family": "Doe", "given": "Ann"}],
    "translator": [{"family": "Roe", "given": "Kim"}],
    "container-author": [{"family": "Poe", "given": "Lee"}],
    "event-title": "Steppe Days",
    "event-place": "Oral",
    "edition": "2",
    "version": "3.1",
    "genre": "Atlas",
    "ISBN": "1",
    "ISSN": "2",
    "collection-title": "Waters",
}
EVERYWHERE = "title date doi url urldate langid"
BOOK = "author editor translator edition isbn location number pages publisher series volume"


@pytest.mark.parametrize(
    ("kind", "entry", "fields"),
    [
        ("book", "book", BOOK),
        ("chapter", "inbook", f"{BOOK} booktitle bookauthor"),
        ("entry-encyclopedia", "inreference", f"{BOOK} booktitle"),
        ("article-journal", "article", "author editor translator journaltitle issn number pages volume"),
        (
            "paper-conference",
            "inproceedings",
            "author editor isbn location number pages publisher series volume booktitle eventtitle venue",
        ),
        ("report", "report", "author institution location number pages type version"),
        ("thesis", "thesis", "author institution location pages type"),
        ("periodical", "periodical", "editor issn number series volume"),
        ("dataset", "dataset", "author editor edition location number publisher series type version"),
        ("webpage", "online", "author editor organization titleaddon version"),
    ],
)
def test_an_entry_of_biblatex_has_the_fields_of_its_type(kind: str, entry: str, fields: str) -> None:
    text = biblatex({**FULL, "type": kind})
    assert text.startswith(f"@{entry}{{")
    assert set(re.findall(r"^  (\w+) =", text, re.MULTILINE)) == {*EVERYWHERE.split(), *fields.split()}


@pytest.mark.parametrize(
    ("changes", "entry"),
    [
        ({"type": "chapter", "container-author": []}, "incollection"),
        ({"type": "chapter", "container-title": ""}, "misc"),
        ({"type": "paper-conference", "container-title": ""}, "unpublished"),
        ({"URL": "", "DOI": ""}, "book"),
        ({"author": []}, "collection"),
        ({"author": [], "editor": []}, "book"),
        ({"type": "webpage", "URL": "", "DOI": ""}, "misc"),
        ({"type": "webpage", "URL": ""}, "online"),
        ({"type": "figure"}, "misc"),
    ],
)
def test_what_an_item_lacks_tells_its_type_in_biblatex(changes: CslItem, entry: str) -> None:
    assert biblatex({**FULL, **changes}).startswith(f"@{entry}{{")


def test_a_chapter_names_its_book_whoever_wrote_that() -> None:
    own = {**FULL, "type": "chapter"}
    for item in (own, {**own, "container-author": []}):
        assert r"  booktitle = {Steppe \& Sea}," in biblatex(item)


def test_a_collection_has_no_author_even_where_somebody_directed_it() -> None:
    directed = {**FULL, "author": [], "director": FULL["author"]}
    assert "  author = " not in biblatex(directed)
    assert "  author = {Doe, Ann}," in biblatex({**directed, "editor": []})


@pytest.mark.parametrize(
    ("title", "language", "written"),
    [
        ("Rivers of the Steppe: Water and NATO", "en-US", "Rivers of the {Steppe:} Water and {NATO}"),
        ("NATO and iPhones: eBooks or maps", "", "{NATO} and {iPhones:} {eBooks} or maps"),
        ("Flüsse der Steppe", "de", "{Flüsse der Steppe}"),
        ("rivers & lakes", "en", r"rivers \& lakes"),
        ("Rivers & Lakes", "en", r"{Rivers \& Lakes}"),
        ("Rivers & lakes", "en", r"Rivers \& lakes"),
    ],
)
def test_what_must_stay_a_capital_stands_in_braces(title: str, language: str, written: str) -> None:
    item = {**FULL, "title": title, "language": language}
    for text in (bibtex(item), biblatex(item)):
        assert f"  title = {{{written}}}," in text
    assert ("  language = " in bibtex(item)) == bool(language)
    assert not language or f"  language = {{{language}}}," in bibtex(item)


def test_rich_text_becomes_commands() -> None:
    assert r"Reading \emph{Manas} today" in bibtex(ITEMS["italictitle"])


@pytest.mark.parametrize("key", ["a b", "a,b", "a{b", "50%", "#1", ""])
def test_a_key_that_latex_cannot_read_is_refused(key: str) -> None:
    for write in (bibtex, biblatex):
        with pytest.raises(CitationError, match="citation key"):
            write({"id": key, "type": "book", "title": "X"})


@pytest.mark.parametrize(
    ("issued", "bib", "lines"),
    [
        ({"date-parts": [[2011, 6], [2011, 7]]}, "2011-06/2011-07", ["year = {2011}", 'month = jun # "--" # jul']),
        ({"date-parts": [[2011, 6, 3], [2011, 6, 9]]}, "2011-06-03/2011-06-09", ["month = jun", "day = {3--9}"]),
        (
            {"date-parts": [[2011, 12, 30], [2012, 1, 2]]},
            "2011-12-30/2012-01-02",
            ["year = {2011--2012}", 'month = dec # "--" # jan'],
        ),
        ({"date-parts": [[2011]], "season": 2}, "2011-22", ["year = {2011}", 'month = "Summer"']),
        ({"date-parts": [[-45]]}, "-0044", ["year = {-45}"]),
    ],
)
def test_a_date_says_all_that_it_can(issued: dict[str, Any], bib: str, lines: list[str]) -> None:
    item = {**ITEMS["quotes1"], "issued": issued}
    assert f"  date = {{{bib}}},\n" in biblatex(item)
    text = bibtex(item)
    assert all(f"  {line},\n" in text for line in lines)
    assert ("day = " in text) == any("day" in line for line in lines)
    fields = read_bibtex(text).entries[item["id"]].fields
    assert f"year = {{{fields['year']}}}" in text


def test_a_particle_that_ends_in_a_hyphen_or_apostrophe_is_joined() -> None:
    author = [
        {"family": "Masri", "given": "Rida", "non-dropping-particle": "al-"},
        {"family": "Arc", "given": "Jeanne", "non-dropping-particle": "d’"},
        {"family": "Laden", "given": "Omar", "non-dropping-particle": "bin"},
    ]
    item = {**ITEMS["quotes1"], "author": author}
    for text in (bibtex(item), biblatex(item)):
        assert "  author = {al-Masri, Rida and d’Arc, Jeanne and bin Laden, Omar},\n" in text
