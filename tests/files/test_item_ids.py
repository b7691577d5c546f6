"""An article with ids that are not safe opens under the nearest safe ones; the file stays as it is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.article.ids import LONGEST, PARAGRAPH_ID, is_safe_id, safe_id
from kztui.article.kinds.term import Term
from kztui.article.model import article_file
from kztui.article.publication import Publication
from kztui.files.check import check
from kztui.files.item_ids import with_safe_ids
from kztui.files.load import load

UNSAFE = "p1 `touch x`", "-rf", "a/../b", "x|y]", "p12", "ends ", "a.b", "é" * 90


@pytest.mark.parametrize("target", ["zenn-2013", "жанаозен", "नमस्ते", "a_b", "2011", "p1x"])
def test_letters_digits_and_two_signs_of_any_script_are_safe(target: str) -> None:
    assert is_safe_id(target)
    assert safe_id(target) == target


@pytest.mark.parametrize("target", [target for target in UNSAFE if target != "p12"])
def test_everything_else_is_not(target: str) -> None:
    assert not is_safe_id(target)


@given(st.text(max_size=120))
def test_the_nearest_safe_id_is_safe_and_stays(text: str) -> None:
    new = safe_id(text)
    assert is_safe_id(new)
    assert len(new) <= LONGEST
    assert not PARAGRAPH_ID.fullmatch(new)
    assert safe_id(new) == new


def test_every_name_of_an_item_follows(tmp_path: Path) -> None:
    path = tmp_path / "article.toml"
    path.write_text(
        """
        [article]
        id = "harbour; rm"
        title = "Harbour"
        [[sections]]
        id = "the body"
        title = "Body"
        [[sections.paragraphs]]
        number = 1
        text = "[[Grand Pier|It]] was [[ Grand  Pier ]]'s; [[grand-pier]] is another."
        [[places]]
        id = "Grand Pier"
        name = "Pier"
        paragraphs = [1]
        [[places]]
        id = "grand-pier"
        name = "Other"
        within = "Grand Pier"
        paragraphs = [1]
        [[events]]
        id = "p9"
        title = "Opening"
        undated = true
        place = "Grand Pier"
        participants = [{ actor = "a/b" }]
        paragraphs = [1]
        [[actors]]
        id = "a/b"
        name = "AB"
        kind = "group"
        paragraphs = [1]
        """,
        encoding="utf-8",
    )
    before = path.read_bytes()
    loaded = load(path)
    article = loaded.article
    assert list(article.items) == ["the-body", "p1", "p-9", "a-b", "grand-pier-2", "grand-pier"]
    assert article.publication.id == "harbour-rm"
    linked = article.linked(article.paragraphs[1].text)
    assert [span.target for span in linked.spans] == ["grand-pier-2", "grand-pier-2", "grand-pier"]
    assert linked.plain == "It was Pier's; Other is another."
    around = {side.other for side in article.graph.sides("grand-pier-2")}
    assert around == {"p1", "p-9", "grand-pier"}
    assert "a-b" in {side.other for side in article.graph.sides("p-9")}
    forms = [problem for problem in check(loaded) if problem.rule == "id-form"]
    assert [problem.suggestion for problem in forms] == ["harbour-rm", "the-body", "grand-pier", "p-9", "a-b"]
    assert path.read_bytes() == before


@given(st.lists(st.text("aA .-p1/é", min_size=1, max_size=6).filter(str.strip), unique=True, max_size=8))
def test_no_two_items_become_one(names: list[str]) -> None:
    file = with_safe_ids(article_file(Publication(id="x"), *(Term(id=name) for name in names)))
    ids = [term.id for term in file.of(Term)]
    assert len(set(ids)) == len(names)
    assert all(is_safe_id(target) for target in ids)
