"""References of every type with every field, read back by other programs: what is not reported as lost is there.

Each program reads the whole corpus at once. The items are invented; every value names its variable, so that a value in
the wrong field, or one that another value overwrote, is missed.
"""

import json
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import rispy
from csl_items import TYPES
from ruamel.yaml import YAML

from bibtex_reader import read_bibtex
from kztui.article.publication import Name, Number, Publication, csl_name
from kztui.citation.csl_item import EDTF, CslItem, csl_item
from kztui.citation.formats.biblatex import biblatex
from kztui.citation.formats.bibtex import bibtex
from kztui.citation.formats.csl_json import csl_json
from kztui.citation.formats.hayagriva import hayagriva
from kztui.citation.formats.losses import losses
from kztui.citation.formats.ris import ris
from requirements import require_library, require_program

DATES = (
    *("1912", "1912-05", "1912-05-06", "1912-22", "1912~", "1912-05-06?", "191X", "1912-05/..", "1912/1914"),
    *("1912-21/1914-22", "1912-05/1914-06", "1912-05-06/1914-07-08", "1912%"),
)
"""For the types in turn; all of 1912, so that a year at least is found."""
PLAIN = {"id", "type", "language", "URL", "DOI", "ISBN", "ISSN", "PMID", "PMCID", "page", "citation_key", "page_first"}
VALUES = {
    "language": "en-GB",
    "URL": "https://mill.example/a?b=c&d=%20_e",
    "DOI": "10.5555/mill_1",
    "ISBN": "978-0-306-40615-7",
    "ISSN": "2049-3630",
    "PMID": "7701",
    "PMCID": "PMC7702",
    "page": "1101-1109",
}
CLOSELY = frozenset(TYPES[::6]) | {"article-journal", "book", "chapter", "report", "legal_case", "webpage"}
"""The types of which every field is looked for: one of each kind of entry."""
EMPTY = Publication(id="empty")
WRITERS = {"BibTeX": bibtex, "BibLaTeX": biblatex, "RIS": ris, "Hayagriva": hayagriva, "CSL-JSON": csl_json}


def _value(field: str, at: int) -> Any:
    """An invented value for a field of the article's table, by its name and its number."""
    variable = csl_name(field)
    if getattr(EMPTY, field) == ():
        return (Name(family=f"Tanner-{variable}", given="Ada"), Name(literal=f"Guild, {variable} and sons"))
    if Publication.__annotations__[field] == Number:
        return 200 + at
    return f"Wool & salt of {variable}"


def _publication(kind: str, issued: str) -> Publication:
    values: dict[str, Any] = {
        field: VALUES.get(field) or _value(field, at)
        for at, field in enumerate(Publication.__struct_fields__)
        if field in VALUES or (field not in PLAIN and field not in Publication.DATES)
    }
    dates: dict[str, Any] = dict.fromkeys(Publication.DATES, "1905-02-03") | {"issued": issued}
    return Publication(id=f"mill-{kind}", type=kind, **values, **dates)


@cache
def corpus() -> dict[str, CslItem]:
    made = [_publication(kind, DATES[at % len(DATES)]) for at, kind in enumerate(TYPES)]
    return {publication.id: csl_item(publication) for publication in made}


def lost(item: CslItem, label: str) -> set[str]:
    """The variables that the hints say are left out or held in part."""
    return _lost(item["id"], label)


@cache
def _lost(key: str, label: str) -> set[str]:
    hints = losses(corpus()[key], WRITERS[label], label)
    return set(re.findall(r"[\w-]+", " ".join(hints))) & set(corpus()[key])


def texts(value: Any) -> list[str]:
    """What must be found of a value: the words of a text, the family names, the year."""
    if isinstance(value, list):
        return [name.get("family") or name["literal"] for name in value]
    if isinstance(value, dict):
        return (
            [str(value["date-parts"][0][0])] if value.get("date-parts") else ["1912" if "1912" in str(value) else "191"]
        )
    return re.split(r"(?<=\d)-(?=\d{3,})", str(value))


def missing(item: CslItem, label: str, read: str, only: set[str] | None = None) -> list[str]:
    """The variables of an item that are neither in the text `read` nor known to be lost.

    Of most types only the title is looked for, since to know what is lost takes long.
    """
    # BibLaTeX has names of its own for languages.
    known = {"id", "type", "language", EDTF} | (lost(item, label) if item["type"] in CLOSELY else set(item) - {"title"})
    wanted = {variable for variable in item if variable not in known and (only is None or variable in only)}
    flat = _flat(read)
    return sorted(one for one in wanted if any(_flat(text) not in flat for text in texts(item[one])))


def _flat(text: str) -> str:
    """Letters and digits alone: dashes, braces, escapes and the order of a name's parts differ."""
    return re.sub(r"[\W_]+", "", re.sub(r"\\text\w+\{\}|<[^>]+>", "", text)).lower()


def test_the_corpus_has_every_type_and_every_field() -> None:
    fields = {csl_name(field) for field in Publication.__struct_fields__}
    unused = {"printed-title", "citation-key", "page-first"}
    for item in corpus().values():
        assert fields - unused <= set(item), item["id"]
    assert len({text for item in corpus().values() for text in item.get(EDTF, {}).values()}) >= 5


def test_csl_json_loses_nothing_but_the_precision_of_dates() -> None:
    for item in corpus().values():
        assert json.loads(csl_json(item)) == [{name: value for name, value in item.items() if name != EDTF}]
    exact = corpus()["mill-article"]
    assert EDTF not in exact
    assert not lost(exact, "CSL-JSON")
    assert lost(next(item for item in corpus().values() if EDTF in item), "CSL-JSON") == {"issued"}


def test_pybtex_reads_what_bibtex_holds() -> None:
    read = read_bibtex("\n\n".join(map(bibtex, corpus().values()))).entries
    for key, item in corpus().items():
        entry = read[key]
        persons = [str(person) for role in entry.persons.values() for person in role]
        assert not missing(item, "BibTeX", " ".join([*entry.fields.values(), *persons])), key


@pytest.mark.once
def test_biber_reads_what_biblatex_holds(tmp_path: Path) -> None:
    source, out = tmp_path / "all.bib", tmp_path / "out.bib"
    source.write_text("\n\n".join(map(biblatex, corpus().values())), encoding="utf-8")
    command = [require_program("biber"), "--tool", "--validate-datamodel", "--output-file", str(out), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert not [line for line in done.stdout.splitlines() if line.startswith(("WARN", "ERROR"))]
    read = read_bibtex(out.read_text(encoding="utf-8")).entries
    for key, item in corpus().items():
        entry = read[key]
        persons = [str(person) for role in entry.persons.values() for person in role]
        assert not missing(item, "BibLaTeX", " ".join([*entry.fields.values(), *persons])), key
        written = read_bibtex(biblatex(item)).entries[key].fields["date"]
        assert entry.fields["date"] == written or "?" in written or "~" in written, key


PANDOC = {"title", "author", "editor", "translator", "DOI", "volume", "page", "abstract", "publisher-place"}


@pytest.mark.once
@pytest.mark.parametrize(("label", "source"), [("BibTeX", "bibtex"), ("BibLaTeX", "biblatex")])
def test_pandoc_reads_what_bib_files_hold(label: str, source: str) -> None:
    done = subprocess.run(
        [require_program("pandoc"), "-f", source, "-t", "csljson"],
        input="\n\n".join(map(WRITERS[label], corpus().values())),
        capture_output=True,
        text=True,
        check=True,
    )
    assert "WARNING" not in done.stderr
    for read in json.loads(done.stdout):
        item = corpus()[read["id"]]
        assert not missing(item, label, json.dumps(read, ensure_ascii=False), PANDOC), read["id"]


def test_rispy_reads_what_ris_holds() -> None:
    for key, item in corpus().items():
        (read,) = rispy.loads(ris(item).replace("\r\n", "\n") + "\n")
        assert "unknown_tag" not in read, key
        assert read["year"] == ("1910" if "191X" in str(item) else "1912"), key
        assert not missing(item, "RIS", json.dumps(read, ensure_ascii=False)), key


def test_a_reader_of_yaml_finds_what_hayagriva_holds() -> None:
    read = YAML(typ="safe").load("\n".join(map(hayagriva, corpus().values())))
    for key, item in corpus().items():
        assert not missing(item, "Hayagriva", json.dumps(read[key], ensure_ascii=False)), key


TYPST = {
    *("title", "container-title", "number", "volume", "edition", "page", "number-of-pages", "number-of-volumes"),
    *("ISBN", "ISSN", "DOI", "PMID", "PMCID", "URL", "publisher", "publisher-place", "genre", "abstract", "note"),
    *("archive", "archive_location", "call-number", "author", "editor", "translator", "illustrator", "composer"),
    *("compiler", "narrator", "performer", "producer", "executive-producer", "script-writer", "organizer", "issued"),
    *("collection-title", "event-title"),
}
"""What Typst 0.15 passes from Hayagriva to a CSL style; some for some types alone, of which some are tried."""
NOT_PRINTED: dict[str, set[str]] = {}
TYPST_TYPES = ("article-journal", "chapter", "report", "book", "legal_case", "webpage")


def _typst_style() -> str:
    """A style that prints each variable of `TYPST`, with its name before it."""
    elements = ""
    for variable in sorted(TYPST):
        around = f'variable="{variable}" prefix="|{variable}=" suffix="|"'
        is_names = isinstance(corpus()["mill-book"][variable], list)
        element = f"<names {around}/>" if is_names else f"<text {around}/>"
        elements += f'<date {around} form="text"/>' if variable == "issued" else element
    head = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text" default-locale="en-US">'
    info = "<info><title>t</title><id>t</id><updated>2020-01-01T00:00:00+00:00</updated></info>"
    citation = '<citation><layout><text variable="title"/></layout></citation>'
    return f"{head}{info}{citation}<bibliography><layout>{elements}</layout></bibliography></style>"


@pytest.mark.once
def test_typst_reads_what_hayagriva_holds(tmp_path: Path) -> None:
    typst, pdfium = require_library("typst"), require_library("pypdfium2")
    (tmp_path / "all.yaml").write_text(
        "\n".join(hayagriva(corpus()[f"mill-{kind}"]) for kind in TYPST_TYPES), encoding="utf-8"
    )
    (tmp_path / "all.csl").write_text(_typst_style(), encoding="utf-8")
    page = "#set page(height: auto, width: 12000pt)\n#set text(ligatures: false)\n"
    bibliography = '#bibliography("all.yaml", full: true, style: "all.csl", title: none)'
    (tmp_path / "all.typ").write_text(page + bibliography, encoding="utf-8")
    pdf = pdfium.PdfDocument(typst.compile(str(tmp_path / "all.typ"), format="pdf"))
    lines = "".join(sheet.get_textpage().get_text_range() for sheet in pdf).splitlines()
    for kind in TYPST_TYPES:
        item = corpus()[f"mill-{kind}"]
        assert any(not missing(item, "Hayagriva", line, TYPST - NOT_PRINTED.get(kind, set())) for line in lines), kind
