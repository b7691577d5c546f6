"""Words of a paraphrase that stand in the same order in the original: a paraphrase says it in words of its own."""

from kztui.article.quotes import word_spans, words

MOST = 7
"""As many words in a row may be the original's; from one more on they are a quotation."""


def copied_words(text: str, original: str, most: int = MOST) -> str:
    """The first words of `text`, more than `most` in a row, that stand so in the original; empty where none do."""
    length = most + 1
    theirs = words(original)
    runs = {tuple(theirs[at : at + length]) for at in range(len(theirs) - most)}
    own, spans = words(text), word_spans(text)
    for at in range(len(own) - most):
        if tuple(own[at : at + length]) in runs:
            end = at + length
            while end < len(own) and tuple(own[end - most : end + 1]) in runs:
                end += 1
            return text[spans[at][0] : spans[end - 1][1]]
    return ""
