"""TimelineJS: dates as precise as they are, and no more."""

import pytest

from export_fixtures import parsed
from harbour import harbour
from kztui.article.article import Article
from kztui.article.kinds.event import Event
from kztui.article.model import article_file
from kztui.article.publication import Publication
from kztui.export.formats import export


def test_the_timeline_has_every_dated_event(any_article: Article) -> None:
    slides = {slide["unique_id"]: slide for slide in parsed(any_article, "timelinejs")["events"]}
    assert set(slides) == {event.id for event in any_article.events if event.date and not event.undated}
    for slide in slides.values():
        assert isinstance(slide["start_date"]["year"], int)
        assert slide["text"]["headline"]


@pytest.mark.parametrize(
    ("date", "start", "end"),
    [
        ("2018", {"year": 2018}, None),
        ("2018-05", {"year": 2018, "month": 5}, None),
        ("2018-05-09", {"year": 2018, "month": 5, "day": 9}, None),
        ("2018-05~/2018-07-02", {"year": 2018, "month": 5}, {"year": 2018, "month": 7, "day": 2}),
        ("2018-21", {"year": 2018, "month": 3}, {"year": 2018, "month": 5}),
        ("199X", {"year": 1990, "month": 1}, {"year": 1999, "month": 12}),
        ("../2018", {"year": 2018}, None),
    ],
)
def test_no_slide_is_more_precise_than_its_date(date: str, start: dict[str, int], end: dict[str, int] | None) -> None:
    article = Article(article_file(Publication(id="x"), *(Event(id="e", title="<E>", date=date),)))
    (slide,) = parsed(article, "timelinejs")["events"]
    assert slide["start_date"] == start
    assert slide.get("end_date") == end
    assert slide["text"]["headline"] == "&lt;E&gt;"


def test_what_has_no_date_is_counted() -> None:
    assert export(harbour(), "timelinejs").hints == ("1 of 3 events have no date that a timeline can hold",)
