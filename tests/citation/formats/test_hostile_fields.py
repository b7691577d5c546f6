"""Whatever an article's fields hold is a text in every format: read back by what reads it, nothing has come of it."""

import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest
import rispy
from csl_items import ITEMS
from msgspec.structs import replace
from pybtex.database import Entry
from ruamel.yaml import YAML

from bibtex_reader import read_bibtex
from hostile import INJECTIONS, everywhere
from kztui.article.article import Article
from kztui.citation.cite import cite
from kztui.citation.csl_item import csl_item
from kztui.citation.errors import CitationError
from kztui.citation.formats.biblatex import biblatex
from kztui.citation.formats.bibtex import bibtex
from kztui.citation.formats.csl_json import csl_json
from kztui.citation.formats.hayagriva import hayagriva
from kztui.citation.formats.ris import ris
from kztui.citation.request import FORMAT_NAMES, FORMATS, FORMS, CitationRequest, Form
from kztui.citation.styles import SHORT_NAMES
from markup import html_tags, markdown_kinds
from requirements import require_library, require_program

pytestmark = pytest.mark.once

TYPES = (
    *("article-journal", "article-newspaper", "book", "chapter", "paper-conference", "report", "thesis", "webpage"),
    *("dataset", "manuscript", "pamphlet", "patent", "periodical", "software", "speech", "entry-encyclopedia", "song"),
)
"""A type of each kind that some format tells apart."""
LONG = os.environ.get("KZTUI_LONG") == "1"
APART = 1 if LONG else 6
OUR_COMMANDS = re.compile(
    r"\\(?:textbackslash|textasciicircum|textasciitilde|textbraceleft|textbraceright|emph|textbf|textsc|textsuperscript"
    r"|textsubscript)(?=\{)|\\[{}$&#%_]"
)
RECORDS = {each.name for each in FORMATS if each.kind == "record"}
WRITERS = {"bibtex": bibtex, "biblatex": biblatex, "csl-json": csl_json, "hayagriva": hayagriva, "ris": ris}
OUR_TAGS = {"i", "b", "u", "sup", "sub", 'span style="font-variant:small-caps"'}
OUR_MARKDOWN = {
    *("inline", "text", "text_special", "softbreak", "paragraph", "em", "strong"),
    *("html_inline", *(f"html_inline {tag}" for tag in OUR_TAGS)),
}
OUR_LISTS = {"ordered_list", "list_item"}
"""What `1. ` makes of an entry, as some styles begin one."""

Read = TypeVar("Read")

every_injection = pytest.mark.parametrize("text", INJECTIONS.values(), ids=INJECTIONS.keys())


def typed(text: str, kind: str) -> Article:
    """An article of a type, with `text` in every field."""
    given = {"URL": f"https://e.example/{text}", "citation-key": "k1", "DOI": f"10.1/{text}"}
    article = everywhere(text, **given)
    return Article(replace(article.file, article=replace(article.publication, type=kind)))


def written(article: Article, name: str) -> str:
    """A record comes from its writer: `cite` writes it once more for each variable, to tell which of them are lost."""
    if name in WRITERS:
        return WRITERS[name](csl_item(article.publication))
    return cite(article, (), CitationRequest(format=name)).text


def pairs(read: Callable[[str, str, str], Read], name: str, text: str) -> Iterator[tuple[Read, Read]]:
    """Of some types, what `read` gives for `text` in every field and for a harmless word instead.

    Each type meets some of the texts; in the long form, all.
    """
    for kind in TYPES[[*INJECTIONS.values()].index(text) % APART :: APART]:
        yield read(name, text, kind), read(name, "plain", kind)


@every_injection
@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_in_a_bib_file_no_field_becomes_another(name: str, text: str) -> None:
    for wild, plain in pairs(_entry, name, text):
        assert set(wild.fields) == set(plain.fields)
        assert {role: len(people) for role, people in wild.persons.items()} == {
            role: len(people) for role, people in plain.persons.items()
        }
        for field, value in wild.fields.items():
            verbatim = field in {"url", "doi"}
            assert "\\" not in (value if verbatim else OUR_COMMANDS.sub("", value)), field


def test_biber_reads_every_entry_of_biblatex(tmp_path: Path) -> None:
    # biber takes its time: each text stands in the entries of some types, each type with some texts.
    named = {"plain": ("plain", TYPES)} | {
        f"w{at}": (text, TYPES[at % APART :: APART]) for at, text in enumerate(INJECTIONS.values())
    }
    entries = [
        written(typed(text, kind), "biblatex").replace("{k1,", f"{{{name}-{kind},", 1)
        for name, (text, kinds) in named.items()
        for kind in kinds
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
    read = read_bibtex((tmp_path / "out.bib").read_text(encoding="utf-8")).entries
    assert len(read) == len(entries)
    for key in read:
        assert set(read[key].fields) == set(read[f"plain-{key.partition('-')[2]}"].fields), key


@cache
def _entry(name: str, text: str, kind: str) -> Entry:
    (entry,) = read_bibtex(written(typed(text, kind), name)).entries.values()
    assert entry.key == "k1"
    return entry


@every_injection
def test_no_language_becomes_a_field_of_bibtex(text: str) -> None:
    item = ITEMS["quotes1"]
    wild, plain = (read_bibtex(bibtex({**item, "language": each})).entries[item["id"]] for each in (text, "x"))
    assert set(wild.fields) == set(plain.fields)


@every_injection
def test_in_ris_no_field_becomes_another(text: str) -> None:
    for wild, plain in pairs(_record_of, "ris", text):
        # A dash within `page` stands between the first and the last one.
        pages = {"start_page", "end_page"}
        assert set(wild) - pages == set(plain) - pages
        assert len(wild["authors"]) == len(plain["authors"])


@cache
def _record_of(name: str, text: str, kind: str) -> dict[str, Any]:
    return _record(written(typed(text, kind), name))


def _record(text: str) -> dict[str, Any]:
    (record,) = rispy.loads(text.replace("\r\n", "\n") + "\n")
    return dict(record)


@every_injection
def test_in_hayagriva_no_field_becomes_another(text: str) -> None:
    for wild, plain in pairs(_tables, "hayagriva", text):
        assert wild == plain


@cache
def _tables(name: str, text: str, kind: str) -> Any:
    return _keys(YAML(typ="safe").load(written(typed(text, kind), name)))


def _keys(data: Any) -> Any:
    """The keys of tables within tables; people count only as how many they are."""
    if isinstance(data, dict):
        return {key: len(value) if key in {"author", "editor"} else _keys(value) for key, value in data.items()}
    return None


def test_typst_reads_every_entry_of_hayagriva(tmp_path: Path) -> None:
    typst = require_library("typst")
    entries = []
    for number, text in enumerate(INJECTIONS.values()):
        for at, kind in enumerate(TYPES[number % APART :: APART]):
            entries.append(written(typed(text, kind), "hayagriva").replace("k1:", f"k{number}-{at}:", 1))
    (tmp_path / "all.yaml").write_text("\n".join(entries), encoding="utf-8")
    source = tmp_path / "all.typ"
    source.write_text('#bibliography("all.yaml", full: true, style: "apa")', encoding="utf-8")
    assert typst.compile(str(source), format="svg")


@every_injection
def test_in_csl_json_each_text_is_a_text(text: str) -> None:
    for item, other in pairs(_item, "csl-json", text):
        assert set(item) == set(other)
        assert item["note"] == " ".join(typed(text, TYPES[0]).publication.note.split())


@cache
def _item(name: str, text: str, kind: str) -> dict[str, Any]:
    (item,) = json.loads(written(typed(text, kind), name))
    return dict(item)


@pytest.mark.long
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("style", SHORT_NAMES)
def test_a_citation_has_no_markup_but_ours(style: str, form: Form) -> None:
    # Each text meets each style in one of its forms.
    apart = 1 if LONG else len(FORMS)
    for name, text in [*INJECTIONS.items()][FORMS.index(form) % apart :: apart]:
        article = everywhere(text, URL=f"https://e.example/{text}")
        html, markdown, plain, link = (
            cite(article, (), CitationRequest(style=style, form=form, format=each)).text
            for each in ("html", "markdown", "text", "link")
        )
        assert not {"\n", "\r"} & set(html + markdown + plain + link), name
        assert set(html_tags(html)) <= OUR_TAGS, name
        # A link may lead only to the address of the web that it shows.
        kinds = {kind for kind in markdown_kinds(markdown) if not kind.startswith(("link http://", "link https://"))}
        assert kinds <= OUR_MARKDOWN | (OUR_LISTS if markdown.startswith("1. ") else set()), name


@every_injection
def test_a_key_is_read_back_or_refused(text: str) -> None:
    article = everywhere("plain")
    for name in FORMAT_NAMES:
        odd = Article(replace(article.file, article=replace(article.publication, id=text, citation_key="")))
        try:
            record = written(odd, name)
        except CitationError:
            continue
        if name in {"bibtex", "biblatex"}:
            assert list(read_bibtex(record).entries) == [text]
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
def test_a_date_that_is_none_is_in_no_format(text: str) -> None:
    article = everywhere("plain")
    for field in ("issued", "accessed"):
        odd = Article(replace(article.file, article=replace(article.publication, **{field: text})))
        for name in RECORDS:
            with pytest.raises(CitationError):
                written(odd, name)
