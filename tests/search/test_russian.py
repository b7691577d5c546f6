import pytest

from kztui.search.russian import case_stems, exonyms, pinyin

CHINESE = {
    "синьцзян": "xinjiang",
    "тяньцзинь": "tianjin",
    "чунцин": "chongqing",
    "гуанчжоу": "guangzhou",
    "ухань": "wuhan",
    "шанхай": "shanghai",
    "сычуань": "sichuan",
    "хэбэй": "hebei",
    "юньнань": "yunnan",
    "ганьсу": "gansu",
    "нинся": "ningxia",
    "лоян": "luoyang",
    "цинхай": "qinghai",
}


@pytest.mark.parametrize("word", CHINESE)
def test_chinese_names_are_read_in_pinyin(word: str) -> None:
    assert CHINESE[word] in {pinyin(word), pinyin(word).replace("yua", "ya")}


@pytest.mark.parametrize("word", ["тараз", "назарбаев", "", "актобе", "кыргызстан"])
def test_what_cannot_be_chinese_has_no_pinyin(word: str) -> None:
    assert pinyin(word) == ""


@pytest.mark.parametrize(
    ("word", "stem"),
    [("синьцзяна", "синьцзян"), ("алматинской", "алматинск"), ("тараза", "тараз"), ("грузии", "грузи")],
)
def test_case_endings_are_removed(word: str, stem: str) -> None:
    assert case_stems(word)[0] == word
    assert stem in case_stems(word)


def test_short_words_keep_their_letters() -> None:
    assert case_stems("мая") == ["мая"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [("грузии", "georgia"), ("северного", "north"), ("китаем", "china"), ("ресей", "russia"), ("каспия", "caspian")],
)
def test_exonyms_are_known_in_every_case(word: str, meant: str) -> None:
    assert meant in exonyms(word)


def test_other_words_have_no_exonym() -> None:
    assert exonyms("жанаозен") == ()
