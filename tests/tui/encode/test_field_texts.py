"""What an author types for a field is read as the format has it, or refused with what would be right."""

import pytest

from kztui.tui.encode.field_texts import name_table, read_name, read_number, read_numbers, written_numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [("340", 340), ("-2.5", -2.5), ("about 40", "about 40"), ("1e9", "1e9"), ("nan", "nan"), ("5.", 5.0)],
)
def test_a_number_stays_a_text_where_it_is_none(text: str, value: object) -> None:
    assert read_number(text) == value
    assert type(read_number(text)) is type(value)


def test_paragraphs_are_numbers_and_ranges() -> None:
    assert read_numbers("¶2, 5–7 9") == [2, 5, 6, 7, 9]
    assert written_numbers((2, 5, 6, 7)) == "2, 5-7"
    for wrong in ("two", "7-5", "1-99999999999", "3-", "1-" + "9" * 5000):
        with pytest.raises(ValueError, match="such as 2, 5-7"):
            read_numbers(wrong)


def test_a_name_is_read_part_by_part() -> None:
    assert name_table("Ito, Emi") == {"family": "Ito", "given": "Emi"}
    assert read_name("Ada Marlowe") == "family Marlowe · given Ada"
    assert read_name("Ministry of Roads") == "as it is written"
    with pytest.raises(ValueError, match="Ada Marlowe"):
        name_table("???")
