"""by:, type:, is:, has: and in: let through what an article says of its items, alone, together and turned round."""

import pytest

from kztui.article.article import Article
from kztui.article.kinds.actor import Actor
from kztui.article.kinds.claim import Claim
from kztui.article.kinds.event import Event
from kztui.article.kinds.place import Place
from kztui.article.kinds.section import Paragraph, Section
from kztui.article.model import article_file
from kztui.article.publication import Publication
from kztui.article.quotes import Quote
from kztui.search.index import Index
from kztui.search.query import parse

ARTICLE = Article(
    article_file(
        Publication(id="ice"),
        Section(id="harbour", title="The old harbour", paragraphs=(Paragraph(number=1, text="Ice."),)),
        Section(id="outlook", title="Outlook", paragraphs=(Paragraph(number=2, text="Thaw."),), note="Ours."),
        Actor(id="pilots", name="Guild of Pilots", aliases=("GoP",), kind="agency", paragraphs=(1,)),
        Actor(id="ostrova", name="Nadezhda Ostrova", kind="person", paragraphs=(2,)),
        Place(id="quay", name="North Quay", paragraphs=(1,)),
        Event(id="freeze", title="Freeze", kind="frost", date="2001", place="quay", paragraphs=(1,)),
        Event(id="thaw", title="Thaw", kind="frost", undated=True, foreseen=True, paragraphs=(2,)),
        Claim(id="depth", kind="figure", text="Ice.", by="pilots", value=2, unit="m", date="2001", paragraphs=(1,)),
        Claim(id="melt", kind="forecast", text="It melts.", by="ostrova", paragraphs=(2,), note="Others differ."),
        Claim(id="drift", kind="statement", quotes=(Quote(paragraph=1, words=(1, 1)),), review="open", paragraphs=(1,)),
    )
)
INDEX = Index.of(ARTICLE.with_reader_notes({"quay": "Look it up."}))


def found(query: str) -> list[str]:
    return [result.target for result in INDEX.find(query, bookmarks=("thaw", "p2")).results]


@pytest.mark.parametrize(
    ("query", "targets"),
    [
        ("by:pilots", ["depth"]),
        ("by:GoP", ["depth"]),
        ("by:ostrov", ["melt"]),
        ("by:Острова", ["melt"]),
        ('by:"guild of pilots"', ["depth"]),
        ("by:pilots by:ostrova", ["depth", "melt"]),
        ("claim: !by:pilots", ["melt", "drift"]),
        ("type:figure", ["depth"]),
        ("type:Figures", ["depth"]),
        ("type:agencies", ["pilots"]),
        ("type:people", ["ostrova"]),
        ("type:frost is:undated", ["thaw"]),
        ("type:fig type:forec", ["depth", "melt"]),
        ("is:foreseen", ["thaw", "melt"]),
        ("is:fore", ["thaw", "melt"]),
        ("IS:UNDATED", ["thaw", "melt", "drift"]),
        ("is:open", ["drift"]),
        ("is:bookmarked", ["p2", "thaw"]),
        ("has:note", ["outlook", "melt"]),
        ("has:mynote", ["quay"]),
        ("has:quote", ["drift"]),
        ("has:date claim:", ["depth"]),
        ("has:place", ["freeze"]),
        ("in:outlook", ["outlook", "p2", "thaw", "ostrova", "melt"]),
        ("in:harbor event:", ["freeze"]),
        ("in:2 claim:", ["melt"]),
        ("in:¶2 claim:", ["melt"]),
        ("in:harbour in:outlook event:", ["freeze", "thaw"]),
        ("melts by:ostrova", ["melt"]),
        ("melts by:pilots", []),
        ("is:foreseen has:note", ["melt"]),
        ("by:", []),
        ("is:foreseen date:2001", []),
    ],
)
def test_a_condition_lets_through_what_meets_it(query: str, targets: list[str]) -> None:
    assert found(query) == targets


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("is:late", "is:late is not known: write is:foreseen, is:undated, is:open or is:bookmarked"),
        ("has:x", "has:x is not known: write has:note, has:mynote, has:quote, has:date or has:place"),
        ("by:quay", "by:quay: nobody of that name is a source"),
        ("type:storm", "type:storm: no item is of that type"),
        ("in:nowhere", "in:nowhere: no section is called so"),
        ("is:", ""),
        ("is:f", ""),
    ],
)
def test_a_value_that_names_nothing_is_said(query: str, problem: str) -> None:
    assert INDEX.find(query).problem == problem


def test_conditions_beside_words_are_no_words() -> None:
    query = parse("ice !has:note by:'pilots'")
    assert [term.text for term in query.terms] == ["ice"]
    assert [(each.filter, each.value, each.excluded) for each in query.conditions] == [
        ("has", "note", True),
        ("by", "'pilots'", False),
    ]
