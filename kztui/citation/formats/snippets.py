"""What one types to cite the article: in pandoc's Markdown, in Org, in LaTeX, in Typst; and the plain link."""

import json
import re

from kztui.article.dates import words
from kztui.article.publication import Publication
from kztui.citation.csl.rich_text import QuotationMarks, tokenize
from kztui.citation.csl_item import CslItem, percent_encoded
from kztui.citation.errors import CitationError
from kztui.citation.formats.latex import key as latex_key
from kztui.citation.formats.markup import untagged
from kztui.citation.locator import Locator, ranges

_PANDOC_KEY = re.compile(r"\w(?:\w|[:.#$%&+?<>~/-](?=\w))*")
_UNREADABLE = re.compile(r"[\s{}\[\];,@]")
_QUOTES = QuotationMarks("“", "”", "‘", "’")
_TYPST_KEY = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.:-]*[A-Za-z0-9_])?")


def _place(where: Locator, dash: str) -> str:
    """`para. 4`, `paragraphs 2, 4-6`: words that pandoc and Org read, and that anyone understands."""
    if not where.numbers:
        return ""
    text = ranges(where.numbers, dash)
    return f"para. {text}" if len(where.numbers) == 1 else f"paragraphs {text}"


def _key(item: CslItem) -> str:
    """The citation key; raises `CitationError` for one that could not be told from the text around it."""
    cited = str(item.get("citation-key") or item["id"])
    if not cited or _UNREADABLE.search(cited):
        raise CitationError(f"“{cited}” cannot be cited by its key: write it without blanks and brackets")
    return cited


def pandoc(item: CslItem, where: Locator) -> str:
    """`[@zenn2013, para. 4]`."""
    cited = _key(item)
    at = f"@{cited}" if _PANDOC_KEY.fullmatch(cited) else f"@{{{cited}}}"
    place = _place(where, "-")
    return f"[{at}, {place}]" if place else f"[{at}]"


def org(item: CslItem, where: Locator) -> str:
    """`[cite:@zenn2013 para. 4]`."""
    place = _place(where, "-")
    return f"[cite:@{_key(item)} {place}]" if place else f"[cite:@{_key(item)}]"


def latex(item: CslItem, where: Locator) -> str:
    r"""`\autocite[para. 4]{zenn2013}`."""
    cited, place = latex_key({"id": _key(item)}), _place(where, "--")
    return rf"\autocite[{place}]{{{cited}}}" if place else rf"\autocite{{{cited}}}"


def typst(item: CslItem, where: Locator) -> str:
    """`@zenn2013[para. 4]`; a key that cannot be a reference is put in a call."""
    cited, place = _key(item), _place(where, "–")
    if _TYPST_KEY.fullmatch(cited):
        return f"@{cited}[{place}]" if place else f"@{cited}"
    label = f"label({json.dumps(cited, ensure_ascii=False)})"
    return f"#cite({label}, supplement: [{place}])" if place else f"#cite({label})"


def _curly(text: str) -> str:
    """The text with quotation marks and apostrophes as they are printed."""
    return "".join(
        token.text if token.formatting is None else _sign(token.formatting.value, opens=token.opens)
        for token in tokenize(untagged(text), _QUOTES)
    )


def _sign(value: str, *, opens: bool) -> str:
    if value == "outer":
        return _QUOTES.open if opens else _QUOTES.close
    return _QUOTES.open_inner if opens else _QUOTES.close_inner


def link(publication: Publication) -> str:
    """Title, outlet, date and URL on one line, for those who have no style: as printed, and only what is there."""
    title = _curly(publication.printed_title or publication.title)
    day = words(publication.issued) if publication.issued else ""
    where = ", ".join(part for part in (publication.container_title or publication.publisher, day) if part)
    url = percent_encoded(publication.URL) or (f"https://doi.org/{publication.DOI}" if publication.DOI else "")
    return " ".join(" ".join(part for part in (title, f"({where})" if where else "", url) if part).split())
