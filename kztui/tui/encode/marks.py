"""What is marked in an original paragraph and in its paraphrase, and what is said where there is no original."""

from collections.abc import Collection

from kztui.article.kinds.section import Paragraph
from kztui.article.quotes import OriginalParagraph
from kztui.article.with_original import ArticleWithOriginal, mentions_in
from kztui.tui.render.marked_text import MarkedSpan
from kztui.tui.theme import Palette

LACKS_PARAGRAPH = "(your copy of the original lacks this paragraph)"
NOT_READ = "(your copy of the original is not read yet)"
NO_ORIGINAL = "(no original is attached: outside this mode S attaches your copy; without it, {new} adds items by name)"


def original_title(text: str) -> str:
    """The title above the original of a paragraph: whose copy it is, where there is one."""
    return "original (your copy)" if text else "original"


def missing_original(originals: Collection[OriginalParagraph] | None, new: str) -> str:
    """What stands in place of a paragraph that has no words of the original; `new` is the key that adds items.

    No `originals`: they are not read yet.
    """
    if originals is None:
        return NOT_READ
    return LACKS_PARAGRAPH if originals else NO_ORIGINAL.format(new=new)


def original_marks(
    article: ArticleWithOriginal, number: int, target: str, theme: Palette
) -> tuple[str, list[MarkedSpan], int]:
    """The original of a paragraph, its marks, and where in it the item in hand first stands; 0 where it does not."""
    linked = article.linked_original(number)
    marks = [MarkedSpan(span.start, span.end, theme.links[article.kind(span.target)]) for span in linked.spans]
    item = article.items.get(target)
    here = mentions_in(linked.plain, number, item) if item and not item.is_text else []
    marks += [MarkedSpan(span.start, span.end, theme.link) for span in here]
    return linked.plain, marks, here[0].start if here else 0


def paraphrase_marks(
    article: ArticleWithOriginal, paragraph: Paragraph | None, theme: Palette
) -> tuple[str, list[MarkedSpan]]:
    """The paraphrase of a paragraph, and the links in it."""
    linked = article.linked(paragraph.text if paragraph else "")
    kinds = ((span, article.kind(span.target)) for span in linked.spans)
    return linked.plain, [MarkedSpan(*span[:2], theme.links[kind] if kind else theme.dead) for span, kind in kinds]
