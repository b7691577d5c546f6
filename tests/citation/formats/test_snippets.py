"""What one types to cite: read by pandoc where it can, and right by the letter where nothing here reads it."""

import json
import subprocess
from collections.abc import Callable
from typing import Any

import pytest

from kztui.article.publication import Publication
from kztui.citation.csl_item import CslItem
from kztui.citation.errors import CitationError
from kztui.citation.formats import snippets
from kztui.citation.formats.snippets import link
from kztui.citation.locator import Locator
from requirements import require_program

ZENN = {"id": "zenn2013", "type": "article-magazine", "title": "A title", "issued": {"date-parts": [[2013]]}}
NOWHERE, ONE, MANY = Locator(), Locator((4,)), Locator((2, 4, 5, 6))


@pytest.mark.parametrize(
    ("name", "whole", "one", "many"),
    [
        ("pandoc", "[@zenn2013]", "[@zenn2013, para. 4]", "[@zenn2013, paragraphs 2, 4-6]"),
        ("org", "[cite:@zenn2013]", "[cite:@zenn2013 para. 4]", "[cite:@zenn2013 paragraphs 2, 4-6]"),
        ("latex", r"\autocite{zenn2013}", r"\autocite[para. 4]{zenn2013}", r"\autocite[paragraphs 2, 4--6]{zenn2013}"),
        ("typst", "@zenn2013", "@zenn2013[para. 4]", "@zenn2013[paragraphs 2, 4–6]"),
    ],
)
def test_each_snippet(name: str, whole: str, one: str, many: str) -> None:
    write = getattr(snippets, name)
    assert [write(ZENN, where) for where in (NOWHERE, ONE, MANY)] == [whole, one, many]


def _understood(text: str, source: str) -> dict[str, Any]:
    """The one citation in `text` as pandoc reads it."""
    done = subprocess.run(
        [require_program("pandoc"), "-f", source, "-t", "json"], input=text, capture_output=True, text=True, check=True
    )
    cite = json.loads(done.stdout)["blocks"][0]["c"][0]
    assert cite["t"] == "Cite"
    (citation,) = cite["c"][0]
    return dict(citation)


@pytest.mark.parametrize(("source", "write"), [("markdown", snippets.pandoc), ("org", snippets.org)])
@pytest.mark.parametrize(("where", "locator"), [(ONE, "para. 4"), (MANY, "paragraphs 2, 4-6"), (NOWHERE, "")])
def test_pandoc_understands_the_snippet(
    source: str, write: Callable[[CslItem, Locator], str], where: Locator, locator: str
) -> None:
    citation = _understood(write(ZENN, where), source)
    assert citation["citationId"] == "zenn2013"
    said = "".join(part.get("c", " ") for part in citation["citationSuffix"])
    assert said.strip(" ,").replace("\u00a0", " ").replace("–", "-") == locator


@pytest.mark.parametrize("key", ["zenn.", "doi:10.1/a?b=(1)", "Жүсіп-2013", "a/b#c"])
def test_pandoc_understands_odd_keys(key: str) -> None:
    assert _understood(snippets.pandoc({**ZENN, "id": key}, ONE), "markdown")["citationId"] == key


def test_a_key_that_cannot_be_a_reference_in_typst_is_put_in_a_call() -> None:
    odd = {**ZENN, "id": "zenn(2013)"}
    assert snippets.typst(odd, ONE) == '#cite(label("zenn(2013)"), supplement: [para. 4])'
    assert snippets.typst(odd, NOWHERE) == '#cite(label("zenn(2013)"))'


@pytest.mark.parametrize("write", [snippets.pandoc, snippets.org, snippets.latex, snippets.typst])
@pytest.mark.parametrize("key", ["", "a b", "a]b", "a,b", "a;b", "a}b"])
def test_a_key_that_nothing_could_read_back_is_refused(write: Callable[[CslItem, Locator], str], key: str) -> None:
    with pytest.raises(CitationError):
        write({**ZENN, "id": key}, NOWHERE)


@pytest.mark.parametrize(
    ("publication", "text"),
    [
        (
            Publication(
                id="x",
                title="On the 'new' steppe's end",
                container_title="Weekly",
                issued="2013-09-04",
                URL="https://e.org/’x",
            ),
            "On the “new” steppe’s end (Weekly, 4 September 2013) https://e.org/%E2%80%99x",
        ),
        (Publication(id="x", title="A", printed_title="A Title"), "A Title"),
        (
            Publication(id="x", title="A <i>Title</i>", DOI="10.1/2", issued="2012"),
            "A Title (2012) https://doi.org/10.1/2",
        ),
        (Publication(id="x", title="A", publisher="Reed"), "A (Reed)"),
        (Publication(id="x"), ""),
    ],
)
def test_a_link_says_what_is_there_and_no_more(publication: Publication, text: str) -> None:
    assert link(publication) == text
