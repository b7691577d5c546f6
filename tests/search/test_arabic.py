"""Arabic letters that two languages read in two ways: either reading leads to the name, before any other name."""

from pathlib import Path

import pytest

from kztui.files.load import load
from kztui.search.folding import tokenize, tokenize_as_pronounced
from kztui.search.index import Index

OTHERS = ("Omar Khan", "Baku Port", "Radek Novak", "Red Army", "Radio of the North", "عمر خان", "RZA", "Razak Omarov")


def found(name: str, query: str, folder: Path) -> list[str]:
    """The labels of the results among the others and `name`, best first."""
    actors = "".join(f'[[actors]]\nid = "a{at}"\nname = "{each}"\n' for at, each in enumerate((*OTHERS, name)))
    path = folder / "names.toml"
    path.write_text(f'format = 1\n[article]\nid = "x"\ntitle = "X"\n{actors}', encoding="utf-8")
    return [result.label for result in Index.of(load(path).article).find(query, None, 5).results]


def test_a_letter_has_its_arabic_reading_and_its_persian_one() -> None:
    assert (tokenize("رضا"), tokenize_as_pronounced("رضا")) == (["rda"], ["rza"])
    assert (tokenize("ذوالنون"), tokenize_as_pronounced("ذوالنون")) == (["dhualnun"], ["zvalnvn"])


@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("رضا پهلوی", ("Reza", "Rida", "Riza", "Реза", "Reza Pahlavi", "رضا")),
        ("رمضان", ("Ramadan", "Ramazan", "Ramzan", "Рамадан", "Рамазан")),
        ("قاضی", ("Qazi", "Qadi")),
        ("ضیا", ("Zia", "Diya")),
        ("فیض‌آباد", ("Fayzabad", "Feyzabad", "Faizabad")),
        ("عثمان", ("Osman", "Usman", "Uthman")),
        ("Reza Pahlavi", ("رضا", "رضا پهلوی")),
        ("Rida al-Masri", ("رضا المصري", "الرضا المصري")),
        ("Ramazan", ("رمضان",)),
        ("Ramadan", ("رمضان",)),
        ("Fayzabad", ("فیض‌آباد",)),
        ("Rezvan", ("رضوان",)),
    ],
)
def test_either_reading_leads_to_the_name(name: str, queries: tuple[str, ...], tmp_path: Path) -> None:
    first = {query: found(name, query, tmp_path)[:1] for query in queries}
    assert first == {query: [name] for query in queries}


def test_letters_with_one_reading_let_nothing_else_in(tmp_path: Path) -> None:
    assert found("سما", "Kaza", tmp_path) == []
    assert found("Reza", "RZA", tmp_path)[0] == "RZA"
    assert found("Reza", "Reza", tmp_path)[0] == "Reza"
