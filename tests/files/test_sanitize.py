"""Strings that come in are safe to show, and what was good in them stays."""

import re
import time
import unicodedata

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from kztui.files.sanitize import (
    MARKS,
    WORD,
    mask_unsafe,
    may_be_unsafe,
    sanitize_counted,
    sanitize_data,
    sanitize_line,
    sanitize_text,
)
from kztui.files.sanitize import UNSAFE as REMOVED

UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)

GOOD = [
    *("plain words", "Grüße, naïve façade – “quoted”…", "Жаңаөзен", "شغب في الميناء", "می‌خواهم", "क्‍ष", "👩‍🚀 and 🇰🇿"),
    *("東京　新聞", "a b", "x²", "[1] and [/] and [red]", "100 % {0} %s \\n", "e\N{COMBINING ACUTE ACCENT}"[:1]),
]


@pytest.mark.parametrize("text", GOOD)
def test_good_text_stays_as_it_is(text: str) -> None:
    assert sanitize_text(text) == sanitize_line(text) == text
    assert sanitize_counted(text).removed == {}


@pytest.mark.parametrize(
    ("text", "sanitized", "faults"),
    [
        ("a\x1b[2Jb", "a\ufffd[2Jb", {"control": 1}),
        ("a\x9b1mb\x7f", "a\ufffd1mb\ufffd", {"control": 2}),
        ("\u202eevil\u202c", "evil", {"direction": 2}),
        ("ad\u200bmin\ufeff", "admin", {"invisible": 2}),
        ("soft\u00adware", "software", {"invisible": 1}),
        ("pay\u200dpal", "paypal", {"invisible": 1}),
        ("\u3164name", "name", {"invisible": 1}),
        ("tag\U000e0041\U000e007f", "tag", {"invisible": 2}),
        ("Z" + "\u0301" * 20, "Ź" + "\u0301" * MARKS, {"combining": 11}),
        ("w" * (WORD + 10), "w" * (WORD - 1) + "…", {"excess": 10}),
        ("a\ufffeb\uffff\ufdd0\U0010ffff", "a\ufffdb\ufffd\ufffd\ufffd", {"control": 4}),
        ("e\u0301", "é", {}),
        ("tab\there", "tab here", {}),
        ("a\r\nb\rc\x0bd\u2028e\x85f", "a\nb\nc\nd\ne\nf", {}),
    ],
)
def test_what_is_unsafe_goes_and_is_counted(text: str, sanitized: str, faults: dict[str, int]) -> None:
    assert sanitize_counted(text) == (sanitized, faults)
    assert sanitize_text(text) == sanitized


def test_a_line_has_no_breaks_and_single_blanks() -> None:
    assert sanitize_line("  a \n\n b\t c\u2029d ") == "a b c d"


@given(st.text())
def test_any_text_comes_out_safe_and_composed(text: str) -> None:
    safe = sanitize_text(text)
    assert not UNSAFE.search(safe)
    assert unicodedata.is_normalized("NFC", safe)
    assert sanitize_text(safe) == safe
    assert "\n" not in sanitize_line(text)
    assert not UNSAFE.search(sanitize_line(text))


@given(st.text())
def test_a_guarded_line_keeps_its_columns(text: str) -> None:
    assert len(mask_unsafe(text)) == len(text)
    assert not UNSAFE.search(mask_unsafe(text))
    assert "\n" not in mask_unsafe(text)


@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=60),
    st.sampled_from(["title", "text"]),
)
def test_a_quick_look_at_a_file_misses_nothing(value: str, key: str) -> None:
    source = re.sub("[\x00-\x08\x0b-\x1f\x7f]", "", value)
    text = f"{key} = '''\n{source}'''\n" if "'''" not in source and not source.endswith("'") else f"{key} = ''\n"
    data = tomli.loads(text)
    raw = data[key]
    removals = sanitize_data(data, text)
    assert data[key] == (sanitize_text(raw) if key == "text" else sanitize_line(raw)) or (
        not removals and data[key] == raw == sanitize_text(raw)
    )
    assert "\n" not in data[key] or key == "text"
    assert bool(removals) == bool(sanitize_counted(raw).removed)


@pytest.mark.parametrize(
    "text",
    [
        'aliases = [ # text = """\n"""a\nb"""]',
        'x = \'text = """\'\ntitle = """a\nb"""',
        "x = \"'''\"\ntitle = '''a\nb'''",
        'note = """text = """\n\ntitle = """\na\nb"""',
        '"title" = """a\nb"""',
        'a.title = """a\nb"""',
        'a = { title = """a\nb""" }',
        'title = "a\\nb"',
        'title = """\na\n\nb"""" # """',
    ],
)
def test_no_line_has_breaks_however_it_is_written(text: str) -> None:
    data = tomli.loads(text)
    sanitize_data(data, text)

    def lines(value: object, key: str = "") -> list[str]:
        if isinstance(value, dict):
            return [line for name, inner in value.items() for line in lines(inner, name)]
        if isinstance(value, list):
            return [line for inner in value for line in lines(inner, key)]
        return [value] if isinstance(value, str) and key != "note" else []

    assert lines(data)
    assert not [line for line in lines(data) if "\n" in line]


def test_the_position_of_the_first_unsafe_character_is_reported() -> None:
    data = {"events": [{"title": "ab\x1bc", "aliases": ["fine", "x\u200b\u202e"]}]}
    removals = sanitize_data(data, "\\")
    assert sorted((found.path, found.at) for found in removals) == [
        (("events", 0, "aliases", 1), 1),
        (("events", 0, "title"), 2),
    ]
    assert data == {"events": [{"title": "ab\ufffdc", "aliases": ["fine", "x"]}]}


def test_a_joiner_counts_only_where_it_hides() -> None:
    data = {"a": "می\u200cخواهم pay\u200dpal", "b": "می\u200cخواهم \u202e"}
    assert [(found.path, found.at) for found in sanitize_data(data, "\\")] == [(("a",), 12), (("b",), 9)]


@pytest.mark.parametrize("decomposed", ["\u1112\u1161\u11ab", "e\u0301", "\u0418\u0306", "\u212b"])
def test_letters_written_in_parts_are_composed_wherever_they_stand(decomposed: str) -> None:
    data = {"title": decomposed, "events": [{"title": f"In {decomposed}"}]}
    assert sanitize_data(data, f'title = "{decomposed}"') == []
    whole = unicodedata.normalize("NFC", decomposed)
    assert data == {"title": whole, "events": [{"title": f"In {whole}"}]}


@pytest.mark.parametrize(
    "text",
    ["ب\u200c " * 300_000, ("w" * (WORD - 1) + " ") * 250, "e\u0301" * 200_000],
    ids=["joiners", "words", "marks"],
)
def test_a_text_takes_time_in_proportion_to_its_length(text: str) -> None:
    started = time.process_time()
    assert len(sanitize_text(text)) <= len(text)
    assert time.process_time() - started < 2


def test_a_quick_look_at_a_file_misses_no_character() -> None:
    characters = (chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000 and code != 0x0D)
    changed = [char for char in characters if REMOVED.search(char)]
    assert [ascii(char) for char in changed if not may_be_unsafe(f'title = "a{char}b"')] == []
