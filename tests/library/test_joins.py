"""Verdicts in `joins.toml`: read with all that is wrong with them, changed by splices that leave all else as it is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kztui.library.addresses import ItemAddress, parse_address
from kztui.library.joins import Join, JoinsDocument, Verdict, join_of

WRITTEN = b"""# of the strait

[[joins]]
a = "dzhaksybek2016:junusova"
b = "hale2015:dzhunusova"
verdict = "same"
by = "ana"
on = "2026-11-28"
why = "her list"  # as both say

# never one man
[[joins]]
a = "dzhaksybek2016:aslanov-docker"
b = "hale2015:aslanov-minister"
verdict = "different"
"""


TABLE = '[[joins]]\na = "x:0"\nb = "y:0"\nverdict = "same"'


def pair(a: str, b: str) -> tuple[ItemAddress, ItemAddress]:
    return parse_address(a), parse_address(b)


def join(a: str, b: str, verdict: Verdict = "same") -> Join:
    return join_of(*pair(a, b), verdict)


def test_verdicts_are_read_with_who_says_so_and_why() -> None:
    document = JoinsDocument(WRITTEN)
    assert not document.problems
    first, second = document.joins.values()
    assert first == Join(
        *pair("dzhaksybek2016:junusova", "hale2015:dzhunusova"), "same", "ana", "2026-11-28", "her list"
    )
    assert (second.verdict, second.by) == ("different", "")


@pytest.mark.parametrize(
    ("table", "line", "message"),
    [
        ('a = "x:1"\nb = "y:1"\nverdict = "sane"', 3, "a verdict is same, different or unsure; did you mean “same”"),
        ('a = "x:1"\nverdict = "same"', 3, "b is missing"),
        ('a = "x"\nb = "y:1"\nverdict = "same"', 3, "a must be article-id:target"),
        ('a = "x:1"\nb = 3\nverdict = "same"', 3, "b must be a text in quotes"),
        ('a = "x:1"\nb = "x:1"\nverdict = "same"', 3, "x:1 cannot be joined with itself"),
        ('a = "x:1"\nb = "y:1"\nverdict = "same"\nwho = "me"', 3, "a verdict has no key called who"),
        (
            'b = "x:0"\na = "y:0"\nverdict = "unsure"\n[[joins]]\na = "x:0"\nb = "y:0"\nverdict = "same"',
            7,
            "already: unsure",
        ),
    ],
)
def test_a_wrong_verdict_is_said_at_its_line_and_left_out(table: str, line: int, message: str) -> None:
    document = JoinsDocument(f"# mine\n\n[[joins]]\n{table}\n".encode())
    (problem,) = document.problems
    assert (problem.rule, problem.line) == ("joins-file", line)
    assert message in problem.text
    assert document.is_readable


@pytest.mark.parametrize("content", [b"[[joins", b"joins = 3", b"\xff\xfe", b"a = [" + b"[" * 10_000])
def test_what_is_no_list_of_verdicts_is_said_and_cannot_be_changed(content: bytes) -> None:
    document = JoinsDocument(content)
    assert len(document.problems) == 1
    assert not document.is_readable


@pytest.mark.parametrize(
    ("article", "now", "renamed", "joins"),
    [
        ("hale2015", "hale2016", {}, ["dzhaksybek2016:junusova = hale2016:dzhunusova", "aslanov"]),
        ("hale2015", "hale2015", {"dzhunusova": "sabira"}, ["dzhaksybek2016:junusova = hale2015:sabira", "aslanov"]),
        ("rahimi2018", "x", {"dzhunusova": "sabira"}, ["dzhaksybek2016:junusova = hale2015:dzhunusova", "aslanov"]),
    ],
)
def test_verdicts_follow_items_and_articles_that_are_renamed(
    article: str, now: str, renamed: dict[str, str], joins: list[str]
) -> None:
    content = JoinsDocument(WRITTEN).renamed(article, now, renamed)
    said = [f"{each.a} = {each.b}" for each in JoinsDocument(content).joins.values()]
    assert all(part in line for part, line in zip(joins, said, strict=True))
    back = JoinsDocument(content).renamed(now, article, {new: old for old, new in renamed.items()})
    assert back == (content if article == "rahimi2018" else WRITTEN)


def test_after_a_merge_equal_verdicts_are_one_and_others_are_said() -> None:
    first = JoinsDocument(b"").with_join(join("x:1", "y:1"))
    both = JoinsDocument(first).with_join(join("x:2", "y:1"))
    assert JoinsDocument(both).renamed("x", "x", {"2": "1"}) == first
    opposed = JoinsDocument(first).with_join(join("x:2", "y:1", "different"))
    document = JoinsDocument(JoinsDocument(opposed).renamed("x", "x", {"2": "1"}))
    assert [each.verdict for each in document.joins.values()] == ["same"]
    assert "x:1 and y:1 have a verdict already: same" in document.problems[0].message


ADDRESSES = st.builds(ItemAddress, st.sampled_from("xyz"), st.sampled_from(("1", "2", "дом", "a-b")))
JOINS = st.lists(
    st.tuples(ADDRESSES, ADDRESSES, st.sampled_from(("same", "different", "unsure")), st.text("a\"'\\\n ж", max_size=4))
    .filter(lambda drawn: drawn[0] != drawn[1])
    .map(lambda drawn: join_of(drawn[0], drawn[1], drawn[2], why=drawn[3])),  # type: ignore[arg-type] # of three texts
    max_size=6,
)


@given(JOINS, st.sampled_from((b"", b"# mine\n", WRITTEN, WRITTEN.replace(b"\n", b"\r\n"), b"joins = []\n")))
@settings(max_examples=50)
def test_verdicts_stay_in_order_and_what_stood_there_before_stays(joins: list[Join], content: bytes) -> None:
    after = content
    wanted = dict(JoinsDocument(content).joins)
    for each in joins:
        if each.pair not in wanted:
            after = JoinsDocument(after).with_join(each)
        wanted.setdefault(each.pair, each)
    document = JoinsDocument(after)
    assert not document.problems
    assert document.joins == wanted
    lines = iter(after.splitlines())
    assert content == b"joins = []\n" or all(line in lines for line in content.splitlines()), "in the same order"
    if content != WRITTEN and content.strip() != WRITTEN.replace(b"\n", b"\r\n").strip():
        assert [*document.joins] == sorted(document.joins)


def test_another_verdict_takes_the_place_of_the_first() -> None:
    other = join("hale2015:dzhunusova", "dzhaksybek2016:junusova", "unsure")
    content = JoinsDocument(WRITTEN).with_join(other)
    assert JoinsDocument(content).joins[other.pair] == other
    assert b"# as both say" in content
    assert content.count(b"[[joins]]") == 2
