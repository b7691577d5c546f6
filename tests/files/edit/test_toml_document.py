"""The TOML of one file, edited in place: lists in any layout, and keys of any table."""

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from kztui.files.edit.toml_document import TomlDocument

pytestmark = pytest.mark.once

GAPS = st.sampled_from(["", " ", "\n  ", "\n", " # a comment\n  ", "\n  # a comment\n  "])
ENTRIES = st.lists(st.tuples(GAPS, GAPS), min_size=1, max_size=4)


def listed(entries: list[tuple[str, str]], last: str, *, trailing: bool) -> str:
    """A list of numbers, each with what stands before it and before its comma."""
    pieces = [
        f"{before}{number}{behind}{',' if trailing or number < len(entries) - 1 else ''}"
        for number, (before, behind) in enumerate(entries)
    ]
    return "[" + "".join(pieces) + last + "]"


@given(ENTRIES, GAPS, st.booleans(), st.sets(st.integers(0, 3)), st.lists(st.integers(7, 9), max_size=2), st.booleans())
def test_entries_of_a_list_come_and_go_in_any_layout_and_comments_stay(
    entries: list[tuple[str, str]], last: str, trailing: bool, gone: set[int], new: list[int], crlf: bool
) -> None:
    text = f"a = 1 # first\nx = {listed(entries, last, trailing=trailing)} # behind\nb = 2\n"
    content = (text.replace("\n", "\r\n") if crlf else text).encode()
    gone &= set(range(len(entries)))
    left = [number for number in range(len(entries)) if number not in gone]
    document = TomlDocument(content)
    document.remove_entries(("x",), gone)
    if left:
        document.extend((), "x", new)
    result = document.result().decode()
    data = tomli.loads(result)
    assert (data["a"], data.get("x", []), data["b"]) == (1, [*left, *new] if left else [], 2)
    if left:
        assert result.count("#") == text.count("#")
    assert result.count("\r\n") == (result.count("\n") if crlf else 0)


@given(ENTRIES, GAPS, st.booleans(), st.integers(0, 3))
def test_an_entry_is_added_before_another_in_any_layout(
    entries: list[tuple[str, str]], last: str, trailing: bool, before: int
) -> None:
    text = f"x = {listed(entries, last, trailing=trailing)}\n"
    document = TomlDocument(text.encode())
    document.extend((), "x", [9], before=before)
    wanted = [*range(len(entries))]
    wanted.insert(before, 9)
    assert tomli.loads(document.result().decode())["x"] == wanted


TABLES = {
    "[t]\na = 1\nc = 3 # kept\n": ("t",),
    "t = { a = 1, c = 3 } # kept\n": ("t",),
    "t.a = 1\nt.c = 3 # kept\n[u]\n": ("t",),
    "[[t]]\na = 1 # kept\n  c = 3\n[t.u]\nd = 4\n": ("t", 0),
    "t = [{a = 1,c = 3}] # kept\n": ("t", 0),
    "a = 1\nc = 3 # kept\n\n[u]\n": (),
    "[u]\n[t]\n# kept\na = 1\nc = 3": ("t",),
}


def test_keys_are_inserted_set_and_removed_in_any_sort_of_table() -> None:
    for text, path in TABLES.items():
        document = TomlDocument(text.encode())
        table = document.get(path)
        document.set_value(path, "b", "two", order=("a", "b", "c"))
        document.set_value(path, "a", [1.5, True])
        document.remove_keys(path, ["c"])
        result = document.result().decode()
        wanted = {**{key: value for key, value in table.items() if key != "c"}, "a": [1.5, True], "b": "two"}
        assert TomlDocument(result.encode()).get(path) == wanted, result
        assert ("# kept" in result) == ("# kept" in text), result


@given(st.lists(st.sampled_from(["", " ", "  "]), min_size=2, max_size=5), st.sets(st.integers(0, 4), min_size=1))
def test_keys_of_a_table_in_braces_are_removed_with_their_commas(gaps: list[str], gone: set[int]) -> None:
    pairs = [f"{gap}k{number} ={gap}'{number}, '{gap}" for number, gap in enumerate(gaps)]
    document = TomlDocument(f"t = {{{','.join(pairs)}}}\n".encode())
    if gone.issuperset(range(len(gaps))):
        gone.discard(0)
    document.remove_keys(("t",), [f"k{number}" for number in gone])
    left = {f"k{number}": f"{number}, " for number in range(len(gaps)) if number not in gone}
    assert tomli.loads(document.result().decode())["t"] == left
