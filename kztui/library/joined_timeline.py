"""The events of all articles of a library in time: one row for each event, however many articles tell of it."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from kztui.article import dates
from kztui.article.article import Article
from kztui.article.dates import Moment
from kztui.library.addresses import ItemAddress
from kztui.library.clusters import Clusters


class ReportedEvent(Struct, frozen=True):
    """An event as one article reports it."""

    address: ItemAddress
    label: str
    date: str
    """EDTF; empty where it is undated."""
    date_in_words: str
    paragraphs: tuple[int, ...]
    is_foreseen: bool = False


class TimelineRow(Struct, frozen=True):
    """One event as each of its articles reports it, by its date there."""

    events: tuple[ReportedEvent, ...]

    @property
    def label(self) -> str:
        """What it is called in the first of them."""
        return self.events[0].label

    @property
    def dates(self) -> tuple[str, ...]:
        """Its dates in words, each once."""
        return tuple(dict.fromkeys(each.date_in_words for each in self.events if each.date_in_words))

    @property
    def articles(self) -> tuple[str, ...]:
        """The ids of the articles that tell of it."""
        return tuple(dict.fromkeys(each.address.article for each in self.events))


def joined_timeline(articles: Iterable[Article], clusters: Clusters) -> list[TimelineRow]:
    """The events of these articles, by their earliest date; those without any date are at the end."""
    rows: dict[ItemAddress, list[ReportedEvent]] = {}
    for article in articles:
        for item in article.items.values():
            if not item.on_timeline:
                continue
            address = ItemAddress(article.publication.id, item.id)
            words = item.date_in_words
            event = ReportedEvent(address, article.caption(item.id), item.date, words, item.numbers, item.is_foreseen)
            rows.setdefault(clusters.canonical(address), []).append(event)
    order: Mapping[ItemAddress, list[ReportedEvent]] = {
        key: sorted(events, key=_moment) for key, events in rows.items()
    }
    return sorted((TimelineRow(tuple(events)) for events in order.values()), key=lambda row: _moment(row.events[0]))


def _moment(event: ReportedEvent) -> tuple[bool, tuple[Moment, Moment], ItemAddress]:
    """Where an event stands: by the first day that its date can mean, then by its last."""
    return not event.date, dates.sort_key(event.date), event.address
