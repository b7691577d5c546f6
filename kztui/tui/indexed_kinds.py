"""The kinds of items that have an index pane, in the order of these: keys, layout and panes follow from it."""

from kztui.article.kinds import KINDS
from kztui.article.kinds.item import Item

INDEXED_KINDS: tuple[type[Item], ...] = tuple(
    sorted((kind for kind in KINDS if kind.has_index), key=lambda kind: (not kind.index_key, kind.index_key))
)
