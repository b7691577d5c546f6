"""GeoJSON: the places, longitude first."""

from export_fixtures import parsed
from harbour import harbour
from kztui.article.article import Article
from kztui.article.kinds.place import Place


def test_every_place_is_a_feature_with_longitude_first(any_article: Article) -> None:
    features = {feature["id"]: feature for feature in parsed(any_article, "geojson")["features"]}
    assert set(features) == {place.id for place in any_article.of(Place)}
    for place in any_article.of(Place):
        geometry = features[place.id]["geometry"]
        if place.longitude is None:
            assert geometry is None
        else:
            assert geometry["coordinates"] == [place.longitude, place.latitude]


def test_a_place_knows_its_events() -> None:
    marrow = next(feature for feature in parsed(harbour(), "geojson")["features"] if feature["id"] == "marrow")
    assert marrow["properties"]["events"] == ["great-strike"]
