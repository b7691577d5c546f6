"""What is marked in an original paragraph and in our words for it: every link, and the item in hand."""

from kztui.article.kinds.section import Paragraph
from kztui.article.with_original import ArticleWithOriginal, mentions_in
from kztui.tui.render.marked_text import MarkedSpan
from kztui.tui.theme import Palette


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
    """Our words for a paragraph, and the links in them."""
    linked = article.linked(paragraph.text if paragraph else "")
    kinds = ((span, article.kind(span.target)) for span in linked.spans)
    return linked.plain, [MarkedSpan(*span[:2], theme.links[kind] if kind else theme.dead) for span, kind in kinds]
