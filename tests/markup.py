"""What a reader of HTML or Markdown makes of a text: everything in it that is more than words."""

from collections.abc import Iterator
from html.parser import HTMLParser

from markdown_it import MarkdownIt


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(" ".join([tag, *(f'{name}="{value}"' for name, value in attrs)]))

    def handle_comment(self, data: str) -> None:
        self.found.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.handle_comment(decl)

    def handle_pi(self, data: str) -> None:
        self.handle_comment(data)

    def unknown_decl(self, data: str) -> None:
        self.handle_comment(data)


def html_tags(text: str) -> list[str]:
    """The tags that open in a piece of HTML, with their attributes; its comments and declarations."""
    tags = _Tags()
    tags.feed(text)
    tags.close()
    return tags.found


def markdown_kinds(text: str) -> Iterator[str]:
    """The kinds of all tokens that open in CommonMark; after `link` where it leads, after `html_…` its tags."""
    for token in MarkdownIt("commonmark").parse(text):
        for one in (token, *(token.children or ())):
            more = html_tags(one.content) if one.type.startswith("html") else [str(one.attrs.get("href", ""))]
            if not one.type.endswith("_close"):
                yield " ".join([one.type.removesuffix("_open"), *more]).rstrip()
