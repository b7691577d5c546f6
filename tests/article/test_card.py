"""The card of an item, and the words around a link, as the screen and the command line get them."""

from pathlib import Path
from time import process_time

import msgspec
import pytest
import tomli

from kztui.article.article import Article
from kztui.article.card import card, remark
from kztui.article.graph import Side, context
from kztui.article.ids import pilcrows
from kztui.article.kinds.event import Event
from kztui.article.kinds.place import Place
from kztui.article.kinds.section import Paragraph, Section
from kztui.article.kinds.term import Term
from kztui.article.model import ArticleFile, article_file
from kztui.article.publication import Publication
from kztui.export import obsidian

HARBOUR = Path(__file__).parent.parent / "cli" / "harbour.toml"


@pytest.fixture(scope="module")
def article() -> Article:
    return Article(msgspec.convert(tomli.loads(HARBOUR.read_text(encoding="utf-8")), ArticleFile))


def side(article: Article, near: str, heading: str, other: str) -> Side:
    return next(side for side in article.graph.groups(near)[heading] if side.other == other)


def rows(article: Article, target: str) -> dict[str, list[str]]:
    return {row.label: [value.plain for value in row.values] for row in card(article, target).rows}


def test_an_event_says_when_where_and_who_in_which_role(article: Article) -> None:
    found = card(article, "great-strike")
    assert (found.heading, found.kind, found.aliases) == ("Great strike", "event · strike", ("The stoppage",))
    assert rows(article, "great-strike") == {
        "date": [article.items["great-strike"].date_in_words],
        "took place in": ["Marrow"],
        "participants": ["Dockers' Union (struck)", "Ferry Line (employer)"],
        "stated in": ["¶1", "¶2"],
    }
    assert found.passages[0].text.plain == "The Dockers' Union left the quays."


def test_values_carry_the_target_of_what_they_name(article: Article) -> None:
    participants = next(row for row in card(article, "great-strike").rows if row.label == "participants")
    (span,) = participants.values[0].spans
    assert (participants.values[0].plain[span.start : span.end], span.target) == ("Dockers' Union", "dockers")


def test_an_actor_shows_its_relations_by_name(article: Article) -> None:
    assert rows(article, "dockers") == {"opposed to": ["Ferry Line (¶1)"], "stated in": ["¶1", "¶2"]}
    assert "headed by" in card(article, "ferry-line").groups


def test_a_place_and_a_claim_show_their_figures(article: Article) -> None:
    assert rows(article, "marrow")["coordinates"] == ["12.5° S, 40.25° E"]
    claim = rows(article, "half-pay")
    assert claim["value"] == ["50 percent"]
    assert claim["source"] == ["Otto Brandt"]


def test_the_card_of_a_claim_is_headed_by_who_says_what_and_does_not_say_it_again(article: Article) -> None:
    shown = card(article, "half-pay")
    assert (shown.heading, shown.body) == ("Otto Brandt: The Dockers' Union were paid half.", ())
    assert [shown.title.plain[start:end] for start, end, _ in shown.title.spans] == ["Dockers' Union"]


def test_a_section_has_its_paragraphs_as_its_body(article: Article) -> None:
    assert [block.number for block in card(article, "after").passages] == [2, 3]
    assert rows(article, "after") == {"paragraphs": ["¶2–3"]}


def test_a_note_of_ours_stays_apart_from_the_body(article: Article) -> None:
    found = card(article, "p3")
    assert found.note.plain.startswith("The figures in this paragraph")
    assert all("figures" not in block.text.plain for block in found.passages)


def test_an_unknown_target_is_a_key_error(article: Article) -> None:
    with pytest.raises(KeyError):
        card(article, "no-such-thing")


def test_the_sentence_around_a_mention_ends_where_it_ends(article: Article) -> None:
    words = context(article, side(article, "dockers", "mentioned in", "p2"))
    assert words.plain == "The union kept its strike going, and the tide wage rose."
    (span,) = words.spans
    assert (words.plain[span.start : span.end], span.target) == ("union", "dockers")


def test_titles_and_initials_do_not_end_a_sentence(article: Article) -> None:
    words = context(article, side(article, "ferry-line", "mentioned in", "p1"), width=200)
    assert words.plain.startswith("By summer the")
    assert words.plain.endswith('"a bad season".')


@pytest.mark.parametrize("before", ["About approx. noon", "In the year 1899? as some say", "Dr. A. Brandt and"])
def test_a_stop_before_a_small_letter_ends_no_sentence(before: str) -> None:
    text = f"First. {before} the [[union]] left. Last."
    file = {"article": {"id": "x"}, "sections": [{"id": "s", "paragraphs": [{"number": 1, "text": text}]}]}
    article = Article(msgspec.convert(file | {"actors": [{"id": "union", "name": "union"}]}, ArticleFile))
    assert context(article, side(article, "union", "mentioned in", "p1")).plain == f"{before} the union left."


@pytest.mark.parametrize("width", [12, 20, 33, 40, 60])
def test_long_sentences_are_cut_between_words_around_the_link(article: Article, width: int) -> None:
    near = side(article, "tidewage", "mentioned in", "p2")
    whole, cut = context(article, near, width=500), context(article, near, width=width)
    (span,) = cut.spans
    assert cut.plain[span.start : span.end] == "tide wage"
    assert len(cut.plain) <= width + 2
    inner = cut.plain.strip("…")
    assert f" {inner} " in f" {whole.plain} "
    assert (cut.plain != inner) == (inner != whole.plain)


def test_the_link_stands_in_the_middle_of_what_is_cut() -> None:
    text = "ebb flow " * 20 + "[[union|tide]]" + " ebb flow" * 20
    file = {"article": {"id": "x"}, "sections": [{"id": "s", "paragraphs": [{"number": 1, "text": text}]}]}
    article = Article(msgspec.convert(file | {"actors": [{"id": "union"}]}, ArticleFile))
    cut = context(article, side(article, "union", "mentioned in", "p1"), width=60)
    (span,) = cut.spans
    assert abs(span.start - (len(cut.plain) - span.end)) <= 5


def test_a_script_without_blanks_is_cut_where_the_room_ends() -> None:
    text = "港口的[[union|工会]]在春天停止了工作而且他们一直没有回来因为没有人答应他们的条件。后来一切都变了。"
    file = {"article": {"id": "x"}, "sections": [{"id": "s", "paragraphs": [{"number": 1, "text": text}]}]}
    article = Article(msgspec.convert(file | {"actors": [{"id": "union"}]}, ArticleFile))
    near = side(article, "union", "mentioned in", "p1")
    assert context(article, near).plain.endswith("条件。")
    assert len(context(article, near, width=12).plain) == 13


def test_where_it_is_stated_shows_the_mention_or_the_beginning(article: Article) -> None:
    stated = context(article, side(article, "brandt", "stated in", "p2"))
    assert [span.target for span in stated.spans] == ["brandt"]
    without = context(article, side(article, "hearing", "stated in", "p3"))
    assert without.plain.startswith("Nothing was settled")
    assert not without.spans


def test_links_made_by_fields_have_a_remark_instead(article: Article) -> None:
    near = side(article, "dockers", "took part in", "great-strike")
    assert context(article, near).plain == ""
    assert remark(article, near).startswith("struck · ")
    assert remark(article, side(article, "dockers", "opposed to", "ferry-line")) == "¶1"


def test_paragraph_numbers_fold_into_runs() -> None:
    assert pilcrows((9, 2, 3, 4, 5, 3)) == "¶2–5, 9"
    assert pilcrows(()) == ""


def test_what_an_event_says_of_its_date() -> None:
    assert Event(id="x", undated=True, foreseen=True).date_in_words == "undated (foreseen)"
    assert Event(id="x", foreseen=True).date_in_words == "foreseen"
    assert Event(id="x", date="2011-09~", date_text="early that autumn").date_in_words == "early that autumn"
    assert Event(id="x", date="soon").date_in_words == "soon"
    assert not Event(id="x").date_in_words


def test_coordinates_need_both_figures() -> None:
    assert Place(id="x", latitude=1.0).coordinates_in_words == ""
    assert Place(id="x", latitude=-0.5, longitude=-0.25).coordinates_in_words == "0.5° S, 0.25° W"
    assert Place(id="x", latitude=0.0, longitude=0.5).coordinates_in_words == "0° N, 0.5° E"
    assert Place(id="x", latitude=-1.5, longitude=-2.0).coordinates_in_words == "1.5° S, 2° W"


@pytest.mark.parametrize("to_one", [True, False], ids=["one item named often", "many items"])
def test_a_paragraph_of_thousands_of_links_takes_time_in_proportion_to_its_length(to_one: bool) -> None:
    many = 3_000
    text = ". ".join(f"Here [[t{0 if to_one else at}]] was named" for at in range(many))
    section = Section(id="s", title="S", paragraphs=(Paragraph(number=1, text=text),))
    terms = [Term(id=f"t{at}", name=f"Term {at}") for at in range(1 if to_one else many)]
    started = process_time()
    article = Article(article_file(Publication(id="x"), section, *terms))
    around = [context(article, each) for target in ("p1", "t0") for each in article.graph.sides(target)]
    labels = [article.label(each.other) for each in article.graph.sides("t0")]
    notes = obsidian.write(article).files
    assert process_time() - started < 2
    assert len(around) == (2 * many + 1 if to_one else many + 2)  # the section holds the paragraph
    assert around[many - 1].plain == f"Here Term {0 if to_one else many - 1} was named"
    assert len(labels) == (many if to_one else 1)
    assert len(notes) == len(terms) + 3
