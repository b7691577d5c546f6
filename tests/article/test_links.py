"""Links in text are taken apart as a reader sees them, and a label is a beginning that fits."""

import pytest

from kztui.article.links import SHORT, Linked, Span, parse, short, shortened

LABELS = {"quay": "The quay", "pilots": "Pilots' Guild"}


def label(target: str) -> str:
    return LABELS.get(target, target)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("No links.", Linked("No links.", ())),
        ("[[quay]] first", Linked("The quay first", (Span(0, 8, "quay"),))),
        (
            "The [[pilots|men]] of [[quay]].",
            Linked("The men of The quay.", (Span(4, 7, "pilots"), Span(11, 19, "quay"))),
        ),
        ("A [[ quay |  ]]", Linked("A The quay", (Span(2, 10, "quay"),))),
        (" two\n  lines\tof  [[it]] ", Linked("two lines of it", (Span(13, 15, "it"),))),
        ("ends in blanks ", Linked("ends in blanks", ())),
        ("\u2003begins so", Linked("begins so", ())),
    ],
)
def test_a_text_is_its_words_and_where_its_links_stand_in_them(text: str, read: Linked) -> None:
    assert parse(text, label) == read


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ten signs!", "ten signs!"),
        ("ten signs and more", "ten signs…"),
        ("ten signs, all", "ten signs…"),
        ("half, gone overboard", "half…"),
        ("far overboard", "far overb…"),
        ("overboardings", "overboard…"),
        ("the [[quay]] and on", "the The…"),
    ],
)
def test_a_label_is_cut_between_words_unless_that_leaves_less_than_half(text: str, shown: str) -> None:
    assert short(text, label, 10) == shown


def test_a_label_has_ninety_signs_at_most() -> None:
    assert SHORT == 90
    assert short("x" * 90) == "x" * 90
    assert short("x" * 91) == "x" * 89 + "…"


@pytest.mark.parametrize("end", ["", "[[", "[[quay", "[[quay]", "[[quay|the words of", "[[[", "[[ [[", " \n "])
def test_the_label_of_a_long_text_is_that_of_the_whole(end: str) -> None:
    for padding in (1970, 1990, 1999, 2000, 4000):
        text = ("[[quay]] was " * 200)[: padding - len(end)] + end + "[[pilots]]]] and more " * 20
        assert short(text, label) == shortened(parse(text, label).plain), (padding, end)
        blank = f"x{' ' * padding}[[quay]]{end}{' y' * 100}"
        assert short(blank, label) == shortened(parse(blank, label).plain), (padding, end)


def test_the_label_of_a_long_text_asks_for_the_names_in_its_beginning_alone() -> None:
    asked: list[str] = []

    def counted(target: str) -> str:
        asked.append(target)
        return target

    short(" ".join(f"[[t{at}]]" for at in range(100_000)), counted)
    assert 0 < len(asked) < 1_000
