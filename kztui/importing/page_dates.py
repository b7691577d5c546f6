"""When a page was published: by its metadata, its marked dates, the lines above its text, or its address."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from kztui.importing.json_ld import SchemaNode, schema_text
from kztui.importing.page_head import PageHead, shown_text
from kztui.importing.page_tree import PageTree
from kztui.importing.publication_date import publication_date

LINE_WORDS = 15
"""Elements with more words are no date line."""
_PUBLISHED = re.compile(r"publi|posted|date|dateline|timestamp|time\b", re.IGNORECASE)
_POSTED = re.compile(r"publi|posted|entry-date|post-date", re.IGNORECASE)
_NOT_PUBLISHED = re.compile(r"modif|updat|edit|copyright|comment|related|event|expire", re.IGNORECASE)
_NOT_PUBLISHED_LINE = re.compile(r"\W*(?:updated|modified|last|©|copyright)", re.IGNORECASE)
_IN_URL = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/-])")


def page_date(
    page: PageTree, head: PageHead, nodes: list[SchemaNode], start_and_url: tuple[int, str], language: str
) -> str:
    """The date of publication: the first that is stated to the day, or else the first month or year."""
    best = ""
    for text in _date_texts(page, head, nodes, *start_and_url):
        date = publication_date(text, language)
        if len(date) == len("2019-05-14") and (not best or date.startswith(best)):
            return date
        best = best or date
    return best


def _date_texts(page: PageTree, head: PageHead, nodes: list[SchemaNode], start: int, url: str) -> Iterator[str]:
    stated = list(head.values("issued"))
    yield from (value for name, value in stated if name.startswith(("citation", "prism", "article:")))
    yield from (schema_text(node.get("datePublished")) for node in nodes)
    yield from _marked_dates(page)
    yield from (value for name, value in stated if not name.startswith(("citation", "prism", "article:")))
    yield from (schema_text(node.get("dateCreated") or node.get("uploadDate") or "") for node in nodes)
    yield from _shown_dates(page, start)
    if match := _IN_URL.search(urlsplit(url).path + "/"):
        yield "-".join(match.groups())


def _marked_dates(page: PageTree) -> Iterator[str]:
    """The dates that the page marks as those of its publication."""
    for number, (element, _) in enumerate(page.nodes):
        properties = (element.get("itemprop") or "").split()
        if ("datePublished" in properties or "pubdate" in element.attrib) and not page.is_of_others(number):
            yield element.get("content") or element.get("datetime") or shown_text(element)


def _shown_dates(page: PageTree, start: int) -> Iterator[str]:
    """The dates in `<time>` elements and lines that are called dates, before the text or called published."""
    for number, (element, _) in enumerate(page.nodes):
        named = f"{element.get('class', '')} {element.get('id', '')}"
        is_time = element.tag == "time"
        if not (is_time or _PUBLISHED.search(named)) or _NOT_PUBLISHED.search(named) or len(named) > 300:
            continue
        if number > start and not _POSTED.search(named):
            continue
        if page.is_hidden(number) or page.is_of_others(number):
            continue
        if is_time and element.get("datetime"):
            yield element.get("datetime")
        text = shown_text(element)
        if len(text.split()) <= LINE_WORDS and not _NOT_PUBLISHED_LINE.match(text):
            yield text
