"""Terms: the words that a newcomer must look up."""

from typing import ClassVar

from kztui.article.kinds.item import Item
from kztui.article.table import LinkedText, Numbers, OutsideIds, Strings


class Term(Item, frozen=True, kw_only=True):
    """A word that a newcomer must look up."""

    item_kind: ClassVar[str] = "term"
    plural: ClassVar[str] = "terms"
    letters: ClassVar[str] = "t"
    sign: ClassVar[str] = "≡"
    color: ClassVar[str] = "secondary"
    ansi_color: ClassVar[str] = "magenta"
    emphasis: ClassVar[str] = "italic"
    index_key: ClassVar[str] = "6"
    search_boost: ClassVar[float] = 0.008
    name_key: ClassVar[str] = "name"
    required_keys: ClassVar[Strings] = ("name", "definition")
    prose_keys: ClassVar[Strings] = ("definition", "note")

    id: str
    name: str = ""
    aliases: Strings = ()
    ids: OutsideIds = ()
    definition: LinkedText = ""
    paragraphs: Numbers = ()
    note: LinkedText = ""

    @property
    def is_unwritten(self) -> bool:
        """Whether the original has it, or nobody has accepted it yet, and it has no definition."""
        return bool((self.quotes or self.review) and not self.definition.strip())
