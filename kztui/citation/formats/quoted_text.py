"""A quotation in running text: the words of the original in quotation marks, and in brackets where they stand.

Words of somebody else whom the author quotes or reports are cited as taken from the article, as the manuals say of
secondary sources: APA 7, 8.6 ("as cited in"), MLA 9, 6.77 ("qtd. in"), Chicago 18, Cite Them Right 12 ("quoted in").
"""

from typing import NamedTuple, cast

from kztui.article.article import Article
from kztui.article.data_tables import rows
from kztui.article.publication import language_tag
from kztui.article.table import Strings
from kztui.citation.cite import cite
from kztui.citation.csl.citeproc_hook import LOCALES, PRIMARY_LOCALES
from kztui.citation.csl.nodes import InlineToken
from kztui.citation.csl.output import OutputFormat, write_line
from kztui.citation.csl.render import parsed_style
from kztui.citation.csl.rich_text import QuotationMarks
from kztui.citation.csl.style import ParsedStyle
from kztui.citation.locator import NO_PAGES, Pages
from kztui.citation.quotation import QuotablePassage
from kztui.citation.quotation_marks import quoted
from kztui.citation.request import Citation, CitationRequest
from kztui.citation.styles import find_style

_ENGLISH = "en"


class SecondarySource(NamedTuple):
    """What a manual puts between who said something and the source that says so."""

    quoted: str
    reported: str
    joint: str


_PHRASES = {
    begin: SecondarySource(quoted, reported, joint.replace("blank", " ").replace("comma", ", "))
    for begin, quoted, reported, joint in rows("citation/data/secondary_sources.tsv")
}


def quote(article: Article, passage: QuotablePassage, request: CitationRequest, pages: Pages = NO_PAGES) -> Citation:
    """The passage in the quotation marks of its language, with its citation in brackets.

    Raises `CitationError` as `cite` does.
    """
    style = find_style(request.style)
    parsed = parsed_style(style, request.locale)
    output = cast("OutputFormat", request.format)
    marks = quotation_marks(article, parsed, request)
    words = quoted(passage.text, passage.start, passage.end, marks)
    cited = cite(article, (), request._replace(form="citation", paragraphs=(passage.paragraph,)), pages)
    inside = cited.text.removesuffix(".")
    if inside.startswith("(") and inside.endswith(")"):
        inside = inside[1:-1]
    bracketed = not (inside.startswith("[") and inside.endswith("]"))
    if passage.speaker:
        before = _attribution(article, passage, parsed, style.csl_id)
        inside, bracketed = _written(before, parsed, output) + " " + inside, True
    raised = inside.startswith("<sup>") and inside.endswith("</sup>")  # a number above the line stands at the words
    written = _written(words, parsed, output)
    text = f"{written}{inside}" if raised else f"{written} {f'({inside})' if bracketed else inside}"
    hints: Strings = (*filter(None, (passage.hint,)), *cited.hints)
    return Citation(text, hints, cited.targets, cited.place)


def _written(text: str, parsed: ParsedStyle, output: OutputFormat) -> str:
    return write_line([InlineToken(text)], parsed.quotes, output)


def quotation_marks(article: Article, parsed: ParsedStyle, request: CitationRequest) -> QuotationMarks:
    """Those of the locale asked for; else of the article's language, where CSL has them; else of the style."""
    tag = "" if request.locale else language_tag(article.publication.language)
    exact = {locale.casefold(): locale for locale in LOCALES}
    locale = exact.get(tag.casefold()) or PRIMARY_LOCALES.get(tag.partition("-")[0].casefold(), "")
    return parsed_style(find_style(request.style), locale).quotes if locale else parsed.quotes


def _attribution(article: Article, passage: QuotablePassage, parsed: ParsedStyle, csl_id: str) -> str:
    """Who said it, and the words that lead over to the source: `Nazarbayev, quoted in`."""
    speaker = article.items[passage.speaker]
    name = speaker.caption if parsed.note else speaker.short_name
    if not parsed.language.startswith(_ENGLISH):
        phrase = " ".join(filter(None, (parsed.term("cited"), parsed.term("in"))))
        return f"{name}, {phrase}"
    phrases = next((each for begin, each in _PHRASES.items() if f"{csl_id}-".startswith(begin)), _PHRASES[""])
    return f"{name}{phrases.joint}{phrases.quoted if passage.is_direct else phrases.reported}"
