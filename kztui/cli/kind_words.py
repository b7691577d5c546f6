"""The words by which commands name kinds of items, in the singular and plural."""

from kztui.article.kinds import KINDS
from kztui.article.table import ItemKind

KIND_WORDS = (*(kind.item_kind for kind in KINDS), *(kind.plural for kind in KINDS))


def parse_kind(word: str) -> ItemKind:
    """The kind that `word` names, in the singular or plural. Raises StopIteration when there is none."""
    return next(kind.item_kind for kind in KINDS if word in {kind.item_kind, kind.plural})
