"""The forms in which an item is copied: their letters and citation requests, and a paraphrase with its citation."""

from collections import Counter

import pytest

from caspian import caspian
from kztui.citation.request import CitationRequest
from kztui.tui.commands import COMMANDS
from kztui.tui.copy_forms import FORMS, NOTE_STYLES, with_words

ARTICLE = caspian()
BY_LETTER = {form.letter: form for form in FORMS}


def test_each_form_has_a_letter_of_its_own_that_no_key_of_the_dialog_takes() -> None:
    assert set(Counter(form.letter for form in FORMS).values()) == {1}
    taken = {
        key for command in COMMANDS if command.scope in {"copy dialog", "dialog"} for key in command.keys.split(",")
    }
    assert taken & set(BY_LETTER) == set()


def test_each_form_asks_for_something_else() -> None:
    requests = [(form.request("apa"), form.words, form.quoted, form.formatted) for form in FORMS]
    assert len(set(requests)) == len(FORMS)
    assert BY_LETTER["n"].request("mla") == CitationRequest(style="mla")
    assert BY_LETTER["e"].request("mla") == CitationRequest(style="mla", form="entry")
    assert BY_LETTER["b"].request("mla") == CitationRequest(style="mla", format="bibtex")


@pytest.mark.parametrize("style", sorted(NOTE_STYLES))
def test_our_words_are_cited_in_brackets_and_never_by_a_whole_note(style: str) -> None:
    assert BY_LETTER["w"].request(style).style == "chicago-author-date"
    assert BY_LETTER["w"].request("apa").style == "apa"


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("fog-season", "Fog closes the western ports on 74 days of the year."),
        (
            "joint-drills",
            "First joint rescue drills: Three seasons of drills, the first with crews from two shores aboard one ship.",
        ),
        ("icebreaker", "icebreaking tug: A tug with a strengthened bow, able to open a channel for others."),
        ("coast-guard", "Azerbaijani coast guard: Owner of the only tug that reaches the northern shelf in winter."),
        ("baku", "Baku"),
    ],
)
def test_our_words_of_an_item_name_it_and_hold_no_link(target: str, words: str) -> None:
    assert ARTICLE.items[target].paraphrase(ARTICLE) == words


def test_our_words_of_text_are_the_text_on_one_line() -> None:
    paragraph, section = ARTICLE.items["p2"].paraphrase(ARTICLE), ARTICLE.items["the-sea"].paraphrase(ARTICLE)
    assert "[[" not in section
    assert "\n" not in section
    assert section.endswith(paragraph)


@pytest.mark.parametrize(
    ("citation", "end"),
    [
        ("(Meer 2021, para. 5)", "year. (Meer 2021, para. 5)"),
        ("Meer 2021.", "year. (Meer 2021)"),
        ("[1]", "year. ([1])"),
    ],
)
def test_the_citation_follows_in_one_pair_of_brackets(citation: str, end: str) -> None:
    assert with_words(ARTICLE, ["fog-season"], citation).endswith(end)


def test_words_of_several_items_come_before_one_citation() -> None:
    assert with_words(ARTICLE, ["baku", "fog-season"], "(Meer)") == (
        "Paraphrase: Baku Fog closes the western ports on 74 days of the year. (Meer)"
    )
