"""Whatever an article's fields hold is a text in every format: read back by what reads it, nothing has come of it."""

import json
import re
import subprocess
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import rispy
from csl_items import ITEMS
from msgspec.structs import replace
from pybtex.database import Entry, parse_string
from ruamel.yaml import YAML

from hostile import INJECTIONS, everywhere
from kztui.article.article import Article
from kztui.citation.cite import cite
from kztui.citation.errors import CitationError
from kztui.citation.formats.bibtex import bibtex
from kztui.citation.request import FORMAT_NAMES, FORMATS, FORMS, CitationRequest, Form
from kztui.citation.styles import SHORT_NAMES
from markup import html_tags, markdown_kinds
from requirements import require_library, require_program

TYPES = (
    *("article-journal", "article-newspaper", "book", "chapter", "paper-conference", "report", "thesis", "webpage"),
    *("dataset", "manuscript", "pamphlet", "patent", "periodical", "software", "speech", "entry-encyclopedia", "song"),
)
"""A type of each kind that some format tells apart."""
OUR_COMMANDS = re.compile(
    r"\\(?:textbackslash|textasciicircum|textasciitilde|textbraceleft|textbraceright|emph|textbf|textsc|textsuperscript"
    r"|textsubscript)(?=\{)|\\[{}$&#%_]"
)
RECORDS = {each.name for each in FORMATS if each.kind == "record"}
OUR_TAGS = {"i", "b", "u", "sup", "sub", 'span style="font-variant:small-caps"'}
OUR_MARKDOWN = {
    *("inline", "text", "text_special", "softbreak", "paragraph", "em", "strong"),
    *("html_inline", *(f"html_inline {tag}" for tag in OUR_TAGS)),
}
OUR_LISTS = {"ordered_list", "list_item"}
"""What `1. ` makes of an entry, as some styles begin one."""

every_injection = pytest.mark.parametrize("text", INJECTIONS.values(), ids=INJECTIONS.keys())


def articles(text: str, folder: Path) -> Iterator[tuple[Article, Article]]:
    """An article of each type with `text` in every field, and one like it with a harmless word instead."""
    wild, plain = (
        everywhere(each, folder, URL=f"https://e.example/{each}", **{"citation-key": "k1", "DOI": f"10.1/{each}"})
        for each in (text, "plain")
    )
    for kind in TYPES:
        yield typed(wild, kind), typed(plain, kind)


def typed(article: Article, kind: str) -> Article:
    return Article(replace(article.file, article=replace(article.publication, type=kind)))


def written(article: Article, name: str) -> str:
    return cite(article, (), CitationRequest(format=name)).text


@every_injection
@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_in_a_bib_file_no_field_becomes_another(name: str, text: str, tmp_path: Path) -> None:
    for pair in articles(text, tmp_path):
        wild, plain = (_entry(written(article, name)) for article in pair)
        assert set(wild.fields) == set(plain.fields)
        assert {role: len(people) for role, people in wild.persons.items()} == {
            role: len(people) for role, people in plain.persons.items()
        }
        for field, value in wild.fields.items():
            verbatim = field in {"url", "doi"}
            assert "\\" not in (value if verbatim else OUR_COMMANDS.sub("", value)), field


@pytest.mark.once
def test_biber_reads_every_entry_of_biblatex(tmp_path: Path) -> None:
    entries = []
    for number, text in enumerate(INJECTIONS.values()):
        # biber takes its time: of the types, those that differ most in their fields are enough.
        for at, pair in enumerate(islice(articles(text, tmp_path), 0, None, 3)):
            entries += [
                written(each, "biblatex").replace("{k1,", f"{{{name}{number}-{at},", 1)
                for name, each in zip("wp", pair, strict=True)
            ]
    (tmp_path / "all.bib").write_text("\n\n".join(entries), encoding="utf-8")
    command = [
        require_program("biber"),
        "--tool",
        "--output-file",
        str(tmp_path / "out.bib"),
        str(tmp_path / "all.bib"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert not [line for line in done.stdout.splitlines() if line.startswith("ERROR")]
    read = parse_string((tmp_path / "out.bib").read_text(encoding="utf-8"), "bibtex").entries
    assert len(read) == len(entries)
    for key in read:
        if key.startswith("w"):
            assert set(read[key].fields) == set(read[f"p{key[1:]}"].fields)


def _entry(text: str) -> Entry:
    (entry,) = parse_string(text, "bibtex").entries.values()
    assert entry.key == "k1"
    return entry


@every_injection
def test_no_language_becomes_a_field_of_bibtex(text: str) -> None:
    item = ITEMS["quotes1"]
    wild, plain = (
        parse_string(bibtex({**item, "language": each}), "bibtex").entries[item["id"]] for each in (text, "x")
    )
    assert set(wild.fields) == set(plain.fields)


@every_injection
def test_in_ris_no_field_becomes_another(text: str, tmp_path: Path) -> None:
    for pair in articles(text, tmp_path):
        wild, plain = (_record(written(article, "ris")) for article in pair)
        # A dash within `page` stands between the first and the last one.
        pages = {"start_page", "end_page"}
        assert set(wild) - pages == set(plain) - pages
        assert len(wild["authors"]) == len(plain["authors"])


def _record(text: str) -> dict[str, Any]:
    (record,) = rispy.loads(text.replace("\r\n", "\n") + "\n")
    return dict(record)


@every_injection
def test_in_hayagriva_no_field_becomes_another(text: str, tmp_path: Path) -> None:
    for pair in articles(text, tmp_path):
        wild, plain = (YAML(typ="safe").load(written(article, "hayagriva")) for article in pair)
        assert _keys(wild) == _keys(plain)


def _keys(data: Any) -> Any:
    """The keys of tables within tables; people count only as how many they are."""
    if isinstance(data, dict):
        return {key: len(value) if key in {"author", "editor"} else _keys(value) for key, value in data.items()}
    return None


@pytest.mark.once
def test_typst_reads_every_entry_of_hayagriva(tmp_path: Path) -> None:
    typst = require_library("typst")
    entries = []
    for number, text in enumerate(INJECTIONS.values()):
        for at, (article, _) in enumerate(articles(text, tmp_path)):
            entries.append(written(article, "hayagriva").replace("k1:", f"k{number}-{at}:", 1))
    (tmp_path / "all.yaml").write_text("\n".join(entries), encoding="utf-8")
    source = tmp_path / "all.typ"
    source.write_text('#bibliography("all.yaml", full: true, style: "apa")', encoding="utf-8")
    assert typst.compile(str(source), format="svg")


@every_injection
def test_in_csl_json_each_text_is_a_text(text: str, tmp_path: Path) -> None:
    for wild, plain in articles(text, tmp_path):
        (item,), (other,) = (json.loads(written(article, "csl-json")) for article in (wild, plain))
        assert set(item) == set(other)
        assert item["note"] == " ".join(wild.publication.note.split())


@every_injection
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("style", SHORT_NAMES)
def test_a_citation_has_no_markup_but_ours(style: str, form: Form, text: str, tmp_path: Path) -> None:
    article = everywhere(text, tmp_path, URL=f"https://e.example/{text}")
    html, markdown, plain, link = (
        cite(article, (), CitationRequest(style=style, form=form, format=name)).text
        for name in ("html", "markdown", "text", "link")
    )
    assert not {"\n", "\r"} & set(html + markdown + plain + link)
    assert set(html_tags(html)) <= OUR_TAGS
    # A link may lead only to the address of the web that it shows.
    kinds = {kind for kind in markdown_kinds(markdown) if not kind.startswith(("link http://", "link https://"))}
    assert kinds <= OUR_MARKDOWN | (OUR_LISTS if markdown.startswith("1. ") else set())


@every_injection
def test_a_key_is_read_back_or_refused(text: str, tmp_path: Path) -> None:
    article = everywhere("plain", tmp_path)
    for name in FORMAT_NAMES:
        odd = Article(replace(article.file, article=replace(article.publication, id=text, citation_key="")))
        try:
            record = written(odd, name)
        except CitationError:
            continue
        if name in {"bibtex", "biblatex"}:
            assert list(parse_string(record, "bibtex").entries) == [text]
        elif name == "hayagriva":
            assert list(YAML(typ="safe").load(record)) == [text]
        elif name == "csl-json":
            assert json.loads(record)[0]["id"] == text
        elif name == "ris":
            assert _record(record)["id"] == " ".join(text.split())
        else:
            assert name not in RECORDS
            assert "\n" not in record


@every_injection
def test_a_date_that_is_none_is_in_no_format(text: str, tmp_path: Path) -> None:
    article = everywhere("plain", tmp_path)
    for field in ("issued", "accessed"):
        odd = Article(replace(article.file, article=replace(article.publication, **{field: text})))
        for name in RECORDS:
            with pytest.raises(CitationError):
                written(odd, name)
