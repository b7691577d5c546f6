"""Whatever a file holds, it loads or is refused, and nothing else happens: by properties, and by mutated files.

`KZTUI_LONG=1` runs the long form: tens of thousands of mutated files.
"""

import os
import random
import re
import unicodedata
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.article import links
from kztui.article.article import Article
from kztui.article.model import ArticleFile
from kztui.files.check import check, check_paths, count
from kztui.files.load import load
from kztui.files.problems import LoadError, Problem, problem_line

HERE = Path(__file__).parent
VALID = sorted((HERE / "valid").glob("**/*.toml"))
CORPUS = VALID + sorted((HERE / "invalid").glob("**/*.toml"))
LONG = os.environ.get("KZTUI_LONG") == "1"
CASES = 25_000 if LONG else 500

pytestmark = [pytest.mark.long, pytest.mark.once, pytest.mark.timeout(3600 if LONG else 300)]


def in_a_file(raw: bytes) -> tuple[Article | None, list[Problem]]:
    """What loading and checking a file with such bytes gives."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "article.toml"
        path.write_bytes(raw)
        problems = check_paths([path])
        try:
            loaded = load(path)
        except LoadError:
            return None, problems
        assert check(loaded) == problems
        assert sum(count(loaded)) == len(problems)
        return loaded.article, problems


def strings(value: Any) -> list[str]:
    """Every string of an article, whatever it is for."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for key, inner in value.items() for text in [*strings(key), *strings(inner)]]
    if isinstance(value, list | tuple):
        return [text for inner in value for text in strings(inner)]
    return []


def assert_sound(article: Article | None, problems: list[Problem]) -> None:
    """What must hold of any outcome: safe strings, living items, problems on lines that there are."""
    for problem in problems:
        assert all(safe(sign) for text in (problem_line(problem), problem.source) for sign in text)
        assert problem.line >= 1
        assert 1 <= problem.column <= max(len(problem.source), 1) + 1 or not problem.source
    if article is None:
        assert any(problem.severity == "error" for problem in problems)
        return
    for text in strings(msgspec.to_builtins(article.file)):
        assert all(safe(sign) for sign in text.replace("\n", " "))
    for target in article.items:
        assert article.label(target) is not None
        assert "\n" not in article.caption(target)
        article.graph.groups(target)
    ids = [item.id for item in article.items.values()]
    assert len(ids) == len(set(ids))


def safe(sign: str) -> bool:
    return (
        unicodedata.category(sign) not in {"Cc", "Cs"}
        and sign not in "\u200b\u200e\u200f\u202a\u202d\u202e\u2066\u2069\ufeff"
    )


letters = st.characters(exclude_categories=["Cs"])
anything = st.one_of(st.text(letters, max_size=60), st.text("[]|{}#=\"'\\\n\x1b\u202e\u200bé ab", max_size=30))


def toml(value: str) -> str:
    """A basic string for any text."""
    signs = [sign if sign.isalnum() and sign.isascii() else f"\\U{ord(sign):08X}" for sign in value]
    return f'"{"".join(signs)}"'


# Every field that takes text; ~ stands where it goes.
FIELDS = """format = 1
[article]
id = "any"
title = ~
issued = ~
publisher = ~
URL = ~
DOI = ~
type = ~
abstract = ~
author = [{ family = ~, given = ~ }, { literal = ~ }]
[[sections]]
id = "section"
title = ~
aliases = [~, ~]
note = ~
[[sections.paragraphs]]
number = 1
text = ~
fingerprint = ~
note = ~
[[events]]
id = "event"
title = ~
aliases = [~]
kind = ~
date = ~
date_text = ~
place = ~
participants = [{ actor = ~, role = ~ }, { actor = "actor" }]
summary = ~
[[actors]]
id = "actor"
name = ~
kind = ~
summary = ~
relations = [{ to = ~, kind = ~ }]
[[places]]
id = "place"
name = ~
within = ~
[[terms]]
id = "term"
name = ~
definition = ~
[[claims]]
id = "claim"
kind = ~
text = ~
by = ~
value = ~
unit = ~
date = ~
about = [~]
"""


@given(st.lists(anything, min_size=1, max_size=7))
def test_any_text_in_any_field_loads_and_is_clean(texts: list[str]) -> None:
    in_turn = cycle(texts)
    written = "".join(toml(next(in_turn)) if sign == "~" else sign for sign in FIELDS)
    article, problems = in_a_file(written.encode())
    assert article is not None, problems
    assert list(article.items) == ["section", "p1", "event", "actor", "place", "term", "claim"]
    assert_sound(article, problems)


@given(st.lists(anything.filter(str.isprintable), min_size=1, max_size=4, unique=True))
def test_any_id_is_an_item_or_is_refused(ids: list[str]) -> None:
    tables = "".join(f'[[terms]]\nid = {toml(each)}\nname = "T"\ndefinition = "D"\n' for each in ids)
    article, problems = in_a_file(f'[article]\nid = "x"\ntitle = "X"\n{tables}'.encode())
    assert_sound(article, problems)
    assert article is None or len(article.items) == len(ids)


@given(
    st.lists(
        st.tuples(st.text("ab c.,é", max_size=8), st.text("abc-", min_size=1, max_size=5), st.text("xyz é", max_size=6))
    )
)
def test_links_in_text_survive_being_written_and_read(parts: list[tuple[str, str, str]]) -> None:
    text = "".join(
        f"{before}[[{target}|{words}]]" if words.strip() else f"{before}[[{target}]]" for before, target, words in parts
    )
    read = links.parse(text)
    assert [span.target for span in read.spans] == [target for _, target, _ in parts] == links.targets(text)
    shown = [read.plain[span.start : span.end] for span in read.spans]
    assert shown == [" ".join(words.split()) or target for _, target, words in parts]
    assert "[[" not in read.plain


@given(anything)
def test_any_text_can_be_read_for_links(text: str) -> None:
    read = links.parse(text)
    assert "\n" not in read.plain
    at = 0
    for span in read.spans:
        assert at <= span.start <= span.end <= len(read.plain)
        at = span.end
    assert len(links.short(text)) <= links.SHORT


BITS = (
    *(b"[[", b"]]", b"[", b"]", b"{", b"}", b'"', b'"""', b"'''", b"'", b"#", b"=", b",", b".", b"\n", b"\r\n", b"\\"),
    *(b"id", b"p1", b"true", b"-1", b"1e400", b"nan", b"0x", b"2011-02-30", b"\x00", b"\xff", b"\xe2\x80\xae"),
    *(b"[article]\n", b"[[events]]\n", b"\\u202e", b"\\x1b", b"aliases = [\n", b"\xef\xbb\xbf", b"\xc2\x9b"),
    *(b"9" * 5000, b"[" * 500, b"|", b"e\xcc\x81", b"\xe2\x80\x8b", b"\t"),
)
_WORD = re.compile(rb"[\w-]+")
_TEXT = re.compile(rb'"[^"\n]*"')


def swapped(raw: bytes, pattern: re.Pattern[bytes], chance: random.Random) -> bytes:
    """The bytes with one thing of a kind replaced by another: most often still TOML, and rarely right."""
    found = list(pattern.finditer(raw))
    if not found:
        return raw
    at, other = chance.choice(found), chance.choice(found)
    return raw[: at.start()] + other[0] + raw[at.end() :]


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """The bytes with a few of them lost, doubled, replaced by what hurts, or swapped."""
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        at = chance.randrange(len(raw) + 1)
        end = min(len(raw), at + chance.choice((0, 1, 4, 40)))
        lines = raw.split(b"\n")
        line = chance.randrange(len(lines))
        bit = chance.choice(BITS)
        raw = chance.choice(
            (
                raw[:at] + raw[end:],
                raw[:end] + raw[at:end] + raw[end:],
                raw[:at] + bit + raw[end:],
                raw[:at] + bytes([chance.randrange(256)]) + raw[at + 1 :],
                raw[:at] if chance.random() < 0.2 else raw,
                b"\n".join(lines[:line] + lines[line + 1 :]),
                b"\n".join([*lines[:line], lines[line - 1], *lines[line:]]),
                *(swapped(raw, pattern, chance) for pattern in (_WORD, _TEXT, _WORD, _TEXT)),
            )
        )
    return raw


def test_there_are_files_to_mutate() -> None:
    assert len(CORPUS) > 40


@pytest.mark.parametrize("seed", range(4))
def test_no_mutated_file_does_more_than_be_refused(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeatable cases, no secrets
    sources = [path.read_bytes() for path in CORPUS if path.stat().st_size < 20_000]
    outcomes = {True: 0, False: 0}
    for _ in range(CASES // 4):
        article, problems = in_a_file(mutated(chance.choice(sources), chance))
        outcomes[article is None] += 1
        assert_sound(article, problems)
    assert min(outcomes.values()) > 10


def test_an_article_survives_being_written_as_json_and_read() -> None:
    for path in VALID:
        article, _ = in_a_file(path.read_bytes())
        if article is not None:
            again = msgspec.json.decode(msgspec.json.encode(article.file), type=ArticleFile)
            assert again == article.file
