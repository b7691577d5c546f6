"""What the `<meta>` elements of a page say, with its title and links."""

from collections.abc import Iterator

from kztui.article.data_tables import rows
from kztui.files.sanitize import sanitize_line
from kztui.importing.html_tree import Element

MAX_VALUE = 1000
"""How many characters of a value are read."""
MAX_VALUES = 200
"""How many values of one name are read."""
META = {field: names.split() for field, names in rows("importing/data/meta_elements.tsv")}
"""For each field, the names of the `<meta>` elements that give it, the most reliable first."""


class PageHead:
    """What the `<meta>` elements of a page say, by name in lower case, its links and its title."""

    def __init__(self, root: Element) -> None:
        self.meta: dict[str, list[str]] = {}
        self.canonical = self.base = self.title = ""
        for element in root.iter("meta", "link", "base", "title"):
            if element.tag == "meta":
                self._add(element)
            elif element.tag == "link" and "canonical" in (element.get("rel") or "").lower().split():
                self.canonical = self.canonical or (element.get("href") or "").strip()
            elif element.tag == "base":
                self.base = self.base or (element.get("href") or "").strip()
            elif element.tag == "title" and not self.title and not _in_svg(element):
                self.title = sanitize_line("".join(element.itertext())[:MAX_VALUE])

    def _add(self, element: Element) -> None:
        given = element.get("property") or element.get("name") or element.get("http-equiv") or ""
        content = sanitize_line((element.get("content") or "")[:MAX_VALUE])
        for name in given.lower().split() if content else ():
            values = self.meta.setdefault(name.strip(), [])
            if len(values) < MAX_VALUES:
                values.append(content)

    def values(self, field: str) -> Iterator[tuple[str, str]]:
        """The name and content of each `<meta>` that gives a field, the most reliable first."""
        for name in META[field]:
            for value in self.meta.get(name, []):
                yield name, value

    def first(self, field: str) -> str:
        """The most reliable value of a field, or nothing."""
        return next((value for _, value in self.values(field)), "")


def _in_svg(element: Element) -> bool:
    return any(outer.tag == "svg" for outer in element.iterancestors())


def is_address(text: str) -> bool:
    """Whether a value is an address or a handle where a name is wanted."""
    return text.lower().startswith(("http:", "https:", "//", "@", "www."))


def shown_text(element: Element) -> str:
    """The text below an element, on one line."""
    return sanitize_line(" ".join("".join(element.itertext())[:MAX_VALUE].split()))
