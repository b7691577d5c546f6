"""Which elements of HTML stand within a line, show no text, or begin and end a block."""

from kztui.article.data_tables import rows

_GROUPS = {group: frozenset(names.split()) for group, names in rows("importing/data/html_elements.tsv")}
HIDDEN, CONTROL = _GROUPS["hidden"] | _GROUPS["replaced"], _GROUPS["control"]
_INLINE, NAMED = _GROUPS["inline"], _GROUPS["named"]


def is_inline(tag: str) -> bool:
    """Whether an element stands within a line; a custom element, whose name has a hyphen, does unless styled."""
    return tag in _INLINE or "-" in tag
