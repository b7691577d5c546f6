"""What is left to do in an article: in the order of its text, with how much is done."""

from pathlib import Path

import pytest

from kztui.article.article import Article
from kztui.article.quotes import OriginalParagraph, fingerprint
from kztui.article.with_original import read_together
from kztui.files.check import findings
from kztui.files.load import load_texts
from kztui.session.encoding import Encoding
from kztui.session.review_queue import QueueEntry, progress, review_queue

ORIGINALS = (
    "Two ferrymen of Ostrava Quay met Lida Sorn, who said that the tolls were too high.",
    "Sorn went back to the quay in May.",
)
TOML = f"""
format = 2
[article]
id = "sorn2020"
title = "The tolls"
type = "article"
URL = "https://example.org/tolls"
issued = "2020"
[review]
rejected = ["actor:Two"]
[[sections]]
id = "text"
title = "Text"
[[sections.paragraphs]]
number = 1
fingerprint = "{fingerprint(ORIGINALS[0])}"
[[sections.paragraphs]]
number = 2
text = "The Ferry Guild was not there."
fingerprint = "{fingerprint(ORIGINALS[1])}"
[[actors]]
id = "lida-sorn"
name = "Lida Sorn"
aliases = ["Sorn"]
kind = "person"
paragraphs = [1, 2]
review = "open"
[[actors]]
id = "ferry-guild"
name = "Ferry Guild"
kind = "group"
paragraphs = [2]
[[places]]
id = "quay"
name = "Ostrava Quay"
paragraphs = [1]
review = "open"
[[claims]]
id = "tolls"
kind = "statement"
by = "lida-sorn"
about = ["ferry-guild"]
quotes = [{{ paragraph = 1, words = [10, 16] }}]
review = "open"
"""


@pytest.fixture(scope="module")
def article() -> Article:
    loaded = load_texts(Path("tolls"), {"article.toml": TOML})
    return read_together(loaded.article, [OriginalParagraph(text) for text in ORIGINALS])


@pytest.fixture(scope="module")
def queue(article: Article) -> tuple[QueueEntry, ...]:
    return review_queue(article, findings(load_texts(Path("tolls"), {"article.toml": TOML}).examined))


def test_what_is_left_stands_in_the_order_of_the_text(queue: tuple[QueueEntry, ...]) -> None:
    assert [(entry.kind, entry.target, entry.paragraph) for entry in queue] == [
        ("candidate", "quay", 1),
        ("candidate", "lida-sorn", 1),
        ("candidate", "tolls", 1),
        ("paragraph", "p1", 1),
        ("mention", "ferry-guild", 2),
    ]
    assert queue[-1].detail == "Ferry Guild"


def test_progress_counts_rejected_candidates_as_reviewed(article: Article) -> None:
    found = findings(load_texts(Path("tolls"), {"article.toml": TOML}).examined)
    assert str(progress(article, found)) == "2 of 5 reviewed · 1 of 2 written · 1 problem"


def test_the_cursor_stays_at_its_entry_and_goes_on_to_the_next_when_that_is_done(queue: tuple[QueueEntry, ...]) -> None:
    at = Encoding(queue).move(1)
    assert at.with_queue(queue[1:]).target == "lida-sorn"
    done = at.with_queue((queue[0], *queue[2:]))
    assert done.target == "tolls"
    assert done.with_queue(queue, back=True).target == "lida-sorn"
    assert at.move(99).with_queue(()).entry is None


def test_an_item_whose_fields_are_edited_stays_in_hand_with_nothing_left_to_do(queue: tuple[QueueEntry, ...]) -> None:
    at = Encoding(queue).move(1)
    left = (queue[0], *queue[2:])
    assert at.after_edit(left, {}).target == "tolls"
    assert at.after_edit(left, {}, hand="lida-sorn").target == "lida-sorn"
    assert at.after_edit(queue, {}, hand="lida-sorn").chosen == ""
    assert at.with_chosen("lida").after_edit(left, {"lida": "lida-sorn"}).target == "lida-sorn"


def test_paragraphs_are_shown_one_by_one_with_something_left_to_do_or_without(
    article: Article, queue: tuple[QueueEntry, ...]
) -> None:
    assert Encoding(queue).to_paragraph(2).entry == next(entry for entry in queue if entry.paragraph == 2)
    assert Encoding(queue[:1]).to_paragraph(2).target == "p2"
    assert Encoding().start(article, "p2").paragraph(article) == 2


def test_what_is_put_off_comes_last_and_stays_so(queue: tuple[QueueEntry, ...]) -> None:
    later = Encoding(queue).later().later()
    assert [entry.target for entry in later.queue] == ["tolls", "p1", "ferry-guild", "quay", "lida-sorn"]
    assert later.target == "tolls"
    assert [entry.target for entry in later.with_queue(queue).queue][-2:] == ["quay", "lida-sorn"]


def test_an_author_begins_at_what_was_read(article: Article, queue: tuple[QueueEntry, ...]) -> None:
    assert Encoding(queue).start(article, "tolls").entry == queue[2]
    assert Encoding(queue).start(article, "p2").entry == queue[4]
    chosen = Encoding(queue[:-1]).start(article, "ferry-guild")
    assert (chosen.target, chosen.paragraph(article)) == ("ferry-guild", 2)
    assert chosen.move(0).target == "quay"


def test_the_paragraph_of_the_entry_stays_shown_for_an_item_in_hand_that_it_speaks_of(
    article: Article, queue: tuple[QueueEntry, ...]
) -> None:
    at_second = Encoding(queue).move(4)
    assert at_second.with_chosen("lida-sorn").paragraph(article) == 2
    assert at_second.with_chosen("quay").paragraph(article) == 1
