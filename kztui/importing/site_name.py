"""The name of a page's site, where only its `<title>` says it: “Headline | Site”.

A part of a title may be a topic or a slogan just as well: it is the site's name where its address says the same, or
its logo, the link to its first page, the title of its feed.
"""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

from kztui.importing.html_tree import Element
from kztui.importing.page_head import MAX_VALUE, PageHead, shown_text

SEPARATOR = re.compile(r"\s+[|–—·»«-]\s+|\s*\|\s*")
"""What stands between the title of a page and the name of its site."""
MAX_WORDS = 6
MAX_NAMED = 200
"""So many elements that may show the name of the site are looked at."""
LEAST_LETTERS = 3
_LOGO = re.compile(r"(?:^|[\s_-])(?:logo|brand|masthead|site-?(?:title|name|logo|brand))(?:$|[\s_-])", re.IGNORECASE)
_FEED = re.compile(r"(?:rss|atom|feed|».*|«.*|-.*|\|.*)", re.IGNORECASE)


def site_name(root: Element, head: PageHead, address: str) -> str:
    """The part of the page's `<title>` that is the name of the site; empty where nothing confirms that it is one."""
    parts = SEPARATOR.split(head.title)
    if len(parts) < 2:
        return ""
    shown = _shown_names(root)
    confirmed = {_folded(name) for name in shown} | _names_of_host(address)
    headings = {_folded(shown_text(element)) for element in root.iter("h1")} - {_folded(name) for name in shown}
    for part in (parts[-1], parts[0]):
        folded = _folded(part)
        is_name = len(folded) >= LEAST_LETTERS and len(part.split()) <= MAX_WORDS and folded not in headings
        if is_name and {folded, folded.removeprefix("the")} & confirmed:
            return part.strip()
    return ""


def _folded(text: str) -> str:
    """The letters and digits of a name without accents, in lower case, as a host's name has them."""
    return "".join(char for char in unicodedata.normalize("NFKD", text).casefold() if char.isalnum())


def _names_of_host(address: str) -> set[str]:
    """The names that the host of an address may stand for: of `www.quay-herald.co.uk` it is `quayherald`."""
    try:
        labels = (urlsplit(address).hostname or "").removeprefix("www.").split(".")
    except ValueError:
        return set()
    names = {_folded(label) for label in labels[:-1]} | {_folded("".join(labels))}
    return {name for name in names if len(name) > LEAST_LETTERS}


def _shown_names(root: Element) -> list[str]:
    """What the page shows as the name of its site: its logo, the link to its first page, the titles of its feeds."""
    found: list[str] = []
    for element in _named_elements(root):
        if element.tag == "link":
            found.append(_FEED.sub("", element.get("title") or ""))
            continue
        alternatives = (image.get("alt") or "" for image in element.iter("img"))
        found += [shown_text(element), *(re.sub(r"(?i)\blogo\b", "", text[:MAX_VALUE]) for text in alternatives)]
    return [name for name in found if name.strip()]


def _named_elements(root: Element) -> Iterator[Element]:
    count = 0
    for element in root.iter("a", "div", "span", "p", "img", "h1", "h2", "link"):
        if element.tag == "link":
            named = "alternate" in (element.get("rel") or "").lower() and (element.get("type") or "").endswith("+xml")
        else:
            named = bool(_LOGO.search(f"{element.get('class', '')} {element.get('id', '')}"))
            named |= element.tag == "a" and (element.get("rel") == "home" or element.get("href") == "/")
        if named:
            yield element
            count += 1
        if count >= MAX_NAMED:
            return
