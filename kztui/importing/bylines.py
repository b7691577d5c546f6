"""Which lines at the beginning of an article are its byline or date, and no part of its text."""

import re
from collections.abc import Sequence

from kztui.importing.labels import label_pattern
from kztui.importing.persons import byline_start, names_in
from kztui.importing.publication_date import publication_date
from kztui.importing.reading import Metadata

MAX_WORDS = 25
DATE_WORDS = 12
MAX_TITLE = 300
_LABEL = re.compile(rf"\W*(?:{label_pattern('byline')}|\d{{1,3}}[ -]min(?:ute)?s? read|\d+ comments?$)", re.IGNORECASE)
_UPDATED = re.compile(r"\W*(?:last |updated|обновлено)", re.IGNORECASE)
_ISSUE = re.compile(r"\([^()]{0,80}\bissue of (?:the )?([^()]{2,80})\)", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?…。！？।؟۔]$")
_YEAR_MARK = re.compile(r"(?<=\d)\s?[гржrm]\.$")
"""“Year”, abbreviated after its number: 14 марта 2021 г., 14 marca 2021 r."""
_INITIAL = re.compile(r"\b\w\.$")


def is_byline(line: str) -> bool:
    """Whether a line names the authors, or says when the article was published, and nothing else."""
    length = len(line.split())
    if not line or length > MAX_WORDS:
        return False
    if _LABEL.match(line) and length <= DATE_WORDS:
        return True
    if byline_start().match(line) and (not _SENTENCE.search(line) or _INITIAL.search(line)):
        return bool(names_in(line))
    short = length <= DATE_WORDS and not _SENTENCE.search(_YEAR_MARK.sub("", line))
    return short and any(map(str.isdigit, line)) and len(publication_date(line)) == len("2019-05-14")


def names_authors(line: str) -> bool:
    """Whether a line of a byline begins with “By” or the like."""
    return is_byline(line) and bool(byline_start().match(line))


def metadata_of_bylines(lines: Sequence[str], language: str) -> Metadata:
    """The authors and the date of publication that lines of a byline state."""
    found: Metadata = {}
    for line in lines:
        if issue := _ISSUE.search(line):
            found.setdefault("container-title", issue[1].strip())
        if "author" not in found and byline_start().match(line) and (names := names_in(line)):
            found["author"] = names
        if "issued" not in found and not _UPDATED.match(line) and (date := publication_date(line, language)):
            found["issued"] = date
    return found


def metadata_of_lines(lines: Sequence[str]) -> Metadata:
    """The metadata in the lines before a text. The title is the line before the byline, or else the first one."""
    titles: list[str] = []
    title = ""
    bylines: list[str] = []
    for line in lines:
        if is_byline(line):
            bylines.append(line)
            if names_authors(line) and titles:
                title = title or titles[-1]
        elif len(line.split()) >= 2 and len(line) < MAX_TITLE:
            titles.append(line)
    found = metadata_of_bylines(bylines, "")
    return {"title": title or titles[0], **found} if titles else found
