"""The bibliographic metadata in an original: in the lines before its text, in front matter, or in a page's head."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from kztui.files.sanitize import sanitize_line
from kztui.importing.dates import find_dates
from kztui.importing.lexicon import any_of, lexicon
from kztui.importing.reading import Metadata

_ISSUE = re.compile(r"\(.*?\bissue of (?:the )?(.+?)\)", re.IGNORECASE)


@cache
def _byline() -> re.Pattern[str]:
    return re.compile(rf"^(?:{any_of(lexicon().byline_words)})\s+(.+)$", re.IGNORECASE)


@cache
def _publication_line() -> re.Pattern[str]:
    return re.compile(rf"^(?:{any_of(lexicon().publication_words)})\b", re.IGNORECASE)


@cache
def _author_separator() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:,|;|&|\b(?:{any_of(lexicon().author_conjunctions)})\b)\s*")


def metadata_of_lines(lines: Sequence[str]) -> Metadata:
    """The metadata in the lines before the text. The title is the line before the byline, or the first possible one."""
    found: Metadata = {}
    titles: list[str] = []
    for line in lines:
        byline = _byline().match(line)
        dates = find_dates(line)
        if byline and "author" not in found:
            found["author"] = _author_names(re.sub(r"\(.*?\)", "", byline[1]))
            found.update({"title": titles[-1]} if titles else {})
            if issue := _ISSUE.search(line):
                found.setdefault("container-title", issue[1].strip())
        elif dates and len(line.split()) <= 8:
            found.setdefault("issued", dates[0].edtf)
        elif not _publication_line().match(line) and len(line.split()) >= 2 and len(line) < 300:
            titles.append(line)
    return {"title": titles[0], **found} if titles else found


def split_front_matter(text: str) -> tuple[Metadata, str]:
    """The metadata in the front matter of a Markdown file (lines between dashes), and the text after it."""
    matter = re.match(r"\s*---\n(.*?)\n---[ \t]*(?:\n|$)", text, re.DOTALL)
    if not matter:
        return {}, text
    pairs = re.findall(r"^(\w+):[ \t]*[\"']?(.+?)[\"']?[ \t]*$", matter[1], re.MULTILINE)
    given = {name.lower(): value.strip() for name, value in pairs}
    found: Metadata = {"title": given.get("title"), "author": _author_names(given.get("author", "").strip("[]"))}
    dates = find_dates(given.get("date", ""))
    found["issued"] = dates[0].edtf if dates else ""
    return {field: value for field, value in found.items() if value}, text[matter.end() :]


def _author_names(text: str) -> list[dict[str, str]]:
    """The CSL names in a byline. “Family, Given” is one name; otherwise commas separate full names."""
    text = sanitize_line(text)
    halves = text.split(",")
    if len(halves) == 2 and len(halves[0].split()) == 1:
        return [{"family": halves[0].strip(), "given": halves[1].strip()}]
    names = (part.strip(" .") for part in _author_separator().split(text))
    return [_name_parts(name) for name in names if name and len(name) < 80]


def _name_parts(name: str) -> dict[str, str]:
    """A name as CSL name variables: the last word is the family name; one word alone is a literal name."""
    given, _, family = name.rpartition(" ")
    return {"family": family, "given": given} if given else {"literal": family}


def citation_key(found: Metadata) -> str:
    """A citation key: the family name of the first author, or the first long word of the title, and the year."""
    authors = found.get("author") or []
    word = authors[0].get("family") or authors[0].get("literal", "") if authors else _long_word(found.get("title", ""))
    plain = unicodedata.normalize("NFKD", word)
    letters = "".join(char for char in plain.lower() if char.isascii() and char.isalnum())
    return (letters or "article") + str(found.get("issued", ""))[:4]


def _long_word(title: str) -> str:
    words = title.split() or ["article"]
    return next((word for word in words if len(word) > 3), words[0])
