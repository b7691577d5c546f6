"""What a copy says of its own publication: in the lines before its text, or in a page's metadata."""

import re
import unicodedata
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Any

from kztui.files.sanitize import clean_line
from kztui.importing.dates import dates_in

Found = dict[str, Any]
"""Fields of `[article]`, under their names in TOML; `author` is a list of names as they are written."""

_BY = re.compile(r"^(?:by|von|par|por|di|от|автор:?)\s+(.+)$", re.IGNORECASE)
_ISSUE = re.compile(r"\(.*?\bissue of (?:the )?(.+?)\)", re.IGNORECASE)
_PUBLISHED = re.compile(r"^(?:published|posted|first published|last modified|updated|filed)\b", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b|\bи\b)\s*")
# What pages say in <meta name=… content=…>, in the order of trust.
_META = {
    "title": ("citation_title", "dc.title", "og:title", "twitter:title"),
    "author": ("citation_author", "dc.creator", "author", "article:author"),
    "issued": ("citation_publication_date", "citation_date", "dc.date", "article:published_time", "date"),
    "container-title": ("citation_journal_title", "dc.source", "og:site_name"),
    "publisher": ("citation_publisher", "dc.publisher"),
    "volume": ("citation_volume",),
    "issue": ("citation_issue",),
    "DOI": ("citation_doi",),
    "language": ("citation_language", "dc.language"),
    "URL": ("og:url", "citation_public_url"),
}


def from_lines(lines: Sequence[str]) -> Found:
    """What the lines before the text tell: the one before the byline is the title, or else the first that can be."""
    found: Found = {}
    titles: list[str] = []
    for line in lines:
        byline = _BY.match(line)
        dates = dates_in(line)
        if byline and "author" not in found:
            found["author"] = _names(re.sub(r"\(.*?\)", "", byline[1]))
            found.update({"title": titles[-1]} if titles else {})
            if issue := _ISSUE.search(line):
                found.setdefault("container-title", issue[1].strip())
        elif dates and len(line.split()) <= 8:
            found.setdefault("issued", dates[0].edtf)
        elif not _PUBLISHED.match(line) and len(line.split()) >= 2 and len(line) < 300:
            titles.append(line)
    return {"title": titles[0], **found} if titles else found


def from_matter(copy: str) -> tuple[Found, str]:
    """What the lines between dashes at the head of a Markdown file tell, and the text after them."""
    matter = re.match(r"\s*---\n(.*?)\n---[ \t]*(?:\n|$)", copy, re.DOTALL)
    if not matter:
        return {}, copy
    pairs = re.findall(r"^(\w+):[ \t]*[\"']?(.+?)[\"']?[ \t]*$", matter[1], re.MULTILINE)
    given = {name.lower(): value.strip() for name, value in pairs}
    found: Found = {"title": given.get("title"), "author": _names(given.get("author", "").strip("[]"))}
    dates = dates_in(given.get("date", ""))
    found["issued"] = dates[0].edtf if dates else ""
    return {field: value for field, value in found.items() if value}, copy[matter.end() :]


def from_page(source: str) -> Found:
    """What a page's head tells."""
    page = _Head()
    page.feed(source)
    page.close()
    found: Found = {"author": [], **page.linked}
    for field, names in _META.items():
        values = [value for name in names for value in page.meta.get(name, [])]
        if field == "author":
            found["author"] = list(
                dict.fromkeys(name for value in page.meta.get(_first(page, names), []) for name in _names(value))
            )
        elif values:
            found[field] = values[0]
    if "title" not in found and page.title:
        found["title"] = re.split(r"\s+[|–—-]\s+", clean_line(page.title))[0]
    if "issued" in found:
        found["issued"] = found["issued"].replace("/", "-")[:10]
    return {field: value for field, value in found.items() if value}


def _first(page: "_Head", names: Sequence[str]) -> str:
    return next((name for name in names if page.meta.get(name)), "")


class _Head(HTMLParser):
    """Collects the title, `<meta>`, the canonical address and the language."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, list[str]] = {}
        self.linked: Found = {}
        self.title = ""
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = (given.get("name") or given.get("property") or "").lower()
            if given.get("content"):
                self.meta.setdefault(name, []).append(clean_line(given["content"]))
        elif tag == "link" and given.get("rel", "").lower() == "canonical":
            self.linked["URL"] = given.get("href", "")
        elif tag == "html" and given.get("lang"):
            self.linked["language"] = given["lang"]
        self._in_title = tag == "title" and not self.title

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data


def _names(text: str) -> list[str]:
    """The names in a byline. “Family, Given” is one name; a list of names has full ones between its commas."""
    text = clean_line(text)
    halves = text.split(",")
    if len(halves) == 2 and len(halves[0].split()) == 1:
        return [f"{halves[1].strip()} {halves[0].strip()}"]
    return [name for part in _AND.split(text) if (name := part.strip(" .")) and len(name) < 80]


def name_parts(name: str) -> dict[str, str]:
    """A person's name in parts; the last word is the family's, unless there is only one."""
    given, _, family = name.rpartition(" ")
    return {"family": family, "given": given} if given else {"literal": family}


def key(found: Found) -> str:
    """A citation key: the first author's family name, or the title's first long word, and the year."""
    authors = found.get("author") or []
    word = name_parts(authors[0]).get("family") or authors[0] if authors else _long_word(found.get("title", ""))
    plain = unicodedata.normalize("NFKD", word)
    letters = "".join(sign for sign in plain.lower() if sign.isascii() and sign.isalnum())
    return (letters or "article") + str(found.get("issued", ""))[:4]


def _long_word(title: str) -> str:
    words = title.split() or ["article"]
    return next((word for word in words if len(word) > 3), words[0])
