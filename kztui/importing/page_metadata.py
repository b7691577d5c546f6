"""The bibliographic metadata of a page: JSON-LD, `<meta>` elements, microdata, and what the page shows its readers.

It was published by the date of its metadata, its marked dates, the lines above its text, or its address.
"""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from kztui.article.lazy_regex import LazyPattern
from kztui.article.publication import language_tag
from kztui.importing.html_tree import Element
from kztui.importing.json_ld import SchemaNode, article_nodes, schema_text, schema_type
from kztui.importing.page_authors import page_authors
from kztui.importing.page_head import META, PageHead, is_address, shown_text
from kztui.importing.page_tree import PageTree
from kztui.importing.publication_date import publication_date
from kztui.importing.publication_fields import NUMBERED
from kztui.importing.reading import Metadata
from kztui.importing.site_name import SEPARATOR, site_name

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


_DOI = re.compile(r"10\.\d{4,9}/[^\s\"'<>]+")
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]")
_TITLE_END = LazyPattern(rf"{SEPARATOR.pattern}|_|: (?=[^:]{{1,40}}$)")
_TITLE_END_WITHOUT_BLANKS = LazyPattern(rf"{_TITLE_END.pattern}|(?<=[\u3040-\u9fff])[-–—](?=[\u3040-\u9fff])")
"""In Chinese and Japanese a dash between two characters divides a title from what follows it too."""


def metadata_of_page(root: Element, page: PageTree, text_start: int, address: str = "") -> Metadata:
    """The metadata of a page, whose text begins at the element numbered `text_start`.

    `address` is where it was read from, if from the web. No field is given that `kztui check` would refuse.
    """
    head, nodes = PageHead(root), article_nodes(root)
    language = _language(root, head, nodes)
    url = _url(head, nodes, address)
    container = _container(head, nodes) or site_name(root, head, url or address)
    found: Metadata = {
        "title": _title(root, head, nodes, container),
        "author": page_authors(page, head, nodes),
        "container-title": container,
        "publisher": head.first("publisher") if not is_address(head.first("publisher")) else "",
        "language": language,
        "URL": url,
    }
    found["issued"] = page_date(page, head, nodes, (text_start, found["URL"]), language)
    found |= _numbers(head, nodes)
    found["type"] = _type(found, head, nodes)
    return {field: value for field, value in found.items() if value}


# Title and container.


def _title(root: Element, head: PageHead, nodes: list[SchemaNode], container: str) -> str:
    """The title: as metadata say it, or the `<title>` without the name of the site, or the `<h1>`."""
    given = head.first("title") if any(name in head.meta for name in META["title"][:4]) else ""
    headline = next((text for node in nodes if (text := schema_text(node.get("headline")))), "")
    shown = [shown_text(element) for element in root.iter("h1")]
    title = given or headline or head.first("title")
    title = title or head.title
    return _without_site(title, container, [text for text in shown if text]) or next(iter(shown), "")


def _without_site(title: str, site: str, shown: list[str]) -> str:
    """A title without the name of the site before or after it, where a separator shows which part that is."""
    pieces = (_TITLE_END_WITHOUT_BLANKS if max(title, default="") >= "\u3040" else _TITLE_END).split(title)
    if len(pieces) < 2:
        return title
    for heading in shown:
        several = len(heading.split()) >= 2 or heading[0] >= "\u3040"
        if several and (heading in pieces or title.startswith(f"{heading} ")):
            return heading
    if site and len(pieces[-1]) < len(title) / 2 and _same(pieces[-1], site):
        return title[: title.rfind(pieces[-1])].rstrip(" |–—·»-:_")
    if site and _same(pieces[0], site):
        return title[len(pieces[0]) :].lstrip(" |–—·»-:")
    last = SEPARATOR.split(title)
    if len(last) > 1 and len(" ".join(last[:-1]).split()) >= 3 and len(last[-1].split()) <= 4:
        return title[: title.rfind(last[-1])].rstrip(" |–—·»-")
    return title


def _same(one: str, other: str) -> bool:
    plain = ("".join(char for char in text.casefold() if char.isalnum()) for text in (one, other))
    first, second = plain
    return bool(first and second) and (first in second or second in first)


def _container(head: PageHead, nodes: list[SchemaNode]) -> str:
    given = head.first("container-title")
    if given and not is_address(given):
        return given
    for node in nodes:
        if name := schema_text(node.get("isPartOf")) or schema_text(node.get("publisher")):
            return "" if is_address(name) else name
    return ""


def _type(found: Metadata, head: PageHead, nodes: list[SchemaNode]) -> str:
    """The CSL type: as JSON-LD says it, or a journal's article where one is named or numbered, or else a web page."""
    if "citation_conference_title" in head.meta:
        return "paper-conference"
    numbered = any(found.get(name) for name in NUMBERED)
    journal = "citation_journal_title" in head.meta or numbered
    return schema_type(nodes) or ("article-journal" if journal else "webpage")


# Language, address, numbers.


def _language(root: Element, head: PageHead, nodes: list[SchemaNode]) -> str:
    html = root if root.tag == "html" else None
    stated = [html.get("lang") or html.get("xml:lang") or ""] if html is not None else []
    stated += [value for _, value in head.values("language")] + [schema_text(node.get("inLanguage")) for node in nodes]
    tags = (language_tag(value.split(",")[0].strip()) for value in stated)
    return next((tag for tag in tags if tag and tag.lower() not in {"und", "mul", "zxx"}), "")


def _url(head: PageHead, nodes: list[SchemaNode], address: str) -> str:
    """The page's own absolute address."""
    stated = [head.canonical, *(value for _, value in head.values("URL"))]
    stated += [url for node in nodes for url in (node.get("url"), node.get("mainEntityOfPage")) if isinstance(url, str)]
    bases = [one for one in (address, head.base, *stated) if _absolute(one)]
    for url in [*stated, address]:
        joined = urljoin(bases[0], url) if bases and url else f"https:{url}" if url.startswith("//") else url
        if absolute := _absolute(joined):
            return absolute
    return ""


def _absolute(url: str) -> str:
    """An address of the web as `kztui check` wants it; empty for any other."""
    url = url.strip().replace(" ", "%20")
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    whole = parts.scheme.lower() in {"http", "https"} and parts.netloc and "@" not in parts.netloc
    return url if whole and not re.search(r"\s|[\x00-\x1f]", url) else ""


def _numbers(head: PageHead, nodes: list[SchemaNode]) -> Metadata:
    """Volume, issue, pages, ISSN, ISBN and DOI."""
    found: Metadata = {field: head.first(field) for field in ("volume", "issue", "ISBN")}
    first, last = head.first("page-first"), head.first("page-last")
    found["page"] = f"{first}–{last}" if first and last and first != last else first
    issn = next((match[0] for _, value in head.values("ISSN") if (match := _ISSN.search(value))), "")
    found["ISSN"] = f"{issn[:4]}-{issn[-4:]}".upper() if issn else ""
    stated = [value for _, value in head.values("DOI")]
    stated += [schema_text(node.get("identifier") or node.get("sameAs") or "") for node in nodes]
    found["DOI"] = next((match[0].rstrip(".,;)") for value in stated if (match := _DOI.search(value))), "")
    return {field: value for field, value in found.items() if value}
