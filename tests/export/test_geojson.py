"""GeoJSON: the places, longitude first."""

from math import inf, nan

import pytest

from export_fixtures import parsed
from harbour import harbour
from kztui.article.article import Article
from kztui.article.kinds.place import Place
from kztui.article.model import article_file
from kztui.article.publication import Publication


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


@pytest.mark.parametrize("degrees", [inf, -inf, nan, 1e308, 90.5])
def test_what_is_nowhere_on_the_globe_has_no_geometry(degrees: float) -> None:
    article = Article(article_file(Publication(id="x"), Place(id="p", name="P", latitude=degrees, longitude=10.0)))
    (feature,) = parsed(article, "geojson")["features"]
    assert feature["geometry"] is None
    assert article.items["p"].ftm_properties(article, str)["latitude"] == ""
