"""The words by which commands name kinds of items, in the singular and plural.

The kinds are imported when a word is looked at: most command lines have none, and the search of a library begins to
look at its files before it imports them.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import overload

from kztui.article.table import ItemKind


class _KindWords(Sequence[str]):
    """The words, read from the kinds."""

    @cached_property
    def _words(self) -> tuple[str, ...]:
        from kztui.article.kinds import KINDS  # noqa: PLC0415 - as the module says

        return (*(kind.item_kind for kind in KINDS), *(kind.plural for kind in KINDS))

    def __len__(self) -> int:
        return len(self._words)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        return self._words[at]


KIND_WORDS = _KindWords()


def parse_kind(word: str) -> ItemKind:
    """The kind that `word` names, in the singular or plural. Raises StopIteration when there is none."""
    from kztui.article.kinds import KINDS  # noqa: PLC0415 - as the module says

    return next(kind.item_kind for kind in KINDS if word in {kind.item_kind, kind.plural})


def singular_words() -> dict[str, ItemKind]:
    """The kinds by their words in the plural."""
    from kztui.article.kinds import KINDS  # noqa: PLC0415 - as the module says

    return {kind.plural: kind.item_kind for kind in KINDS}
