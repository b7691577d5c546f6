"""The forms in which an item can be copied, each with the letter that copies it."""

from collections.abc import Sequence
from typing import NamedTuple

from kztui.article.article import Article
from kztui.citation.request import (
    FORMATS,
    RUNNING_TEXT_STYLE,
    CitationRequest,
    Form,
    LocatorPolicy,
    running_text_style,
)

QUOTE = '"'
PARAPHRASE = "Paraphrase: "
"""What precedes the paraphrase wherever it is copied, so that nobody takes it for the author's words."""
NOTE_STYLES = {"chicago-notes", "oscola"}
"""Styles whose citation is a whole note: too long to be in brackets after a paraphrase."""


class CopyForm(NamedTuple):
    """One form of the copy dialog."""

    letter: str
    name: str
    form: Form = "citation"
    format: str = "text"
    words: bool = False
    """Whether the paraphrase of the item precedes the citation."""
    quoted: bool = False
    """Whether the words of the original precede the citation."""
    formatted: bool = False
    """Whether it is copied as HTML too."""

    def request(self, style: str, locator: LocatorPolicy = "auto") -> CitationRequest:
        """The citation request of this form in a style, with places named as the settings want it."""
        if self.words and style in NOTE_STYLES:
            style = RUNNING_TEXT_STYLE
        if self.quoted:
            style = running_text_style(style)
        return CitationRequest(style=style, form=self.form, format=self.format, locator=locator)


PARAPHRASE_FORM = CopyForm("w", "paraphrase", words=True)
FORMS: tuple[CopyForm, ...] = (
    CopyForm("n", "note or in-text"),
    CopyForm("e", "bibliography entry", "entry"),
    CopyForm(QUOTE, "quote", quoted=True),
    PARAPHRASE_FORM,
    CopyForm("f", "formatted (Word, Docs)", formatted=True),
    CopyForm("F", "formatted entry", "entry", formatted=True),
    *(CopyForm(each.letter, each.label, format=each.name) for each in FORMATS if each.letter),
)


def form_of(letter: str) -> CopyForm | None:
    """The form with this letter; None where there is none."""
    return next((form for form in FORMS if form.letter == letter), None)


def with_words(article: Article, targets: Sequence[str], citation: str) -> str:
    """The paraphrase of the items, followed by the citation in brackets."""
    return paraphrased(" ".join(article.items[target].paraphrase(article) for target in targets), citation)


def paraphrased(words: str, citation: str) -> str:
    """Words that are ours, said to be a paraphrase, followed by the citation in brackets."""
    bare = citation.rstrip(".")
    cited = bare if bare.startswith("(") and bare.endswith(")") else f"({bare})"
    return f"{PARAPHRASE}{words} {cited}".strip()
