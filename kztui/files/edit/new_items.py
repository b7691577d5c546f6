"""Items, sections and paragraphs added; a new item has its id, paragraph and quote by itself."""

from collections.abc import Mapping
from types import MappingProxyType

from kztui.article.ids import safe_id
from kztui.article.kinds.item import Item
from kztui.article.kinds.section import Paragraph, Section
from kztui.files.edit.article_documents import ArticleDocuments, PlacedItem, key_order, list_of
from kztui.files.edit.article_files import EditRefusedError
from kztui.files.edit.homes import add_item
from kztui.files.edit.naming import refuse_unfit_id
from kztui.files.edit.operation import Operation, Outcome
from kztui.files.edit.review import forget_rejections
from kztui.files.edit.words_in_text import Positions


class AddItem(Operation, frozen=True):
    """Add an item of a kind under a name; `words` or `chars` are those of the original paragraph that say so.

    A claim is named by its text. `fields` are any other keys; without an `id` there it is made of the name.
    """

    kind: str
    name: str = ""
    paragraph: int = 0
    words: Positions | None = None
    chars: Positions | None = None
    fields: Mapping[str, object] = MappingProxyType({})

    def perform(self, documents: ArticleDocuments) -> Outcome:
        """Add the table. Raises EditRefusedError where the kind is unknown, or the id taken."""
        if self.kind in {Paragraph.item_kind, Paragraph.plural}:  # these stand within a section
            return _add_paragraph(documents, {"text": self.name, **self.fields}, self.paragraph)
        plural, kind = list_of(self.kind)
        target = str(self.fields.get("id") or free_id(documents, self.name or f"{kind.item_kind}-p{self.paragraph}"))
        refuse_unfit_id(documents, target)
        fields = {"id": target, **self._fields(kind), **{key: self.fields[key] for key in self.fields if key != "id"}}
        if kind is Section:
            _add_section(documents, fields, self.paragraph)
        else:
            if self.paragraph:
                documents.find(f"p{self.paragraph}")
                fields.setdefault("paragraphs", [self.paragraph])
            add_item(documents, plural, {key: fields[key] for key in key_order(kind) if key in fields} | fields)
            forget_rejections(documents, {f"{kind.item_kind}:{self.name}"})
        return Outcome(f"added {kind.item_kind} {target}", target=target)

    def _fields(self, kind: type[Item]) -> dict[str, object]:
        """What every item of the kind has, and what says where it is stated."""
        name_key = kind.name_key or kind.prose_keys[0]
        fields: dict[str, object] = {name_key: self.name} if self.name else {}
        if "kind" in kind.required_keys and kind.own_kinds:
            fields["kind"] = kind.own_kinds[0]
        for unit, pair in (("words", self.words), ("chars", self.chars)):
            if pair and self.paragraph:
                fields["quotes"] = [{"paragraph": self.paragraph, unit: list(pair)}]
        return fields


def free_id(documents: ArticleDocuments, name: str) -> str:
    """The id that a name gives, with a number where it is taken."""
    wanted = new = safe_id(name)
    count = 1
    while documents.has(new):
        count += 1
        new = f"{wanted[:70]}-{count}"
    return new


def _sections(documents: ArticleDocuments) -> list[PlacedItem]:
    return [placed for placed in documents.items if isinstance(placed.item, Section)]  # their list holds paragraphs


def _add_paragraph(documents: ArticleDocuments, fields: Mapping[str, object], number: int) -> Outcome:
    """Add a paragraph behind the one before it; the last one, at the end of the last section.

    Raises EditRefusedError where its number is taken.
    """
    sections = _sections(documents)
    if not sections:
        raise EditRefusedError("there is no section that a paragraph could stand in: add one first")
    known = [number for placed in sections for number in placed.item.numbers]
    number = number or max(known, default=0) + 1
    if number in known:
        raise EditRefusedError(f"there is a paragraph {number} already: write it")
    before = [placed for placed in sections if any(other < number for other in placed.item.numbers)]
    section = sections[-1] if number > max(known, default=0) else before[-1] if before else sections[0]
    at = sum(other < number for other in section.item.numbers)
    fields = {"number": number, **{key: fields[key] for key in key_order(Paragraph) if key in fields}, **fields}
    own = (*section.own, "paragraphs")
    following = section.document.block((*own, at))
    if following is not None:
        section.document.add_block_before((*own, at), section.document.table_text(own, fields))
    elif section.document.span(own) is not None or not section.document.block(section.own):
        section.document.extend(section.own, "paragraphs", [fields], before=at)
    else:
        section.document.add_block(own, section.document.table_text(own, fields))
    return Outcome(f"added paragraph {number}", target=f"p{number}")


def _add_section(documents: ArticleDocuments, fields: Mapping[str, object], paragraph: int) -> None:
    """Add a section, before a paragraph if one is given: that and those behind it are in the new one then."""
    if not paragraph:
        add_item(documents, Section.plural, fields)
        return
    placed = documents.find(f"p{paragraph}")
    if placed.document.block(placed.own) is None:
        raise EditRefusedError(f"paragraph {paragraph} has no table with a header: move it by hand")
    placed.document.add_block_before(placed.own, placed.document.table_text((Section.plural,), fields))
