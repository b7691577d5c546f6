"""The page to share in Chromium, opened from a file: what a colleague does with it, and what a stranger's text cannot.

One browser serves all tests; `.ci/browser.txt` has what drives it.
"""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from export_fixtures import sole
from harbour import harbour
from hostile import everywhere
from kztui.article.article import Article
from kztui.article.quotes import OriginalParagraph
from kztui.citation.cite import cite
from kztui.export.content import with_originals
from kztui.files.folders import default
from kztui.files.load import load
from requirements import require_library, require_program

pytestmark = [pytest.mark.once, pytest.mark.xdist_group("browser")]

ATTACK = (
    "</script><script>window.ran = 1</script></style></title></textarea><img src=x onerror='window.ran = 2'>"
    '" onfocus=window.ran=3 autofocus x=" \' ]]> --> <svg onload=window.ran=4> javascript:window.ran=5 {{ 7*7 }}'
)
OpenPage = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's Chromium without a window."""
    program = require_program("chromium", "chromium-browser", "google-chrome")
    start = require_library("playwright.sync_api").sync_playwright
    with start() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The pages by name, each written once."""
    folder = tmp_path_factory.mktemp("pages")
    hostile = everywhere(ATTACK, **{"citation-key": "k1"})
    address = structs.replace(hostile.publication, URL="javascript:window.ran=6")
    made: dict[str, Callable[[], Article]] = {
        "bundled": lambda: load(default()).article,
        # Everything that a page can hold, on one that is small enough to be looked at by axe.
        "harbour": lambda: with_originals(harbour(), {1: OriginalParagraph("Gulls were seen on the quay.")}),
        "hostile": lambda: Article(structs.replace(hostile.file, article=address)),
    }

    def file(name: str) -> Path:
        path = folder / f"{name}.html"
        if not path.exists():
            path.write_text(sole(made[name](), "html"), encoding="utf-8")
        return path

    return file


@pytest.fixture
def opened(browser: Any, files: Callable[[str], Path]) -> Iterator[OpenPage]:
    """Opens a page from its file; at the end it has loaded nothing else, and nothing was wrong."""
    contexts: list[Any] = []
    wrong: list[str] = []

    def open_page(name: str, **settings: Any) -> Any:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **settings})
        contexts.append(context)
        page = context.new_page()
        address = files(name).as_uri()
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        page.on("request", lambda request: wrong.append(request.url) if request.url.split("#")[0] != address else None)
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def at(page: Any, selector: str) -> tuple[float, float]:
    """Top and bottom of an element in the window."""
    box = page.locator(selector).bounding_box()
    return box["y"], box["y"] + box["height"]


def test_a_name_is_found_from_the_keyboard_in_another_script_and_leads_both_ways(opened: OpenPage) -> None:
    page = opened("bundled")
    page.keyboard.press("/")
    page.keyboard.type("жанаозен")
    assert page.locator("#_results a").first.text_content().endswith("Zhanaozen")
    kinds = page.locator("#_results a", has_text="¶3").locator("small")
    assert kinds.all_text_contents()[0] == "paragraph"
    page.keyboard.press("Enter")
    assert page.url.endswith("#zhanaozen")
    page.wait_for_function("document.activeElement.id === 'zhanaozen'")
    assert not page.locator("#_results").is_visible()
    top, _ = at(page, "#zhanaozen")
    assert 0 <= top < 200
    page.locator("#zhanaozen .under p a", has_text="¶3").click()
    assert page.url.endswith("#p3")
    assert 0 <= at(page, "#p3")[0] < 200
    page.locator("#p3 .prose a", has_text="Zhanaozen").click()
    assert page.url.endswith("#zhanaozen")
    # The card comes into view beside the text, which stays where it was.
    assert 0 <= at(page, "#zhanaozen")[0] < 200
    assert -400 <= at(page, "#p3")[0] < 200
    # A wrong letter, words of the text, nothing at all, and Esc.
    for query, first in (("janaozen", "Zhanaozen"), ("elementary school", "Beslan"), ("xyzzy", "No results")):
        page.keyboard.press("/")
        page.keyboard.type(query)
        assert first in page.locator("#_results").text_content(), query
        page.keyboard.press("Escape")
        assert not page.locator("#_results").is_visible()


def test_who_searches_stays_where_they_were(opened: OpenPage) -> None:
    page = opened("harbour")
    for width, still in ((1280, True), (320, False)):
        page.set_viewport_size({"width": width, "height": 500})
        page.evaluate("location.hash = ''; location.hash = '#_timeline'")
        began = page.evaluate("scrollY")
        assert began > 200
        page.keyboard.press("/")
        page.keyboard.type("stri")
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
        assert page.evaluate("document.activeElement.matches('#_results a')")
        assert not still or page.evaluate("scrollY") == began
        page.keyboard.press("Escape")
        assert not page.locator("#_results").is_visible()
        assert page.evaluate("scrollY") == began


def test_a_citation_is_copied_from_the_keyboard_and_pasted_as_it_is(opened: OpenPage) -> None:
    page = opened("bundled", permissions=["clipboard-read", "clipboard-write"])
    page.locator("#p3 .cite").focus()
    page.keyboard.press("Enter")
    assert page.locator("#_dialog").is_visible()
    page.keyboard.press("Enter")
    page.wait_for_function("document.getElementById('_copied').textContent === 'Copied'")
    assert not page.locator("#_dialog").is_visible()
    page.keyboard.press("/")
    page.keyboard.press("Control+V")
    assert page.locator("#_query").input_value() == cite(load(default()).article, ("p3",)).text
    page.keyboard.press("Escape")
    page.locator("#beslan .cite").click()
    page.locator("#_dialog button", has_text="BibTeX").click()
    assert page.evaluate("navigator.clipboard.readText()").startswith("@article{")
    page.locator("#beslan .cite").click()
    page.keyboard.press("Escape")
    assert not page.locator("#_dialog").is_visible()


def test_without_script_it_is_whole_and_links_lead_to_what_they_name(opened: OpenPage) -> None:
    page = opened("bundled", java_script_enabled=False)
    assert not page.locator("#_search").is_visible()
    assert not page.locator("#_dialog").is_visible()
    page.locator("#p3 .prose a").first.click()
    target = page.url.partition("#")[2]
    assert 0 <= at(page, f"#{target}")[0] < 200
    page.locator(f"#{target} .cite").click()
    assert page.url.partition("#")[2].startswith("_cite-")
    assert page.locator(f"#{page.url.partition('#')[2]}").is_visible()


def test_the_drawing_has_no_text_on_another_and_a_phone_scrolls_one_way_alone(opened: OpenPage) -> None:
    page = opened("bundled", viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    boxes = page.evaluate(
        "[...document.querySelectorAll('.chart text')].map((text) => {"
        " const { x, y, width, height } = text.getBBox(); return [x, y, x + width, y + height]; })"
    )
    assert len(boxes) > 30
    width, height = page.evaluate(
        "(({ width, height }) => [width, height])(document.querySelector('svg').viewBox.baseVal)"
    )
    for number, (left, top, right, bottom) in enumerate(boxes):
        assert 0 <= left < right <= width
        assert 0 <= top < bottom <= height
        for other in boxes[:number]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] + 1 or other[3] - 1 <= top


def test_printed_it_takes_25_pages_at_most(opened: OpenPage) -> None:
    document = require_library("pypdfium2").PdfDocument(io.BytesIO(opened("bundled").pdf()))
    assert 5 < len(document) <= 25
    words = document[0].get_textpage().get_text_bounded()
    assert "In 2011" in words
    assert "Find a name" not in words
    document.close()


def test_it_moves_only_for_those_who_do_not_mind(opened: OpenPage) -> None:
    for motion, moving in (("reduce", 0), ("no-preference", 1)):
        page = opened("harbour", reduced_motion=motion)
        # Followed and counted at once: after 0.6 s nothing moves any more.
        follow = "document.querySelector('#p1 .prose a').click(), document.getAnimations().length"
        assert page.evaluate(follow) == moving


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(opened: OpenPage, scheme: str) -> None:
    axe = Path(require_library("axe_playwright_python").__file__).parent / "axe.min.js"
    page = opened("harbour", color_scheme=scheme)
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    page.evaluate(axe.read_text(encoding="utf-8") + ";0")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    rules = {"runOnly": {"type": "tag", "values": tags}} if scheme == "light" else {"runOnly": ["color-contrast"]}
    found = page.evaluate("(rules) => axe.run(document, rules)", {**rules, "resultTypes": ["violations"]})
    assert [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in found["violations"]] == []
    assert len(found["passes"]) >= (20 if scheme == "light" else 1)


def test_text_of_a_stranger_stays_text(opened: OpenPage) -> None:
    page = opened("hostile")
    page.keyboard.press("/")
    page.keyboard.type("window ran")
    assert page.locator("#_results a").count() > 5
    assert page.locator("#_results *:not(a):not(small)").count() == 0
    page.keyboard.press("Enter")
    page.locator(".card .cite").first.click()
    page.keyboard.press("Escape")
    for link in page.locator("a").all():
        assert link.get_attribute("href").startswith("#")
    assert page.evaluate("window.ran") is None
    assert page.locator("img, iframe, [onfocus], [onerror], [onload]").count() == 0
    assert page.locator("script").count() == page.locator("style").count() == page.locator("svg").count() == 1
    assert "onerror='window.ran = 2'>" in page.locator("h1").text_content()
    assert page.locator("h1").text_content() in page.title()
