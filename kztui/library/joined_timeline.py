"""The events of all articles of a library in time: one row for each event, however many articles tell of it."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from kztui.article import dates
from kztui.article.article import Article
from kztui.article.dates import Moment
from kztui.library.addresses import ItemAddress
from kztui.library.clusters import Clusters


class ToldEvent(Struct, frozen=True):
    """An event as one article tells it."""

    address: ItemAddress
    label: str
    date: str
    """EDTF; empty where it is undated."""
    date_in_words: str
    paragraphs: tuple[int, ...]
    is_foreseen: bool = False


class TimelineRow(Struct, frozen=True):
    """One event, as each article tells it that does: earlier tellings of its date first."""

    told: tuple[ToldEvent, ...]

    @property
    def label(self) -> str:
        """What it is called where it is told first."""
        return self.told[0].label

    @property
    def dates(self) -> tuple[str, ...]:
        """Its dates in words, each once."""
        return tuple(dict.fromkeys(each.date_in_words for each in self.told if each.date_in_words))

    @property
    def articles(self) -> tuple[str, ...]:
        """The ids of the articles that tell of it."""
        return tuple(dict.fromkeys(each.address.article for each in self.told))


def joined_timeline(articles: Iterable[Article], clusters: Clusters) -> list[TimelineRow]:
    """The events of these articles, by their earliest date; those without any date are at the end."""
    rows: dict[ItemAddress, list[ToldEvent]] = {}
    for article in articles:
        for item in article.items.values():
            if not item.on_timeline:
                continue
            address = ItemAddress(article.publication.id, item.id)
            words = item.date_in_words
            told = ToldEvent(address, article.caption(item.id), item.date, words, item.numbers, item.is_foreseen)
            rows.setdefault(clusters.canonical(address), []).append(told)
    order: Mapping[ItemAddress, list[ToldEvent]] = {key: sorted(told, key=_moment) for key, told in rows.items()}
    return sorted((TimelineRow(tuple(told)) for told in order.values()), key=lambda row: _moment(row.told[0]))


def _moment(told: ToldEvent) -> tuple[bool, tuple[Moment, Moment], ItemAddress]:
    """Where an event stands: by the first day that its date can mean, then by its last."""
    return not told.date, dates.sort_key(told.date), told.address
