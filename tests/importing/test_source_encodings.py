"""Bytes become text whatever encoding they are in, declared rightly, wrongly or not at all."""

import codecs

import pytest

from kztui.importing.encodings import codec_of, decode_source
from kztui.importing.readers import read_here
from kztui.importing.source import Source

SENTENCES = {
    "ru": ("Совет собрался весной и потратил деньги на обследование причалов.", "cp1251 koi8_r"),
    "uk": ("Рада зібралася навесні і витратила більшу частину коштів на причали.", "cp1251 koi8_u"),
    "pl": ("Rada zebrała się wiosną i wydała większość pieniędzy na późne badania.", "cp1250 iso8859_2"),
    "hu": ("A tanács tavasszal ült össze, és a pénz nagy részét későn költötte el.", "cp1250"),
    "de": ("Der Ausschuss gab später den größten Teil für die Prüfung der Häfen aus.", "cp1252"),
    "fr": ("Le comité a dépensé l’essentiel de son budget ; déjà trop tard, où était-il ?", "cp1252"),
    "tr": ("Kurul ilkbaharda toplandı ve bütçesinin çoğunu araştırmaya ayırdı, geç oldu.", "cp1254"),
    "el": ("Η επιτροπή συνεδρίασε την άνοιξη και ξόδεψε τα χρήματα σε έρευνες.", "cp1253"),
    "he": ("הוועדה התכנסה באביב והוציאה את רוב התקציב על סקר הרציפים.", "cp1255"),
    "ar": ("اجتمع المجلس في الربيع وأنفق معظم المال على دراسة الأرصفة.", "cp1256"),
    "lt": ("Taryba susirinko pavasarį ir didžiąją dalį pinigų išleido tyrimams, vėliau.", "cp1257"),
    "zh": ("委员会在春天开会，把大部分钱用于调查两个码头。", "gb2312 gb18030"),
    "zh-Hant": ("委員會在春天開會，把大部分錢用於調查兩個碼頭。", "big5"),
    "ja": ("委員会は春に開かれ、予算の大半を二つの埠頭の調査に使った。", "shift_jis euc_jp iso2022_jp"),
    "ko": ("위원회는 봄에 회의를 열고 예산의 대부분을 부두 조사에 썼다.", "euc_kr"),
}
CASES = [(text, codec) for text, names in SENTENCES.values() for codec in names.split()]


@pytest.mark.parametrize(("text", "codec"), CASES, ids=[f"{codec}-{text[:6]}" for text, codec in CASES])
def test_an_encoding_that_nothing_states_is_detected(text: str, codec: str) -> None:
    assert decode_source(text.encode(codec), declared=False) == text
    page = f"<html><head><title>{text}</title></head><body><p>{text}</p></body></html>"
    assert decode_source(page.encode(codec)) == page


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_believed_before_what_is_declared(mark: str) -> None:
    text = '<meta charset="koi8-r"><p>Совет</p>'
    assert decode_source(text.encode(mark), "iso-8859-1") == text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_utf_16_and_utf_32_without_a_mark_are_told_by_their_zeros(codec: str) -> None:
    for text in ("The board met in March.", "Совет собрался в марте, но без главы.", "委员会在三月开会。" * 2):
        if "32" in codec or text.isascii():
            assert decode_source(text.encode(codec)) == text


def test_the_server_is_believed_before_the_page_and_the_page_before_its_prologue() -> None:
    data = '<?xml version="1.0" encoding="koi8-r"?><meta charset="windows-1253"><p>Привет</p>'.encode("cp1251")
    assert "Привет" in decode_source(data, "windows-1251")
    assert "Привет" not in decode_source(data)
    assert "Привет" in decode_source(b'<?xml version="1.0" encoding="koi8-r"?><p>' + "Привет".encode("koi8_r"))


@pytest.mark.parametrize(
    "label", ["idna", "punycode", "undefined", "unknown", "hex", "rot13", "utf-7", "x y", "unicode_escape"]
)
def test_a_label_that_is_no_encoding_of_pages_is_passed_over(label: str) -> None:
    assert codec_of(label) == ""
    data = f'<html><meta charset="{label}"><p>Совет собрался весной</p>'.encode("cp1251")
    assert "Совет собрался весной" in decode_source(data, label)


def test_labels_mean_what_browsers_take_them_for() -> None:
    assert [codec_of(label) for label in ("latin1", "GB2312", "Shift_JIS", "EUC-KR", "ISO-8859-9", "utf8")] == [
        "cp1252",
        "gb18030",
        "cp932",
        "cp949",
        "cp1254",
        "utf-8",
    ]
    assert decode_source(b"<meta charset=iso-8859-1>\x93so\x94") == "<meta charset=iso-8859-1>“so”"


def test_bytes_that_are_utf_8_are_read_so_whatever_the_page_says() -> None:
    page = "<html><head><meta charset='windows-1251'></head><body><p>Ødegård</p></body></html>"
    assert decode_source(page.encode()) == page


def test_a_declared_page_gives_its_metadata_and_paragraphs() -> None:
    text = "Совет собрался весной и потратил большую часть денег на обследование двух причалов."
    head = '<meta charset="windows-1251"><meta name="author" content="Орлова А. П."><title>Причалы</title>'
    page = f"<html lang='ru'><head>{head}</head><body><article><p>{text}</p></article></body></html>"
    reading = read_here(Source("page.html", page.encode("cp1251")))
    assert [block.text for block in reading.blocks] == [text]
    assert reading.metadata["author"] == [{"family": "Орлова", "given": "А. П."}]
    assert codecs.lookup(codec_of("windows-1251")).name == "cp1251"
