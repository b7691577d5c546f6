"""The four index panes: sections, events by date, actors by kind, and places, terms and claims."""

from collections.abc import Sequence
from functools import cached_property

from kztui.article import dates
from kztui.article.card import pilcrows
from kztui.article.model import ACTOR_KINDS, Claim, Event, Paragraph, Section
from kztui.tui.render.styled_text import Parts, crop
from kztui.tui.theme import KIND_SIGN
from kztui.tui.widgets.index_pane import IndexPane

PLURALS = {
    "person": "people",
    "agency": "agencies",
    "outlet": "outlets",
    "place": "places",
    "term": "terms",
    "claim": "claims",
}


DATES = ((24, 7), (36, 11))
"""Rows of fewer cells than the first number leave so many to dates, since titles need the room more."""
LONGEST = 18
"""What wider rows leave to dates."""


def plural(kind: str) -> str:
    """`group` gives `groups`; a kind nobody named is said to be other."""
    return PLURALS.get(kind, f"{kind}s") if kind else "others"


class SectionsPane(IndexPane):
    """The article's headings, each with its paragraphs."""

    number = "1"
    title = "Sections"

    @cached_property
    def targets(self) -> Sequence[str]:
        return [section.id for section in self.article.sections]

    def stands_for(self, target: str) -> str:
        item = self.article.items.get(target)
        if isinstance(item, Paragraph):
            section = self.article.section_of(item.number)
            return section.id if section else ""
        return target

    def row(self, target: str, cells: int) -> tuple[Parts, Parts]:
        section = self.article.items[target]
        theme = self.palette
        numbers = section.numbers if isinstance(section, Section) else ()
        return [(section.caption, theme.text)], [(pilcrows(numbers), theme.dim)]


class EventsPane(IndexPane):
    """The events in the order of their dates; those that the article does not date come last."""

    number = "2"
    title = "Events"

    @cached_property
    def targets(self) -> Sequence[str]:
        return [event.id for event in self.article.events]

    @cached_property
    def _events(self) -> dict[str, Event]:
        return {event.id: event for event in self.article.events}

    def _column(self, cells: int) -> int:
        """How many cells the dates take in rows of `cells`; beyond the first thousands none is asked."""
        room = next((room for below, room in DATES if cells < below), LONGEST)
        if room not in self._columns:
            longest = max((len(when(event, room)) for event in self.article.events[:2000]), default=0)
            self._columns[room] = min(longest, room + 4)
        return self._columns[room]

    @cached_property
    def _columns(self) -> dict[int, int]:
        return {}

    def row(self, target: str, cells: int) -> tuple[Parts, Parts]:
        event, theme = self._events[target], self.palette
        column = self._column(cells)
        left: Parts = [
            (f"{crop(when(event, column), column):<{column}} ", theme.dim),
            (event.caption, theme.note if event.foreseen else theme.text),
        ]
        place = self.article.caption(event.place) if event.place else ""
        if place and len(event.caption) + column + len(place) + 3 <= cells:
            return left, [(place, theme.dim)]
        return left, []


def when(event: Event, cells: int) -> str:
    """An event's date for a column of so many cells; a foreseen one is marked as such."""
    sign = "→" if event.foreseen else ""
    text = dates.compact(event.date, cells - len(sign)) if event.date else "–"
    return f"{text}{sign}"


class ActorsPane(IndexPane):
    """The actors under their kinds."""

    number = "3"
    title = "Actors"

    @cached_property
    def targets(self) -> Sequence[str]:
        found: dict[str, list[str]] = {kind: [] for kind in ACTOR_KINDS}
        for actor in self.article.actors:
            found.setdefault(actor.kind, []).append(actor.id)
        return [row for kind, ids in found.items() if ids for row in (f"#{plural(kind)}", *ids)]

    def row(self, target: str, cells: int) -> tuple[Parts, Parts]:
        actor = self.article.items[target]
        theme = self.palette
        short = next((alias for alias in actor.aliases if len(alias) <= 6 and alias.isascii()), "")
        return [(actor.caption, theme.text)], [(short, theme.dim)] if short else []


class OthersPane(IndexPane):
    """Places, terms and claims."""

    number = "4"
    title = "Places · Terms · Claims"
    short_title = "Places …"

    @cached_property
    def targets(self) -> Sequence[str]:
        article = self.article
        groups = (("places", article.places), ("terms", article.terms), ("claims", article.claims))
        return [row for name, items in groups if items for row in (f"#{name}", *(item.id for item in items))]

    def row(self, target: str, cells: int) -> tuple[Parts, Parts]:
        item = self.article.items[target]
        theme = self.palette
        right = item.kind if isinstance(item, Claim) else ""
        sign = (f"{KIND_SIGN[item.item_kind]} ", theme.kind(item.item_kind))
        return [sign, (self.article.label(target), theme.text)], [(right, theme.dim)] if right else []
