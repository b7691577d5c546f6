"""The places as GeoJSON (RFC 7946), for maps."""

from typing import Any

import msgspec

from kztui.article.article import Article
from kztui.article.kinds.event import HAPPENED_AT
from kztui.article.kinds.item import Item
from kztui.article.kinds.place import WITHIN
from kztui.export.formats import Export


def write(article: Article, _part: str = "") -> Export:
    """A feature for each place; one without coordinates has no geometry, as the standard says."""
    features = [_feature(article, item) for item in article.items.values() if item.on_map]
    missing = sum(feature["geometry"] is None for feature in features)
    hints = (f"{missing} of {len(features)} places have no coordinates",) if missing else ()
    encoded = msgspec.json.encode({"type": "FeatureCollection", "features": features})
    return Export({"": msgspec.json.format(encoded).decode() + "\n"}, hints)


def _feature(article: Article, place: Item) -> dict[str, Any]:
    located = place.coordinates
    within = [side.other for side in article.graph.sides(place.id) if side.heading == WITHIN.name]
    here = [side.other for side in article.graph.sides(place.id) if side.heading == HAPPENED_AT.reverse]
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": {"type": "Point", "coordinates": located[::-1]} if located else None,
        "properties": {
            "name": place.caption,
            "aliases": place.aliases,
            "within": within[0] if within else None,
            "summary": article.linked(place.main_text).plain,
            "paragraphs": place.numbers,
            "events": here,
        },
    }
