"""Every value of every file is found where it stands, whatever its notation."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from kztui.article.findings import Finding, Keys, Where
from kztui.article.kinds.term import Term
from kztui.files.folders import bundled
from kztui.files.load import examine
from kztui.files.problems import WRONG_TYPE
from kztui.files.source_files import Examined
from kztui.files.source_map import decode_string, locate_findings
from kztui.files.toml_tree import TomlTree

HERE = Path(__file__).parent
FILES = [
    *sorted((HERE / "valid").glob("**/*.toml")),
    *sorted((HERE / "invalid").glob("**/*.toml")),
    *sorted(file for path in bundled() for file in path.glob("*.toml")),
]


def text_of(path: Path) -> str | None:
    """The file's text where it is TOML."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        tomli.loads(text)
    except (ValueError, RecursionError):
        return None
    return text


def examined(text: str) -> Examined:
    """What reading a file with such a text finds."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "article.toml"
        path.write_bytes(text.encode())
        return examine(path)


def every(value: Any, path: Keys = ()) -> list[tuple[Keys, Any]]:
    """Each value of the data with its keys."""
    found: list[tuple[Keys, Any]] = [(path, value)] if path else []
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        found += every(inner, (*path, key))
    return found


def test_there_are_files_to_look_through() -> None:
    assert len([path for path in FILES if text_of(path) is not None]) > 40


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_each_value_is_what_stands_at_its_place(path: Path) -> None:
    text = text_of(path)
    if text is None:
        return
    toml = TomlTree(text)
    for keys, value in every(tomli.loads(text)):
        found, spot = toml.nearest(keys)
        assert found == keys
        assert spot is not None
        if not isinstance(value, dict | list):
            literal = toml.source[slice(*spot.value)].decode()
            assert repr(tomli.loads(f"x = {literal}")["x"]) == repr(value)
        if isinstance(value, str):
            assert "".join(sign for sign, _ in decode_string(literal)) == value


TOML_1_1 = [
    'a = { b = 1,\n  c = "x", # } not the end\n}\nd = 2\n',
    'a = [{ b = """\n}\n""" }, {\n\n}]\nd = "\\e\\x41\\\\e"\n',
    "a = { b = { c = [\n1,\n2,\n], } }\nd = 'x'\n",
    "a = '{'\nb = { c = '{'\n\n}\n[t]\nd = {\n  }\n[[u]]\ne = 1\n",
    'a = [{\n} ,\n1]\nb = [ ]\nc = "}"\n[[t]]\nd = true\n[u]\ne = """\n}\n"""\n',
    "a = {b={\nc = 'x' # y\n # z\n,\nd=[1.5\n,\n  ],\ne = '''\n}\n''' # with a } {\n,  }\n,\n}\nf = 1\n[t]\ng = 1\n",
    "a = 1\nb = '}'\nc = { # x\n }\n[t]\nd = {a={\n\n}\n, f={ d={ \n},  # the last\n # of two\n}\n}\n[u]\ne = 1\n",
    "a = '{'\nb = \"x\"\nc = { # y\n # z\n}\n[t]\nd = [\n  { # u\n # v\n # a note, with a } {\n}\n]\n[u]\ne = 1\n",
    "a = '{'\nb = 1.5\nc = {\na=\"}\"\n }\n[t]\nd = [ ]\n[u]\ne = {\n}\n",
    (
        'a = """\n}\n"""\nb = 1.5\nc = """\n}\n"""\n[t]\nd = {\n  }\n'
        "[[u]]\nd = { # x\n # y\nf = {\n  g='{'\n, \n}\r\n\n  }\n"
    ),
    "[t]\r\na = { # note, with a comma\r\n b = 'x' , }\r\n[[t.l]]\r\nd = 3\r\n",
]


@pytest.mark.parametrize("text", TOML_1_1)
def test_what_toml_1_1_added_keeps_its_places(text: str) -> None:
    toml = TomlTree(text)
    for keys, value in every(tomli.loads(text)):
        found, spot = toml.nearest(keys)
        assert found == keys
        assert spot is not None
        if isinstance(value, int | str):
            literal = toml.source[slice(*spot.value)].decode()
            assert tomli.loads(f"x = {literal}")["x"] == value


def basic(text: str, multi: bool) -> str:
    """A basic string, with every other sign escaped in one of the ways there are."""
    short = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
    signs = []
    for at, sign in enumerate(text):
        plain = sign.isprintable() and sign not in '"\\'
        if (plain and at % 2) or (sign == "\n" and multi):
            signs.append(sign)
        elif at % 3 and sign in short:
            signs.append(short[sign])
        else:
            signs.append(f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08X}")
    return f'"""\n{"".join(signs)}"""' if multi else f'"{"".join(signs)}"'


HEAD = 'format = 1\n[article]\nid = "x"\ntitle = "X"\n[[terms]]\nid = "t"\nname = "T"\n'
texts = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("terms", 0, "name"), (7, 8, 3)),
        (("terms", 0, "aliases"), (8, 11, 17)),
        (("terms", 0, "aliases", 1), (9, 3, 3)),
        (("terms", 0, "definition"), (5, 1, 9)),
        (("nothing",), (1, 1, 1)),
    ],
)
def test_a_value_is_underlined_as_far_as_its_first_line_goes(path: Keys, place: tuple[int, int, int]) -> None:
    read = examined(f'{HEAD}aliases = ["a", # a comment\n  "b",\n]\n')
    (problem,) = locate_findings(read, [Finding(WRONG_TYPE, Where(path), "here")])
    assert (problem.line, problem.column, problem.length) == place


@given(texts, st.booleans())
def test_each_sign_of_a_string_has_its_place(text: str, multi: bool) -> None:
    literal = basic(text, multi)
    signs = decode_string(literal)
    assert "".join(sign for sign, _ in signs) == text == tomli.loads(f"x = {literal}")["x"]
    places = [place for _, place in signs]
    assert places == sorted(set(places))
    for sign, place in signs:
        assert literal[place] in {sign, "\\"}


@given(st.text("[]|ab \n\u200b\u0301é", max_size=40), st.booleans())
def test_a_link_is_placed_where_it_is_written(before: str, multi: bool) -> None:
    prose = f"{before} [[nowhere|at all]]"
    text = f"{HEAD}definition = {basic(prose, multi)}\n"
    read = examined(text)
    assert read.file is not None
    cleaned = read.file.of(Term)[0].definition
    at = cleaned.rindex("[[nowhere|at all]]")
    where = Where(("terms", 0, "definition"), at=at, length=18, text=cleaned)
    (problem,) = locate_findings(read, [Finding(WRONG_TYPE, where, "here")])
    line = text.split("\n")[problem.line - 1]
    literal = f'"{line[problem.column - 1 : problem.column - 1 + problem.length]}"'
    assert tomli.loads(f"x = {literal}")["x"] == "[[nowhere|at all]]"
