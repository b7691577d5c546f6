"""Words of a paraphrase that are the original's: from eight in a row on they are shown."""

from kztui.article.quotes import copied_words

ORIGINAL = "The ferry left the old quay at six, and nobody on the shore waved to it."


def test_eight_words_in_a_row_are_found_whatever_stands_between_them() -> None:
    assert copied_words("At dawn the ferry left the old quay – at six and nobody came.", ORIGINAL) == (
        "the ferry left the old quay – at six and nobody"
    )
    assert copied_words("It left the old quay at six.", ORIGINAL) == ""
    assert copied_words("", "") == ""
