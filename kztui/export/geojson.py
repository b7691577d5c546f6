"""The places as GeoJSON (RFC 7946), for maps."""

from typing import Any

import msgspec

from kztui.article.article import Article
from kztui.article.graph import HAPPENED_AT
from kztui.article.model import Place
from kztui.export.formats import Export


def write(article: Article, _part: str = "") -> Export:
    """A feature for each place; one without coordinates has no geometry, as the standard says."""
    features = [_feature(article, place) for place in article.places]
    missing = sum(feature["geometry"] is None for feature in features)
    hints = (f"{missing} of {len(features)} places have no coordinates",) if missing else ()
    encoded = msgspec.json.encode({"type": "FeatureCollection", "features": features})
    return Export({"": msgspec.json.format(encoded).decode() + "\n"}, hints)


def _feature(article: Article, place: Place) -> dict[str, Any]:
    located = place.latitude is not None and place.longitude is not None
    here = [side.other for side in article.graph.sides(place.id) if side.heading == HAPPENED_AT.reverse]
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]} if located else None,
        "properties": {
            "name": place.caption,
            "aliases": place.aliases,
            "within": place.within or None,
            "summary": article.linked(place.summary).plain,
            "paragraphs": place.paragraphs,
            "events": here,
        },
    }
