"""The page to share as a file: whole, small, safe, each link with its other end. Another test opens it in a browser."""

import base64
import hashlib
import re
import time
from collections import Counter, defaultdict
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from msgspec import structs

from export_fixtures import sole
from harbour import harbour
from kztui.article.article import Article
from kztui.article.links import CONTAINS
from kztui.export.html import page
from kztui.export.html.search_names import folded_names, folding_table
from kztui.export.html.timeline_chart import CELL, timeline_chart
from kztui.files.folders import default
from kztui.files.load import load

VOID = {"meta", "input", "br", "path", "rect"}


class Outline(HTMLParser):
    """The elements with ids that a page has, and for each link the ids around it, the innermost first."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._open: list[str] = []
        self._source = ""
        self.ids: Counter[str] = Counter()
        self.links: defaultdict[str, set[str]] = defaultdict(set)
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(text)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.attributes += [(tag, name, value) for name, value in found.items()]
        if target := found.get("id"):
            self.ids[target] += 1
        if tag not in VOID:
            self._open.append(f"{tag}#{target or ''}")
        # A source stands above what it says.
        if tag == "section":
            self._source = ""
        elif tag == "a" and self._open[-2].startswith("h3"):
            self._source = found["href"].removeprefix("#")
        elif tag == "article" and self._source:
            self.links[found["id"]].add(self._source)
        if tag == "a":
            for around in self._open:
                self.links[around.partition("#")[2]].add(found["href"].removeprefix("#"))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open.pop().partition("#")[0] == tag


@cache
def bundled_article() -> Article:
    return load(default()).article


@cache
def bundled_page() -> str:
    return sole(bundled_article(), "html")


def test_it_is_made_in_a_second_and_has_400_kilobytes_at_most() -> None:
    seconds: list[float] = []
    for _ in range(2):  # a busy machine may slow down one of them
        began = time.process_time()
        made = sole(load(default()).article, "html")
        seconds.append(time.process_time() - began)
    assert min(seconds) < 1
    assert len(made.encode()) <= 400_000


def test_every_link_leads_to_a_thing_on_the_page_and_back() -> None:
    for article, text in ((bundled_article(), bundled_page()), (harbour(), sole(harbour(), "html"))):
        outline = Outline(text)
        assert set(outline.ids.values()) == {1}
        assert not re.search(r"bound method|object at 0x|Linked\(|Span\(", text)
        inner = {target for targets in outline.links.values() for target in targets if not target.startswith("http")}
        assert inner <= set(outline.ids)
        assert set(article.items) <= set(outline.ids)
        for target in article.items:
            for side in article.graph.sides(target):
                if side.link.relation is not CONTAINS:
                    assert side.other in outline.links[target], (target, side.other)


def test_its_policy_allows_its_one_style_and_its_one_script_and_nothing_is_loaded() -> None:
    text = bundled_page()
    policy = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert len(policy) == 1
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{rule} &#39;sha256-{digest}&#39;;" in policy[0]
        assert not re.search(r"url\(|@import|https?:|innerHTML|eval\(", content)
    assert policy[0].startswith("default-src &#39;none&#39;;")
    names = {name for _, name, _ in Outline(text).attributes}
    assert not {name for name in names if name.startswith("on") or name in {"src", "style", "srcset", "action"}}


def test_an_address_that_is_not_of_the_web_is_no_link() -> None:
    article = harbour()
    for url in ("javascript:alert(1)", "data:text/html,x", "https:", "file:///etc/passwd", "JaVaScRiPt:x", "http://[x"):
        publication = structs.replace(article.publication, URL=url)
        made = sole(Article(structs.replace(article.file, article=publication)), "html")
        values = [value for _, name, value in Outline(made).attributes if name == "href"]
        assert all(value.startswith("#") for value in values)


def test_names_are_found_in_any_script_as_the_search_folds_them() -> None:
    assert "zhanaozen" in folded_names(bundled_article().items["zhanaozen"]).split("|")
    table = {pair[0]: pair[1:] for pair in folding_table().split(" ")}
    assert "".join(table[letter] for letter in "жанаозен") == "zhanaozen"
    assert (table["ø"], table["ψ"], table["ж"]) == ("o", "ps", "zh")


def test_no_title_of_the_timeline_reaches_into_a_mark_or_out_of_the_drawing() -> None:
    for article in (bundled_article(), harbour()):
        chart = timeline_chart(article)
        shown = [mark for lane in chart.lanes for mark in lane.marks]
        listed = [*chart.outside, *chart.undated]
        assert {mark.event.id for mark in shown} | {event.id for event in listed} == {e.id for e in article.events}
        for mark in shown:
            assert 0 <= mark.x <= mark.x + mark.width <= chart.width
            row = [other for other in shown if other.y == mark.y and other is not mark]
            taken: list[tuple[float, float]] = [(bar.x, bar.x + bar.width) for other in row for bar in other.bars]
            taken += [(other.x, other.x + other.width) for other in row]
            assert all(end <= mark.x or mark.x + mark.width <= start for start, end in taken)
        assert chart.width % CELL == 0


def _channel(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4


def _luminance(color: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    red, green, blue = (_channel(int(color[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_text_colour_is_legible_on_every_ground(scheme: int) -> None:
    style = (Path(page.__file__).parent / "page.css").read_text(encoding="utf-8")
    colors = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", style.split("@media")[scheme]))
    for text in ("text", "quiet", "link", "primary", "secondary", "accent", "warning", "error", "success"):
        for ground in ("paper", "card", "faint", "mark"):
            one, two = sorted((_luminance(colors[text]), _luminance(colors[ground])))
            assert (two + 0.05) / (one + 0.05) >= 4.5, (text, ground)
    assert _luminance(colors["line"]) != _luminance(colors["card"])
