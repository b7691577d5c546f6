"""Places that an article names, and the places around them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from msgspec import Meta

from kztui.article.card_rows import CardRow, linked_row, plain_row
from kztui.article.findings import CheckContext, Finding, Keys, Rule, Where
from kztui.article.kinds.item import Item
from kztui.article.links import LinkType, Reference
from kztui.article.table import LinkedText, Numbers, OutsideIds, Strings, Target

if TYPE_CHECKING:
    from kztui.article.article import Article

WITHIN = LinkType("within", "contains", 5, 6)

WITHIN_CYCLE = Rule(
    "within-cycle",
    "error",
    "A place lies within itself, by way of others or directly.",
    '[[places]]\nid = "cape"\nwithin = "cape"',
)
COORDINATES = Rule(
    "coordinates", "error", "Latitude and longitude come together, within ±90 and ±180 degrees.", "latitude = 123.4"
)


LONGEST_ADDRESS = 32
"""Places in an address, one within the other: what is around those is left out, as thousands would take hours."""


class Place(Item, frozen=True, kw_only=True):
    """Somewhere that the article names; `within` is the place that holds it."""

    item_kind: ClassVar[str] = "place"
    plural: ClassVar[str] = "places"
    letters: ClassVar[str] = "p"
    sign: ClassVar[str] = "▲"
    color: ClassVar[str] = "success"
    ansi_color: ClassVar[str] = "green"
    emphasis: ClassVar[str] = "italic underline"
    index_key: ClassVar[str] = "5"
    on_map: ClassVar[bool] = True
    search_boost: ClassVar[float] = 0.008
    name_key: ClassVar[str] = "name"
    required_keys: ClassVar[Strings] = ("name",)
    prose_keys: ClassVar[Strings] = ("summary", "note")
    joint_keys: ClassVar[Strings] = ("latitude", "longitude")
    rules: ClassVar[tuple[Rule, ...]] = (WITHIN_CYCLE, COORDINATES)

    id: str
    name: str = ""
    aliases: Strings = ()
    ids: OutsideIds = ()
    within: Target = ""
    latitude: Annotated[float | None, Meta(extra_json_schema={"minimum": -90, "maximum": 90})] = None
    longitude: Annotated[float | None, Meta(extra_json_schema={"minimum": -180, "maximum": 180})] = None
    summary: LinkedText = ""
    paragraphs: Numbers = ()
    note: LinkedText = ""

    @property
    def coordinates(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees; None where one is missing, or is nowhere on the globe."""
        if self.latitude is None or self.longitude is None:
            return None
        on_globe = -90 <= self.latitude <= 90 and -180 <= self.longitude <= 180
        return (self.latitude, self.longitude) if on_globe else None

    @property
    def coordinates_in_words(self) -> str:
        """Where on the globe: "43.24° N, 76.95° E"; empty where the article does not say."""
        if self.coordinates is None:
            return ""
        latitude, longitude = self.coordinates
        north, east = "S" if latitude < 0 else "N", "W" if longitude < 0 else "E"
        return f"{abs(latitude):g}° {north}, {abs(longitude):g}° {east}"

    def paraphrase(self, article: "Article") -> str:
        """The summary; its name before it unless it begins with that."""
        text = article.linked(self.summary).plain
        return text if text.startswith(self.caption) else super().paraphrase(article)

    def references(self) -> Iterator[Reference]:
        """The place that it is within."""
        if self.within:
            yield Reference(("within",), self.within, WITHIN, "place")

    def card_rows(self, article: "Article") -> Iterator[CardRow]:
        """The place that it is within, and its coordinates."""
        yield linked_row(WITHIN.name, article, [self.within])
        yield plain_row("coordinates", self.coordinates_in_words)

    def check(self, path: Keys, context: CheckContext) -> Iterator[Finding]:
        """One coordinate without the other, or out of range."""
        if self.latitude is None and self.longitude is None:
            return
        for key, value, limit in (("latitude", self.latitude, 90), ("longitude", self.longitude, 180)):
            if value is None:
                if context.lacks(path, key, value):
                    yield Finding(COORDINATES, Where(path), f"{self.id} has one coordinate: {key} is missing")
            elif not -limit <= value <= limit:
                message = f"a {key} lies between -{limit} and {limit}, not {value}"
                yield Finding(COORDINATES, Where((*path, key)), message)

    @classmethod
    def check_all(cls, items: Sequence[tuple[Keys, Any]]) -> Iterator[Finding]:
        """One finding for each circle of places, at the first of them."""
        within = {place.id: place.within for _, place in items if place.id}
        first_at: dict[str, int] = {}
        for number, (_, place) in enumerate(items):
            first_at.setdefault(place.id, number)
        done: set[str] = set()
        for _, place in items:
            passed: dict[str, None] = {}
            here = place.id
            while here in within and here not in done and here not in passed:
                passed[here] = None
                here = within[here]
            if here in passed:
                circle = [*list(passed)[list(passed).index(here) :], here]
                first, _ = items[min(first_at[each] for each in circle)]
                shown = circle if len(circle) <= 6 else [*circle[:3], "…", *circle[-2:]]
                yield Finding(WITHIN_CYCLE, Where((*first, "within")), f"a place within itself: {' in '.join(shown)}")
            done.update(passed)

    def properties(self, link: Callable[[str], str]) -> Mapping[str, Any]:
        """The place that it is within, and its coordinates."""
        return {"within": self.within and link(self.within), "location": list(self.coordinates or ())}

    def ftm_schema(self) -> str:
        """Address."""
        return "Address"

    def ftm_properties(self, article: "Article", entity_id: Callable[[str], str]) -> Mapping[str, Any]:
        """Its full name, those of up to LONGEST_ADDRESS places included, from the inside out; its coordinates."""
        around: dict[str, str] = {}
        here: Item | None = self
        while isinstance(here, Place) and here.id not in around:
            if len(around) == LONGEST_ADDRESS:
                around[here.id] = "…"
                break
            around[here.id] = here.caption
            here = article.items.get(here.within)
        latitude, longitude = (f"{degrees:g}" for degrees in self.coordinates) if self.coordinates else ("", "")
        return {"full": ", ".join(around.values()), "latitude": latitude, "longitude": longitude}
