"""RIS and Hayagriva, read back by rispy and by a reader of YAML."""

import io
import re
import warnings
from typing import Any

import pytest
import rispy
from csl_items import ALL, ITEMS, every_type
from ruamel.yaml import YAML

from kztui.citation.csl_item import CslItem
from kztui.citation.formats.hayagriva import hayagriva
from kztui.citation.formats.markup import without_tags
from kztui.citation.formats.ris import ris


def test_rispy_reads_every_item_of_the_ris_and_writes_it_again() -> None:
    for item in ALL.values():
        rispy_reads_and_writes(item)


def rispy_reads_and_writes(item: CslItem) -> None:
    text = ris(item)
    assert text.startswith("TY  - ")
    assert text.endswith("\r\nER  - ")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (read,) = rispy.loads(text.replace("\r\n", "\n") + "\n")
    assert "unknown_tag" not in read
    assert len(read.get("authors", [])) == len(item.get("author", ()))
    assert read.get("title", "") == without_tags(item.get("title", ""))
    assert read.get("urls", [None])[0] == item.get("URL")
    assert read.get("doi") == item.get("DOI")
    (again,) = rispy.load(io.StringIO(rispy.dumps([read])))
    assert again == read


def test_ris_of_an_item_as_a_whole() -> None:
    assert ris(every_type()["article-magazine"]).split("\r\n") == [
        "TY  - MGZN",
        "AU  - Doe, Ann B.",
        "AU  - Council for War and Peace, Ltd",
        "A2  - van den Berg, Willem",
        "TI  - Q&A: 100% of {braces}, $5 & #1_x ~ “the end” by NATO",
        "T2  - Steppe & Sea",
        "PY  - 2013",
        "DA  - 2013/09/04/",
        "VL  - 12",
        "IS  - 3",
        "SP  - 145",
        "EP  - 167",
        "PB  - Reed & Sons",
        "CY  - Almaty",
        "DO  - 10.5555/a_b%(1)",
        "UR  - https://www.example.org/a_b%20c?d=1&e=~f#g",
        "Y2  - 2024/05/06/",
        "LA  - en-US",
        "ID  - doe-article-magazine",
        "ER  - ",
    ]


def test_hayagriva_of_every_item_is_yaml_with_one_entry() -> None:
    for item in ALL.values():
        yaml_reads_the_hayagriva(item)


def yaml_reads_the_hayagriva(item: CslItem) -> None:
    read = YAML(typ="safe").load(hayagriva(item))
    assert list(read) == [item["id"]]
    entry = read[item["id"]]
    assert entry["type"]
    assert len(entry.get("author", [])) == len(item.get("author", ()))
    assert _as_typst_reads(entry.get("title", "")) == without_tags(item.get("title", ""))
    assert entry.get("language") == item.get("language")
    if item["type"] in {"article-journal", "article-magazine", "article-newspaper", "chapter"}:
        assert entry["parent"]["title"] == item["container-title"]


def _as_typst_reads(title: str) -> str:
    """A title without the backslashes that keep its signs from being groups, source of Typst, or escapes."""
    assert not re.search(r"[{}$]", re.sub(r"\\[\\{}$]", "", title))
    return re.sub(r"\\([\\{}$])", r"\1", title)


def test_hayagriva_of_an_article() -> None:
    assert hayagriva(every_type()["article-magazine"]).splitlines()[:4] == [
        "doe-article-magazine:",
        "  type: article",
        '  title: "Q&A: 100% of \\\\{braces\\\\}, \\\\$5 & #1_x ~ “the end” by NATO"',
        '  author: [{ name: "Doe", given-name: "Ann B." }, { name: "Council for War and Peace, Ltd" }]',
    ]


@pytest.mark.parametrize(
    ("variable", "value", "written"),
    [
        ("language", "sr-Latn-RS", "sr-Latn-RS"),
        ("language", "de-1996", "de-1996"),
        ("language", "zh-min-nan", "zh"),
        ("language", "en-GB-u-ca-buddhist", "en-GB"),
        ("language", "x-ours", None),
        ("URL", "https://e.example:8080/a?b=%20#c", "https://e.example:8080/a?b=%20#c"),
        ("URL", "www.e.example", None),
        ("URL", "https://", None),
        ("URL", "https://e.example:99999/", None),
        ("URL", "https://e%20x/", None),
        ("URL", "https://[::1/", None),
        ("URL", "javascript:alert(1)", None),
        ("issued", {"date-parts": [[12345]]}, None),
    ],
)
def test_what_typst_could_not_read_is_left_out(variable: str, value: Any, written: str | None) -> None:
    """It would refuse the whole file for it."""
    item = {**every_type()["book"], "accessed": {}, variable: value}
    entry = YAML(typ="safe").load(hayagriva(item))[item["id"]]
    assert entry.get({"issued": "date"}.get(variable, variable.lower())) == written


def test_rich_text_loses_its_tags() -> None:
    assert "TI  - Reading Manas today\r\n" in ris(ITEMS["italictitle"])
    assert '"Reading Manas today"' in hayagriva(ITEMS["italictitle"])


@pytest.mark.parametrize(
    ("issued", "year", "day", "typst"),
    [
        ({"date-parts": [[2011, 6], [2011, 7]]}, "2011", "2011/06//to 2011/07", "2011-06"),
        ({"date-parts": [[2011]], "season": 2}, "2011", "2011///Summer", "2011"),
        ({"date-parts": [[2011, 5]], "circa": True}, "2011", "2011/05//circa", "~2011-05"),
        ({"date-parts": [[-45]]}, "45 BC", "0045///BC", "-0044"),
        ({"date-parts": [[2011, 5, 17]]}, "2011", "2011/05/17/", "2011-05-17"),
    ],
)
def test_a_date_says_all_that_it_can(issued: dict[str, Any], year: str, day: str, typst: str) -> None:
    item = {**every_type()["article-journal"], "issued": issued}
    lines = ris(item).split("\r\n")
    assert f"PY  - {year}" in lines
    assert f"DA  - {day}" in lines
    assert YAML(typ="safe").load(hayagriva(item))[item["id"]]["date"] == typst


def test_a_particle_that_ends_in_a_hyphen_is_joined() -> None:
    author = [{"family": "Masri", "given": "Rida", "non-dropping-particle": "al-"}]
    assert "AU  - al-Masri, Rida" in ris({**every_type()["book"], "author": author}).split("\r\n")
