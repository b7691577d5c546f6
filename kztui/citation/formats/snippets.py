"""What one types to cite the article in pandoc's Markdown, Org, LaTeX or Typst; and a plain link."""

import json
import re

from kztui.article.dates import words
from kztui.article.ids import fold_ranges
from kztui.article.publication import Publication
from kztui.citation.csl.rich_text import QuotationMarks, tokenize
from kztui.citation.csl_item import CslItem, one_line, percent_encoded
from kztui.citation.errors import CitationError
from kztui.citation.formats.latex import key as latex_key
from kztui.citation.formats.markup import without_tags
from kztui.citation.locator import Locator

_PANDOC_KEY = re.compile(r"\w(?:\w|[:.#$%&+?<>~/-](?=\w))*")
_NOT_IN_KEYS = re.compile(r"[\s{}\[\];,@]")
_QUOTES = QuotationMarks("“", "”", "‘", "’")
_TYPST_KEY = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.:-]*[A-Za-z0-9_])?")


def _locator_text(locator: Locator, dash: str) -> str:
    """`para. 4`, `paragraphs 2, 4-6` or `p. 12`, which pandoc and Org parse as a locator; empty for an article."""
    if not locator.numbers:
        return ""
    if locator.pages:
        return f"p{'p' * (len(locator.pages) > 1)}. {locator.page_ranges.replace('-', dash)}"
    text = fold_ranges(locator.numbers, dash)
    return f"para. {text}" if len(locator.numbers) == 1 else f"paragraphs {text}"


def _key(item: CslItem) -> str:
    """The citation key. Raises `CitationError` for one with characters that would end it early."""
    cited = str(item.get("citation-key") or item["id"])
    if not cited or _NOT_IN_KEYS.search(cited):
        raise CitationError(f"“{cited}” cannot be a citation key: use no spaces, brackets, commas or semicolons")
    return cited


def pandoc(item: CslItem, locator: Locator) -> str:
    """`[@zenn2013, para. 4]`. Raises `CitationError` for a key that cannot be written, as the others here."""
    cited = _key(item)
    at = f"@{cited}" if _PANDOC_KEY.fullmatch(cited) else f"@{{{cited}}}"
    text = _locator_text(locator, "-")
    return f"[{at}, {text}]" if text else f"[{at}]"


def org(item: CslItem, locator: Locator) -> str:
    """`[cite:@zenn2013 para. 4]`."""
    text = _locator_text(locator, "-")
    return f"[cite:@{_key(item)} {text}]" if text else f"[cite:@{_key(item)}]"


def latex(item: CslItem, locator: Locator) -> str:
    r"""`\autocite[para. 4]{zenn2013}`."""
    cited, text = latex_key({"id": _key(item)}), _locator_text(locator, "--")
    return rf"\autocite[{text}]{{{cited}}}" if text else rf"\autocite{{{cited}}}"


def typst(item: CslItem, locator: Locator) -> str:
    """`@zenn2013[para. 4]`; a key with other characters is put in a call of `cite`."""
    cited, text = _key(item), _locator_text(locator, "–")
    if _TYPST_KEY.fullmatch(cited):
        return f"@{cited}[{text}]" if text else f"@{cited}"
    label = f"label({json.dumps(cited, ensure_ascii=False)})"
    return f"#cite({label}, supplement: [{text}])" if text else f"#cite({label})"


def _with_printed_quotes(text: str) -> str:
    """Rich text as plain text with typographic quotation marks and apostrophes."""
    return "".join(
        token.text if token.formatting is None else _quotation_mark(token.formatting.value, opens=token.opens)
        for token in tokenize(without_tags(text), _QUOTES)
    )


def _quotation_mark(value: str, *, opens: bool) -> str:
    if value == "outer":
        return _QUOTES.open if opens else _QUOTES.close
    return _QUOTES.open_inner if opens else _QUOTES.close_inner


def link(publication: Publication) -> str:
    """Title, outlet, date and URL or DOI on one line, as printed; what is missing is left out."""
    title = _with_printed_quotes(publication.printed_title or publication.title)
    day = words(publication.issued) if publication.issued else ""
    where = ", ".join(part for part in (publication.container_title or publication.publisher, day) if part)
    url = percent_encoded(publication.URL) or (f"https://doi.org/{publication.DOI}" if publication.DOI else "")
    return one_line(" ".join(part for part in (title, f"({where})" if where else "", url) if part))
