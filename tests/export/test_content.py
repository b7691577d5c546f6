"""What of an article its exports hold: no open candidates, notes or originals but where the user chose them."""

import io
import zipfile

import pytest

from kztui.article.article import Article
from kztui.article.kinds.actor import Actor, Relation
from kztui.article.kinds.claim import Claim
from kztui.article.kinds.event import Event, Participant
from kztui.article.kinds.place import Place
from kztui.article.kinds.section import Paragraph, Section
from kztui.article.model import article_file
from kztui.article.publication import Publication
from kztui.article.quotes import OriginalParagraph
from kztui.export.content import UNWRITTEN, exported_content, with_originals
from kztui.export.formats import FORMATS, REFERENCES, export

OPEN = "Guessed Harbourmaster"
NOTE = "Reeds were counted twice"
ORIGINAL = "Herons had left the estuary by the time anybody counted them."


def draft() -> Article:
    """An article with an open candidate that everything names, a note, and a paragraph that is not written yet."""
    items = (
        Section(
            id="s",
            title="Estuary",
            paragraphs=(
                Paragraph(number=1, text="[[guess]] met [[guess|him]] and [[keeper]].", note=NOTE),
                Paragraph(number=2, fingerprint="0011223344556677"),
                Paragraph(number=3, text="A sentence that nobody accepted.", review="open"),
            ),
        ),
        Event(
            id="count",
            title="Count",
            date="2020",
            place="guessed-place",
            participants=(Participant(actor="guess", role="led"), Participant(actor="keeper")),
        ),
        Actor(id="guess", name=OPEN, review="open"),
        Actor(id="keeper", name="Keeper", relations=(Relation(to="guess", kind="member-of"),), note=NOTE),
        Place(id="guessed-place", name="Guessed Quay", review="open"),
        Claim(id="c", kind="figure", text="Four herons.", by="guess", about=("guess", "count"), paragraphs=(1,)),
    )
    return Article(article_file(Publication(id="estuary", title="Herons"), *items, format=2))


def everything(article: Article, name: str) -> str:
    made = export(article.with_reader_notes({}, (*article.items,)), name)  # a reader has bookmarked all of it
    if made.document:
        with zipfile.ZipFile(io.BytesIO(made.document)) as package:
            return package.read("word/document.xml").decode()
    return "\n".join(made.files.values())


NAMES = [entry.name for entry in FORMATS if entry.module != REFERENCES]


@pytest.mark.parametrize("name", NAMES)
def test_open_candidates_and_links_to_them_are_left_out_unless_asked_for(name: str) -> None:
    left_out = everything(exported_content(draft()), name)
    assert "guess" not in left_out.replace(OPEN, "")
    assert "Guessed Quay" not in left_out
    assert "nobody accepted" not in left_out
    assert OPEN in everything(exported_content(draft(), candidates=True), name) or name in {"timelinejs", "geojson"}


def test_texts_keep_the_names_of_what_is_left_out() -> None:
    article = exported_content(draft())
    assert article.linked(article.paragraphs[1].text).plain == f"{OPEN} met him and Keeper."
    event, claim, actor = (article.items[target] for target in ("count", "c", "keeper"))
    assert [reference.target for item in (event, claim, actor) for reference in item.references()] == [
        *("keeper", "count")
    ]


@pytest.mark.parametrize("name", NAMES)
def test_editors_notes_can_be_left_out(name: str) -> None:
    assert NOTE not in everything(exported_content(draft(), editor_notes=False), name)


@pytest.mark.parametrize("name", ["html", "docx", "markdown", "obsidian"])
def test_what_people_read_says_where_nothing_is_written_yet(name: str) -> None:
    assert UNWRITTEN in everything(exported_content(draft()), name)


def test_an_article_without_any_is_exported_as_it_is() -> None:
    article = exported_content(draft(), editor_notes=False)
    assert exported_content(article, editor_notes=False) is article


@pytest.mark.parametrize("name", [entry.name for entry in FORMATS if entry.with_original])
def test_the_original_stands_where_it_was_asked_for_and_whose_words_it_is(name: str) -> None:
    article = exported_content(draft())
    assert ORIGINAL not in everything(article, name)
    originals = with_originals(article, {2: OriginalParagraph(ORIGINAL)})
    assert ORIGINAL in everything(originals, name)
    assert "are the words of the publication" in everything(originals, name)
    assert article.originals == {}
