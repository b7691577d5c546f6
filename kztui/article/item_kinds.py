"""The names of all kinds of items, apart from `kinds`, so that they follow from whatever kinds are declared there."""

from kztui.article.kinds import KINDS
from kztui.article.table import ItemKind

ITEM_KINDS: tuple[ItemKind, ...] = tuple(kind.item_kind for kind in KINDS)
"""In reading order, as the kinds are."""
