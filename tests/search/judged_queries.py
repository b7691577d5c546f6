"""Judged queries: each with the item that is relevant, and the rank at which an index puts it."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import name

from msgspec.structs import replace

from kztui.article.article import Article
from kztui.files.load import load
from kztui.search.entries import IndexEntry, entries
from kztui.search.index import Index

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
ZENN = REPOSITORY / "content" / "zenn-2013"
CASPIAN = REPOSITORY / "tests" / "files" / "valid" / "caspian-2021.toml"


class JudgedQuery(NamedTuple):
    """One query, of which class, and what the right item's label or one of its aliases matches."""

    query: str
    sort: str
    wanted: re.Pattern[str]

    def means(self, label: str, aliases: Iterable[str]) -> bool:
        """Whether an item so called is the right one."""
        return any(self.wanted.search(called) for called in (label, *aliases))

    def rank(self, index: Index) -> int:
        """The place of the right item among the results, from 1; 0 where it is not among them."""
        results = index.find(self.query).results
        return next((place for place, each in enumerate(results, 1) if self.means(each.label, each.aliases)), 0)


def judged_queries(file: str) -> list[JudgedQuery]:
    """The queries of a file beside this one."""
    lines = (HERE / file).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.strip() and line[0] != "#"]
    return [JudgedQuery(query, sort, re.compile(wanted, re.IGNORECASE)) for query, sort, wanted in rows]


@cache
def article(path: Path) -> Article:
    """An article of this repository."""
    return load(path).article


def in_latin_only(listed: Iterable[IndexEntry]) -> Iterator[IndexEntry]:
    """The entries without their names in any other script."""
    for entry in listed:
        yield replace(entry, names=tuple(filter(_is_latin, entry.names)), facts=tuple(filter(_is_latin, entry.facts)))


def _is_latin(text: str) -> bool:
    return all("LATIN" in name(letter) for letter in text if letter.isalpha())


@cache
def places(count: int) -> tuple[IndexEntry, ...]:
    """Bare entries for real towns, evenly taken from those of the whole world; 10,000 at the most."""
    lines = (HERE / "towns.txt").read_text(encoding="utf-8").splitlines()
    towns = [line for line in lines if line[0] != "#"]
    taken = towns[:: max(1, len(towns) // count)][:count]
    return tuple(IndexEntry(f"town-{n}", "place", town, (town,)) for n, town in enumerate(taken))


@cache
def index(path: Path, latin: bool = False, beside: int = 0) -> Index:
    """The index of an article, without other scripts where asked for, and among so many unrelated towns."""
    own = entries(article(path))
    built = Index([*(in_latin_only(own) if latin else own), *(places(beside) if beside else ())])
    built.prepare()
    return built
