"""Every machine format, read back by a program that others use for it."""

import io
import json
import re
import subprocess
import warnings
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import rispy
from citeproc import LOCALES_PATH
from pybtex.database import parse_string
from ruamel.yaml import YAML

from kztui.citation.csl import CslItem
from kztui.citation.errors import CitationError
from kztui.citation.formats.biblatex import biblatex
from kztui.citation.formats.bibtex import bibtex
from kztui.citation.formats.hayagriva import hayagriva
from kztui.citation.formats.rich import untagged
from kztui.citation.formats.ris import ris
from kztui.citation.formats.table import csl_json
from programs import needed

MORE = json.loads((Path(__file__).parent.parent / "oracle_more.json").read_text(encoding="utf-8"))
ITEMS: dict[str, CslItem] = MORE["items"]

RNC = Path(LOCALES_PATH).parent / "schema" / "schemas" / "styles"


def declared(file: str, name: str) -> list[str]:
    """What a definition of CSL's own schema lists; citeproc-py ships it."""
    text = re.sub(r"#.*", "", (RNC / file).read_text(encoding="utf-8"))
    found = re.search(rf"\b{re.escape(name)}\s*=\s*((?:\|?\s*\"[\w-]+\"\s*)+)", text)
    assert found, name
    return re.findall(r'"([\w-]+)"', found[1])


TYPES = declared("csl-types.rnc", "item-types")


def every_type() -> dict[str, CslItem]:
    """An item of each type that CSL declares, with everything that may go wrong in a name or a title."""
    return {
        kind: {
            "id": f"doe-{kind}",
            "type": kind,
            "title": "Q&A: 100% of {braces}, $5 & #1_x ~ “the end” by NATO",
            "author": [{"family": "Doe", "given": "Ann B."}, {"literal": "Council for War and Peace, Ltd"}],
            "editor": [{"family": "Berg", "given": "Willem", "non-dropping-particle": "van den"}],
            "container-title": "Steppe & Sea",
            "publisher": "Reed & Sons",
            "publisher-place": "Almaty",
            "issued": {"date-parts": [[2013, 9, 4]]},
            "accessed": {"date-parts": [[2024, 5, 6]]},
            "URL": "https://www.example.org/a_b%20c?d=1&e=~f#g",
            "DOI": "10.5555/a_b%(1)",
            "page": "145-167",
            "volume": "12",
            "issue": "3",
            "language": "en-US",
        }
        for kind in TYPES
    }


ALL = {**ITEMS, **every_type()}


def schema() -> dict[str, Any]:
    """What CSL-JSON allows: the variables and types of CSL's schema, in the shapes that its manual gives them."""
    words = {"type": "string"}
    number = {"type": ["string", "integer"]}
    name_parts = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")
    name = {
        "type": "object",
        "properties": dict.fromkeys(name_parts, words),
        "additionalProperties": False,
        "minProperties": 1,
    }
    moment = {"type": "array", "items": number, "minItems": 1, "maxItems": 3}
    date = {
        "type": "object",
        "properties": {
            "date-parts": {"type": "array", "items": moment, "minItems": 1, "maxItems": 2},
            "season": {"type": ["string", "integer"]},
            "circa": {"type": ["string", "integer", "boolean"]},
            "literal": words,
        },
        "additionalProperties": False,
        "minProperties": 1,
    }
    shapes: list[tuple[str, Any]] = [
        ("variables.dates", date),
        ("variables.names", {"type": "array", "items": name, "minItems": 1}),
        ("variables.numbers", number),
        ("variables.titles", words),
        ("variables.strings", words),
    ]
    properties: dict[str, Any] = {"id": number, "type": {"enum": TYPES}}
    for variables, shape in shapes:
        properties.update(dict.fromkeys(declared("csl-variables.rnc", variables), shape))
    item = {"type": "object", "properties": properties, "required": ["id", "type"], "additionalProperties": False}
    return {"type": "array", "items": item}


def test_the_schema_is_strict() -> None:
    allowed = schema()
    jsonschema.Draft7Validator.check_schema(allowed)
    assert len(TYPES) > 40
    for wrong in ({"id": "x"}, {"id": "x", "type": "tweet"}, {"id": "x", "type": "book", "colour": "red"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate([wrong], allowed)


@pytest.mark.parametrize("key", ALL)
def test_csl_json_is_valid_and_loses_nothing(key: str) -> None:
    # A person with one name is a “given” here, which CSL allows.
    read = json.loads(csl_json(ALL[key]))
    assert read == [ALL[key]]
    jsonschema.validate(read, schema())


@pytest.mark.parametrize("key", ALL)
def test_pybtex_reads_the_bibtex(key: str) -> None:
    item = ALL[key]
    entries = parse_string(bibtex(item), "bibtex").entries
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
    done = subprocess.run(
        [needed("pandoc"), "-f", source, "-t", "csljson"], input=text, capture_output=True, text=True, check=True
    )
    assert "WARNING" not in done.stderr
    (item,) = json.loads(done.stdout)
    return dict(item)


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


@pytest.mark.parametrize("source", ["bibtex", "biblatex"])
@pytest.mark.parametrize("key", READ_BACK)
def test_pandoc_reads_the_same_names_titles_and_dates(key: str, source: str) -> None:
    item = ITEMS[key]
    read = _pandoc((bibtex if source == "bibtex" else biblatex)(item), source)
    assert read["id"] == item["id"]
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


def test_biber_finds_nothing_wrong_with_any_entry(tmp_path: Path) -> None:
    biber = needed("biber")
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


@pytest.mark.parametrize("key", ALL)
def test_rispy_reads_the_ris_and_writes_it_again(key: str) -> None:
    item = ALL[key]
    text = ris(item)
    assert text.startswith("TY  - ")
    assert text.endswith("\r\nER  - ")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (read,) = rispy.loads(text.replace("\r\n", "\n") + "\n")
    assert "unknown_tag" not in read
    assert len(read.get("authors", [])) == len(item.get("author", ()))
    assert read.get("title", "") == untagged(item.get("title", ""))
    assert read.get("urls", [None])[0] == item.get("URL")
    assert read.get("doi") == item.get("DOI")
    (again,) = rispy.load(io.StringIO(rispy.dumps([read])))
    assert again == read


def test_ris_of_an_item_as_a_whole() -> None:
    assert ris(every_type()["article-magazine"]).split("\r\n") == [
        "TY  - MGZN",
        "AU  - Doe, Ann B.",
        "AU  - Council for War and Peace, Ltd",
        "A2  - van den Berg, Willem",
        "TI  - Q&A: 100% of {braces}, $5 & #1_x ~ “the end” by NATO",
        "T2  - Steppe & Sea",
        "PY  - 2013",
        "DA  - 2013/09/04/",
        "VL  - 12",
        "IS  - 3",
        "SP  - 145",
        "EP  - 167",
        "PB  - Reed & Sons",
        "CY  - Almaty",
        "DO  - 10.5555/a_b%(1)",
        "UR  - https://www.example.org/a_b%20c?d=1&e=~f#g",
        "Y2  - 2024/05/06/",
        "LA  - en-US",
        "ID  - doe-article-magazine",
        "ER  - ",
    ]


@pytest.mark.parametrize("key", ALL)
def test_hayagriva_is_yaml_with_one_entry(key: str) -> None:
    item = ALL[key]
    read = YAML(typ="safe").load(hayagriva(item))
    assert list(read) == [item["id"]]
    entry = read[item["id"]]
    assert entry["type"]
    assert len(entry.get("author", [])) == len(item.get("author", ()))
    for variable in ("title", "language"):
        if item.get(variable):
            assert entry[variable] == untagged(item[variable])
    if item["type"] in {"article-journal", "article-magazine", "article-newspaper", "chapter"}:
        assert entry["parent"]["title"] == item["container-title"]


def test_hayagriva_of_an_article() -> None:
    assert hayagriva(every_type()["article-magazine"]).splitlines()[:4] == [
        "doe-article-magazine:",
        "  type: article",
        '  title: "Q&A: 100% of {braces}, $5 & #1_x ~ “the end” by NATO"',
        '  author: [{ name: "Doe", given-name: "Ann B." }, { name: "Council for War and Peace, Ltd" }]',
    ]


def test_bibtex_escapes_what_latex_would_read() -> None:
    text = bibtex(every_type()["article-journal"])
    assert r"Q\&A: 100\% of \{braces\}, \$5 \& \#1\_x \textasciitilde{}" in text
    assert r"{Council for War and Peace, Ltd}" in text
    assert "  url = {https://www.example.org/a_b%20c?d=1&e=~f#g}," in text
    assert "  pages = {145--167}," in text


def test_rich_text_becomes_commands() -> None:
    assert r"Reading \emph{Manas} today" in bibtex(ITEMS["italictitle"])
    assert "TI  - Reading Manas today\r\n" in ris(ITEMS["italictitle"])
    assert '"Reading Manas today"' in hayagriva(ITEMS["italictitle"])


@pytest.mark.parametrize("key", ["a b", "a,b", "a{b", "50%", "#1", ""])
def test_a_key_that_latex_cannot_read_is_refused(key: str) -> None:
    for write in (bibtex, biblatex):
        with pytest.raises(CitationError, match="citation key"):
            write({"id": key, "type": "book", "title": "X"})
