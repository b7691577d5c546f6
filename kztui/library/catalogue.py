"""The catalogue of a library: which articles a folder holds, what each is in short, and which of them cannot be opened.

`open_library(path) -> Library` reads every article once; a `Library` loads one again when it is asked for. Broken and
doubled articles are listed with what is wrong, and never keep the others from being opened.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from msgspec.structs import replace

from kztui.article.article import Article
from kztui.article.dates import parse_or_none
from kztui.article.findings import Rule
from kztui.article.ids import is_safe_id, safe_id
from kztui.article.kinds.item import Item
from kztui.article.model import ArticleTables
from kztui.article.publication import Publication
from kztui.article.suggestion import did_you_mean, nearest
from kztui.files.folders import LIBRARY, articles_in
from kztui.files.load import Loaded, collecting_later, examine, load, loaded
from kztui.files.problems import LoadError, Problem, file_problem
from kztui.files.source_files import Examined
from kztui.library.addresses import ItemAddress, UnknownItemError
from kztui.library.catalogue_entry import CatalogueEntry
from kztui.library.settings import LibrarySettings, read_settings

DUPLICATE_ARTICLE = Rule(
    "duplicate-article",
    "error",
    "Two articles of a library have one id; the one whose path comes first has it.",
    'id = "summit-2011"  # in two articles',
)
KEPT_ARTICLES = 32
"""Loaded articles that a library keeps; of more, those used least recently are loaded again."""


class Library:
    """The articles of one folder. Its entries never change; `open_library` reads the folder anew."""

    def __init__(self, path: Path, name: str, entries: Iterable[CatalogueEntry], problems: Sequence[Problem]) -> None:
        self.path = path
        self.name = name
        """As `library.toml` has it, or the name of the folder."""
        self.entries: tuple[CatalogueEntry, ...] = tuple(entries)
        """Every article, by path."""
        self.problems: tuple[Problem, ...] = tuple(problems)
        """What is wrong with the library as a whole: its settings, and ids that two articles have."""
        self.by_id: Mapping[str, CatalogueEntry] = {e.id: e for e in self.entries if e.id and not e.is_broken}
        """The articles that can be opened, by their ids."""
        self._load = lru_cache(KEPT_ARTICLES)(load)

    def entry(self, article_id: str) -> CatalogueEntry:
        """The article of that id in short. Raises UnknownItemError where there is none, or it is broken."""
        entry = self.by_id.get(article_id)
        if entry is None:
            raise UnknownItemError(self._why_not(article_id))
        return entry

    def loaded(self, article_id: str) -> Loaded:
        """The article of that id with its files. Raises UnknownItemError where there is none or it is broken."""
        entry = self.entry(article_id)
        try:
            return self._load(entry.path)
        except LoadError as error:
            raise UnknownItemError(f"the article {article_id} cannot be opened: {error}") from error

    def article(self, article_id: str) -> Article:
        """The article of that id. Raises UnknownItemError as `loaded` does."""
        return self.loaded(article_id).article

    def articles(self) -> Iterator[Article]:
        """Every article that can be opened, loaded one after the other and not kept."""
        for entry in self.by_id.values():
            with suppress(LoadError):  # broken since the catalogue was made
                yield load(entry.path).article

    def item(self, address: ItemAddress) -> tuple[Article, Item]:
        """The item at an address and its article. Raises UnknownItemError where there is none."""
        article = self.article(address.article)
        item = article.items.get(address.target)
        if item is None:
            meant = did_you_mean(nearest(address.target, article.items))
            raise UnknownItemError(f"the article {address.article} has no item '{address.target}'{meant}")
        return article, item

    def _why_not(self, article_id: str) -> str:
        broken = next((entry for entry in self.entries if entry.is_broken and entry.id == article_id), None)
        if broken is not None and article_id:
            return f"the article {article_id} is broken: kztui check {broken.path}"
        return f"the library has no article '{article_id}'" + did_you_mean(nearest(article_id, self.by_id))


def open_library(path: Path) -> Library:
    """The library in the folder `path`: every article that is in it, read once. Never raises.

    A folder that is one article is a library of that article.
    """
    settings, problems = read_settings(path)
    with collecting_later():
        entries = [read_entry(each) for each in article_paths(path)]
    return library_of(path, settings, entries, problems)


def article_paths(path: Path) -> list[Path]:
    """Where the articles of a library are, by path; none for an empty one."""
    found = articles_in(path)
    if found == [path] and path.is_dir() and ((path / LIBRARY).is_file() or not any(path.glob("*.toml"))):
        return []
    return found


def read_entry(path: Path) -> CatalogueEntry:
    """The article at `path` in short. Never raises."""
    return entry_of(examine(path))


def entry_of(examined: Examined) -> CatalogueEntry:
    """An article whose files were read, in short."""
    file = examined.file
    entry = CatalogueEntry(location=str(examined.path)) if file is None else _described(examined.path, file)
    if not examined.fatal:
        return entry
    try:
        loaded(examined)
    except LoadError as error:
        return replace(entry, state="broken", problem=error.problems[0])
    return entry


def library_of(
    path: Path, settings: LibrarySettings, entries: Iterable[CatalogueEntry], problems: Iterable[Problem] = ()
) -> Library:
    """The library of these articles, of which each id opens one: others that have it are broken."""
    owners: dict[str, CatalogueEntry] = {}
    kept: list[CatalogueEntry] = []
    found = list(problems)
    for entry in entries:
        first = owners.setdefault(entry.id, entry) if entry.id and not entry.is_broken else entry
        if first is entry:
            kept.append(entry)
            continue
        message = f"the id {entry.id} is that of {first.path} already"
        problem = file_problem(str(entry.path), DUPLICATE_ARTICLE, message)
        found.append(problem)
        kept.append(replace(entry, state="broken", problem=problem))
    return Library(path, settings.name or path.resolve().name, kept, found)


def _described(path: Path, file: ArticleTables) -> CatalogueEntry:
    items = [item for _, item in file.placed]
    open_candidates, unwritten = sum(item.is_open for item in items), sum(item.is_unwritten for item in items)
    publication = file.article
    return CatalogueEntry(
        location=str(path),
        id=_opened_id(publication.id),
        title=publication.title or publication.printed_title,
        authors=tuple(filter(None, (name.plain for name in publication.author))),
        short_authors=tuple(filter(None, (name.family or name.plain for name in publication.author))),
        year=_year(publication),
        state="draft" if open_candidates or unwritten else "encoded",
        counts=dict(Counter(item.item_kind for item in items)),
        open_candidates=open_candidates,
        unwritten=unwritten,
    )


def _opened_id(written: str) -> str:
    """The id under which an article is opened; empty where it has none."""
    return written if is_safe_id(written) else safe_id(written) if written.strip() else ""


def _year(publication: Publication) -> str:
    issued = parse_or_none(publication.issued) if publication.issued else None
    moment = (issued.earliest or issued.latest) if issued else None
    return str(moment[0]) if moment else ""
