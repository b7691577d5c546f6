"""Whatever an article's fields hold is a text in every export: read back, it has the shape of a harmless one's."""

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from ruamel.yaml import YAML

from hostile import INJECTIONS, everywhere
from kztui.article.article import Article
from kztui.export.formats import FORMATS, export
from kztui.export.json import read
from markup import html_tags, markdown_kinds

pytestmark = pytest.mark.once

Pair = tuple[Article, Article]


@pytest.fixture(params=[*INJECTIONS.values()], ids=[*INJECTIONS])
def pair(request: pytest.FixtureRequest) -> Pair:
    """An article with an injection in every field, and one with a harmless word there."""
    # A hostile key of a citation is refused: then there would be no reference to look at.
    wild, plain = (everywhere(each, **{"citation-key": "k1"}) for each in (request.param, "plain"))
    return wild, plain


@cache
def exported(article: Article, name: str) -> Mapping[str, str]:
    return export(article.with_reader_notes(dict.fromkeys(article.items, "mine"), (*article.items,)), name).files


def files(pair: Pair, name: str) -> Iterator[tuple[str, str]]:
    """The files of both exports, which are the same ones, side by side."""
    wild, plain = (exported(article, name) for article in pair)
    assert set(wild) == set(plain)
    return ((wild[path], plain[path]) for path in plain)


def test_each_format_is_looked_at_here_or_with_the_citations() -> None:
    citations = {"bibtex", "biblatex", "ris", "csl-json", "hayagriva"}
    here = {"json", "markdown", "notes", "obsidian", "csv", "docx", "html", "timelinejs", "graphml", "geojson", "ftm"}
    assert {entry.name for entry in FORMATS} == citations | here


def test_json_is_read_back_as_the_same_article(pair: Pair) -> None:
    wild, _ = pair
    assert read(export(wild, "json").files[""]).file == wild.file


@pytest.mark.parametrize("name", ["json", "geojson", "timelinejs"])
def test_json_has_the_same_keys(name: str, pair: Pair) -> None:
    for wild, plain in files(pair, name):
        assert _shape(json.loads(wild)) == _shape(json.loads(plain))


def test_ftm_has_the_same_entities(pair: Pair) -> None:
    for wild, plain in files(pair, "ftm"):
        assert [_shape(json.loads(line)) for line in wild.split("\n") if line] == [
            _shape(json.loads(line)) for line in plain.split("\n") if line
        ]


def _shape(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _shape(value) for key, value in data.items()}
    return [_shape(value) for value in data] if isinstance(data, list) else type(data)


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _strings(value)


def test_timelinejs_shows_paragraphs_and_no_other_html(pair: Pair) -> None:
    for wild, plain in files(pair, "timelinejs"):
        found = [html_tags(text) for text in _strings(json.loads(wild))]
        assert found == [html_tags(text) for text in _strings(json.loads(plain))]


def test_csv_has_the_same_rows_and_columns(pair: Pair) -> None:
    for wild, plain in files(pair, "csv"):
        rows = list(csv.reader(io.StringIO(wild, newline="")))
        assert [len(row) for row in rows] == [len(row) for row in csv.reader(io.StringIO(plain, newline=""))]


def test_graphml_has_the_same_nodes_and_edges(pair: Pair) -> None:
    for both in files(pair, "graphml"):
        wild, plain = (nx.read_graphml(io.BytesIO(text.encode()), force_multigraph=True) for text in both)
        assert set(wild.nodes) == set(plain.nodes)
        assert sorted(wild.edges()) == sorted(plain.edges())


@pytest.mark.parametrize("name", ["markdown", "notes", "obsidian"])
def test_markdown_has_the_same_blocks_and_links_and_no_html_but_ours(name: str, pair: Pair) -> None:
    for wild, plain in files(pair, name):
        assert _blocks(wild) == _blocks(plain)


@cache
def _blocks(text: str) -> dict[str, int]:
    """How many there are of each kind of block and link."""
    # A style sets what stands where in italics, and a word in a link may have any marks around it.
    ours = {"em", "strong", "softbreak", "text_special", "paragraph", "inline", "text"}
    return {kind: number for kind, number in Counter(markdown_kinds(_body(text))).items() if kind not in ours}


def test_html_has_the_same_elements_attributes_and_addresses() -> None:
    # One page has all injections, in every field one after another: what is escaped is single characters.
    both = (everywhere(text, **{"citation-key": "k1"}) for text in (" ".join(INJECTIONS.values()), "plain"))
    wild, plain = ([_element(tag) for tag in html_tags(exported(article, "html")[""])] for article in both)
    assert wild == plain


def test_a_word_document_has_the_same_elements_and_names(pair: Pair) -> None:
    wild, plain = map(_word_elements, pair)
    assert wild == plain


@cache
def _word_elements(article: Article) -> dict[str, Counter[tuple[str, ...]]]:
    """The elements of each part with the values of their attributes; a style sets what stands where in italics."""
    with zipfile.ZipFile(io.BytesIO(export(article, "docx").document)) as package:
        parts = {name: ET.fromstring(package.read(name)) for name in package.namelist()}  # noqa: S314 - our own
    runs = {"r", "rPr", "t", "i"}
    tags = {
        name: ((each.tag.rpartition("}")[2], *each.attrib.values()) for each in part.iter())
        for name, part in parts.items()
    }
    return {name: Counter(tag for tag in found if tag[0] not in runs) for name, found in tags.items()}


def _element(tag: str) -> tuple[str, ...]:
    """The name of an element, those of its attributes, and what leads somewhere, names something or allows it."""
    name, *_ = tag.split(" ")
    found = re.findall(r' ([a-z:-]+)="((?:#|https?:|default-src)[^"]*|_[a-z]*)?', tag)
    fixed = [f"{key}={value}" for key, value in found if key in {"href", "id", "content", "class"}]
    return name, *fixed


def _body(text: str) -> str:
    return text[4:].partition("\n---\n")[2] if text.startswith("---\n") else text


def test_obsidian_has_the_same_properties(pair: Pair) -> None:
    for wild, plain in files(pair, "obsidian"):
        assert _properties(wild) == _properties(plain)


@cache
def _properties(text: str) -> set[str]:
    return set(YAML(typ="safe").load(text[4:].partition("\n---\n")[0]))
